"""How much is known of what became of the leads, and since when."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.stats import chi2_contingency

from leadgate.learning.basis import FloatArray
from leadgate.learning.data_audit.periods import Periods
from leadgate.learning.intervals import Estimate, share_of

_LEAST_ROWS: Final = 30
_LUCK: Final = 0.001
_TIMES: Final = 1.5


@dataclass(frozen=True, slots=True)
class Outcomes:
    """known: share of the leads whose outcome is. rate: of these, the share that converted.

    known_over_time, rate_over_time: by period. moved: in words, where the rate did. others: further outcomes (won,
    amount, days) → share of the leads of which they are known.
    """

    leads: int
    known: float
    converted: int
    rate: Estimate
    known_over_time: tuple[float, ...]
    rate_over_time: tuple[float, ...]
    moved: str | None
    others: dict[str, float]


def count_outcomes(happened: FloatArray, periods: Periods, others: dict[str, FloatArray]) -> Outcomes:
    """happened: (n,) 1 or 0, NaN where unknown."""
    known = ~np.isnan(happened)
    converted = int(np.nansum(happened)) if known.any() else 0
    with np.errstate(invalid="ignore"):
        known_share, happened_share = periods.share(known), periods.share(happened == 1)
        rates = tuple(np.divide(happened_share, known_share).tolist()) if periods.labels else ()
    return Outcomes(
        leads=len(happened),
        known=float(known.mean()),
        converted=converted,
        rate=share_of(converted, int(known.sum())),
        known_over_time=known_share,
        rate_over_time=rates,
        moved=_moved(happened, periods),
        others={name: float((~np.isnan(values)).mean()) for name, values in others.items()},
    )


def _moved(happened: FloatArray, periods: Periods) -> str | None:
    """Where the share that converts differs between periods by more than luck, and by half at least."""
    timed = periods.codes >= 0
    counts = np.stack(
        [np.bincount(periods.codes[timed & (happened == value)], minlength=len(periods.labels)) for value in (1, 0)]
    )
    large = np.flatnonzero(counts.sum(axis=0) >= _LEAST_ROWS)
    if len(large) < 2 or not counts[:, large].sum(axis=1).all():
        return None
    rates = counts[0, large] / counts[:, large].sum(axis=0)
    least, most = int(np.argmin(rates)), int(np.argmax(rates))
    chance = float(chi2_contingency(counts[:, large], correction=False).pvalue)
    if chance > _LUCK or rates[most] < _TIMES * rates[least]:
        return None
    low, high = (f"{rates[place]:.0%} in {periods.labels[large[place]]}" for place in (least, most))
    return f"the share that converts moves between {low} and {high}: test on later leads than are learned from"
