"""Bad input on the way: the good is kept, the bad is parked with its reason, and nothing is tried for ever."""

import base64
import json
import logging
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from leadgate.domain.assessment import Status
from leadgate.ports import Crm, CrmRecord, Verdict, WriteBack, Written
from tests.contract.hubspot_world import SEED
from tests.faults.product import LONG, Product, a_change, a_view, product

LEAD = "hubspot:contact:501"
INCOMPRESSIBLE = base64.b64encode(random.Random(1).randbytes(900_000)).decode()
FEW_CALLS = 12  # what one lead of a company with three people costs, notes included


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Product]:
    with product(tmp_path) as made:
        yield made


@pytest.fixture(autouse=True)
def lines(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Everything that is logged; none of it may tell who somebody is."""
    caplog.set_level(logging.INFO, logger="leadgate")
    yield caplog
    for personal in ("Jennifer", "Martinez", "@acme", "@nowhere", "alone@", "الأمين", "not-an-email"):
        assert personal not in caplog.text


def calls_of(running: Product, within: Any = LONG) -> int:
    """Calls to HubSpot until nobody waits."""
    before = running.ports.crm.calls
    running.work(within)
    return running.ports.crm.calls - before


def standing(running: Product) -> Verdict:
    """The lead's verdict as it was kept."""
    kept = running.ports.store.verdict_of(LEAD)
    assert kept is not None
    return kept


# One bad event among good ones

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
    running: Product, lines: pytest.LogCaptureFixture, bad: Any, reason: str
) -> None:
    events: list[Any] = [a_change(501, number) for number in range(99)]
    events.insert(40, bad)
    answer = running.hubspot_sends(events)
    assert (answer.status, answer.body) == (202, {"kept": 99, "own": 0, "parked": 1})
    (parked,) = running.ports.store.parked()
    assert reason in parked.reason
    assert len([record for record in lines.records if "parked" in record.getMessage()]) == 1
    assert calls_of(running) <= FEW_CALLS * 3


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
def test_a_body_that_nobody_can_read_is_refused_and_nothing_kept(running: Product, body: bytes) -> None:
    assert running.hubspot_sends(body).status == 400
    assert running.ports.store.version_of(LEAD) == 0
    assert running.ports.queue.waiting() == 0


def test_a_body_of_nearly_5_mb_is_kept(running: Product) -> None:
    answer = running.hubspot_sends([a_change(propertyValue="x" * 5_100_000)])
    assert (answer.status, answer.body) == (202, {"kept": 1, "own": 0, "parked": 0})
    running.work()
    assert running.world.value(LEAD, "status")


def test_an_empty_batch_is_an_answer_and_no_work(running: Product) -> None:
    assert running.hubspot_sends([]).status == 202
    assert running.ports.queue.waiting() == 0


BAD_SIGNALS: list[tuple[str, Any, str]] = [
    ("no object", 7, "a signal is a JSON object"),
    ("no kind", a_view(1, kind=None), "kind"),
    ("nobody's", a_view(1, lead_id=None), "lead_id"),
    ("neither time nor id", a_view(1, occurred_at=None, id=None), "occurred_at"),
    ("a time that is none", a_view(1, occurred_at="jennifer@acme.example"), "occurred_at"),
    ("in 2099", a_view(1, occurred_at="2099-01-01T00:00:00Z"), "occurred_at"),
    ("properties that are a list", a_view(1, properties=[1]), "properties"),
    ("an id without end", a_view(1, id="x" * 600), "id"),
    ("an id with half a character", a_view(1, id="\ud83d"), "id"),
    ("larger than any store takes", a_view(1, properties={"url": INCOMPRESSIBLE}), "properties"),
]


@pytest.mark.parametrize(("bad", "place"), [row[1:] for row in BAD_SIGNALS], ids=[row[0] for row in BAD_SIGNALS])
def test_one_bad_signal_among_good_ones_is_parked(
    running: Product, lines: pytest.LogCaptureFixture, bad: Any, place: str
) -> None:
    answer = running.site_sends(a_view(100), bad, a_view(101))
    assert answer.status == 202
    assert isinstance(answer.body, Mapping)
    assert (answer.body["kept"], answer.body["parked"]) == (2, 1)
    (parked,) = running.ports.store.parked()
    assert place in parked.reason
    assert f"parked as {parked.id}: " in lines.text


def test_a_date_in_1970_is_kept_and_counts_as_long_ago(running: Product) -> None:
    running.site_sends(a_view(1, occurred_at="1970-01-01T00:00:00Z"))
    running.hubspot_sends([a_change(occurredAt=0), a_change(number=2, occurredAt=4_070_908_800_000)])
    running.work()
    assert running.world.value(LEAD, "status") == "nurture"


# Records that are not as they should be


def test_a_contact_that_was_deleted_meanwhile_is_left_alone(running: Product, lines: pytest.LogCaptureFixture) -> None:
    running.hubspot_sends([a_change()])
    running.world.delete(LEAD)
    assert calls_of(running) <= 2
    assert running.judged[-1].result == "gone"
    assert running.ports.queue.waiting() == 0
    assert running.ports.queue.buried() == ()
    assert "501" in lines.text


@dataclass
class DeletedMeanwhile:
    """`ports.Crm` on which somebody deletes each contact as soon as we have read it."""

    crm: Crm
    delete: Callable[[str], None]

    def read(self, lead_id: str) -> CrmRecord | None:
        record = self.crm.read(lead_id)
        if record is not None:
            self.delete(lead_id)
        return record

    def write(self, record: CrmRecord, wanted: WriteBack) -> Written:
        return self.crm.write(record, wanted)

    def leads_of(self, record_id: str) -> tuple[str, ...]:
        return self.crm.leads_of(record_id)

    def ensure_fields(self) -> tuple[str, ...]:
        return self.crm.ensure_fields()

    @property
    def calls(self) -> int:
        return self.crm.calls


def test_a_contact_that_is_deleted_while_we_judge_is_no_retry_storm(running: Product) -> None:
    running.ports = replace(running.ports, crm=DeletedMeanwhile(running.ports.crm, running.world.delete))
    running.hubspot_sends([a_change(510)])
    assert calls_of(running) <= FEW_CALLS
    assert running.ports.queue.buried() == ()
    running.settle()  # HubSpot tells of the deletion
    assert running.judged[-1].result == "gone"


def test_a_contact_that_nobody_knows_costs_one_look(running: Product) -> None:
    for number in range(100):
        running.hubspot_sends([a_change(4711, number)])
    assert calls_of(running) <= 2
    assert running.ports.queue.buried() == ()


def test_a_merged_contact_is_judged_as_the_one_that_is_left(running: Product) -> None:
    running.site_sends(a_view(1, id="mine"), a_view(2, lead="hubspot:contact:510", id="theirs"))
    running.world.merge(LEAD, "hubspot:contact:510")
    running.settle()
    kept = running.ports.store.verdict_of(LEAD)
    assert kept is not None
    assert kept.written
    dossier = {signal for pattern in kept.row["reasons"] for signal in pattern["signals"]}
    assert {"mine", "theirs"} <= dossier
    assert {one.result for one in running.judged if one.lead_id == "hubspot:contact:510"} <= {"merged", "up_to_date"}


def test_a_field_that_the_portal_lacks_keeps_the_lead_until_it_is_there(
    running: Product, lines: pytest.LogCaptureFixture
) -> None:
    running.world.drop_field(LEAD, "reasons")
    running.hubspot_sends([a_change()])
    assert calls_of(running) <= FEW_CALLS
    ((lead, reason),) = running.ports.queue.buried()
    assert (lead, running.ports.queue.waiting()) == (LEAD, 0)
    assert "leadgate_reasons" in reason
    assert "leadgate crm setup" in reason
    assert "leadgate_reasons" in lines.text
    assert not standing(running).written
    running.ports.crm.ensure_fields()
    assert running.ports.queue.redrive() == 1
    running.work()
    assert standing(running).written
    assert running.world.value(LEAD, "status") == standing(running).row["decision"]["status"]


def test_a_value_that_the_portals_own_rules_refuse_stays_out_and_the_rest_is_written(
    running: Product, lines: pytest.LogCaptureFixture
) -> None:
    running.world.refuse(LEAD, "next_step", "Only the sales team writes the next step")
    running.hubspot_sends([a_change()])
    running.work()
    assert running.world.value(LEAD, "status")
    assert running.world.value(LEAD, "next_step") == ""
    (parked,) = running.ports.store.parked()
    assert "Only the sales team" in parked.reason
    assert parked.id in lines.text
    assert running.ports.queue.buried() == ()


def portal_of(**properties: Any) -> dict[str, Any]:
    return {**SEED, "contacts": [{"id": "501", "properties": properties}], "deals": [], "associations": []}


ODD_PEOPLE: list[tuple[str, dict[str, Any], set[Status]]] = [
    ("no company", {"email": "jennifer@acme.example", "jobtitle": "CFO"}, {"nurture", "review"}),
    ("nothing at all", {}, {"nurture", "review", "disqualified"}),
    ("an e-mail in capitals", {"email": "JENNIFER@ACME.EXAMPLE"}, {"nurture", "review", "disqualified"}),
    (
        "emoji",
        {"email": "e@acme.example", "firstname": "👩‍🔬🚀", "lastname": "𝕄artinez"},
        {"nurture", "review", "disqualified"},
    ),
    (
        "right to left",
        {"email": "m@acme.example", "firstname": "محمد \u200f", "lastname": "الأمين"},
        {"nurture", "review", "disqualified"},
    ),
    (
        "half a page of title",
        {"email": "x@acme.example", "jobtitle": "Head of " * 500},
        {"nurture", "review", "disqualified"},
    ),
    (
        "a title with markup",
        {"email": "x@acme.example", "jobtitle": "<script>alert(1)</script>"},
        {"nurture", "review", "disqualified"},
    ),
]


@pytest.mark.parametrize(("properties", "allowed"), [row[1:] for row in ODD_PEOPLE], ids=[row[0] for row in ODD_PEOPLE])
def test_odd_people_get_a_verdict(tmp_path: Path, properties: dict[str, Any], allowed: set[Status]) -> None:
    with product(tmp_path, portal_of(**properties)) as running:
        running.hubspot_sends([a_change()])
        assert calls_of(running) <= FEW_CALLS
        assert running.world.value(LEAD, "status") in allowed
        assert running.ports.store.parked() == ()
        assert "<script" not in "".join(running.world.notes(LEAD))


def test_an_email_that_is_none_disqualifies(running: Product) -> None:
    running.world.put_system(LEAD, "email", "not-an-email")
    running.hubspot_sends([a_change()])
    running.work()
    assert running.world.value(LEAD, "status") == "disqualified"
    assert running.world.value(LEAD, "disqualification_category") == "invalid_contact"


def test_a_revoked_token_buries_the_lead_and_says_what_to_do(running: Product) -> None:
    running.world.sandbox.state.grants.clear()
    running.hubspot_sends([a_change()])
    assert calls_of(running) == 1
    ((lead, reason),) = running.ports.queue.buried()
    assert lead == LEAD
    assert "renew it" in reason


def test_a_buried_lead_is_judged_after_redrive(running: Product) -> None:
    grants = dict(running.world.sandbox.state.grants)
    running.world.sandbox.state.grants.clear()
    running.hubspot_sends([a_change()])
    running.work()
    running.world.sandbox.state.grants.update(grants)
    assert running.ports.queue.redrive() == 1
    running.work()
    assert running.world.value(LEAD, "status")
