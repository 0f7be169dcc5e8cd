"""How good a head is: ranking, calibration, coverage; with open deals counted for what they are."""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

from leadgate.learning.basis import FloatArray
from leadgate.learning.performance import auc, brier, calibration_error, scored


@dataclass(frozen=True)
class Probabilities:
    """calibration_error: mean gap between promise and outcome over tenths of the leads, 0–1."""

    rows: int
    rate: float
    auc: float
    brier: float
    calibration_error: float


def measure_probabilities(log_odds: FloatArray, happened: FloatArray) -> Probabilities:
    rows, each = scored(expit(log_odds), happened), np.ones(len(happened))
    return Probabilities(
        rows=len(happened),
        rate=round(float(happened.mean()), 4),
        auc=round(auc(rows, each), 4),
        brier=round(brier(rows, each), 4),
        calibration_error=round(calibration_error(rows, each), 4),
    )


def affine_calibration(log_odds: FloatArray, happened: FloatArray, weight: FloatArray) -> tuple[float, float]:
    """Slope and shift that make log-odds true on rows that were not trained on. weight: (n,), of each row."""
    fitted = LogisticRegression(C=1e6, tol=1e-10, max_iter=1000).fit(log_odds[:, None], happened, weight)
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])


def share_closed(residuals: FloatArray, closed: FloatArray, upto: float) -> float:
    """Share of deals closed at or before `upto`, by Kaplan–Meier: an open deal counts until it was last seen."""
    times, surviving = _survival(residuals, closed)
    place = np.searchsorted(times, upto, side="right")
    return float(1.0 - surviving[place - 1]) if place else 0.0


def closed_quantile(residuals: FloatArray, closed: FloatArray, share: float) -> float:
    """Where that share of deals is closed, by Kaplan–Meier; the last seen where it is never reached."""
    times, surviving = _survival(residuals, closed)
    reached = np.flatnonzero(1.0 - surviving >= share)
    return float(times[reached[0]] if reached.size else times[-1])


def _survival(residuals: FloatArray, closed: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Rising times and the share still open after each. Closings come before censorings at the same time."""
    order = np.lexsort((-closed, residuals))
    at_risk = np.arange(len(residuals), 0, -1)
    surviving = np.cumprod(1.0 - closed[order] / at_risk, dtype=np.float64)
    return residuals[order], surviving
