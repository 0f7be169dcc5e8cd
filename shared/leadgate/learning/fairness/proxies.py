"""Columns that give a group away though nobody named it: what a model could discriminate by.

Strength by Cramér's V, corrected for what chance alone gives (Bergsma, Journal of the Korean Statistical Society 2013).
All columns together are asked by a model that guesses the group, validated on rows it has not seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from scipy.stats import chi2_contingency, spearmanr
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import balanced_accuracy_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from threadpoolctl import threadpool_limits

from leadgate.domain.settings_learning import FairnessSettings
from leadgate.learning.basis import FloatArray, IntArray
from leadgate.learning.fairness.scores import Grouping
from leadgate.learning.intervals import held_together
from leadgate.learning.levels import REST, Coded, code

_LEAST_ROWS_OF_LEVEL: Final = 20
_MOST_ROWS: Final = 20_000
_FOLDS: Final = 3


@dataclass(frozen=True, slots=True)
class Proxy:
    """strength: 0 says nothing of the group, 1 gives it away. chance: p-value, raised for the columns asked.

    level: the value that tells most; group: which group it stands for; share: of its rows that belong to that group;
    usual: of all rows. with_score: rank correlation of what the column says of the group with the chance.
    """

    column: str
    strength: float
    chance: float
    level: str
    group: str
    share: float
    usual: float
    with_score: float


@dataclass(frozen=True, slots=True)
class Giveaway:
    """proxies: columns strong enough to be named, the strongest first.

    guessed: how well all columns together tell the group: mean over groups of the share guessed right;
    by_luck: what guessing blindly gives.
    """

    by: str
    proxies: tuple[Proxy, ...]
    guessed: float
    by_luck: float


def find_proxies(
    frame: pl.DataFrame, grouping: Grouping, chance: FloatArray, settings: FairnessSettings, seed: int = 0
) -> Giveaway:
    """frame: the columns that may be proxies, neither the group itself nor score, outcome or id."""
    large = np.bincount(grouping.codes)[grouping.codes] >= settings.least_rows
    places, groups = np.unique(grouping.codes[large], return_inverse=True)
    labels = tuple(grouping.labels[place] for place in places)
    read = {name: _readable(frame[name].filter(pl.Series(large))) for name in frame.columns}
    tested = [_Association.of(coded.codes, groups) for coded in read.values()] if groups.size else []
    together = held_together([found.chance for found in tested])
    proxies = [
        _proxy(name, read[name], labels, found, raised, chance[large])
        for name, found, raised in zip(read, tested, together, strict=False)
        if raised < settings.alarm_chance and found.strength >= settings.least_proxy
    ]
    return Giveaway(
        grouping.by,
        tuple(sorted(proxies, key=lambda one: (-one.strength, one.column))),
        *_guessing([coded.codes for coded in read.values()], groups, seed),
    )


@dataclass(frozen=True, slots=True)
class _Association:
    """counts: (levels, groups)."""

    counts: FloatArray
    strength: float
    chance: float

    @staticmethod
    def of(levels: IntArray, groups: IntArray) -> "_Association":
        shape = (int(levels.max()) + 1, int(groups.max()) + 1)
        counts = np.bincount(levels * shape[1] + groups, minlength=shape[0] * shape[1]).reshape(shape)
        if min(shape) < 2:
            return _Association(counts.astype(np.float64), 0.0, 1.0)
        tested = chi2_contingency(counts, correction=False)
        return _Association(counts.astype(np.float64), _corrected_v(float(tested.statistic), counts), tested.pvalue)


def _corrected_v(statistic: float, counts: np.ndarray) -> float:
    rows, (levels, groups) = counts.sum(), counts.shape
    squared = max(0.0, statistic / rows - (levels - 1) * (groups - 1) / (rows - 1))
    least = min(levels - (levels - 1) ** 2 / (rows - 1), groups - (groups - 1) ** 2 / (rows - 1))
    return float(np.sqrt(squared / max(least - 1, 1e-9))) if least > 1 else 0.0


def _readable(column: pl.Series) -> Coded:
    """As levels of some rows each: what stands once or twice, as ids do, tells nothing that could be learned."""
    coded = code(column)
    common = np.bincount(coded.codes, minlength=len(coded.labels)) >= _LEAST_ROWS_OF_LEVEL
    if common.all():
        return coded
    places = np.where(common, np.cumsum(common) - 1, common.sum())
    labels = (*(label for label, is_common in zip(coded.labels, common, strict=True) if is_common), REST)
    return Coded(labels, places[coded.codes])


def _proxy(
    name: str, coded: Coded, groups: tuple[str, ...], found: _Association, raised: float, chance: FloatArray
) -> Proxy:
    of_level = found.counts / np.maximum(found.counts.sum(axis=1, keepdims=True), 1.0)
    usual = found.counts.sum(axis=0) / found.counts.sum()
    level, group = np.unravel_index(int(np.argmax(of_level - usual)), of_level.shape)
    tells = of_level[coded.codes, group]
    varies = tells.min() < tells.max() and chance.min() < chance.max()
    return Proxy(
        column=name,
        strength=found.strength,
        chance=raised,
        level=coded.labels[level],
        group=groups[group],
        share=float(of_level[level, group]),
        usual=float(usual[group]),
        with_score=float(spearmanr(tells, chance).statistic) if varies else 0.0,
    )


def _guessing(columns: Sequence[IntArray], groups: IntArray, seed: int) -> tuple[float, float]:
    """Mean share of each group guessed right from all columns, out of fold; and by guessing blindly."""
    kinds = np.unique(groups)
    if not columns or len(kinds) < 2:
        return float("nan"), float("nan")
    rows = np.random.default_rng(seed).permutation(len(groups))[:_MOST_ROWS]
    model = HistGradientBoostingClassifier(max_iter=50, class_weight="balanced", random_state=seed)
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=seed)
    with threadpool_limits(limits=1):  # threads that wait for each other on a busy machine take minutes for a second
        guessed = cross_val_predict(model, np.stack(columns, axis=1)[rows], groups[rows], cv=folds)
    return float(balanced_accuracy_score(groups[rows], guessed)), 1.0 / len(kinds)
