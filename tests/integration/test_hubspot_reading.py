"""Reading leads from the sandbox HubSpot: how many calls, how many colleagues, what kindness."""

from pathlib import Path
from typing import Any

import pytest

from leadgate.errors import RetryableError
from leadgate.ports.crm import CrmRecord, WriteBack
from tests.contract.hubspot_world import NOON, SEED, HubSpotWorld, hubspot_world
from tests.integration.hubspot_script import Say, scripted

VERSIONS = ("v3", "2026-09")


def calls_of(world: HubSpotWorld, lead_id: str) -> int:
    before = world.crm.calls
    assert world.crm.read(lead_id) is not None
    return world.crm.calls - before


def read_with(path: Path, contact: dict[str, Any], company: dict[str, Any]) -> CrmRecord:
    seed = {
        "contacts": [{"id": "1", "properties": contact}],
        "companies": [{"id": "2", "properties": company}],
        "associations": [{"from": "contacts/1", "to": "companies/2"}],
    }
    with hubspot_world(path, seed=seed) as world:
        record = world.crm.read("hubspot:contact:1")
        assert record is not None
        return record


@pytest.mark.parametrize("version", VERSIONS)
def test_a_lead_takes_four_calls_and_the_deal_stages_one_more_at_first(version: str, tmp_path: Path) -> None:
    with hubspot_world(tmp_path, version=version) as world:
        assert [calls_of(world, world.lead) for _ in range(3)] == [5, 4, 4]
        assert calls_of(world, world.alone) == 1
        assert calls_of(world, world.foreign) == 2


def test_deal_stages_are_read_again_after_ten_minutes(tmp_path: Path) -> None:
    with hubspot_world(tmp_path) as world:
        assert calls_of(world, world.lead) == 5
        world.clock.sleep(601)
        assert calls_of(world, world.lead) == 5


@pytest.mark.parametrize("version", VERSIONS)
def test_three_hundred_colleagues_take_a_call_a_hundred(version: str, tmp_path: Path) -> None:
    with hubspot_world(tmp_path, version=version) as world:
        world.hire(298)
        before = world.crm.calls
        record = world.crm.read(world.lead)
        assert record is not None
        assert len(record.colleagues) == 300
        assert world.crm.calls - before <= 8


def test_of_too_many_colleagues_the_newest_are_read(tmp_path: Path) -> None:
    with hubspot_world(tmp_path, most_colleagues=50) as world:
        world.hire(120)
        record = world.crm.read(world.lead)
        assert record is not None
        assert len(record.colleagues) == 50
        assert {one.first_name for one in record.colleagues} == {f"Person {number}" for number in range(70, 120)}


def test_a_lead_that_is_the_newest_of_its_company_is_no_colleague_of_its_own(tmp_path: Path) -> None:
    with hubspot_world(tmp_path, most_colleagues=2) as world:
        (newest,) = world.hire(1)
        record = world.crm.read(newest)
        assert record is not None
        assert newest not in [one.id for one in record.colleagues]
        assert len(record.colleagues) == 2


def paged(*ids: int, after: str | None = None) -> Say:
    to = [{"toObjectId": one, "associationTypes": []} for one in ids]
    paging = {"paging": {"next": {"after": after}}} if after else {}
    return Say(200, {"results": [{"from": {"id": "2"}, "to": to, **paging}]})


def test_associations_in_pages_are_read_to_the_end(tmp_path: Path) -> None:
    more = {"results": [{"id": "3", "type": "company_to_contact"}], "paging": {"next": {"after": "3"}}}
    contact = Say(200, {"id": "1", "properties": {"associatedcompanyid": "2"}})
    company = Say(200, {"id": "2", "properties": {"name": "Acme"}, "associations": {"contacts": more}})
    people = Say(200, {"results": [{"id": str(one), "properties": {"firstname": str(one)}} for one in (1, 3, 4, 11)]})
    with (
        scripted(contact, company, paged(1, 3, after="3"), paged(4, 11), people) as (script, url),
        hubspot_world(tmp_path, base_url=url) as world,
    ):
        record = world.crm.read("hubspot:contact:1")
    assert record is not None
    assert [one.id for one in record.colleagues] == [f"hubspot:contact:{one}" for one in (11, 4, 3)]
    assert [body for _, path, body in script.seen if "associations/2026-09" in path] == [
        {"inputs": [{"id": "2"}]},
        {"inputs": [{"id": "2", "after": "3"}]},
    ]


ODD = [
    ("no properties that hold anything", {"id": "1", "properties": {}}),
    ("null for associations", {"id": "1", "properties": {}, "associations": None}),
    ("a number for an id", {"id": 1, "properties": {"associatedcompanyid": None}}),
    ("values that are no text", {"id": 1, "properties": {"jobtitle": ["CFO"], "hs_email_optout": True, "city": 5}}),
]


@pytest.mark.parametrize("content", [row[1] for row in ODD], ids=[row[0] for row in ODD])
def test_an_answer_that_leaves_things_out_is_still_a_lead(content: dict[str, Any], tmp_path: Path) -> None:
    with scripted(Say(200, content)) as (_, url), hubspot_world(tmp_path, base_url=url) as world:
        record = world.crm.read("hubspot:contact:1")
    assert record is not None
    assert record.lead.id == "hubspot:contact:1"


STRANGE = [
    ("nothing", b"", "no id"),
    ("an empty object", {}, "no id"),
    ("no id", {"properties": {}}, "no id"),
    ("an id that is a list", {"id": ["1"], "properties": {}}, "no id"),
    ("an id that is true", {"id": True, "properties": {}}, "no id"),
    ("nothing but an id", {"id": "1"}, "no properties"),
    ("null for properties", {"id": "1", "properties": None}, "no properties"),
    ("a list of properties", {"id": "1", "properties": []}, "no properties"),
    ("another record", {"id": "501", "properties": {}}, "into which 1 was not merged"),
    ("another record, null for properties", {"id": "501", "properties": None}, "no properties"),
    (
        "another record, into which a third was merged",
        {"id": "501", "properties": {"hs_merged_object_ids": "11;111"}},
        "into which 1 was not merged",
    ),
    ("associations in a list", {"id": "1", "properties": {}, "associations": []}, "associations"),
    ("no list of deals", {"id": "1", "properties": {}, "associations": {"deals": {"results": 5}}}, "results"),
    ("a deal without an id", {"id": "1", "properties": {}, "associations": {"deals": {"results": [{}]}}}, "no id"),
    ("a page after none", {"id": "1", "properties": {}, "associations": {"deals": {"paging": 5}}}, "results"),
]


@pytest.mark.parametrize(("content", "problem"), [row[1:] for row in STRANGE], ids=[row[0] for row in STRANGE])
def test_a_success_that_is_no_record_is_not_believed(content: Any, problem: str, tmp_path: Path) -> None:
    with (
        scripted(Say(200, content)) as (_, url),
        hubspot_world(tmp_path, base_url=url) as world,
        pytest.raises(RetryableError, match=f"HubSpot answered 200 with .*{problem}.* on GET contacts/1$"),
    ):
        world.crm.read("hubspot:contact:1")


BATCHES = [
    ("nothing", {}),
    ("results that are no list", {"results": {}}),
    ("a result that is no object", {"results": ["1"]}),
    ("a result without an id", {"results": [{"properties": {}}]}),
    ("a result without properties", {"results": [{"id": "9"}]}),
]


@pytest.mark.parametrize("content", [row[1] for row in BATCHES], ids=[row[0] for row in BATCHES])
def test_a_batch_of_nothing_readable_is_not_believed(content: Any, tmp_path: Path) -> None:
    contact = {"id": "1", "properties": {}, "associations": {"deals": {"results": [{"id": "9", "type": "a"}]}}}
    with (
        scripted(Say(200, contact), Say(200, content)) as (_, url),
        hubspot_world(tmp_path, base_url=url) as world,
        pytest.raises(RetryableError, match="on POST deals/batch/read"),
    ):
        world.crm.read("hubspot:contact:1")


@pytest.mark.parametrize("content", [{}, {"results": []}, {"results": None}, {"errors": 5}], ids=str)
def test_a_write_that_nobody_confirms_is_not_done(content: Any, tmp_path: Path) -> None:
    read = Say(200, {"id": "1", "properties": {}})
    with scripted(read, Say(200, content)) as (_, url), hubspot_world(tmp_path, base_url=url) as world:
        record = world.crm.read("hubspot:contact:1")
        assert record is not None
        with pytest.raises(RetryableError, match="on POST contacts/batch/update"):
            world.crm.write(record, WriteBack(record.lead.id, "", {"tier": "A"}))


def test_a_note_without_an_id_is_not_kept(tmp_path: Path) -> None:
    read, none = Say(200, {"id": "1", "properties": {}}), Say(200, {"results": []})
    with scripted(read, none, Say(201, {})) as (_, url), hubspot_world(tmp_path, base_url=url) as world:
        record = world.crm.read("hubspot:contact:1")
        assert record is not None
        with pytest.raises(RetryableError, match="no id on POST notes"):
            world.crm.write(record, WriteBack(record.lead.id, "", {}, note="<p>Hello</p>"))


MERGES = [
    ("as HubSpot lists them", {"hs_merged_object_ids": "7;1"}),
    ("as it listed them before, with times", {"hs_calculated_merged_vids": "7:1700000000000;1:1700000000001"}),
]


@pytest.mark.parametrize("properties", [row[1] for row in MERGES], ids=[row[0] for row in MERGES])
def test_a_merge_is_believed_where_the_record_names_it(properties: dict[str, str], tmp_path: Path) -> None:
    with (
        scripted(Say(200, {"id": "501", "properties": properties})) as (_, url),
        hubspot_world(tmp_path, base_url=url) as world,
    ):
        record = world.crm.read("hubspot:contact:1")
    assert record is not None
    assert record.lead.id == "hubspot:contact:501"
    assert record.lead.properties == {}


def test_a_lead_that_was_merged_twice_reads_as_the_last_one(tmp_path: Path) -> None:
    with hubspot_world(tmp_path) as world:
        world.merge("hubspot:contact:502", "hubspot:contact:503")
        world.merge(world.lead, "hubspot:contact:502")
        found = [world.crm.read(f"hubspot:contact:{one}") for one in (501, 502, 503)]
    assert [record and record.lead.id for record in found] == [world.lead] * 3


def test_values_are_clean_text_when_they_are_read(tmp_path: Path) -> None:
    dirty = {"firstname": "Ja\x00ne\u202e", "jobtitle": "CF\ud83dO", "message": "one\r\ntwo\x07", "lastname": "👩‍🔬"}
    with (
        scripted(Say(200, {"id": "1", "properties": dirty})) as (_, url),
        hubspot_world(tmp_path, base_url=url) as world,
    ):
        record = world.crm.read("hubspot:contact:1")
    assert record is not None
    lead = record.lead
    assert (lead.first_name, lead.title, lead.last_name) == ("Jane", "CFO", "👩‍🔬")
    assert lead.properties["message"] == "one\ntwo"


KIND = [
    ("employees in words", {"numberofemployees": "500"}, ("employees", 500)),
    ("no revenue", {}, ("annual_revenue", None)),
    ("an industry we have no words for", {"industry": "OIL_ENERGY"}, ("industry", "Oil energy")),
    ("technologies by commas", {"web_technologies": "SAP, AWS;SAP"}, ("technologies", ("SAP", "AWS"))),
    ("no technologies", {"web_technologies": " ; "}, ("technologies", ())),
    ("a web address for a domain", {"website": "https://www.Acme.example/de?x"}, ("domain", "acme.example")),
    ("an advocate is a customer", {"lifecyclestage": "evangelist"}, ("is_customer", True)),
    ("the older target flag", {"hs_target_account": "true"}, ("target_account", True)),
]


@pytest.mark.parametrize(("company", "expected"), [row[1:] for row in KIND], ids=[row[0] for row in KIND])
def test_company_values_are_read_kindly(company: dict[str, Any], expected: tuple[str, Any], tmp_path: Path) -> None:
    record = read_with(tmp_path, {"email": "a@b.example"}, company)
    assert getattr(record.account, expected[0]) == expected[1]


def test_a_contact_with_nothing_on_it_is_a_lead(tmp_path: Path) -> None:
    record = read_with(tmp_path, {}, {})
    assert (record.lead.email, record.lead.owner_id, record.account.name) == ("", None, "")


def test_what_the_admin_asks_for_is_kept_as_it_came(tmp_path: Path) -> None:
    with hubspot_world(tmp_path, lead_properties=("zip", "no_such_property"), account_properties=("phone",)) as world:
        world.put(world.lead, "zip", "44114")
        world.put(world.account, "phone", "+1 216 555 0100")
        record = world.crm.read(world.lead)
    assert record is not None
    assert record.lead.properties["zip"] == "44114"
    assert record.lead.properties["hs_persona"] == "persona_2"
    assert record.account.properties["phone"] == "+1 216 555 0100"


def test_what_the_record_says_the_person_did_is_a_signal_once(tmp_path: Path) -> None:
    with hubspot_world(tmp_path) as world:
        world.put_system(world.lead, "hs_analytics_last_url", "https://seller.example/pricing")
        world.put_system(world.lead, "hs_analytics_last_timestamp", "2026-11-20T09:30:00Z")
        world.put_system(world.lead, "hs_sales_email_last_replied", "2026-11-21T08:00:00Z")
        world.put_system(world.lead, "hs_email_last_click_date", "2031-01-01T00:00:00Z")
        first, second = world.crm.read(world.lead), world.crm.read(world.lead)
    assert first is not None
    assert second is not None
    assert [(one.kind, one.text("url")) for one in first.signals] == [
        ("page_view", "https://seller.example/pricing"),
        ("email_reply", ""),
    ]
    assert all(one.lead_id == world.lead and one.occurred_at < NOON for one in first.signals)
    assert [one.id for one in first.signals] == [one.id for one in second.signals]


def test_a_company_that_is_not_the_primary_one_is_better_than_none(tmp_path: Path) -> None:
    links = [
        {"from": "contacts/510", "to": "companies/78"},
        {"from": "contacts/510", "to": "companies/77", "typeId": 1},
    ]
    with hubspot_world(tmp_path, seed={**SEED, "associations": links}) as world:
        primary = world.crm.read(world.alone)
    assert primary is not None
    assert primary.account.id == "hubspot:company:77"
