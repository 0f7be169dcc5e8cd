"""A bundle trained on an export: exact, reproducible, calibrated, and served as it was trained."""

import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from leadgate.errors import BadInputError, PermanentError
from leadgate.features.columns import LAYER_OF
from leadgate.learning.evaluation import evaluate
from leadgate.learning.families.trees import Shape, fit_trees, trees_of
from leadgate.learning.scoring import Scored, plan, read_frame, score
from leadgate.learning.shapley import patterns_of
from leadgate.learning.tables import History, Roles, history_of
from leadgate.learning.trained_bundle import write_trained
from leadgate.learning.training import Trained, train
from leadgate.model.bundle import Model, load_bundle
from tests.leads_table import a_table

ROLES = Roles(
    "converted",
    won="won",
    amount="amount",
    days="days",
    id="lead_id",
    exclude=("created_at",),
    layers={"visits": "intent"},
)
ROWS = 3000


def written(folder: Path, history: History, trained: Trained) -> Model:
    write_trained(folder, trained, history, {"name": "test", "currency": "EUR", "seed": 7}, evaluate(trained))
    return load_bundle(folder, LAYER_OF)


@pytest.fixture(scope="module")
def table() -> pl.DataFrame:
    return a_table(ROWS, interaction=0.9)


@pytest.fixture(scope="module")
def history(table: pl.DataFrame) -> History:
    return history_of(table, ROLES)


@pytest.fixture(scope="module")
def trained(history: History) -> Trained:
    return train(history, 7)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, history: History, trained: Trained) -> Path:
    made = tmp_path_factory.mktemp("trained")
    written(made, history, trained)
    return made


@pytest.fixture(scope="module")
def model(folder: Path) -> Model:
    return load_bundle(folder, LAYER_OF)


def odd(served: np.ndarray) -> np.ndarray:
    """With values unknown, infinite and huge strewn in."""
    random = np.random.default_rng(0)
    strange = np.where(random.random(served.shape) < 0.1, np.nan, served)
    strange[:50] = random.choice([np.inf, -np.inf, 1e300, -1e300, 0.0, np.nan], size=(50, served.shape[1]))
    return np.ascontiguousarray(strange)


def test_the_graph_answers_as_numpy_does(model: Model, trained: Trained) -> None:
    for served in (np.ascontiguousarray(trained.served), odd(trained.served)):
        answers = model.predict(served).answers
        assert np.isfinite(answers).all()
        assert np.abs(answers - trained.heads.answers(served)).max() <= 1e-9


def test_the_served_model_is_the_model_that_was_chosen(model: Model, trained: Trained, history: History) -> None:
    values = np.stack([column.values for column in history.columns], axis=1)
    wanted = trained.conversion.model.log_odds(values)
    assert np.abs(model.predict(np.ascontiguousarray(trained.served)).log_odds - wanted).max() <= 1e-9


def test_layers_and_inputs_sum_to_the_log_odds(model: Model, trained: Trained) -> None:
    served = odd(trained.served)[:600]
    found, added = model.predict(served), model.explain(served)
    assert np.abs(found.layers.sum(axis=1) + model.baseline - found.log_odds).max() < 1e-9
    layer_of = [("behavior", "fit", "intent", "relationship").index(one.layer) for one in model.inputs]
    by_layer = added @ np.eye(4)[layer_of]
    assert np.abs(by_layer - found.layers).max() < 1e-9


def test_shapley_values_are_those_of_the_definition() -> None:
    random = np.random.default_rng(1)
    features = random.normal(size=(800, 4))
    features[random.random(features.shape) < 0.1] = np.nan
    known = np.nan_to_num(features)
    happened = (known[:, 0] * known[:, 1] + known[:, 2] > random.normal(size=800)).astype(float)
    layers = np.zeros(4, dtype=np.int64)
    trees = trees_of(fit_trees(features, happened, layers, Shape(8, 5, 0.3, 0.01), 6, 1), layers)
    rows = features[:20]
    assert np.abs(patterns_of(trees, 1.0).values(rows) - by_definition(trees, rows)).max() < 1e-12


def by_definition(trees, rows):  # type: ignore[no-untyped-def]  # the slow way, kept plain
    from itertools import permutations

    def worth(tree, row, known, node=0):  # type: ignore[no-untyped-def]
        if node < 0:
            return tree.leaf[-1 - node], tree.cover[-1 - node]
        left, right = worth(tree, row, known, tree.left[node]), worth(tree, row, known, tree.right[node])
        cover = left[1] + right[1]
        feature = tree.feature[node]
        if feature not in known:
            return (left[0] * left[1] + right[0] * right[1]) / cover, cover
        value = row[feature]
        goes_left = tree.unknown_left[node] if np.isnan(value) else value <= tree.threshold[node]
        return (left if goes_left else right)[0], cover

    found = np.zeros_like(rows)
    orders = list(permutations(range(rows.shape[1])))
    for number, row in enumerate(rows):
        for tree in trees.trees:
            for order in orders:
                for place, feature in enumerate(order):
                    before = worth(tree, row, set(order[:place]))[0]
                    found[number, feature] += (worth(tree, row, set(order[: place + 1]))[0] - before) / len(orders)
    return found


def test_the_same_rows_and_seed_make_the_same_bytes(folder: Path, table: pl.DataFrame, tmp_path: Path) -> None:
    history = history_of(table, ROLES)
    written(tmp_path, history, train(history, 7))
    for name in ("model.onnx", "reasons.onnx", "manifest.json", "evaluation.json", "MODEL_CARD.md"):
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()


def test_what_only_counts_together_is_found_by_trees(trained: Trained) -> None:
    assert trained.conversion.choice.family in ("trees", "blend")
    losses = trained.conversion.choice.losses
    assert losses["trees"].mean() < losses["spline"].mean() - 0.01


def test_small_data_stays_simple() -> None:
    trained = train(
        history_of(a_table(120), Roles("converted", id="lead_id", exclude=("created_at", "won", "amount", "days"))), 7
    )
    assert trained.conversion.choice.family in ("straight", "spline")


def test_it_beats_what_any_model_must_beat(trained: Trained) -> None:
    figures = evaluate(trained)
    ours = figures["heads"]["conversion"]
    assert ours["calibration_error"] <= 0.02
    assert all(
        ours["auc"] > other["auc"] + 0.01 and ours["brier"] < other["brier"] for other in figures["baselines"].values()
    )


@pytest.mark.capability("P3", "P4")
def test_ranges_hold_four_of_five(trained: Trained) -> None:
    for head in ("days", "amount"):
        assert 0.77 <= trained.measured[head]["coverage"] <= 0.83


@pytest.mark.capability("P4")
def test_ranges_hold_on_leads_to_come(model: Model, tmp_path: Path) -> None:
    fresh = a_table(4000, seed=99, interaction=0.9)
    fresh.write_parquet(tmp_path / "fresh.parquet")
    planned = plan(tmp_path / "fresh.parquet", model, "lead_id", 0)
    found = model.predict(read_frame(planned, fresh).matrix)
    amount = fresh["amount"].to_numpy()
    won = (fresh["won"] == "won").fill_null(False).to_numpy()
    assert found.amount is not None
    inside = (found.amount[won, 0] <= amount[won]) & (amount[won] <= found.amount[won, 2])
    assert 0.75 <= inside.mean() <= 0.85


def test_a_table_is_scored_in_its_order_as_row_by_row(model: Model, table: pl.DataFrame, tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    table.write_csv(path)
    for name in ("scores.csv", "scores.parquet"):
        assert score(plan(path, model, "lead_id", 2), tmp_path / name, lambda _rows: None) == Scored(ROWS, (), ())
    scores = pl.read_parquet(tmp_path / "scores.parquet")
    assert scores["id"].to_list() == table["lead_id"].to_list()
    assert np.allclose(pl.read_csv(tmp_path / "scores.csv")["conversion_probability"], scores["conversion_probability"])
    texts = table.with_columns(pl.all().cast(pl.String))
    for row in range(0, ROWS, 500):
        values = [texts[one.column][row] for one in model.inputs]
        alone = model.predict(np.array([model.read(values, 0.0)])).log_odds[0]
        assert scores["conversion_probability"][row] == pytest.approx(1.0 / (1.0 + np.exp(-alone)), abs=1e-9)
    summed = sum(scores[name] for name in ("baseline", "behavior", "fit", "intent", "relationship"))
    assert np.allclose(1.0 / (1.0 + np.exp(-np.asarray(summed))), scores["conversion_probability"], atol=1e-9)


def test_a_column_that_is_gone_is_named_with_the_nearest(model: Model, table: pl.DataFrame, tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    table.rename({"employees": "employes"}).write_csv(path)
    with pytest.raises(BadInputError, match="employees: there is no such column; is it “employes”"):
        plan(path, model, None, 0)


def test_what_was_never_seen_and_what_is_not_there_is_scored_and_said(
    model: Model, table: pl.DataFrame, tmp_path: Path
) -> None:
    path = tmp_path / "leads.csv"
    table.with_columns(source=pl.lit("Carrier pigeon"), visits=pl.lit(None)).write_csv(path)
    found = score(plan(path, model, "lead_id", 0), tmp_path / "s.csv", lambda _rows: None)
    assert found == Scored(ROWS, ("visits",), ("source",))
    odd_scores = pl.read_csv(tmp_path / "s.csv")
    table.write_csv(path)
    score(plan(path, model, "lead_id", 0), tmp_path / "s.csv", lambda _rows: None)
    assert odd_scores["conversion_probability"].is_between(0, 1).all()
    assert odd_scores["confidence"].mean() < 0.9 * pl.read_csv(tmp_path / "s.csv")["confidence"].mean()


@pytest.mark.parametrize("name", ["model.onnx", "reasons.onnx", "manifest.json"])
def test_one_byte_changed_is_refused(folder: Path, tmp_path: Path, name: str) -> None:
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    content = (tmp_path / name).read_bytes()
    if name == "manifest.json":
        manifest = json.loads(content)
        manifest["inputs"][0]["importance"] += 0.001
        (tmp_path / name).write_text(json.dumps(manifest), encoding="utf-8")
    else:
        (tmp_path / name).write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(PermanentError, match="hash differs"):
        load_bundle(tmp_path, LAYER_OF)


@pytest.mark.capability("L3")
def test_what_changes_with_time_is_chosen_and_measured_on_later_rows() -> None:
    table = a_table(4000)
    trained = train(
        history_of(table, Roles("converted", time="created_at", id="lead_id", exclude=("won", "amount", "days"))), 7
    )
    assert trained.conversion.timed
    assert trained.conversion.unseen.rows.min() == 3200
    assert all(split.trained.max() < split.foretold.min() for split in trained.conversion.choice.splits)


STRANGE = [
    ("thirty rows in time", a_table(30), "created_at"),
    ("a success in two hundred", a_table(2000).with_columns(converted=pl.int_range(2000) % 200 == 0), None),
    (
        "numbers without end",
        a_table(400).with_columns(noise=pl.when(pl.col("noise") > 1).then(np.inf).otherwise(1.0)),
        None,
    ),
]


@pytest.mark.parametrize(("table", "time"), [row[1:] for row in STRANGE], ids=[row[0] for row in STRANGE])
def test_what_is_strange_trains_all_the_same(table: pl.DataFrame, time: str | None, tmp_path: Path) -> None:
    history = history_of(table.drop("won", "amount", "days"), Roles("converted", id="lead_id", time=time))
    model = written(tmp_path, history, train(history, 7))
    assert 0.0 < model.manifest["heads"]["conversion"]["brier"] < 0.3
    assert "measured on folds" in (tmp_path / "MODEL_CARD.md").read_text(encoding="utf-8") or time is None


def test_a_file_that_was_cut_is_not_scored(model: Model, table: pl.DataFrame, tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    table.write_csv(path)
    content = path.read_bytes()
    path.write_bytes(content[: content.rindex(b",", 0, len(content) // 2)])
    with pytest.raises(BadInputError, match="cut in the middle"):
        plan(path, model, "lead_id", 0)


def test_few_outcomes_are_said_to_be_rough(tmp_path: Path) -> None:
    history = history_of(a_table(60), Roles("converted", id="lead_id", exclude=("created_at", "won", "amount", "days")))
    written(tmp_path, history, train(history, 7))
    assert "the chances are rough" in (tmp_path / "MODEL_CARD.md").read_text(encoding="utf-8")
