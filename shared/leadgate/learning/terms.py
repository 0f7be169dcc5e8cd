"""What a bundle serves: columns made by look-up, and additive functions of them as ramps and flags.

Every head is a sum of terms over served columns. A number is one column. A category is one column for each use of it:
its `rate` and `share` for trees, its effect on a head; looked up by its level, so that no level is ever spread out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from leadgate.learning.basis import FloatArray, IntArray
from leadgate.learning.encoding import Encoding, Field
from leadgate.learning.families.linear import Linear

_REACH: Final = 64.0


@dataclass(frozen=True)
class Served:
    """One column that a graph reads. use: `value` of a number; of a category what its level is looked up for.

    table: (levels + 2,) by level, then for others, then for unknown; None for a number.
    """

    field: int
    use: str
    table: FloatArray | None = None


@dataclass(frozen=True)
class Term:
    """What one served column adds: Σ ramps between neighbouring knots, or `unknown`."""

    column: int
    knots: FloatArray
    ramps: FloatArray
    unknown: float = 0.0


@dataclass(frozen=True)
class Terms:
    """constant + Σ terms."""

    constant: float
    terms: tuple[Term, ...] = ()

    def added(self, served: FloatArray) -> FloatArray:
        """(n, terms)."""
        none = np.zeros((len(served), 0))
        return np.column_stack((none, *(_added(term, served[:, term.column]) for term in self.terms)))

    def value(self, served: FloatArray) -> FloatArray:
        total: FloatArray = self.constant + self.added(served).sum(axis=1)
        return total


class Columns:
    """The served columns as they are asked for, in order; each once."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self.fields = tuple(fields)
        self.made: list[Served] = []

    def place(self, field: int, use: str, table: FloatArray | None = None) -> int:
        for number, known in enumerate(self.made):
            if (known.field, known.use) == (field, use):
                return number
        self.made.append(Served(field, use, table))
        return len(self.made) - 1


def terms_of_linear(linear: Linear, weight: float, use: str, columns: Columns) -> Terms:
    """weight · linear, on served columns."""
    terms = []
    for field, (block, weights) in enumerate(zip(linear.blocks, linear.weights, strict=True)):
        scaled = weight * weights
        if block.knots is not None:
            unknown = float(scaled[-1]) + (0.0 if block.typical is None else float(block.typical @ scaled[:-1]))
            terms.append(Term(columns.place(field, "value"), block.knots, scaled[:-1], unknown))
        else:
            terms.append(looked_up(columns.place(field, use, scaled)))
    categories = sum(block.knots is None for block in linear.blocks)
    constant = weight * linear.intercept - _REACH * categories
    return Terms(constant, tuple(terms))


def looked_up(column: int) -> Term:
    """A column that adds what it holds: one ramp as wide as any effect can be, its lower end taken off the constant."""
    return Term(column, np.array([-_REACH, _REACH]), np.array([2.0 * _REACH]))


def tree_columns(encoding: Encoding, columns: Columns) -> IntArray:
    """(F,) the served column of each encoded feature that trees split on."""
    places: list[int] = []
    for field, table in enumerate(encoding.looked_up):
        if table is None:
            places.append(columns.place(field, "value"))
        else:
            uses = ("rate", "share")[: table.shape[1]]
            places += [columns.place(field, use, table[:, number]) for number, use in enumerate(uses)]
    return np.array(places, dtype=np.int64)


def serve(columns: Columns, encoding: Encoding, values: FloatArray) -> FloatArray:
    """(n, fields) → (n, served): what a graph is given."""
    return np.stack([_served(one, encoding, values[:, one.field]) for one in columns.made], axis=1)


def _served(one: Served, encoding: Encoding, column: FloatArray) -> FloatArray:
    categories = encoding.categories[one.field]
    return column if one.table is None or categories is None else one.table[categories.places(column)]


def _added(term: Term, column: FloatArray) -> FloatArray:
    unknown = np.isnan(column)
    known = np.where(unknown, term.knots[0], column)
    ramps = np.clip((known[:, None] - term.knots[:-1]) / np.diff(term.knots), 0.0, 1.0)
    return np.where(unknown, term.unknown, ramps @ term.ramps)
