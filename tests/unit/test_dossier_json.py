"""Dossiers and signals as JSON objects: strict at the frame, kind inside. Files: `test_cli_assess_input.py`."""

from datetime import UTC, datetime
from typing import Any

import pytest

from leadgate.domain.dossier import Account, Lead
from leadgate.domain.dossier_json import parse_dossier, parse_signal, render_dossier, render_signal
from leadgate.errors import BadInputError
from tests.builders import NOON, a_buyer

BARE = {"as_of": "2026-11-23T12:00:00Z", "lead": {"id": "lead-1"}}
SIGNAL = {"id": "s1", "kind": "page_view", "occurred_at": "2026-11-22T10:00:00Z"}


def test_only_lead_id_and_as_of_are_required() -> None:
    dossier = parse_dossier(BARE)
    assert (dossier.as_of, dossier.lead, dossier.account) == (NOON, Lead("lead-1"), Account())
    assert [*dossier.colleagues, *dossier.signals, *dossier.opportunities] == []


def test_what_is_rendered_reads_back() -> None:
    dossier = a_buyer().with_deal(amount=1.5, won=False, created_at=NOON, loss_reason="timing").build()
    assert parse_dossier(render_dossier(dossier)) == dossier
    for signal in dossier.signals:
        assert parse_signal(render_signal(signal)) == signal


INSTANTS = [
    ("with a Z", "2026-11-23T17:00:00Z", datetime(2026, 11, 23, 17, tzinfo=UTC)),
    ("in another zone", "2026-11-23T17:00:00+02:00", datetime(2026, 11, 23, 15, tzinfo=UTC)),
    ("without a zone is UTC", "2026-11-23T17:00:00", datetime(2026, 11, 23, 17, tzinfo=UTC)),
    ("a date is its first instant", "2026-11-23", datetime(2026, 11, 23, tzinfo=UTC)),
    ("to the microsecond", "2026-11-23T17:00:00.123456Z", datetime(2026, 11, 23, 17, 0, 0, 123456, UTC)),
    ("with a space", "2026-11-23 17:00:00", datetime(2026, 11, 23, 17, tzinfo=UTC)),
]


@pytest.mark.parametrize(("text", "instant"), [row[1:] for row in INSTANTS], ids=[row[0] for row in INSTANTS])
def test_instants_are_read(text: str, instant: datetime) -> None:
    assert parse_dossier({**BARE, "as_of": text}).as_of == instant


NO_INSTANTS = ["", "soon", "2026-13-01", "24:00", "2026-02-30", "0001-01-01T00:00:00+14:00", 1795435200, True, [], {}]


@pytest.mark.parametrize("value", NO_INSTANTS, ids=repr)
def test_what_is_no_instant_is_refused(value: Any) -> None:
    with pytest.raises(BadInputError) as refused:
        parse_dossier({**BARE, "as_of": value})
    assert refused.value.path == "as_of"


def test_another_as_of_stands_in_for_the_written_one() -> None:
    assert parse_dossier({"lead": {"id": "x"}}, NOON).as_of == NOON


TEXTS = [("trimmed", "  CFO ", "CFO"), ("a number as written", 7, "7"), ("null", None, ""), ("empty", "", "")]


@pytest.mark.parametrize(("value", "text"), [row[1:] for row in TEXTS], ids=[row[0] for row in TEXTS])
def test_texts_are_read(value: Any, text: str) -> None:
    assert parse_dossier({**BARE, "lead": {"id": "x", "title": value}}).lead.title == text


NUMBERS: list[tuple[str, Any, float | None]] = [
    ("a number", 500, 500.0),
    ("in text", "500", 500.0),
    ("with thousands", "1,200", 1200.0),
    ("zero", 0, 0.0),
    ("null", None, None),
    ("empty", "", None),
]


@pytest.mark.parametrize(("value", "number"), [row[1:] for row in NUMBERS], ids=[row[0] for row in NUMBERS])
def test_numbers_are_read(value: Any, number: float | None) -> None:
    assert parse_dossier({**BARE, "account": {"employees": value}}).account.employees == number


@pytest.mark.parametrize("value", [-1, "many", True, [5], float("nan"), float("inf"), "1e400", 1e16], ids=repr)
def test_what_is_no_number_is_refused(value: Any) -> None:
    with pytest.raises(BadInputError) as refused:
        parse_dossier({**BARE, "account": {"employees": value}})
    assert refused.value.path == "account.employees"


def test_the_lead_is_not_its_own_colleague() -> None:
    dossier = parse_dossier({**BARE, "colleagues": [{"id": "lead-1"}, {"id": "lead-2"}]})
    assert [colleague.id for colleague in dossier.colleagues] == ["lead-2"]


# Signals


def signals_of(*rows: Any, **parts: Any) -> list[tuple[str, str | None, str | None]]:
    dossier = parse_dossier({**BARE, **parts, "signals": list(rows)})
    return [(signal.id, signal.lead_id, signal.account_id) for signal in dossier.signals]


def test_a_signal_that_names_nobody_is_the_leads() -> None:
    assert signals_of(SIGNAL, account={"id": "a"}) == [("s1", "lead-1", "a")]


def test_a_signal_that_names_an_account_alone_is_the_accounts() -> None:
    assert signals_of({**SIGNAL, "account_id": "a"}) == [("s1", None, "a")]


def test_signals_come_sorted_once_each_and_none_from_the_future() -> None:
    older = {**SIGNAL, "id": "s0", "occurred_at": "2026-11-01T00:00:00Z"}
    future = {**SIGNAL, "id": "s9", "occurred_at": "2026-11-23T12:00:01Z"}
    now = {**SIGNAL, "id": "s5", "occurred_at": "2026-11-23T12:00:00Z"}
    assert [row[0] for row in signals_of(now, future, SIGNAL, older, SIGNAL)] == ["s0", "s1", "s5"]


def test_a_signal_without_id_gets_one_from_what_it_says() -> None:
    nameless = {"kind": "page_view", "occurred_at": "2026-11-22T10:00:00Z", "properties": {"url": "/a", "seconds": 5}}
    again = {**nameless, "properties": {"seconds": 5, "url": "/a"}, "received_at": "2026-11-22T11:00:00Z"}
    other = {**nameless, "properties": {"url": "/b", "seconds": 5}}
    assert len(signals_of(nameless, again, other)) == 2


def test_received_is_occurred_where_it_is_not_said() -> None:
    (signal,) = parse_dossier({**BARE, "signals": [SIGNAL]}).signals
    assert signal.received_at == signal.occurred_at


def test_a_signal_that_says_nothing_of_when_is_not_seen() -> None:
    assert signals_of({**SIGNAL, "occurred_at": None}, SIGNAL) == [("s1", "lead-1", None)]


def test_unknown_kinds_and_properties_are_kept() -> None:
    odd = {**SIGNAL, "kind": "telepathy", "properties": {"x": [1, {"y": None}]}, "shoe": 43}
    (signal,) = parse_dossier({**BARE, "signals": [odd]}).signals
    assert (signal.kind, signal.properties) == ("telepathy", {"x": [1, {"y": None}]})


@pytest.mark.parametrize("row", [None, 7, "x", [BARE]], ids=repr)
def test_what_is_no_object_is_no_dossier(row: Any) -> None:
    with pytest.raises(BadInputError, match="an object is needed"):
        parse_dossier(row)
