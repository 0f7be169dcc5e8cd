"""The head that everything hangs on: chosen, fitted on all rows, made true, and measured on rows it had not seen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import numpy as np

from leadgate.learning.affine import affine_of, level_of, loss_of, slope_ahead
from leadgate.learning.baselines import BASELINES
from leadgate.learning.baselines import foretell as foretell_by_baselines
from leadgate.learning.basis import FloatArray, IntArray
from leadgate.learning.choosing import Choice, Progress, choose, simplest_close
from leadgate.learning.fairness.weighing import Parity, fit_alike
from leadgate.learning.families.additive import Additive, Prepared, Table, calibrated, fit_candidate, joined, prepare
from leadgate.learning.splits import Split, repeated_folds, rolling_origin

# The level of the newest rows is nearest to that of the leads to come, that of more rows is surer.
_NEWEST_SHARES: Final = (0.1, 0.3, 1.0)
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
    """timed: whether it was chosen and measured on later rows, or on folds. splits: those it was measured on.

    refit: the chosen model, calibrated, as it is when only rows at these places are known.
    parity, unconstrained: what was asked of groups, and how the same rows were foretold without it.
    """

    model: Additive
    choice: Choice
    unseen: Unseen
    timed: bool
    splits: tuple[Split, ...]
    refit: Callable[[IntArray], Additive]
    parity: Parity | None = None
    unconstrained: Unseen | None = None


def fit_conversion(
    table: Table,
    timed: bool,
    seed: int,
    progress: Progress = lambda _done, _all: None,
    parity: Parity | None = None,
) -> Conversion:
    """Rows oldest first where timed. By folds all the same where no instant has enough outcomes before and after it.

    parity: what the groups of the rows are owed; the family is chosen without it.
    """
    splits = rolling_origin(table.happened) if timed else ()
    table = replace(table, timed=bool(splits))
    folds = () if splits else repeated_folds(table.happened, seed)
    repeated = [split for repeat in folds for split in repeat]
    choice = choose(table, splits or repeated, seed, progress)

    def finished(asked: Parity | None) -> Conversion:
        fitting = _Fitting(table, choice, seed, asked)
        return _by_time(fitting, splits) if splits else _by_folds(fitting, folds[0], repeated)

    plain = finished(None)
    return plain if parity is None else replace(finished(parity), parity=parity, unconstrained=plain.unseen)


@dataclass(frozen=True)
class _Fitting:
    """The chosen model, uncalibrated, on rows of the table; groups treated alike where that is asked for."""

    table: Table
    choice: Choice
    seed: int
    parity: Parity | None

    def fit(self, places: IntArray) -> Additive:
        prepared = prepare(self.table.rows(places), self.seed)
        if self.parity is None:
            return fit_choice(prepared, self.choice)
        model, _ = fit_alike(partial(self._weighed, prepared), prepared.table.happened, self.parity.rows(places))
        return model

    def _weighed(self, prepared: Prepared, weight: FloatArray) -> tuple[Additive, FloatArray]:
        model = fit_choice(replace(prepared, table=replace(prepared.table, weight=weight)), self.choice)
        return model, model.log_odds(prepared.table.values)

    def foretell(self, split: Split, number: int) -> FloatArray:
        """Log-odds of the rows ahead, as they were found when the model was chosen or, under a constraint, anew."""
        if self.parity is None:
            return self.choice.foretold[number]
        return self.fit(split.trained).log_odds(self.table.values[split.foretold])


def fit_choice(prepared: Prepared, choice: Choice) -> Additive:
    """The chosen model on these rows, uncalibrated."""
    fitted = [fit_candidate(prepared, part) for part in choice.parts]
    if len(fitted) == 1:
        return fitted[0]
    return joined(fitted[0], fitted[1], (choice.weights[0], choice.weights[1]))


def _by_folds(fitting: _Fitting, first: tuple[Split, ...], repeated: list[Split]) -> Conversion:
    """Calibrated on all repeats; under a constraint on the first, for each fold is then fitted many times."""
    table = fitting.table
    asked = repeated if fitting.parity is None else list(first)
    foretold = [fitting.foretell(split, number) for number, split in enumerate(asked)]
    happened = [table.happened[split.foretold] for split in asked]
    slope, shift = affine_of(np.concatenate(foretold), np.concatenate(happened))

    def refit(places: IntArray) -> Additive:
        return calibrated(fitting.fit(places), slope, shift)

    log_odds = [slope * foretold[number] + shift for number in range(len(first))]
    everything = np.arange(len(table))
    unseen = _unseen(table, first, log_odds)
    return Conversion(refit(everything), fitting.choice, unseen, False, first, refit)


def _by_time(fitting: _Fitting, splits: tuple[Split, ...]) -> Conversion:
    table, choice = fitting.table, fitting.choice
    slope = slope_ahead(choice.foretold, [table.happened[split.foretold] for split in splits])
    fitted = [replace(fitting, parity=None).fit(split.trained) for split in splits]
    share = _level_share(table, splits, fitted, slope)

    def refit(places: IntArray) -> Additive:
        return _leveled(fitting.fit(places), table.rows(places), slope, share)

    last = splits[-1]
    unseen = _unseen(table, (last,), [refit(last.trained).log_odds(table.values[last.foretold])])
    return Conversion(refit(np.arange(len(table))), choice, unseen, True, (last,), refit)


def _level_share(table: Table, splits: tuple[Split, ...], fitted: list[Additive], slope: float) -> float:
    """Of how many of the newest rows the level foretold later rows best; of the fewest where that is close."""

    def losses(share: float) -> FloatArray:
        pairs = zip(fitted, splits, strict=True)
        leveled = [(_leveled(model, table.rows(split.trained), slope, share), split.foretold) for model, split in pairs]
        return np.array([loss_of(model.log_odds(table.values[rows]), table.happened[rows]) for model, rows in leveled])

    return _NEWEST_SHARES[simplest_close([losses(share) for share in _NEWEST_SHARES])]


def _leveled(model: Additive, table: Table, slope: float, share: float) -> Additive:
    """At the level of that share of the rows, the newest."""
    newest = max(round(len(table) * share), min(_LEAST_NEWEST, len(table)))
    log_odds = slope * model.log_odds(table.values[-newest:])
    return calibrated(model, slope, level_of(log_odds, table.happened[-newest:]))


def _unseen(table: Table, splits: tuple[Split, ...], log_odds: list[FloatArray]) -> Unseen:
    found = [foretell_by_baselines(table.rows(split.trained), table.rows(split.foretold)) for split in splits]
    rows = np.concatenate([split.foretold for split in splits])
    return Unseen(
        rows=rows,
        happened=table.happened[rows],
        log_odds=np.concatenate(log_odds),
        baselines={name: np.concatenate([one[name] for one in found]) for name in BASELINES},
    )
