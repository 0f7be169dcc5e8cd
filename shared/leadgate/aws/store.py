"""The store in DynamoDB: one table, found by key alone; scanned only where a person is to be forgotten everywhere.

| pk | sk | holds |
|---|---|---|
| `lead:<id>` or `account:<id>` | `signal:<id>` | `body`, and `expires_at` |
| `lead:<id>` | `changes` | `version` |
| `lead:<id>` | `verdict` | `version`, `written`, `body`, and what it is found by (`aws/verdicts.py`) |
| `lead:<id>` | `account` | `account_id` |
| `account:<id>` | `lead:<id>` | that the lead belongs to the account |
| `parked` | `<instant>:<id>` | `body` |
| `parked:<id>` | `parked` | that the id was parked; `listed_as`: the `sk` of the row above |
| `fact:<key>` and `log:<name>:<day>` | | facts and logs (`aws/facts.py`) |
| `bucket:<name>` | `bucket` | `full_at`, and `expires_at` for the table's time to live |
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import stamina

from leadgate.aws import erasing
from leadgate.aws import facts as fact_items
from leadgate.aws import signals as signal_items
from leadgate.aws import verdicts as verdict_items
from leadgate.aws.signals import changes_key
from leadgate.aws.table import Table
from leadgate.domain.retention import DEFAULT_RETENTION, Retention
from leadgate.domain.signals import Signal
from leadgate.errors import RetryableError
from leadgate.ports import Entry, KeptRow, Parked, Swap, Verdict
from leadgate.records import micros, pack_parked, unpack, unpack_parked
from leadgate.token_bucket import Ask

_DAY_SECONDS = 86_400


class DynamoStore:
    """`ports.Store` over a table with the keys `pk` and `sk`, both text, and time to live on `expires_at`."""

    def __init__(self, client: Any, table_name: str) -> None:
        self._table = Table(client, table_name)

    def put_signals(self, signals: Sequence[Signal], retention: Retention = DEFAULT_RETENTION) -> tuple[bool, ...]:
        return signal_items.put_signals(self._table, signals, retention)

    def sweep(self, retention: Retention, now: datetime) -> int:  # noqa: ARG002  # the table deletes by `expires_at`
        return 0

    def signals_of(self, lead_ids: Sequence[str], account_id: str | None) -> tuple[Signal, ...]:
        return signal_items.signals_of(self._table, lead_ids, account_id)

    def touch(self, lead_id: str) -> int:
        return signal_items.touch(self._table, lead_id)

    def touch_all(self, lead_ids: Sequence[str]) -> tuple[int, ...]:
        return signal_items.touch_all(self._table, lead_ids)

    def version_of(self, lead_id: str) -> int:
        item = self._table.get(changes_key(lead_id))
        return item["version"] if item else 0

    def versions_of(self, lead_ids: Sequence[str]) -> tuple[int, ...]:
        found = self._table.get_many([changes_key(lead_id) for lead_id in lead_ids])
        return tuple(found.get(changes_key(lead_id), {"version": 0})["version"] for lead_id in lead_ids)

    def put_verdict(self, lead_id: str, version: int, row: Mapping[str, Any]) -> bool:
        return verdict_items.put_verdict(self._table, lead_id, version, row)

    def mark_written(self, lead_id: str, version: int) -> None:
        verdict_items.mark_written(self._table, lead_id, version)

    def verdict_of(self, lead_id: str) -> Verdict | None:
        return verdict_items.verdict_of(self._table, lead_id)

    def verdicts(self, status: str | None = None, limit: int = 500) -> tuple[Verdict, ...]:
        return verdict_items.verdicts(self._table, status, limit)

    def due(self, now: datetime, limit: int) -> tuple[str, ...]:
        return verdict_items.due(self._table, now, limit)

    def put_off(self, lead_ids: Sequence[str], now: datetime, until: datetime) -> None:
        verdict_items.put_off(self._table, lead_ids, now, until)

    @stamina.retry(on=RetryableError, attempts=5, timeout=3.0, wait_initial=0.02, wait_max=0.5)
    def link(self, lead_id: str, account_id: str) -> None:
        before = self.account_of(lead_id)
        if before == account_id:
            return
        condition, values = "attribute_not_exists(pk)", None
        if before is not None:
            condition, values = "account_id = :before", {":before": before}
        link = {"pk": f"lead:{lead_id}", "sk": "account", "account_id": account_id}
        member = {"pk": f"account:{account_id}", "sk": f"lead:{lead_id}"}
        actions = [
            ("Put", self._table.putting(link, condition, values)),
            ("Put", self._table.putting(member)),
        ]
        if before is not None:
            actions.append(("Delete", self._table.deleting((f"account:{before}", f"lead:{lead_id}"))))
        if self._table.transact(actions):
            raise RetryableError("link: another worker moved the lead to an account at the same time")

    @stamina.retry(on=RetryableError, attempts=5, timeout=3.0, wait_initial=0.02, wait_max=0.5)
    def unlink(self, lead_id: str) -> None:
        before = self.account_of(lead_id)
        if before is None:
            return
        link = self._table.deleting((f"lead:{lead_id}", "account"), "account_id = :before", {":before": before})
        member = self._table.deleting((f"account:{before}", f"lead:{lead_id}"))
        if self._table.transact([("Delete", link), ("Delete", member)]):
            raise RetryableError("unlink: another worker moved the lead to an account at the same time")

    def leads_of(self, account_id: str) -> tuple[str, ...]:
        members = self._table.query(f"account:{account_id}", "lead:")
        return tuple(member["sk"].removeprefix("lead:") for member in members)

    def account_of(self, lead_id: str) -> str | None:
        item = self._table.get((f"lead:{lead_id}", "account"))
        return item["account_id"] if item else None

    def park(self, parked: Parked) -> None:
        place = f"{micros(parked.parked_at):020d}:{parked.id}"
        known = {"pk": f"parked:{parked.id}", "sk": "parked", "listed_as": place}
        record = {"pk": "parked", "sk": place, "body": pack_parked(parked)}
        self._table.transact(
            [
                ("Put", self._table.putting(known, "attribute_not_exists(pk)")),
                ("Put", self._table.putting(record)),
            ]
        )

    def parked(self, limit: int = 100) -> tuple[Parked, ...]:
        return tuple(
            unpack_parked(item["body"]) for item in self._table.query("parked", limit=limit, newest_first=True)
        )

    def dismiss(self, parked_id: str) -> bool:
        known = self._table.get((f"parked:{parked_id}", "parked"))
        if known is None or "listed_as" not in known:
            return False
        place = known["listed_as"]
        off_the_list = self._table.updating(
            (known["pk"], known["sk"]), "REMOVE listed_as", {":place": place}, "listed_as = :place"
        )
        return not self._table.transact([("Update", off_the_list), ("Delete", self._table.deleting(("parked", place)))])

    def remember(self, key: str, row: Mapping[str, Any]) -> None:
        fact_items.remember(self._table, key, row)

    def recall(self, key: str) -> Mapping[str, Any] | None:
        return fact_items.recall(self._table, key)

    def recall_all(self, keys: Sequence[str]) -> tuple[Mapping[str, Any] | None, ...]:
        found = self._table.get_many([(f"fact:{key}", "fact") for key in keys])
        items = (found.get((f"fact:{key}", "fact")) for key in keys)
        return tuple(unpack(item["body"]) if item else None for item in items)

    def drop(self, key: str) -> None:
        self._table.delete((f"fact:{key}", "fact"))

    def swap(self, key: str, old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> bool:
        return fact_items.swap(self._table, Swap(key, old, new))

    def commit(self, swaps: Sequence[Swap], entries: Sequence[Entry] = ()) -> bool:
        return fact_items.commit(self._table, swaps, entries)

    def entries(self, log: str, since: datetime, until: datetime, limit: int = 10_000) -> tuple[Entry, ...]:
        return fact_items.entries(self._table, log, since, until, limit)

    def kept_rows(self, near: Sequence[str] | None = None) -> Iterator[KeptRow]:
        return erasing.kept_rows(self._table, near)

    def replace_row(self, kept: KeptRow, row: Mapping[str, Any] | None) -> bool:
        return erasing.replace_row(self._table, kept, row)

    def erase_leads(self, lead_ids: Sequence[str]) -> int:
        return erasing.erase_leads(self._table, lead_ids)

    def wipe(self) -> None:
        """The table has no files of ours; its backups end by themselves (point-in-time recovery: after 35 days)."""

    def take_token(self, bucket: str, capacity: int, per_seconds: float, now: datetime) -> float:
        """A bucket in use is one conditional update; only an empty or a full one needs a second call."""
        ask = Ask.of(capacity, per_seconds, now)
        key = (f"bucket:{bucket}", "bucket")
        expires_at = int(now.timestamp() + per_seconds) + _DAY_SECONDS
        drained = {":token": ask.token, ":now": ask.now, ":latest": ask.latest, ":expires": expires_at}
        filled = {":next": ask.now + ask.token, ":now": ask.now, ":expires": expires_at}
        while not self._table.update(key, _TAKE_ONE, drained, "full_at > :now AND full_at <= :latest"):
            item = self._table.get(key)
            wait_seconds = ask.wait_seconds(item["full_at"]) if item else 0.0
            if wait_seconds:
                return wait_seconds
            if self._table.update(key, _TAKE_FIRST, filled, "attribute_not_exists(pk) OR full_at <= :now"):
                break
        return 0.0


_TAKE_ONE = "SET full_at = full_at + :token, expires_at = :expires"
_TAKE_FIRST = "SET full_at = :next, expires_at = :expires"
