"""Drift is found where the world moved, and not where only other leads of the same world came in."""

from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl
import pytest

from leadgate.domain.settings_learning import DriftSettings
from leadgate.learning.drift.outcomes import Judged, follow
from leadgate.learning.drift.population import find_shifts, stability_index
from leadgate.learning.levels import REST, levels_of

pytestmark = pytest.mark.capability("L5")

DEFAULTS = DriftSettings()
DAY = 86_400.0
FloatArray = np.ndarray[Any, np.dtype[np.float64]]
SOURCES = ["organic", "paid", "referral", "event", "partner"]


def leads(rows: int, seed: int) -> pl.DataFrame:
    """As they come in: numbers of every shape, categories, unknowns, a time, an id."""
    generator = np.random.default_rng(seed)
    employees = generator.lognormal(5, 1.5, rows).round()
    employees[generator.random(rows) < 0.3] = np.nan
    return pl.DataFrame(
        {
            "id": [f"lead-{seed}-{row}" for row in range(rows)],
            "visits": generator.poisson(1.2, rows),
            "minutes": generator.exponential(4.0, rows),
            "employees": employees,
            "always": np.ones(rows),
            "source": generator.choice(SOURCES, rows, p=[0.4, 0.3, 0.15, 0.1, 0.05]),
            "country": generator.zipf(1.6, rows).clip(max=400).astype(str),
            "customer": generator.random(rows) < 0.1,
            "created": np.datetime64("2026-01-01", "us") + generator.integers(0, 90, rows) * np.timedelta64(1, "D"),
        }
    ).with_columns(pl.when(pl.col("source") == "event").then(None).otherwise("source").alias("source"))


def moved(reference: pl.DataFrame, current: pl.DataFrame) -> set[str]:
    return {shift.column for shift in find_shifts(reference, current, DEFAULTS) if shift.moved}


@pytest.mark.parametrize("rows", [60, 500, 5000])
@pytest.mark.parametrize("current_rows", [80, 2000])
def test_twenty_samples_of_the_same_world_raise_no_alarm(rows: int, current_rows: int) -> None:
    assert [moved(leads(rows, seed), leads(current_rows, 100 + seed)) for seed in range(20)] == [set()] * 20


def test_resampling_the_same_rows_raises_no_alarm() -> None:
    known = leads(2000, 1)
    assert [moved(known, known.sample(2000, with_replacement=True, seed=seed)) for seed in range(20)] == [set()] * 20


SHIFTS: list[tuple[str, str, Callable[[pl.DataFrame], pl.Expr]]] = [
    ("a number grew by a third of its spread", "minutes", lambda _: pl.col("minutes") + 1.3),
    ("a number is measured in another unit", "employees", lambda _: pl.col("employees") / 10),
    ("a count doubled", "visits", lambda _: pl.col("visits") * 2),
    ("what was known is not any more", "minutes", lambda _: pl.when(pl.col("visits") == 0).then(pl.col("minutes"))),
    ("what was unknown is known", "employees", lambda _: pl.col("employees").fill_nan(100.0)),
    ("a category grew", "source", lambda _: pl.when(pl.col("minutes") < 1).then(pl.lit("paid")).otherwise("source")),
    (
        "a category came that was never seen",
        "source",
        lambda _: pl.when(pl.col("visits") > 2).then(pl.lit("social")).otherwise("source"),
    ),
    ("yes and no changed places", "customer", lambda _: ~pl.col("customer")),
]


@pytest.mark.parametrize(("column", "changed"), [row[1:] for row in SHIFTS], ids=[row[0] for row in SHIFTS])
def test_a_real_shift_raises_an_alarm_of_its_column_alone(column: str, changed: Any) -> None:
    now = leads(1500, 2)
    assert moved(leads(1500, 1), now.with_columns(changed(now).alias(column))) == {column}


def test_a_shift_names_what_changed_most() -> None:
    now = leads(2000, 2).with_columns(
        pl.when(pl.col("minutes") < 2).then(pl.lit("paid")).otherwise("source").alias("source")
    )
    first = find_shifts(leads(2000, 1), now, DEFAULTS)[0]
    assert (first.column, first.changes[0].level) == ("source", "paid")
    assert first.changes[0].before == pytest.approx(0.3, abs=0.03)
    assert first.changes[0].after == (now["source"].fill_null("") == "paid").mean()


def test_a_shift_too_small_to_matter_is_no_alarm_however_sure_it_is() -> None:
    reference = pl.DataFrame({"minutes": np.random.default_rng(1).normal(0, 1, 200_000)})
    current = pl.DataFrame({"minutes": np.random.default_rng(2).normal(0.03, 1, 200_000)})
    (shift,) = find_shifts(reference, current, DEFAULTS)
    assert shift.chance < 1e-6
    assert not shift.moved


def test_the_noise_of_a_sample_is_what_is_measured_on_average_with_no_shift() -> None:
    found = [
        find_shifts(leads(400, seed).select("minutes"), leads(300, 100 + seed).select("minutes"), DEFAULTS)[0]
        for seed in range(60)
    ]
    assert np.mean([shift.psi for shift in found]) == pytest.approx(found[0].noise, rel=0.15)
    assert max(shift.psi for shift in found) < found[0].limit


def test_the_index_is_that_of_the_formula() -> None:
    before, after = np.array([0.5, 0.5]), np.array([0.8, 0.2])
    wanted = (0.3 * np.log(1.6)) + (-0.3 * np.log(0.4))
    assert stability_index(before * 1e6, after * 1e6) == pytest.approx(wanted, abs=1e-4)


def test_columns_that_only_one_sample_has_and_times_are_not_compared() -> None:
    found = find_shifts(leads(300, 1).drop("visits"), leads(300, 2), DEFAULTS)
    assert {"visits", "created", "id", "always"}.isdisjoint(shift.column for shift in found)


def test_rare_levels_are_counted_together() -> None:
    texts = pl.Series(["a"] * 50 + ["b"] * 45 + ["c", "d", "e", "f", "g"])
    levels = levels_of(texts, texts)
    assert levels.labels == ("a", "b", REST)
    assert levels.reference.sum() == levels.current.sum() == 100


def judged(
    rows: int, seed: int, promise: Callable[[FloatArray], FloatArray] = lambda truth: truth, signal: float = 1.0
) -> Judged:
    """Leads over a year with true chances, and what the model said of them."""
    generator = np.random.default_rng(seed)
    log_odds = generator.normal(-1.5, 1.2, rows)
    truth = 1 / (1 + np.exp(-log_odds))
    said = 1 / (1 + np.exp(-(signal * log_odds + (1 - signal) * generator.normal(-1.5, 1.2, rows))))
    at = np.sort(generator.uniform(0, 365 * DAY, rows))
    return Judged(at, promise(said), (generator.random(rows) < truth).astype(np.float64))


def alarms(current: Judged, reference: Judged | None = None) -> tuple[int, int]:
    """How many periods have chances that moved, and a ranking that fell."""
    periods = follow(judged(4000, 99) if reference is None else reference, current, DEFAULTS)
    return sum(period.chances_moved for period in periods), sum(period.ranking_fell for period in periods)


@pytest.mark.parametrize("rows", [300, 4000])
def test_outcomes_of_the_same_world_raise_no_alarm(rows: int) -> None:
    assert [alarms(judged(rows, seed)) for seed in range(20)] == [(0, 0)] * 20


def test_a_model_that_was_off_from_the_start_has_not_drifted() -> None:
    def too_high(truth: FloatArray) -> FloatArray:
        return np.minimum(truth * 1.3, 0.99)

    assert [alarms(judged(3000, seed, too_high), judged(4000, 99, too_high)) for seed in range(10)] == [(0, 0)] * 10


def test_chances_that_no_longer_come_true_raise_an_alarm() -> None:
    moved_periods, fallen = alarms(judged(4000, 1, lambda truth: truth * 0.5))
    assert moved_periods >= 6
    assert fallen == 0


def test_a_ranking_that_fell_raises_an_alarm() -> None:
    assert alarms(judged(4000, 1, signal=0.2))[1] >= 6


def test_the_alarm_begins_when_the_world_changes() -> None:
    good, bad = judged(3000, 1), judged(3000, 2, lambda truth: truth * 0.4)
    both = Judged(
        *(
            np.concatenate(pair)
            for pair in ((good.at, bad.at + 365 * DAY), (good.chance, bad.chance), (good.happened, bad.happened))
        )
    )
    periods = follow(judged(4000, 99), both, DEFAULTS)
    flags = [period.chances_moved for period in periods]
    assert not any(flags[:5])
    assert all(flags[7:])
    assert [period.begins for period in periods] == sorted(period.begins for period in periods)


def test_without_outcomes_of_the_reference_chances_should_simply_be_true() -> None:
    nothing = Judged(np.empty(0), np.empty(0), np.empty(0))
    assert alarms(judged(4000, 1), nothing) == (0, 0)
    assert alarms(judged(4000, 1, lambda truth: truth * 0.5), nothing)[0] >= 6


def test_a_period_whose_outcomes_are_not_in_is_not_judged() -> None:
    """Conversions come first: a young period looks worse or better than it is."""
    current = judged(2000, 1, lambda truth: truth * 0.3)
    late = np.where((current.at > 180 * DAY) & (current.happened == 0), np.nan, current.happened)
    periods = follow(judged(4000, 99), Judged(current.at, current.chance, late), DEFAULTS)
    late_periods = [period for period in periods if period.begins.timestamp() > 185 * DAY]
    assert late_periods
    assert not any(period.ripe for period in late_periods)
    assert periods[0].ripe
    assert periods[-1].known < periods[-1].rows


def test_too_few_outcomes_say_nothing() -> None:
    (period,) = follow(judged(4000, 99), judged(40, 1, lambda truth: truth * 0.1), DEFAULTS)
    assert not period.ripe
    assert period.calibration_chance is None
