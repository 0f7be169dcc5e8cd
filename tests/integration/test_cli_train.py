"""`leadgate train` and `leadgate score` as a process: results on one stream, words on the other, exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from tests.leads_table import a_table
from tests.segment_table import a_grouped_table, a_segmented_table

OPTIONS = ["--target", "converted", "--won", "won", "--amount", "amount", "--days", "days", "--id", "lead_id"]


def leadgate(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "leadgate", *map(str, arguments)], capture_output=True, text=True, timeout=100
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("export")
    leads = a_table(1500).with_columns(closed=pl.when(pl.col("converted") == "yes").then(pl.lit("x")))
    leads.write_csv(made / "leads.csv", separator=";")
    done = leadgate("train", made / "leads.csv", *OPTIONS, "--time", "created_at", "--out", made / "model", "--json")
    assert done.returncode == 0, done.stderr
    (made / "said.json").write_text(done.stdout, encoding="utf-8")
    (made / "said.txt").write_text(done.stderr, encoding="utf-8")
    return made


def test_training_writes_a_bundle_and_says_what_it_measured(folder: Path) -> None:
    said = json.loads((folder / "said.json").read_text(encoding="utf-8"))
    assert said["heads"]["conversion"]["auc"] > 0.6
    assert set(said["baselines"]) == {"base rate", "points", "naive Bayes"}
    files = {"model.onnx", "reasons.onnx", "manifest.json", "MODEL_CARD.md", "evaluation.json"}
    assert files <= {path.name for path in (folder / "model").iterdir()}


def test_a_leak_is_named_and_left_out(folder: Path) -> None:
    assert "leak (presence), left out: closed" in (folder / "said.txt").read_text(encoding="utf-8").replace("\n", " ")
    manifest = json.loads((folder / "model" / "manifest.json").read_text(encoding="utf-8"))
    assert "closed" not in {one["column"] for one in manifest["inputs"]}
    assert "closed" in (folder / "model" / "MODEL_CARD.md").read_text(encoding="utf-8")


def test_scoring_keeps_order_and_heads_and_reasons(folder: Path) -> None:
    out = folder / "scores.csv"
    done = leadgate(
        "score", folder / "leads.csv", "--model", folder / "model", "--out", out, "--id", "lead_id", "--reasons", 2
    )
    assert done.returncode == 0, done.stderr
    scores = pl.read_csv(out)
    assert scores["id"].to_list() == pl.read_csv(folder / "leads.csv", separator=";")["lead_id"].to_list()
    assert {"close_probability", "deal_size_median", "timeline_days_high", "confidence", "fit", "reason_2"} <= set(
        scores.columns
    )


def test_a_dossier_is_judged_by_it(folder: Path) -> None:
    properties = {"source": "Event", "employees": "900 people", "visits": 4}
    dossier = {"as_of": "2026-11-20T12:00:00Z", "lead": {"id": "1", "title": "CFO", "properties": properties}}
    (folder / "lead.json").write_text(json.dumps(dossier), encoding="utf-8")
    done = leadgate("assess", folder / "lead.json", "--model", folder / "model")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["prediction"]["model"]["name"] == "model"
    assert 0.8 < said["prediction"]["model"]["weight"] < 1.0
    assert any(reason["text"] == "source is “Event”" for reason in said["reasons"])


@pytest.mark.capability("L9")
def test_groups_that_are_treated_alike_are_told_with_the_cost(tmp_path: Path) -> None:
    a_grouped_table(1500).write_csv(tmp_path / "leads.csv")
    given = ["--target", "converted", "--id", "lead_id", "--fair", "region", "--fair-by", "selection"]
    done = leadgate("train", tmp_path / "leads.csv", *given, "--out", tmp_path / "model")
    assert done.returncode == 0, done.stderr
    assert "region: gap in selection " in done.stdout
    assert "at the cost of auc " in done.stdout
    said = " ".join(done.stderr.split())
    assert "left out: region is what --fair compares groups by: never learned from" in said
    assert "left out: region_code is a copy of region" in said


@pytest.mark.capability("L6")
def test_segments_are_told_scored_and_reviewed(tmp_path: Path) -> None:
    a_segmented_table(1500).write_csv(tmp_path / "leads.csv")
    given = ["--target", "converted", "--id", "lead_id", "--exclude", "created", "--segment", "industry"]
    done = leadgate("train", tmp_path / "leads.csv", *given, "--out", tmp_path / "model")
    assert done.returncode == 0, done.stderr
    assert "segments by industry: offsets and slopes by segment" in done.stdout
    (tmp_path / "settings.toml").write_text("[learning]\nsegment_outcomes = 100000\n", encoding="utf-8")
    out = tmp_path / "scores.csv"
    for more, reviewed in (
        ((), {"tiny"}),
        (("--config", tmp_path / "settings.toml"), {"core", "labs", "rare", "tiny"}),
    ):
        done = leadgate("score", tmp_path / "leads.csv", "--model", tmp_path / "model", "--out", out, *more)
        assert done.returncode == 0, done.stderr
        scores = pl.read_csv(out).with_columns(pl.read_csv(tmp_path / "leads.csv")["industry"])
        assert set(scores.filter(pl.col("review"))["industry"]) == reviewed


REFUSED = [
    ("a target that is not there", ["train", "leads.csv", "--target", "convertd", "--out", "m"], "is it “converted”?"),
    ("no target", ["train", "leads.csv", "--out", "m"], "--target: is required"),
    (
        "a fair column that is not there",
        ["train", "leads.csv", "--target", "converted", "--fair", "sorce", "--out", "m"],
        "--fair sorce: there is no such",
    ),
    (
        "an id as segment",
        ["train", "leads.csv", "--target", "converted", "--segment", "lead_id", "--out", "m"],
        "--segment lead_id: is an id",
    ),
    ("a file that is not there", ["train", "none.csv", "--target", "y", "--out", "m"], "none.csv: cannot be read"),
    ("a renamed column", ["score", "renamed.csv", "--model", "model", "--out", "s.csv"], "employees: there is no such"),
    ("no model", ["score", "leads.csv", "--model", "none", "--out", "s.csv"], "--model: a bundle's folder is needed"),
]


@pytest.mark.parametrize(("arguments", "said"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_bad_input_is_one_clear_line(folder: Path, arguments: list[str], said: str) -> None:
    leads = pl.read_csv(folder / "leads.csv", separator=";")
    leads.rename({"employees": "Employees (old)"}).write_csv(folder / "renamed.csv")
    files = {"leads.csv", "none.csv", "renamed.csv", "model", "none", "m", "s.csv"}
    done = leadgate(*(folder / one if one in files else one for one in arguments))
    assert done.returncode == 2
    assert said in " ".join(done.stderr.split())
    assert done.stdout == ""
