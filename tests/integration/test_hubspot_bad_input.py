"""Bad events of HubSpot's: the good ones are kept, the bad ones parked, and what nobody can read is refused."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.contract.hubspot_world import HubSpotWorld
from tests.faults.product import (
    HubSpotProduct,
    a_change,
    a_view,
    product,
)
from tests.faults.quiet import nothing_personal

LEAD = HubSpotWorld.lead
FEW_CALLS = 12  # what one lead of a company with three people costs, notes included


@pytest.fixture
def hubspot(tmp_path: Path) -> Iterator[HubSpotProduct]:
    with product(tmp_path) as made:
        yield made


@pytest.fixture(autouse=True)
def lines(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    with nothing_personal(caplog) as heard:
        yield heard


BAD_EVENTS: list[tuple[str, Any, str]] = [
    ("no object", "nonsense", "a change is a JSON object"),
    ("null", None, "a change is a JSON object"),
    ("no objectId", a_change(objectId=...), "objectId"),
    ("an objectId that is text", a_change("five"), "objectId"),
    ("an objectId that is a list", a_change(objectId=[501]), "objectId"),
    ("an unknown subscription", a_change(subscriptionType="ticket.creation"), "subscriptionType"),
    ("a subscription that is a number", a_change(subscriptionType=7), "subscriptionType"),
    ("no property name", a_change(propertyName=None), "propertyName"),
    ("an association with no second end", a_change(subscriptionType="contact.associationChange"), "associationType"),
]


@pytest.mark.parametrize(("bad", "reason"), [row[1:] for row in BAD_EVENTS], ids=[row[0] for row in BAD_EVENTS])
def test_one_bad_event_among_a_hundred_costs_none_of_the_others(
    hubspot: HubSpotProduct, lines: pytest.LogCaptureFixture, bad: Any, reason: str
) -> None:
    events: list[Any] = [a_change(501, number) for number in range(99)]
    events.insert(40, bad)
    answer = hubspot.hubspot_sends(events)
    assert (answer.status, answer.body) == (202, {"kept": 99, "own": 0, "parked": 1})
    (parked,) = hubspot.ports.store.parked()
    assert reason in parked.reason
    assert len([record for record in lines.records if "parked" in record.getMessage()]) == 1
    before = hubspot.ports.crm.calls
    hubspot.work()
    assert hubspot.ports.crm.calls - before <= FEW_CALLS * 3


BODIES = [
    ("broken JSON", b'[{"objectId": 501'),
    ("no JSON", b"hello"),
    ("empty", b""),
    ("an object instead of a list", b"{}"),
    ("no UTF-8", b'["\xff\xfe"]'),
    ("nested without end", b"[" * 200_000),
    ("more than 5 MB", json.dumps([a_change(propertyValue="x" * 5_300_000)]).encode()),
]


@pytest.mark.parametrize("body", [row[1] for row in BODIES], ids=[row[0] for row in BODIES])
def test_a_body_that_nobody_can_read_is_refused_and_nothing_kept(hubspot: HubSpotProduct, body: bytes) -> None:
    assert hubspot.hubspot_sends(body).status == 400
    assert hubspot.ports.store.version_of(LEAD) == 0
    assert hubspot.ports.queue.waiting() == 0


def test_a_body_of_nearly_5_mb_is_kept(hubspot: HubSpotProduct) -> None:
    answer = hubspot.hubspot_sends([a_change(propertyValue="x" * 5_100_000)])
    assert (answer.status, answer.body) == (202, {"kept": 1, "own": 0, "parked": 0})
    hubspot.work()
    assert hubspot.world.value(LEAD, "status")


def test_an_empty_batch_is_an_answer_and_no_work(hubspot: HubSpotProduct) -> None:
    assert hubspot.hubspot_sends([]).status == 202
    assert hubspot.ports.queue.waiting() == 0


def test_a_date_in_1970_is_kept_and_counts_as_long_ago(hubspot: HubSpotProduct) -> None:
    hubspot.site_sends(a_view(1, occurred_at="1970-01-01T00:00:00Z"))
    hubspot.hubspot_sends([a_change(occurredAt=0), a_change(number=2, occurredAt=4_070_908_800_000)])
    hubspot.work()
    assert hubspot.world.value(LEAD, "status") == "nurture"
