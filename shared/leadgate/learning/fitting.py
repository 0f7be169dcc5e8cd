"""Fits on the basis: monotone logistic regression, and a censored regression whose spread depends on the lead too.

Both are convex or nearly so, penalised, and solved by L-BFGS-B from a fixed start: the same rows give the same bytes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, log_ndtr

from leadgate.learning.basis import FloatArray, IntArray
from leadgate.learning.effects import Design, Effects, held_between

# Ridge on ramps. Amounts and days rest on fewer rows than conversion, and a spread is harder to learn than a centre.
_LOGISTIC_PENALTY: Final = 15.0
_CENTRE_PENALTY: Final = 30.0
_SPREAD_PENALTY: Final = 100.0
# "Unknown" is drawn to the mean effect this much more than a ramp is to zero.
_UNKNOWN_FACTOR: Final = 10.0
_LEAST_SPREAD: Final = 0.05
Objective = Callable[[FloatArray], tuple[float, FloatArray]]
Bound = tuple[float | None, float | None]


@dataclass(frozen=True)
class Spreading:
    """A normal in which centre and spread both depend on the lead."""

    centre: Effects
    spread: Effects


def fit_monotone_logistic(design: Design, happened: FloatArray, rises: IntArray, weight: FloatArray) -> Effects:
    """Log-odds. happened: (n,) 0 or 1. rises: (F,) +1, −1, or 0 for a feature that may not speak. weight: (n,)."""
    ramps = design.filled.shape[1]
    matrix = np.hstack((np.ones((len(happened), 1)), design.filled, design.unknown))
    penalty = _penalties(ramps, design.unknown.shape[1], _LOGISTIC_PENALTY)
    signs = rises[design.basis.owner]
    bounds = [(None, None), *map(_bound, signs), *((None, None) if sign else (0.0, 0.0) for sign in rises)]

    def objective(weights: FloatArray) -> tuple[float, FloatArray]:
        log_odds = matrix @ weights
        loss = float(weight @ (np.logaddexp(0.0, log_odds) - happened * log_odds))
        slope = matrix.T @ (weight * (expit(log_odds) - happened))
        return loss + 0.5 * float((penalty * weights) @ weights), slope + penalty * weights

    start = np.zeros(matrix.shape[1])
    start[0] = np.log((happened.sum() + 0.5) / (len(happened) - happened.sum() + 0.5))
    return held_between(_effects(_solved(objective, start, bounds), design), design.basis)


def fit_spreading(
    design: Design, values: FloatArray, closed: FloatArray, speaks: IntArray, rises: IntArray
) -> Spreading:
    """A normal of values (n,), of which those not closed (0) are only known to be at least that large.

    speaks: (F,) 1 where a feature may move the centre. rises: (F,) what narrows the spread as it rises (+1) or
    widens it (−1); 0 for neither. Not knowing never narrows.
    """
    ramps, features = design.filled.shape[1], design.unknown.shape[1]
    centre = np.hstack((np.ones((len(values), 1)), design.filled, design.unknown))
    signs = rises[design.basis.owner]
    narrowing = np.where(signs > 0, 1.0 - design.filled, design.filled)
    spread = np.hstack((np.ones((len(values), 1)), narrowing, design.unknown))
    width = centre.shape[1]
    penalty = np.concatenate(
        (_penalties(ramps, features, _CENTRE_PENALTY), _penalties(ramps, features, _SPREAD_PENALTY))
    )

    def objective(weights: FloatArray) -> tuple[float, FloatArray]:
        return _spreading_loss(weights, width, centre, spread, values, closed, penalty)

    start = np.zeros(2 * width)
    start[0], start[width] = np.mean(values), max(float(np.std(values)), _LEAST_SPREAD)
    free = [(None, None), *_allowed(speaks[design.basis.owner]), *_allowed(speaks)]
    positive = [(_LEAST_SPREAD, None), *(_at_least_zero(sign) for sign in (*signs, *rises))]
    weights = _solved(objective, start, [*free, *positive])
    return Spreading(_effects(weights[:width], design), _spread_effects(weights[width:], signs, design))


def fit_centre(design: Design, values: FloatArray, closed: FloatArray) -> Effects:
    """The centre of a normal with one spread, of values (n,), of which those not closed (0) are at least that large."""
    ramps, features = design.filled.shape[1], design.unknown.shape[1]
    centre, even = np.hstack((np.ones((len(values), 1)), design.filled, design.unknown)), np.ones((len(values), 1))
    width = centre.shape[1]
    penalty = np.concatenate((_penalties(ramps, features, _CENTRE_PENALTY), [0.0]))

    def objective(weights: FloatArray) -> tuple[float, FloatArray]:
        return _spreading_loss(weights, width, centre, even, values, closed, penalty)

    start = np.zeros(width + 1)
    start[0], start[width] = np.mean(values), max(float(np.std(values)), _LEAST_SPREAD)
    weights = _solved(objective, start, [*[(None, None)] * width, (_LEAST_SPREAD, None)])
    return _effects(weights[:width], design)


def _spreading_loss(
    weights: FloatArray,
    width: int,
    centre: FloatArray,
    spread: FloatArray,
    values: FloatArray,
    closed: FloatArray,
    penalty: FloatArray,
) -> tuple[float, FloatArray]:
    sigma = spread @ weights[width:]
    residual = (values - centre @ weights[:width]) / sigma
    survival = log_ndtr(-residual)
    hazard = np.exp(-0.5 * residual**2 - 0.5 * np.log(2.0 * np.pi) - survival)
    loss = np.where(closed > 0, np.log(sigma) + 0.5 * residual**2, -survival).sum()
    pull = np.where(closed > 0, residual, hazard)
    by_centre = -(centre.T @ (pull / sigma))
    by_spread = spread.T @ ((closed - pull * residual) / sigma)
    slope = np.concatenate((by_centre, by_spread))
    return loss + 0.5 * float((penalty * weights) @ weights), slope + penalty * weights


def _spread_effects(weights: FloatArray, signs: IntArray, design: Design) -> Effects:
    """Spread as intercept + ramps: what narrows counts from its widest."""
    ramps = weights[1 : 1 + len(signs)]
    widest = weights[0] + ramps[signs > 0].sum()
    turned = np.concatenate(([widest], np.where(signs > 0, -ramps, ramps), weights[1 + len(signs) :]))
    return _effects(turned, design)


def _effects(weights: FloatArray, design: Design) -> Effects:
    """From "relative to the mean of the known" to effects of their own."""
    ramps = weights[1 : 1 + design.filled.shape[1]]
    return Effects(float(weights[0]), ramps, design.typical @ ramps + weights[1 + len(ramps) :])


def _penalties(ramps: int, features: int, ridge: float) -> FloatArray:
    """None on the intercept."""
    return np.concatenate(([0.0], np.full(ramps, ridge), np.full(features, _UNKNOWN_FACTOR * ridge)))


def _bound(sign: int) -> Bound:
    return {1: (0.0, None), -1: (None, 0.0), 0: (0.0, 0.0)}[int(sign)]


def _allowed(speaks: IntArray) -> list[Bound]:
    return [(None, None) if speaking else (0.0, 0.0) for speaking in speaks]


def _at_least_zero(sign: int) -> Bound:
    return (0.0, None) if sign else (0.0, 0.0)


def _solved(objective: Objective, start: FloatArray, bounds: list[Bound]) -> FloatArray:
    options = {"maxiter": 3000, "maxfun": 6000, "ftol": 1e-11, "gtol": 1e-7}
    found = minimize(objective, start, jac=True, method="L-BFGS-B", bounds=bounds, options=options)
    return np.asarray(found.x, dtype=np.float64)
