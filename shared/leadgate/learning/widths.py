"""Positive additive functions: how far off forecasts are by kind of lead, how far an ensemble is apart.

width(x) = least + Σ_j Σ_k height_jk · hat_jk(x_j), every height ≥ 0. The hats of a feature are those of linear
interpolation between its knots, flat beside, and "unknown" has a height of its own; so a width is above zero
everywhere, however far from what was seen. It is a constant and ramps, as every head is.
"""

from typing import Final

import numpy as np
from scipy.optimize import minimize

from leadgate.learning.basis import Basis, FloatArray
from leadgate.learning.effects import Design, Effects, scaled

# Ridge on the steps between neighbouring heights. Weak, for what noise makes of them is drawn back by `belief_in`; of
# made-up amounts whose spreads multiply (3,000 rows), the widest tenth of ranges held 69 % at 50, and 73 % at 10.
_STEP_PENALTY: Final = 5.0
_HEIGHT_PENALTY: Final = 0.01
_LEAST_SHARE: Final = 0.05
_BELIEFS: Final = tuple(np.linspace(0.0, 1.0, 11).tolist())


def fit_widths(design: Design, off: FloatArray, closed: FloatArray) -> Effects:
    """The scale of a Laplace law of `off`, (n,), by likelihood: what is mostly so far off, not what is rarely so.

    closed: (n,) 1 where final; 0 where the row is known to be off by at least that much, upwards.
    """
    typical = float(np.abs(off).mean()) or 1.0
    share, spread = off / typical, _Heights(design.basis)
    matrix = np.hstack((np.ones((len(off), 1)), design.ramps, design.unknown))

    def objective(heights: FloatArray) -> tuple[float, FloatArray]:
        weights = spread.weights(heights)
        loss, slope = _laplace(matrix @ weights, share, closed)
        steps = weights[1:]
        penalised = 0.5 * (_STEP_PENALTY * steps @ steps + _HEIGHT_PENALTY * heights @ heights)
        pull = np.concatenate(([0.0], _STEP_PENALTY * steps))
        return loss + float(penalised), spread.turned(matrix.T @ slope + pull) + _HEIGHT_PENALTY * heights

    start = np.zeros(spread.count)
    start[0] = 1.0
    bounds = [(_LEAST_SHARE, None), *[(0.0, None)] * (spread.count - 1)]
    options = {"maxiter": 1000, "maxfun": 2000, "ftol": 1e-9, "gtol": 1e-6}
    found = minimize(objective, start, jac=True, method="L-BFGS-B", bounds=bounds, options=options).x
    weights = spread.weights(found)
    ramps = design.ramps.shape[1]
    return scaled(Effects(float(weights[0]), weights[1 : 1 + ramps], weights[1 + ramps :]), typical, 0.0)


def belief_in(widths: FloatArray, off: FloatArray) -> float:
    """0–1: how far rows that were not trained on bear out that widths differ, by their Laplace likelihood.

    widths, off: (n,). A width is then to be drawn to the mean one by the rest.
    """
    if not len(off):
        return 0.0
    losses = []
    for belief in _BELIEFS:
        drawn = belief * widths + (1.0 - belief) * widths.mean()
        losses.append(np.log(drawn).mean() + np.log(np.mean(np.abs(off) / drawn)))
    return float(_BELIEFS[int(np.argmin(losses))])


def believed(widths: Effects, belief: float, mean: float) -> Effects:
    """Drawn to the mean width."""
    return scaled(widths, belief, (1.0 - belief) * mean)


def never_narrower(widths: Effects, basis: Basis) -> Effects:
    """The same with each "unknown" as wide as the widest that its feature can be."""
    owner = basis.owner
    widest = np.zeros(len(basis.features))
    for number in range(len(widest)):
        widest[number] = max(0.0, float(np.cumsum(widths.ramps[owner == number]).max(initial=0.0)))
    return Effects(widths.intercept, widths.ramps, np.maximum(widths.unknown, widest))


class _Heights:
    """Heights at knots, then of "unknown", as an intercept, ramps and flags: the design stays what it is.

    A known value starts at its first height, so that height is part of the intercept and is taken off where unknown.
    """

    def __init__(self, basis: Basis) -> None:
        sizes = np.array([len(knots) for knots in basis.knots])
        self._first = np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.int64)
        self._steps = np.setdiff1d(np.arange(sizes.sum()), self._first)
        self._knots = int(sizes.sum())
        self.count = 1 + self._knots + len(sizes)

    def weights(self, heights: FloatArray) -> FloatArray:
        """(1 + K + F,) of the intercept, the ramps and the flags."""
        at_knots, unknown = heights[1 : 1 + self._knots], heights[1 + self._knots :]
        first = at_knots[self._first]
        steps = at_knots[self._steps] - at_knots[self._steps - 1]
        return np.concatenate(([heights[0] + first.sum()], steps, unknown - first))

    def turned(self, slope: FloatArray) -> FloatArray:
        """(count,) the slope by heights, of one by weights."""
        ramps = len(self._steps)
        by_steps, by_flags = slope[1 : 1 + ramps], slope[1 + ramps :]
        at_knots = np.zeros(self._knots)
        at_knots[self._steps] += by_steps
        np.subtract.at(at_knots, self._steps - 1, by_steps)
        at_knots[self._first] += slope[0] - by_flags
        return np.concatenate(([slope[0]], at_knots, by_flags))


def _laplace(scale: FloatArray, off: FloatArray, closed: FloatArray) -> tuple[float, FloatArray]:
    """Negative log-likelihood and its slope by scale, (n,). Not closed: of being off by at least that much."""
    size = np.abs(off) / scale
    density, by_density = np.log(scale) + size, (1.0 - size) / scale
    half = 0.5 * np.exp(-size)
    beyond = np.where(off >= 0, size, -np.log1p(-half))
    by_beyond = np.where(off >= 0, -size, half * size / (1.0 - half)) / scale
    loss = np.where(closed > 0, density, beyond).sum()
    return float(loss), np.where(closed > 0, by_density, by_beyond)
