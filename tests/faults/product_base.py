"""The whole product before a sandbox CRM, in one thread and by one clock: nothing happens but what a test asks for.

The handlers are those of `functions/`, the worker is that of `leadgate serve`, store and queue are SQLite.
"""

import itertools
import json
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar, Final

from functions.enrichment.app import ROUTES as ENRICHMENT
from functions.hubspot_card.app import ROUTES as HUBSPOT_CARD
from functions.hubspot_webhook.app import ROUTES as HUBSPOT
from functions.salesforce_webhook.app import ROUTES as SALESFORCE
from functions.signals.app import ROUTES as SIGNALS
from leadgate.bootstrap import bundled_model
from leadgate.calendars.rep_calendars import RepCalendars
from leadgate.crm.lazy import LazyCrm
from leadgate.domain.section import validated
from leadgate.domain.settings import Settings
from leadgate.embedded.database import Database
from leadgate.embedded.queue import SqliteQueue
from leadgate.embedded.secrets import EnvironmentSecrets
from leadgate.embedded.store import SqliteStore
from leadgate.embedded.worker import work_once
from leadgate.http import HttpAnswer, HttpRequest, Route, answer_to
from leadgate.model.registry import FolderRegistry
from leadgate.ports import Ports
from leadgate.ports.calendar import Calendar
from leadgate.ports.crm import Crm
from leadgate.sandbox.hubspot import Faults
from leadgate.service.qualify import Qualified
from tests.contract.hubspot_world import HubSpotWorld, SteppingClock
from tests.contract.salesforce_world import SalesforceWorld

PUBLIC: Final = "https://leadgate.example"
SECRETS: Final = {
    "HUBSPOT_CLIENT_SECRET": "client-secret",
    "SALESFORCE_WEBHOOK_SECRET": "whsec_c2FsZXNmb3JjZS1zZWNyZXQ=",
    "TRACKER_WRITE_KEY": "write-key",
    "ENRICHMENT_WEBHOOK_SECRET": "whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQ=",
    "MAIL_INTAKE_SECRET": "whsec_bWFpbC1zZWNyZXQ=",
    "OUTREACH_SIGNING_KEY": "a long random text",
}
SETTINGS: Final[Mapping[str, Any]] = {
    "market": {"industries": ["manufacturing"], "countries": ["US"], "technologies": ["SAP"]},
    "own_domains": ["seller.example"],
    "autonomy": "act",
    "tracker": {"allowed_origins": ["https://www.seller.example"]},
}
_ROUTES: Final = {
    (route.method, route.path): route for route in (*HUBSPOT, *HUBSPOT_CARD, *SALESFORCE, *SIGNALS, *ENRICHMENT)
}
_MODELS: Final = FolderRegistry(bundled_model())

LONG: Final = timedelta(hours=12)

Json = dict[str, Any]


@dataclass
class HeldSettings:
    """Settings that a test may change."""

    settings: Settings

    def current(self) -> Settings:
        return self.settings


@dataclass
class Troubles(Faults):
    """Faults by chance, or all calls but so many first ones."""

    good_calls: int | None = None

    def draw(self) -> str | None:
        if self.good_calls is None:
            return super().draw()
        self.good_calls -= 1
        return "503" if self.good_calls < 0 else None


@dataclass
class Product(ABC):
    """events: what the CRM has to tell of changes. judged: what became of every lead that was worked on.

    A CRM is one class below: how it tells, and what its people, whom the world names, are called in its own words.
    """

    world: HubSpotWorld | SalesforceWorld
    ports: Ports
    held: HeldSettings
    troubles: Troubles
    events: list[Json] = field(default_factory=list)
    judged: list[Qualified] = field(default_factory=list)
    _event_ids: Iterator[int] = field(default_factory=lambda: itertools.count(10_000))

    settings: ClassVar[Mapping[str, Any]]
    title_field: ClassVar[str]
    email_field: ClassVar[str]
    revoked_words: ClassVar[str]

    @abstractmethod
    def tells(self, *our_ids: str) -> HttpAnswer:
        """Somebody edited each of these records, by hand; a new event every time."""

    @abstractmethod
    def delivers(self) -> int:
        """All that the CRM has to tell; how many events that were."""

    @abstractmethod
    def revoke(self) -> None:
        """The admin takes our access away."""

    @abstractmethod
    def grant(self) -> None:
        """And gives it back."""

    @property
    def lead(self) -> str:
        return self.world.lead

    @property
    def colleague(self) -> str:
        """The CFO of the lead's company."""
        return self.world.colleagues[1]

    @property
    def clock(self) -> SteppingClock:
        return self.world.clock

    @property
    def assessments(self) -> int:
        """How many were made."""
        return sum(one.assessment is not None for one in self.judged)

    def set(self, **changes: Any) -> None:
        """Change settings: `set(autonomy="observe", rollout={"share": 0.0})`."""
        self.held.settings = validated(Settings, {**SETTINGS, **self.settings, **changes})

    def call(
        self,
        method: str,
        path: str,
        body: bytes,
        headers: Mapping[str, str],
        query: Mapping[str, str] = MappingProxyType({}),
    ) -> HttpAnswer:
        route: Route = _ROUTES[method, path]
        lower = {name.lower(): value for name, value in headers.items()}
        try:
            return route.receive(HttpRequest(method, f"{PUBLIC}{path}", lower, body, query), self.ports)
        except Exception as error:
            return answer_to(error)

    def site_sends(self, *signals: Any) -> HttpAnswer:
        body = json.dumps({"signals": signals}).encode()
        return self.call("POST", "/signals", body, {"x-leadgate-key": SECRETS["TRACKER_WRITE_KEY"]})

    def view(self, number: int, page: str = "/pricing", seconds: float = 90, lead: str = "", **changes: Any) -> Json:
        """A page view of the lead's, as the tracker sends it."""
        return a_view(number, page, seconds, lead or self.lead, **changes)

    def work(self, within: timedelta = LONG) -> None:
        """Until nobody waits, moving the clock on to whoever waits for later; no further than `within`."""
        until = self.clock.at + within
        while self.ports.queue.waiting() and self.clock.at < until:
            if not work_once(self.ports, self.judged.append):
                self.clock.at += timedelta(seconds=15)

    def settle(self) -> None:
        """Deliver and work until the CRM has nothing more to tell and nobody waits."""
        for _ in range(20):
            told = self.delivers()
            self.work()
            if not told and not self.events:
                return
        raise AssertionError(f"still not settled: {self.events[:3]}")

    def fail(self, spec: str) -> None:
        """From now on the CRM fails so: `503:1`; empty: not at all."""
        self.troubles.good_calls, self.troubles.shares = None, Faults.parse(spec).shares

    def break_off_after(self, calls: int) -> None:
        """So many calls go well from now on, and then none."""
        self.troubles.good_calls = calls


@contextmanager
def ports_without_crm(path: Path, clock: SteppingClock, kind: type[Product]) -> Iterator[tuple[Ports, HeldSettings]]:
    """All but the CRM."""
    held = HeldSettings(validated(Settings, {**SETTINGS, **kind.settings}))
    with closing(Database(path / "leadgate.sqlite3")) as database:
        queue = SqliteQueue(database, clock, visibility=timedelta(minutes=2), max_receives=60)
        ports = Ports(
            store=SqliteStore(database),
            queue=queue,
            settings=held,
            models=_MODELS,
            secrets=EnvironmentSecrets(SECRETS),
            crm=(crm := LazyCrm(_no_crm)),
            clock=clock,
            calendar=RepCalendars(crm, _no_calendar),
            scheduler=queue,
        )
        yield ports, held


def _no_calendar() -> Calendar:
    raise AssertionError("no rep has a calendar of its own here")


def _no_crm() -> Crm:
    raise AssertionError("the CRM is not there yet")


def a_view(
    number: int, page: str = "/pricing", seconds: float = 90, lead: str = "hubspot:contact:501", **changes: Any
) -> Json:
    """A page view as the tracker sends it."""
    view = {
        "id": f"view-{number}",
        "kind": "page_view",
        "occurred_at": f"2026-11-{22 - number % 20:02}T10:{number % 60:02}:00Z",
        "lead_id": lead,
        "properties": {"url": f"https://www.seller.example{page}", "seconds": seconds},
    }
    return {**view, **changes}


def buying(lead: str) -> tuple[Json, ...]:
    """What a buyer does in three weeks, the demo form last."""
    return (
        a_view(19, "/blog/what-is-oee", 95, lead),
        a_view(5, "/case-studies/pumps", 340, lead),
        a_view(4, "/solutions/factories", 150, lead),
        a_view(3, "/roi-calculator", 480, lead),
        a_view(2, "/pricing", 125, lead),
        a_view(1, "/docs/implementation-guide", 720, lead),
        a_view(0, "/demo", 60, lead, id="demo", kind="form_submission", properties={"form": "demo_request"}),
    )
