"""Meetings and the reps' day-books in the store: every change is a swap, so that one time goes to one lead.

A day-book is one row a rep: which times are taken by whom among those who book with us. An entry stays unsettled
until the rep's calendar knows of it, so that a try that was cut off is found and finished.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from leadgate.domain.meeting import Meeting, Span, parse_meeting, render_meeting
from leadgate.domain.reading import parse_instant, render_instant
from leadgate.ports import Store
from leadgate.service.contention import OvertakenError, until_first

_PATIENCE_SECONDS: Final = 10.0
"""A person waits for the page."""
_KEPT_AFTER: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """made_at: when it was changed last. settled: whether the rep's calendar knows."""

    meeting_id: str
    span: Span
    made_at: datetime
    settled: bool = False


def meeting_of(meeting_id: str, store: Store) -> Meeting | None:
    row = store.recall(_key(meeting_id))
    return parse_meeting(row) if row else None


def swap_meeting(old: Meeting | None, new: Meeting, store: Store) -> bool:
    """False, and nothing changes, if `old` no longer stands."""
    return store.swap(_key(new.id), render_meeting(old) if old else None, render_meeting(new))


def link_of(lead_id: str, store: Store) -> str:
    """The id of the meeting whose link the lead was sent last; empty for none."""
    return str((store.recall(_link_key(lead_id)) or {}).get("id") or "")


def last_meeting_of(lead_id: str, store: Store) -> Meeting | None:
    """What the link stands for that the lead was sent last."""
    meeting_id = link_of(lead_id, store)
    return meeting_of(meeting_id, store) if meeting_id else None


def remember_link(meeting: Meeting, store: Store) -> None:
    store.remember(_link_key(meeting.lead_id), {"id": meeting.id})


def rep_met_by(lead_id: str, store: Store, now: datetime) -> str | None:
    """Whom the lead has booked a time of that is still to come."""
    meeting = last_meeting_of(lead_id, store)
    waits = meeting is not None and meeting.status in ("held", "booked") and not meeting.is_over(now)
    return meeting.rep_id if meeting is not None and waits else None


def facts_of_meeting(lead_id: str, store: Store) -> tuple[str, ...]:
    """Keys under which the lead's link and its meeting are remembered."""
    return _link_key(lead_id), _key(link_of(lead_id, store))


def entries_of(rep_id: str, store: Store) -> tuple[Entry, ...]:
    return _entries(store.recall(_book_key(rep_id)))


def reserve(rep_id: str, wanted: Entry, buffer: timedelta, store: Store) -> bool:
    """The time is this meeting's, in place of any it had before. False, and nothing changes, if it is another's."""
    room = Span(wanted.span.begins - buffer, wanted.span.ends + buffer)

    def taken(entries: tuple[Entry, ...]) -> tuple[Entry, ...] | None:
        others = tuple(entry for entry in entries if entry.meeting_id != wanted.meeting_id)
        return None if any(entry.span.overlaps(room) for entry in others) else (*others, wanted)

    return _change(rep_id, taken, wanted.made_at, store)


def settle(rep_id: str, meeting_id: str, now: datetime, store: Store, *, settled: bool = True) -> None:
    """The rep's calendar knows how it stands, or is still to be told."""

    def marked(entry: Entry) -> Entry:
        return replace(entry, settled=settled, made_at=now) if entry.meeting_id == meeting_id else entry

    _change(rep_id, lambda entries: tuple(marked(entry) for entry in entries), now, store)


def release(rep_id: str, meeting_id: str, now: datetime, store: Store) -> None:
    """The time is free again; nothing happens if it is not this meeting's."""
    _change(rep_id, lambda entries: tuple(e for e in entries if e.meeting_id != meeting_id), now, store)


def _change(
    rep_id: str, change: Callable[[tuple[Entry, ...]], tuple[Entry, ...] | None], now: datetime, store: Store
) -> bool:
    """False where `change` gives nothing. Raises RetryableError where too many book at the same instant."""

    def once() -> bool:
        row = store.recall(_book_key(rep_id))
        entries = _entries(row)
        changed = change(entries)
        if changed is None:
            return False
        kept = tuple(entry for entry in changed if entry.span.ends > now - _KEPT_AFTER)
        if kept != entries and not store.swap(_book_key(rep_id), row, _rows(kept)):
            raise OvertakenError("too many people book at once", after_seconds=2)
        return True

    return until_first(once, _PATIENCE_SECONDS)


def _entries(row: Mapping[str, Any] | None) -> tuple[Entry, ...]:
    found = []
    for entry in (row or {}).get("entries", ()):
        begins, ends, made = (parse_instant(entry[name]) for name in ("begins", "ends", "made_at"))
        if begins and ends and made:
            found.append(Entry(entry["id"], Span(begins, ends), made, entry["settled"]))
    return tuple(found)


def _rows(entries: tuple[Entry, ...]) -> Mapping[str, Any]:
    return {
        "entries": [
            {
                "id": entry.meeting_id,
                "begins": render_instant(entry.span.begins),
                "ends": render_instant(entry.span.ends),
                "made_at": render_instant(entry.made_at),
                "settled": entry.settled,
            }
            for entry in entries
        ]
    }


def _key(meeting_id: str) -> str:
    return f"meeting:{meeting_id}"


def _link_key(lead_id: str) -> str:
    return f"meeting-link:{lead_id}"


def _book_key(rep_id: str) -> str:
    return f"day-book:{rep_id}"
