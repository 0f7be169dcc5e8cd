"""What is read of the signals that others send; who may send is tested at the doors (`test_http_intake.py`)."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from leadgate.errors import BadInputError
from leadgate.service.intake import MOST_SIGNALS, read_signals
from tests.contract.building import NOON

GOOD = {"id": "s1", "kind": "page_view", "occurred_at": "2026-11-22T10:00:00Z", "lead_id": "hubspot:contact:1"}


def one(**changes: Any) -> tuple[int, list[str]]:
    """(how many were good, why the others were not) of one signal."""
    batch = read_signals({**GOOD, **changes}, "signals", NOON, "hubspot")
    return len(batch.signals), [reason for _, reason in batch.unreadable]


ACCEPTED: list[tuple[str, dict[str, Any]]] = [
    ("as it should be", {}),
    ("of an account alone", {"lead_id": None, "account_id": "hubspot:company:7"}),
    ("of an unknown kind", {"kind": "telepathy"}),
    ("without an id", {"id": None}),
    ("without a time, with an id", {"occurred_at": None}),
    ("at the instant it comes in", {"occurred_at": NOON.isoformat()}),
    ("by a clock that is a little fast", {"occurred_at": (NOON + timedelta(minutes=9)).isoformat()}),
    ("in 1970", {"occurred_at": "1970-01-01"}),
    ("in another zone", {"occurred_at": "2026-11-22T10:00:00+05:30"}),
    ("with properties nobody knows", {"properties": {"x": {"y": [1, None]}}}),
    ("with properties that are null", {"properties": None}),
    ("with emoji", {"properties": {"text": "👩‍🔬 الأمين"}}),
]


@pytest.mark.parametrize("changes", [row[1] for row in ACCEPTED], ids=[row[0] for row in ACCEPTED])
def test_a_signal_is_kept(changes: dict[str, Any]) -> None:
    assert one(**changes) == (1, [])


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("no kind", {"kind": None}, "kind: is required"),
    ("a blank kind", {"kind": "  "}, "kind: is required"),
    ("nobody's", {"lead_id": None}, "lead_id: is required"),
    ("neither time nor id", {"id": None, "occurred_at": None}, "occurred_at: is required"),
    ("a time that is none", {"occurred_at": "soon"}, "occurred_at: an instant"),
    ("a time in numbers", {"occurred_at": 1795435200}, "occurred_at: an instant"),
    ("tomorrow", {"occurred_at": (NOON + timedelta(days=1)).isoformat()}, "occurred_at: lies in the future"),
    ("in 2099", {"occurred_at": "2099-01-01"}, "occurred_at: lies in the future"),
    ("properties in a list", {"properties": [1]}, "properties: an object"),
    ("a lead that is a list", {"lead_id": ["x"]}, "lead_id: text"),
    ("an id too long for a key", {"id": "x" * 501}, "id: 501 bytes"),
    ("an id that no key holds", {"id": "a\0b"}, "id: holds a character"),
    ("half a character", {"id": "\ud83d"}, "id: is no text"),
    ("an address for a lead", {"lead_id": "jennifer@acme.example"}, "lead_id: hubspot:contact:<number> is needed"),
    ("a number alone", {"lead_id": "501"}, "lead_id: hubspot:contact"),
    ("a contact with a word", {"lead_id": "hubspot:contact:jennifer"}, "lead_id: hubspot:contact"),
    ("a contact without a number", {"lead_id": "hubspot:contact:"}, "lead_id: hubspot:contact"),
    ("digits of another script", {"lead_id": "hubspot:contact:٥٠١"}, "lead_id: hubspot:contact"),
    ("two lines", {"lead_id": "hubspot:contact:501\n7"}, "lead_id: hubspot:contact"),
    ("half a character in a lead", {"lead_id": "\ud83d"}, "lead_id: "),
    ("a company for a lead", {"lead_id": "hubspot:company:77"}, "lead_id: hubspot:contact"),
    ("a lead of another CRM", {"lead_id": "salesforce:lead:00Q5g00000AbCdE"}, "lead_id: hubspot:contact"),
    ("a contact for an account", {"account_id": "hubspot:contact:501"}, "account_id: hubspot:company"),
    ("a domain for an account", {"account_id": "acme.example"}, "account_id: hubspot:company"),
]


@pytest.mark.parametrize(("changes", "reason"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_a_signal_is_refused_with_its_reason(changes: dict[str, Any], reason: str) -> None:
    good, reasons = one(**changes)
    assert good == 0
    assert reasons[0].startswith(reason)


SALESFORCE = [
    ("a lead", "lead_id", "salesforce:lead:00Q5g00000AbCdEEAV", True),
    ("a contact", "lead_id", "salesforce:contact:0035g00000AbCdE", True),
    ("an account", "account_id", "salesforce:account:0015g00000AbCdE", True),
    ("an id that is too short", "lead_id", "salesforce:lead:00Q", False),
    ("a contact of HubSpot", "lead_id", "hubspot:contact:501", False),
]


@pytest.mark.parametrize(("name", "value", "good"), [row[1:] for row in SALESFORCE], ids=[row[0] for row in SALESFORCE])
def test_ids_are_those_of_the_crm_in_use(name: str, value: str, good: bool) -> None:
    row = {**GOOD, "lead_id": None, name: value}
    assert len(read_signals(row, "signals", NOON, "salesforce").signals) == int(good)


@pytest.mark.parametrize("row", [None, 7, "x", [GOOD], True], ids=str)
def test_what_is_no_object_is_refused_and_kept_for_a_look(row: Any) -> None:
    batch = read_signals([GOOD, row], "signals", NOON, "hubspot")
    assert len(batch.signals) == 1
    assert batch.unreadable == (({"value": row}, "a signal is a JSON object"),)


def test_the_same_fact_without_an_id_is_one() -> None:
    first, second = (read_signals({**GOOD, "id": None}, "signals", at, "hubspot").signals[0] for at in (NOON, later(1)))
    assert first.id == second.id


def test_we_know_it_when_we_get_it() -> None:
    (signal,) = read_signals({**GOOD, "received_at": "2020-01-01T00:00:00Z"}, "signals", NOON, "hubspot").signals
    assert (signal.received_at, signal.source) == (NOON, "signals")


def test_a_source_that_is_named_stays() -> None:
    assert read_signals({**GOOD, "source": "web"}, "signals", NOON, "hubspot").signals[0].source == "web"


@pytest.mark.parametrize("content", [None, 7, "x", {"signals": GOOD}, {"signals": "x"}, {"signals": None}], ids=str)
def test_what_is_no_batch_is_refused_whole(content: Any) -> None:
    with pytest.raises(BadInputError, match="list of signals"):
        read_signals(content, "signals", NOON, "hubspot")


def test_more_than_a_thousand_are_refused() -> None:
    assert len(read_signals([GOOD] * MOST_SIGNALS, "signals", NOON, "hubspot").signals) == MOST_SIGNALS
    with pytest.raises(BadInputError, match="at most 1000"):
        read_signals([GOOD] * (MOST_SIGNALS + 1), "signals", NOON, "hubspot")


def later(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)
