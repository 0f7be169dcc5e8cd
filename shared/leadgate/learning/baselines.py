"""What any model must beat, trained on the same rows: the base rate, points by field, naive Bayes over categories.

Points as a team sets them from its win rates: each field gives its value so many points as leads with that value
convert more or less often than all do; a lead's chance is that of the leads with as many points. Naive Bayes as CRMs do
it: each category, and each number in a few bins, counted apart for success and failure (Odoo's predictive scoring).
"""

from collections.abc import Mapping
from typing import Final

import numpy as np

from leadgate.learning.affine import affine_of
from leadgate.learning.basis import FloatArray, IntArray
from leadgate.learning.families.additive import Table

_BINS: Final = 8
_POINTS: Final = ((2.0, 10), (1.5, 7), (1.2, 3), (0.8, 0), (0.5, -3), (0.0, -7))
_LEAST_ROWS: Final = 30
BASELINES: Final = ("base rate", "points", "naive Bayes")


def foretell(trained: Table, ahead: Table) -> Mapping[str, FloatArray]:
    """baseline → (n,) log-odds of the rows ahead."""
    rate = (trained.happened.sum() + 0.5) / (len(trained) + 1.0)
    before, after = _binned(trained, trained), _binned(trained, ahead)
    points, earned = _points(before, after, trained.happened)
    slope, shift = affine_of(points, trained.happened)
    return {
        "base rate": np.full(len(ahead), np.log(rate / (1.0 - rate))),
        "points": slope * earned + shift,
        "naive Bayes": _naive_bayes(before, after, trained.happened),
    }


def _binned(trained: Table, rows: Table) -> list[IntArray]:
    """Of each field (n,) places: levels, or bins of a number; the last is for unknown."""
    return [_bins(trained, rows, number) for number in range(len(trained.fields))]


def _bins(trained: Table, rows: Table, number: int) -> IntArray:
    field, column = trained.fields[number], rows.values[:, number]
    unknown = np.isnan(column)
    if field.kind == "category":
        return np.where(unknown, len(field.levels), column).astype(np.int64)
    known = trained.values[:, number]
    known = known[~np.isnan(known)] if (~np.isnan(known)).any() else np.zeros(1)
    edges = np.unique(np.quantile(known, np.linspace(0, 1, _BINS + 1)[1:-1]))
    return np.where(unknown, _BINS, np.searchsorted(edges, column, side="left"))


def _rates(places: IntArray, happened: FloatArray, size: int) -> tuple[FloatArray, FloatArray]:
    counts = np.bincount(places, minlength=size).astype(np.float64)
    return counts, np.bincount(places, weights=happened, minlength=size).astype(np.float64)


def _points(before: list[IntArray], after: list[IntArray], happened: FloatArray) -> tuple[FloatArray, FloatArray]:
    given, earned = np.zeros(len(happened)), np.zeros(len(after[0]))
    for places, ahead in zip(before, after, strict=True):
        counts, successes = _rates(places, happened, int(max(places.max(), ahead.max())) + 1)
        lift = np.where(counts >= _LEAST_ROWS, successes / np.maximum(counts, 1) / happened.mean(), 1.0)
        points = np.array([next(worth for least, worth in _POINTS if one >= least) for one in lift], dtype=np.float64)
        given += points[places]
        earned += points[ahead]
    return given, earned


def _naive_bayes(before: list[IntArray], after: list[IntArray], happened: FloatArray) -> FloatArray:
    won, lost = happened.sum(), len(happened) - happened.sum()
    log_odds = np.full(len(after[0]), np.log((won + 0.5) / (lost + 0.5)))
    for places, ahead in zip(before, after, strict=True):
        size = int(max(places.max(), ahead.max())) + 1
        counts, successes = _rates(places, happened, size)
        ratio = np.log((successes + 1.0) / (won + size)) - np.log((counts - successes + 1.0) / (lost + size))
        log_odds = log_odds + ratio[ahead]
    return log_odds
