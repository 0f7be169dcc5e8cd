"""Salesforce's change events, outbound messages and callouts become signals; what nobody can read is told."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadgate.crm.changes import Changes
from leadgate.crm.salesforce.events import HEARD, MAX_FIELDS, parse_events
from leadgate.crm.salesforce.flows import parse_callout
from leadgate.crm.salesforce.ids import full_id, our_id, place_of, sweep_id
from leadgate.crm.salesforce.outbound import parse_outbound
from leadgate.domain.ids import is_lead_id
from leadgate.domain.signals import Signal
from leadgate.errors import BadInputError, UnverifiedError

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
PREFIXES = ("00Q", "003", "001", "006", "00T")
LEAD, CONTACT, ACCOUNT, DEAL, TASK = (full_id(f"{prefix}5g00000AbCdE") or "" for prefix in PREFIXES)
US, REP = full_id("0055g00000AbCdE") or "", full_id("0055g00000XyZaB") or ""


def header(entity: str = "Lead", *ids: str, change: str = "UPDATE", **more: Any) -> dict[str, Any]:
    made = {
        "entityName": entity,
        "recordIds": list(ids or (LEAD,)),
        "changeType": change,
        "changeOrigin": "com/salesforce/ui",
        "transactionKey": "0002f3a1-7c1f",
        "sequenceNumber": 1,
        "commitTimestamp": 1_795_430_000_000,
        "commitNumber": 12_345_678_901_234_567,
        "commitUser": REP,
        "changedFields": ["Title", "LastModifiedDate"] if change == "UPDATE" else [],
    }
    return {name: value for name, value in {**made, **more}.items() if value is not ...}


def event(head: Mapping[str, Any], **payload: Any) -> dict[str, Any]:
    return {
        "source": "aws.partner/salesforce.com/00D/0YL",
        "detail-type": f"{head.get('entityName')}ChangeEvent",
        "detail": {"payload": {"ChangeEventHeader": head, **payload}, "replayId": "42"},
    }


def parse(*events: Any, user: str | None = US) -> Changes:
    return parse_events(json.dumps(events[0] if len(events) == 1 else events).encode(), user, NOON)


def the_signal(*events: Any) -> Signal:
    (signal,) = parse(*events).signals
    return signal


def test_an_update_is_a_signal_a_field() -> None:
    signal = the_signal(event(header(), Title="CFO", LastModifiedDate="2026-11-23T11:59:00.000Z"))
    assert (signal.lead_id, signal.account_id) == (f"salesforce:lead:{LEAD}", None)
    assert signal.kind == "crm_change"
    assert (signal.properties["property"], signal.properties["value"]) == ("Title", "CFO")
    assert (signal.properties["replay_id"], signal.properties["change_source"]) == ("42", "com/salesforce/ui")
    assert signal.occurred_at < signal.received_at == NOON


def test_parts_of_a_compound_field_are_found() -> None:
    signal = the_signal(event(header(changedFields=["Name.LastName"]), Name={"LastName": "Lee"}))
    assert (signal.properties["property"], signal.properties["value"]) == ("Name.LastName", "Lee")


WHOM = [
    ("a lead", header("Lead", LEAD), {}, f"salesforce:lead:{LEAD}", None),
    ("a contact", header("Contact", CONTACT), {}, f"salesforce:contact:{CONTACT}", None),
    ("an id of 15", header("Contact", CONTACT[:15]), {}, f"salesforce:contact:{CONTACT}", None),
    ("an account", header("Account", ACCOUNT), {}, None, f"salesforce:account:{ACCOUNT}"),
    ("an opportunity", header("Opportunity", DEAL), {}, None, f"salesforce:opportunity:{DEAL}"),
    ("a task with somebody", header("Task", TASK), {"WhoId": LEAD}, f"salesforce:lead:{LEAD}", None),
    ("a task with nobody told", header("Task", TASK), {}, None, f"salesforce:task:{TASK}"),
]


@pytest.mark.parametrize(("head", "payload", "lead", "account"), [row[1:] for row in WHOM], ids=[r[0] for r in WHOM])
def test_whom_it_concerns(head: Any, payload: Any, lead: str | None, account: str | None) -> None:
    signal = the_signal(event(head, **payload))
    assert (signal.lead_id, signal.account_id) == (lead, account)
    assert account is None or not is_lead_id(account)


def test_one_event_may_be_about_many_records() -> None:
    changes = parse(event(header("Contact", CONTACT, full_id("0035g00000XyZaB") or "")))
    assert len(changes.signals) == len({signal.lead_id for signal in changes.signals}) == 2
    assert len({signal.id for signal in changes.signals}) == 2


CHANGES = [
    ("CREATE", "creation"),
    ("DELETE", "deletion"),
    ("UNDELETE", "restore"),
    ("GAP_UPDATE", "gap"),
    ("GAP_CREATE", "creation"),
    ("GAP_DELETE", "deletion"),
]


@pytest.mark.parametrize(("change", "name"), CHANGES)
def test_what_happened_is_told(change: str, name: str) -> None:
    signal = the_signal(event(header(change=change)))
    assert (signal.properties["property"], signal.lead_id) == (name, f"salesforce:lead:{LEAD}")


@pytest.mark.parametrize("head", [header(change="GAP_OVERFLOW", recordIds=[]), header("Lead", "00Q*")])
def test_too_many_changes_ask_who_has_changed(head: Any) -> None:
    signal = the_signal(event(head))
    assert signal.lead_id is None
    assert signal.account_id == sweep_id("Lead", signal.occurred_at)
    assert not is_lead_id(signal.account_id or "")


def test_appflow_puts_the_header_right_into_the_detail() -> None:
    relayed = event(header())
    flat = {**relayed, "detail": relayed["detail"]["payload"]}
    assert the_signal(flat).lead_id == the_signal(relayed).lead_id


def test_twice_is_the_same_signal_and_another_change_another() -> None:
    assert the_signal(event(header())).id == the_signal(event(header())).id
    others = (header(sequenceNumber=2), header(transactionKey="other"), header(change="DELETE"))
    assert len({the_signal(event(one)).id for one in (header(), *others)}) == 4


OURS = ["Leadgate_Score__c", "Leadgate_Tier__c", "OwnerId", "LastModifiedDate"]
BY_US = {"commitUser": US, "changeOrigin": "com/salesforce/api/rest/67.0;client=leadgate"}
OWN = [
    ("our fields by our user", header(**BY_US, changedFields=OURS), US, True),
    ("no client told", header(commitUser=US, changedFields=OURS), US, True),
    ("an id of 15", header(commitUser=US[:15], changedFields=OURS), US, True),
    ("our user, another field", header(**BY_US, changedFields=[*OURS, "Title"]), US, False),
    ("another user, our fields", header(changedFields=OURS), US, False),
    ("another client of our user", header(commitUser=US, changeOrigin="x;client=sync", changedFields=OURS), US, False),
    ("nobody knows us, our client", header(**BY_US, changedFields=OURS), None, True),
    ("nobody knows us, no client", header(commitUser=US, changedFields=OURS), None, False),
    ("our handoff task", header("Task", TASK, change="CREATE", **BY_US), US, True),
    ("a rep's task", header("Task", TASK, change="CREATE"), US, False),
    ("no fields told", header(**BY_US, changedFields=[]), US, False),
    ("a gap of ours", header(**BY_US, change="GAP_UPDATE"), US, False),
]


@pytest.mark.parametrize(("head", "user", "own"), [row[1:] for row in OWN], ids=[row[0] for row in OWN])
def test_our_own_changes_are_known_and_nobody_elses(head: Any, user: str | None, own: bool) -> None:
    changes = parse(event(head), user=user)
    assert (changes.own, bool(changes.signals)) == (int(own), not own)


def test_other_objects_are_dropped() -> None:
    changes = parse(event(header("Case", "5005g00000AbCdE")))
    assert (changes.other, changes.signals, changes.unreadable) == (1, (), ())


def test_of_an_event_with_endless_fields_some_are_kept() -> None:
    assert len(parse(event(header(changedFields=[f"F{n}__c" for n in range(500)]))).signals) == MAX_FIELDS


BAD: list[tuple[str, Any, str]] = [
    ("no object", 7, "detail"),
    ("no detail", {"detail-type": "x"}, "detail"),
    ("no header", {"detail": {"payload": {}}}, "ChangeEventHeader"),
    ("an unknown change", event(header(change="BOIL")), "changeType"),
    ("no ids", event(header(recordIds=[])), "recordIds"),
    ("ids that are none", event(header(recordIds=["x"])), "recordIds"),
    ("an id of something else", event(header("Lead", CONTACT)), "recordIds"),
    ("no transaction", event(header(transactionKey=...)), "transactionKey"),
]


@pytest.mark.parametrize(("bad", "place"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_one_bad_event_costs_none_of_the_others(bad: Any, place: str) -> None:
    changes = parse(event(header()), bad, event(header("Contact", CONTACT)))
    assert len(changes.signals) == 2
    ((_, reason),) = changes.unreadable
    assert place in reason


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000, b"x" * 1_300_000])
def test_a_body_that_is_no_event_is_refused(body: bytes) -> None:
    with pytest.raises(BadInputError):
        parse_events(body, US, NOON)


def test_a_time_that_is_no_sense_is_when_we_knew() -> None:
    signal = the_signal(event(header(commitTimestamp="soon")))
    assert signal.occurred_at == NOON
    assert signal.properties["occurred_at_doubtful"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(entity=st.sampled_from(HEARD), name=st.sampled_from(sorted(header())), value=JSON)
def test_whatever_a_header_holds_it_is_kept_or_parked(entity: str, name: str, value: Any) -> None:
    changes = parse(event(header(entity, **{name: value})))
    assert len(changes.signals) + len(changes.unreadable) + changes.own + changes.other >= 1


def soap(inner: str, organization: str = "00D5g00000AbCdEEAV") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>'
        '<notifications xmlns="http://soap.sforce.com/2005/09/outbound">'
        f"<OrganizationId>{organization}</OrganizationId>{inner}</notifications></soapenv:Body></soapenv:Envelope>"
    ).encode()


def notification(number: int, record_id: str) -> str:
    return (
        f'<Notification><Id>04l5g{number:010}AAA</Id><sObject xsi:type="sf:Lead"'
        f' xmlns:sf="urn:sobject.enterprise.soap.sforce.com"><sf:Id>{record_id}</sf:Id></sObject></Notification>'
    )


def test_an_outbound_message_tells_of_each_record_once() -> None:
    body = soap(notification(1, LEAD) + notification(2, ACCOUNT) + notification(3, "x") + "<Notification/>")
    changes = parse_outbound(body, "", NOON)
    assert [(one.lead_id, one.account_id) for one in changes.signals] == [
        (f"salesforce:lead:{LEAD}", None),
        (None, f"salesforce:account:{ACCOUNT}"),
    ]
    assert len(changes.unreadable) == 2
    assert parse_outbound(body, "", NOON).signals == changes.signals


def test_another_org_may_not_send() -> None:
    with pytest.raises(UnverifiedError):
        parse_outbound(soap(notification(1, LEAD)), "00D5g00000XyZaB", NOON)
    assert parse_outbound(soap(notification(1, LEAD)), "00D5g00000AbCdE", NOON).signals


BOMBS = [
    ("no XML", b"<a"),
    ("another message", b"<a/>"),
    ("entities that explode", b'<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>'),
    ("a file of ours", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
    ("an encoding that is none", b'<?xml version="1.0" encoding="x-none"?><a/>'),
]


@pytest.mark.parametrize("body", [row[1] for row in BOMBS], ids=[row[0] for row in BOMBS])
def test_xml_that_is_no_message_is_refused(body: bytes) -> None:
    with pytest.raises(BadInputError):
        parse_outbound(body, "", NOON)


def test_a_callout_names_one_record_or_several() -> None:
    assert len(parse_callout({"record_id": LEAD}, "m1", NOON).signals) == 1
    changes = parse_callout({"record_ids": [LEAD, CONTACT, LEAD, "x"]}, "m1", NOON)
    assert (len(changes.signals), len(changes.unreadable)) == (2, 1)


@pytest.mark.parametrize("content", [None, [], {}, {"record_ids": []}, {"record_id": ""}, {"record_ids": ["x"] * 1001}])
def test_a_callout_without_records_is_refused(content: Any) -> None:
    with pytest.raises(BadInputError):
        parse_callout(content, "m1", NOON)


def test_ids_of_15_and_of_18_are_the_same_record() -> None:
    assert full_id("0015g00000AbCdE") == full_id("0015g00000AbCdEEXX")
    assert full_id("001D000000IRFmaIAH") == full_id("001D000000IRFma") == "001D000000IRFmaIAH"
    assert our_id("0015g00000AbCdE") == f"salesforce:account:{ACCOUNT}"
    assert place_of(f"salesforce:lead:{LEAD[:15]}", "lead") == ("lead", LEAD)
    assert our_id("5005g00000AbCdE") is None


def test_an_individual_is_asked_for_its_people_and_told_nothing_of() -> None:
    individual = full_id("0PK5g00000AbCdE") or ""
    told = header("Individual", individual, changedFields=["Name.FirstName", "ShouldForget"])
    body = json.dumps({"detail": {"payload": {"ChangeEventHeader": told, "Name": {"FirstName": "Jane"}}}})
    (signal,) = parse_events(body.encode(), None, NOON).signals
    assert (signal.lead_id, signal.account_id) == (None, f"salesforce:individual:{individual}")
    assert not is_lead_id(f"salesforce:individual:{individual}")
    assert "Jane" not in repr(signal)
