"""How fast leads are handed out, how fair a quarter is, and whether many workers at once stay within limits."""

import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from leadgate.domain.routing import RoutingRequest, RoutingState, route
from leadgate.domain.team import Team, read_team
from leadgate.embedded.database import Database
from leadgate.embedded.store import SqliteStore
from leadgate.service.team_facts import team_facts
from tests.benchmarks.figures import Figure, median_cpu_seconds, seconds_of
from tests.integration.routing_stand import a_rush, equal_reps, rush_in
from tests.quarter import OFFICE, START, ZONES, a_quarter, fairness_of

WORKERS: Final = 16
RUSH: Final = 5_000
REPS: Final = 25


def figures() -> Iterator[Figure]:
    busy = {"working_hours": OFFICE, "capacity_per_day": 60}
    for how, fields in (("all present", {}), ("with hours and capacities", busy)):
        seconds = median_cpu_seconds(_handing_out(fields), times=3, warm_up=1)
        yield Figure(f"routing, 20,000 leads × 200 reps, {how}", seconds, "s", 2.0)
    found = fairness_of(*a_quarter(seed=1))
    what = "a quarter of 5,000 leads, 25 reps"
    yield Figure(f"{what}: reps of the same hours apart, a tier", found.reps_apart, "leads", 1)
    yield Figure(f"{what}: anybody off its share, a tier", found.off_share, "leads")
    yield Figure(f"{what}: mean score off what one could have had", found.quality_percent, "%", 2.0)
    yield from _rush()


def _handing_out(fields: dict[str, Any]) -> Any:
    team, requests = _a_large_team(fields), _many_leads()
    return lambda: route(requests, team, RoutingState(), team_facts())


def _a_large_team(fields: dict[str, Any]) -> Team:
    reps = [{"id": f"r{n}", "timezone": ZONES[n % 4][0], **fields} for n in range(200)]
    return read_team({"reps": reps, "fallback_queue": "everybody"})


def _many_leads() -> list[RoutingRequest]:
    chance = random.Random(1)
    return [
        RoutingRequest(f"lead-{n}", START + timedelta(seconds=20 * n), "sales_ready", chance.choice("ABCD"), score)  # type: ignore[arg-type]  # one of ABCD
        for n in range(20_000)
        for score in (float(chance.randrange(100)),)
    ]


def _rush() -> Iterator[Figure]:
    """Sixteen workers, each with a connection of its own, on one machine's store."""
    room = RUSH // REPS - 2
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        path = Path(folder) / "leadgate.sqlite3"
        databases = [stack.enter_context(closing(Database(path, busy_seconds=60))) for _ in range(WORKERS)]
        stores = [SqliteStore(database) for database in databases]
        taken = seconds_of(lambda: rush_in(a_rush(RUSH), stores, equal_reps(REPS, room)))
        rows = [line.row for line in stores[0].entries("assignments", START, START.replace(year=2027), 100_000)]
    given = [row for row in rows if row["event"] == "assigned"]
    held = Counter(row["rep_id"] for row in given)
    what = f"{WORKERS} workers route {RUSH:,} leads at once"
    yield Figure(what, taken, "s", 60.0)
    yield Figure(f"{what}: leads over a rep's capacity", max(0, max(held.values()) - room), "leads", 0)
    yield Figure(f"{what}: given twice", len(given) - len({row["lead_id"] for row in given}), "leads", 0)
    yield Figure(f"{what}: reps apart", max(held.values()) - min(held.values()), "leads", 1)
