"""Figures of a model and their intervals, held against scikit-learn, scipy and the coverage they promise."""

from typing import Any

import numpy as np
import pytest
from scipy.stats import binomtest
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score

from leadgate.learning.intervals import difference_of, resample, share_of
from leadgate.learning.performance import (
    auc,
    brier,
    calibration_error,
    measure_performance,
    measure_thresholds,
    reliability,
    scored,
)
from leadgate.learning.performance import log_loss as our_log_loss

FloatArray = np.ndarray[Any, np.dtype[np.float64]]


def drawn(rows: int = 2000, seed: int = 1, digits: int = 2) -> tuple[FloatArray, FloatArray]:
    """Chances that are true, with many ties, and what came of them."""
    generator = np.random.default_rng(seed)
    chance = generator.beta(1, 4, rows).round(digits)
    return chance, (generator.random(rows) < chance).astype(np.float64)


def test_figures_are_those_of_scikit_learn() -> None:
    chance, happened = drawn()
    rows, each = scored(chance, happened), np.ones(len(chance))
    assert auc(rows, each) == pytest.approx(roc_auc_score(happened, chance), abs=1e-12)
    assert brier(rows, each) == pytest.approx(brier_score_loss(happened, chance), abs=1e-12)
    inside = np.clip(chance, 1e-12, 1 - 1e-12)
    assert our_log_loss(rows, each) == pytest.approx(log_loss(happened, inside), abs=1e-9)


def test_a_row_of_weight_two_is_the_row_twice() -> None:
    chance, happened = drawn(200)
    rows, twice = scored(chance, happened), np.full(200, 2.0)
    doubled = scored(np.repeat(chance, 2), np.repeat(happened, 2))
    for figure in (auc, brier, our_log_loss):
        assert figure(rows, twice) == pytest.approx(figure(doubled, np.ones(400)), abs=1e-12)


def test_a_figure_does_not_depend_on_the_order_of_rows() -> None:
    chance, happened = drawn()
    order = np.random.default_rng(2).permutation(len(chance))
    first, other = measure_performance(chance, happened), measure_performance(chance[order], happened[order])
    assert first.auc.value == other.auc.value
    assert first.brier.value == pytest.approx(other.brier.value, abs=1e-12)


def test_the_same_seed_gives_the_same_intervals() -> None:
    assert measure_performance(*drawn(), seed=3) == measure_performance(*drawn(), seed=3)
    assert measure_performance(*drawn(), seed=3) != measure_performance(*drawn(), seed=4)


def test_one_kind_of_outcome_has_no_auc() -> None:
    found = measure_performance(np.array([0.2, 0.4, 0.6]), np.ones(3))
    assert np.isnan([found.auc.value, found.auc.low]).all()
    assert found.brier.value == pytest.approx((0.64 + 0.36 + 0.16) / 3)


@pytest.mark.parametrize(("count", "total"), [(0, 5), (5, 5), (3, 10), (1, 1000), (450, 1000)])
def test_the_interval_of_a_share_is_wilsons(count: int, total: int) -> None:
    wilson = binomtest(count, total).proportion_ci(method="wilson")
    found = share_of(count, total)
    assert (found.low, found.high) == pytest.approx((wilson.low, wilson.high), abs=1e-12)


def test_a_share_of_nothing_is_unknown() -> None:
    assert not share_of(0, 0).is_known
    assert not share_of(0, 0).is_above_zero


def test_the_interval_of_a_difference_is_newcombes() -> None:
    """His example: 56 of 70 against 48 of 80, table II (a)."""
    found = difference_of(share_of(56, 70), share_of(48, 80))
    assert (found.value, found.low, found.high) == pytest.approx((0.2, 0.0524, 0.3339), abs=1e-4)


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    """95 % wanted; of 200 samples between 90 % and 99 % is what chance allows."""
    generator = np.random.default_rng(5)
    truth, held = 0.76025, 0  # of two normals a standard deviation apart: Φ(1/√2)
    for sample in range(200):
        happened = (np.arange(300) < 100).astype(np.float64)
        value = generator.normal(happened, 1.0)
        rows = scored(value, happened)
        found = resample(lambda weight, rows=rows: np.array([auc(rows, weight)]), 300, sample, 200).percentile(0)
        held += found.low <= truth <= found.high
    assert 0.90 <= held / 200 <= 0.99


def test_true_chances_have_an_interval_of_calibration_that_starts_near_zero() -> None:
    """Noise alone makes gaps; what resampling adds to them is taken off."""
    found = [measure_performance(*drawn(1000, seed, digits=6)).calibration_error for seed in range(20)]
    measured, least = (np.mean([getattr(one, name) for one in found]) for name in ("value", "low"))
    assert measured > 0.02
    assert least < measured / 3


def test_wrong_chances_have_an_interval_of_calibration_away_from_zero() -> None:
    chance, happened = drawn(4000)
    found = measure_performance(chance * 0.5, happened).calibration_error
    assert found.low > 0.05
    assert found.value == pytest.approx(calibration_error(scored(chance * 0.5, happened), np.ones(4000)))


def test_a_threshold_takes_what_is_at_or_above_it() -> None:
    chance = np.array([0.1, 0.3, 0.3, 0.5, 0.9])
    happened = np.array([0.0, 0.0, 1.0, 0.0, 1.0])
    low, middle, above = measure_thresholds(chance, happened, [0.0, 0.3, 0.95])
    assert (low.volume, middle.volume, above.volume) == (5, 4, 0)
    assert (middle.precision.value, middle.recall.value, middle.lift.value) == pytest.approx((0.5, 1.0, 1.25))
    assert not above.precision.is_known
    assert above.recall.value == 0.0


def test_lift_has_an_interval_that_holds_it() -> None:
    for at in measure_thresholds(*drawn(), [0.1, 0.2, 0.4]):
        assert at.lift.low < at.lift.value < at.lift.high
        assert at.precision.low < at.precision.value < at.precision.high


def test_tenths_of_true_chances_come_true() -> None:
    tenths = reliability(*drawn(20_000, digits=6))
    assert len(tenths) == 10
    assert sum(share.low <= chance <= share.high for chance, share in tenths) >= 8


def test_fewer_rows_than_tenths_are_a_bin_each() -> None:
    assert len(reliability(np.array([0.2, 0.4]), np.array([0.0, 1.0]))) == 2
