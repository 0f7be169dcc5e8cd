"""The whole product before a sandbox CRM, in one thread and by one clock: nothing happens but what a test asks for.

The handlers are those of `functions/`, the worker is that of `leadgate serve`, store and queue are SQLite.
"""

import itertools
import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar, Final

from standardwebhooks import Webhook

from functions.enrichment.app import ROUTES as ENRICHMENT
from functions.hubspot_webhook.app import ROUTES as HUBSPOT
from functions.salesforce_webhook.app import ROUTES as SALESFORCE
from functions.salesforce_webhook.app import keep_event
from functions.signals.app import ROUTES as SIGNALS
from leadgate.bootstrap import bundled_model
from leadgate.crm.hubspot.adapter import HubSpotCrm
from leadgate.crm.lazy import LazyCrm
from leadgate.crm.salesforce.adapter import SalesforceCrm
from leadgate.domain.section import validated
from leadgate.domain.settings import Settings
from leadgate.embedded.database import Database
from leadgate.embedded.queue import SqliteQueue
from leadgate.embedded.secrets import EnvironmentSecrets
from leadgate.embedded.store import SqliteStore
from leadgate.embedded.worker import work_once
from leadgate.http import HttpAnswer, HttpRequest, Route, answer_to
from leadgate.model.registry import FolderRegistry
from leadgate.ports import Crm, Ports
from leadgate.sandbox import salesforce
from leadgate.sandbox.clock import epoch_milliseconds
from leadgate.sandbox.hubspot import AppSettings, Faults, Limits, usual_subscriptions
from leadgate.sandbox.hubspot.events import render_event
from leadgate.sandbox.hubspot.records import Fact
from leadgate.sandbox.hubspot.signing import signed_headers
from leadgate.sandbox.salesforce.events import events_of
from leadgate.sandbox.salesforce.org import Commit
from leadgate.service.qualify import Qualified
from tests.contract.hubspot_world import SEED, HubSpotWorld, SteppingClock, hubspot_world
from tests.contract.salesforce_world import SEED as SALESFORCE_SEED
from tests.contract.salesforce_world import SalesforceWorld, salesforce_world

PUBLIC: Final = "https://leadgate.example"
SECRETS: Final = {
    "HUBSPOT_CLIENT_SECRET": "client-secret",
    "SALESFORCE_WEBHOOK_SECRET": "whsec_c2FsZXNmb3JjZS1zZWNyZXQ=",
    "TRACKER_WRITE_KEY": "write-key",
    "ENRICHMENT_WEBHOOK_SECRET": "whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQ=",
}
SETTINGS: Final[Mapping[str, Any]] = {
    "market": {"industries": ["manufacturing"], "countries": ["US"], "technologies": ["SAP"]},
    "own_domains": ["seller.example"],
    "autonomy": "act",
    "tracker": {"allowed_origins": ["https://www.seller.example"]},
}
_ROUTES: Final = {(route.method, route.path): route for route in (*HUBSPOT, *SALESFORCE, *SIGNALS, *ENRICHMENT)}
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

    def call(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> HttpAnswer:
        route: Route = _ROUTES[method, path]
        lower = {name.lower(): value for name, value in headers.items()}
        try:
            return route.receive(HttpRequest(method, f"{PUBLIC}{path}", lower, body), self.ports)
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


@dataclass
class HubSpotProduct(Product):
    world: HubSpotWorld

    settings: ClassVar = {"hubspot": {"app_id": str(AppSettings.app_id), "calls_per_10_seconds": 190}}
    title_field = "jobtitle"
    email_field = "email"
    revoked_words = "renew it"
    _taken: dict[str, Any] = field(default_factory=dict)

    def tells(self, *our_ids: str) -> HttpAnswer:
        return self.hubspot_sends([self._edited(one) for one in our_ids])

    def _edited(self, our_id: str) -> Json:
        _, kind, number = our_id.split(":")
        kinds = {"contact": "jobtitle", "company": "numberofemployees"}
        subscription = {"subscriptionType": f"{kind}.propertyChange", "propertyName": kinds[kind]}
        return a_change(int(number), next(self._event_ids), **subscription, propertyValue="900")

    def hubspot_sends(self, events: Sequence[Any] | bytes) -> HttpAnswer:
        """One signed request of HubSpot's."""
        body = events if isinstance(events, bytes) else json.dumps(events).encode()
        path, at = "/webhooks/hubspot", epoch_milliseconds(self.clock.now())
        return self.call("POST", path, body, signed_headers(SECRETS["HUBSPOT_CLIENT_SECRET"], PUBLIC + path, body, at))

    def delivers(self) -> int:
        """A hundred at a time."""
        events, self.events = self.events, []
        for start in range(0, len(events), 100):
            assert self.hubspot_sends(events[start : start + 100]).status == 202
        return len(events)

    def revoke(self) -> None:
        self._taken = dict(self.world.sandbox.state.grants)
        self.world.sandbox.state.grants.clear()

    def grant(self) -> None:
        self.world.sandbox.state.grants.update(self._taken)

    def hear(self, fact: Fact) -> None:
        """Each event has an id of its own and is rendered as the sandbox's own deliverer does."""
        portal_id, app_id = self.world.sandbox.state.portal_id, AppSettings.app_id
        for subscription in _SUBSCRIPTIONS:
            if subscription.wants(fact):
                self.events.append(render_event(fact, subscription, next(self._event_ids), portal_id, app_id))


@dataclass
class SalesforceProduct(Product):
    """What the org tells comes as change events through the queue; what a test tells is a callout of a flow."""

    world: SalesforceWorld

    settings: ClassVar = {"crm": "salesforce", "salesforce": {"consumer_key": "sandbox-consumer"}}
    title_field = "Title"
    email_field = "Email"
    revoked_words = "inactive user"

    def tells(self, *our_ids: str) -> HttpAnswer:
        body = json.dumps({"record_ids": [one.split(":")[-1] for one in our_ids]})
        name = f"flow-{next(self._event_ids)}"
        now = datetime.now(UTC)  # the library that checks it asks the machine
        headers = {
            "webhook-id": name,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": Webhook(SECRETS["SALESFORCE_WEBHOOK_SECRET"]).sign(name, now, body),
        }
        return self.call("POST", "/webhooks/salesforce", body.encode(), headers)

    def salesforce_sends(self, body: bytes) -> HttpAnswer:
        """As an EventBridge API destination does."""
        return self.call("POST", "/webhooks/salesforce", body, {"x-leadgate-key": SECRETS["SALESFORCE_WEBHOOK_SECRET"]})

    def delivers(self) -> int:
        events, self.events = self.events, []
        for event in events:
            keep_event(json.dumps(event).encode(), self.ports)
        return len(events)

    def revoke(self) -> None:
        self._set_active(False)
        self.world.sandbox.gate.sessions.clear()

    def grant(self) -> None:
        self._set_active(True)

    def _set_active(self, active: bool) -> None:
        org = self.world.sandbox.org
        org.records["User"][org.integration_user]["IsActive"] = active

    def hear(self, commit: Commit) -> None:
        self.events += events_of(self.world.sandbox.org, commit, next(self._event_ids))


@contextmanager
def product(path: Path, seed: Mapping[str, Any] = SEED, limits: Limits | None = None) -> Iterator[HubSpotProduct]:
    """Before a HubSpot."""
    troubles = Troubles()
    settings = AppSettings(limits=limits or Limits(), faults=troubles, hang_seconds=0.02)
    with hubspot_world(path, settings, seed) as world, _ports(path, world.clock, HubSpotProduct) as (ports, held):
        ports = replace(ports, crm=HubSpotCrm(world.config, ports.store, world.clock, world.clock.sleep))
        ports.crm.ensure_fields()
        made = HubSpotProduct(world, ports, held, troubles)
        world.sandbox.state.listen(made.hear)
        yield made


@contextmanager
def salesforce_product(
    path: Path, seed: Mapping[str, Any] = SALESFORCE_SEED, limits: salesforce.Limits | None = None
) -> Iterator[SalesforceProduct]:
    """The same before a Salesforce."""
    troubles = Troubles()
    settings = salesforce.AppSettings(limits=limits or salesforce.Limits(), faults=troubles, hang_seconds=0.02)
    with salesforce_world(path, settings, seed) as world, _ports(path, world.clock, SalesforceProduct) as (ports, held):
        ports = replace(ports, crm=SalesforceCrm(world.config, ports.store, world.clock, world.clock.sleep))
        ports.crm.ensure_fields()
        made = SalesforceProduct(world, ports, held, troubles)
        world.sandbox.org.listen(made.hear)
        yield made


PRODUCTS: Final[Mapping[str, Callable[[Path], AbstractContextManager[Product]]]] = {
    "HubSpot": product,
    "Salesforce": salesforce_product,
}


@contextmanager
def _ports(path: Path, clock: SteppingClock, kind: type[Product]) -> Iterator[tuple[Ports, HeldSettings]]:
    """All but the CRM."""
    held = HeldSettings(validated(Settings, {**SETTINGS, **kind.settings}))
    with closing(Database(path / "leadgate.sqlite3")) as database:
        ports = Ports(
            store=SqliteStore(database),
            queue=SqliteQueue(database, clock, visibility=timedelta(minutes=2), max_receives=60),
            settings=held,
            models=_MODELS,
            secrets=EnvironmentSecrets(SECRETS),
            crm=LazyCrm(_no_crm),
            clock=clock,
        )
        yield ports, held


def _no_crm() -> Crm:
    raise AssertionError("the CRM is not there yet")


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
