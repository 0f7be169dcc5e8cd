"""Signals in DynamoDB: kept once, and counted as a change of their lead in the same transaction."""

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from leadgate.aws.table import MAX_ACTIONS, Item, Key, Table
from leadgate.domain.retention import Retention
from leadgate.domain.signals import Signal
from leadgate.records import micros, owner_of, owners, pack_batch, unpack_signal

MAX_TRANSACTION_BYTES: Final = 3_500_000  # DynamoDB takes 4 MB, names and keys included
_READERS = 8


@dataclass(frozen=True, slots=True)
class _Put:
    key: Key
    lead_id: str | None
    body: bytes
    expires_at: int


def put_signals(table: Table, signals: Sequence[Signal], retention: Retention) -> tuple[bool, ...]:
    puts = [
        _Put((owner_of(signal), f"signal:{signal.id}"), signal.lead_id, body, _seconds(retention.expires_at(signal)))
        for signal, body in zip(signals, pack_batch(signals), strict=True)
    ]
    once = {put.key: put for put in reversed(puts)}
    new: set[Key] = set()
    for chunk in _chunks(list(reversed(once.values()))):
        new |= _put_chunk(table, chunk)
    return tuple(_taken_from(new, put.key) for put in puts)


def signals_of(table: Table, lead_ids: Sequence[str], account_id: str | None) -> tuple[Signal, ...]:
    """One query for each lead, side by side."""
    partitions = tuple(dict.fromkeys(owners(lead_ids, account_id)))
    if len(partitions) == 1:
        return _signals_in(table, partitions[0])
    with ThreadPoolExecutor(_READERS) as pool:
        found = pool.map(lambda partition: _signals_in(table, partition), partitions)
        return tuple(signal for signals in found for signal in signals)


def touch(table: Table, lead_id: str) -> int:
    item = table.update(changes_key(lead_id), "ADD version :one", {":one": 1})
    assert item is not None  # there is no condition that could fail
    return int(item["version"])


def touch_all(table: Table, lead_ids: Sequence[str]) -> tuple[int, ...]:
    """One update for each lead, side by side: a transaction of them would cancel whoever meets it on one lead."""
    unique = tuple(dict.fromkeys(lead_ids))
    with ThreadPoolExecutor(_READERS) as pool:
        versions = dict(zip(unique, pool.map(lambda lead_id: touch(table, lead_id), unique), strict=True))
    return tuple(versions[lead_id] for lead_id in lead_ids)


def changes_key(lead_id: str) -> Key:
    """The item that counts the changes of a lead."""
    return f"lead:{lead_id}", "changes"


def _signals_in(table: Table, partition: str) -> tuple[Signal, ...]:
    return tuple(unpack_signal(item["body"]) for item in table.query(partition, "signal:"))


def _put_chunk(table: Table, chunk: list[_Put]) -> set[Key]:
    """Keys that are new. Those that are known cancel the transaction, so they are left out of the next."""
    while chunk:
        changes = Counter(put.lead_id for put in chunk if put.lead_id)
        kept = [("Put", table.putting(_item(put), "attribute_not_exists(pk)")) for put in chunk]
        counted = [
            ("Update", table.updating(changes_key(lead_id), "ADD version :new", {":new": count}))
            for lead_id, count in changes.items()
        ]
        known = table.transact([*kept, *counted])
        if not known:
            return {put.key for put in chunk}
        chunk = [put for place, put in enumerate(chunk) if place not in known]
    return set()


def _item(put: _Put) -> Item:
    return {"pk": put.key[0], "sk": put.key[1], "body": put.body, "expires_at": put.expires_at}


def _seconds(at: datetime) -> int:
    """As DynamoDB's time to live wants it."""
    return micros(at) // 1_000_000


def _chunks(puts: Sequence[_Put]) -> Iterator[list[_Put]]:
    """As many as one transaction takes: each signal is an action, and each lead among them another."""
    chunk: list[_Put] = []
    for put in puts:
        wider = [*chunk, put]
        if _actions(wider) > MAX_ACTIONS or sum(len(each.body) for each in wider) > MAX_TRANSACTION_BYTES:
            yield chunk
            wider = [put]
        chunk = wider
    if chunk:
        yield chunk


def _actions(puts: Sequence[_Put]) -> int:
    return len(puts) + len({put.lead_id for put in puts if put.lead_id})


def _taken_from(new: set[Key], key: Key) -> bool:
    """True once for each key: the same signal twice in a batch is new only at first."""
    if key not in new:
        return False
    new.remove(key)
    return True
