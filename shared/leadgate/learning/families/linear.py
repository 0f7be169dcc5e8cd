"""Regularised logistic regression on splines: of each number a curve through knots, of each category an effect a level.

Additive over columns, and so over layers. A curve is a sum of ramps between neighbouring knots, flat beyond the outer
ones; a ridge on the ramps is a first-difference penalty, which draws a curve to a flat line (Eilers and Marx 1996).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.special import expit

from leadgate.learning.basis import FloatArray, IntArray
from leadgate.learning.encoding import Categories, Encoding

_QUANTILES: Final = (0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.97)
_FEW_VALUES: Final = 20
_WIDEST: Final = 600
_STEPS: Final = 30
_FREE: Final = 1e-6
_REACH: Final = 5.0
# In time a column that moves on goes on saying what it said, as in plain regression.
_REACH_IN_TIME: Final = 30.0
# A number's effect of one standard deviation is drawn as hard as ten effects of levels, of which a column has several.
_PULL: Final = 10.0


@dataclass(frozen=True)
class Block:
    """The columns of the design that one field makes. knots: of a number; categories: of a category.

    pull: how many times the ridge draws each ramp; flags and levels are drawn once. typical: (width − 1,) the ramps of
    a mean row, from which what is unknown departs by its flag: drawn to the mean, not to an end of the curve.
    """

    knots: FloatArray | None
    categories: Categories | None
    width: int
    pull: float = 1.0
    typical: FloatArray | None = None

    @property
    def pulls(self) -> FloatArray:
        """(width,)."""
        pulls = np.ones(self.width)
        if self.knots is not None:
            pulls[:-1] = self.pull
        return pulls

    def expand(self, column: FloatArray) -> FloatArray:
        """(n, width)."""
        if self.categories is not None:
            return _one_hot(self.categories.places(column), self.width)
        knots = self.knots
        assert knots is not None  # a block is of a number or of a category
        unknown = np.isnan(column)
        ramps = np.clip((np.where(unknown, knots[0], column)[:, None] - knots[:-1]) / np.diff(knots), 0.0, 1.0)
        ramps[unknown] = 0.0 if self.typical is None else self.typical
        return np.hstack((ramps, unknown[:, None].astype(np.float64)))


@dataclass(frozen=True)
class Linear:
    """intercept + Σ blocks. weights: of each block (width,)."""

    blocks: tuple[Block, ...]
    intercept: float
    weights: tuple[FloatArray, ...]

    def by_field(self, values: FloatArray) -> FloatArray:
        """(n, fields) what each adds to the log-odds."""
        parts = zip(self.blocks, self.weights, values.T, strict=True)
        return np.stack([block.expand(column) @ weights for block, weights, column in parts], axis=1)

    def log_odds(self, values: FloatArray) -> FloatArray:
        total: FloatArray = self.intercept + self.by_field(values).sum(axis=1)
        return total


def blocks_of(encoding: Encoding, values: FloatArray) -> tuple[Block, ...]:
    """Fewer knots where there are many columns, so that a fit stays quick and small."""
    numbers = sum(found is None for found in encoding.categories)
    most = max(2, min(len(_QUANTILES) + 1, _WIDEST // max(1, numbers)))
    return tuple(
        _block_of_number(values[:, number], most) if found is None else Block(None, found, found.size)
        for number, found in enumerate(encoding.categories)
    )


def straight_blocks_of(encoding: Encoding, values: FloatArray, timed: bool) -> tuple[Block, ...]:
    """Of each number one line, held outside of what is usual; where rows are foretold that come later, far outside.

    Drawn as on standardised columns, so that a number's unit does not matter.
    """
    reach = _REACH_IN_TIME if timed else _REACH
    return tuple(
        _straight(values[:, number], reach) if found is None else Block(None, found, found.size)
        for number, found in enumerate(encoding.categories)
    )


def design_of(blocks: Sequence[Block], values: FloatArray) -> FloatArray:
    """(n, 1 + K) with a column of ones."""
    ones = np.ones((len(values), 1))
    return np.hstack([ones, *(block.expand(column) for block, column in zip(blocks, values.T, strict=True))])


def fit_linear(
    blocks: Sequence[Block], design: FloatArray, happened: FloatArray, ridge: float, weight: FloatArray | None = None
) -> Linear:
    """By Newton's method on the centred design: the same rows give the same numbers. weight: (n,), 1 where None."""
    middle = design[:, 1:].mean(axis=0)
    penalty = np.concatenate(([_FREE], *(ridge * block.pulls for block in blocks)))
    counted = np.ones(len(happened)) if weight is None else weight
    weights = _newton(_Rows(np.hstack((design[:, :1], design[:, 1:] - middle)), happened, counted), penalty)
    ends = np.cumsum([block.width for block in blocks])[:-1]
    return Linear(tuple(blocks), float(weights[0] - middle @ weights[1:]), tuple(np.split(weights[1:], ends)))


@dataclass(frozen=True)
class _Rows:
    """What is fitted. design: (n, 1 + K). weight: (n,) how much each row counts."""

    design: FloatArray
    happened: FloatArray
    weight: FloatArray

    def loss(self, weights: FloatArray, penalty: FloatArray) -> float:
        log_odds = self.design @ weights
        likelihood = self.weight * (np.logaddexp(0.0, log_odds) - self.happened * log_odds)
        return float(likelihood.sum() + 0.5 * (penalty * weights) @ weights)

    def step(self, weights: FloatArray, penalty: FloatArray) -> FloatArray:
        """Newton's."""
        chance = expit(self.design @ weights)
        gradient = self.design.T @ (self.weight * (chance - self.happened)) + penalty * weights
        steepness = self.weight * np.maximum(chance * (1.0 - chance), 1e-9)
        weighed = self.design * np.sqrt(steepness)[:, None]
        curvature = weighed.T @ weighed  # of itself, so that BLAS works out one half alone
        curvature[np.diag_indices_from(curvature)] += penalty
        return np.asarray(cho_solve(cho_factor(curvature), gradient), dtype=np.float64)


def _newton(rows: _Rows, penalty: FloatArray) -> FloatArray:
    weights = np.zeros(rows.design.shape[1])
    total, succeeded = rows.weight.sum(), rows.weight @ rows.happened
    weights[0] = np.log((succeeded + 0.5) / (total - succeeded + 0.5))
    loss = rows.loss(weights, penalty)
    for _ in range(_STEPS):
        weights, improved = _stepped(rows, penalty, weights, rows.step(weights, penalty), loss)
        if loss - improved < 1e-8 * (1.0 + abs(loss)):
            break
        loss = improved
    return weights


def _stepped(
    rows: _Rows, penalty: FloatArray, weights: FloatArray, step: FloatArray, loss: float
) -> tuple[FloatArray, float]:
    """A full step, or half of it and so on until it helps."""
    for halving in range(12):
        tried = weights - step * 0.5**halving
        found = rows.loss(tried, penalty)
        if found <= loss:
            return tried, found
    return weights, loss


def _block_of_number(column: FloatArray, most: int) -> Block:
    knots = _knots(column[~np.isnan(column)], most)
    return _centred(Block(knots, None, len(knots)), column)


def _knots(known: FloatArray, most: int) -> FloatArray:
    """At least two, rising: every value where there are few, else quantiles of what lies above the smallest."""
    values = np.unique(known)
    if not values.size:
        return np.array([0.0, 1.0])
    if values.size == 1:
        return np.array([values[0], values[0] + 1.0])
    if values.size <= min(_FEW_VALUES, most * 2):
        return values
    above = known[known > values[0]]
    shares = np.array(_QUANTILES)[np.linspace(0, len(_QUANTILES) - 1, most - 1).round().astype(int)]
    knots = np.unique(np.concatenate(([values[0]], np.quantile(above, shares))))
    return knots if knots.size > 1 else np.array([values[0], values[-1]])


def _straight(column: FloatArray, deviations: float) -> Block:
    known = column[~np.isnan(column)]
    middle, spread = (float(known.mean()), float(known.std())) if known.size else (0.0, 0.0)
    reach = deviations * (spread or 1.0)
    ends = np.array([middle - reach, middle + reach])
    return _centred(Block(ends, None, 2, pull=_PULL / (2.0 * deviations) ** 2), column)


def _centred(block: Block, column: FloatArray) -> Block:
    known = column[~np.isnan(column)]
    return replace(block, typical=block.expand(known)[:, :-1].mean(axis=0)) if known.size else block


def _one_hot(places: IntArray, width: int) -> FloatArray:
    return np.eye(width)[places]
