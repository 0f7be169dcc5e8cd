"""`leadgate audit` from outside: an object on standard output, a page that stands alone, one line where it cannot."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from typer.testing import CliRunner

from leadgate.cli.main import app
from leadgate.errors import BadInputError
from tests.builders import a_buyer, a_lead
from tests.unit.test_fairness import with_proxy

MARKET = Path(__file__).parents[1] / "cases" / "market.toml"


def run(*arguments: str | Path) -> dict[str, Any]:
    done = CliRunner().invoke(app, [str(argument) for argument in ("audit", *arguments)])
    assert done.exit_code == 0, done.exception
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def refused(*arguments: str | Path) -> str:
    done = CliRunner().invoke(app, [str(argument) for argument in ("audit", *arguments)])
    assert isinstance(done.exception, BadInputError)
    assert done.stdout == ""
    return str(done.exception)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def scored(here: Path) -> Path:
    """A scored table whose scores hold women back, with a postcode that stands for gender."""
    frame, chance, happened = with_proxy(0.3)
    said = np.where(frame["gender"] == "f", chance * 0.7, chance)
    extra = {
        "chance": pl.Series(said.round(4)),
        "converted": pl.Series(np.where(happened > 0, "yes", "no")),
        "id": pl.Series([f"L{row}" for row in range(len(frame))]),
    }
    frame.with_columns(**extra).write_csv(here / "leads.csv")
    return here / "leads.csv"


def stands_alone(page: str) -> bool:
    """No script, and nothing that a browser would fetch."""
    return not any(mark in page for mark in ("<script", "<link", "<img", "src=", "@import", "url(http"))


def test_unfairness_comes_out_as_an_object_and_as_a_page(scored: Path, here: Path) -> None:
    found = run("fairness", scored, "--group", "gender", "--score", "chance", "--target", "converted", "--id", "id")
    assert found["rows"] == found["known"] == 3000
    assert any("gender = f is selected less often" in text for text in found["findings"])
    assert [proxy["column"] for proxy in found["giveaways"][0]["proxies"]] == ["postcode"]
    assert found["edge_cases"][0]["id"].startswith("L")
    page = (here / found["report"]).read_text(encoding="utf-8")
    assert page.count("<svg") == 3
    assert "gender = f is selected less often" in page
    assert stands_alone(page)


@pytest.mark.parametrize("groups", [["--group", "gender,country"], ["--group", "gender", "--group", "country"]])
def test_groups_are_named_once_or_again(scored: Path, groups: list[str]) -> None:
    found = run("fairness", scored, *groups, "--score", "chance")
    assert [rated["by"] for rated in found["rated"]] == ["gender", "country", "gender × country"]
    assert [group["name"] for group in found["rated"][1]["groups"]] == ["DE", "CH", "AT"]


def test_more_groups_may_follow_the_first(scored: Path) -> None:
    found = run("fairness", scored, "--group", "gender", "country", "--score", "chance")
    assert len(found["rated"]) == 3


def test_the_page_escapes_what_is_in_the_table(here: Path) -> None:
    rows = {"team": ["<script>alert(1)</script>", "b $x$"] * 40, "chance": [0.2, 0.4] * 40}
    pl.DataFrame(rows).write_csv(here / "evil.csv")
    page = (here / run("fairness", here / "evil.csv", "--group", "team", "--score", "chance")["report"]).read_text()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_dossiers_are_judged_and_their_verdicts_audited(here: Path) -> None:
    buyer, nobody = a_buyer().with_lead(country="Austria").row(), a_lead(country="Norway").row()
    rows = [buyer | {"outcome": {"converted": True}}, nobody | {"outcome": {"converted": False}}] * 40
    (here / "dossiers.jsonl").write_text("\n".join(map(json.dumps, rows)))
    found = run("fairness", here / "dossiers.jsonl", "--group", "lead.country", "--config", MARKET)
    (rated,) = found["rated"]
    assert {group["name"]: group["selected"]["value"] for group in rated["groups"]} == {"Austria": 1.0, "Norway": 0.0}
    assert found["threshold"] is None


BAD = [
    ("no group", ["--score", "chance"], "--group: a column whose groups are compared is needed"),
    ("no score", ["--group", "gender"], "--score: the column with the chances of a table, or --model"),
    (
        "a group that is not there",
        ["--group", "gendre", "--score", "chance"],
        "--group gendre: there is no such",
    ),
    ("a score that is none", ["--group", "gender", "--score", "visits"], "chances from 0 to 1 are needed"),
    ("a score of words", ["--group", "gender", "--score", "country"], "holds no numbers"),
    (
        "a target of many values",
        ["--group", "gender", "--score", "chance", "--target", "country"],
        "--target country: has 3 values",
    ),
]


@pytest.mark.parametrize(("arguments", "message"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_what_cannot_be_audited_is_said_in_one_line(scored: Path, arguments: list[str], message: str) -> None:
    assert message in refused("fairness", scored, *arguments)


def test_dossiers_are_audited_for_what_is_missing(here: Path) -> None:
    (here / "leads.jsonl").write_text(json.dumps(a_lead().did("page_view").row()))
    found = run("data", here / "leads.jsonl")
    assert found["gaps"][0]["missing"] == "page-level detail"
    page = (here / found["report"]).read_text(encoding="utf-8")
    assert "no page-level detail: B2" in page
    assert stands_alone(page)


def test_a_table_is_audited(scored: Path, here: Path) -> None:
    found = run("data", scored, "--target", "converted", "--id", "id")
    assert found["rows"] == 3000
    assert found["layers"]["intent"] == 0
    page = (here / found["report"]).read_text(encoding="utf-8")
    assert "no column speaks of intent" in page
    assert stands_alone(page)


def test_a_dossier_that_is_none_is_named_by_its_line(here: Path) -> None:
    (here / "leads.jsonl").write_text(json.dumps(a_lead().row()) + "\n" + json.dumps({"as_of": "x"}))
    assert "leads.jsonl line 2" in refused("data", here / "leads.jsonl")


def test_a_bundle_gives_the_chances_where_no_column_does(scored: Path, here: Path) -> None:
    trained = CliRunner().invoke(
        app, ["train", str(scored), "--target", "converted", "--exclude", "chance", "--out", "m"]
    )
    assert trained.exit_code == 0, trained.exception
    found = run("fairness", scored, "--group", "gender", "--model", here / "m", "--target", "converted")
    assert found["known"] == 3000
    assert 0 < found["threshold"] < 1


def some_leads(seed: int, moved: bool = False) -> pl.DataFrame:
    generator = np.random.default_rng(seed)
    rows = 1500
    chance = generator.beta(2, 5, rows)
    return pl.DataFrame(
        {
            "source": generator.choice(["paid", "organic"], rows, p=[0.7, 0.3] if moved else [0.3, 0.7]),
            "visits": generator.poisson(3, rows),
            "chance": chance.round(4),
            "created": [str(np.datetime64("2026-01-01") + row // 10) for row in range(rows)],
            "converted": np.where(generator.random(rows) < chance * (0.5 if moved else 1.0), "yes", "no"),
        }
    )


@pytest.mark.parametrize("moved", [False, True])
def test_drift_is_told_where_there_is_some(here: Path, moved: bool) -> None:
    some_leads(1).write_csv(here / "then.csv")
    some_leads(2, moved).write_csv(here / "now.csv")
    options = ["--score", "chance", "--target", "converted", "--time", "created"]
    found = run("drift", here / "then.csv", here / "now.csv", *options)
    assert {shift["column"] for shift in found["shifts"] if shift["moved"]} == ({"source"} if moved else set())
    assert any("chances no longer come true" in alarm for alarm in found["alarms"]) == moved
    page = (here / found["report"]).read_text(encoding="utf-8")
    assert ("The world has moved" in page) == moved
    assert stands_alone(page)
