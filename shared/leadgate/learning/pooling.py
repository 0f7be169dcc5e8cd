"""Partial pooling: the model of a segment is that of the whole, moved as far as the segment's outcomes justify (L6).

Of a lead in segment s, log-odds = z + a_s + Σ_layer d_s,layer · z_layer, where z is the whole's log-odds and z_layer
what a layer adds to those of a mean lead; so a segment's sum is still a sum over layers. a_s ~ N(0, offset²) and
d_s,layer ~ N(0, slope²) draw each segment to the whole, the more the fewer its outcomes (random intercept and slopes;
Gelman and Hill 2007, chapter 12). The two variances are chosen by the likelihood of rows that were held out, the
simpler within one standard error. A segment that was never seen has a = d = 0: it is the whole.

All of it is fitted on forecasts of rows that the whole had not seen, for on its own rows the whole is too sure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import expit

from leadgate.domain.assessment import LAYERS
from leadgate.learning.affine import level_of
from leadgate.learning.basis import FloatArray, IntArray

_STEPS: Final = 25


@dataclass(frozen=True)
class Variances:
    """Of a segment's offset and of its slopes: how unlike segments may be. Zeros: one model for all."""

    offset: float
    slope: float

    @property
    def words(self) -> str:
        if not self.offset:
            return "no segment moves away from the whole"
        return "offsets by segment" if not self.slope else "offsets and slopes by segment"


NONE: Final = Variances(0.0, 0.0)
_CHOICES: Final = (
    NONE,
    Variances(0.02, 0.0),
    Variances(0.1, 0.0),
    Variances(0.5, 0.0),
    Variances(0.1, 0.02),
    Variances(0.1, 0.1),
    Variances(0.5, 0.1),
    Variances(0.5, 0.5),
)


@dataclass(frozen=True)
class Foretold:
    """Rows as the whole foretold them unseen. log_odds: (n,) calibrated. layers: (n, 4). place: (n,) of the segment.

    part: (n,) rows of the same number were foretold by the same fit.
    """

    rows: IntArray
    log_odds: FloatArray
    layers: FloatArray
    place: IntArray
    happened: FloatArray
    part: IntArray

    def __len__(self) -> int:
        return len(self.rows)

    def only(self, chosen: np.ndarray) -> "Foretold":
        return Foretold(*(getattr(self, name)[chosen] for name in self.__dataclass_fields__))

    def leveled(self) -> "Foretold":
        """Each part at the level of what happened: segments are compared with each other, not one time with another."""
        log_odds = self.log_odds.copy()
        for part in np.unique(self.part):
            rows = self.part == part
            log_odds[rows] += level_of(log_odds[rows], self.happened[rows])
        return Foretold(self.rows, log_odds, self.layers, self.place, self.happened, self.part)


@dataclass(frozen=True)
class Moves:
    """How each segment differs from the whole, by its place. offset: (S,). slope: (S, 4), added to 1.

    own: (S,) how much of its own a segment has: 0 drawn wholly to the whole, 1 not at all.
    """

    offset: FloatArray
    slope: FloatArray
    own: FloatArray

    @staticmethod
    def none(size: int) -> "Moves":
        return Moves(np.zeros(size), np.zeros((size, len(LAYERS))), np.zeros(size))

    def moved(self, log_odds: FloatArray, layers: FloatArray, place: IntArray) -> FloatArray:
        """(n,) the segments' own log-odds."""
        total: FloatArray = log_odds + self.offset[place] + (self.slope[place] * layers).sum(axis=1)
        return total


def fit_moves(rows: Foretold, size: int, variances: Variances, stays: Sequence[int] = ()) -> Moves:
    """Of each segment its most likely offset and slopes. stays: places that never move, such as that of the rest."""
    found = Moves.none(size)
    if not variances.offset:
        return found
    rows = rows.leveled()
    for place in np.unique(rows.place).tolist():
        if place not in stays:
            here = rows.only(rows.place == place)
            found.offset[place], found.slope[place], found.own[place] = _fit(here, variances)
    return found


def choose_variances(
    fitted: Sequence[Foretold], judged: Sequence[Foretold], size: int, stays: Sequence[int]
) -> Variances:
    """fitted, judged: pairs of rows to fit on and rows to judge by; no row is in both of a pair."""
    judged = [rows.leveled() for rows in judged]
    losses = []
    for variances in _CHOICES:
        each = [
            _losses(fit_moves(one, size, variances, stays), other) for one, other in zip(fitted, judged, strict=True)
        ]
        losses.append(np.concatenate(each))
    best = min(range(len(losses)), key=lambda number: float(losses[number].mean()))
    for number in range(best):
        worse = losses[number] - losses[best]
        if worse.mean() <= worse.std() / np.sqrt(len(worse)):
            return _CHOICES[number]
    return _CHOICES[best]


def _losses(moves: Moves, rows: Foretold) -> FloatArray:
    """(n,) log-loss of each row, at the level of what happened."""
    log_odds = moves.moved(rows.log_odds, rows.layers, rows.place)
    for part in np.unique(rows.part):
        mine = rows.part == part
        log_odds[mine] += level_of(log_odds[mine], rows.happened[mine])
    losses: FloatArray = np.logaddexp(0.0, log_odds) - rows.happened * log_odds
    return losses


def _fit(rows: Foretold, variances: Variances) -> tuple[float, FloatArray, float]:
    """By Newton's method; the prior keeps it finite where a segment has one outcome only."""
    design = np.column_stack((np.ones(len(rows)), rows.layers))
    moving = np.ones(design.shape[1], dtype=bool)
    moving[1:] = variances.slope > 0
    design = design[:, moving]
    precision = np.full(design.shape[1], 1.0 / (variances.slope or 1.0))
    precision[0] = 1.0 / variances.offset
    weights = np.zeros(design.shape[1])
    for _ in range(_STEPS):
        chance = expit(rows.log_odds + design @ weights)
        gradient = design.T @ (chance - rows.happened) + precision * weights
        curvature = (design * (chance * (1.0 - chance))[:, None]).T @ design + np.diag(precision)
        step = np.linalg.solve(curvature, gradient)
        weights = weights - np.clip(step, -1.0, 1.0)
        if np.abs(step).max() < 1e-10:
            break
    chance = expit(rows.log_odds + design @ weights)
    information = float((chance * (1.0 - chance)).sum())
    slopes = np.zeros(len(LAYERS))
    if variances.slope:
        slopes = weights[1:]
    return float(weights[0]), slopes, information / (information + precision[0])
