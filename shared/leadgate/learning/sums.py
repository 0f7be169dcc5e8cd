"""Sums over columns that answer with a number: a category stands for the mean of its rows, a number for ramps."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from leadgate.learning.basis import Basis, FloatArray, IntArray, fit_basis
from leadgate.learning.effects import Design, Effects, design_of, values_of
from leadgate.learning.encoding import Encoding
from leadgate.learning.terms import Columns, Term

_DRAWN_ROWS: Final = 10.0
_FOLDS: Final = 5
Fit = Callable[[Design], Effects]


@dataclass(frozen=True)
class Sum:
    """A sum over columns. tables: of each category (size,) by place the number that stands for it."""

    encoding: Encoding
    tables: tuple[FloatArray | None, ...]
    basis: Basis
    effects: Effects

    def of(self, values: FloatArray) -> FloatArray:
        return values_of(self.effects, design_of(self.basis, _matrix(self.encoding, self.tables, values)))

    def by_column(self, values: FloatArray) -> FloatArray:
        """(n, fields) what each adds."""
        matrix = _matrix(self.encoding, self.tables, values)
        known = np.stack([self.added(number, column) for number, column in enumerate(matrix.T)], axis=1)
        return np.where(np.isnan(matrix), self.effects.unknown, known)

    def added(self, number: int, column: FloatArray) -> FloatArray:
        """(n,) what one column adds where it is known."""
        knots, owner = self.basis.knots[number], self.basis.owner
        heights = np.concatenate(([0.0], np.cumsum(self.effects.ramps[owner == number])))
        return np.interp(column, knots, heights)

    def terms(self, use: str, columns: Columns, weight: float) -> tuple[Term, ...]:
        """Times weight. use: under which the columns of categories are served."""
        terms: list[Term] = []
        first = 0
        for number, (table, knots) in enumerate(zip(self.tables, self.basis.knots, strict=True)):
            ramps = weight * self.effects.ramps[first : first + len(knots) - 1]
            unknown = weight * float(self.effects.unknown[number])
            first += len(ramps)
            if ramps.any() or unknown:
                column = columns.place(number, "value") if table is None else columns.place(number, use, table)
                terms.append(Term(column, np.array(knots), ramps, unknown))
        return tuple(terms)


def fit_sum(encoding: Encoding, values: FloatArray, target: FloatArray, fit: Fit) -> Sum:
    """Each category stands for the mean target of its rows; while fitting, of the rows of other folds."""
    places = [
        None if found is None else found.places(values[:, number]) for number, found in enumerate(encoding.categories)
    ]
    sizes = [0 if found is None else found.size for found in encoding.categories]
    pairs = list(zip(places, sizes, strict=True))
    tables = tuple(None if place is None else _means(place, target, size) for place, size in pairs)
    matrix = _matrix(encoding, tables, values)
    for number, (place, size) in enumerate(pairs):
        if place is not None:
            matrix[:, number] = _means_of_others(place, target, size)
    basis = fit_basis([field.source for field in encoding.fields], matrix)
    return Sum(encoding, tables, basis, fit(design_of(basis, matrix)))


def _matrix(encoding: Encoding, tables: Sequence[FloatArray | None], values: FloatArray) -> FloatArray:
    columns = []
    for number, (found, table) in enumerate(zip(encoding.categories, tables, strict=True)):
        column = values[:, number]
        columns.append(column if found is None or table is None else table[found.places(column)])
    return np.stack(columns, axis=1)


def _means(places: IntArray, target: FloatArray, size: int) -> FloatArray:
    """(size,) the mean of each place, drawn to that of all where rows are few."""
    counts = np.bincount(places, minlength=size)
    totals = np.bincount(places, weights=target, minlength=size)
    return np.asarray((totals + _DRAWN_ROWS * target.mean()) / (counts + _DRAWN_ROWS), dtype=np.float64)


def _means_of_others(places: IntArray, target: FloatArray, size: int) -> FloatArray:
    """(n,) as `_means`, made for each row without the rows of its own fold."""
    fold = np.arange(len(places)) % _FOLDS
    out = np.empty(len(places))
    for part in range(_FOLDS):
        own = fold == part
        out[own] = _means(places[~own], target[~own], size)[places[own]]
    return out
