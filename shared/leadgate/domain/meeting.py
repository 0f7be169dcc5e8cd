"""R13: a meeting between a lead and its rep, from the link that was sent to what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, cast, get_args

from leadgate.domain.reading import parse_instant, render_instant

MeetingStatus = Literal["open", "held", "booked", "cancelled"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From `begins` until before `ends`, aware UTC instants."""

    begins: datetime
    ends: datetime

    def overlaps(self, other: "Span") -> bool:
        return self.begins < other.ends and other.begins < self.ends


@dataclass(frozen=True, slots=True)
class Meeting:
    """What one link stands for: at most one meeting.

    status: open (nothing chosen), held (a time is ours, the calendar does not know yet), booked, cancelled.
    span and rep_id: the time and the rep chosen; None and empty while open. moved: how often it was moved.
    zone: the visitor's, as it was chosen; empty where none was.
    event: what the rep's calendar calls it; former: the event of a rep who had it before and is still to be removed.
    """

    id: str
    lead_id: str
    expires_at: datetime
    status: MeetingStatus = "open"
    rep_id: str = ""
    span: Span | None = None
    zone: str = ""
    language: str = ""
    event: str = ""
    moved: int = 0
    former: tuple[str, str] | None = None

    def is_over(self, now: datetime) -> bool:
        """Whether the link does nothing any more: nothing was booked in time, or the meeting has begun."""
        chosen = self.span is not None and self.status in ("held", "booked")
        return now >= (self.span.begins if chosen and self.span else self.expires_at)


def render_meeting(meeting: Meeting) -> Mapping[str, Any]:
    return {
        "id": meeting.id,
        "lead_id": meeting.lead_id,
        "expires_at": render_instant(meeting.expires_at),
        "status": meeting.status,
        "rep_id": meeting.rep_id,
        "begins": render_instant(meeting.span.begins) if meeting.span else None,
        "ends": render_instant(meeting.span.ends) if meeting.span else None,
        "zone": meeting.zone,
        "language": meeting.language,
        "event": meeting.event,
        "moved": meeting.moved,
        "former": list(meeting.former) if meeting.former else None,
    }


def parse_meeting(row: Mapping[str, Any]) -> Meeting:
    """What `render_meeting` made."""
    begins, ends, expires = (parse_instant(row[name]) for name in ("begins", "ends", "expires_at"))
    status = row["status"] if row["status"] in get_args(MeetingStatus) else "open"
    former = row["former"]
    return Meeting(
        id=row["id"],
        lead_id=row["lead_id"],
        expires_at=cast(datetime, expires),
        status=cast(MeetingStatus, status),
        rep_id=row["rep_id"],
        span=Span(begins, ends) if begins and ends else None,
        zone=row["zone"],
        language=row["language"],
        event=row["event"],
        moved=int(row["moved"]),
        former=(former[0], former[1]) if former else None,
    )
