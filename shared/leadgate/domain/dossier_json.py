"""Dossiers and signals as JSON objects: read strictly at the frame, kindly inside.

`lead.id` and `as_of` are required. A field of the wrong type is refused by its path; properties of signals and of
the CRM are kept as they came, and unknown fields are ignored (`dossier_keys` names them).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from leadgate.domain import reading
from leadgate.domain.dossier import Account, Colleague, Dossier, Lead, Opportunity, as_known_at
from leadgate.domain.ids import content_id
from leadgate.domain.reading import Row, render_instant
from leadgate.domain.signals import Signal
from leadgate.errors import BadInputError

_YEARS: Final = range(1970, 2201)


def parse_dossier(value: object, as_of: datetime | None = None) -> Dossier:
    """Raises BadInputError naming the field. as_of: judge at another instant than the one written."""
    row = reading.an_object(value, "")
    instant = _in_our_time(as_of or reading.required_instant(row, "as_of"))
    lead = _part(row, "lead", parse_lead)
    if lead is None:
        raise BadInputError("lead.id", "is required: text that is not empty")
    account = _part(row, "account", parse_account) or Account()
    read = reading.each(row, "signals", lambda signal: _timed_signal(signal, lead.id, account.id or None))
    signals = tuple(signal for signal in read if signal is not None)
    return Dossier(
        as_of=instant,
        lead=lead,
        account=account,
        colleagues=tuple(c for c in reading.each(row, "colleagues", parse_colleague) if c.id != lead.id),
        signals=as_known_at(signals, instant),
        opportunities=reading.each(row, "opportunities", parse_opportunity),
    )


def _in_our_time(as_of: datetime) -> datetime:
    """Half a year before and after must be instants too."""
    if as_of.year not in _YEARS:
        allowed = f"an instant from {_YEARS[0]} to {_YEARS[-1]} is allowed"
        raise BadInputError("as_of", f"{allowed}, not {render_instant(as_of)}")
    return as_of


def parse_lead(row: Row) -> Lead:
    return Lead(
        id=reading.required_id(row, "id"),
        **_texts(row, "email", "first_name", "last_name", "title", "country", "region", "lifecycle", "source"),
        created_at=reading.instant(row, "created_at"),
        owner_id=reading.optional_id(row, "owner_id"),
        properties=_properties(row),
    )


def parse_account(row: Row) -> Account:
    return Account(
        id=reading.identifier(row, "id"),
        **_texts(row, "name", "domain", "industry", "country", "region"),
        employees=reading.number(row, "employees"),
        annual_revenue=reading.number(row, "annual_revenue"),
        technologies=tuple(str(name) for name in reading.rows(row, "technologies") if isinstance(name, str)),
        fiscal_year_end_month=_month(row, "fiscal_year_end_month"),
        is_customer=reading.flag(row, "is_customer"),
        target_account=reading.flag(row, "target_account"),
        owner_id=reading.optional_id(row, "owner_id"),
        properties=_properties(row),
    )


def parse_colleague(row: Row) -> Colleague:
    return Colleague(id=reading.required_id(row, "id"), **_texts(row, "email", "first_name", "last_name", "title"))


def parse_opportunity(row: Row) -> Opportunity:
    return Opportunity(
        id=reading.identifier(row, "id"),
        stage=reading.text(row, "stage"),
        amount=reading.number(row, "amount"),
        created_at=reading.instant(row, "created_at"),
        closed_at=reading.instant(row, "closed_at"),
        won=reading.optional_flag(row, "won"),
        loss_reason=reading.optional_text(row, "loss_reason"),
    )


def parse_signal(row: Row, lead_id: str | None = None, account_id: str | None = None) -> Signal:
    """lead_id, account_id: whom it is about where the signal names neither.

    A signal without an id gets one from its content, so that the same fact sent twice is one. One that does not say
    when it occurred did so when it was received, if that is said.
    """
    kind = reading.text(row, "kind")
    occurred_at = reading.instant(row, "occurred_at") or reading.instant(row, "received_at")
    if occurred_at is None:
        raise BadInputError("occurred_at", "is required: an instant such as 2026-11-23T17:00:00Z")
    properties = _properties(row)
    named_lead, named_account = (
        reading.optional_id(row, "lead_id"),
        reading.optional_id(row, "account_id"),
    )
    owner = named_lead or (None if named_account else lead_id)
    return Signal(
        id=reading.identifier(row, "id") or content_id(kind, occurred_at, owner, properties),
        kind=kind,
        occurred_at=occurred_at,
        received_at=reading.instant(row, "received_at") or occurred_at,
        lead_id=owner,
        account_id=named_account or account_id,
        source=reading.text(row, "source"),
        properties=properties,
    )


def _timed_signal(row: Row, lead_id: str, account_id: str | None) -> Signal | None:
    """None for a signal that says nothing of when: it cannot be known to lie before `as_of`."""
    if row.get("occurred_at") is None and row.get("received_at") is None:
        return None
    return parse_signal(row, lead_id, account_id)


def count_untimely(row: Row, dossier: Dossier) -> int:
    """How many signals of the object the dossier leaves out, because they lie after `as_of` or say no time at all."""
    times = [
        reading.instant(signal, "occurred_at") or reading.instant(signal, "received_at")
        for signal in row.get("signals") or ()
    ]
    return sum(at is None or at > dossier.as_of for at in times)


def render_dossier(dossier: Dossier) -> dict[str, Any]:
    """The JSON object that `parse_dossier` reads back to the same dossier."""
    return {
        "as_of": render_instant(dossier.as_of),
        "lead": _render(dossier.lead),
        "account": _render(dossier.account),
        "colleagues": [_render(colleague) for colleague in dossier.colleagues],
        "signals": [render_signal(signal) for signal in dossier.signals],
        "opportunities": [_render(opportunity) for opportunity in dossier.opportunities],
    }


def render_signal(signal: Signal) -> dict[str, Any]:
    return _render(signal)


def _render(record: Any) -> dict[str, Any]:
    kind: type = type(record)
    return {name: _plain(getattr(record, name)) for name in reading.field_names(kind)}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return render_instant(value)
    if isinstance(value, tuple):
        return list(value)
    return dict(value) if isinstance(value, Mapping) else value


def _part(row: Row, name: str, read: Any) -> Any:
    value = row.get(name)
    if value is None:
        return None
    try:
        return read(reading.an_object(value, ""))
    except BadInputError as error:
        raise error.under(name) from error


def _texts(row: Row, *names: str) -> dict[str, Any]:
    return {name: reading.text(row, name) for name in names}


def _properties(row: Row) -> Mapping[str, Any]:
    value = row.get("properties")
    return {} if value is None else reading.an_object(value, "properties")


def _month(row: Row, name: str) -> int | None:
    value = reading.number(row, name)
    if value is not None and value not in range(1, 13):
        raise BadInputError(name, f"a month from 1 to 12, or null, is allowed, not {value:g}")
    return None if value is None else int(value)
