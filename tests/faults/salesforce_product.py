"""The product before a Salesforce."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from standardwebhooks import Webhook

from functions.salesforce_webhook.app import keep_event
from leadgate.bootstrap.crm import calendars_of
from leadgate.crm.salesforce.adapter import SalesforceCrm
from leadgate.http import HttpAnswer
from leadgate.sandbox import salesforce
from leadgate.sandbox.salesforce.events import events_of
from leadgate.sandbox.salesforce.org import Commit
from tests.contract.salesforce_world import SEED as SALESFORCE_SEED
from tests.contract.salesforce_world import SalesforceWorld, salesforce_world
from tests.faults.product_base import SECRETS, Product, Troubles, ports_without_crm


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
def salesforce_product(
    path: Path, seed: Mapping[str, Any] = SALESFORCE_SEED, limits: salesforce.Limits | None = None
) -> Iterator[SalesforceProduct]:
    """The same before a Salesforce."""
    troubles = Troubles()
    settings = salesforce.AppSettings(limits=limits or salesforce.Limits(), faults=troubles, hang_seconds=0.02)
    with (
        salesforce_world(path, settings, seed) as world,
        ports_without_crm(path, world.clock, SalesforceProduct) as (ports, held),
    ):
        crm = SalesforceCrm(world.config, ports.store, world.clock, world.clock.sleep)
        ports = replace(ports, crm=crm, calendar=calendars_of(crm, ports.secrets, world.clock))
        ports.crm.ensure_fields()
        made = SalesforceProduct(world, ports, held, troubles)
        world.sandbox.org.listen(made.hear)
        yield made
