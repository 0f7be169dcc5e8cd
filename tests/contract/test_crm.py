"""What every CRM adapter keeps to. A new CRM is one entry of CRMS: a world with the same people in it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest

from leadgate.crm.fields import FIELDS, CrmField
from leadgate.errors import BadInputError
from leadgate.ports.crm import CrmRecord, WriteBack
from tests.contract.hubspot_world import HubSpotWorld, hubspot_world
from tests.contract.salesforce_world import SalesforceWorld, salesforce_world

World = HubSpotWorld | SalesforceWorld
CRMS: dict[str, Callable[[Path], AbstractContextManager[World]]] = {
    "HubSpot v3": partial(hubspot_world, version="v3"),
    "HubSpot 2026-09": partial(hubspot_world, version="2026-09"),
    "Salesforce": salesforce_world,
}


@pytest.fixture(params=CRMS)
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    with CRMS[request.param](tmp_path) as made:
        made.crm.ensure_fields()
        yield made


def read(world: World, lead_id: str) -> CrmRecord:
    record = world.crm.read(lead_id)
    assert record is not None
    return record


def a_value(field: CrmField) -> str:
    if field.type == "choice":
        return field.options[0][0]
    return {"number": "62.5", "instant": "2026-11-23T17:00:00Z"}.get(field.type, f"{field.label} – ok")


LEAD_FIELDS = {field.name: a_value(field) for field in FIELDS if field.record == "lead"}
ACCOUNT_FIELDS = {field.name: a_value(field) for field in FIELDS if field.record == "account"}


def everything(world: World) -> WriteBack:
    return WriteBack(
        world.lead, world.account, LEAD_FIELDS, ACCOUNT_FIELDS, "<p>Call <b>today</b></p>", world.other_owner
    )


def write(world: World, wanted: WriteBack) -> tuple[str, ...]:
    return world.crm.write(read(world, wanted.lead_id), wanted).changed


def test_a_lead_is_read_in_our_words(world: World) -> None:
    lead = read(world, world.lead).lead
    assert (lead.id, lead.email, lead.name) == (world.lead, "jennifer@acme.example", "Jennifer Martinez")
    assert (lead.title, lead.country, lead.region) == ("Director of Operations", "United States", "Ohio")
    assert (lead.lifecycle, lead.owner_id) == (world.lifecycle, world.owner)
    assert lead.created_at is not None
    assert lead.created_at.isoformat() == "2026-09-30T14:02:00+00:00"


def test_its_company_is_read(world: World) -> None:
    account = read(world, world.lead).account
    assert (account.id, account.name, account.domain) == (world.account, "Acme Manufacturing", "acme.example")
    assert (account.employees, account.annual_revenue) == (500, 120_000_000)
    assert account.industry == "Industrial automation"
    assert account.technologies == ("SAP ERP", "Microsoft 365")
    assert account.target_account
    assert not account.is_customer
    assert account.owner_id == world.other_owner


def test_a_customer_is_known_as_one(world: World) -> None:
    assert read(world, world.foreign).account.is_customer


def test_colleagues_are_the_others_of_the_company(world: World) -> None:
    colleagues = read(world, world.lead).colleagues
    assert tuple(one.id for one in colleagues) == world.colleagues
    assert [one.title for one in colleagues] == ["VP", "CFO"]


def test_deals_are_open_won_or_lost(world: World) -> None:
    found = {one.won: one for one in read(world, world.lead).opportunities}
    assert (found[None].stage, found[None].amount, found[None].closed_at) == ("Qualified to buy", 85_000, None)
    assert found[True].amount == 60_000
    assert found[True].closed_at is not None
    assert found[False].loss_reason == "No budget this year"


def test_a_lead_without_a_company_has_an_account_without_an_id(world: World) -> None:
    record = read(world, world.alone)
    assert (record.account.id, record.account.name) == ("", "Nowhere Ltd")
    assert record.colleagues == ()
    assert record.opportunities == ()
    assert record.account_written == {}


def test_names_in_any_script_are_kept(world: World) -> None:
    lead = read(world, world.foreign).lead
    assert "محمد" in lead.first_name
    assert lead.last_name == "الأمين 🚀 👩‍🔬"


def test_nobody_is_none(world: World) -> None:
    assert world.crm.read(world.nobody) is None


def test_a_deleted_lead_is_none(world: World) -> None:
    world.delete(world.lead)
    assert world.crm.read(world.lead) is None


def test_a_lead_that_was_merged_into_another_reads_as_that_one(world: World) -> None:
    world.merge(into=world.lead, gone=world.alone)
    assert read(world, world.alone) == read(world, world.lead)
    assert read(world, world.alone).lead.id == world.lead


def test_the_leads_of_a_company_are_its_people_the_newest_first(world: World) -> None:
    assert world.crm.leads_of(world.account) == (*world.colleagues, world.lead)


def test_the_leads_of_a_deal_are_its_people(world: World) -> None:
    assert world.crm.leads_of(world.deal) == (world.lead,)
    assert world.crm.leads_of(world.deal_of_nobody) == ()


def test_the_leads_of_something_else_are_bad_input(world: World) -> None:
    for record_id in (world.lead, "", "hubspot:deal:x", "salesforce:opportunity:x"):
        with pytest.raises(BadInputError):
            world.crm.leads_of(record_id)


def test_an_id_of_something_else_is_bad_input(world: World) -> None:
    for lead_id in world.nonsense:
        with pytest.raises(BadInputError, match="is needed"):
            world.crm.read(lead_id)


def test_what_is_written_is_read_back(world: World) -> None:
    written = world.crm.write(read(world, world.lead), everything(world))
    assert set(written.changed) == {*LEAD_FIELDS, *ACCOUNT_FIELDS}
    assert (written.note, written.owner, written.refused) == (True, True, None)
    record = read(world, world.lead)
    assert record.written == LEAD_FIELDS
    assert record.account_written == ACCOUNT_FIELDS
    assert record.lead.owner_id == world.other_owner


def test_writing_the_same_again_calls_nobody(world: World) -> None:
    world.crm.write(read(world, world.lead), everything(world))
    record = read(world, world.lead)
    calls = world.crm.calls
    again = world.crm.write(record, everything(world))
    assert (again.changed, again.note, again.owner) == ((), False, False)
    assert world.crm.calls == calls


def test_only_what_differs_is_sent(world: World) -> None:
    write(world, everything(world))
    changed = {**LEAD_FIELDS, "score": "63", "next_step": "Ring her up"}
    assert set(write(world, WriteBack(world.lead, world.account, changed, ACCOUNT_FIELDS))) == {"score", "next_step"}
    assert world.value(world.lead, "score") == "63"


def test_a_number_in_the_crms_own_spelling_is_no_difference(world: World) -> None:
    world.put(world.lead, "score", "62.50")
    assert write(world, WriteBack(world.lead, world.account, {"score": "62.5"})) == ()


def test_a_new_time_alone_is_not_worth_a_write(world: World) -> None:
    write(world, everything(world))
    later = {**LEAD_FIELDS, "assessed_at": "2026-11-24T09:00:00Z", "model_version": "newer 2"}
    assert write(world, WriteBack(world.lead, world.account, later)) == ()
    assert set(write(world, WriteBack(world.lead, world.account, {**later, "score": "1"}))) == {
        "score",
        "assessed_at",
        "model_version",
    }


def test_a_value_is_cleared_with_nothing(world: World) -> None:
    write(world, everything(world))
    assert write(world, WriteBack(world.lead, world.account, {"disqualification_category": ""})) == (
        "disqualification_category",
    )
    assert world.value(world.lead, "disqualification_category") == ""


def test_our_fields_are_no_properties_of_the_lead(world: World) -> None:
    write(world, everything(world))
    record = read(world, world.lead)
    for properties in (record.lead.properties, record.account.properties):
        assert not any("leadgate" in name.lower() for name in properties)


def test_a_field_that_is_none_of_ours_is_bad_input(world: World) -> None:
    with pytest.raises(BadInputError, match="lifecycle"):
        write(world, WriteBack(world.lead, world.account, {"lifecycle": "customer"}))


def test_a_note_is_updated_and_not_repeated(world: World) -> None:
    for html in ("<p>First</p>", "<p>Second</p>", "<p>Second</p>"):
        world.crm.write(read(world, world.lead), WriteBack(world.lead, world.account, {}, note=html))
    (note,) = world.notes(world.lead)
    assert "Second" in note


def test_a_note_whose_id_was_never_remembered_is_found_again(world: World) -> None:
    wanted = WriteBack(world.lead, world.account, {}, note="<p>First</p>")
    world.crm.write(read(world, world.lead), wanted)
    after_the_crash = world.another_worker(shares_memory=False)
    after_the_crash.write(read(world, world.lead), WriteBack(world.lead, world.account, {}, note="<p>Second</p>"))
    (note,) = world.notes(world.lead)
    assert "Second" in note


def test_a_note_that_somebody_deleted_is_made_again(world: World) -> None:
    world.crm.write(read(world, world.lead), WriteBack(world.lead, world.account, {}, note="<p>First</p>"))
    world.drop_notes(world.lead)
    world.crm.write(read(world, world.lead), WriteBack(world.lead, world.account, {}, note="<p>Second</p>"))
    assert len(world.notes(world.lead)) == 1


def test_a_refused_value_is_told_in_the_rules_words_and_the_others_go_through(world: World) -> None:
    world.refuse(world.lead, "tier", "Tiers are for RevOps only")
    written = world.crm.write(read(world, world.lead), everything(world))
    assert written.refused == "Tiers are for RevOps only"
    assert "tier" not in written.changed
    assert set(written.changed) == {*LEAD_FIELDS, *ACCOUNT_FIELDS} - {"tier"}
    assert (written.note, written.owner) == (True, True)


def test_a_missing_field_is_named_with_the_command_that_makes_it(world: World) -> None:
    world.drop_field(world.lead, "tier")
    with pytest.raises(BadInputError, match=r"(?i)\w+\.leadgate_tier(__c)?: .*leadgate crm setup"):
        world.crm.write(read(world, world.lead), everything(world))
    world.crm.ensure_fields()
    assert "tier" in world.crm.write(read(world, world.lead), everything(world)).changed


def test_a_lead_without_a_company_gets_its_fields_all_the_same(world: World) -> None:
    wanted = WriteBack(world.alone, None, LEAD_FIELDS, ACCOUNT_FIELDS, note="<p>Hi</p>")
    assert set(write(world, wanted)) == set(LEAD_FIELDS)


def test_the_lifecycle_is_never_touched(world: World) -> None:
    write(world, everything(world))
    assert read(world, world.lead).lead.lifecycle == world.lifecycle


def test_making_the_fields_twice_makes_them_once(world: World) -> None:
    assert world.crm.ensure_fields() == ()


def test_calls_are_counted(world: World) -> None:
    before = world.crm.calls
    read(world, world.lead)
    assert before < world.crm.calls <= before + 6


def test_a_company_is_found_by_its_domain_alone(world: World) -> None:
    assert world.crm.find_accounts("acme.example") == (world.account,)
    assert world.crm.find_accounts("cme.example") == ()
    assert world.crm.find_accounts("nobody_100%.example") == ()
