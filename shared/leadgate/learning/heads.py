"""The heads of a bundle: conversion, close, days, amount, each additive on one basis.

Trained on the oldest rows, made true (calibration, coverage) on newer ones, measured on the newest.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np
from scipy.special import expit

from leadgate.features.columns import FEATURE_BY_NAME
from leadgate.learning.basis import Basis, BoolArray, FloatArray, IntArray, fit_basis
from leadgate.learning.effects import Design, Effects, design_of, mean_by_feature, scaled, summed, values_of
from leadgate.learning.fitting import Spreading, fit_monotone_logistic, fit_spreading
from leadgate.learning.measures import affine_calibration, closed_quantile, measure_probabilities, share_closed
from leadgate.learning.rows import FEATURE_NAMES, Rows, split_by_time

TRAINED_SHARE: Final = 0.6
CALIBRATED_SHARE: Final = 0.2
RANGE: Final = (0.1, 0.5, 0.9)
# Company size sets the amount and the pace; whether a size converts is said by company fit, which knows the market.
_SILENT_ON_CONVERSION: Final = frozenset(("employees",))
# A sum of effects promises too much where everything speaks for a lead; so a likely row weighs up to this much more.
_ATTENTION: Final = 10.0
Three = tuple[Effects, Effects, Effects]


@dataclass(frozen=True)
class Heads:
    """days, amount: logarithms of low, median, high. typical: (F,) what each feature adds to a mean lead."""

    basis: Basis
    conversion: Effects
    close: Effects
    days: Three
    amount: Three
    typical: FloatArray
    measured: dict[str, dict[str, Any]]
    trained_rows: int


@dataclass(frozen=True)
class _Parts:
    """Training, calibration, test: rows and their designs."""

    rows: tuple[Rows, ...]
    designs: tuple[Design, ...]

    def only(self, chosen: Sequence[BoolArray]) -> "_Parts":
        rows = tuple(rows.where(mask) for rows, mask in zip(self.rows, chosen, strict=True))
        return _Parts(rows, tuple(d.rows(mask) for d, mask in zip(self.designs, chosen, strict=True)))


def fit_heads(rows: Rows) -> Heads:
    parts = _parts(rows)
    won_known = parts.only([~np.isnan(part.won) for part in parts.rows])
    amount_known = parts.only([part.amount > 0 for part in parts.rows])
    days_known = parts.only([part.days > 0 for part in parts.rows])
    directions = _directions(())
    conversion, of_conversion = _probability(
        parts, [part.converted for part in parts.rows], _directions(_SILENT_ON_CONVERSION)
    )
    close, of_close = _probability(won_known, [part.won for part in won_known.rows], directions)
    days, of_days = _range(days_known, [(part.days, part.closed) for part in days_known.rows], directions)
    amounts = [(part.amount, np.ones(len(part))) for part in amount_known.rows]
    amount, of_amount = _range(amount_known, amounts, directions)
    return Heads(
        basis=parts.designs[0].basis,
        conversion=conversion,
        close=close,
        days=days,
        amount=amount,
        typical=mean_by_feature(conversion, parts.designs[0]),
        measured={"conversion": of_conversion, "close": of_close, "days": of_days, "amount": of_amount},
        trained_rows=len(parts.rows[0]),
    )


def _parts(rows: Rows) -> _Parts:
    parts = split_by_time(rows, TRAINED_SHARE, CALIBRATED_SHARE)
    basis = fit_basis(FEATURE_NAMES, parts[0].features)
    trained = design_of(basis, parts[0].features)
    others = (design_of(basis, part.features, trained.typical) for part in parts[1:])
    return _Parts(parts, (trained, *others))


def _directions(silent: Sequence[str] | frozenset[str]) -> IntArray:
    return np.array([0 if name in silent else FEATURE_BY_NAME[name].rises for name in FEATURE_NAMES])


def _probability(parts: _Parts, happened: Sequence[FloatArray], rises: IntArray) -> tuple[Effects, dict[str, Any]]:
    trained, calibrating, test = parts.designs
    even = fit_monotone_logistic(trained, happened[0], rises, np.ones_like(happened[0]))
    raw = fit_monotone_logistic(trained, happened[0], rises, _attention(even, trained))
    log_odds = values_of(raw, calibrating)
    effects = scaled(raw, *affine_calibration(log_odds, happened[1], _attention(even, calibrating)))
    return effects, asdict(measure_probabilities(values_of(effects, test), happened[2]))


def _attention(effects: Effects, design: Design) -> FloatArray:
    """(n,) how much a row weighs: more where a verdict hangs on it, by the square of its chance at a first look."""
    weight: FloatArray = 1.0 + _ATTENTION * expit(values_of(effects, design)) ** 2
    return weight


def _range(
    parts: _Parts, values: Sequence[tuple[FloatArray, FloatArray]], rises: IntArray
) -> tuple[Three, dict[str, Any]]:
    """values: numbers > 0 and which of them are closed, for training, calibration and test."""
    trained, calibrating, test = parts.designs
    logs = [np.log(numbers) for numbers, _ in values]
    closed = [marks for _, marks in values]
    fitted = fit_spreading(trained, logs[0], closed[0], np.ones_like(rises), rises)
    residuals = _residuals(fitted, calibrating, logs[1])
    low, median, high = (closed_quantile(residuals, closed[1], share) for share in RANGE)
    three = tuple(summed((1.0, fitted.centre), (place, fitted.spread)) for place in (low, median, high))
    of_test = _residuals(fitted, test, logs[2])
    coverage = share_closed(of_test, closed[2], high) - share_closed(of_test, closed[2], low)
    width = (high - low) * values_of(fitted.spread, test)
    return (three[0], three[1], three[2]), {
        "rows": len(of_test),
        "coverage": round(float(coverage), 4),
        "median_high_to_low": round(float(np.exp(np.median(width))), 3),
        "narrowest_tenth_high_to_low": round(float(np.exp(np.quantile(width, 0.1))), 3),
    }


def _residuals(fitted: Spreading, design: Design, logs: FloatArray) -> FloatArray:
    return (logs - values_of(fitted.centre, design)) / values_of(fitted.spread, design)
