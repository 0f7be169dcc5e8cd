"""Many changes at once cost few assessments, and our own writes start nothing: the server as it runs, with threads."""

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from leadgate.embedded.serve import Server
from leadgate.sandbox.hubspot import AppSettings, HubSpotSandbox, WebhookSettings, seeded_state
from leadgate.sandbox.hubspot.signing import signed_headers
from leadgate.sandbox.salesforce import EventSettings, SalesforceSandbox, seeded_org
from leadgate.service.qualify import Qualified
from tests.contract.hubspot_world import SEED
from tests.contract.salesforce_world import CFO, JENNIFER, VP
from tests.contract.salesforce_world import SEED as SALESFORCE_SEED
from tests.faults.live import SETTINGS
from tests.faults.product import SECRETS, a_change


@dataclass
class Served:
    """The CRM tells the server of every change, the server's own ones too, some twice and in any order."""

    server: Server
    sandbox: HubSpotSandbox | SalesforceSandbox
    judged: list[Qualified] = field(default_factory=list)
    client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=30))

    @property
    def assessments(self) -> int:
        return sum(one.assessment is not None for one in self.judged)

    def send(self, body: bytes) -> None:
        url = f"{self.server.url}/webhooks/hubspot"
        headers = signed_headers(AppSettings.client_secret, url, body, round(time.time() * 1000))
        assert self.client.post(url, content=body, headers=dict(headers)).status_code == 202

    def await_quiet(self) -> None:
        """Nothing is to be delivered and nobody waits, twice in a row."""
        deliverer, quiet = self.sandbox.deliverer, 0
        assert deliverer is not None
        deadline = time.monotonic() + 40
        while quiet < 2:
            assert time.monotonic() < deadline, "it does not come to rest"
            told = deliverer.wait_until_delivered(5)
            quiet = quiet + 1 if told and self.server.ports.queue.waiting() == 0 else 0
            time.sleep(0.1)


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    (folder / "settings.toml").write_text(SETTINGS)
    sandbox = HubSpotSandbox(seeded_state(dict(SEED)))
    judged: list[Qualified] = []
    with pytest.MonkeyPatch.context() as environment:
        for name, value in {**SECRETS, "HUBSPOT_CLIENT_SECRET": AppSettings.client_secret}.items():
            environment.setenv(name, value)
        environment.setenv("HUBSPOT_ACCESS_TOKEN", AppSettings.access_token)
        with Server(folder / "data", folder / "settings.toml", on_judged=judged.append) as server:
            sandbox.webhooks = WebhookSettings(
                url=f"{server.url}/webhooks/hubspot",
                client_secret=AppSettings.client_secret,
                app_id=AppSettings.app_id,
                portal_id=sandbox.state.portal_id,
                retry_scale=0.001,
                shuffled=True,
                duplicate_share=0.3,
            )
            with sandbox:
                environment.setenv("HUBSPOT_BASE_URL", sandbox.url)
                server.ports.crm.ensure_fields()
                running = Served(server, sandbox, judged)
                with running.client:
                    yield running


@contextmanager
def serving_salesforce(folder: Path) -> Iterator[tuple[Served, SalesforceSandbox]]:
    """The same before a Salesforce, whose change events an EventBridge API destination posts."""
    chosen = '[salesforce]\nconsumer_key = "sandbox-consumer"\n'
    (folder / "settings.toml").write_text(f'crm = "salesforce"\n{SETTINGS}\n{chosen}')
    sandbox = SalesforceSandbox(seeded_org(SALESFORCE_SEED))
    judged: list[Qualified] = []
    with pytest.MonkeyPatch.context() as environment:
        for name, value in {**SECRETS, "SALESFORCE_CONSUMER_SECRET": "sandbox-secret"}.items():
            environment.setenv(name, value)
        with Server(folder / "data", folder / "settings.toml", on_judged=judged.append) as server:
            sandbox.events = EventSettings(
                url=f"{server.url}/webhooks/salesforce",
                headers=(("x-leadgate-key", SECRETS["SALESFORCE_WEBHOOK_SECRET"]),),
                retry_scale=0.001,
                shuffled=True,
                duplicate_share=0.3,
            )
            with sandbox:
                environment.setenv("SALESFORCE_INSTANCE_URL", sandbox.url)
                server.ports.crm.ensure_fields()
                running = Served(server, sandbox, judged)
                with running.client:
                    yield running, sandbox


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with serving(tmp_path) as running:
        yield running


def test_500_webhooks_for_one_lead_cost_a_handful_of_assessments(served: Served) -> None:
    bodies = [json.dumps([a_change(510, number)]).encode() for number in range(500)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(served.send, bodies))
    served.await_quiet()
    assert served.server.ports.store.version_of("hubspot:contact:510") >= 500
    assert served.assessments <= 10


def test_500_changes_in_five_requests_cost_a_handful_too(served: Served) -> None:
    for start in range(0, 500, 100):
        served.send(json.dumps([a_change(510, number) for number in range(start, start + 100)]).encode())
    served.await_quiet()
    assert served.assessments <= 5


def test_our_own_writes_come_back_and_it_comes_to_rest(served: Served) -> None:
    served.send(json.dumps([a_change(501), a_change(502, 2), a_change(503, 3), a_change(510, 4)]).encode())
    served.await_quiet()
    made = served.assessments
    assert made <= 12  # three are of one company, and are told of each other
    served.await_quiet()
    assert served.assessments == made


def test_salesforces_change_events_reach_the_record_and_come_to_rest(tmp_path: Path) -> None:
    with serving_salesforce(tmp_path) as (running, sandbox):
        for number in range(20):
            for contact in (JENNIFER, CFO, VP):
                url = f"{sandbox.url}/sandbox/ui/Contact/{contact}"
                running.client.post(url, json={"Title": f"Director {number}"}).raise_for_status()
        running.await_quiet()
        assert sandbox.org.find("Contact", JENNIFER)["Leadgate_Status__c"]
        made = running.assessments
        assert made <= 3 * 10
        running.await_quiet()
        assert running.assessments == made
        assert not running.server.ports.store.parked()
