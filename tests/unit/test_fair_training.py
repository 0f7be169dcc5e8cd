"""Training with groups treated alike: the gap closes, the group is never learned from, and the cost is said."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from leadgate.domain.settings import Settings
from leadgate.errors import BadInputError
from leadgate.features.columns import LAYER_OF
from leadgate.learning.evaluation import evaluate
from leadgate.learning.fairness import weighing
from leadgate.learning.fairness.asked import ask_parity
from leadgate.learning.fairness.cost import fairness_figures
from leadgate.learning.fairness.scores import Grouping
from leadgate.learning.fairness.weighing import Constraint, Parity, fit_alike
from leadgate.learning.tables import History, Roles, history_of
from leadgate.learning.trained_bundle import write_trained
from leadgate.learning.training import Trained, train
from leadgate.model.bundle import load_bundle
from tests.segment_table import a_grouped_table

pytestmark = pytest.mark.capability("L9")
FAIRNESS = Settings().learning.fairness
ROLES = Roles("converted", id="lead_id", fair=("region",))
ROWS = 3000


def asked(table: pl.DataFrame, by: Constraint = "selection", roles: Roles = ROLES) -> tuple[History, Parity]:
    history, parity = ask_parity(history_of(table, roles), by, FAIRNESS)
    assert parity is not None
    return history, parity


def learned(by: Constraint) -> tuple[History, Trained, Mapping[str, Any]]:
    history, parity = asked(a_grouped_table(ROWS), by)
    trained = train(history, 7, parity=parity)
    figures = fairness_figures(trained.conversion, history, FAIRNESS)
    assert figures is not None
    return history, trained, figures


@pytest.fixture(scope="module")
def selection() -> tuple[History, Trained, Mapping[str, Any]]:
    return learned("selection")


def test_groups_are_selected_alike_on_rows_that_were_not_trained_on(
    selection: tuple[History, Trained, Mapping[str, Any]],
) -> None:
    (region,) = selection[2]["columns"]
    assert region["before"]["selection"] > 0.15
    assert region["after"]["selection"] < 0.05
    assert {group["name"] for group in region["groups"]} == {"north", "south", "unknown"}


def test_what_it_cost_is_said_and_small(selection: tuple[History, Trained, Mapping[str, Any]]) -> None:
    cost = selection[2]["cost"]
    assert 0.0 < cost["auc"]["before"] - cost["auc"]["after"] < 0.06
    assert cost["brier"]["after"] > cost["brier"]["before"]
    measured = selection[1].measured["conversion"]
    assert (measured["auc"], measured["brier"]) == (cost["auc"]["after"], cost["brier"]["after"])
    assert measured["calibration_error"] < 0.04


def test_without_the_weights_the_gap_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weighing, "_weights", lambda _tilts, happened, _parity: np.ones(len(happened)))
    (region,) = learned("selection")[2]["columns"]
    assert region["after"]["selection"] > 0.15


def test_those_who_would_convert_are_found_alike() -> None:
    (region,) = learned("opportunity")[2]["columns"]
    assert region["before"]["opportunity"] > 0.15
    assert region["after"]["opportunity"] < 0.6 * region["before"]["opportunity"]


def test_errors_are_made_alike() -> None:
    (region,) = learned("odds")[2]["columns"]
    assert region["after"]["odds"] < 0.6 * region["before"]["odds"]


def test_neither_the_group_nor_its_copy_is_learned_from_and_both_are_named(
    selection: tuple[History, Trained, Mapping[str, Any]],
) -> None:
    history = selection[0]
    assert {column.name for column in history.columns} == {"postal", "employees", "visits"}
    why = {column.name: column.why for column in history.dropped}
    assert "never learned from" in why["region"]
    assert "is a copy of region" in why["region_code"]
    (region,) = selection[2]["columns"]
    assert [one["column"] for one in region["told_by"]] == ["postal"]


COPIES = [
    ("other words for it", pl.col("region").replace({"north": "up", "south": "down"}), True),
    ("a number that stands for it", pl.col("region").replace_strict({"north": 3, "south": 8, "": 1}), True),
    ("a number in ranges of it",
     pl.col("region").replace_strict({"north": 0.0, "south": 50.0, "": 100.0}) + pl.int_range(pl.len()) % 40, True),
    ("finer places that make it up", pl.col("region") + (pl.int_range(pl.len()) % 30).cast(pl.String), True),
    ("right for four of five",
     pl.when(pl.int_range(pl.len()) % 5 == 0).then(pl.lit("else")).otherwise(pl.col("region")), False),
]  # fmt: skip


@pytest.mark.parametrize(("made", "is_copy"), [row[1:] for row in COPIES], ids=[row[0] for row in COPIES])
def test_a_copy_is_found_in_whatever_form(made: pl.Expr, is_copy: bool) -> None:
    history, _ = asked(a_grouped_table(1500).drop("region_code").with_columns(other=made))
    assert ("other" not in {column.name for column in history.columns}) == is_copy


def test_the_bundle_stays_one_additive_model_that_says_what_was_done(
    selection: tuple[History, Trained, Mapping[str, Any]], tmp_path: Path
) -> None:
    history, trained, figures = selection
    evaluation = evaluate(trained, (), figures)
    write_trained(tmp_path, trained, history, {"name": "test", "currency": "EUR", "seed": 7}, evaluation)
    model = load_bundle(tmp_path, LAYER_OF)
    found = model.predict(np.ascontiguousarray(trained.served))
    assert np.abs(found.layers.sum(axis=1) + model.baseline - found.log_odds).max() < 1e-9
    values = np.stack([column.values for column in history.columns], axis=1)
    assert np.abs(found.log_odds - trained.conversion.model.log_odds(values)).max() < 1e-9
    assert "region" not in {one.column for one in model.inputs}
    said = json.loads((tmp_path / "evaluation.json").read_text(encoding="utf-8"))["fairness"]
    assert said["cost"] == figures["cost"]
    for name in ("MODEL_CARD.md", "report.html"):
        assert "Groups that are treated alike" in (tmp_path / name).read_text(encoding="utf-8")


def test_groups_too_small_to_be_judged_are_left_as_they_are() -> None:
    random = np.random.default_rng(1)
    happened = (random.random(600) < 0.3).astype(np.float64)
    codes = np.repeat([0, 1, 2], [290, 290, 20])
    given: list[np.ndarray[Any, Any]] = []

    def fit(weight: np.ndarray[Any, Any]) -> tuple[None, np.ndarray[Any, Any]]:
        given.append(weight)
        return None, random.normal(size=600) + codes

    fit_alike(fit, happened, Parity("selection", (Grouping("by", ("a", "b", "c"), codes),), 0.02, 30))
    assert len(given) > 2
    assert np.ptp(given[-1][codes == 2]) == 0.0
    assert np.ptp(given[-1][codes == 0]) > 0.1


REFUSED = [
    ("it is not there", Roles("converted", fair=("regio",)), "--fair regio: there is no such column"),
    ("it is the target", Roles("converted", fair=("converted",)), "--fair converted: is --target too"),
    ("a group has no other", Roles("converted", fair=("lead_id",)), "--fair lead_id: has 1 group of 30"),
    ("with segments", Roles("converted", fair=("region",), segment="postal"), "cannot be had with --segment"),
]


@pytest.mark.parametrize(("roles", "said"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_cannot_be_compared_is_refused(roles: Roles, said: str) -> None:
    with pytest.raises(BadInputError, match=said):
        asked(a_grouped_table(400), roles=roles)


def test_two_columns_are_kept_alike_together() -> None:
    table = a_grouped_table(ROWS).with_columns(large=pl.col("employees") > 60)
    history, parity = asked(table, roles=Roles("converted", id="lead_id", fair=("region", "large")))
    assert "employees" not in {column.name for column in history.columns}
    figures = fairness_figures(train(history, 7, parity=parity).conversion, history, FAIRNESS)
    assert figures is not None
    assert [one["column"] for one in figures["columns"]] == ["region", "large"]
    assert all(one["after"]["selection"] < 0.06 for one in figures["columns"])
