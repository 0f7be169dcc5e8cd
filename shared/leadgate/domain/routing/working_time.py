"""R6: a time limit counted in a rep's working time, and when somebody will be at work again.

The same clock as `presence.py`: what the wall in the rep's zone shows. An hour that comes twice in autumn is worked
twice, one that is skipped in spring not at all; public holidays and leave are no working time.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from leadgate.domain.routing.facts import TeamFacts
from leadgate.domain.routing.presence import leaves_of
from leadgate.domain.team import Rep
from leadgate.domain.working_hours import hours_on, minutes_of

_ALL_DAY: Final = ("00:00", "24:00")
_MOST_DAYS: Final = 400
_MINUTE: Final = timedelta(minutes=1)
_TWO_HOURS: Final = timedelta(hours=2)

Span = tuple[datetime, datetime]
"""First instant at work and first one off, in UTC."""


def after_working_hours(rep: Rep, facts: TeamFacts, start: datetime, hours: float) -> datetime:
    """The instant by which the rep has worked for so many hours from `start` on.

    A rep who works no such time within about a year is given the hours by the calendar, so that every limit ends.
    """
    left = timedelta(hours=hours)
    for begins, ends in working_spans(rep, facts, start):
        if ends - begins >= left:
            return begins + left
        left -= ends - begins
    return start + timedelta(hours=hours)


def next_at_work(rep: Rep, facts: TeamFacts, after: datetime) -> datetime | None:
    """The first instant later than `after` at which the rep begins or goes on to work; None within about a year."""
    return next((begins for begins, _ in working_spans(rep, facts, after + _MINUTE)), None)


def next_day_at_work(rep: Rep, facts: TeamFacts, after: datetime) -> datetime | None:
    """The same, on a later day in the rep's zone: when a day's capacity is free again."""
    zone = ZoneInfo(rep.timezone)
    tomorrow = datetime.combine(after.astimezone(zone).date() + timedelta(days=1), time(), zone)
    return next((begins for begins, _ in working_spans(rep, facts, tomorrow.astimezone(UTC))), None)


def working_spans(rep: Rep, facts: TeamFacts, start: datetime) -> Iterator[Span]:
    """When the rep is at work from `start` on, in order, for about a year."""
    zone, leaves = ZoneInfo(rep.timezone), sorted(leaves_of(rep, facts))
    first = start.astimezone(zone).date()
    for number in range(_MOST_DAYS):
        for begins, ends in _spans_on(rep, facts, first + timedelta(days=number), zone):
            if ends > start:
                yield from _without((max(begins, start), ends), leaves)


def _spans_on(rep: Rep, facts: TeamFacts, on: date, zone: ZoneInfo) -> tuple[Span, ...]:
    """One; two where hours begin or end in an hour that comes twice."""
    hours = hours_on(rep, on, facts.holiday_on, _ALL_DAY)
    if hours is None:
        return ()
    first, again = (tuple(_instant(on, at, zone, fold) for at in hours) for fold in (0, 1))
    spans: tuple[Span, ...] = ((first[0], first[1]),)
    if first != again:
        back = _change_between(first[0] - _TWO_HOURS, again[1] + _TWO_HOURS, zone)
        spans = ((first[0], min(first[1], back)), (max(again[0], back), again[1]))
    return tuple(span for span in spans if span[0] < span[1])


def _instant(on: date, wall_time: str, zone: ZoneInfo, fold: int) -> datetime:
    """fold: which of two, where the wall shows it twice. What it never shows is the instant at which it is skipped."""
    wall = datetime.combine(on, time()) + timedelta(minutes=minutes_of(wall_time))
    instant = wall.replace(tzinfo=zone, fold=fold).astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == wall:
        return instant
    early, late = sorted(wall.replace(tzinfo=zone, fold=one).astimezone(UTC) for one in (0, 1))
    return _change_between(early, late, zone)


def _change_between(early: datetime, late: datetime, zone: ZoneInfo) -> datetime:
    """The instant at which the zone changes its clocks, to the minute."""
    before = early.astimezone(zone).utcoffset()
    while late - early > _MINUTE:
        middle = early + (late - early) // 2 // _MINUTE * _MINUTE
        if middle.astimezone(zone).utcoffset() == before:
            early = middle
        else:
            late = middle
    return late


def _without(span: Span, leaves: Iterable[Span]) -> Iterator[Span]:
    begins, ends = span
    for away, back in leaves:
        if back <= begins or away >= ends:
            continue
        if away > begins:
            yield begins, away
        begins = back
        if begins >= ends:
            return
    yield begins, ends
