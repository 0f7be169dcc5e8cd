"""R3: how much a rep already has, and who can take no more today."""

from collections.abc import Mapping
from datetime import date, timedelta
from math import ceil
from typing import Final

from leadgate.domain.routing.sieve import Verdict, verdict_of
from leadgate.domain.routing.state import Allowance, RepState
from leadgate.domain.team import WEEKDAYS, Rep

_KEPT_DAYS: Final = 62
_SAVED_DAYS: Final = 5
_ROUNDING: Final = 1e-9


class Load:
    """Counts while leads are handed out. A copy is independent of its original."""

    def __init__(self, reps: tuple[Rep, ...], states: Mapping[str, RepState]) -> None:
        self._reps = reps
        known = [states.get(rep.id, RepState()) for rep in reps]
        self._open = [state.open for state in known]
        self._days = [dict(state.days) for state in known]
        self._allowances = [state.allowance for state in known]
        self._dates: tuple[date, ...] | None = None
        self._day_full = 0
        self._open_full = sum(1 << i for i in range(len(reps)) if self._is_open_full(i))
        self._made: dict[tuple[int, int], Verdict] = {}

    def copy(self) -> "Load":
        twin = object.__new__(Load)
        twin.__dict__.update(self.__dict__)
        twin._open = list(self._open)
        twin._days = [dict(days) for days in self._days]
        twin._allowances = list(self._allowances)
        return twin

    def verdict(self, dates: tuple[date, ...]) -> Verdict:
        """dates: today's, per rep."""
        self._turn_to(dates)
        key = self._day_full, self._open_full
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = verdict_of([self._why_not(i, *key) for i in range(len(self._reps))])
        return made

    def book(self, i: int, on: date, leads: int = 1) -> None:
        """leads: −1 takes one back."""
        self._open[i] += leads
        self._days[i][on] = self._days[i].get(on, 0) + leads
        allowance = self._allowances[i]
        if allowance is not None:
            self._allowances[i] = Allowance(allowance.on, allowance.left - leads)
        self._day_full = _with_bit(self._day_full, i, self._is_day_full(i, on))
        self._open_full = _with_bit(self._open_full, i, self._is_open_full(i))

    def release(self, i: int) -> None:
        """A lead of an earlier time is no longer this rep's."""
        self._open[i] = max(0, self._open[i] - 1)
        self._open_full = _with_bit(self._open_full, i, self._is_open_full(i))

    def state_of(self, i: int) -> tuple[int, Mapping[date, int], Allowance | None]:
        """Open leads, leads by day for the newest days, allowance."""
        days = self._days[i]
        oldest = max(days, default=date.min).toordinal() - _KEPT_DAYS
        return self._open[i], {d: n for d, n in sorted(days.items()) if d.toordinal() > oldest}, self._allowances[i]

    def _turn_to(self, dates: tuple[date, ...]) -> None:
        if dates is self._dates:
            return
        before = self._dates
        for i, on in enumerate(dates):
            if before is None or before[i] != on:
                self._allow(i, on)
                self._day_full = _with_bit(self._day_full, i, self._is_day_full(i, on))
        self._dates = dates

    def _allow(self, i: int, on: date) -> None:
        """Each working day adds the capacity; some of it can be saved up, so that 14 a month is 14 and not 0 or 30."""
        capacity = self._reps[i].capacity_per_day
        if capacity is None or capacity == int(capacity):
            self._allowances[i] = None
            return
        had = self._allowances[i]
        if had is None:
            self._allowances[i] = Allowance(on, float(ceil(capacity)))
        elif on > had.on:
            most = max(float(ceil(capacity)), capacity * _SAVED_DAYS)
            gained = capacity * _working_days(self._reps[i], had.on, on, ceil(most / capacity))
            self._allowances[i] = Allowance(on, min(most, had.left + gained))

    def _is_day_full(self, i: int, on: date) -> bool:
        capacity = self._reps[i].capacity_per_day
        if capacity is None:
            return False
        allowance = self._allowances[i]
        used_up = allowance is not None and allowance.left < 1 - _ROUNDING
        return used_up or self._days[i].get(on, 0) >= ceil(capacity)

    def _is_open_full(self, i: int) -> bool:
        limit = self._reps[i].open_limit
        return limit is not None and self._open[i] >= limit

    def _why_not(self, i: int, day_full: int, open_full: int) -> str:
        rep = self._reps[i]
        if day_full >> i & 1:
            return f"has all that a day allows ({rep.capacity_per_day:g})"
        return f"is at the open limit ({rep.open_limit})" if open_full >> i & 1 else ""


def shares(reps: tuple[Rep, ...]) -> tuple[float, ...]:
    """What part of the turns each rep is due: weight × capacity; where none is set, the mean of those that are."""
    given = [rep.capacity_per_day for rep in reps if rep.capacity_per_day]
    usual = sum(given) / len(given) if given else 1.0
    return tuple(rep.weight * (usual if rep.capacity_per_day is None else rep.capacity_per_day) for rep in reps)


def _working_days(rep: Rep, after: date, until: date, most: int) -> int:
    """Days after one day and until another on which the rep works by its weekly hours; counting stops at `most`."""
    found, on = 0, until
    while on > after and found < most and (until - on).days < _KEPT_DAYS:
        found += rep.working_hours is None or WEEKDAYS[on.weekday()] in rep.working_hours
        on -= timedelta(days=1)
    return found


def _with_bit(mask: int, i: int, is_set: bool) -> int:
    return mask | 1 << i if is_set else mask & ~(1 << i)
