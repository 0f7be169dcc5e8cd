"""G4, G5: going live by parts, and stopping, before every CRM."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from leadgate.embedded.worker import work_once
from tests.faults.product import PRODUCTS, Product, buying


@pytest.fixture(params=PRODUCTS)
def running(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Product]:
    with PRODUCTS[request.param](tmp_path) as made:
        yield made


def configure(running: Product, **changes: Any) -> None:
    reps = [{"id": running.world.other_owner, "name": "Bob"}]
    running.set(routing={"team": {"reps": reps, "fallback_queue": "inbound"}}, **changes)


def owner(running: Product) -> str | None:
    record = running.ports.crm.read(running.lead)
    assert record is not None
    return record.lead.owner_id


@pytest.mark.capability("G5")
@pytest.mark.parametrize(("value_below", "acts"), [(None, True), (1_000.0, False)])
def test_a_high_value_is_only_suggested(running: Product, value_below: float | None, acts: bool) -> None:
    configure(running, rollout={"act": {"value_below": value_below}} if value_below else {})
    running.site_sends(*buying(running.lead))
    running.work()
    assert running.world.value(running.lead, "status") == "sales_ready"
    assert owner(running) == (running.world.other_owner if acts else running.world.owner)
    assert running.world.value(running.lead, "suggested_owner") == ("" if acts else "Bob")
    kept = running.ports.store.verdict_of(running.lead)
    assert kept is not None
    assert ("G5" in [rule["id"] for rule in kept.row["decision"]["rules"]]) != acts


@pytest.mark.parametrize("changes", [{"autonomy": "observe"}, {"rollout": {"share": 0.0}}], ids=["observe", "outside"])
def test_whoever_gets_nothing_pays_no_turn(running: Product, changes: dict[str, Any]) -> None:
    configure(running, **changes)
    running.site_sends(*buying(running.lead))
    running.work()
    kept = running.ports.store.verdict_of(running.lead)
    assert kept is not None
    assert kept.row["assignment"]["rep_id"] == running.world.other_owner  # what would be done
    assert running.ports.store.recall("routing:turns") is None
    assert owner(running) == running.world.owner


@pytest.mark.capability("G5")
def test_the_switch_stops_every_write_and_nothing_is_lost(running: Product) -> None:
    configure(running, rollout={"stopped": True})
    running.site_sends(*buying(running.lead))
    calls = running.ports.crm.calls
    for _ in range(100):
        work_once(running.ports, running.judged.append)
        running.clock.at += timedelta(minutes=1)
    assert running.ports.crm.calls == calls
    assert running.world.value(running.lead, "status") == ""
    assert running.ports.queue.waiting() == 1
    configure(running)
    running.work(within=timedelta(minutes=31))
    assert running.world.value(running.lead, "status") == "sales_ready"
    assert owner(running) == running.world.other_owner
    assert running.ports.queue.buried() == ()


def test_a_lead_for_review_goes_to_people(running: Product) -> None:
    configure(running, decision={"thresholds": {"minimum_confidence": 1.0}})
    running.site_sends(*buying(running.lead))
    running.work()
    assert running.world.value(running.lead, "status") == "review"
    assert running.world.value(running.lead, "queue") == "inbound"
    assert owner(running) == running.world.owner
