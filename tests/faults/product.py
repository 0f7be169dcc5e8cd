"""The whole product before a sandbox HubSpot, in one thread and by one clock: nothing happens but what a test asks for.

The handlers are those of `functions/`, the worker is that of `leadgate serve`, store and queue are SQLite.
"""

import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from functions.enrichment.app import ROUTES as ENRICHMENT
from functions.hubspot_webhook.app import ROUTES as HUBSPOT
from functions.signals.app import ROUTES as SIGNALS
from leadgate.bootstrap import bundled_model
from leadgate.crm.hubspot.adapter import HubSpotCrm
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
from leadgate.sandbox.clock import epoch_milliseconds
from leadgate.sandbox.hubspot import AppSettings, Faults, Limits, usual_subscriptions
from leadgate.sandbox.hubspot.events import render_event
from leadgate.sandbox.hubspot.records import Fact
from leadgate.sandbox.hubspot.signing import signed_headers
from leadgate.service.qualify import Qualified
from tests.contract.hubspot_world import SEED, HubSpotWorld, SteppingClock, hubspot_world

PUBLIC: Final = "https://leadgate.example"
SECRETS: Final = {
    "HUBSPOT_CLIENT_SECRET": "client-secret",
    "TRACKER_WRITE_KEY": "write-key",
    "ENRICHMENT_WEBHOOK_SECRET": "whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQ=",
}
SETTINGS: Final[Mapping[str, Any]] = {
    "market": {"industries": ["manufacturing"], "countries": ["US"], "technologies": ["SAP"]},
    "own_domains": ["seller.example"],
    "autonomy": "act",
    "hubspot": {"app_id": str(AppSettings.app_id), "calls_per_10_seconds": 190},
    "tracker": {"allowed_origins": ["https://www.seller.example"]},
}
_ROUTES: Final = {(route.method, route.path): route for route in (*HUBSPOT, *SIGNALS, *ENRICHMENT)}
_MODELS: Final = FolderRegistry(bundled_model())
_SUBSCRIPTIONS: Final = usual_subscriptions()
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
class Product:
    """events: webhooks that HubSpot has to deliver. judged: what became of every lead that was worked on."""

    world: HubSpotWorld
    ports: Ports
    held: HeldSettings
    troubles: Troubles
    events: list[Json] = field(default_factory=list)
    judged: list[Qualified] = field(default_factory=list)
    _event_ids: Iterator[int] = field(default_factory=lambda: itertools.count(10_000))

    @property
    def clock(self) -> SteppingClock:
        return self.world.clock

    @property
    def assessments(self) -> int:
        """How many were made."""
        return sum(one.assessment is not None for one in self.judged)

    def set(self, **changes: Any) -> None:
        """Change settings: `set(autonomy="observe", rollout={"share": 0.0})`."""
        self.held.settings = validated(Settings, {**SETTINGS, **changes})

    def call(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> HttpAnswer:
        route: Route = _ROUTES[method, path]
        lower = {name.lower(): value for name, value in headers.items()}
        try:
            return route.receive(HttpRequest(method, f"{PUBLIC}{path}", lower, body), self.ports)
        except Exception as error:
            return answer_to(error)

    def hubspot_sends(self, events: Sequence[Any] | bytes) -> HttpAnswer:
        """One signed request of HubSpot's."""
        body = events if isinstance(events, bytes) else json.dumps(events).encode()
        path, at = "/webhooks/hubspot", epoch_milliseconds(self.clock.now())
        return self.call("POST", path, body, signed_headers(SECRETS["HUBSPOT_CLIENT_SECRET"], PUBLIC + path, body, at))

    def hubspot_delivers(self) -> int:
        """All that HubSpot has to tell, a hundred at a time; how many events that were."""
        events, self.events = self.events, []
        for start in range(0, len(events), 100):
            assert self.hubspot_sends(events[start : start + 100]).status == 202
        return len(events)

    def site_sends(self, *signals: Any) -> HttpAnswer:
        body = json.dumps({"signals": signals}).encode()
        return self.call("POST", "/signals", body, {"x-leadgate-key": SECRETS["TRACKER_WRITE_KEY"]})

    def work(self, within: timedelta = LONG) -> None:
        """Until nobody waits, moving the clock on to whoever waits for later; no further than `within`."""
        until = self.clock.at + within
        while self.ports.queue.waiting() and self.clock.at < until:
            if not work_once(self.ports, self.judged.append):
                self.clock.at += timedelta(seconds=15)

    def settle(self) -> None:
        """Deliver and work until HubSpot has nothing more to tell and nobody waits."""
        for _ in range(20):
            told = self.hubspot_delivers()
            self.work()
            if not told and not self.events:
                return
        raise AssertionError(f"still not settled: {self.events[:3]}")

    def fail(self, spec: str) -> None:
        """From now on HubSpot fails so: `503:1`; empty: not at all."""
        self.troubles.good_calls, self.troubles.shares = None, Faults.parse(spec).shares

    def break_off_after(self, calls: int) -> None:
        """So many calls go well from now on, and then none."""
        self.troubles.good_calls = calls

    def hear(self, fact: Fact) -> None:
        """Each event has an id of its own and is rendered as the sandbox's own deliverer does."""
        portal_id, app_id = self.world.sandbox.state.portal_id, AppSettings.app_id
        for subscription in _SUBSCRIPTIONS:
            if subscription.wants(fact):
                self.events.append(render_event(fact, subscription, next(self._event_ids), portal_id, app_id))


@contextmanager
def product(path: Path, seed: Mapping[str, Any] = SEED, limits: Limits | None = None) -> Iterator[Product]:
    troubles = Troubles()
    settings = AppSettings(limits=limits or Limits(), faults=troubles, hang_seconds=0.02)
    with hubspot_world(path, settings, seed) as world:
        database = Database(path / "leadgate.sqlite3")
        store, clock = SqliteStore(database), world.clock
        held = HeldSettings(validated(Settings, SETTINGS))
        ports = Ports(
            store=store,
            queue=SqliteQueue(database, clock, visibility=timedelta(minutes=2), max_receives=60),
            settings=held,
            models=_MODELS,
            secrets=EnvironmentSecrets(SECRETS),
            crm=HubSpotCrm(world.config, store, clock, clock.sleep),
            clock=clock,
        )
        ports.crm.ensure_fields()
        made = Product(world, ports, held, troubles)
        world.sandbox.state.listen(made.hear)
        try:
            yield made
        finally:
            database.close()


def a_change(record_id: int | str = 501, number: int = 1, **changes: Any) -> Json:
    """A contact's title was edited by a person, as HubSpot's webhook says it."""
    event = {
        "eventId": number,
        "subscriptionId": 7,
        "portalId": 62_515,
        "appId": AppSettings.app_id,
        "occurredAt": 1_795_435_200_000,
        "subscriptionType": "contact.propertyChange",
        "attemptNumber": 0,
        "objectId": record_id,
        "propertyName": "jobtitle",
        "propertyValue": "Director of Operations",
        "changeSource": "CRM_UI",
        "sourceId": "userId:7",
    }
    return {name: value for name, value in {**event, **changes}.items() if value is not ...}


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
