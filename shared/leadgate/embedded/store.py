"""The store on one machine: SQLite, every write on the disk before its method returns."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from leadgate.domain.retention import DEFAULT_RETENTION, Retention
from leadgate.domain.signals import Signal
from leadgate.embedded import erasing
from leadgate.embedded.database import Database
from leadgate.ports import Entry, KeptRow, Parked, Swap, Verdict
from leadgate.records import (
    filing_of,
    instant_of,
    micros,
    owner_of,
    owners,
    pack,
    pack_batch,
    pack_parked,
    pack_verdict,
    tag_of,
    unpack,
    unpack_parked,
    unpack_signal,
)
from leadgate.token_bucket import Ask


class SqliteStore:
    """`ports.Store` over a database that it shares with the queue; whoever made the database closes it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put_signals(
        self,
        signals: Sequence[Signal],
        retention: Retention = DEFAULT_RETENTION,  # noqa: ARG002  # the sweep goes by that of its own time
    ) -> tuple[bool, ...]:
        bodies = pack_batch(signals)
        changes: Counter[str] = Counter()
        new = []
        with self._database.writing() as connection:
            for signal, body in zip(signals, bodies, strict=True):
                row = (owner_of(signal), signal.id, body, signal.kind, micros(signal.occurred_at))
                put = connection.execute(_PUT_SIGNAL, row)
                new.append(put.rowcount == 1)
                if new[-1] and signal.lead_id:
                    changes[signal.lead_id] += 1
            connection.executemany(_COUNT, changes.items())
        return tuple(new)

    def signals_of(self, lead_ids: Sequence[str], account_id: str | None) -> tuple[Signal, ...]:
        query = "SELECT body FROM signals WHERE owner IN (SELECT value FROM json_each(?))"
        return tuple(unpack_signal(body) for (body,) in self._rows(query, json.dumps(owners(lead_ids, account_id))))

    def sweep(self, retention: Retention, now: datetime) -> int:
        until = {kind: micros(now - timedelta(days=days)) for kind, days in retention.signal_days.items()}
        others = micros(now - timedelta(days=retention.other_days))
        with self._database.writing() as connection:
            swept = connection.executemany(_SWEEP, until.items()).rowcount if until else 0
            swept += connection.execute(_SWEEP_OTHERS, (others, json.dumps(list(until)))).rowcount
        return swept

    def touch(self, lead_id: str) -> int:
        with self._database.writing() as connection:
            return int(connection.execute(f"{_COUNT} RETURNING version", (lead_id, 1)).fetchone()[0])

    def touch_all(self, lead_ids: Sequence[str]) -> tuple[int, ...]:
        with self._database.writing() as connection:
            versions = dict(connection.execute(_COUNT_ALL, (json.dumps(list(lead_ids)),)).fetchall())
        return tuple(versions[lead_id] for lead_id in lead_ids)

    def version_of(self, lead_id: str) -> int:
        return self.versions_of((lead_id,))[0]

    def versions_of(self, lead_ids: Sequence[str]) -> tuple[int, ...]:
        query = "SELECT lead_id, version FROM changes WHERE lead_id IN (SELECT value FROM json_each(?))"
        versions = dict(self._rows(query, json.dumps(list(lead_ids))))
        return tuple(versions.get(lead_id, 0) for lead_id in lead_ids)

    def put_verdict(self, lead_id: str, version: int, row: Mapping[str, Any]) -> bool:
        filing = filing_of(row)
        return self._changed(
            _KEEP_VERDICT, lead_id, version, pack_verdict(row), filing.status, filing.judged_at, filing.due_at
        )

    def mark_written(self, lead_id: str, version: int) -> None:
        self._changed("UPDATE verdicts SET written = 1 WHERE lead_id = ? AND version = ?", lead_id, version)

    def verdict_of(self, lead_id: str) -> Verdict | None:
        return next(map(_verdict, self._rows(f"{_VERDICTS} WHERE lead_id = ?", lead_id)), None)

    def verdicts(self, status: str | None = None, limit: int = 500) -> tuple[Verdict, ...]:
        which, values = ("status != ''", ()) if status is None else ("status = ?", (status,))
        query = f"{_VERDICTS} WHERE {which} ORDER BY judged_at DESC, lead_id LIMIT ?"
        return tuple(map(_verdict, self._rows(query, *values, limit)))

    def due(self, now: datetime, limit: int) -> tuple[str, ...]:
        query = "SELECT lead_id FROM verdicts WHERE due_at <= ? ORDER BY due_at, lead_id LIMIT ?"
        return tuple(lead_id for (lead_id,) in self._rows(query, micros(now), limit))

    def put_off(self, lead_ids: Sequence[str], now: datetime, until: datetime) -> None:
        self._changed(_PUT_OFF, micros(until), micros(now), json.dumps(list(lead_ids)))

    def link(self, lead_id: str, account_id: str) -> None:
        self._changed(_LINK, lead_id, account_id)

    def unlink(self, lead_id: str) -> None:
        self._changed("DELETE FROM links WHERE lead_id = ?", lead_id)

    def leads_of(self, account_id: str) -> tuple[str, ...]:
        query = "SELECT lead_id FROM links WHERE account_id = ? ORDER BY lead_id"
        return tuple(lead_id for (lead_id,) in self._rows(query, account_id))

    def account_of(self, lead_id: str) -> str | None:
        return next((account for (account,) in self._rows(_ACCOUNT_OF, lead_id)), None)

    def park(self, parked: Parked) -> None:
        self._changed(
            "INSERT INTO parked (id, parked_at, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            parked.id,
            micros(parked.parked_at),
            pack_parked(parked),
        )

    def parked(self, limit: int = 100) -> tuple[Parked, ...]:
        query = "SELECT body FROM parked WHERE NOT dismissed ORDER BY parked_at DESC, id DESC LIMIT ?"
        return tuple(unpack_parked(body) for (body,) in self._rows(query, limit))

    def dismiss(self, parked_id: str) -> bool:
        return self._changed("UPDATE parked SET dismissed = 1, body = x'' WHERE id = ? AND NOT dismissed", parked_id)

    def remember(self, key: str, row: Mapping[str, Any]) -> None:
        self._changed(_REMEMBER, key, pack(row))

    def recall(self, key: str) -> Mapping[str, Any] | None:
        return next((unpack(body) for (body,) in self._rows(_FACT, key)), None)

    def recall_all(self, keys: Sequence[str]) -> tuple[Mapping[str, Any] | None, ...]:
        query = "SELECT key, body FROM facts WHERE key IN (SELECT value FROM json_each(?))"
        found = dict(self._rows(query, json.dumps(list(keys))))
        return tuple(unpack(found[key]) if key in found else None for key in keys)

    def drop(self, key: str) -> None:
        self._changed("DELETE FROM facts WHERE key = ?", key)

    def swap(self, key: str, old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> bool:
        return self.commit((Swap(key, old, new),))

    def commit(self, swaps: Sequence[Swap], entries: Sequence[Entry] = ()) -> bool:
        facts = [(swap.key, pack(swap.new)) for swap in swaps]
        lines = [(entry.log, micros(entry.at), entry.id, pack(entry.row)) for entry in entries]
        with self._database.writing() as connection:
            for swap in swaps:
                found = connection.execute(_FACT, (swap.key,)).fetchone()
                if _tag(found and unpack(found[0])) != _tag(swap.old):
                    return False
            connection.executemany(_REMEMBER, facts)
            connection.executemany("INSERT INTO log VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", lines)
        return True

    def entries(self, log: str, since: datetime, until: datetime, limit: int = 10_000) -> tuple[Entry, ...]:
        rows = self._rows(_ENTRIES, log, micros(since), micros(until), limit)
        return tuple(Entry(log, instant_of(at), entry_id, unpack(body)) for at, entry_id, body in rows)

    def kept_rows(self, near: Sequence[str] | None = None) -> Iterator[KeptRow]:  # noqa: ARG002  # all are at hand
        yield from erasing.kept_rows(self._database)

    def replace_row(self, kept: KeptRow, row: Mapping[str, Any] | None) -> bool:
        return erasing.replace_row(self._database, kept, row)

    def erase_leads(self, lead_ids: Sequence[str]) -> int:
        return erasing.erase_leads(self._database, lead_ids)

    def wipe(self) -> None:
        erasing.wipe(self._database)

    def take_token(self, bucket: str, capacity: int, per_seconds: float, now: datetime) -> float:
        ask = Ask.of(capacity, per_seconds, now)
        with self._database.writing() as connection:
            found = connection.execute("SELECT full_at FROM buckets WHERE name = ?", (bucket,)).fetchone()
            full_at = max(found[0], ask.now) if found else ask.now
            wait_seconds = ask.wait_seconds(full_at)
            if not wait_seconds:
                connection.execute("REPLACE INTO buckets VALUES (?, ?)", (bucket, full_at + ask.token))
        return wait_seconds

    def _rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        with self._database.reading() as connection:
            return connection.execute(query, values).fetchall()

    def _changed(self, statement: str, *values: Any) -> bool:
        with self._database.writing() as connection:
            return connection.execute(statement, values).rowcount > 0


def _tag(row: Mapping[str, Any] | None) -> str | None:
    return None if row is None else tag_of(row)


def _verdict(found: tuple[Any, ...]) -> Verdict:
    lead_id, version, written, body = found
    return Verdict(lead_id, version, unpack(body), bool(written))


_PUT_SIGNAL = """
    INSERT INTO signals (owner, id, body, kind, occurred_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"""
_SWEEP = "DELETE FROM signals WHERE kind = ? AND occurred_at <= ?"
_SWEEP_OTHERS = "DELETE FROM signals WHERE occurred_at <= ? AND kind NOT IN (SELECT value FROM json_each(?))"
_FACT = "SELECT body FROM facts WHERE key = ?"
_REMEMBER = "INSERT INTO facts VALUES (?, ?) ON CONFLICT DO UPDATE SET body = excluded.body"
_ENTRIES = "SELECT at, id, body FROM log WHERE log = ? AND at >= ? AND at < ? ORDER BY at, id LIMIT ?"
_COUNT = "INSERT INTO changes VALUES (?, ?) ON CONFLICT DO UPDATE SET version = version + excluded.version"
_COUNT_ALL = """
    INSERT INTO changes SELECT DISTINCT value, 1 FROM json_each(?) WHERE true
    ON CONFLICT DO UPDATE SET version = version + 1 RETURNING lead_id, version"""
# Nothing is written, and so nothing synced, where it is linked already.
_LINK = """
    INSERT INTO links VALUES (?, ?)
    ON CONFLICT DO UPDATE SET account_id = excluded.account_id WHERE account_id != excluded.account_id"""
_ACCOUNT_OF = "SELECT account_id FROM links WHERE lead_id = ?"
_KEEP_VERDICT = """
    INSERT INTO verdicts (lead_id, version, written, body, status, judged_at, due_at) VALUES (?, ?, 0, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET version = excluded.version, written = 0, body = excluded.body,
        status = excluded.status, judged_at = excluded.judged_at, due_at = excluded.due_at
    WHERE excluded.version >= version"""
_VERDICTS = "SELECT lead_id, version, written, body FROM verdicts"
_PUT_OFF = "UPDATE verdicts SET due_at = ? WHERE due_at <= ? AND lead_id IN (SELECT value FROM json_each(?))"
