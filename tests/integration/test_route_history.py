"""R14: `leadgate route explain` and `leadgate route replay`, over what routing has kept."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from leadgate.domain.routing import Seen
from leadgate.errors import BadInputError
from leadgate.service.history import explain, replay
from tests.integration.routing_stand import Stand, routing_stand
from tests.unit.routing_builders import NOON, OFFICE, a_team

LATER = NOON + timedelta(days=9)
REPS: tuple[dict[str, Any], ...] = (
    {"id": "11", "name": "Ada", "timezone": "UTC", "working_hours": OFFICE},
    {"id": "12", "name": "Bob", "timezone": "UTC", "working_hours": OFFICE},
    {"id": "13", "name": "Cleo", "territories": {"countries": ["FR"]}},
)


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[Stand]:
    with routing_stand(tmp_path, a_team(*REPS)) as made:
        yield made


def a_week(stand: Stand) -> None:
    """Forty leads of all tiers, some of them not accepted in time, one given back, one at night."""
    for n in range(40):
        at = NOON + timedelta(hours=3 * n)
        stand.look(f"lead-{n}", as_of=at, tier="ABCD"[n % 4], score=90.0 - n, country="DE")
    for n in (0, 8):
        stand.look(f"lead-{n}", as_of=NOON + timedelta(hours=3 * n + 28), tier="ABCD"[n % 4], score=90.0 - n)
    stand.look("lead-9", Seen(answer="rejected"), as_of=NOON + timedelta(hours=60), tier="B", score=81.0)


def leadgate(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    known = {name: value for name, value in os.environ.items() if not name.startswith("LEADGATE_")}
    command = [sys.executable, "-m", "leadgate", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**known, **environment})


@pytest.mark.capability("R14")
def test_every_assignment_is_worked_out_again_the_same(stand: Stand) -> None:
    a_week(stand)
    found = replay(NOON, LATER, None, stand.ports.store)
    assert found.leads == 40
    assert found.checked >= 42
    assert found.same == found.checked
    assert found.differences == ()


@pytest.mark.capability("R14")
def test_an_explanation_has_every_consideration_and_what_came_after(stand: Stand) -> None:
    a_week(stand)
    found = explain("lead-0", LATER, stand.ports.store)
    assert found.again == "same"
    assert [step["step"] for step in found.assignment["considered"]][:2] == ["owner", "territory"]
    assert [one.row["event"] for one in found.steps] == ["expired", "assigned"]
    (first, *_) = stand.ports.store.entries("assignments", NOON, LATER)
    whole = explain(first.row["assignment_id"], LATER, stand.ports.store)
    assert [one.row["event"] for one in whole.steps] == ["assigned", "expired", "assigned"]
    dropped = {one["rep_id"]: one["why"] for step in whole.assignment["considered"] for one in step["dropped"]}
    assert dropped["13"] == "territory does not include DE"


def test_another_team_file_shows_who_would_have_had_what(stand: Stand) -> None:
    a_week(stand)
    alone = a_team({"id": "99", "name": "Eve"})
    found = replay(NOON, LATER, alone, stand.ports.store)
    assert {one.would for one in found.differences} == {"99"}
    assert len(found.differences) == found.leads == 40
    assert sum(would for _, would in found.counts["99"].values()) == 40
    assert sum(was for was, _ in found.counts["99"].values()) == 0
    assert sum(was for tiers in found.counts.values() for was, _ in tiers.values()) == 40


def test_the_same_team_file_changes_nothing_where_nobody_let_a_lead_wait(stand: Stand) -> None:
    for n in range(40):
        stand.look(f"lead-{n}", as_of=NOON + timedelta(hours=3 * n), tier="ABCD"[n % 4], score=90.0 - n)
    assert replay(NOON, LATER, stand.team, stand.ports.store).differences == ()


def test_books_that_were_altered_are_noticed(stand: Stand) -> None:
    stand.look("lead-1")
    (line,) = stand.ports.store.entries("assignments", NOON, LATER)
    stand.ports.store.remember(f"routing:team:{line.row['inputs']['team']}", {"reps": [{"id": "99"}]})
    assert explain("lead-1", LATER, stand.ports.store).again == "different"


def test_what_has_no_assignment_is_refused(stand: Stand) -> None:
    with pytest.raises(BadInputError, match="neither an assignment nor a lead"):
        explain("nobody", LATER, stand.ports.store)


def test_the_commands_show_people_and_programs_the_same(stand: Stand, tmp_path: Path) -> None:
    a_week(stand)
    (first, *_) = stand.ports.store.entries("assignments", NOON, LATER)
    shown = leadgate("route", "explain", first.row["assignment_id"], "--data-dir", tmp_path)
    assert shown.returncode == 0, shown.stderr
    assert "Cleo (13): territory does not include DE" in shown.stdout
    assert "not accepted in time" in shown.stdout
    row = json.loads(leadgate("route", "explain", "lead-0", "--json", "--data-dir", tmp_path).stdout)
    assert row["worked_out_again"] == "same"
    team = tmp_path / "new.json"
    team.write_text(json.dumps({"reps": [{"id": "99"}]}))
    window = ("--from", "2026-11-23", "--to", "2026-11-30", "--data-dir", tmp_path)
    table = leadgate("route", "replay", *window, "--team", team)
    assert table.returncode == 0, table.stderr
    assert "40 leads would be elsewhere" in table.stdout
    row = json.loads(leadgate("route", "replay", *window, "--json").stdout)
    assert (row["leads"], row["differences"]) == (40, [])


BAD = [
    ("no store", ("explain", "x"), "--data-dir: is needed"),
    ("an end before the start", ("replay", "--from", "2026-11-03", "--to", "2026-11-01"), "--to: must be later"),
    ("no date", ("replay", "--from", "soon", "--to", "2026-11-01"), "--from: a day such as"),
    ("no leads", ("--team", "team.json"), "--leads: is needed"),
]


@pytest.mark.parametrize(("arguments", "line"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_what_is_asked_wrongly_is_one_line(arguments: tuple[str, ...], line: str) -> None:
    answer = leadgate("route", *arguments)
    assert answer.returncode == 2
    assert line in answer.stderr
    assert answer.stderr.count("\n") == 1
