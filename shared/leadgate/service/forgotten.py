"""Who was forgotten: kept as a keyed hash of ids and addresses, so that nobody comes back by a late event.

The key is made at the first time and kept in the store. Without it a hash tells nothing; with it one can ask whether
somebody was forgotten, but not list who.
"""

import hmac
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from leadgate.domain.reading import parse_instant, render_instant
from leadgate.domain.signals import Signal
from leadgate.domain.traces import Traces
from leadgate.ports import Store
from leadgate.ports.crm import CrmRecord

_KEY: Final = "forgotten:key"
_HASH: Final = "forgotten:"
_HASH_CHARACTERS: Final = 32


def remember_forgotten(traces: Traces, now: datetime, store: Store) -> None:
    """From now on nothing about these ids and addresses is kept. The first instant stands."""
    key = _key(store)
    for value in sorted((*traces.ids, *traces.emails)):
        store.swap(_HASH + _hash(value, key), None, {"at": render_instant(now)})


def lift(value: str, store: Store) -> bool:
    """The person may be known again, from now on, under this id or address. False if it was not forgotten."""
    if not forgotten_among((value,), store):
        return False
    store.drop(_HASH + _hash(value, _key(store)))
    return True


def forgotten_among(values: Sequence[str], store: Store) -> frozenset[str]:
    """Those of the ids and addresses that were forgotten: one read where nobody ever was."""
    return frozenset(value for value, at in forgotten_at(values, store).items() if at is not None)


def forgotten_at(values: Sequence[str], store: Store) -> dict[str, datetime | None]:
    row = store.recall(_KEY)
    wanted = [value for value in dict.fromkeys(values) if value]
    if row is None or not wanted:
        return dict.fromkeys(wanted)
    rows = store.recall_all([_HASH + _hash(value, str(row["key"])) for value in wanted])
    return {value: parse_instant(found["at"]) if found else None for value, found in zip(wanted, rows, strict=True)}


def without_forgotten(record: CrmRecord, store: Store) -> CrmRecord | None:
    """The record without colleagues who were forgotten, though the CRM has them still; None if the lead is to be."""
    lead, colleagues = record.lead, record.colleagues
    named = [lead.email, *(value for one in colleagues for value in (one.id, one.email))]
    forgotten = forgotten_among(named, store)
    if record.should_forget or lead.email in forgotten:
        return None
    if not forgotten:
        return record
    return replace(record, colleagues=tuple(one for one in colleagues if not forgotten & {one.id, one.email}))


def known_signals(signals: Iterable[Signal], store: Store) -> tuple[Signal, ...]:
    """Without those about people who were forgotten."""
    listed = tuple(signals)
    forgotten = forgotten_among([signal.lead_id for signal in listed if signal.lead_id], store)
    return tuple(signal for signal in listed if signal.lead_id not in forgotten) if forgotten else listed


def receipt_of(email: str, store: Store) -> str:
    """What proves, to who has the address, that it was forgotten here, and tells nobody else anything."""
    return _hash(email, _key(store))


def _key(store: Store) -> str:
    row = store.recall(_KEY)
    if row is None:
        store.swap(_KEY, None, {"key": secrets.token_hex(32)})
        row = store.recall(_KEY)
    assert row is not None  # it is never dropped
    return str(row["key"])


def _hash(value: str, key: str) -> str:
    text = value.casefold() if "@" in value else value
    return hmac.digest(bytes.fromhex(key), text.encode("utf-8", "surrogatepass"), "sha256").hex()[:_HASH_CHARACTERS]
