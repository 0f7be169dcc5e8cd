"""`leadgate backtest` from outside: the past as it came, beside what the model must beat."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from typer.testing import CliRunner, Result

from leadgate.cli.main import app
from leadgate.errors import BadInputError
from tests.builders import NOON, a_lead


def leads(rows: int = 1500) -> pl.DataFrame:
    """Leads of half a year; today's points know one of the two columns that tell."""
    generator = np.random.default_rng(4)
    visits, size = generator.normal(0, 1, (2, rows))
    converted = generator.random(rows) < 1 / (1 + np.exp(-(1.2 * visits + 1.2 * size - 1)))
    day = np.sort(generator.integers(0, 182, rows))
    return pl.DataFrame(
        {
            "created": [str(np.datetime64("2026-01-01") + int(one)) for one in day],
            "visits": visits.round(3),
            "size": size.round(3),
            "score": (50 + 10 * visits).round(1),
            "converted": np.where(converted, "yes", "no"),
        }
    )


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["backtest", "leads.csv", "--target", "converted", *arguments])


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    leads().write_csv(tmp_path / "leads.csv")
    return tmp_path


OPTIONS = ("--time", "created", "--points", "score", "--origins", "2", "--capacity", "10")


def test_the_model_is_measured_beside_points_and_the_base_rate(here: Path) -> None:
    result = run(*OPTIONS, "--json")
    assert result.exit_code == 0, result.exception
    found: dict[str, Any] = json.loads(result.stdout)
    assert list(found["overall"]) == ["model", "today's points", "base rate", "points", "naive Bayes"]
    assert found["against"]["today's points"]["auc"]["low"] > 0.05
    assert found["against"]["base rate"]["brier"]["high"] < 0
    (capacity,) = found["capacities"]
    assert capacity["at"]["volume"] / found["weeks"] == pytest.approx(10, abs=0.5)
    assert capacity["at"]["precision"]["value"] > capacity["same_volume"]["today's points"]["value"]
    assert len(found["origins"]) == 2
    page = Path(found["report"]).read_text(encoding="utf-8")
    assert page.count("<svg") == 5
    assert "<script" not in page


def test_a_person_reads_thresholds_and_what_a_capacity_means(here: Path) -> None:
    printed = run(*OPTIONS).stdout
    assert "10 leads a week → 0." in printed
    assert "of all conversions" in printed
    assert all(word in printed for word in ("threshold", "precision", "recall", "lift", "base rate"))


def test_dossiers_with_outcomes_are_foretold_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    generator = np.random.default_rng(3)
    rows = []
    for number in range(300):
        visits = int(generator.integers(0, 6))
        lead = a_lead(f"l{number}").seen_at(NOON - timedelta(days=300 - number))
        for visit in range(visits):
            lead = lead.viewed("pricing", days_ago=1 + visit)
        rows.append(lead.row() | {"outcome": {"converted": bool(generator.random() < visits / 6)}})
    (tmp_path / "leads.jsonl").write_text("\n".join(map(json.dumps, rows)))
    done = CliRunner().invoke(app, ["backtest", "leads.jsonl", "--origins", "2", "--json"])
    assert done.exit_code == 0, done.exception
    assert json.loads(done.stdout)["against"]["base rate"]["auc"]["low"] > 0.1


BAD = [
    ("no target", [], "--target: is required"),
    ("a time that is not there", ["--time", "when"], "--time when: there is no such column"),
    ("a time that is none", ["--time", "visits"], "--time visits: holds instants"),
    ("points that are not there", ["--time", "created", "--points", "none"], "none: there is no such column"),
]


@pytest.mark.parametrize(("arguments", "message"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_what_cannot_be_tested_is_said(here: Path, arguments: list[str], message: str) -> None:
    result = run(*arguments) if arguments else CliRunner().invoke(app, ["backtest", "leads.csv"])
    assert isinstance(result.exception, BadInputError)
    assert message in str(result.exception)
