"""Figures with what is sure of them: Wilson's interval for a share, Newcombe's for a difference, a seeded bootstrap.

Every interval is meant to hold the truth 95 times of 100.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isfinite, nan, sqrt
from typing import Final

import numpy as np
from scipy.special import ndtri

from leadgate.learning.basis import FloatArray

LEVEL: Final = 0.95
REPLICATES: Final = 400
_Z: Final = float(ndtri((1.0 + LEVEL) / 2.0))
_TAILS: Final = ((1.0 - LEVEL) / 2.0, (1.0 + LEVEL) / 2.0)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and its interval; NaN where nothing can be said."""

    value: float
    low: float
    high: float

    @property
    def is_above_zero(self) -> bool:
        """Surely: NaN is not."""
        return self.low > 0.0

    @property
    def is_known(self) -> bool:
        return isfinite(self.value)


UNKNOWN: Final = Estimate(nan, nan, nan)


def share_of(count: float, total: float) -> Estimate:
    """Wilson's score interval, which holds for small samples and shares near 0 and 1 too."""
    if total <= 0:
        return UNKNOWN
    share, squared = count / total, _Z * _Z
    centre = (share + squared / (2 * total)) / (1 + squared / total)
    half = _Z / (1 + squared / total) * sqrt(share * (1 - share) / total + squared / (4 * total * total))
    return Estimate(share, max(0.0, centre - half), min(1.0, centre + half))


def difference_of(one: Estimate, other: Estimate) -> Estimate:
    """one − other, of independent samples whose intervals are Wilson's: Newcombe 1998, method 10."""
    below = sqrt((one.value - one.low) ** 2 + (other.high - other.value) ** 2)
    above = sqrt((one.high - one.value) ** 2 + (other.value - other.low) ** 2)
    difference = one.value - other.value
    return Estimate(difference, difference - below, difference + above)


def held_together(chances: Sequence[float]) -> tuple[float, ...]:
    """p-values of many tests asked at once, raised so that any false alarm is as rare as one alone: Holm 1979."""
    order = np.argsort(chances, kind="stable")
    raised = np.asarray(chances, dtype=np.float64)[order] * np.arange(len(chances), 0, -1)
    together = np.empty(len(chances))
    together[order] = np.minimum(np.maximum.accumulate(raised), 1.0)
    return tuple(float(chance) for chance in together)


@dataclass(frozen=True)
class Resampled:
    """values: (k,) the figures of all rows. drawn: (R, k) those of R samples drawn from them with replacement."""

    values: FloatArray
    drawn: FloatArray

    def percentile(self, column: int) -> Estimate:
        """Between the percentiles of the samples: for figures that resampling does not shift."""
        value, known = self._of(column)
        if not known.size:
            return Estimate(value, nan, nan)
        low, high = np.quantile(known, _TAILS)
        return Estimate(value, float(low), float(high))

    def reflected(self, column: int) -> Estimate:
        """For a figure ≥ 0 that noise alone raises, such as a mean absolute gap: what resampling adds is taken off."""
        value, known = self._of(column)
        if not known.size:
            return Estimate(value, nan, nan)
        low, high = np.quantile(known, _TAILS)
        return Estimate(value, max(0.0, 2 * value - float(high)), max(value, 2 * value - float(low)))

    def _of(self, column: int) -> tuple[float, FloatArray]:
        drawn = self.drawn[:, column]
        return float(self.values[column]), drawn[np.isfinite(drawn)]


def resample(
    figures: Callable[[FloatArray], FloatArray], rows: int, seed: int, replicates: int = REPLICATES
) -> Resampled:
    """figures: from how often each row counts, (n,), to k figures. The same seed gives the same intervals."""
    generator = np.random.default_rng(seed)
    drawn = [figures(_drawn(generator, rows)) for _ in range(replicates)]
    return Resampled(figures(np.ones(rows)), np.stack(drawn))


def _drawn(generator: np.random.Generator, rows: int) -> FloatArray:
    return np.bincount(generator.integers(0, rows, rows), minlength=rows).astype(np.float64)
