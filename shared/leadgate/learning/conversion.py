"""The head that everything hangs on: chosen, fitted on all rows, made true, and measured on rows it had not seen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from leadgate.learning.affine import affine_of, level_of, slope_ahead
from leadgate.learning.baselines import BASELINES
from leadgate.learning.baselines import foretell as foretell_by_baselines
from leadgate.learning.basis import FloatArray, IntArray
from leadgate.learning.choosing import Choice, Progress, choose
from leadgate.learning.families.additive import Additive, Table, calibrated, fit_candidate, joined, prepare
from leadgate.learning.splits import Split, repeated_folds, rolling_origin

_NEWEST_SHARE: Final = 0.1
_LEAST_NEWEST: Final = 200


@dataclass(frozen=True)
class Unseen:
    """Forecasts of rows that were not trained on. rows: their places. baselines: name → log-odds."""

    rows: IntArray
    happened: FloatArray
    log_odds: FloatArray
    baselines: Mapping[str, FloatArray]


@dataclass(frozen=True)
class Conversion:
    """timed: whether it was chosen and measured on later rows, or on folds."""

    model: Additive
    choice: Choice
    unseen: Unseen
    timed: bool


def fit_conversion(table: Table, timed: bool, seed: int, progress: Progress = lambda _done, _all: None) -> Conversion:
    """Rows oldest first where timed. By folds all the same where no instant has enough outcomes before and after it."""
    splits = rolling_origin(table.happened) if timed else ()
    if splits:
        return _by_time(table, splits, seed, progress)
    folds = repeated_folds(table.happened, seed)
    repeated = [split for repeat in folds for split in repeat]
    choice = choose(table, repeated, seed, progress)
    happened = [table.happened[split.foretold] for split in repeated]
    slope, shift = affine_of(np.concatenate(choice.foretold), np.concatenate(happened))
    model = calibrated(fit_choice(table, choice, seed), slope, shift)
    first = range(len(folds[0]))
    log_odds = [slope * choice.foretold[place] + shift for place in first]
    return Conversion(model, choice, _unseen(table, folds[0], log_odds), timed=False)


def fit_choice(table: Table, choice: Choice, seed: int) -> Additive:
    """The chosen model on these rows, uncalibrated."""
    prepared = prepare(table, seed)
    fitted = [fit_candidate(prepared, part) for part in choice.parts]
    if len(fitted) == 1:
        return fitted[0]
    return joined(fitted[0], fitted[1], (choice.weights[0], choice.weights[1]))


def _by_time(table: Table, splits: tuple[Split, ...], seed: int, progress: Progress) -> Conversion:
    choice = choose(table, splits, seed, progress)
    slope = slope_ahead(choice.foretold, [table.happened[split.foretold] for split in splits])
    last = splits[-1]
    before = _leveled(fit_choice(table.rows(last.trained), choice, seed), table.rows(last.trained), slope)
    unseen = _unseen(table, [last], [before.log_odds(table.values[last.foretold])])
    return Conversion(_leveled(fit_choice(table, choice, seed), table, slope), choice, unseen, timed=True)


def _leveled(model: Additive, table: Table, slope: float) -> Additive:
    """At the level of the newest rows, which is nearest to that of the leads to come."""
    newest = max(round(len(table) * _NEWEST_SHARE), min(_LEAST_NEWEST, len(table)))
    log_odds = slope * model.log_odds(table.values[-newest:])
    return calibrated(model, slope, level_of(log_odds, table.happened[-newest:]))


def _unseen(table: Table, splits: tuple[Split, ...] | list[Split], log_odds: list[FloatArray]) -> Unseen:
    found = [foretell_by_baselines(table.rows(split.trained), table.rows(split.foretold)) for split in splits]
    rows = np.concatenate([split.foretold for split in splits])
    return Unseen(
        rows=rows,
        happened=table.happened[rows],
        log_odds=np.concatenate(log_odds),
        baselines={name: np.concatenate([one[name] for one in found]) for name in BASELINES},
    )
