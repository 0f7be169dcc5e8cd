"""Columns from which a group can be told for nearly every lead: copies of what is not to be learned from."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from sklearn.model_selection import cross_val_predict
from sklearn.tree import DecisionTreeClassifier

from leadgate.learning.basis import BoolArray, IntArray
from leadgate.learning.fairness.scores import Grouping
from leadgate.learning.tables import Column, History

_TOLD: Final = 0.98
_FOLDS: Final = 3
_MOST_ROWS: Final = 20_000
_LEAST_ROWS: Final = 30


@dataclass(frozen=True)
class Copy:
    """told: share of the leads whose group the column tells, beyond what guessing the largest group gives, 0–1."""

    column: str
    of: str
    told: float


def find_copies(history: History, groupings: tuple[Grouping, ...]) -> tuple[Copy, ...]:
    """Each column at most once. Judged on rows that were not used to learn what a value stands for."""
    rows = np.random.default_rng(0).permutation(len(history))[:_MOST_ROWS]
    found: dict[str, Copy] = {}
    for grouping in groupings:
        groups = grouping.codes[rows]
        usual = float(np.bincount(groups).max() / len(groups))
        if usual == 1.0 or len(rows) < _LEAST_ROWS:
            continue
        for column in history.inputs:
            right = float(_is_told(column, rows, groups).mean())
            told = (right - usual) / (1.0 - usual)
            if told >= _TOLD and column.name not in found:
                found[column.name] = Copy(column.name, grouping.by, round(told, 4))
    return tuple(found.values())


def _is_told(column: Column, rows: IntArray, groups: IntArray) -> BoolArray:
    """(n,) whether the group of a row follows from its value."""
    values = column.values[rows]
    if column.kind == "category":
        return _by_value(np.where(np.isnan(values), len(column.levels), values).astype(np.int64), groups)
    tree = DecisionTreeClassifier(max_leaf_nodes=64, min_samples_leaf=5, random_state=0)
    told = cross_val_predict(tree, values[:, None], groups, cv=_FOLDS)
    return np.asarray(told == groups, dtype=np.bool_)


def _by_value(levels: IntArray, groups: IntArray) -> BoolArray:
    """By what most *other* rows of the same value are, so that a value that stands once tells nothing."""
    counts = np.zeros((int(levels.max()) + 1, int(groups.max()) + 1))
    np.add.at(counts, (levels, groups), 1.0)
    others = counts[levels]
    others[np.arange(len(levels)), groups] -= 1.0
    return np.asarray((others.argmax(axis=1) == groups) & (others.max(axis=1) > 0), dtype=np.bool_)
