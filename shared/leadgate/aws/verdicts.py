"""Verdicts in DynamoDB: one item a lead, listed and found when due by two indexes, never by a scan.

| index | finds by | sorted by |
|---|---|---|
| `by_status` | `status` | `judged_at` |
| `by_due` | `due_shard`, one of a few | `due_at` |

A verdict without one of these attributes is in no index. Shards, and not days: whatever instant a verdict is due at,
the same few queries find it.
"""

import zlib
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any, Final, get_args

from leadgate.aws.table import Index, Item, Key, Table
from leadgate.domain.assessment import Status
from leadgate.ports import Verdict
from leadgate.records import filing_of, micros, pack_verdict, unpack

BY_STATUS: Final = Index("by_status", "status", "judged_at")
BY_DUE: Final = Index("by_due", "due_shard", "due_at")
_SHARDS: Final = 8
_AT_ONCE: Final = 8


def put_verdict(table: Table, lead_id: str, version: int, row: Mapping[str, Any]) -> bool:
    pk, sk = _key(lead_id)
    item = {"pk": pk, "sk": sk, "version": version, "written": False, "body": pack_verdict(row)}
    found_by = _found_by(lead_id, row)
    condition = "attribute_not_exists(pk) OR version <= :version"
    return table.put(item | found_by, condition, {":version": version})


def mark_written(table: Table, lead_id: str, version: int) -> None:
    table.update(_key(lead_id), "SET written = :yes", {":yes": True, ":version": version}, "version = :version")


def verdict_of(table: Table, lead_id: str) -> Verdict | None:
    item = table.get(_key(lead_id))
    return _verdict(item) if item else None


def verdicts(table: Table, status: str | None, limit: int) -> tuple[Verdict, ...]:
    """The index names them, the table gives them as they are now."""
    statuses = get_args(Status) if status is None else (status,)
    named = [item for each in statuses for item in table.find(BY_STATUS, each, limit, newest_first=True)]
    newest = sorted(named, key=_newest_first)[:limit]
    items = table.get_many([(item["pk"], item["sk"]) for item in newest])
    standing = [item for item in items.values() if item.get("status") in statuses]
    return tuple(map(_verdict, sorted(standing, key=_newest_first)))


def due(table: Table, now: datetime, limit: int) -> tuple[str, ...]:
    shards = [table.find(BY_DUE, f"due:{shard}", limit, up_to=micros(now)) for shard in range(_SHARDS)]
    found = sorted((item["due_at"], _lead_id(item)) for shard in shards for item in shard)
    return tuple(lead_id for _, lead_id in found[:limit])


def put_off(table: Table, lead_ids: Sequence[str], now: datetime, until: datetime) -> None:
    values = {":until": micros(until), ":now": micros(now)}

    def put_one_off(lead_id: str) -> None:
        table.update(_key(lead_id), "SET due_at = :until", values, "due_at <= :now")

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(put_one_off, dict.fromkeys(lead_ids)))


def _found_by(lead_id: str, row: Mapping[str, Any]) -> Item:
    filing = filing_of(row)
    listed = {"status": filing.status, "judged_at": filing.judged_at} if filing.status else {}
    shard = f"due:{zlib.crc32(lead_id.encode()) % _SHARDS}"
    return listed if filing.due_at is None else {**listed, "due_shard": shard, "due_at": filing.due_at}


def _key(lead_id: str) -> Key:
    return f"lead:{lead_id}", "verdict"


def _lead_id(item: Item) -> str:
    return str(item["pk"]).removeprefix("lead:")


def _verdict(item: Item) -> Verdict:
    return Verdict(_lead_id(item), item["version"], unpack(item["body"]), item["written"])


def _newest_first(item: Item) -> tuple[int, str]:
    return -item["judged_at"], item["pk"]
