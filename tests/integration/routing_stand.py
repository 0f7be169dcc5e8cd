"""Routing over the books of a store, without a CRM: leads come, time passes, reps do what a test says."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from leadgate.domain.routing import Limits, Placed, RoutingRequest, Seen
from leadgate.domain.team import Team
from leadgate.embedded.data_folder import DATABASE
from leadgate.embedded.database import Database
from leadgate.embedded.queue import SqliteQueue
from leadgate.embedded.store import SqliteStore
from leadgate.ports import Ports, Store
from leadgate.service.assign import place_in_books
from tests.contract.building import FixedClock
from tests.unit.routing_builders import NOON, a_request, a_team

UNUSED: Any = None


@dataclass
class Scheduled:
    """`ports.Scheduler` that writes down."""

    wakes: list[tuple[str, datetime]] = field(default_factory=list)

    def wake(self, lead_id: str, at: datetime) -> None:
        self.wakes.append((lead_id, at))


@dataclass
class Stand:
    ports: Ports
    team: Team
    limits: Limits = field(default_factory=lambda: Limits(acting=True, sla_hours=4, next_reps=1))

    def look(self, lead_id: str, seen: Seen | None = None, **changes: Any) -> Placed:
        """One look at a lead, kept."""
        return place_in_books(a_request(lead_id, **changes), seen or Seen(), self.team, self.limits, self.ports)

    def route(self, request: RoutingRequest) -> Placed:
        return place_in_books(request, Seen(), self.team, self.limits, self.ports)


def ports_on(store: Store, queue: Any = UNUSED) -> Ports:
    return Ports(store, queue, UNUSED, UNUSED, UNUSED, UNUSED, FixedClock(), UNUSED, Scheduled())


@contextmanager
def routing_stand(folder: Path, team: Team) -> Iterator[Stand]:
    with closing(Database(folder / DATABASE)) as database:
        yield Stand(ports_on(SqliteStore(database), SqliteQueue(database, FixedClock())), team)


def equal_reps(count: int, capacity: int) -> Team:
    reps: list[dict[str, Any]] = [
        {"id": f"r{n}", "timezone": "UTC", "capacity_per_day": capacity, "open_limit": capacity} for n in range(count)
    ]
    return a_team(*reps)


def a_rush(leads: int) -> list[RoutingRequest]:
    """Leads of one day, of all tiers; every tenth comes twice."""
    requests = [
        a_request(
            f"lead-{n}",
            as_of=NOON + timedelta(seconds=n % 3_600),
            tier="ABCD"[n % 4],
            score=float(50 + n * 37 % 50),
            account_id=f"account-{n}",
        )
        for n in range(leads)
    ]
    return requests + requests[::10]


def rush_in(requests: Sequence[RoutingRequest], stores: Sequence[Store], team: Team) -> list[Placed]:
    """All of them at once, by as many workers as there are stores: each is another process's view of the same."""
    stands = [Stand(ports_on(store), team) for store in stores]

    def work(number: int) -> list[Placed]:
        return [stands[number].route(request) for request in requests[number :: len(stands)]]

    with ThreadPoolExecutor(len(stands)) as pool:
        return [placed for share in pool.map(work, range(len(stands))) for placed in share]
