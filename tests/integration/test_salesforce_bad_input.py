"""What only Salesforce says no to, or cannot tell: rules without a field, owners, overflow, converted leads."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from leadgate.ports.crm import WriteBack
from leadgate.sandbox.salesforce import record_id
from tests.contract.salesforce_world import QUEUE, USER
from tests.faults.product import (
    SalesforceProduct,
    salesforce_product,
)
from tests.faults.quiet import nothing_personal


@pytest.fixture
def salesforce(tmp_path: Path) -> Iterator[SalesforceProduct]:
    with salesforce_product(tmp_path) as made:
        yield made


@pytest.fixture(autouse=True)
def lines(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    with nothing_personal(caplog) as heard:
        yield heard


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
