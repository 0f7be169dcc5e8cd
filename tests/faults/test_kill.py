"""`kill -9` in the middle of a burst: what was acknowledged is not lost, and every lead has its final verdict."""

import json
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import httpx
import pytest

from leadgate.assess import assess
from leadgate.bootstrap import bundled_model
from leadgate.clock import SystemClock
from leadgate.crm.hubspot.adapter import HubSpotCrm
from leadgate.crm.hubspot.config import HubSpotConfig
from leadgate.domain.assessment_json import render_assessment
from leadgate.domain.dossier import Dossier, as_known_at
from leadgate.domain.settings import Settings
from leadgate.domain.signals import Signal
from leadgate.embedded.database import Database
from leadgate.embedded.settings import read_settings
from leadgate.embedded.store import SqliteStore
from leadgate.model.registry import FolderRegistry
from leadgate.sandbox.hubspot import AppSettings, HubSpotSandbox, Limits, seeded_state
from leadgate.sandbox.hubspot.records import crm_user
from leadgate.sandbox.hubspot.signing import signed_headers
from leadgate.sandbox.hubspot.writing import update
from tests.faults.live import Process, served
from tests.faults.product import a_change

LEADS: Final = range(1001, 1051)
EVENTS: Final = 2000
KILLS: Final = 4
TITLES: Final = ("CFO", "Intern", "Director of Operations", "VP Finance", "Buyer")


@dataclass
class Burst:
    """HubSpot's side: sends every batch until it is acknowledged, and remembers what was."""

    sandbox: HubSpotSandbox
    process: Process
    acknowledged: list[Mapping[str, Any]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=10))

    def send(self, batch: list[dict[str, Any]]) -> None:
        for event in batch:
            self._edit(event)
        body = json.dumps(batch).encode()
        while not self._acknowledged(body):
            time.sleep(0.05)
        with self.lock:
            self.acknowledged += batch

    def _edit(self, event: Mapping[str, Any]) -> None:
        """The person's edit that the event tells of."""
        state = self.sandbox.state
        with state.lock:
            record = state.find("contacts", str(event["objectId"]))
            assert record is not None
            update(state, record, {"jobtitle": event["propertyValue"]}, crm_user(7))

    def _acknowledged(self, body: bytes) -> bool:
        url = f"{self.process.url}/webhooks/hubspot"
        headers = signed_headers(AppSettings.client_secret, url, body, round(time.time() * 1000))
        try:
            return self.client.post(url, content=body, headers=dict(headers)).status_code == 202
        except httpx.TransportError:
            return False


@contextmanager
def crm_at(sandbox: HubSpotSandbox, folder: Path) -> Iterator[HubSpotCrm]:
    """Another client of the portal than the server under test."""
    config = HubSpotConfig(sandbox.url, AppSettings.access_token, str(AppSettings.app_id), rate_limit=2500)
    database = Database(folder / "other.sqlite3")
    try:
        yield HubSpotCrm(config, SqliteStore(database), SystemClock(), time.sleep)
    finally:
        database.close()


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[HubSpotSandbox]:
    contacts = [{"id": str(one), "properties": {"email": f"p{one}@c{one % 10}.example"}} for one in LEADS]
    companies = [{"id": str(one), "properties": {"name": f"Company {one}"}} for one in range(1, 11)]
    links = [{"from": f"contacts/{one}", "to": f"companies/{one % 10 + 1}"} for one in LEADS]
    seed = {"contacts": contacts, "companies": companies, "associations": links}
    settings = AppSettings(limits=Limits(per_ten_seconds=100_000, searches_per_second=1000))
    with HubSpotSandbox(seeded_state(seed), settings) as running:
        with crm_at(running, tmp_path) as crm:
            crm.ensure_fields()
        yield running


def batches_of(events: int, seed: int) -> list[list[dict[str, Any]]]:
    """Edits of any lead in any order, one to twenty a request."""
    chance = random.Random(seed)
    rows = [a_change(chance.choice(LEADS), number, propertyValue=chance.choice(TITLES)) for number in range(events)]
    now = round(time.time() * 1000)
    rows = [{**row, "occurredAt": now - events + row["eventId"]} for row in rows]
    batches = []
    while rows:
        size = chance.randint(1, 20)
        batches.append(rows[:size])
        rows = rows[size:]
    return batches


@pytest.mark.timeout(150)
def test_killed_in_a_burst_it_loses_nothing_and_does_nothing_twice(tmp_path: Path, sandbox: HubSpotSandbox) -> None:
    chance = random.Random(11)
    with served(tmp_path, sandbox.url) as process:
        burst = Burst(sandbox, process)
        with burst.client, ThreadPoolExecutor(4) as pool:
            sent = pool.map(burst.send, batches_of(EVENTS, 11))
            for share in sorted(chance.uniform(0.05, 0.95) for _ in range(KILLS)):
                await_count(burst, round(share * EVENTS))
                process.kill()
                process.start()
            list(sent)
        await_quiet(process)
        process.kill()  # once more, now that all is done
    assert len(burst.acknowledged) == EVENTS
    check(tmp_path, sandbox, burst.acknowledged)


def check(folder: Path, sandbox: HubSpotSandbox, acknowledged: list[Mapping[str, Any]]) -> None:
    database, settings = Database(folder / "data" / "leadgate.sqlite3"), read_settings(folder / "settings.toml")
    with closing(database), crm_at(sandbox, folder) as crm:
        store, expected = SqliteStore(database), Counter(event["objectId"] for event in acknowledged)
        for number, count in expected.items():
            lead = f"hubspot:contact:{number}"
            kept = store.signals_of((lead,), None)
            assert len(kept) == count, f"{lead}: {count} events were acknowledged, {len(kept)} are kept"
            verdict = store.verdict_of(lead)
            assert verdict is not None, lead
            assert verdict.written, lead
            assert verdict.version == store.version_of(lead) >= count
            check_record(sandbox, str(number), verdict.row)
            assert judged_anew(crm, settings, kept, verdict.row) == verdict.row["decision"]


def check_record(sandbox: HubSpotSandbox, number: str, row: Mapping[str, Any]) -> None:
    """The record says what was judged last, which saw the record as it is now; one note, never two."""
    record = sandbox.state.find("contacts", number)
    assert record is not None
    assert row["lead"]["title"] == record.value("jobtitle")
    assert record.value("leadgate_status") == row["decision"]["status"]
    assert record.value("leadgate_score") == str(row["decision"]["score"])
    assert len(list(sandbox.state.links.of(("contacts", number), "notes"))) == 1


def judged_anew(crm: HubSpotCrm, settings: Settings, kept: tuple[Signal, ...], row: Mapping[str, Any]) -> Any:
    """The decision that an undisturbed product reaches from the record and the signals, at the same instant."""
    as_of, record = datetime.fromisoformat(row["as_of"]), crm.read(row["lead_id"])
    assert record is not None
    signals = as_known_at((*kept, *record.signals), as_of)
    dossier = Dossier(as_of, record.lead, record.account, record.colleagues, signals, record.opportunities)
    return render_assessment(assess(dossier, settings, FolderRegistry(bundled_model()).current()))["decision"]


def await_count(burst: Burst, count: int) -> None:
    while len(burst.acknowledged) < count:
        time.sleep(0.005)


def await_quiet(process: Process, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if httpx.get(f"{process.url}/healthz").json()["waiting"] == 0:
            return
        time.sleep(0.1)
    raise AssertionError(f"leads still wait: {process.log[-2000:]}")
