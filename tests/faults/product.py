"""The product before a HubSpot, and the products before every CRM."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, ClassVar, Final

from leadgate.bootstrap.crm import calendars_of
from leadgate.crm.hubspot.adapter import HubSpotCrm
from leadgate.http import HttpAnswer
from leadgate.sandbox.clock import epoch_milliseconds
from leadgate.sandbox.hubspot import AppSettings, Limits, usual_subscriptions
from leadgate.sandbox.hubspot.events import render_event
from leadgate.sandbox.hubspot.records import Fact
from leadgate.sandbox.hubspot.signing import signed_headers
from tests.contract.hubspot_world import SEED, HubSpotWorld, hubspot_world
from tests.faults.product_base import (
    LONG,
    PUBLIC,
    SECRETS,
    SETTINGS,
    Json,
    Product,
    Troubles,
    a_view,
    buying,
    ports_without_crm,
)
from tests.faults.salesforce_product import SalesforceProduct, salesforce_product

__all__ = [
    "LONG",
    "PRODUCTS",
    "SECRETS",
    "SETTINGS",
    "HubSpotProduct",
    "Json",
    "Product",
    "SalesforceProduct",
    "a_change",
    "a_view",
    "buying",
    "product",
    "salesforce_product",
]

_SUBSCRIPTIONS: Final = usual_subscriptions()


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


@contextmanager
def product(path: Path, seed: Mapping[str, Any] = SEED, limits: Limits | None = None) -> Iterator[HubSpotProduct]:
    """Before a HubSpot."""
    troubles = Troubles()
    settings = AppSettings(limits=limits or Limits(), faults=troubles, hang_seconds=0.02)
    with (
        hubspot_world(path, settings, seed) as world,
        ports_without_crm(path, world.clock, HubSpotProduct) as (ports, held),
    ):
        crm = HubSpotCrm(world.config, ports.store, world.clock, world.clock.sleep)
        ports = replace(ports, crm=crm, calendar=calendars_of(crm, ports.secrets, world.clock))
        ports.crm.ensure_fields()
        made = HubSpotProduct(world, ports, held, troubles)
        world.sandbox.state.listen(made.hear)
        yield made


PRODUCTS: Final[Mapping[str, Callable[[Path], AbstractContextManager[Product]]]] = {
    "HubSpot": product,
    "Salesforce": salesforce_product,
}


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
