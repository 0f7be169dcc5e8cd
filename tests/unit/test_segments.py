"""Segment models are pooled with the whole: they move as far as outcomes justify, and new ones go to review."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from leadgate.assess import assess
from leadgate.domain.dossier_json import parse_dossier
from leadgate.domain.section import validated
from leadgate.domain.settings import Settings
from leadgate.errors import BadInputError
from leadgate.features.columns import LAYER_OF
from leadgate.learning.evaluation import evaluate
from leadgate.learning.pooling import NONE, Foretold, Variances, fit_moves
from leadgate.learning.scoring import plan, read_frame, score
from leadgate.learning.segment_nodes import OFFSET
from leadgate.learning.tables import History, Roles, history_of
from leadgate.learning.trained_bundle import write_trained
from leadgate.learning.training import Trained, train
from leadgate.model.bundle import Model, load_bundle
from tests.segment_table import a_segmented_table

pytestmark = pytest.mark.capability("L6")
ROLES = Roles("converted", id="lead_id", exclude=("created",), segment="industry")
ROWS = 3000


@pytest.fixture(scope="module")
def history() -> History:
    return history_of(a_segmented_table(ROWS), ROLES)


@pytest.fixture(scope="module")
def trained(history: History) -> Trained:
    return train(history, 7)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, history: History, trained: Trained) -> Path:
    made = tmp_path_factory.mktemp("segments")
    write_trained(made, trained, history, {"name": "test", "currency": "EUR", "seed": 7}, evaluate(trained))
    return made


@pytest.fixture(scope="module")
def model(folder: Path) -> Model:
    return load_bundle(folder, LAYER_OF)


def figures(trained: Trained, name: str) -> dict:  # type: ignore[type-arg]  # JSON
    found = evaluate(trained)["segments"]["segments"]
    return next(one for one in found if one["name"] == name)


def test_a_segment_that_differs_is_foretold_better_by_its_own(trained: Trained) -> None:
    labs = figures(trained, "labs")
    assert labs["slopes"]["behavior"] < -0.5
    assert labs["own"] > 0.9
    assert labs["unseen"]["own"]["brier"] < labs["unseen"]["whole"]["brier"] - 0.01
    assert labs["unseen"]["own"]["auc"] > labs["unseen"]["whole"]["auc"] + 0.05


def test_the_more_outcomes_the_more_of_its_own(trained: Trained) -> None:
    own = [figures(trained, name)["own"] for name in ("core", "tiny", "unknown")]
    assert own == sorted(own, reverse=True)
    assert own[-1] == 0.0


def test_one_outcome_alone_moves_a_segment_and_stays_finite(trained: Trained) -> None:
    rare = figures(trained, "rare")
    assert rare["converted"] == 0
    assert -20 < rare["offset"] < -1.0
    assert rare["unseen"]["own"]["auc"] is None
    assert rare["unseen"]["own"]["brier"] < rare["unseen"]["whole"]["brier"]


def test_segments_that_do_not_differ_are_left_with_the_whole() -> None:
    table = a_segmented_table(2400, unlike=0.0).filter(pl.col("industry") != "rare")
    segments = train(history_of(table, ROLES), 7).segments
    assert segments is not None
    assert np.abs(segments.moves.slope).max() < 0.3
    assert np.abs(segments.moves.offset).max() < 0.3


def foretold(rows: int, happened: float) -> Foretold:
    """Of one segment of so many rows beside another, all promised one half."""
    places = np.repeat([0, 1], [rows, 200])
    outcomes = np.concatenate((np.full(rows, happened), np.arange(200) % 2))
    count = len(places)
    return Foretold(
        np.arange(count), np.zeros(count), np.zeros((count, 4)), places, outcomes, np.zeros(count, np.int64)
    )


def test_few_outcomes_move_little_and_none_move_nothing() -> None:
    moved = [fit_moves(foretold(rows, 1.0), 3, Variances(0.1, 0.0)).offset for rows in (1, 10, 100)]
    assert 0 < moved[0][0] < 0.1 < moved[1][0] < moved[2][0]
    assert all(each[2] == 0.0 for each in moved)
    assert np.abs(fit_moves(foretold(50, 1.0), 3, NONE).offset).max() == 0.0


def test_what_is_served_is_what_was_pooled_and_layers_still_sum(
    model: Model, trained: Trained, history: History
) -> None:
    served = np.ascontiguousarray(trained.served)
    found = model.predict(served)
    assert np.abs(found.answers - trained.heads.answers(served)).max() < 1e-9
    assert np.abs(found.layers.sum(axis=1) + model.baseline - found.log_odds).max() < 1e-9
    segments, whole = trained.segments, trained.conversion.model
    assert segments is not None
    assert history.segment is not None
    values = np.stack([column.values for column in history.columns], axis=1)
    layers = whole.by_layer(values, whole.linear_by_layer(values).mean(axis=0))
    places = segments.categories.places(history.segment.values)
    wanted = segments.moves.moved(whole.log_odds(values), layers, places)
    assert np.abs(found.log_odds - wanted).max() < 1e-9


def test_reasons_sum_to_the_layers_of_the_segment(model: Model, trained: Trained) -> None:
    served = np.ascontiguousarray(trained.served[:400])
    layer_of = [("behavior", "fit", "intent", "relationship").index(one.layer) for one in model.inputs]
    by_layer = model.explain(served) @ np.eye(4)[layer_of]
    assert np.abs(by_layer - model.predict(served).layers).max() < 1e-9
    offset = next(one.served[OFFSET] for one in model.inputs if one.column == "industry")
    assert np.abs(offset).max() > 0.5


def judged(model: Model, industry: str | None, **tree: object):  # type: ignore[no-untyped-def]
    properties = {"employees": 60, "visits": 0.5} | ({} if industry is None else {"industry": industry})
    row = {"as_of": "2026-11-20T12:00:00Z", "lead": {"id": "1", "properties": properties}}
    return assess(parse_dossier(row), validated(Settings, tree), model)


NEW = [
    ("never seen", "Aviation", 0, True),
    ("few outcomes", "Tiny", None, True),
    ("unknown, and never was before", None, 0, True),
    ("well known", "core", None, False),
    ("known, in capitals", "LABS", None, False),
]


@pytest.mark.parametrize(("industry", "outcomes", "reviewed"), [row[1:] for row in NEW], ids=[row[0] for row in NEW])
def test_a_new_segment_goes_to_review_until_it_has_outcomes(
    model: Model, industry: str | None, outcomes: int | None, reviewed: bool
) -> None:
    assessment = judged(model, industry, decision={"thresholds": {"minimum_confidence": 0.0}})
    segment = assessment.prediction.model.segment
    assert segment is not None
    assert (segment.column, segment.value) == ("industry", industry)
    assert outcomes is None or segment.outcomes == outcomes
    assert (assessment.decision.status == "review") == reviewed
    assert ("L6" in {rule.id for rule in assessment.decision.rules}) == reviewed
    summed = sum(getattr(assessment.layers, name).log_odds for name in ("behavior", "fit", "intent", "relationship"))
    summed += assessment.layers.baseline.log_odds
    assert 1 / (1 + np.exp(-summed)) == pytest.approx(assessment.prediction.conversion_probability, abs=1e-9)


def test_how_many_outcomes_are_needed_is_a_setting(model: Model) -> None:
    known = judged(model, "tiny", learning={"segment_outcomes": 5})
    assert "L6" not in {rule.id for rule in known.decision.rules}
    assert judged(model, "core", learning={"segment_outcomes": 900_000}).decision.status == "review"


def test_a_new_segment_starts_from_the_whole(model: Model, trained: Trained) -> None:
    industry = next(one for one in model.inputs if one.column == "industry")
    assert all(table[len(industry.levels)] == 0.0 for table in industry.served.values())
    unseen = model.predict(np.array([model.read([80.0, 0.4, "aviation"], 0.0)])).log_odds[0]
    whole = trained.conversion.model.log_odds(np.array([[80.0, 0.4]]))[0]
    assert unseen == pytest.approx(whole, abs=1e-9)


def test_a_scored_table_says_which_rows_a_person_is_to_look_at(model: Model, tmp_path: Path) -> None:
    table = pl.DataFrame({"employees": [50, 50, 50], "visits": [1, 1, 1], "industry": ["core", "aviation", None]})
    table.write_csv(tmp_path / "leads.csv")
    score(plan(tmp_path / "leads.csv", model, None, 0, 50), tmp_path / "s.csv", lambda _rows: None)
    scores = pl.read_csv(tmp_path / "s.csv")
    assert scores["review"].to_list() == [False, True, True]
    assert scores["segment_outcomes"].to_list()[1:] == [0, 0]
    assert scores["segment_outcomes"][0] > 1000


def test_card_and_page_show_each_segment(folder: Path) -> None:
    assert "| labs |" in (folder / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "Segments by industry" in (folder / "report.html").read_text(encoding="utf-8")


def test_in_time_segments_are_fitted_on_what_came_before() -> None:
    history = history_of(a_segmented_table(ROWS), Roles("converted", time="created", id="lead_id", segment="industry"))
    trained = train(history, 7)
    assert trained.conversion.timed
    labs = figures(trained, "labs")
    assert labs["unseen"]["rows"] < 0.25 * labs["rows"]
    assert labs["unseen"]["own"]["log_loss"] < labs["unseen"]["whole"]["log_loss"] - 0.02


def test_numbers_may_name_segments(tmp_path: Path) -> None:
    table = a_segmented_table(1200).with_columns(
        industry=pl.col("industry").replace_strict({"core": 1, "labs": 2, "rare": 3, "tiny": 4})
    )
    history = history_of(table, ROLES)
    trained = train(history, 7)
    write_trained(tmp_path, trained, history, {"name": "t", "currency": "EUR", "seed": 7}, evaluate(trained))
    found = load_bundle(tmp_path, LAYER_OF)
    table.write_parquet(tmp_path / "leads.parquet")
    matrix = read_frame(plan(tmp_path / "leads.parquet", found, None, 0), table).matrix
    assert np.abs(matrix - trained.served).max() < 1e-12


REFUSED = [("lead_id", "--segment lead_id"), ("nothing", "--segment nothing: there is no such column")]


@pytest.mark.parametrize(("segment", "said"), REFUSED)
def test_what_names_no_segments_is_refused(segment: str, said: str) -> None:
    with pytest.raises(BadInputError, match=said):
        history_of(a_segmented_table(300), Roles("converted", segment=segment))
