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
from leadgate.sandbox.salesforce import record_id
from tests.contract.hubspot_world import SEED, HubSpotWorld
from tests.contract.salesforce_world import JENNIFER, QUEUE, USER
from tests.faults.product import (
    LONG,
    PRODUCTS,
    HubSpotProduct,
    Product,
    SalesforceProduct,
    a_change,
    a_view,
    product,
    salesforce_product,
)

LEAD = HubSpotWorld.lead
INCOMPRESSIBLE = base64.b64encode(random.Random(1).randbytes(900_000)).decode()
FEW_CALLS = 12  # what one lead of a company with three people costs, notes included


@pytest.fixture(params=PRODUCTS)
def running(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Product]:
    with PRODUCTS[request.param](tmp_path) as made:
        yield made


@pytest.fixture
def hubspot(tmp_path: Path) -> Iterator[HubSpotProduct]:
    with product(tmp_path) as made:
        yield made


@pytest.fixture
def salesforce(tmp_path: Path) -> Iterator[SalesforceProduct]:
    with salesforce_product(tmp_path) as made:
        yield made


@pytest.fixture(autouse=True)
def lines(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Everything that is logged; none of it may tell who somebody is."""
    caplog.set_level(logging.INFO, logger="leadgate")
    yield caplog
    for personal in ("Jennifer", "Martinez", "@acme", "@nowhere", "alone@", "الأمين", "not-an-email"):
        assert personal not in caplog.text


def calls_of(running: Product, within: Any = LONG) -> int:
    """Calls to the CRM until nobody waits."""
    before = running.ports.crm.calls
    running.work(within)
    return running.ports.crm.calls - before


def standing(running: Product) -> Verdict:
    """The lead's verdict as it was kept."""
    kept = running.ports.store.verdict_of(running.lead)
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
    hubspot: HubSpotProduct, lines: pytest.LogCaptureFixture, bad: Any, reason: str
) -> None:
    events: list[Any] = [a_change(501, number) for number in range(99)]
    events.insert(40, bad)
    answer = hubspot.hubspot_sends(events)
    assert (answer.status, answer.body) == (202, {"kept": 99, "own": 0, "parked": 1})
    (parked,) = hubspot.ports.store.parked()
    assert reason in parked.reason
    assert len([record for record in lines.records if "parked" in record.getMessage()]) == 1
    assert calls_of(hubspot) <= FEW_CALLS * 3


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
    if isinstance(bad, dict) and bad.get("lead_id"):
        bad = {**bad, "lead_id": running.lead}
    answer = running.site_sends(running.view(100), bad, running.view(101))
    assert answer.status == 202
    assert isinstance(answer.body, Mapping)
    assert (answer.body["kept"], answer.body["parked"]) == (2, 1)
    (parked,) = running.ports.store.parked()
    assert place in parked.reason
    assert f"parked as {parked.id}: " in lines.text


# Records that are not as they should be


def test_a_contact_that_was_deleted_meanwhile_is_left_alone(running: Product, lines: pytest.LogCaptureFixture) -> None:
    running.tells(running.lead)
    running.world.delete(running.lead)
    assert calls_of(running) <= 2
    assert running.judged[-1].result == "gone"
    assert running.ports.queue.waiting() == 0
    assert running.ports.queue.buried() == ()
    assert running.lead in lines.text


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
    running.tells(running.world.alone)
    assert calls_of(running) <= FEW_CALLS
    assert running.ports.queue.buried() == ()
    running.settle()  # the CRM tells of the deletion
    assert running.judged[-1].result == "gone"


def test_a_contact_that_nobody_knows_costs_one_look(running: Product) -> None:
    for _ in range(100):
        running.tells(running.world.nobody)
    assert calls_of(running) <= 2
    assert running.ports.queue.buried() == ()


def test_a_merged_contact_is_judged_as_the_one_that_is_left(running: Product) -> None:
    running.site_sends(running.view(1, id="mine"), running.view(2, lead=running.world.alone, id="theirs"))
    running.world.merge(running.lead, running.world.alone)
    running.settle()
    kept = running.ports.store.verdict_of(running.lead)
    assert kept is not None
    assert kept.written
    dossier = {signal for pattern in kept.row["reasons"] for signal in pattern["signals"]}
    assert {"mine", "theirs"} <= dossier
    assert {one.result for one in running.judged if one.lead_id == running.world.alone} <= {"merged", "up_to_date"}


def test_a_field_that_the_portal_lacks_keeps_the_lead_until_it_is_there(
    running: Product, lines: pytest.LogCaptureFixture
) -> None:
    running.world.drop_field(running.lead, "reasons")
    running.tells(running.lead)
    assert calls_of(running) <= FEW_CALLS
    ((lead, reason),) = running.ports.queue.buried()
    assert (lead, running.ports.queue.waiting()) == (running.lead, 0)
    assert "leadgate_reasons" in reason.lower()
    assert "leadgate crm setup" in reason
    assert "leadgate_reasons" in lines.text.lower()
    assert not standing(running).written
    running.ports.crm.ensure_fields()
    assert running.ports.queue.redrive() == 1
    running.work()
    assert standing(running).written
    assert running.world.value(running.lead, "status") == standing(running).row["decision"]["status"]


def test_a_value_that_the_portals_own_rules_refuse_stays_out_and_the_rest_is_written(
    running: Product, lines: pytest.LogCaptureFixture
) -> None:
    running.world.refuse(running.lead, "next_step", "Only the sales team writes the next step")
    running.tells(running.lead)
    running.work()
    assert running.world.value(running.lead, "status")
    assert running.world.value(running.lead, "next_step") == ""
    (parked,) = running.ports.store.parked()
    assert "Only the sales team" in parked.reason
    assert parked.id in lines.text
    assert running.ports.queue.buried() == ()


def portal_of(**properties: Any) -> dict[str, Any]:
    return {**SEED, "contacts": [{"id": "501", "properties": properties}], "deals": [], "associations": []}


NAMES = {"email": "Email", "firstname": "FirstName", "lastname": "LastName", "jobtitle": "Title"}


def org_of(**properties: Any) -> dict[str, Any]:
    """The same person in an org, where nobody is without a last name and titles end after 128 characters."""
    person = {"Id": JENNIFER, "LastName": "-", **{NAMES[name]: text[:128] for name, text in properties.items()}}
    return {"records": {"Contact": [person]}}


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


@pytest.mark.parametrize("crm", PRODUCTS)
@pytest.mark.parametrize(("properties", "allowed"), [row[1:] for row in ODD_PEOPLE], ids=[row[0] for row in ODD_PEOPLE])
def test_odd_people_get_a_verdict(tmp_path: Path, properties: dict[str, Any], allowed: set[Status], crm: str) -> None:
    with (
        product(tmp_path, portal_of(**properties))
        if crm == "HubSpot"
        else salesforce_product(tmp_path, org_of(**properties)) as running
    ):
        running.tells(running.lead)
        assert calls_of(running) <= FEW_CALLS
        assert running.world.value(running.lead, "status") in allowed
        assert running.ports.store.parked() == ()
        assert not (running.world.notes_hold_markup and "<script" in "".join(running.world.notes(running.lead)))


def test_an_email_that_is_none_disqualifies(running: Product) -> None:
    running.world.put_system(running.lead, running.email_field, "not-an-email")
    running.tells(running.lead)
    running.work()
    assert running.world.value(running.lead, "status") == "disqualified"
    assert running.world.value(running.lead, "disqualification_category") == "invalid_contact"


def test_a_revoked_token_buries_the_lead_and_says_what_to_do(running: Product) -> None:
    running.revoke()
    running.tells(running.lead)
    assert calls_of(running) == 1
    ((lead, reason),) = running.ports.queue.buried()
    assert lead == running.lead
    assert running.revoked_words in reason


def test_a_buried_lead_is_judged_after_redrive(running: Product) -> None:
    running.revoke()
    running.tells(running.lead)
    running.work()
    running.grant()
    assert running.ports.queue.redrive() == 1
    running.work()
    assert running.world.value(running.lead, "status")


# What only Salesforce knows


def test_a_rule_that_names_no_field_parks_the_record_with_its_words_and_tells_once(
    salesforce: SalesforceProduct, lines: pytest.LogCaptureFixture
) -> None:
    salesforce.world.refuse(salesforce.lead, "tier", "Only RevOps grades people", field_named=False)
    for _ in range(3):
        salesforce.tells(salesforce.lead)
        salesforce.settle()
    (parked,) = salesforce.ports.store.parked()
    assert parked.reason == "Only RevOps grades people"
    assert salesforce.ports.queue.buried() == ()
    assert len(salesforce.world.notes(salesforce.lead)) == 1


OWNERS = [
    ("a user who left", record_id("005", 15), "inactive user"),
    ("nobody", record_id("005", 99), "invalid cross reference id"),
    ("a queue, which owns no contact", QUEUE, "invalid cross reference id"),
]


@pytest.mark.parametrize(("owner", "words"), [row[1:] for row in OWNERS], ids=[row[0] for row in OWNERS])
def test_an_owner_whom_the_org_refuses_costs_none_of_the_fields(
    salesforce: SalesforceProduct, owner: str, words: str
) -> None:
    users = salesforce.world.sandbox.org.records["User"]
    users[record_id("005", 15)] = {**users[USER], "Id": record_id("005", 15), "IsActive": False}
    record = salesforce.ports.crm.read(salesforce.lead)
    assert record is not None
    written = salesforce.ports.crm.write(record, WriteBack(salesforce.lead, None, {"score": "63"}, owner_id=owner))
    assert (written.changed, written.owner) == (("score",), False)
    assert words in (written.refused or "")


def test_a_lead_may_be_given_to_a_queue(salesforce: SalesforceProduct) -> None:
    alone = salesforce.world.alone
    record = salesforce.ports.crm.read(alone)
    assert record is not None
    assert salesforce.ports.crm.write(record, WriteBack(alone, None, {}, owner_id=QUEUE)).owner
    again = salesforce.ports.crm.read(alone)
    assert again is not None
    assert not salesforce.ports.crm.write(again, WriteBack(alone, None, {}, owner_id=QUEUE[:15])).owner


def test_too_many_changes_to_be_told_are_found_in_the_org(salesforce: SalesforceProduct) -> None:
    header = {
        "entityName": "Contact",
        "recordIds": [],
        "changeType": "GAP_OVERFLOW",
        "transactionKey": "k",
        "sequenceNumber": 1,
        "commitTimestamp": salesforce.clock.now().timestamp() * 1000,
    }
    event = {"detail-type": "ContactChangeEvent", "detail": {"payload": {"ChangeEventHeader": header}}}
    assert salesforce.salesforce_sends(json.dumps(event).encode()).body == {"kept": 1, "own": 0, "parked": 0}
    salesforce.work()
    judged = {one.lead_id for one in salesforce.judged if one.assessment}
    assert judged == {salesforce.lead, *salesforce.world.colleagues, salesforce.world.foreign}


def test_a_converted_lead_goes_on_as_its_contact(salesforce: SalesforceProduct) -> None:
    alone = salesforce.world.alone
    salesforce.site_sends(salesforce.view(1, lead=alone))
    salesforce.settle()
    assert salesforce.world.value(alone, "status")
    salesforce.world.merge(into=salesforce.world.foreign, gone=alone)
    salesforce.settle()
    kept = salesforce.ports.store.verdict_of(salesforce.world.foreign)
    assert kept is not None
    assert kept.written
    assert {one.result for one in salesforce.judged if one.lead_id == alone} >= {"merged"}
    assert len(salesforce.world.notes(salesforce.world.foreign)) == 1
