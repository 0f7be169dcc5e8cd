"""`leadgate train` and `leadgate score` as a process: results on one stream, words on the other, exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from tests.leads_table import a_table

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


REFUSED = [
    ("a target that is not there", ["train", "leads.csv", "--target", "convertd", "--out", "m"], "is it “converted”?"),
    ("no target", ["train", "leads.csv", "--out", "m"], "--target: is required"),
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
