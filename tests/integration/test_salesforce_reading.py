"""What a dossier of Salesforce's holds, and how few calls it costs."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from leadgate.crm.salesforce.metadata import field_definitions
from leadgate.errors import PermanentError, RetryableError
from leadgate.ports.crm import CrmRecord, EventsTo, WriteBack
from leadgate.sandbox.faults import Faults
from leadgate.sandbox.salesforce import record_id
from leadgate.sandbox.salesforce.writing import create
from tests.contract.salesforce_world import ACME, ALONE, CFO, JENNIFER, SEED, SalesforceWorld, salesforce_world

NEW_LEAD = record_id("00Q", 700)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[SalesforceWorld]:
    with salesforce_world(tmp_path) as made:
        made.crm.ensure_fields()
        yield made


def make(world: SalesforceWorld, name: str, fixed_id: str | None = None, **values: Any) -> str:
    org = world.sandbox.org
    return str(create(org, org.schema.objects[name], values, org.admin, fixed_id)["Id"])


def read(world: SalesforceWorld, lead_id: str) -> CrmRecord:
    record = world.crm.read(lead_id)
    assert record is not None
    return record


def calls_of_reading(world: SalesforceWorld, lead_id: str) -> int:
    read(world, lead_id)  # which fields there are is known from now on
    before = world.crm.calls
    read(world, lead_id)
    return world.crm.calls - before


def test_a_contact_costs_two_calls_however_many_colleagues(world: SalesforceWorld) -> None:
    world.hire(300)
    assert calls_of_reading(world, world.lead) == 2
    assert len(read(world, world.lead).colleagues) == 302


def test_a_lead_of_a_known_company_costs_three_calls(world: SalesforceWorld) -> None:
    make(world, "Lead", NEW_LEAD, LastName="New", Company="ACME", Email="new@acme.example")
    assert calls_of_reading(world, f"salesforce:lead:{NEW_LEAD}") == 3
    record = read(world, f"salesforce:lead:{NEW_LEAD}")
    assert record.account.id == world.account
    assert {one.id for one in record.colleagues} == {world.lead, *world.colleagues}
    assert len(record.opportunities) == 2


def test_leads_of_the_same_company_are_colleagues_too(world: SalesforceWorld) -> None:
    make(world, "Lead", NEW_LEAD, LastName="New", Company="ACME", Email="new@acme.example", Title="Buyer")
    assert f"salesforce:lead:{NEW_LEAD}" in {one.id for one in read(world, world.lead).colleagues}


FREE: list[tuple[str, str | None]] = [
    ("a free mailbox", "someone@gmail.com"),
    ("no address", None),
    ("no address at all", "not an address"),
]


@pytest.mark.parametrize("email", [row[1] for row in FREE], ids=[row[0] for row in FREE])
def test_a_lead_of_no_companys_address_has_no_account(world: SalesforceWorld, email: str | None) -> None:
    make(world, "Contact", LastName="Other", Email="other@gmail.com", AccountId=ACME)
    make(world, "Lead", NEW_LEAD, LastName="New", Company="Alone Ltd", Email=email, NumberOfEmployees=12)
    record = read(world, f"salesforce:lead:{NEW_LEAD}")
    assert (record.account.id, record.account.name, record.account.employees) == ("", "Alone Ltd", 12)
    assert record.colleagues == ()


def test_what_people_did_is_read_from_tasks_and_campaigns(world: SalesforceWorld) -> None:
    campaign = make(world, "Campaign", Name="Trade fair")
    make(world, "Task", WhoId=JENNIFER, Subject="Call", TaskSubtype="Call", Status="Completed")
    make(world, "Task", WhoId=JENNIFER, Subject="Plan", TaskSubtype="Call")
    member = make(world, "CampaignMember", CampaignId=campaign, ContactId=JENNIFER, Status="Responded")
    world.sandbox.org.records["CampaignMember"][member]["FirstRespondedDate"] = "2026-11-20"
    signals = {one.kind: one for one in read(world, world.lead).signals}
    assert set(signals) == {"sales_activity", "campaign_response"}
    assert signals["sales_activity"].properties == {"type": "call"}
    assert signals["campaign_response"].properties == {"campaign": "Trade fair"}
    assert read(world, world.lead).signals == read(world, world.lead).signals


def test_our_own_task_is_no_signal(world: SalesforceWorld) -> None:
    world.crm.write(read(world, world.lead), WriteBack(world.lead, None, {}, note="<p>Call</p>"))
    (task,) = world._tasks(world.lead)
    world.sandbox.org.records["Task"][task["Id"]] |= {"Status": "Completed", "IsClosed": True}
    assert read(world, world.lead).signals == ()


def test_a_lead_and_its_account_are_written_in_one_call(world: SalesforceWorld) -> None:
    record = read(world, world.lead)
    before = world.sandbox.gate.calls["PATCH /composite/sobjects"]
    wanted = WriteBack(world.lead, world.account, {"score": "63"}, {"account_score": "50"})
    assert set(world.crm.write(record, wanted).changed) == {"score", "account_score"}
    assert world.sandbox.gate.calls["PATCH /composite/sobjects"] == before + 1


def test_no_assignment_rule_takes_a_record_away(world: SalesforceWorld) -> None:
    world.sandbox.org.assignment_rule_owner = world.other_owner
    world.crm.write(read(world, world.alone), WriteBack(world.alone, None, {"score": "63"}))
    assert world.row(world.alone)["OwnerId"] == world.sandbox.org.admin.user_id


def test_a_merge_and_a_conversion_after_it_are_followed(world: SalesforceWorld) -> None:
    world.merge(into=world.colleagues[1], gone=world.alone)
    world.merge(into=world.lead, gone=f"salesforce:contact:{CFO}")
    assert read(world, f"salesforce:lead:{ALONE}").lead.id == world.lead


def test_an_id_of_15_reads_as_the_record_it_is(world: SalesforceWorld) -> None:
    assert read(world, world.lead[:-3]) == read(world, world.lead)


def test_a_person_account_has_no_company(tmp_path: Path) -> None:
    seed = {**SEED, "fields": {**SEED["fields"], "Contact": {}}}
    with salesforce_world(tmp_path, seed=seed) as world:
        kind = world.sandbox.org.schema.get("Contact")
        kind.fields["IsPersonAccount"] = kind.fields["IsDeleted"].__class__("IsPersonAccount", "boolean")
        world.row(world.lead)["IsPersonAccount"] = True
        record = read(world, world.lead)
        assert (record.account.id, record.colleagues) == ("", ())


# Setting an org up


def test_a_dry_run_says_what_is_made_and_makes_nothing(tmp_path: Path) -> None:
    with salesforce_world(tmp_path) as world:
        planned = world.crm.lacks()
        assert set(world.crm.lacks()) == set(planned)
        assert set(world.crm.ensure_fields()) == set(planned)
        assert world.crm.lacks() == ()
    assert {"Lead.Leadgate_Tier__c", "Account.Leadgate_Account_Score__c"} < set(planned)
    assert {"permission set Leadgate", "channel Leadgate__chn", "change events of Task"} < set(planned)


@pytest.mark.parametrize("calls", [0, 3, 30, 60, 62, 64, 66, 70, 72, 74, 76])
def test_a_setup_that_was_cut_off_is_finished_by_the_next(tmp_path: Path, calls: int) -> None:
    class BreaksOff(Faults):
        left = calls

        def draw(self) -> str | None:
            self.left -= 1
            return "503" if self.left < 0 else None

    with salesforce_world(tmp_path) as world:
        world.sandbox.gate.faults = BreaksOff()
        relay = EventsTo(region="eu-central-1", account="123456789012", start=True)
        with suppress(RetryableError):
            world.crm.set_up(relay)
        world.sandbox.gate.faults = Faults()
        world.crm.set_up(relay)
        assert world.crm.lacks(relay) == ()
        assert [row["State"] for row in world.sandbox.org.live("EventRelayConfig")] == ["RUN"]
        assert len(list(world.sandbox.org.live("CustomField"))) == len(field_definitions())


def test_only_what_is_followed_is_selected_for_events(world: SalesforceWorld) -> None:
    selected = {row["SelectedEntity"] for row in world.sandbox.org.live("PlatformEventChannelMember")}
    assert selected == {f"{name}ChangeEvent" for name in ("Lead", "Contact", "Account", "Opportunity", "Task")}


def test_an_org_that_follows_five_others_already_says_so(tmp_path: Path) -> None:
    with salesforce_world(tmp_path) as world:
        for name in ("Campaign", "CampaignMember", "User"):
            metadata = {"eventChannel": "ChangeEvents", "selectedEntity": f"{name}ChangeEvent"}
            full_name = f"ChangeEvents_{name}ChangeEvent"
            make(world, "PlatformEventChannelMember", FullName=full_name, Metadata=metadata)
        with pytest.raises(PermanentError, match="up to five entities"):
            world.crm.ensure_fields()
