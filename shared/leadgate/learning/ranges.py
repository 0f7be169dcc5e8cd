"""Days to close and amounts as 80 % ranges: a censored log-normal for the middle, conformal for low and high.

Both stand on ramps of numbers and, of each category, on the mean logarithm of its rows, drawn to the whole. What is
still open is known only to take longer. Low and high are quantiles of what forecasts of unseen rows were off by (Lei
et al. 2018), by Kaplan–Meier so that open leads count; so 80 % of what comes lies between them, whatever its shape.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from leadgate.learning.basis import Basis, BoolArray, FloatArray, IntArray, fit_basis
from leadgate.learning.effects import Effects, design_of, values_of
from leadgate.learning.encoding import Encoding
from leadgate.learning.fitting import fit_spreading
from leadgate.learning.measures import closed_quantile, share_closed
from leadgate.learning.terms import Columns, Term, Terms

RANGE: Final = (0.1, 0.5, 0.9)
LEAST_ROWS: Final = 60
_MOST_ROWS: Final = 8_000
_DRAWN_ROWS: Final = 10.0
_FOLDS: Final = 5
_AHEAD_SHARE: Final = 0.4


@dataclass(frozen=True)
class Numbers:
    """Rows with a positive number. closed: (n,) 1 where it is final, 0 where it is only known to be at least that."""

    values: FloatArray
    numbers: FloatArray
    closed: FloatArray

    def __len__(self) -> int:
        return len(self.numbers)

    def rows(self, chosen: BoolArray) -> "Numbers":
        return Numbers(self.values[chosen], self.numbers[chosen], self.closed[chosen])


@dataclass(frozen=True)
class _Middle:
    """The middle of the logarithm. means: of each category (size,) the mean logarithm by place."""

    encoding: Encoding
    means: tuple[FloatArray | None, ...]
    knots: tuple[tuple[float, ...], ...]
    effects: Effects

    def terms(self, use: str, columns: Columns, above: float) -> Terms:
        """above: what a bound lies above the middle."""
        terms: list[Term] = []
        first = 0
        for number, (means, knots) in enumerate(zip(self.means, self.knots, strict=True)):
            column = columns.place(number, "value") if means is None else columns.place(number, use, means)
            ramps = self.effects.ramps[first : first + len(knots) - 1]
            first += len(ramps)
            terms.append(Term(column, np.array(knots), ramps, float(self.effects.unknown[number])))
        return Terms(self.effects.intercept + above, tuple(terms))


def fit_range(
    encoding: Encoding, given: Numbers, use: str, columns: Columns, timed: bool, seed: int
) -> tuple[tuple[Terms, ...], dict[str, Any]]:
    """Low, median and high of the logarithm, and what was measured. Rows oldest first where timed.

    use: the name of the head, under which the columns of categories are served.
    """
    rows = given.rows(np.arange(len(given)) >= len(given) - _MOST_ROWS)
    off, closed = _unseen_residuals(encoding, rows, timed, seed)
    above = [closed_quantile(off, closed, share) for share in RANGE]
    middle = _fit_middle(encoding, rows)
    return tuple(middle.terms(use, columns, bound) for bound in above), _measured(off, closed)


def _unseen_residuals(encoding: Encoding, rows: Numbers, timed: bool, seed: int) -> tuple[FloatArray, FloatArray]:
    """Logarithms less their forecasts by a fit that had not seen them."""
    place = np.arange(len(rows))
    if timed:
        ahead = [place >= round(len(rows) * (1.0 - _AHEAD_SHARE))]
    else:
        fold = np.random.default_rng(seed).permutation(len(rows)) % _FOLDS
        ahead = [fold == part for part in range(_FOLDS)]
    parts = []
    for chosen in ahead:
        fitted = _fit_middle(encoding, rows.rows(~chosen))
        parts.append(np.log(rows.numbers[chosen]) - _middle_of(fitted, rows.values[chosen]))
    return np.concatenate(parts), np.concatenate([rows.closed[chosen] for chosen in ahead])


def _measured(off: FloatArray, closed: FloatArray) -> dict[str, Any]:
    """Coverage of one half of the unseen rows by bounds from the other half; both ways."""
    shares = []
    halves = (slice(0, None, 2), slice(1, None, 2))
    for bounds, tried in (halves, halves[::-1]):
        low, high = (closed_quantile(off[bounds], closed[bounds], share) for share in (RANGE[0], RANGE[2]))
        shares.append(share_closed(off[tried], closed[tried], high) - share_closed(off[tried], closed[tried], low))
    low, high = (closed_quantile(off, closed, share) for share in (RANGE[0], RANGE[2]))
    return {
        "rows": len(off),
        "open": int((closed == 0).sum()),
        "coverage": round(float(np.mean(shares)), 4),
        "high_to_low": round(float(np.exp(high - low)), 3),
    }


def _fit_middle(encoding: Encoding, rows: Numbers) -> _Middle:
    logs = np.log(rows.numbers)
    means = tuple(
        None if found is None else _means(found.places(rows.values[:, number]), logs, found.size)
        for number, found in enumerate(encoding.categories)
    )
    matrix = _matrix(encoding, means, rows.values)
    for number, found in enumerate(encoding.categories):
        if found is not None:
            matrix[:, number] = _means_of_others(found.places(rows.values[:, number]), logs, found.size)
    basis = fit_basis([field.source for field in encoding.fields], matrix)
    design = design_of(basis, matrix)
    speaks = np.ones(len(encoding.fields), dtype=np.int64)
    fitted = fit_spreading(design, logs, rows.closed, speaks, np.zeros_like(speaks))
    return _Middle(encoding, means, basis.knots, fitted.centre)


def _middle_of(middle: _Middle, values: FloatArray) -> FloatArray:
    basis = Basis(tuple(field.source for field in middle.encoding.fields), middle.knots)
    return values_of(middle.effects, design_of(basis, _matrix(middle.encoding, middle.means, values)))


def _matrix(encoding: Encoding, means: Sequence[FloatArray | None], values: FloatArray) -> FloatArray:
    columns = []
    for number, (found, table) in enumerate(zip(encoding.categories, means, strict=True)):
        column = values[:, number]
        columns.append(column if found is None or table is None else table[found.places(column)])
    return np.stack(columns, axis=1)


def _means(places: IntArray, logs: FloatArray, size: int) -> FloatArray:
    counts = np.bincount(places, minlength=size)
    totals = np.bincount(places, weights=logs, minlength=size)
    return np.asarray((totals + _DRAWN_ROWS * logs.mean()) / (counts + _DRAWN_ROWS), dtype=np.float64)


def _means_of_others(places: IntArray, logs: FloatArray, size: int) -> FloatArray:
    """(n,) as `_means`, made for each row without the rows of its own fold."""
    fold = np.arange(len(places)) % _FOLDS
    out = np.empty(len(places))
    for part in range(_FOLDS):
        own = fold == part
        out[own] = _means(places[~own], logs[~own], size)[places[own]]
    return out
