"""R6: working time is what the presence check says it is, also over clock changes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadgate.domain.routing import TeamFacts
from leadgate.domain.routing.presence import Presence
from leadgate.domain.routing.working_time import after_working_hours, next_at_work, next_day_at_work, working_spans
from leadgate.domain.team import Rep, read_team
from tests.unit.routing_builders import OFFICE

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe")
NIGHTS = {"sat": ["22:00", "24:00"], "sun": ["00:00", "02:30"], "mon": ["02:15", "10:00"]}
# Weeks around the changes of clocks of the zones above, spring and autumn.
WEEKS = ("2026-03-05", "2026-03-26", "2026-10-01", "2026-10-23", "2026-10-30", "2026-06-01")


def a_rep(**fields: Any) -> Rep:
    return read_team({"reps": [{"id": "r", **fields}]}).reps[0]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(ZONES),
    st.sampled_from((OFFICE, NIGHTS, {**OFFICE, "sun": ["02:30", "03:30"]})),
    st.sampled_from(WEEKS),
    st.integers(0, 60 * 24 * 4),
)
def test_minutes_in_working_spans_are_those_in_which_the_rep_is_present(
    zone: str, hours: dict[str, list[str]], week: str, minute: int
) -> None:
    start = datetime.fromisoformat(f"{week}T00:00:00+00:00") + timedelta(minutes=minute)
    away = {"from": f"{week[:8]}27T10:30:00Z", "to": f"{week[:8]}27T12:00:00Z"}
    rep, facts = a_rep(timezone=zone, working_hours=hours, absent=[away]), TeamFacts()
    presence, until = Presence((rep,), facts), start + timedelta(days=4)
    spans = [span for span in working_spans(rep, facts, start) if span[0] < until]
    for number in range(4 * 24 * 12):
        at = start + timedelta(minutes=5 * number)
        inside = any(begins <= at < ends for begins, ends in spans)
        assert inside == bool(presence.at(at).verdict.passing), at


DEADLINES = [
    ("within a day", "2026-11-23T10:00", 4, "2026-11-23T14:00"),
    ("overnight", "2026-11-23T15:00", 4, "2026-11-24T11:00"),
    ("over the weekend", "2026-11-27T16:00", 2, "2026-11-30T10:00"),
    ("given at night", "2026-11-23T20:00", 1, "2026-11-24T09:00"),
    ("three working days", "2026-11-23T08:00", 24, "2026-11-25T16:00"),
    ("over Christmas", "2026-12-24T14:00", 4, "2026-12-28T10:00"),
]


@pytest.mark.capability("R6")
@pytest.mark.parametrize(
    ("start", "hours", "end"), [row[1:] for row in DEADLINES], ids=[str(row[0]) for row in DEADLINES]
)
def test_a_time_limit_counts_working_time_only(start: str, hours: float, end: str) -> None:
    rep = a_rep(timezone="Europe/Berlin", working_hours=OFFICE, holidays="DE")
    facts = TeamFacts(holiday_on=lambda _, on: "Christmas" if (on.month, on.day) in ((12, 25), (12, 26)) else None)
    found = after_working_hours(rep, facts, datetime.fromisoformat(f"{start}:00+00:00"), hours)
    assert found == datetime.fromisoformat(f"{end}:00+00:00")


def test_hours_over_a_clock_change_are_those_that_pass() -> None:
    rep = a_rep(timezone="Europe/Berlin", working_hours={"sun": ["00:00", "24:00"]})
    autumn = datetime(2026, 10, 24, 22, tzinfo=UTC)  # midnight in Berlin; this Sunday has 25 hours
    assert after_working_hours(rep, TeamFacts(), autumn, 25) == datetime(2026, 10, 25, 23, tzinfo=UTC)
    spring = datetime(2026, 3, 28, 23, tzinfo=UTC)  # this one has 23
    assert after_working_hours(rep, TeamFacts(), spring, 23) == datetime(2026, 3, 29, 22, tzinfo=UTC)


def test_who_never_works_is_given_the_hours_by_the_calendar() -> None:
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    rep = a_rep(timezone="UTC", working_hours={})
    assert after_working_hours(rep, TeamFacts(), noon, 8) == noon + timedelta(hours=8)
    assert next_at_work(rep, TeamFacts(), noon) is None


def test_who_is_off_for_the_night_is_back_in_the_morning_and_who_is_full_tomorrow() -> None:
    rep, noon = a_rep(timezone="UTC", working_hours=OFFICE), datetime(2026, 11, 23, 12, tzinfo=UTC)
    morning = datetime(2026, 11, 24, 9, tzinfo=UTC)
    assert next_at_work(rep, TeamFacts(), noon + timedelta(hours=8)) == morning
    assert next_day_at_work(rep, TeamFacts(), noon) == morning
