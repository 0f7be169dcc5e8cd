"""What only Salesforce's past has: tracked fields and others, conversion, currencies, person accounts, dates."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from leadgate.domain.dossier import Dossier
from leadgate.domain.past import Example, LeadPast
from leadgate.errors import PermanentError
from leadgate.sandbox.salesforce import record_id
from leadgate.sandbox.salesforce.schema import Field
from tests.contract.hubspot_world import NOON
from tests.contract.past_worlds import PastWorld, salesforce_past

pytestmark = pytest.mark.capability("G2")

MADE = datetime(2026, 3, 2, 9, tzinfo=UTC)
LEAD, CONTACT, ACCOUNT, DEAL = (record_id(prefix, 501) for prefix in ("00Q", "003", "001", "006"))
OUR_LEAD = f"salesforce:lead:{LEAD}"
TRACKED = ["Lead.Status", "Lead.Title", "Account.Type"]


def at(days: float) -> str:
    return (MADE + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")


def a_lead(*later: Mapping[str, Any], **fields: Any) -> dict[str, Any]:
    known = {"Id": LEAD, "CreatedDate": at(0), "LastName": "Lee", "Company": "Acme", "Email": "lee@acme.example"}
    return {**known, "Status": "Open", **fields, "Later": list(later)}


def org(*, tracked: Any = TRACKED, hidden: Any = (), fields: Any = None, **records: Any) -> dict[str, Any]:
    return {"records": records, "tracked": list(tracked), "hidden": list(hidden), "fields": fields or {}}


def past_of(path: Path, seed: Mapping[str, Any], one: str = OUR_LEAD, **changes: Any) -> LeadPast:
    with salesforce_past(path, seed) as world:
        return world.pasts(**changes)[one]


def seen(past: LeadPast, days: float) -> Dossier:
    return past.seen_at(MADE + timedelta(days=days))


def notes_of(world: PastWorld, **changes: Any) -> str:
    reading = world.reading(**changes)
    for batch in reading.batches(""):
        for past in batch.pasts:
            past.seen_at(NOON)
    return "\n".join(reading.notes())


def test_a_tracked_field_is_what_it_was(tmp_path: Path) -> None:
    lead = a_lead({"At": at(5), "Title": "CFO", "Status": "Working"}, {"At": at(9), "Title": "CEO"}, Title="Clerk")
    past = past_of(tmp_path, org(Lead=[lead]))
    assert [seen(past, days).lead.title for days in (1, 5, 9)] == ["Clerk", "CFO", "CEO"]
    assert [(stage, (entered - MADE).days) for entered, stage in past.stages] == [("Open", 0), ("Working", 5)]


def test_a_field_that_is_not_tracked_is_left_out_of_all_leads_alike(tmp_path: Path) -> None:
    """That nobody has touched a lead since would itself be news of the future."""
    touched, alone = a_lead({"At": at(5), "Rating": "Hot"}, Industry="Retail"), a_lead(Industry="Retail")
    for number, lead in enumerate((touched, alone)):
        past = past_of(tmp_path / str(number), org(Lead=[lead]))
        assert (seen(past, 2).account.industry, seen(past, 2).account.name) == ("", "Acme")
        assert "Rating" not in seen(past, 9).lead.properties


def test_todays_values_may_be_asked_for_and_are_said(tmp_path: Path) -> None:
    with salesforce_past(tmp_path, org(Lead=[a_lead(Industry="Retail")])) as world:
        past = world.pasts(as_today=True)[OUR_LEAD]
        (today,), (left_out,) = (notes_of(world, as_today=chosen).splitlines() for chosen in (True, False))
    assert "are taken as today's: " in today
    assert "are left out: " in left_out
    assert "Lead.Industry" in today
    assert "Lead.Industry" in left_out
    assert seen(past, 2).account.industry == "Retail"


def test_what_is_older_than_the_orgs_memory_is_unknown(tmp_path: Path) -> None:
    lead = a_lead({"At": "2024-03-01T00:00:00Z", "Title": "CFO"}, CreatedDate="2023-01-01T00:00:00Z", Title="Clerk")
    past = past_of(tmp_path, org(Lead=[lead]))
    assert [past.seen_at(datetime(year, 2, 1, tzinfo=UTC)).lead.title for year in (2023, 2025)] == ["", "CFO"]
    assert past.stages == ()


HIDDEN = [
    ("LeadHistory", "only who a lead is is known of the past"),
    ("AccountHistory", "only who an account is is known of the past"),
    ("OpportunityHistory", "without stage and amount"),
    ("CampaignMember", "campaign responses are left out"),
    ("FieldDefinition", "no field is taken for tracked"),
    ("OpportunityStage", "when deals were closed is unknown"),
]


@pytest.mark.parametrize(("name", "words"), HIDDEN, ids=[name for name, _ in HIDDEN])
def test_an_object_that_may_not_be_read_is_said_and_the_rest_goes_on(tmp_path: Path, name: str, words: str) -> None:
    with salesforce_past(tmp_path, org(hidden=[name], **converted())) as world:
        assert OUR_LEAD in world.pasts()
        assert words in notes_of(world)


def test_without_leads_there_is_one_clear_line(tmp_path: Path) -> None:
    with (
        salesforce_past(tmp_path, org(hidden=["Lead", "Account"])) as world,
        pytest.raises(PermanentError, match="may not read Lead, Account: check the permission set"),
    ):
        list(world.reading().batches(""))


def converted(**deal: Any) -> dict[str, Any]:
    """A lead that became a contact with an opportunity after twenty days; won after forty."""
    link = {"At": at(20), "ConvertedContactId": CONTACT, "ConvertedOpportunityId": DEAL}
    won = {"At": at(40), "StageName": "Closed Won", "Amount": 900}
    known = {"Id": DEAL, "CreatedDate": at(20), "Name": "One", "AccountId": ACCOUNT, "StageName": "Qualification"}
    return {
        "Account": [
            {"Id": ACCOUNT, "CreatedDate": at(20), "Name": "Acme", "Later": [{"At": at(41), "Type": "Customer"}]}
        ],
        "Contact": [{"Id": CONTACT, "CreatedDate": at(20), "LastName": "Lee", "AccountId": ACCOUNT}],
        "Lead": [a_lead({"At": at(4), "Status": "Working - Contacted"}, link)],
        "Opportunity": [{**known, "CloseDate": "2026-12-31", "Amount": 500, "Later": [won], **deal}],
        "OpportunityContactRole": [{"OpportunityId": DEAL, "ContactId": CONTACT, "CreatedDate": at(20)}],
    }


def test_a_converted_lead_is_one_row_as_the_lead_it_was(tmp_path: Path) -> None:
    with salesforce_past(tmp_path, org(**converted())) as world:
        found = world.examples()
    assert list(found) == [OUR_LEAD]
    example = found[OUR_LEAD]
    assert isinstance(example, Example)
    assert (example.dossier.as_of, example.dossier.lead.lifecycle) == (MADE + timedelta(days=4), "Working - Contacted")
    assert (example.dossier.account.id, example.dossier.opportunities) == ("", ())
    assert not {"IsConverted", "ConvertedContactId", "ConvertedDate"} & set(example.dossier.lead.properties)
    assert (example.outcome.won, example.outcome.amount, example.outcome.days) == (True, 900, 36)


def test_calls_of_a_converted_lead_are_still_its_own_and_say_only_that_they_were(tmp_path: Path) -> None:
    call = {"WhoId": CONTACT, "Subject": "Call", "TaskSubtype": "Call", "Status": "Completed", "Description": "Signed!"}
    records = {**converted(), "Task": [{**call, "CreatedDate": at(3), "CompletedDateTime": at(3)}]}
    past = past_of(tmp_path, org(**records))
    assert not seen(past, 2).signals
    assert [(s.kind, dict(s.properties)) for s in seen(past, 4).own_signals] == [("sales_activity", {"type": "call"})]


def test_a_date_is_past_once_that_day_is_over_everywhere(tmp_path: Path) -> None:
    campaign = {"Id": record_id("701", 1), "Name": "Fair"}
    response = {"CampaignId": campaign["Id"], "LeadId": LEAD, "Status": "Responded", "CreatedDate": at(1)}
    member = {**response, "FirstRespondedDate": at(5)[:10]}
    past = past_of(tmp_path, org(Lead=[a_lead()], Campaign=[campaign], CampaignMember=[member]))
    assert not seen(past, 6.0).signals  # 9 o'clock in UTC: west of it that day is not over
    assert [s.text("campaign") for s in seen(past, 6.2).signals] == ["Fair"]


def test_several_currencies_become_the_corporate_one(tmp_path: Path) -> None:
    rates = [
        {"IsoCode": code, "ConversionRate": rate, "IsCorporate": code == "EUR", "IsActive": True}
        for code, rate in (("EUR", 1.0), ("JPY", 160.0))
    ]
    with salesforce_past(tmp_path, org(**converted(), CurrencyType=rates)) as world:
        add_currency(world)
        world.sandbox.org.records["Opportunity"][DEAL]["CurrencyIsoCode"] = "JPY"
        (deal,) = world.pasts()[OUR_LEAD].deals
        assert "amounts are in EUR" in notes_of(world)
        world.sandbox.org.records["Opportunity"][DEAL]["CurrencyIsoCode"] = "CHF"
        (unknown,) = world.pasts()[OUR_LEAD].deals
    assert (deal.amount, unknown.amount) == (round(900 / 160, 2), None)


def add_currency(world: PastWorld) -> None:
    """An org of several currencies has this standard field on every object with amounts."""
    kind = world.sandbox.org.schema.get("Opportunity")
    kind.fields["CurrencyIsoCode"] = Field("CurrencyIsoCode", "picklist", 3)


def test_a_person_account_is_a_person_without_a_company(tmp_path: Path) -> None:
    contact = {"Id": CONTACT, "CreatedDate": at(0), "LastName": "Lee", "AccountId": ACCOUNT}
    account = {"Id": ACCOUNT, "CreatedDate": at(0), "Name": "Lee"}
    with salesforce_past(tmp_path, org(Contact=[contact], Account=[account])) as world:
        kind = world.sandbox.org.schema.get("Contact")
        kind.fields["IsPersonAccount"] = Field("IsPersonAccount", "boolean", writable=False)
        world.sandbox.org.records["Contact"][CONTACT]["IsPersonAccount"] = True
        past = world.pasts()[f"salesforce:contact:{CONTACT}"]
    assert (seen(past, 9).account.id, seen(past, 9).account.name) == ("", "")


def test_a_session_that_ends_in_the_middle_is_renewed(tmp_path: Path) -> None:
    with salesforce_past(tmp_path) as world:
        smooth = [past.lead_id for batch in world.reading().batches("") for past in batch.pasts]
        cut = []
        for batch in world.reading().batches(""):
            cut += [past.lead_id for past in batch.pasts]
            world.sandbox.gate.sessions.clear()
    assert cut == smooth


def test_fields_of_accounts_are_of_the_time(tmp_path: Path) -> None:
    records = converted()
    records["Account"][0]["CreatedDate"] = at(-9)
    records["Account"][0]["Type"] = "Prospect"
    colleague = {"Id": record_id("003", 7), "CreatedDate": at(-8), "LastName": "Kim", "Email": "kim@acme.example"}
    records["Contact"].append({**colleague, "AccountId": ACCOUNT, "Title": "CFO"})
    past = past_of(tmp_path, org(tracked=[*TRACKED, "Contact.Title"], **records))
    early = seen(past, 4)
    assert (early.account.name, early.account.is_customer) == ("Acme", False)
    assert [one.title for one in early.colleagues] == ["CFO"]
    assert seen(past, 60).account.is_customer
