"""A model is trained anew on schedule and on drift, judged on rows it has not seen, and stands only by the rules."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from leadgate.domain.section import validated
from leadgate.domain.settings import Settings
from leadgate.embedded.bundles import FolderBundles
from leadgate.errors import BadInputError
from leadgate.learning.retraining import Retrained, retrain
from tests.builders import NOON, a_lead

pytestmark = pytest.mark.capability("L2")

NOW = datetime(2026, 11, 1, tzinfo=UTC)


def leads(rows: int, seed: int, first_day: int = 0, paid: float = 0.3) -> pl.DataFrame:
    generator = np.random.default_rng(seed)
    visits = generator.normal(0, 1, rows)
    converted = generator.random(rows) < 1 / (1 + np.exp(-(1.5 * visits - 0.5)))
    day = first_day + np.sort(generator.integers(0, 100, rows))
    return pl.DataFrame(
        {
            "lead": [f"L{seed}-{row}" for row in range(rows)],
            "created": [str(np.datetime64("2026-01-01") + int(one)) for one in day],
            "visits": visits.round(3),
            "source": np.where(generator.random(rows) < paid, "paid", "organic"),
            "converted": np.where(converted, "yes", "no"),
        }
    )


def settings(path: Path, **retraining: Any) -> Settings:
    given = {"data": str(path), "target": "converted", "time": "created", "id": "lead", "segments": ["source"]}
    rules = {"least_outcomes": 100, "least_conversions": 20, "most_calibration_error": 0.1}
    return validated(Settings, {"learning": {"retrain": given | retraining, "promotion": rules}})


@pytest.fixture
def history(tmp_path: Path) -> Path:
    leads(1000, 1).write_csv(tmp_path / "history.csv")
    return tmp_path / "history.csv"


@pytest.fixture
def store(tmp_path: Path) -> FolderBundles:
    return FolderBundles(tmp_path / "models")


def trained(history: Path, store: FolderBundles, days: float = 0, due: bool = True, **given: Any) -> Retrained:
    return retrain(history, settings(history, **given), store, NOW + timedelta(days=days), due)


def test_the_first_model_is_trained_and_scores_in_the_shadow(history: Path, store: FolderBundles) -> None:
    done = trained(history, store)
    assert (done.why, done.stands) == ("never trained before", "in the shadow")
    assert store.standing().shadows == (done.version,)
    (event,) = store.events()
    assert (event["action"], event["version"], event["rows"]) == ("trained", done.version, 800)
    assert event["evidence"]["outcomes"] == 200


def test_a_model_that_keeps_the_rules_takes_over_where_the_settings_say_so(history: Path, store: FolderBundles) -> None:
    done = trained(history, store, then="promote")
    assert done.judgement is not None
    assert done.judgement.promote
    assert (done.stands, store.standing().current) == ("judges", done.version)


def test_a_model_that_does_not_keep_them_stays_in_the_shadow(history: Path, store: FolderBundles) -> None:
    trained(history, store, then="promote")
    champion = store.standing().current
    leads(1100, 5).write_csv(history)
    again = trained(history, store, days=40, then="promote")
    assert again.stands == "in the shadow"  # of the same world, it is not surely better
    assert store.standing().current == champion


def test_nothing_is_trained_before_it_is_due_unless_it_is_asked_for(history: Path, store: FolderBundles) -> None:
    trained(history, store)
    assert trained(history, store, days=5).version is None
    assert trained(history, store, days=5, due=False).why == "asked for"


def test_it_is_due_again_after_the_days_of_the_settings(history: Path, store: FolderBundles) -> None:
    trained(history, store)
    assert trained(history, store, days=29).version is None
    assert trained(history, store, days=31).why.startswith("trained last at 2026-11-01")
    assert trained(history, store, days=38, every_days=7.0).version is not None


@pytest.mark.parametrize("paid", [0.3, 0.8])
def test_drift_of_the_leads_since_makes_it_due_and_more_of_the_same_does_not(
    history: Path, store: FolderBundles, paid: float
) -> None:
    trained(history, store)
    pl.concat([leads(1000, 1), leads(500, 2, first_day=101, paid=paid)]).write_csv(history)
    done = trained(history, store, days=5)
    if paid == 0.3:
        assert done.version is None
    else:
        assert done.why.startswith("drift: source has moved")
        assert trained(history, store, days=6).version is None  # what has moved is learned by now


def test_drift_is_not_looked_for_where_the_settings_say_so(history: Path, store: FolderBundles) -> None:
    trained(history, store)
    pl.concat([leads(1000, 1), leads(500, 2, first_day=101, paid=0.8)]).write_csv(history)
    assert trained(history, store, days=5, on_drift=False).version is None


def test_the_same_history_gives_the_same_bundle(history: Path, store: FolderBundles, tmp_path: Path) -> None:
    assert trained(history, store).version == trained(history, FolderBundles(tmp_path / "other")).version


def test_dossiers_name_their_outcomes_themselves(tmp_path: Path, store: FolderBundles) -> None:
    generator = np.random.default_rng(3)
    rows = []
    for number in range(300):
        visits = int(generator.integers(0, 6))
        lead = a_lead(f"l{number}").seen_at(NOON - timedelta(days=300 - number))
        lead = (
            lead.often("page_view", visits, from_days_ago=9, url="https://www.seller.example/pricing")
            if visits
            else lead
        )
        rows.append(lead.row() | {"outcome": {"converted": bool(generator.random() < visits / 6)}})
    (tmp_path / "history.jsonl").write_text("\n".join(map(json.dumps, rows)))
    wanted = validated(Settings, {"learning": {"retrain": {"data": "history.jsonl"}}})
    done = retrain(tmp_path / "history.jsonl", wanted, store, NOW, only_if_due=True)
    assert done.stands == "in the shadow"
    assert retrain(tmp_path / "history.jsonl", wanted, store, NOW, only_if_due=True).version is None


@pytest.mark.capability("L6", "L9")
def test_segments_and_groups_are_asked_of_every_training(history: Path, store: FolderBundles) -> None:
    done = trained(history, store, segment="source")
    assert done.version is not None
    manifest = json.loads(store.files(done.version)["manifest.json"])
    assert set(manifest["segments"]["known"]) == {"paid", "organic"}
    done = trained(history, store, days=40, fair=["source"], fair_by="odds")
    assert done.version is not None
    files = store.files(done.version)
    assert json.loads(files["evaluation.json"])["fairness"]["alike"] == "odds"
    assert [one["column"] for one in json.loads(files["manifest.json"])["inputs"]] == ["visits"]


def test_a_history_without_its_columns_named_is_refused() -> None:
    with pytest.raises(BadInputError, match=r"learning\.retrain: with a table as data, target and time are needed"):
        validated(Settings, {"learning": {"retrain": {"data": "leads.csv"}}})
