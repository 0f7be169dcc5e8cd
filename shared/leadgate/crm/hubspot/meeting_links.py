"""A HubSpot meeting link: what the rep's own calendar says, and meetings that stand in it.

HubSpot makes the entry, the meeting record and the invitation itself. Its API can book by a link, and not move or
cancel: the old meeting is marked as cancelled in the CRM, and the rep takes it out of the calendar.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from leadgate.crm.hubspot.calendar import HubSpotCalendar
from leadgate.crm.hubspot.client import HubSpotClient
from leadgate.crm.hubspot.ids import hubspot_id
from leadgate.crm.hubspot.shapes import objects_in
from leadgate.domain.meeting import Span
from leadgate.domain.team import Rep
from leadgate.errors import PermanentError
from leadgate.ports.calendar import Appointment

_MOST_MONTHS: Final = 4


class HubSpotMeetingLinks:
    def __init__(self, client: HubSpotClient, records: HubSpotCalendar) -> None:
        self._client = client
        self._records = records

    def busy(self, rep: Rep, within: Span) -> tuple[Span, ...]:
        """HubSpot answers month by month; the present one counts from within its own first day."""
        spans: list[Span] = []
        for offset in range(_months_between(within) + 1):
            query = (("timezone", rep.timezone), ("monthOffset", str(offset)))
            path = f"meetings/meeting-links/book/availability-page/{rep.calendar.link}"
            answer = self._client.get("scheduler", path, query)
            spans += [span for user in objects_in(answer, "allUsersBusyTimes", path) for span in _busy(user, path)]
        return tuple(span for span in dict.fromkeys(spans) if span.overlaps(within))

    def put(self, rep: Rep, appointment: Appointment, event: str) -> str:
        """Raises PermanentError for a lead without an e-mail address: HubSpot books nobody without one."""
        contact_id = hubspot_id(appointment.lead_id, "contact")
        if event:
            self._records.remove(rep, event)
        standing = self._records.at(contact_id, appointment.span.begins)
        if not standing:
            self._client.post("scheduler", "meetings/meeting-links/book", _booking(rep, appointment), repeatable=False)
            standing = self._records.at(contact_id, appointment.span.begins)
        return standing

    def remove(self, rep: Rep, event: str) -> None:
        self._records.remove(rep, event)


def _busy(user: Mapping[str, Any], path: str) -> list[Span]:
    return [Span(_instant(one["start"]), _instant(one["end"])) for one in objects_in(user, "busyTimes", path)]


def _booking(rep: Rep, appointment: Appointment) -> Mapping[str, Any]:
    if not appointment.lead_email:
        raise PermanentError("a HubSpot meeting link books nobody without an e-mail address")
    first, _, last = appointment.lead_name.rpartition(" ")
    length: timedelta = appointment.span.ends - appointment.span.begins
    return {
        "slug": rep.calendar.link,
        "firstName": first or last,
        "lastName": last,
        "email": appointment.lead_email,
        "startTime": appointment.span.begins.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "duration": round(length.total_seconds() * 1000),
        "formFields": [],
        "legalConsentResponses": [],
        "likelyAvailableUserIds": [],
        "timezone": rep.timezone,
    }


def _months_between(within: Span) -> int:
    begins, ends = within.begins, within.ends
    return min(_MOST_MONTHS, (ends.year - begins.year) * 12 + ends.month - begins.month)


def _instant(milliseconds: float) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
