"""How the product on one machine is: what waits, what failed, and whether a person should look."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from leadgate.embedded.database import Database
from leadgate.errors import without_value
from leadgate.http import HttpAnswer, HttpRequest, Route
from leadgate.ports import Ports
from leadgate.records import micros

FRESH: Final = timedelta(days=1)
"""How long a parked record asks for attention: it is nothing that could be done again."""


@dataclass(frozen=True, slots=True)
class Counts:
    waiting: int
    dead_letters: int
    parked: int
    parked_lately: int

    @property
    def want_attention(self) -> bool:
        """While dead letters wait for somebody, and for a day after a record was parked."""
        return bool(self.dead_letters or self.parked_lately)


def count_all(database: Database, now: datetime) -> Counts:
    with database.reading() as connection:
        return Counts(*connection.execute(_COUNTS, (micros(now - FRESH),)).fetchone())


def health_route(database: Database) -> Route:
    """GET /healthz: always 200 while store, settings and model can be used."""

    def healthz(_: HttpRequest, ports: Ports) -> HttpAnswer:
        counts = count_all(database, ports.clock.now())
        ports.settings.current()  # reads the file again where it has changed
        refused = ports.settings.last_problem
        body = {
            "status": "attention" if counts.want_attention or refused else "ok",
            "waiting": counts.waiting,
            "dead_letters": counts.dead_letters,
            "parked": counts.parked,
            "settings": f"refused, the last good ones stay: {without_value(refused)}" if refused else "in force",
            "model": ports.models.current().version,
        }
        return HttpAnswer(200, body)

    return Route("GET", "/healthz", healthz, "Whether the product works, and whether a person should look")


_COUNTS = """
    SELECT (SELECT count(*) FROM messages), (SELECT count(*) FROM dead_letters),
        (SELECT count(*) FROM parked WHERE NOT dismissed),
        (SELECT count(*) FROM parked WHERE NOT dismissed AND parked_at > ?)"""
