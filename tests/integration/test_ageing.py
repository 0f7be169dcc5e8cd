"""Q6 on one machine: `leadgate serve` judges again what has grown old, and stops when it is told to."""

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from leadgate.embedded.serve import Server
from leadgate.emulator.surroundings import sandbox_hubspot
from leadgate.ports import Verdict
from leadgate.sandbox.hubspot import AppSettings
from tests.contract.building import FixedClock
from tests.faults.product import SECRETS

LEAD = "hubspot:contact:501"
PORTAL = Path(__file__).parents[2] / "events" / "sandbox" / "hubspot.json"
SETTINGS = f"""
autonomy = "act"
[hubspot]
app_id = "{AppSettings.app_id}"
calls_per_10_seconds = 2500
"""


@pytest.fixture
def clock() -> FixedClock:
    """Stands still until it is moved, and so do leads that wait for more of their changes."""
    return FixedClock(datetime.now(UTC))


@pytest.fixture
def server(tmp_path: Path, clock: FixedClock) -> Iterator[Server]:
    (tmp_path / "settings.toml").write_text(SETTINGS)
    with sandbox_hubspot(PORTAL) as hubspot, pytest.MonkeyPatch.context() as environment:
        ours = {"HUBSPOT_BASE_URL": hubspot.url, "HUBSPOT_ACCESS_TOKEN": AppSettings.access_token}
        for name, value in {**SECRETS, **ours}.items():
            environment.setenv(name, value)
        data, config = tmp_path / "data", tmp_path / "settings.toml"
        with Server(data, config, workers=1, clock=clock, age_every_seconds=0.02) as made:
            yield made


def judged(server: Server, seen_by: Callable[[Verdict], bool]) -> Verdict:
    """The lead's verdict, as soon as it is so."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        verdict = server.ports.store.verdict_of(LEAD)
        if verdict is not None and verdict.written and seen_by(verdict):
            return verdict
        time.sleep(0.01)
    raise AssertionError("the lead was not judged")


def as_of(verdict: Verdict) -> datetime:
    return datetime.fromisoformat(verdict.row["as_of"])


def test_a_verdict_that_has_grown_old_is_made_anew(server: Server, clock: FixedClock) -> None:
    view = {
        "id": "v1",
        "kind": "page_view",
        "occurred_at": clock.now().isoformat(),
        "lead_id": LEAD,
        "properties": {"url": "/pricing", "seconds": 90},
    }
    key = {"x-leadgate-key": os.environ["TRACKER_WRITE_KEY"]}
    httpx.post(f"{server.url}/signals", json=view, headers=key).raise_for_status()
    clock.move(seconds=5)
    first = judged(server, lambda _: True)
    again_at = datetime.fromisoformat(first.row["requalify"]["at"])
    clock.at = again_at + timedelta(minutes=1)
    judged(server, lambda _: server.ports.store.version_of(LEAD) > first.version)  # it was sent
    clock.move(seconds=5)
    last = judged(server, lambda verdict: verdict.version > first.version)
    assert as_of(last) > again_at
    assert last.row["assessment_id"] != first.row["assessment_id"]


def test_a_server_that_is_stopped_looks_no_longer(tmp_path: Path, clock: FixedClock) -> None:
    with Server(tmp_path, None, workers=1, clock=clock, age_every_seconds=3_600) as server:
        store = server.ports.store
    with Server(tmp_path, None, workers=1, clock=clock, age_every_seconds=3_600) as again:
        assert again.ports.store is not store
