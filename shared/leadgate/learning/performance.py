"""How well chances foresee outcomes: ranking, sharpness, calibration, and what a threshold lets through.

Every figure takes weights of the rows, so that a bootstrap costs no sorting: a row drawn twice weighs 2.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np

from leadgate.learning.basis import FloatArray, IntArray
from leadgate.learning.intervals import Estimate, resample, share_of

BINS: Final = 10
_LEAST_CHANCE: Final = 1e-12
Outcomes = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True)
class Scored:
    """n rows, the lowest chance first. chance: (n,) in [0, 1]; happened: (n,) 0 or 1. Made by `scored`."""

    chance: FloatArray
    happened: FloatArray

    def __len__(self) -> int:
        return len(self.chance)

    @cached_property
    def tie_starts(self) -> IntArray:
        """Where each run of equal chances begins."""
        return np.flatnonzero(np.diff(self.chance, prepend=-np.inf))

    @cached_property
    def bin_starts(self) -> IntArray:
        """Where each tenth of the rows begins; fewer where there are fewer rows."""
        sizes = [len(part) for part in np.array_split(self.chance, BINS) if len(part)]
        return np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.int64)


def scored(chance: FloatArray, happened: Outcomes) -> Scored:
    """Rows in any order; every chance and outcome must be known."""
    order = np.argsort(chance, kind="stable")
    return Scored(np.asarray(chance, dtype=np.float64)[order], np.asarray(happened, dtype=np.float64)[order])


def auc(rows: Scored, weight: FloatArray) -> float:
    """Chance that of a row that happened and one that did not, the first stands higher; ties count half.

    NaN where only one kind is there.
    """
    happened = np.add.reduceat(weight * rows.happened, rows.tie_starts)
    others = np.add.reduceat(weight * (1.0 - rows.happened), rows.tie_starts)
    pairs = happened.sum() * others.sum()
    if pairs == 0:
        return float("nan")
    below = np.cumsum(others) - others / 2.0
    return float(happened @ below / pairs)


@dataclass(frozen=True)
class Ranked:
    """Some of the rows, to be ranked among themselves. order: their places in all rows, the lowest chance first."""

    order: IntArray
    rows: Scored


def ranked_within(chance: FloatArray, happened: Outcomes, strata: IntArray) -> tuple[Ranked, ...]:
    """strata: (n,) codes of rows that may be compared."""
    order = np.lexsort((chance, strata))
    starts = np.flatnonzero(np.diff(strata[order], prepend=-1))
    parts = np.split(order, starts[1:])
    return tuple(Ranked(part, Scored(chance[part], np.asarray(happened, dtype=np.float64)[part])) for part in parts)


def auc_within(parts: Sequence[Ranked], weight: FloatArray) -> float:
    """As `auc`, over pairs of the same stratum only: that one period converts more than another ranks no lead."""
    found = [(auc(part.rows, weight[part.order]), _pairs(part.rows, weight[part.order])) for part in parts]
    pairs = sum(count for _, count in found)
    return sum(value * count for value, count in found if count) / pairs if pairs else float("nan")


def _pairs(rows: Scored, weight: FloatArray) -> float:
    return float((weight @ rows.happened) * (weight @ (1.0 - rows.happened)))


def brier(rows: Scored, weight: FloatArray) -> float:
    """Mean squared gap between chance and outcome."""
    return float(weight @ (rows.chance - rows.happened) ** 2 / weight.sum())


def log_loss(rows: Scored, weight: FloatArray) -> float:
    """Mean surprise in nats."""
    chance = np.clip(rows.chance, _LEAST_CHANCE, 1.0 - _LEAST_CHANCE)
    surprise = -np.log(np.where(rows.happened > 0, chance, 1.0 - chance))
    return float(weight @ surprise / weight.sum())


def calibration_error(rows: Scored, weight: FloatArray) -> float:
    """Mean gap between what was promised and what came, over tenths of the rows."""
    gaps = np.add.reduceat(weight * (rows.chance - rows.happened), rows.bin_starts)
    return float(np.abs(gaps).sum() / weight.sum())


@dataclass(frozen=True, slots=True)
class Performance:
    """rate: share that happened. Each figure with its interval."""

    rows: int
    happened: int
    rate: Estimate
    auc: Estimate
    brier: Estimate
    log_loss: Estimate
    calibration_error: Estimate


_FIGURES: Final = (brier, log_loss, calibration_error)


def measure_performance(
    chance: FloatArray, happened: Outcomes, seed: int = 0, strata: IntArray | None = None
) -> Performance:
    """strata: (n,) codes of rows that may be ranked against one another; default: all may."""
    order = np.argsort(chance, kind="stable")
    rows = scored(chance, happened)
    ranked = ranked_within(chance, happened, np.zeros(len(chance), dtype=np.int64) if strata is None else strata)

    def figures(weight: FloatArray) -> FloatArray:
        return np.array([auc_within(ranked, weight), *(figure(rows, weight[order]) for figure in _FIGURES)])

    drawn = resample(figures, len(rows), seed)
    count = int(rows.happened.sum())
    return Performance(
        rows=len(rows),
        happened=count,
        rate=share_of(count, len(rows)),
        auc=drawn.percentile(0),
        brier=drawn.percentile(1),
        log_loss=drawn.percentile(2),
        calibration_error=drawn.reflected(3),
    )


@dataclass(frozen=True, slots=True)
class AtThreshold:
    """What comes of taking every row whose chance is at least `threshold`.

    volume: how many are taken. precision: share of those that happened; recall: share of what happened that is taken;
    lift: precision over the rate of all rows.
    """

    threshold: float
    volume: int
    share: float
    precision: Estimate
    recall: Estimate
    lift: Estimate


def measure_thresholds(
    chance: FloatArray, happened: Outcomes, thresholds: Sequence[float], seed: int = 0
) -> tuple[AtThreshold, ...]:
    rows = scored(chance, happened)
    starts = np.searchsorted(rows.chance, thresholds, side="left")
    drawn = resample(lambda weight: _lifts(rows, weight, starts), len(rows), seed)
    total, of_all = len(rows), float(rows.happened.sum())
    found = []
    for place, (threshold, start) in enumerate(zip(thresholds, starts, strict=True)):
        hits, volume = float(rows.happened[start:].sum()), total - int(start)
        found.append(
            AtThreshold(
                threshold=float(threshold),
                volume=volume,
                share=volume / total,
                precision=share_of(hits, volume),
                recall=share_of(hits, of_all),
                lift=drawn.percentile(place),
            )
        )
    return tuple(found)


def _lifts(rows: Scored, weight: FloatArray, starts: IntArray) -> FloatArray:
    """(k,) precision over rate from each start on; NaN where nothing is taken or nothing happened."""
    taken = _from(weight, starts)
    hits = _from(weight * rows.happened, starts)
    with np.errstate(invalid="ignore", divide="ignore"):
        lifts: FloatArray = (hits / taken) / (weight @ rows.happened / weight.sum())
    return lifts


def _from(values: FloatArray, starts: IntArray) -> FloatArray:
    """Sums from each start to the end."""
    sums = np.concatenate((np.cumsum(values[::-1])[::-1], [0.0]))
    return sums[starts]


def reliability(chance: FloatArray, happened: Outcomes) -> tuple[tuple[float, Estimate], ...]:
    """(mean chance, share that happened) of each tenth of the rows, lowest first."""
    rows = scored(chance, happened)
    ends = (*rows.bin_starts[1:], len(rows))
    parts = [slice(start, end) for start, end in zip(rows.bin_starts, ends, strict=True)]
    return tuple(
        (float(rows.chance[part].mean()), share_of(float(rows.happened[part].sum()), part.stop - part.start))
        for part in parts
    )
