"""Which family and how strongly drawn: the one that foretells best rows it has not seen; the simpler where it is close.

Each split is fitted by every candidate. A candidate's loss on a split is the log-loss after the best affine map of its
log-odds there (none that turns the order round): what calibration cannot mend later. Then the one-standard-error rule
(Breiman et al. 1984): what is simpler is taken where its loss exceeds the least by no more than one standard error of
the paired difference over splits. It chooses the ridge within a linear family, and then the family.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from leadgate.learning.affine import refined_loss, stacked
from leadgate.learning.basis import FloatArray
from leadgate.learning.families.additive import (
    FAMILIES,
    Candidate,
    Prepared,
    Table,
    linear_design,
    prepare,
)
from leadgate.learning.families.linear import fit_linear
from leadgate.learning.families.trees import Shape, fit_trees
from leadgate.learning.splits import Split

_STRAIGHT_RIDGES: Final = (1000.0, 100.0, 10.0, 1.0, 0.1)
_SPLINE_RIDGES: Final = (100.0, 10.0, 1.0)
_SHAPES: Final = (
    Shape(leaves=4, depth=3, rate=0.1, rows=0.001),
    Shape(leaves=8, depth=4, rate=0.08, rows=0.002),
    Shape(leaves=8, depth=6, rate=0.12, rows=0.005),
)
_ROUNDS: Final = (20, 40, 60, 80, 110, 150, 200)
_LEAST_FOR_TREES: Final = 100
# Where nothing foretells, families differ by a thousandth of the loss, steadily so, and the simplest fails least.
_UNSEEN_SHARE: Final = 0.002
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Foretold:
    """What one candidate says of the rows of one split."""

    candidate: Candidate
    log_odds: FloatArray
    loss: float


@dataclass(frozen=True)
class Choice:
    """parts: one candidate, or the linear and the trees of a blend. weights: of each, before calibration.

    losses: family → loss on each split. foretold: on each split, the chosen model's log-odds before calibration.
    """

    family: str
    parts: tuple[Candidate, ...]
    weights: tuple[float, ...]
    losses: dict[str, FloatArray]
    splits: tuple[Split, ...]
    foretold: tuple[FloatArray, ...]

    @property
    def words(self) -> str:
        return " + ".join(part.words for part in self.parts)


def choose(table: Table, splits: Sequence[Split], seed: int, progress: Progress = lambda _done, _all: None) -> Choice:
    found: list[list[Foretold]] = []
    for number, split in enumerate(splits):
        prepared = prepare(table.rows(split.trained), seed)
        found.append(list(_foretell(prepared, table.rows(split.foretold), _has_trees(table))))
        progress(number + 1, len(splits))
    happened = [table.happened[split.foretold] for split in splits]
    known = {family: best for family in FAMILIES if (best := _best_of(found, family)) is not None}
    log_odds = {family: _log_odds(found, candidate) for family, candidate in known.items()}
    parts: dict[str, tuple[Candidate, ...]] = {family: (candidate,) for family, candidate in known.items()}
    weights: dict[str, tuple[float, ...]] = dict.fromkeys(known, (1.0,))
    if "trees" in known:
        linear = min(("straight", "spline"), key=lambda family: _mean_loss(log_odds[family], happened))
        weights["blend"] = stacked(log_odds[linear], log_odds["trees"], happened)
        parts["blend"] = (known[linear], known["trees"])
        log_odds["blend"] = _blended(log_odds[linear], log_odds["trees"], weights["blend"])
    losses = {
        family: np.array([refined_loss(*pair) for pair in zip(rows, happened, strict=True)])
        for family, rows in log_odds.items()
    }
    family = list(losses)[simplest_close(list(losses.values()))]
    return Choice(family, parts[family], weights[family], losses, tuple(splits), tuple(log_odds[family]))


def simplest_close(losses: Sequence[FloatArray]) -> int:
    """The first, the simplest standing first, within one standard error of the best, or as good as that."""
    best = min(range(len(losses)), key=lambda place: float(losses[place].mean()))
    for place in range(best):
        worse = losses[place] - losses[best]
        error = worse.std(ddof=1) / np.sqrt(len(worse)) if len(worse) > 1 else 0.0
        if worse.mean() <= max(error, _UNSEEN_SHARE * losses[best].mean()):
            return place
    return best


def _mean_loss(log_odds: Sequence[FloatArray], happened: Sequence[FloatArray]) -> float:
    return float(np.mean([refined_loss(*pair) for pair in zip(log_odds, happened, strict=True)]))


def _blended(linear: Sequence[FloatArray], trees: Sequence[FloatArray], weights: Sequence[float]) -> list[FloatArray]:
    return [weights[0] * one + weights[1] * other for one, other in zip(linear, trees, strict=True)]


def _has_trees(table: Table) -> bool:
    """Small data stays simple."""
    return bool(min(table.happened.sum(), len(table) - table.happened.sum()) >= _LEAST_FOR_TREES)


def _foretell(prepared: Prepared, ahead: Table, with_trees: bool) -> Iterator[Foretold]:
    for family, ridges in (("straight", _STRAIGHT_RIDGES), ("spline", _SPLINE_RIDGES)):
        blocks, design = linear_design(prepared, family)
        for ridge in ridges:
            log_odds = fit_linear(blocks, design, prepared.table.happened, ridge).log_odds(ahead.values)
            yield _said(Candidate(family, ridge), log_odds, ahead)
    if with_trees:
        encoded = prepared.encoding.encode(ahead.values)
        for shape in _SHAPES:
            yield from _foretell_by_trees(prepared, shape, encoded, ahead)


def _foretell_by_trees(prepared: Prepared, shape: Shape, encoded: FloatArray, ahead: Table) -> Iterator[Foretold]:
    """One candidate for every so many rounds, of one fit."""
    booster = fit_trees(
        prepared.encoded, prepared.table.happened, prepared.feature_layers, shape, _ROUNDS[-1], prepared.seed
    )
    log_odds = np.zeros(len(encoded))
    for before, rounds in pairwise((0, *_ROUNDS)):
        log_odds = log_odds + booster.predict(
            encoded, raw_score=True, start_iteration=before, num_iteration=rounds - before
        )
        yield _said(Candidate("trees", shape=shape, rounds=rounds), log_odds, ahead)


def _said(candidate: Candidate, log_odds: FloatArray, ahead: Table) -> Foretold:
    return Foretold(candidate, log_odds, refined_loss(log_odds, ahead.happened))


def _best_of(found: Sequence[Sequence[Foretold]], family: str) -> Candidate | None:
    """Of the family: of trees the least loss, of linear ones the most drawn that is close to it."""
    named = [place for place, one in enumerate(found[0]) if one.candidate.family == family]
    if not named:
        return None
    losses = [np.array([row[place].loss for row in found]) for place in named]
    best = int(np.argmin([loss.mean() for loss in losses])) if family == "trees" else simplest_close(losses)
    return found[0][named[best]].candidate


def _log_odds(found: Sequence[Sequence[Foretold]], candidate: Candidate) -> list[FloatArray]:
    place = [one.candidate for one in found[0]].index(candidate)
    return [row[place].log_odds for row in found]
