"""A day of 20,000 mixed events before each CRM: what a lead costs in calls, and that nothing is lost or done twice."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.figures import Figure, seconds_of
from tests.day import DAYS, EVENTS_A_LEAD, Day, play_day

EVENTS = 20_000


def figures() -> Iterator[Figure]:
    for crm, make in DAYS.items():
        days: list[Day] = []
        with tempfile.TemporaryDirectory() as folder:
            made, leads = make(Path(folder), EVENTS // EVENTS_A_LEAD)
            with made as running:
                taken = seconds_of(
                    lambda running=running, leads=leads, days=days: days.append(play_day(running, leads, EVENTS))
                )  # type: ignore[misc]  # mypy infers no lambda's default
        (day,) = days
        bad = len(day.lost) + len(day.twice) + len(day.unwritten)
        yield Figure(f"{crm}, a day of {EVENTS:,} events: lost or done twice", bad, "events", 0)
        yield Figure(f"{crm}, calls a lead and day", day.calls / day.leads, "calls", note=f"{day.leads} leads")
        yield Figure(f"{crm}, assessments a lead and day", day.assessments / day.leads, "assessments")
        yield Figure(f"{crm}, the whole day, on one thread", taken, "s")
