"""R3: who is at work at an instant: hours by the clock on the rep's wall, public holidays, leave."""

from bisect import bisect_right
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from leadgate.domain.routing.facts import TeamFacts
from leadgate.domain.routing.sieve import Verdict, verdict_of
from leadgate.domain.team import WEEKDAYS, Rep
from leadgate.domain.working_hours import minutes_of

_Minutes = tuple[tuple[int, int] | None, ...]


@dataclass(frozen=True, slots=True)
class Attendance:
    """on_leave: bits of the reps away by the team file or the calendar. dates: today's, per rep, in its zone."""

    verdict: Verdict
    on_leave: int
    dates: tuple[date, ...]


class Presence:
    """Answers for one instant after the other; what many reps and instants share is worked out once."""

    def __init__(self, reps: tuple[Rep, ...], facts: TeamFacts) -> None:
        self._reps = reps
        self._facts = facts
        self._zones = tuple(sorted({rep.timezone for rep in reps}))
        self._clocks = tuple(ZoneInfo(zone) for zone in self._zones)
        self._zone_of = tuple(self._zones.index(rep.timezone) for rep in reps)
        hours = [(zone, _by_weekday(rep)) for rep, zone in zip(reps, self._zone_of, strict=True)]
        self._schedules = tuple(dict.fromkeys(hours))
        self._schedule_of = tuple(self._schedules.index(its) for its in hours)
        free = [(zone, rep.holidays) for rep, zone in zip(reps, self._zone_of, strict=True)]
        self._regions = tuple(dict.fromkeys((zone, region) for zone, region in free if region))
        self._region_of = tuple(self._regions.index((z, r)) if r else None for z, r in free)
        self._leaves = [(*span, i) for i, rep in enumerate(reps) for span in leaves_of(rep, facts)]
        self._turning_points = sorted({at for begins, ends, _ in self._leaves for at in (begins, ends)})
        self._away: dict[int, frozenset[int]] = {}
        self._dates: dict[tuple[date, ...], tuple[date, ...]] = {}
        self._made: dict[Hashable, tuple[Verdict, int]] = {}
        self._last: tuple[datetime, Attendance] | None = None

    def at(self, instant: datetime) -> Attendance:
        if self._last is None or self._last[0] != instant:
            self._last = instant, self._attendance(instant)
        return self._last[1]

    def _attendance(self, instant: datetime) -> Attendance:
        walls = [instant.astimezone(clock) for clock in self._clocks]
        days = tuple(wall.date() for wall in walls)
        open_ = tuple(_is_open(walls[zone], week) for zone, week in self._schedules)
        free = tuple(self._facts.holiday_on(region, days[zone]) or "" for zone, region in self._regions)
        period = bisect_right(self._turning_points, instant)
        made = self._made.get((open_, free, period))
        if made is None:
            made = self._made[open_, free, period] = self._judge(open_, free, self._away_in(period, instant))
        dates = self._dates.get(days)
        if dates is None:
            dates = self._dates[days] = tuple(days[zone] for zone in self._zone_of)
        return Attendance(*made, dates)

    def _judge(self, open_: tuple[bool, ...], free: tuple[str, ...], away: frozenset[int]) -> tuple[Verdict, int]:
        whys = [self._why_not(i, rep, open_, free, away) for i, rep in enumerate(self._reps)]
        return verdict_of(whys), sum(1 << i for i in away)

    def _why_not(self, i: int, rep: Rep, open_: tuple[bool, ...], free: tuple[str, ...], away: frozenset[int]) -> str:
        region = self._region_of[i]
        if i in away:
            return "is away"
        if region is not None and free[region]:
            return f"has a public holiday ({free[region]})"
        return "" if open_[self._schedule_of[i]] else f"is outside working hours in {rep.timezone}"

    def _away_in(self, period: int, instant: datetime) -> frozenset[int]:
        away = self._away.get(period)
        if away is None:
            away = self._away[period] = frozenset(i for begins, ends, i in self._leaves if begins <= instant < ends)
        return away


def _by_weekday(rep: Rep) -> _Minutes | None:
    """Minutes of the day from and to, Monday first; None: always at work."""
    if rep.working_hours is None:
        return None
    hours = [rep.working_hours.get(day) for day in WEEKDAYS]
    return tuple((minutes_of(span[0]), minutes_of(span[1])) if span else None for span in hours)


def _is_open(wall: datetime, week: _Minutes | None) -> bool:
    """By what the clock shows: an hour that comes twice in autumn is worked twice, one skipped in spring is not."""
    if week is None:
        return True
    span = week[wall.weekday()]
    return span is not None and span[0] <= wall.hour * 60 + wall.minute < span[1]


def leaves_of(rep: Rep, facts: TeamFacts) -> list[tuple[datetime, datetime]]:
    """Leave by the team file and by the calendar: first instant away, first one back."""
    return [leave.between(rep.timezone) for leave in rep.absent] + list(facts.away.get(rep.id, ()))
