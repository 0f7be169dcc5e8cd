"""A day of mixed events before each CRM: nothing is lost, nothing is done twice, and a lead costs few calls.

`make bench` plays the whole day of 20,000 (`tests/benchmarks/day.py`).
"""

from pathlib import Path

import pytest

from tests.day import DAYS, EVENTS_A_LEAD, play_day

LEADS = 4
MOST_CALLS_AN_ASSESSMENT = 5.5


@pytest.mark.parametrize("crm", DAYS)
def test_a_day_loses_nothing_and_does_nothing_twice(crm: str, tmp_path: Path) -> None:
    made, leads = DAYS[crm](tmp_path, LEADS)
    with made as running:
        day = play_day(running, leads, LEADS * EVENTS_A_LEAD)
    assert day.is_good, (day.lost[:3], day.twice[:3], day.unwritten[:3])
    assert day.assessments > 3 * LEADS
    assert day.calls / day.assessments <= MOST_CALLS_AN_ASSESSMENT


@pytest.mark.parametrize("crm", DAYS)
def test_a_day_is_not_good_when_something_is_missing(crm: str, tmp_path: Path) -> None:
    made, leads = DAYS[crm](tmp_path, 2)
    with made as running:
        running.set(rollout={"share": 0.0})
        day = play_day(running, leads, 24)
    assert day.unwritten == leads
