"""Who foretells in a backtest: the model that `leadgate train` would make, and what it must beat."""

from collections.abc import Mapping

import numpy as np
from scipy.special import expit

from leadgate.learning.affine import affine_of
from leadgate.learning.backtest.rolling import Fit, Predict
from leadgate.learning.baselines import BASELINES
from leadgate.learning.baselines import foretell as foretell_by_baselines
from leadgate.learning.basis import FloatArray
from leadgate.learning.conversion import fit_conversion
from leadgate.learning.encoding import fields_of, values_of
from leadgate.learning.families.additive import Table
from leadgate.learning.splits import rolling_origin
from leadgate.learning.tables import History, column_of, read_numbers

MODEL = "model"
TODAY = "today's points"


def contenders(seed: int, points: str | None) -> Mapping[str, Fit]:
    """The model first. points: column with the score of today's system, which the model does not see."""
    today = {TODAY: _today(points)} if points else {}
    return {MODEL: _model(seed), **today, **{name: _baseline(name) for name in BASELINES}}


def _table(history: History) -> Table:
    return Table(fields_of(history.columns), values_of(history.columns), history.converted)


def _model(seed: int) -> Fit:
    def fit(history: History) -> Predict:
        table = _table(history)
        timed = bool(rolling_origin(table.happened))  # where the past is short, it is chosen by folds
        fitted = fit_conversion(table, timed, seed).model
        return lambda coming: np.asarray(expit(fitted.log_odds(values_of(coming.columns))))

    return fit


def _baseline(name: str) -> Fit:
    def fit(history: History) -> Predict:
        past = _table(history)
        return lambda coming: np.asarray(expit(foretell_by_baselines(past, _table(coming))[name]))

    return fit


def _today(column: str) -> Fit:
    """Today's score made a chance by what leads with such scores became; unknown ones are as the mean."""

    def points_of(history: History) -> FloatArray:
        return read_numbers(column_of(history.frame, column, "--points"))

    def fit(history: History) -> Predict:
        past = points_of(history)
        mean = float(np.nanmean(past)) if not np.isnan(past).all() else 0.0
        slope, shift = affine_of(np.nan_to_num(past, nan=mean), history.converted)
        return lambda coming: np.asarray(expit(slope * np.nan_to_num(points_of(coming), nan=mean) + shift))

    return fit
