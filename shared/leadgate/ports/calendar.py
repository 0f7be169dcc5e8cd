"""What self-scheduling needs from reps' calendars, in our words. Adapters: `crm/<name>/calendar.py`, `calendars/`."""

from dataclasses import dataclass
from typing import Protocol

from leadgate.domain.meeting import Span
from leadgate.domain.team import Rep


@dataclass(frozen=True, slots=True)
class Appointment:
    """A meeting as a calendar shows it.

    id: ours, the same for one meeting however often it is written or moved. lead_name, lead_email, company: empty
    where unknown. place: where they meet, as the rep's entry in the team file says.
    """

    id: str
    lead_id: str
    span: Span
    title: str
    lead_name: str = ""
    lead_email: str = ""
    company: str = ""
    place: str = ""


class Calendar(Protocol):
    """Raises RetryableError where it is down, PermanentError where a person must act."""

    def busy(self, rep: Rep, within: Span) -> tuple[Span, ...]:
        """When the rep has something else on, in any order; free and cancelled entries are none."""

    def put(self, rep: Rep, appointment: Appointment, event: str) -> str:
        """Make the entry, or move it where `event` names it; what the calendar calls it.

        Twice is once: an entry that was made by a try whose answer was lost is found again.
        """

    def remove(self, rep: Rep, event: str) -> None:
        """Take the entry out; nothing happens if it is gone."""
