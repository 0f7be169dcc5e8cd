"""Columns as numbers a model can take, learned on the training rows alone and served by a vocabulary.

Numbers stay as they are, NaN where unknown. A category becomes, by a look-up of its level: `rate`, the log-odds of
success among its rows, drawn to the mean where they are few (Micci-Barreca 2001), and where it has many levels `share`,
the logarithm of how frequent it is. Levels too rare to tell are one level, `other`, which also takes what was never
seen; unknown is a level of its own. Training rows get the rate of the *other* folds' rows: no row sees its own outcome.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from leadgate.domain.assessment import LayerName
from leadgate.learning.basis import FloatArray, IntArray
from leadgate.learning.tables.columns import Column, Kind

_DRAWN_ROWS: Final = 20.0
_LEAST_ROWS: Final = 8
_MOST_LEVELS: Final = 1000
_MANY_LEVELS: Final = 12
_FOLDS: Final = 5


@dataclass(frozen=True)
class Field:
    """What is known of a column but its values."""

    name: str
    source: str
    layer: LayerName
    kind: Kind
    levels: tuple[str, ...] = ()
    day_first: bool = False


@dataclass(frozen=True)
class Categories:
    """Levels of one category that are told apart. place: (L + 1,) where each level goes; the last is for unknown.

    Places are those of `kept`, then one for `other`, then one for unknown.
    """

    kept: tuple[str, ...]
    place: IntArray

    @property
    def size(self) -> int:
        return len(self.kept) + 2

    def places(self, values: FloatArray) -> IntArray:
        known = np.where(np.isnan(values), len(self.place) - 1, values).astype(np.int64)
        return self.place[known]


@dataclass(frozen=True)
class Encoding:
    """categories: of each field, None for numbers. looked_up: of each category (size, 1 or 2): rate, share."""

    fields: tuple[Field, ...]
    categories: tuple[Categories | None, ...]
    looked_up: tuple[FloatArray | None, ...]

    @property
    def owner(self) -> IntArray:
        """(F,) the field that each encoded feature belongs to."""
        widths = [1 if table is None else table.shape[1] for table in self.looked_up]
        return np.repeat(np.arange(len(self.fields)), widths)

    def encode(self, values: FloatArray) -> FloatArray:
        """(n, fields) → (n, F)."""
        return np.hstack([self._columns(number, values[:, number]) for number in range(len(self.fields))])

    def _columns(self, number: int, column: FloatArray) -> FloatArray:
        categories, table = self.categories[number], self.looked_up[number]
        return column[:, None] if categories is None or table is None else table[categories.places(column)]


def fields_of(columns: Sequence[Column]) -> tuple[Field, ...]:
    return tuple(Field(c.name, c.source, c.layer, c.kind, c.levels, c.day_first) for c in columns)


def values_of(columns: Sequence[Column]) -> FloatArray:
    """(n, fields)."""
    return np.stack([column.values for column in columns], axis=1)


def fit_encoding(fields: Sequence[Field], values: FloatArray, happened: FloatArray) -> Encoding:
    categories = tuple(
        categories_of(field, values[:, number]) if field.kind == "category" else None
        for number, field in enumerate(fields)
    )
    tables = tuple(
        None if found is None else _table(found, found.places(values[:, number]), happened)
        for number, found in enumerate(categories)
    )
    return Encoding(tuple(fields), categories, tables)


def encode_training(encoding: Encoding, values: FloatArray, happened: FloatArray, seed: int) -> FloatArray:
    """(n, F) of the rows it was fitted on: each row's rate is made without the rows of its own fold."""
    encoded = encoding.encode(values)
    fold = np.random.default_rng(seed).permutation(len(happened)) % _FOLDS
    owner = encoding.owner
    for number, categories in enumerate(encoding.categories):
        if categories is None:
            continue
        places = categories.places(values[:, number])
        column = int(np.searchsorted(owner, number))
        for part in range(_FOLDS):
            rate = _rates(places[fold != part], happened[fold != part], categories.size)
            encoded[fold == part, column] = rate[places[fold == part]]
    return encoded


def categories_of(field: Field, column: FloatArray) -> Categories:
    """Of a category: the levels that are told apart."""
    known = column[~np.isnan(column)].astype(np.int64)
    counts = np.bincount(known, minlength=len(field.levels))
    least = max(_LEAST_ROWS, np.sort(counts)[::-1][_MOST_LEVELS - 1] if counts.size >= _MOST_LEVELS else 0)
    kept = np.flatnonzero(counts >= least)
    place = np.full(len(field.levels) + 1, len(kept))
    place[kept] = np.arange(len(kept))
    place[-1] = len(kept) + 1
    return Categories(tuple(field.levels[level] for level in kept), place)


def _table(categories: Categories, places: IntArray, happened: FloatArray) -> FloatArray:
    rate = _rates(places, happened, categories.size)
    if categories.size <= _MANY_LEVELS:
        return rate[:, None]
    counts = np.bincount(places, minlength=categories.size)
    return np.stack((rate, np.log((counts + 1.0) / len(places))), axis=1)


def _rates(places: IntArray, happened: FloatArray, size: int) -> FloatArray:
    mean = (happened.sum() + 0.5) / (len(happened) + 1.0)
    counts = np.bincount(places, minlength=size)
    successes = np.bincount(places, weights=happened, minlength=size)
    rate = (successes + _DRAWN_ROWS * mean) / (counts + _DRAWN_ROWS)
    return np.asarray(np.log(rate / (1.0 - rate)), dtype=np.float64)
