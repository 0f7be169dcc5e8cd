"""Affine maps of log-odds, which keep a sum of layers a sum: the truest slope and shift, and weights of two models."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from scipy.optimize import brentq, minimize
from scipy.special import expit

from leadgate.learning.basis import FloatArray

_LEAST_SLOPE: Final = 0.5
_MOST_SLOPE: Final = 1.5


def affine_of(log_odds: FloatArray, happened: FloatArray) -> tuple[float, float]:
    """Slope ≥ 0 and shift of the affine map that makes log-odds truest, by likelihood."""
    spread = float(log_odds.std()) or 1.0
    middle = float(log_odds.mean())
    scaled = (log_odds - middle) / spread

    def objective(weights: FloatArray) -> tuple[float, FloatArray]:
        value = weights[0] * scaled + weights[1]
        error = 1.0 / (1.0 + np.exp(-np.clip(value, -700, 700))) - happened
        loss = float(np.mean(np.logaddexp(0.0, value) - happened * value))
        return loss, np.array([error @ scaled, error.sum()]) / len(happened)

    mean = (happened.sum() + 0.5) / (len(happened) + 1.0)
    start = np.array([min(spread, 1.0), np.log(mean / (1.0 - mean))])
    options = {"ftol": 1e-14, "gtol": 1e-9}
    bounds = [(0.0, None), (None, None)]
    slope, shift = minimize(objective, start, jac=True, method="L-BFGS-B", bounds=bounds, options=options).x
    return float(slope / spread), float(shift - slope * middle / spread)


def loss_of(log_odds: FloatArray, happened: FloatArray) -> float:
    """Mean log-loss."""
    return float(np.mean(np.logaddexp(0.0, log_odds) - happened * log_odds))


def refined_loss(log_odds: FloatArray, happened: FloatArray) -> float:
    """Mean log-loss after the best affine map."""
    slope, shift = affine_of(log_odds, happened)
    return loss_of(slope * log_odds + shift, happened)


def level_of(log_odds: FloatArray, happened: FloatArray) -> float:
    """The shift that makes the mean chance what happened."""
    mean = (happened.sum() + 0.5) / (len(happened) + 1.0)
    return float(brentq(lambda shift: expit(log_odds + shift).mean() - mean, -60.0, 60.0))


def slope_ahead(foretold: Sequence[FloatArray], happened: Sequence[FloatArray]) -> float:
    """How far forecasts of later rows are to be believed, each part at a level of its own.

    A ranking that did not hold is flattened, never lost, and none is sharpened much: parts are few.
    """
    slope, _ = stacked(foretold, [np.zeros_like(part) for part in foretold], happened)
    return min(max(slope, _LEAST_SLOPE), _MOST_SLOPE)


def stacked(
    linear: Sequence[FloatArray], trees: Sequence[FloatArray], happened: Sequence[FloatArray]
) -> tuple[float, float]:
    """Weights ≥ 0 of two models' log-odds, by likelihood; each split with a level of its own."""
    one, other, outcome = np.concatenate(linear), np.concatenate(trees), np.concatenate(happened)
    part = np.repeat(np.arange(len(happened)), [len(rows) for rows in happened])

    def objective(weights: FloatArray) -> tuple[float, FloatArray]:
        log_odds = weights[0] * one + weights[1] * other + weights[2:][part]
        error = 1.0 / (1.0 + np.exp(-np.clip(log_odds, -700, 700))) - outcome
        loss = float(np.mean(np.logaddexp(0.0, log_odds) - outcome * log_odds))
        levels = np.bincount(part, weights=error, minlength=len(happened))
        return loss, np.concatenate(([error @ one, error @ other], levels)) / len(outcome)

    start = np.concatenate(([0.5, 0.5], np.zeros(len(happened))))
    bounds = [(0.0, None), (0.0, None), *[(None, None)] * len(happened)]
    weights = minimize(objective, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    return float(weights[0]), float(weights[1])
