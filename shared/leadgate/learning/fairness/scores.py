"""What is audited: chances, who was selected by them, what became of them, and the groups people belong to."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np
import polars as pl

from leadgate.learning.basis import BoolArray, FloatArray, IntArray
from leadgate.learning.levels import REST, code

_RANGES: Final = 4
_MOST_GROUPS: Final = 60
JOINED: Final = " × "


@dataclass(frozen=True)
class Scores:
    """n leads. chance: (n,) in [0, 1]. selected: (n,). happened: (n,) 0 or 1, NaN where unknown.

    threshold: from which chance on a lead is selected; NaN where more than the chance decides.
    """

    chance: FloatArray
    selected: BoolArray
    happened: FloatArray
    threshold: float

    def __len__(self) -> int:
        return len(self.chance)

    @property
    def known(self) -> BoolArray:
        return ~np.isnan(self.happened)


@dataclass(frozen=True)
class Grouping:
    """by: the column, or the columns whose intersections these are. codes: (n,) places in `labels`."""

    by: str
    labels: tuple[str, ...]
    codes: IntArray


def scores_at(chance: FloatArray, happened: FloatArray, threshold: float) -> Scores:
    return Scores(chance, chance >= threshold, happened, threshold)


def natural_threshold(chance: FloatArray, happened: FloatArray, otherwise: float) -> float:
    """Takes as many leads as converted; `otherwise` where no outcome is known or none, or all, converted."""
    known = ~np.isnan(happened)
    rate = float(happened[known].mean()) if known.any() else 0.0
    return float(np.quantile(chance, 1.0 - rate, method="inverted_cdf")) if 0.0 < rate < 1.0 else otherwise


def groupings(frame: pl.DataFrame, columns: Sequence[str]) -> tuple[Grouping, ...]:
    """Each column alone, then every two of them together; numbers of many values in four ranges of equal size."""
    alone = [_grouping(frame, name) for name in columns]
    return (*alone, *(_together(one, other) for one, other in combinations(alone, 2)))


def _grouping(frame: pl.DataFrame, name: str) -> Grouping:
    coded = code(frame[name], _RANGES)
    return _largest(Grouping(name, coded.labels, coded.codes))


def _together(one: Grouping, other: Grouping) -> Grouping:
    pairs, codes = np.unique(one.codes * len(other.labels) + other.codes, return_inverse=True)
    labels = [
        f"{one.labels[pair // len(other.labels)]}{JOINED}{other.labels[pair % len(other.labels)]}" for pair in pairs
    ]
    return _largest(Grouping(f"{one.by}{JOINED}{other.by}", tuple(labels), codes.astype(np.int64)))


def _largest(grouping: Grouping) -> Grouping:
    """The largest groups as they are, and the others, where they are too many to be read, as one."""
    if len(grouping.labels) <= _MOST_GROUPS:
        return grouping
    counts = np.bincount(grouping.codes, minlength=len(grouping.labels))
    kept = np.sort(np.argsort(-counts, kind="stable")[: _MOST_GROUPS - 1])
    places = np.full(len(grouping.labels), len(kept), dtype=np.int64)
    places[kept] = np.arange(len(kept))
    return Grouping(grouping.by, (*(grouping.labels[place] for place in kept), REST), places[grouping.codes])
