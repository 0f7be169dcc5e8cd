"""Routing over the books of a store, without a CRM: leads come, time passes, reps do what a test says."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
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
from tests.unit.routing_builders import a_request

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
    return Ports(store, queue, UNUSED, UNUSED, UNUSED, UNUSED, FixedClock(), Scheduled())


@contextmanager
def routing_stand(folder: Path, team: Team) -> Iterator[Stand]:
    with closing(Database(folder / DATABASE)) as database:
        yield Stand(ports_on(SqliteStore(database), SqliteQueue(database, FixedClock())), team)
