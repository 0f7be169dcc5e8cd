"""What admins do with an org: other picklist values, shorter fields, taken permissions, currencies, zones.

Each has an answer that the admin can act on: the org's own words, or the field by its name.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from leadgate.errors import BadInputError
from leadgate.ports.crm import CrmRecord, WriteBack, Written
from leadgate.sandbox.salesforce.org import Org
from leadgate.sandbox.salesforce.schema import Field
from tests.contract.salesforce_world import SalesforceWorld, salesforce_world
from tests.faults.product import SalesforceProduct, buying, salesforce_product

WANTED = {
    "tier": "A",
    "score": "63",
    "next_step": "Offer a demo within 24 hours, and bring the security questionnaire.",
}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[SalesforceWorld]:
    with salesforce_world(tmp_path) as made:
        made.crm.ensure_fields()
        yield made


def write(world: SalesforceWorld) -> Written:
    record = read(world)
    return world.crm.write(record, WriteBack(world.lead, None, WANTED))


def read(world: SalesforceWorld) -> CrmRecord:
    record = world.crm.read(world.lead)
    assert record is not None
    return record


def change(org: Org, name: str, **changes: object) -> None:
    """An admin edits a field."""
    fields = org.schema.get("Contact").fields
    fields[name] = replace(fields[name], **changes)  # type: ignore[arg-type]


REFUSED: list[tuple[str, Callable[[Org], None], str, tuple[str, ...]]] = [
    (
        "a picklist value is not allowed any more",
        lambda org: change(org, "Leadgate_Tier__c", values=("Gold", "Silver")),
        "Tier: bad value for restricted picklist field: A",
        ("score", "next_step"),
    ),
    (
        "a field was made shorter",
        lambda org: change(org, "Leadgate_Next_Step__c", length=20),
        "Next step: data value too large",
        ("tier", "score"),
    ),
]


@pytest.mark.parametrize(("edit", "words", "written"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_a_field_cannot_hold_stays_out_and_the_rest_is_written(
    world: SalesforceWorld, edit: Callable[[Org], None], words: str, written: tuple[str, ...]
) -> None:
    edit(world.sandbox.org)
    done = write(world)
    assert words in (done.refused or "")
    assert done.changed == written


def test_a_field_that_our_user_may_not_write_is_named_with_what_to_do(world: SalesforceWorld) -> None:
    (row,) = [one for one in world.sandbox.org.live("FieldPermissions") if one["Field"] == "Contact.Leadgate_Tier__c"]
    row["PermissionsEdit"] = False
    with pytest.raises(BadInputError, match=r"Leadgate_Tier__c.*our user may not write it.*crm setup"):
        write(world)


def test_record_type_and_currency_are_kept_as_evidence(world: SalesforceWorld) -> None:
    for name, value in (("RecordTypeId", "012000000000001AAA"), ("CurrencyIsoCode", "EUR")):
        world.sandbox.org.schema.get("Contact").fields[name] = Field(name, "string", 18)
        world.row(world.lead)[name] = value
    properties = world.another_worker().read(world.lead)
    assert properties is not None
    assert properties.lead.properties["CurrencyIsoCode"] == "EUR"
    assert properties.lead.properties["RecordTypeId"] == "012000000000001AAA"


def test_an_instant_stands_in_the_org_in_utc_whatever_zone_the_settings_name(tmp_path: Path) -> None:
    with salesforce_product(tmp_path) as running:
        running.set(timezone="America/New_York")
        judged(running)
        written = running.world.row(running.lead)["Leadgate_Assessed_At__c"]
        verdict = running.ports.store.verdict_of(running.lead)
        assert verdict is not None
        assert written == f"{verdict.row['as_of'][:19]}.000+0000"
        assert verdict.row["as_of"].endswith("Z")


def judged(running: SalesforceProduct) -> None:
    running.site_sends(*buying(running.lead))
    running.work()
