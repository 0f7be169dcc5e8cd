"""The steps that kernels are made of: masks, sums, peaks by lead."""

import math
from typing import Final

import numpy as np
import pytest

from leadgate.domain.settings import Settings
from leadgate.domain.settings_judgement import Burst
from leadgate.features.behavior import burst_surprise, decay, negative_binomial_tail
from leadgate.features.codes import NO_STAGE
from leadgate.features.table import SignalTable
from leadgate.features.tabulation import table_of
from tests.builders import DossierBuilder, a_lead

SETTINGS: Final = Settings()


def table(*leads: DossierBuilder) -> SignalTable:
    return table_of([lead.build() for lead in leads], SETTINGS.stage_of, lambda _: 0.5, 10.0)


TWO: Final = (
    a_lead().at_company().viewed("pricing", seconds=4, days_ago=3).viewed("careers").viewed("evaluation", by="CFO"),
    a_lead().sent_form("demo_request").chatted("Hello", author="agent").did("something_new", x=1),
)


def test_signals_stand_by_lead_the_oldest_first() -> None:
    rows = table(*TWO)
    assert rows.lead.tolist() == [0, 0, 0, 1, 1, 1]
    assert all(np.diff(rows.age_days[rows.lead == lead]).max() <= 0 for lead in (0, 1))


def test_masks_say_who_did_what() -> None:
    rows = table(*TWO)
    assert rows.touch.tolist() == [True, True, False, True, False, False]
    assert rows.interest.tolist() == [False, False, False, True, False, False]
    assert rows.colleague_interest.tolist() == [False, False, True, False, False, False]
    assert rows.glance.tolist() == [True, False, False, False, False, False]
    assert rows.asks.tolist() == [False, False, False, True, False, False]
    assert rows.stage[5] == NO_STAGE


def test_counts_totals_peaks_and_distinct_values_by_lead() -> None:
    rows = table(*TWO, a_lead())
    everything, values = np.ones(6, dtype=bool), np.array([3.0, 1.0, 2.0, -5.0, -1.0, -3.0])
    assert rows.count(everything).tolist() == [3, 3, 0]
    assert rows.total(everything, values).tolist() == [6, -9, 0]
    assert rows.peak(everything, values).tolist() == [3, -1, 0]
    assert rows.least(everything, values)[:2].tolist() == [1, -5]
    assert math.isnan(rows.least(everything, values)[2])
    assert rows.distinct(everything, np.array([7, 7, 2, 0, 1, 2])).tolist() == [2, 3, 0]


def test_a_table_of_nobody_is_empty() -> None:
    rows = table(a_lead())
    nothing = np.zeros(0, dtype=bool)
    assert rows.count(nothing).tolist() == [0]
    assert rows.distinct(nothing, np.zeros(0, dtype=np.int64)).tolist() == [0]


SECONDS: Final = [(12, 12.0), ("12.5", 12.5), ("1,200", 1200.0), (-1, None), ("long", None), (True, None), (None, None)]


@pytest.mark.capability("B10")
@pytest.mark.parametrize(("given", "seconds"), SECONDS)
def test_time_that_is_none_is_unknown(given: object, seconds: float | None) -> None:
    found = table(a_lead().did("page_view", url="/pricing", seconds=given)).seconds[0]
    assert math.isnan(found) if seconds is None else found == seconds


@pytest.mark.capability("B1")
def test_surprise_rises_with_what_is_recent_and_falls_with_what_was_before() -> None:
    recent, before = np.arange(0.0, 30.0), np.arange(0.0, 30.0)
    rising = burst_surprise(recent, np.full(30, 3.0), Burst())
    falling = burst_surprise(np.full(30, 12.0), before, Burst())
    assert rising[:4].tolist() == [0, 0, 0, 0]
    assert np.all(np.diff(rising) >= 0)
    assert np.all(np.diff(falling) < 0)


@pytest.mark.capability("B1")
def test_a_thousand_touches_are_counted_in_time_and_stay_finite() -> None:
    surprise = burst_surprise(np.array([1000.0, 100_000.0]), np.array([0.0, 100_000.0]), Burst())
    assert np.all(np.isfinite(surprise))
    assert surprise[0] == pytest.approx(12.0)


def test_the_tail_of_nothing_is_certain() -> None:
    assert negative_binomial_tail(np.array([0.0]), np.array([0.5]), 0.2).tolist() == [1.0]


@pytest.mark.capability("Q6")
def test_decay_keeps_the_unknown() -> None:
    weights = decay(np.array([0.0, 21.0, 42.0, np.nan]), 21.0)
    assert weights[:3].tolist() == [1.0, 0.5, 0.25]
    assert math.isnan(weights[3])
