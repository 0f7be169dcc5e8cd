"""Keys of a dossier that nobody reads are named, and nothing else is."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from leadgate.cli.main import app
from leadgate.domain.dossier_keys import unknown_keys

CASES = Path(__file__).parents[1] / "cases"
DOSSIER: dict[str, Any] = {"as_of": "2026-11-23T12:00:00Z", "lead": {"id": "lead-1", "properties": {"anything": 1}}}

UNKNOWN: list[tuple[str, dict[str, Any], list[tuple[str, str | None]]]] = [
    ("nothing but what is known", {}, []),
    ("misspelt in the frame", {"signal": []}, [("signal", "signals")]),
    ("misspelt in the lead", {"lead": {"id": "1", "titel": "CFO"}}, [("lead.titel", "title")]),
    ("in capitals", {"lead": {"id": "1", "Email": "a@b.example"}}, [("lead.Email", "email")]),
    ("in the account", {"account": {"employes": 5}}, [("account.employes", "employees")]),
    ("in many signals, once", {"signals": [{"occured_at": 1}] * 3}, [("signals[].occured_at", "occurred_at")]),
    ("in a colleague", {"colleagues": [{"id": "2", "job": "CFO"}]}, [("colleagues[].job", None)]),
    ("in an opportunity", {"opportunities": [{"wonn": True}]}, [("opportunities[].wonn", "won")]),
    ("like nothing", {"quantum": 1}, [("quantum", None)]),
    ("an outcome is for training", {"outcome": {"converted": True}}, []),
    ("a part that is none is not looked into", {"account": None, "signals": "x", "colleagues": [1]}, []),
]


@pytest.mark.parametrize(("changes", "found"), [row[1:] for row in UNKNOWN], ids=[row[0] for row in UNKNOWN])
def test_keys_that_nobody_reads_are_named(changes: dict[str, Any], found: list[tuple[str, str | None]]) -> None:
    assert [(key.path, key.nearest) for key in unknown_keys({**DOSSIER, **changes})] == found


@pytest.mark.parametrize("name", ["jennifer", "a", "b"])
def test_the_examples_hold_nothing_unknown(name: str) -> None:
    assert unknown_keys(json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))) == ()


def test_a_misspelt_key_is_told_once_and_stops_nothing(tmp_path: Path) -> None:
    path = tmp_path / "leads.jsonl"
    lead = {"id": "lead-1", "titel": "CFO"}
    path.write_text(f"{json.dumps({**DOSSIER, 'lead': lead})}\n" * 2)
    done = CliRunner().invoke(app, ["assess", str(path)], env={"NO_COLOR": "1"})
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) == 2
    assert done.stderr == f"{path} line 1: lead.titel: no such key, so it is ignored; did you mean title?\n"
