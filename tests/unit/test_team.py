"""The team file: what is refused, and where the error points."""

from datetime import UTC, datetime
from typing import Any

import pytest

from leadgate.domain.team import read_team
from leadgate.errors import BadInputError

REFUSED: list[tuple[str, dict[str, Any], str, str]] = [
    ("an id twice", {"reps": [{"id": "r1"}, {"id": "r1"}]}, "", "rep id r1 stands twice"),
    ("no id", {"reps": [{"name": "Ada"}]}, "reps.0.id", "required"),
    ("an unknown zone", {"reps": [{"id": "r1", "timezone": "Europe/Bonn"}]}, "reps.0.timezone", "IANA time zone"),
    (
        "hours without a zone",
        {"reps": [{"id": "r1", "working_hours": {"mon": ["09:00", "17:00"]}}]},
        "reps.0",
        "timezone is required",
    ),
    (
        "hours that end before they begin",
        {"reps": [{"id": "r1", "timezone": "UTC", "working_hours": {"mon": ["17:00", "09:00"]}}]},
        "reps.0.working_hours.mon",
        "the end must be later",
    ),
    (
        "an hour no clock shows",
        {"reps": [{"id": "r1", "timezone": "UTC", "working_hours": {"mon": ["09:00", "25:00"]}}]},
        "reps.0.working_hours.mon.1",
        "pattern",
    ),
    (
        "a day no week has",
        {"reps": [{"id": "r1", "timezone": "UTC", "working_hours": {"monday": ["09:00", "17:00"]}}]},
        "reps.0.working_hours.monday",
        "'mon'",
    ),
    (
        "back before away",
        {"reps": [{"id": "r1"}, {"id": "r2", "absent": [{"from": "2026-12-24", "to": "2026-12-23"}]}]},
        "reps.1.absent.0",
        "to must not be before from",
    ),
    (
        "away at no date",
        {"reps": [{"id": "r1", "absent": [{"from": "soon", "to": "2026-12-23"}]}]},
        "reps.0.absent.0.from",
        "a date such as 2026-12-24",
    ),
    ("a negative capacity", {"reps": [{"id": "r1", "capacity_per_day": -1}]}, "reps.0.capacity_per_day", "≥|greater"),
    ("a negative open limit", {"reps": [{"id": "r1", "open_limit": -1}]}, "reps.0.open_limit", "greater"),
    ("a weight of nothing", {"reps": [{"id": "r1", "weight": 0}]}, "reps.0.weight", "greater than 0"),
    ("a tier that is none", {"reps": [{"id": "r1", "accepts_tiers": ["E"]}]}, "reps.0.accepts_tiers.0", "'A'"),
    (
        "sizes upside down",
        {"reps": [{"id": "r1", "territories": {"employees": {"min": 500, "max": 100}}}]},
        "reps.0.territories.employees",
        "min must not be above max",
    ),
    ("a misspelt key", {"reps": [{"id": "r1", "capacity_day": 3}]}, "reps.0.capacity_day", "did you mean"),
    ("reps that are no list", {"reps": "r1"}, "reps", "list"),
    ("a queue for no status", {"queues": {"lost": "q"}}, "queues.lost", "'review'"),
]


@pytest.mark.parametrize(("tree", "path", "problem"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_a_team_file_that_cannot_be_meant_is_refused_by_its_path(tree: dict[str, Any], path: str, problem: str) -> None:
    with pytest.raises(BadInputError, match=problem) as refused:
        read_team(tree)
    assert refused.value.path.startswith(path)


def test_null_is_as_good_as_missing() -> None:
    rep = {"id": "r1", "queue": None, "working_hours": None, "capacity_per_day": None, "territories": None}
    assert read_team({"reps": [rep], "fallback_queue": None}) == read_team({"reps": [{"id": "r1"}]})


def test_an_absence_by_date_includes_its_last_day_in_the_rep_s_zone() -> None:
    team = read_team({"reps": [{"id": "r1", "absent": [{"from": "2026-10-24", "to": "2026-10-25"}]}]})
    begins, ends = team.reps[0].absent[0].between("Europe/Berlin")  # the day summer time ends: 25 hours
    assert (begins, ends) == (datetime(2026, 10, 23, 22, tzinfo=UTC), datetime(2026, 10, 25, 23, tzinfo=UTC))


def test_an_instant_without_a_zone_is_the_rep_s_wall_time() -> None:
    absence = {"from": "2026-07-01T12:00:00", "to": "2026-07-01T12:00:00Z"}
    begins, ends = read_team({"reps": [{"id": "r1", "absent": [absence]}]}).reps[0].absent[0].between("Asia/Tokyo")
    assert (begins, ends) == (datetime(2026, 7, 1, 3, tzinfo=UTC), datetime(2026, 7, 1, 12, tzinfo=UTC))
