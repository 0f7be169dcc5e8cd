"""The fitted model of any family: linear and tree parts, each weighed, summed; so always a sum over layers."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from leadgate.domain.assessment import LAYERS
from leadgate.learning.basis import FloatArray, IntArray
from leadgate.learning.encoding import Encoding, Field, encode_training, fit_encoding
from leadgate.learning.families.linear import Block, Linear, blocks_of, design_of, fit_linear, straight_blocks_of
from leadgate.learning.families.trees import Shape, Trees, fit_trees, trees_of

FAMILIES: Final = ("straight", "spline", "trees", "blend")
"""The simpler first."""


@dataclass(frozen=True)
class Candidate:
    """A family with its one dial. rounds: how many trees; found by validation."""

    family: str
    ridge: float = 0.0
    shape: Shape | None = None
    rounds: int = 0

    @property
    def words(self) -> str:
        if self.shape is None:
            return f"{self.family}, ridge {self.ridge:g}"
        return f"trees of {self.shape.leaves} leaves, {self.rounds} rounds"


@dataclass(frozen=True)
class Table:
    """Rows to learn from. values: (n, fields) with places of categories. happened: (n,) 1 or 0.

    weight: (n,) how much each row counts in a fit; None: all alike. timed: what is foretold comes after all of them.
    """

    fields: tuple[Field, ...]
    values: FloatArray
    happened: FloatArray
    weight: FloatArray | None = None
    timed: bool = False

    def __len__(self) -> int:
        return len(self.happened)

    def rows(self, places: IntArray) -> "Table":
        weight = None if self.weight is None else self.weight[places]
        return replace(self, values=self.values[places], happened=self.happened[places], weight=weight)


@dataclass(frozen=True)
class Prepared:
    """A table with all that its fits share: the encoding and, for trees, its rows encoded out of fold."""

    table: Table
    encoding: Encoding
    encoded: FloatArray
    feature_layers: IntArray
    seed: int


@dataclass(frozen=True)
class Additive:
    """log-odds = shift + linear_weight · linear + trees_weight · trees. A part that is None adds nothing."""

    encoding: Encoding
    linear: Linear | None = None
    trees: Trees | None = None
    linear_weight: float = 0.0
    trees_weight: float = 0.0
    shift: float = 0.0

    def log_odds(self, values: FloatArray) -> FloatArray:
        total = np.full(len(values), self.shift)
        if self.linear is not None:
            total += self.linear_weight * self.linear.log_odds(values)
        if self.trees is not None:
            total += self.trees_weight * self.trees.log_odds(self.encoding.encode(values))
        return total

    def linear_by_layer(self, values: FloatArray) -> FloatArray:
        """(n, 4) what the linear part of each layer adds."""
        if self.linear is None:
            return np.zeros((len(values), len(LAYERS)))
        layers = np.array([LAYERS.index(field.layer) for field in self.encoding.fields], dtype=np.int64)
        added: FloatArray = self.linear_weight * self.linear.by_field(values) @ np.eye(len(LAYERS))[layers]
        return added

    def by_layer(self, values: FloatArray, linear_means: FloatArray) -> FloatArray:
        """(n, 4) what each layer adds to the log-odds of a mean lead. linear_means: (4,) of the rows fitted on."""
        added = self.linear_by_layer(values) - linear_means
        if self.trees is None:
            return added
        by_trees = self.trees.by_layer(self.encoding.encode(values), len(LAYERS))
        return np.asarray(added + self.trees_weight * by_trees, dtype=np.float64)


def prepare(table: Table, seed: int) -> Prepared:
    encoding = fit_encoding(table.fields, table.values, table.happened)
    layers = np.array([LAYERS.index(field.layer) for field in table.fields], dtype=np.int64)[encoding.owner]
    return Prepared(table, encoding, encode_training(encoding, table.values, table.happened, seed), layers, seed)


def fit_candidate(prepared: Prepared, candidate: Candidate) -> Additive:
    """The candidate alone, uncalibrated."""
    table = prepared.table
    if candidate.shape is None:
        blocks, design = linear_design(prepared, candidate.family)
        linear = fit_linear(blocks, design, table.happened, candidate.ridge, table.weight)
        return Additive(prepared.encoding, linear=linear, linear_weight=1.0)
    booster = fit_trees(
        prepared.encoded,
        table.happened,
        prepared.feature_layers,
        candidate.shape,
        candidate.rounds,
        prepared.seed,
        table.weight,
    )
    return Additive(prepared.encoding, trees=trees_of(booster, prepared.feature_layers), trees_weight=1.0)


def linear_design(prepared: Prepared, family: str) -> tuple[tuple[Block, ...], FloatArray]:
    """Blocks of a linear family and the rows on them."""
    encoding, table = prepared.encoding, prepared.table
    if family == "straight":
        blocks = straight_blocks_of(encoding, table.values, table.timed)
    else:
        blocks = blocks_of(encoding, table.values)
    return blocks, design_of(blocks, table.values)


def joined(linear: Additive, trees: Additive, weights: tuple[float, float]) -> Additive:
    """A blend of two that share an encoding."""
    return replace(linear, trees=trees.trees, linear_weight=weights[0], trees_weight=weights[1])


def calibrated(model: Additive, slope: float, shift: float) -> Additive:
    """slope · log-odds + shift."""
    return replace(
        model,
        linear_weight=model.linear_weight * slope,
        trees_weight=model.trees_weight * slope,
        shift=model.shift * slope + shift,
    )
