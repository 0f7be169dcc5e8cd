"""A backtest sees nothing of the future, measures what came, and turns a team's capacity into a threshold."""

from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl
import pytest
from sklearn.linear_model import LogisticRegression

from leadgate.errors import BadInputError
from leadgate.learning.backtest.capacity import best_of, for_capacity
from leadgate.learning.backtest.rolling import Foretold, Predict, Rolled, roll
from leadgate.learning.comparing import compare
from leadgate.learning.tables import History, Roles, history_of

pytestmark = pytest.mark.capability("G3")

FloatArray = np.ndarray[Any, np.dtype[np.float64]]


def history(rows: int = 2000, seed: int = 1, days: int = 200) -> History:
    """Leads over time whose visits tell whether they convert, oldest last in the file."""
    generator = np.random.default_rng(seed)
    visits = generator.normal(0, 1, rows)
    day = np.sort(generator.integers(0, days, rows))
    converted = generator.random(rows) < 1 / (1 + np.exp(-(1.2 * visits - 1.5)))
    table = pl.DataFrame(
        {
            "created": [str(np.datetime64("2026-01-01") + int(one)) for one in day],
            "visits": visits.round(4).astype(str),
            "noise": generator.normal(0, 1, rows).round(4).astype(str),
            "converted": np.where(converted, "yes", "no"),
        }
    )
    return history_of(table.reverse(), Roles(target="converted", time="created"))


def values(rows: History, *names: str) -> FloatArray:
    return np.stack([column.values for column in rows.columns if column.name in names], axis=1)


def logistic(past: History) -> Predict:
    fitted = LogisticRegression().fit(values(past, "visits"), past.converted)
    return lambda coming: fitted.predict_proba(values(coming, "visits"))[:, 1]


def base_rate(past: History) -> Predict:
    rate = float(past.converted.mean())
    return lambda coming: np.full(len(coming), rate)


CONTENDERS = {"model": logistic, "base rate": base_rate}


def rolled(rows: History | None = None, **given: Any) -> Rolled:
    return roll(rows or history(), CONTENDERS, **{"origins": 5} | given)


def test_every_row_after_the_first_origin_is_foretold_once_and_in_order() -> None:
    found = rolled()
    assert len(found.origins) == 5
    assert len(found.foretold.days) == pytest.approx(1200, abs=10)
    assert (np.diff(found.foretold.days) >= 0).all()
    assert [origin.trained for origin in found.origins] == sorted(origin.trained for origin in found.origins)


def watching(seen: list[tuple[float, float]]) -> Callable[[History], Predict]:
    def fit(past: History) -> Predict:
        assert past.at is not None
        newest = float(past.at.max())

        def predict(coming: History) -> FloatArray:
            assert coming.at is not None
            seen.append((newest, float(coming.at.min())))
            return np.full(len(coming), 0.5)

        return predict

    return fit


@pytest.mark.parametrize("gap_days", [0.0, 30.0])
def test_nothing_of_the_future_is_trained_on(gap_days: float) -> None:
    seen: list[tuple[float, float]] = []
    roll(history(), {"model": watching(seen)}, origins=4, gap_days=gap_days)
    assert len(seen) == 4
    assert all(newest < oldest for newest, oldest in seen)
    assert all(oldest - newest >= gap_days for newest, oldest in seen)


def test_rows_of_one_instant_are_never_parted() -> None:
    seen: list[tuple[float, float]] = []
    roll(history(days=12), {"model": watching(seen)}, origins=6)
    assert all(newest < oldest for newest, oldest in seen)


def test_the_better_contender_is_measured_as_better_with_its_interval() -> None:
    found = rolled()
    against = found.against["base rate"]
    assert against.auc.low > 0.2
    assert against.brier.high < 0
    assert found.overall["model"].auc.low < found.overall["model"].auc.value < found.overall["model"].auc.high


def test_a_contender_is_no_better_than_itself() -> None:
    found = roll(history(), {"model": logistic, "same": logistic}, origins=3)
    assert found.against["same"].auc.value == found.against["same"].brier.high == 0.0


def test_a_base_rate_that_follows_the_times_ranks_nobody() -> None:
    """Periods convert at different rates: who knows only that is right about periods, not about leads."""
    found = rolled(history(days=400))
    assert found.overall["base rate"].auc.value == found.overall["base rate"].auc.high == 0.5


def test_an_interval_of_a_difference_is_narrower_than_those_of_its_parts() -> None:
    """Both are measured on the same leads, so luck that helps both cancels out."""
    generator = np.random.default_rng(3)
    truth = generator.normal(0, 1, 1000)
    happened = (generator.random(1000) < 1 / (1 + np.exp(-truth))).astype(np.float64)
    one, other = (1 / (1 + np.exp(-(truth + generator.normal(0, noise, 1000)))) for noise in (0.1, 0.2))
    paired = compare(one, other, happened).auc
    alone = [compare(chance, np.full(1000, 0.5), happened).auc for chance in (one, other)]
    assert paired.high - paired.low < 0.5 * min(part.high - part.low for part in alone)


def test_without_a_time_there_is_no_backtest() -> None:
    rows = history_of(history().frame, Roles(target="converted"))
    with pytest.raises(BadInputError, match="--time: is needed"):
        rolled(rows)


def test_too_few_outcomes_are_refused_with_their_number() -> None:
    with pytest.raises(BadInputError, match=r"at no instant lie 10 rows of each outcome .* \(40 rows, "):
        rolled(history(40))


def foretold(chance: FloatArray, happened: FloatArray | None = None, weeks: int = 10) -> Foretold:
    days = np.linspace(0, 7 * weeks, len(chance))
    origins = np.zeros(len(chance), dtype=np.int64)
    return Foretold(days, origins, np.zeros(len(chance)) if happened is None else happened, {"model": chance})


def test_capacity_becomes_a_threshold_that_takes_no_more() -> None:
    generator = np.random.default_rng(1)
    chance = generator.random(1000)
    found = for_capacity(foretold(chance, (generator.random(1000) < chance).astype(np.float64)), a_week=40)
    assert found.at.volume == 400
    assert found.threshold.value == pytest.approx(0.6, abs=0.03)
    assert found.threshold.low < found.threshold.value < found.threshold.high
    assert found.weeks[0] <= 40 <= found.weeks[1]


def test_leads_with_the_same_chance_are_taken_together_or_not_at_all() -> None:
    chance = np.repeat([0.9, 0.5, 0.1], [30, 100, 70])
    assert for_capacity(foretold(chance), a_week=8).threshold.value == 0.9
    assert for_capacity(foretold(chance), a_week=13).threshold.value == 0.5
    assert for_capacity(foretold(chance), a_week=1).at.volume == 0


def test_more_capacity_than_leads_takes_them_all() -> None:
    found = for_capacity(foretold(np.array([0.2, 0.3, 0.4])), a_week=1000)
    assert (found.threshold.value, found.at.volume) == (0.2, 3)


def test_the_best_of_a_contender_that_ties_is_what_chance_would_give() -> None:
    chance, happened = np.array([0.9, 0.5, 0.5, 0.5, 0.5]), np.array([1.0, 1.0, 0.0, 0.0, 0.0])
    assert best_of(chance, happened, 3) == pytest.approx(1 + 2 * 0.25)
    assert best_of(chance, happened, 0) == 0.0
