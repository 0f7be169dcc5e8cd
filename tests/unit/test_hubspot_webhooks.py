"""HubSpot's webhook bodies as signals."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadgate.crm.hubspot.webhooks import MAX_BODY_BYTES, MAX_EVENTS, Changes, parse_changes
from leadgate.domain.signals import Signal
from leadgate.errors import BadInputError

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
APP = "1001"


def an_event(**changes: Any) -> dict[str, Any]:
    """A change of a contact's title by a person. A value of `...` leaves the key out."""
    event = {
        "eventId": 3816279340,
        "subscriptionId": 25,
        "portalId": 33,
        "appId": 1001,
        "occurredAt": round((NOW - timedelta(seconds=5)).timestamp() * 1000),
        "subscriptionType": "contact.propertyChange",
        "attemptNumber": 0,
        "objectId": 501,
        "propertyName": "jobtitle",
        "propertyValue": "CFO",
        "changeSource": "CRM_UI",
        "sourceId": "userId:9586504",
        **changes,
    }
    return {name: value for name, value in event.items() if value is not ...}


def parse(*events: Any) -> Changes:
    return parse_changes(json.dumps(events).encode(), APP, NOW)


def only(**changes: Any) -> Signal:
    found = parse(an_event(**changes))
    assert found.unreadable == ()
    (signal,) = found.signals
    return signal


def test_a_change_becomes_a_signal() -> None:
    assert only() == Signal(
        id=f"hubspot:33:25:501:3816279340:{round((NOW.timestamp() - 5) * 1000)}",
        kind="crm_change",
        occurred_at=NOW - timedelta(seconds=5),
        received_at=NOW,
        lead_id="hubspot:contact:501",
        source="hubspot",
        properties={"property": "jobtitle", "value": "CFO", "change_source": "CRM_UI"},
    )


def test_every_attempt_of_an_event_has_the_same_id() -> None:
    assert only(attemptNumber=0).id == only(attemptNumber=7).id


DIFFERENT = [
    ("another portal", {"portalId": 34}),
    ("another subscription", {"subscriptionId": 26}),
    ("another record", {"objectId": 502}),
    ("another event", {"eventId": 1}),
    ("another time", {"occurredAt": 1763900000000}),
]


@pytest.mark.parametrize("changes", [row[1] for row in DIFFERENT], ids=[row[0] for row in DIFFERENT])
def test_what_is_another_event_has_another_id(changes: dict[str, Any]) -> None:
    assert only(**changes).id != only().id


@pytest.mark.parametrize("missing", ["eventId", "portalId", "subscriptionId", "occurredAt"])
def test_an_event_that_lacks_a_part_of_its_key_is_known_by_its_content(missing: str) -> None:
    lacking = {missing: ...}
    assert only(**lacking, attemptNumber=0).id == only(**lacking, attemptNumber=3).id
    assert only(**lacking).id != only(**lacking, propertyValue="COO").id


OWNERS = [
    ("a contact", {}, ("hubspot:contact:501", None)),
    ("a company", {"subscriptionType": "company.propertyChange"}, (None, "hubspot:company:501")),
    ("a deal", {"subscriptionType": "deal.propertyChange"}, (None, "hubspot:deal:501")),
    (
        "a generic contact",
        {"subscriptionType": "object.propertyChange", "objectTypeId": "0-1"},
        ("hubspot:contact:501", None),
    ),
    (
        "a generic company",
        {"subscriptionType": "object.creation", "objectTypeId": "0-2"},
        (None, "hubspot:company:501"),
    ),
    ("a generic deal", {"subscriptionType": "object.deletion", "objectTypeId": "0-3"}, (None, "hubspot:deal:501")),
    (
        "the name of the documentation's table",
        {"subscriptionType": ..., "eventType": "contact.creation"},
        ("hubspot:contact:501", None),
    ),
    ("an id as text", {"objectId": "501"}, ("hubspot:contact:501", None)),
]


@pytest.mark.parametrize(("changes", "owners"), [row[1:] for row in OWNERS], ids=[row[0] for row in OWNERS])
def test_whose_change_it_is(changes: dict[str, Any], owners: tuple[str | None, str | None]) -> None:
    signal = only(**changes)
    assert (signal.lead_id, signal.account_id) == owners


VERBS = [
    ("contact.creation", "creation"),
    ("contact.deletion", "deletion"),
    ("contact.privacyDeletion", "privacy_deletion"),
    ("contact.restore", "restore"),
    ("company.deletion", "deletion"),
    ("deal.restore", "restore"),
]


@pytest.mark.parametrize(("subscription", "name"), VERBS)
def test_what_happened_is_the_property(subscription: str, name: str) -> None:
    signal = only(subscriptionType=subscription, propertyName=..., propertyValue=..., changeFlag="NEW")
    assert (signal.kind, signal.properties["property"]) == ("crm_change", name)


def test_a_merge_under_a_new_id_concerns_all_three() -> None:
    event = an_event(
        subscriptionType="contact.merge",
        objectId=...,
        propertyName=...,
        primaryObjectId=1,
        mergedObjectIds=[2, "junk", 2],
        newObjectId=9,
        numberOfPropertiesMoved=5,
    )
    signals = parse(event).signals
    assert [one.lead_id for one in signals] == [f"hubspot:contact:{one}" for one in (9, 1, 2)]
    assert signals[0].properties["value"] == ["hubspot:contact:1", "hubspot:contact:2"]
    assert {one.properties["value"] for one in signals[1:]} == {"hubspot:contact:9"}
    assert len({one.id for one in signals}) == 3


ASSOCIATIONS = [
    ("CONTACT_TO_COMPANY", "contact", ("hubspot:contact:1", "hubspot:company:2")),
    ("COMPANY_TO_CONTACT", "company", ("hubspot:contact:2", "hubspot:company:1")),
    ("DEAL_TO_CONTACT", "deal", ("hubspot:contact:2", "hubspot:deal:1")),
    ("DEAL_TO_COMPANY", "deal", (None, "hubspot:company:2")),
    ("CONTACT_TO_COMPANY_UNLABELED", "contact", ("hubspot:contact:1", "hubspot:company:2")),
]


@pytest.mark.parametrize(("name", "subject", "owners"), ASSOCIATIONS)
@pytest.mark.parametrize("removed", [True, False])
def test_an_association_names_both_ends(
    name: str, subject: str, owners: tuple[str | None, str | None], removed: bool
) -> None:
    signal = only(
        subscriptionType=f"{subject}.associationChange",
        objectId=...,
        associationType=name,
        fromObjectId=1,
        toObjectId=2,
        associationRemoved=removed,
        isPrimaryAssociation=True,
    )
    assert (signal.lead_id, signal.account_id) == owners
    assert signal.properties["value"] == ("removed" if removed else "added")


def test_a_generic_association_goes_by_its_type_ids() -> None:
    signal = only(
        subscriptionType="object.associationChange",
        objectId=...,
        fromObjectTypeId="0-1",
        toObjectTypeId="0-2",
        fromObjectId=1,
        toObjectId=2,
    )
    assert (signal.lead_id, signal.account_id) == ("hubspot:contact:1", "hubspot:company:2")


OURS = {"changeSource": "INTEGRATION", "sourceId": APP}
OWN = [
    ("our field by our app", {**OURS, "propertyName": "leadgate_status"}, True),
    ("the owner by our app", {**OURS, "propertyName": "hubspot_owner_id"}, True),
    ("our app's id as a number", {**OURS, "sourceId": 1001, "propertyName": "leadgate_tier"}, True),
    ("our field of an older release", {**OURS, "propertyName": "leadgate_long_gone"}, True),
    ("a field that is not ours", {**OURS, "propertyName": "jobtitle"}, False),
    ("a contact that our app made", {**OURS, "subscriptionType": "contact.creation", "propertyName": ...}, False),
    (
        "our note on a contact",
        {**OURS, "subscriptionType": "contact.associationChange", "associationType": "CONTACT_TO_NOTE"},
        True,
    ),
    ("an association that our app made", {**OURS, "subscriptionType": "contact.associationChange"}, True),
    ("our field by a person", {"propertyName": "leadgate_status"}, False),
    ("our field by another app", {**OURS, "sourceId": "1002", "propertyName": "leadgate_status"}, False),
    ("our id of another source", {**OURS, "changeSource": "AUTOMATION", "propertyName": "leadgate_status"}, False),
    ("no source at all", {"changeSource": ..., "sourceId": ..., "propertyName": "leadgate_status"}, False),
]


@pytest.mark.parametrize(("changes", "own"), [row[1:] for row in OWN], ids=[row[0] for row in OWN])
def test_our_own_writes_are_dropped_and_counted(changes: dict[str, Any], own: bool) -> None:
    found = parse(an_event(**changes))
    assert (found.own, len(found.signals)) == ((1, 0) if own else (0, 1))


UNKNOWN_APP = [
    ("our field by an app", {**OURS, "propertyName": "leadgate_status"}, True),
    ("our field by a person", {"propertyName": "leadgate_status"}, False),
    ("the owner by an app", {**OURS, "propertyName": "hubspot_owner_id"}, False),
    ("an association by an app", {**OURS, "subscriptionType": "contact.associationChange", "objectId": ...}, False),
    ("an app without an id", {"changeSource": "INTEGRATION", "sourceId": "", "propertyName": "jobtitle"}, False),
]


@pytest.mark.parametrize(("changes", "own"), [row[1:] for row in UNKNOWN_APP], ids=[row[0] for row in UNKNOWN_APP])
def test_while_our_app_is_unknown_our_field_names_tell(changes: dict[str, Any], own: bool) -> None:
    ends = {"associationType": "CONTACT_TO_COMPANY", "fromObjectId": 1, "toObjectId": 2}
    found = parse_changes(json.dumps([an_event(**ends, **changes)]).encode(), "", NOW)
    assert (found.own, len(found.signals)) == ((1, 0) if own else (0, 1))


OTHERS = [
    ("a note", "contact", {"associationType": "CONTACT_TO_NOTE"}),
    ("a task", "deal", {"associationType": "DEAL_TO_TASK"}),
    ("a ticket, from its side", "ticket", {"associationType": "TICKET_TO_CONTACT"}),
    ("two tickets", "ticket", {"associationType": "TICKET_TO_TICKET"}),
    ("an object of the portal's own", "contact", {"associationType": "CONTACT_TO_P12_MACHINE_PART"}),
    ("a generic note", "object", {"fromObjectTypeId": "0-1", "toObjectTypeId": "0-46"}),
]


@pytest.mark.parametrize(("subject", "ends"), [row[1:] for row in OTHERS], ids=[row[0] for row in OTHERS])
def test_associations_with_what_we_do_not_follow_are_dropped_and_counted(subject: str, ends: dict[str, Any]) -> None:
    event = an_event(subscriptionType=f"{subject}.associationChange", objectId=..., fromObjectId=1, toObjectId=2)
    assert parse({**event, **ends}) == Changes(other=1)


UNREADABLE: list[tuple[str, Any]] = [
    ("no object", "hello"),
    ("null", None),
    ("a list", []),
    ("no type", an_event(subscriptionType=...)),
    ("another object", an_event(subscriptionType="ticket.creation")),
    ("a generic ticket", an_event(subscriptionType="object.creation", objectTypeId="0-5")),
    ("a generic without its type", an_event(subscriptionType="object.creation")),
    ("an unknown verb", an_event(subscriptionType="contact.explosion")),
    ("a type that is no text", an_event(subscriptionType={"a": 1})),
    ("no record", an_event(objectId=...)),
    ("a record that is no number", an_event(objectId="5 or 1=1")),
    ("a record written in a way that HubSpot never does", an_event(objectId="0501")),
    ("record nought", an_event(objectId=0)),
    ("a record that is true", an_event(objectId=True)),
    ("a negative record", an_event(objectId=-5)),
    ("a record that is a list", an_event(objectId=[501])),
    ("a change of no property", an_event(propertyName=...)),
    ("a property that is no text", an_event(propertyName=7)),
    ("a merge of nobody", an_event(subscriptionType="contact.merge", objectId=...)),
    ("an association of no type", an_event(subscriptionType="contact.associationChange")),
    ("an association of nonsense", an_event(subscriptionType="contact.associationChange", associationType="A + B")),
    (
        "an association with nobody",
        an_event(subscriptionType="contact.associationChange", associationType="CONTACT_TO_DEAL", fromObjectId=1),
    ),
]


@pytest.mark.parametrize("event", [row[1] for row in UNREADABLE], ids=[row[0] for row in UNREADABLE])
def test_one_bad_event_does_not_hold_up_ninety_nine(event: Any) -> None:
    good = [an_event(eventId=number) for number in range(99)]
    found = parse(*good[:50], event, *good[50:])
    assert len(found.signals) == 99
    ((record, reason),) = found.unreadable
    assert record == (event if isinstance(event, dict) else {"event": event})
    assert reason


def test_a_reason_repeats_nothing_of_a_person() -> None:
    ((_, reason),) = parse(an_event(objectId="jane@acme.example", propertyValue="jane@acme.example")).unreadable
    assert "jane" not in reason


TIMES = [
    ("milliseconds", round(NOW.timestamp() * 1000) - 5000, -5),
    ("milliseconds as text", str(round(NOW.timestamp() * 1000) - 5000), -5),
    ("milliseconds with a fraction", round(NOW.timestamp() * 1000) - 5000.0, -5),
    ("a clock a minute ahead", round(NOW.timestamp() * 1000) + 60_000, 60),
    ("1970", 0, 0),
    ("seconds taken for milliseconds", round(NOW.timestamp()), 0),
    ("2099", 4_070_908_800_000, 0),
    ("words", "yesterday", 0),
    ("missing", ..., 0),
    ("null", None, 0),
    ("beyond all calendars", 10**30, 0),
    ("a list", [1], 0),
    ("true", True, 0),
]


@pytest.mark.parametrize(("at", "seconds"), [row[1:] for row in TIMES], ids=[row[0] for row in TIMES])
def test_a_time_of_no_sense_is_the_time_we_knew(at: Any, seconds: int) -> None:
    signal = only(occurredAt=at)
    assert signal.occurred_at == NOW + timedelta(seconds=seconds)
    assert signal.properties.get("occurred_at_doubtful", False) == (seconds == 0)


def test_a_time_that_is_not_a_number_is_the_time_we_knew() -> None:
    body = json.dumps([an_event(occurredAt=float("nan")), an_event(occurredAt=float("inf"))]).encode()
    assert [one.occurred_at for one in parse_changes(body, APP, NOW).signals] == [NOW, NOW]


VALUES = [
    ("emoji and right to left", "الأمين 🚀 👩‍🔬", "الأمين 🚀 👩‍🔬"),
    ("a number", 5, "5"),
    ("nothing", None, None),
    ("an object", {"a": 1}, '{"a": 1}'),
    ("half a surrogate pair", "a\ud83d", "a"),
    ("control characters", "a\x00b\x1b[31m\r\nc", "ab[31m\nc"),
    ("what turns the order of letters", "exe.\u202efdp\u202c", "exe.fdp"),
    ("a novel", "x" * 70_000, "x" * 1_000),
    ("a sensitive value", "REDACTED", "REDACTED"),
]


@pytest.mark.parametrize(("value", "kept"), [row[1:] for row in VALUES], ids=[row[0] for row in VALUES])
def test_a_value_is_kept_as_text_of_bearable_length(value: Any, kept: Any) -> None:
    assert only(propertyValue=value).properties["value"] == kept


BAD_BODIES = [
    ("nothing", b""),
    ("half a list", b'[{"eventId": 1'),
    ("no JSON", b"<html>"),
    ("no list", b'{"eventId": 1}'),
    ("not UTF-8", b'["\xff"]'),
    ("a well without a floor", b"[" * 100_000),
    ("a number without an end", b"[" + b"9" * 10_000 + b"]"),
    ("too long", b"[" + b" " * MAX_BODY_BYTES + b"]"),
    ("too many", json.dumps([{}] * (MAX_EVENTS + 1)).encode()),
]


@pytest.mark.parametrize("body", [row[1] for row in BAD_BODIES], ids=[row[0] for row in BAD_BODIES])
def test_a_body_nobody_can_read_is_bad_input(body: bytes) -> None:
    with pytest.raises(BadInputError):
        parse_changes(body, APP, NOW)


def test_more_than_a_hundred_events_are_taken_too() -> None:
    assert len(parse(*(an_event(eventId=number) for number in range(MAX_EVENTS))).signals) == MAX_EVENTS


def test_no_events_are_no_changes() -> None:
    assert parse() == Changes()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*an_event(), "primaryObjectId", "mergedObjectIds", "objectTypeId"]), JSON))
def test_whatever_an_event_holds_it_is_kept_or_parked(changes: dict[str, Any]) -> None:
    found = parse_changes(json.dumps([an_event(**changes), an_event()]).encode(), APP, NOW)
    assert len(found.signals) + found.own + found.other + len(found.unreadable) >= 2
    for signal in found.signals:
        assert signal.lead_id or signal.account_id
        json.dumps(signal.properties, ensure_ascii=False, allow_nan=False).encode()
