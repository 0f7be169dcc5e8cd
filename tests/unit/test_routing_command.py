"""`leadgate route`: assignments a line, a state that carries over, and nothing written when a line is bad."""

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from leadgate.cli.route import route_command
from leadgate.errors import BadInputError

APP = typer.Typer()
APP.command()(route_command)
TEAM = {"reps": [{"id": "r1"}, {"id": "r2"}], "fallback_queue": "everybody"}


def an_assessment(lead_id: str, **decision: Any) -> dict[str, Any]:
    return {
        "lead_id": lead_id,
        "as_of": "2026-11-23T12:00:00Z",
        "lead": {"id": lead_id, "country": "DE"},
        "decision": {"status": "sales_ready", "tier": "A", "score": 80, **decision},
        "account": {"id": f"account-of-{lead_id}", "employees": None},
        "recommendation": {"route_to": "Enterprise SDR", "required_skills": []},
    }


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "team.json").write_text(json.dumps(TEAM))
    write_leads(tmp_path, [an_assessment(f"lead-{n}") for n in range(3)])
    return tmp_path


def write_leads(folder: Path, rows: list[Any]) -> None:
    (folder / "leads.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))


def run(folder: Path, *more: str, leads: str | None = None, stdin: str | None = None) -> list[dict[str, Any]]:
    arguments = ["--team", str(folder / "team.json"), "--leads", leads or str(folder / "leads.jsonl"), *more]
    result = CliRunner().invoke(APP, arguments, input=stdin)
    if result.exception is not None:
        raise result.exception
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_assignments_come_in_the_order_of_the_leads(files: Path) -> None:
    found = run(files)
    assert [row["lead_id"] for row in found] == ["lead-0", "lead-1", "lead-2"]
    assert {row["rep_id"] for row in found} == {"r1", "r2"}
    assert set(found[0]) == {"assignment_id", "lead_id", "rep_id", "queue", "at", "reason", "considered"}
    assert found[0]["at"] == "2026-11-23T12:00:00Z"


def test_standard_input_is_a_dash(files: Path) -> None:
    stdin = (files / "leads.jsonl").read_text()
    assert run(files, leads="-", stdin=stdin) == run(files)


def test_the_same_files_give_the_same_assignments(files: Path) -> None:
    assert run(files) == run(files)


def test_the_state_carries_fairness_from_call_to_call(files: Path) -> None:
    takers = []
    for n in range(6):
        write_leads(files, [an_assessment(f"lead-{n}")])
        takers += [row["rep_id"] for row in run(files, "--state", str(files / "state.json"))]
    assert takers == takers[:2] * 3
    assert [path.name for path in files.iterdir() if path.name.startswith(".")] == []


def test_holidays_and_territories_come_from_the_reference_tables(files: Path) -> None:
    reps = [
        {"id": "by", "holidays": "DE-BY", "territories": {"countries": ["DACH"]}},
        {"id": "us", "territories": {"countries": ["United States"]}},
        {"id": "all"},
    ]
    (files / "team.json").write_text(json.dumps({"reps": reps}))
    write_leads(files, [an_assessment("lead-1"), an_assessment("lead-2") | {"as_of": "2026-01-06T12:00:00Z"}])
    assert [row["rep_id"] for row in run(files)] == ["by", "all"]


BAD_LEADS: list[tuple[str, Any, str]] = [
    ("no JSON", "{", "is no JSON"),
    ("no object", [1], "an object is needed"),
    ("no lead", an_assessment(""), "lead_id: is required"),
    ("no instant", an_assessment("l") | {"as_of": "soon"}, "as_of: an instant"),
    ("no decision", an_assessment("l") | {"decision": None}, "decision: is required"),
    ("a tier that is none", an_assessment("l", tier="E"), "decision.tier: must be A, B, C, D, not 'E'"),
    ("a status that is none", an_assessment("l", status="won"), "decision.status: must be"),
    ("a score that is text", an_assessment("l", score="high"), "decision.score: a number"),
    ("a score off the scale", an_assessment("l", score=101), "decision.score"),
    ("no score", an_assessment("l", score=None), "decision.score: is required"),
    ("skills that are no list", an_assessment("l") | {"recommendation": {"required_skills": "de"}}, "required_skills"),
    ("a skill that is a number", an_assessment("l") | {"recommendation": {"required_skills": [1]}}, r"skills\[0\]"),
    ("employees that are text", an_assessment("l") | {"account": {"employees": "many"}}, "account.employees"),
]


@pytest.mark.parametrize(("row", "problem"), [row[1:] for row in BAD_LEADS], ids=[row[0] for row in BAD_LEADS])
def test_a_bad_line_is_named_and_leaves_the_state_untouched(files: Path, row: Any, problem: str) -> None:
    state = files / "state.json"
    run(files, "--state", str(state))
    before = state.read_text()
    text = row if isinstance(row, str) else json.dumps(row)
    (files / "leads.jsonl").write_text(f"{json.dumps(an_assessment('good'))}\n\n{text}\n")
    with pytest.raises(BadInputError, match=problem) as refused:
        run(files, "--state", str(state))
    assert refused.value.path.startswith(f"{files / 'leads.jsonl'}:3")
    assert state.read_text() == before


BAD_TEAMS: list[tuple[str, str, str]] = [
    ("no JSON", "{", "is no JSON"),
    ("no object", "[]", "an object"),
    ("a misspelt key", '{"rep": []}', "did you mean reps"),
    ("a zone that is none", '{"reps": [{"id": "r1", "timezone": "Mars"}]}', "timezone: an IANA"),
    ("holidays of nowhere", '{"reps": [{"id": "r1", "holidays": "DE-XX"}]}', "holidays: a country"),
]


@pytest.mark.parametrize(("text", "problem"), [row[1:] for row in BAD_TEAMS], ids=[row[0] for row in BAD_TEAMS])
def test_a_bad_team_file_is_named(files: Path, text: str, problem: str) -> None:
    (files / "team.json").write_text(text)
    with pytest.raises(BadInputError, match=problem) as refused:
        run(files, "--state", str(files / "state.json"))
    assert refused.value.path.startswith(str(files / "team.json"))
    assert not (files / "state.json").exists()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"schema": 2}', '{"schema": 1, "reps": {"r1": {"open": "x"}}}'])
def test_a_bad_state_file_is_named_and_kept(files: Path, text: str) -> None:
    state = files / "state.json"
    state.write_text(text)
    with pytest.raises(BadInputError) as refused:
        run(files, "--state", str(state))
    assert refused.value.path.startswith(str(state))
    assert state.read_text() == text


def test_a_file_that_is_missing_is_named(files: Path) -> None:
    with pytest.raises(BadInputError, match="cannot be read"):
        run(files, leads=str(files / "none.jsonl"))
