"""Days to close and amounts as 80 % ranges, each as wide as leads of its kind need.

The logarithm of a number is a middle and a width times what is left. Both are sums over the columns: the middle by a
censored log-normal, the width by how far that was off (`widths`). Low and high are quantiles of what forecasts of
unseen rows were off by, in widths: conformal and locally adaptive (Lei et al. 2018, section 5.2). They are taken by
Kaplan–Meier, so that what is still open counts as known to take longer. So 80 % of what comes lies between them,
whatever its shape, and where a width is true, so do 80 % of the narrow and of the wide ones.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from leadgate.learning.basis import Basis, BoolArray, FloatArray, IntArray, fit_basis
from leadgate.learning.coverage import Foretold, measure_ranges
from leadgate.learning.effects import Design, Effects, design_of, values_of
from leadgate.learning.encoding import Encoding
from leadgate.learning.fitting import fit_centre
from leadgate.learning.measures import closed_quantile
from leadgate.learning.terms import Columns, Term, Terms
from leadgate.learning.widths import belief_in, believed, fit_widths

RANGE: Final = (0.1, 0.5, 0.9)
LEAST_ROWS: Final = 60
_MOST_ROWS: Final = 8_000
_DRAWN_ROWS: Final = 10.0
_FOLDS: Final = 5
_AHEAD_SHARE: Final = 0.4
Fit = Callable[[Design], Effects]


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
class _Sum:
    """A sum over columns. tables: of each category (size,) by place the number that stands for it."""

    encoding: Encoding
    tables: tuple[FloatArray | None, ...]
    basis: Basis
    effects: Effects

    def of(self, values: FloatArray) -> FloatArray:
        return values_of(self.effects, design_of(self.basis, _matrix(self.encoding, self.tables, values)))

    def terms(self, use: str, columns: Columns, weight: float) -> tuple[Term, ...]:
        """Times weight. use: under which the columns of categories are served."""
        terms: list[Term] = []
        first = 0
        for number, (table, knots) in enumerate(zip(self.tables, self.basis.knots, strict=True)):
            column = columns.place(number, "value") if table is None else columns.place(number, use, table)
            ramps = weight * self.effects.ramps[first : first + len(knots) - 1]
            first += len(ramps)
            terms.append(Term(column, np.array(knots), ramps, weight * float(self.effects.unknown[number])))
        return tuple(terms)


def fit_range(
    encoding: Encoding, given: Numbers, use: str, columns: Columns, timed: bool, seed: int
) -> tuple[tuple[Terms, ...], dict[str, Any]]:
    """Low, median and high of the logarithm, and what was measured. Rows oldest first where timed.

    use: the name of the head, under which the columns of categories are served.
    """
    rows = given.rows(np.arange(len(given)) >= len(given) - _MOST_ROWS)
    middle, width = _fit(encoding, rows)
    unseen, belief = _unseen(encoding, rows, timed, seed)
    mean = float(width.of(rows.values).mean())
    width = _Sum(encoding, width.tables, width.basis, believed(width.effects, belief, mean))
    bounds = []
    for share in RANGE:
        quantile = closed_quantile(unseen.off, unseen.closed, share)
        terms = (*middle.terms(use, columns, 1.0), *width.terms(f"{use}_width", columns, quantile))
        bounds.append(Terms(middle.effects.intercept + quantile * width.effects.intercept, terms))
    return tuple(bounds), {**measure_ranges(unseen, (RANGE[0], RANGE[2])), "own_width": round(belief, 2)}


def _fit(encoding: Encoding, rows: Numbers) -> tuple[_Sum, _Sum]:
    """Middle and width."""
    logs = np.log(rows.numbers)
    middle = _sum(encoding, rows.values, logs, lambda design: fit_centre(design, logs, rows.closed))
    off = logs - middle.of(rows.values)
    width = _sum(encoding, rows.values, np.abs(off), lambda design: fit_widths(design, off, rows.closed))
    return middle, width


def _unseen(encoding: Encoding, rows: Numbers, timed: bool, seed: int) -> tuple[Foretold, float]:
    """What a fit that had not seen them was off by on rows, and how far these bear out that widths differ."""
    place = np.arange(len(rows))
    if timed:
        ahead = [place >= round(len(rows) * (1.0 - _AHEAD_SHARE))]
    else:
        fold = np.random.default_rng(seed).permutation(len(rows)) % _FOLDS
        ahead = [fold == part for part in range(_FOLDS)]
    off, widths = np.empty(len(rows)), np.empty(len(rows))
    for chosen in ahead:
        middle, width = _fit(encoding, rows.rows(~chosen))
        off[chosen] = np.log(rows.numbers[chosen]) - middle.of(rows.values[chosen])
        widths[chosen] = width.of(rows.values[chosen])
    there = np.any(ahead, axis=0)
    off, widths, closed = off[there], widths[there], rows.closed[there]
    belief = belief_in(widths[closed > 0], off[closed > 0])
    drawn = belief * widths + (1.0 - belief) * widths.mean()
    return Foretold(off / drawn, drawn, closed), belief


def _sum(encoding: Encoding, values: FloatArray, target: FloatArray, fit: Fit) -> _Sum:
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
    return _Sum(encoding, tables, basis, fit(design_of(basis, matrix)))


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
