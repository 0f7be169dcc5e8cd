"""One additive model whose groups are treated alike, though it never sees a group: rows are weighed until they are.

A reduction (Agarwal et al. 2018) asks a learner again and again with other costs, and ends in a lottery of many models,
which is no sum over layers and has no one chance for a lead. The one model for the same constraints: among all outcomes
that would keep them, those nearest to what happened (by Kullback–Leibler) are what happened weighed by the exponential
of the constraints' multipliers, one for each group (Jiang and Nachum 2020). These rise and fall until the model
that is fitted on the weighed rows keeps the constraint. Here a step is as long as a group's log-odds are away from the
line from which leads are selected, so that few fits suffice.

| constraint | alike in every group is |
|---|---|
| selection | the share that is selected (demographic parity) |
| opportunity | the same of leads that converted (equal opportunity) |
| odds | that, and the same of those that did not (equalized odds) |

Selected are as many as converted. Groups that are too small to be judged are left as they are; unknown is a group.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeVar

import numpy as np
from scipy.special import expit

from leadgate.learning.basis import BoolArray, FloatArray, IntArray
from leadgate.learning.fairness.scores import Grouping

Constraint = Literal["selection", "opportunity", "odds"]
Model = TypeVar("Model")
_STEPS: Final = 20
_STRIDE: Final = 1.5
_FASTER: Final = 1.5
_SLOWER: Final = 0.5
_MOST_TILT: Final = 6.0
_LEAST_ROWS: Final = 10


@dataclass(frozen=True)
class Parity:
    """What is asked of n rows. most_gap: how far groups may lie apart. least_rows: of a group that is judged."""

    by: Constraint
    groupings: tuple[Grouping, ...]
    most_gap: float
    least_rows: int

    def rows(self, places: IntArray) -> "Parity":
        cut = tuple(replace(grouping, codes=grouping.codes[places]) for grouping in self.groupings)
        return replace(self, groupings=cut)


def fit_alike(
    fit: Callable[[FloatArray], tuple[Model, FloatArray]], happened: FloatArray, parity: Parity
) -> tuple[Model, float]:
    """fit: weights of the n rows → a model and its log-odds of them. The model with the least gap, and that gap."""
    tilts = [_Tilt.none(len(grouping.labels)) for grouping in parity.groupings]
    best: tuple[Model, float] | None = None
    for _ in range(_STEPS):
        model, log_odds = fit(_weights([tilt.of_group for tilt in tilts], happened, parity))
        shifts = [_shifts(log_odds, happened, grouping, parity) for grouping in parity.groupings]
        gap = max(gap for gap, _ in shifts)
        if best is None or gap < best[1]:
            best = model, gap
        if gap <= parity.most_gap:
            break
        tilts = [tilt.moved(shift) for tilt, (_, shift) in zip(tilts, shifts, strict=True)]
    assert best is not None  # there is at least one step
    return best


@dataclass(frozen=True)
class _Tilt:
    """The multiplier of each group, what it was asked to move by last, and how far it then goes."""

    of_group: FloatArray
    last: FloatArray
    stride: FloatArray

    @staticmethod
    def none(groups: int) -> "_Tilt":
        return _Tilt(np.zeros(groups), np.zeros(groups), np.full(groups, _STRIDE))

    def moved(self, shift: FloatArray) -> "_Tilt":
        """Further where it was asked the same way before, for little stands for the group; less far where it swings."""
        same = np.sign(shift) * np.sign(self.last)
        stride = np.clip(self.stride * np.where(same > 0, _FASTER, np.where(same < 0, _SLOWER, 1.0)), _STRIDE / 4, 40.0)
        return _Tilt(np.clip(self.of_group + stride * shift, -_MOST_TILT, _MOST_TILT), shift, stride)


def _weights(tilts: list[FloatArray], happened: FloatArray, parity: Parity) -> FloatArray:
    """(n,) 2 · logistic(tilt) for a success, 2 · logistic(−tilt) for a failure: the odds of its group times e^tilt."""
    tilt = np.zeros(len(happened))
    for grouping, of_group in zip(parity.groupings, tilts, strict=True):
        tilt += of_group[grouping.codes]
    return np.asarray(2.0 * expit(np.where(happened > 0, tilt, -tilt)), dtype=np.float64)


def _shifts(log_odds: FloatArray, happened: FloatArray, grouping: Grouping, parity: Parity) -> tuple[float, FloatArray]:
    """The gap between groups; and by how much the log-odds of each would have to rise to be selected like all."""
    rate = float(happened.mean())
    line = float(np.quantile(log_odds, 1.0 - rate, method="inverted_cdf"))
    count = len(grouping.labels)
    total, events = np.zeros(count), np.zeros(count)
    gap = 0.0
    for event in _events(parity.by, happened):
        share = float((log_odds[event] >= line).mean())
        found = dict(_judged(grouping, event, parity.least_rows))
        selected = [float((log_odds[rows] >= line).mean()) for rows in found.values()]
        gap = max(gap, max(selected) - min(selected)) if selected else gap
        for group, rows in found.items():
            total[group] += line - float(np.quantile(log_odds[rows], 1.0 - share, method="inverted_cdf"))
            events[group] += 1.0
    return gap, total / np.maximum(events, 1.0)


def _events(by: Constraint, happened: FloatArray) -> list[BoolArray]:
    if by == "selection":
        return [np.ones(len(happened), dtype=bool)]
    return [happened > 0] if by == "opportunity" else [happened > 0, happened <= 0]


def _judged(grouping: Grouping, event: BoolArray, least_rows: int) -> Iterator[tuple[int, BoolArray]]:
    """Groups of enough rows, with their rows of the event."""
    counts = np.bincount(grouping.codes, minlength=len(grouping.labels))
    for group in np.flatnonzero(counts >= least_rows).tolist():
        rows = event & (grouping.codes == group)
        if rows.sum() >= _LEAST_ROWS:
            yield group, rows
