"""R13: a lead chooses a time of its rep, moves it, or calls it off. One time goes to one lead, whoever asks at once.

A time is taken in three strokes, each of which can be repeated: the meeting is held, the rep's day-book has it, the
rep's calendar has it. Whoever finds a meeting that was cut off between two of them goes on from there.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Literal

from leadgate.domain.booking_settings import Booking
from leadgate.domain.free_times import free_times, horizon
from leadgate.domain.meeting import Meeting, Span
from leadgate.domain.routing import parse_request, who_could_take
from leadgate.domain.team import Rep
from leadgate.errors import LeadgateError, PermanentError
from leadgate.ports import Ports
from leadgate.service.arrange import arrange, withdraw
from leadgate.service.meetings import Entry, entries_of, meeting_of, release, reserve, settle, swap_meeting
from leadgate.service.team_facts import holiday_on, team_facts

Outcome = Literal["booked", "taken", "spent"]
_MOST_REPS_ASKED: Final = 5
_LEFT_ALONE_FOR: Final = timedelta(minutes=2)

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Offer:
    """rep is None, and there are no times, where nobody can be met within the days that are offered."""

    meeting: Meeting
    rep: Rep | None = None
    times: tuple[Span, ...] = ()


def offer(meeting: Meeting, ports: Ports) -> Offer:
    """Free times of the lead's rep; of another who could take the lead where that one has left or has none."""
    for rep in _reps_for(meeting, ports):
        times = _times_of(rep, meeting, ports)
        if times:
            return Offer(meeting, rep, times)
    return Offer(meeting)


def book(meeting: Meeting, begins: datetime, zone: str, ports: Ports) -> Outcome:
    """Take the time that begins then, in place of the one that was booked before.

    taken: it is not free, or is none of those on offer. spent: the link was used meanwhile, or nothing can be booked
    by it any more.
    """
    now = ports.clock.now()
    if meeting.status not in ("open", "booked") or meeting.is_over(now):
        return "spent"
    offered = offer(meeting, ports)
    span = next((span for span in offered.times if span.begins == begins), None)
    if offered.rep is None or span is None:
        return "taken"
    held = _held(meeting, offered.rep, span, zone)
    if not swap_meeting(meeting, held, ports.store):
        return "spent"
    if not reserve(offered.rep.id, Entry(held.id, span, now), _buffer(ports), ports.store):
        swap_meeting(held, meeting, ports.store)
        return "taken"
    arrange(held, ports)
    return "booked"


def cancel(meeting: Meeting, ports: Ports) -> None:
    """Call the meeting off; its time is free again, and its link is spent."""
    called_off = replace(meeting, status="cancelled")
    if meeting.status != "booked":
        return
    settle(meeting.rep_id, meeting.id, ports.clock.now(), ports.store, settled=False)
    if swap_meeting(meeting, called_off, ports.store):
        withdraw(called_off, ports)


def finish(meeting: Meeting, ports: Ports) -> Meeting:
    """The meeting as it stands once what was cut off is done: a held time is booked, or free again if it is lost."""
    if meeting.status == "cancelled" and meeting.event:
        return withdraw(meeting, ports)
    if meeting.status != "held" or meeting.span is None:
        return meeting
    if ports.settings.current().routing.team.rep(meeting.rep_id) is None:
        return _lost(meeting, ports)
    if reserve(meeting.rep_id, Entry(meeting.id, meeting.span, ports.clock.now()), _buffer(ports), ports.store):
        return arrange(meeting, ports)
    return _lost(meeting, ports)


def finish_all(ports: Ports) -> int:
    """Finish what was cut off some minutes ago; how many there were. One calendar that is down holds up no other."""
    done = 0
    for rep in ports.settings.current().routing.team.reps:
        for entry in entries_of(rep.id, ports.store):
            if not entry.settled and ports.clock.now() - entry.made_at >= _LEFT_ALONE_FOR:
                done += _finished(rep, entry, ports)
    return done


def _finished(rep: Rep, entry: Entry, ports: Ports) -> bool:
    meeting = meeting_of(entry.meeting_id, ports.store)
    if meeting is None or meeting.status == "open":  # cut off before the meeting was held, or forgotten
        release(rep.id, entry.meeting_id, ports.clock.now(), ports.store)
        return True
    try:
        if finish(meeting, ports).status == "booked":
            settle(rep.id, meeting.id, ports.clock.now(), ports.store)
    except LeadgateError as error:
        _logger.warning("meeting %s is not in the calendar of rep %s yet: %s", meeting.id, rep.id, error)
        return False
    return True


def _lost(meeting: Meeting, ports: Ports) -> Meeting:
    lost = replace(meeting, status="open", rep_id="", span=None, event="", former=None)
    return lost if swap_meeting(meeting, lost, ports.store) else meeting


def _held(meeting: Meeting, rep: Rep, span: Span, zone: str) -> Meeting:
    moves = meeting.status == "booked"
    changes_hands = moves and meeting.rep_id != rep.id
    return replace(
        meeting,
        status="held",
        rep_id=rep.id,
        span=span,
        zone=zone or meeting.zone,
        event="" if changes_hands else meeting.event,
        moved=meeting.moved + moves,
        former=(meeting.rep_id, meeting.event) if changes_hands else None,
    )


def _reps_for(meeting: Meeting, ports: Ports) -> Iterator[Rep]:
    """Who has the lead, then who else could take it, at most so many that a page does not take long."""
    team = ports.settings.current().routing.team
    verdict = ports.store.verdict_of(meeting.lead_id)
    row = verdict.row if verdict else {}
    assigned = str((row.get("assignment") or {}).get("rep_id") or "")
    first = [rep for one in dict.fromkeys((meeting.rep_id, assigned)) if (rep := team.rep(one))]
    yield from first
    if "decision" in row:
        others = (rep for rep in who_could_take(parse_request(row), team, team_facts()) if rep not in first)
        yield from (rep for _, rep in zip(range(_MOST_REPS_ASKED - len(first)), others, strict=False))


def _times_of(rep: Rep, meeting: Meeting, ports: Ports) -> tuple[Span, ...]:
    """Its own time, where it is to be moved, does not stand in its way."""
    rules, now = ports.settings.current().booking, ports.clock.now()
    try:
        busy = ports.calendar.busy(rep, horizon(rules, now))
    except PermanentError as error:  # somebody must act, and until then nobody can be met by this calendar
        _logger.error("the calendar of rep %s cannot be read: %s", rep.id, error)
        return ()
    others = [entry.span for entry in entries_of(rep.id, ports.store) if entry.meeting_id != meeting.id]
    busy_else = [span for span in busy if span != meeting.span or rep.id != meeting.rep_id]
    return free_times(rep, (*busy_else, *others), rules, now, holiday_on)


def _buffer(ports: Ports) -> timedelta:
    rules: Booking = ports.settings.current().booking
    return timedelta(minutes=rules.buffer_minutes)
