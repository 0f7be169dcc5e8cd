"""Instants in calendar periods, of a length that makes a picture: neither two nor a hundred of them."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from leadgate.learning.basis import BoolArray, FloatArray, IntArray

_DAY: Final = 86_400.0
# Length of all, in days, up to which a period is of the unit.
_UNITS: Final = ((14.0, "D"), (100.0, "W"), (750.0, "M"))
_MOST_MONTHS: Final = 72.0 * 31
_UNKNOWN: Final = -1


@dataclass(frozen=True)
class Periods:
    """labels: the first day or month of each, oldest first. codes: (n,) place in `labels`, −1 where unknown."""

    labels: tuple[str, ...]
    codes: IntArray

    def share(self, marked: BoolArray) -> tuple[float, ...]:
        """Of the rows of each period, how many are marked; NaN for a period without rows."""
        rows = np.bincount(self.codes[self.codes >= 0], minlength=len(self.labels))
        hits = np.bincount(self.codes[(self.codes >= 0) & marked], minlength=len(self.labels))
        with np.errstate(invalid="ignore"):
            return tuple(float(share) for share in hits / rows)

    def rows(self) -> tuple[int, ...]:
        return tuple(np.bincount(self.codes[self.codes >= 0], minlength=len(self.labels)).tolist())


def periods_of(seconds: FloatArray) -> Periods:
    """seconds: since 1970, (n,), NaN where unknown."""
    known = ~np.isnan(seconds)
    if not known.any():
        return Periods((), np.full(len(seconds), _UNKNOWN))
    instants = seconds[known].astype("datetime64[s]")
    starts = _starts(instants, float(np.ptp(seconds[known])) / _DAY)
    labels, places = np.unique(starts, return_inverse=True)
    codes = np.full(len(seconds), _UNKNOWN)
    codes[known] = places
    return Periods(_named(labels), codes)


def _starts(instants: np.ndarray, days: float) -> np.ndarray:
    for most, unit in _UNITS:
        if days <= most:
            return instants.astype(f"datetime64[{unit}]").astype("datetime64[D]")
    months = instants.astype("datetime64[M]").astype(np.int64)
    length = 3 if days <= _MOST_MONTHS else 12
    return (months // length * length).astype("datetime64[M]").astype("datetime64[D]")


def _named(starts: np.ndarray) -> tuple[str, ...]:
    """By their first day, or by the month where every one begins with a month."""
    days = [str(start) for start in starts]
    return tuple(day[:7] if all(other.endswith("-01") for other in days) else day for day in days)
