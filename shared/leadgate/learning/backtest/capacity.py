"""From what a team can handle to a threshold: `40 leads a week → 0.31`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from leadgate.learning.backtest.rolling import Foretold
from leadgate.learning.basis import BoolArray, FloatArray
from leadgate.learning.intervals import Estimate, resample, share_of
from leadgate.learning.performance import AtThreshold, measure_thresholds, scored

GRID: Final = (0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9)
_SPREAD: Final = (0.1, 0.9)


@dataclass(frozen=True, slots=True)
class ForCapacity:
    """threshold: takes no more than `a_week` leads in a mean week of the test; with its interval.

    weeks: how many it takes in a weak week (one of ten is weaker) and in a strong one. at: what comes of it.
    same_volume: contender → share that converted of as many leads, its best.
    """

    a_week: float
    threshold: Estimate
    weeks: tuple[float, float]
    at: AtThreshold
    same_volume: Mapping[str, Estimate]


def for_capacity(foretold: Foretold, a_week: float, seed: int = 0) -> ForCapacity:
    """The first contender's threshold."""
    model, *others = foretold.chances
    rows = scored(foretold.chances[model], foretold.happened)
    most = a_week * foretold.weeks
    drawn = resample(lambda weight: np.array([_threshold(rows.chance, weight, most)]), len(rows), seed)
    found = drawn.percentile(0)
    (at,) = measure_thresholds(rows.chance, rows.happened, [found.value], seed)
    return ForCapacity(
        a_week=a_week,
        threshold=found,
        weeks=_weeks(foretold.days, foretold.chances[model] >= found.value),
        at=at,
        same_volume={name: _as_many(foretold, name, foretold.chances[model] >= found.value) for name in others},
    )


def _as_many(foretold: Foretold, name: str, taken: BoolArray) -> Estimate:
    """Share that converted of the contender's best, as many of each origin as the model took of it."""
    parts = [foretold.origins == origin for origin in np.unique(foretold.origins)]
    hits = [best_of(foretold.chances[name][mine], foretold.happened[mine], int(taken[mine].sum())) for mine in parts]
    return share_of(sum(hits), float(taken.sum()))


def _threshold(chance: FloatArray, weight: FloatArray, most: float) -> float:
    """The lowest chance from which on rows of no more than this weight are taken. chance: (n,) rising."""
    taken = int(np.searchsorted(np.cumsum(weight[::-1]), most, side="right"))
    if taken == len(chance):
        return float(chance[0])
    first_left_out = chance[len(chance) - taken - 1]
    start = int(np.searchsorted(chance, first_left_out, side="right"))  # rows alike are taken together or not at all
    return float(chance[start]) if start < len(chance) else float(np.nextafter(first_left_out, 2.0))


def _weeks(days: FloatArray, taken: BoolArray) -> tuple[float, float]:
    weeks = ((days - days[0]) // 7).astype(np.int64)
    low, high = np.quantile(np.bincount(weeks[taken], minlength=int(weeks[-1]) + 1), _SPREAD)
    return float(low), float(high)


def best_of(chance: FloatArray, happened: FloatArray, volume: int) -> float:
    """How many of the best `volume` rows happened; of rows that tie at the cut, as many as luck would give."""
    if volume == 0:
        return 0.0
    cut = np.sort(chance)[-volume]
    above, level = chance > cut, chance == cut
    return float(happened[above].sum() + (volume - above.sum()) * happened[level].mean())
