"""Facts and logs in DynamoDB: small rows under keys of ours, swapped and written down in one transaction.

| pk | sk | holds |
|---|---|---|
| `fact:<key>` | `fact` | `body`, and `tag`: what the row is known by when it is swapped |
| `log:<name>:<day>` | `<instant>:<id>` | `body` |

A log is cut by day, so that no partition grows without end.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from leadgate.aws.table import Item, Table, Values
from leadgate.ports import Entry, Swap
from leadgate.records import instant_of, micros, pack, tag_of, unpack

_DIGITS = 20


def remember(table: Table, key: str, row: Mapping[str, Any]) -> None:
    table.put(_fact(key, row))


def recall(table: Table, key: str) -> Mapping[str, Any] | None:
    item = table.get((f"fact:{key}", "fact"))
    return unpack(item["body"]) if item else None


def swap(table: Table, wanted: Swap) -> bool:
    return table.put(_fact(wanted.key, wanted.new), *_if_stands(wanted))


def commit(table: Table, swaps: Sequence[Swap], entries: Sequence[Entry]) -> bool:
    """A line that is in the log already is written over by itself, so only a swap can fail."""
    puts = [table.putting(_fact(one.key, one.new), *_if_stands(one)) for one in swaps]
    puts += [table.putting(_line(entry)) for entry in entries]
    return not table.transact([("Put", put) for put in puts])


def entries(table: Table, log: str, since: datetime, until: datetime, limit: int) -> tuple[Entry, ...]:
    found: list[Entry] = []
    for day in _days(since, until):
        if len(found) >= limit:
            break
        lines = table.between(f"log:{log}:{day}", _place(since), _place(until), limit - len(found))
        found += [_entry(log, line) for line in lines]
    return tuple(found)


def _fact(key: str, row: Mapping[str, Any]) -> Item:
    return {"pk": f"fact:{key}", "sk": "fact", "body": pack(row), "tag": tag_of(row)}


def _if_stands(wanted: Swap) -> tuple[str, Values | None]:
    """A row without a tag was written by an earlier version: it is known by its bytes."""
    if wanted.old is None:
        return "attribute_not_exists(pk)", None
    condition = "tag = :tag OR (attribute_exists(pk) AND attribute_not_exists(tag) AND body = :old)"
    return condition, {":tag": tag_of(wanted.old), ":old": pack(wanted.old)}


def _line(entry: Entry) -> Item:
    day = entry.at.astimezone(UTC).date()
    return {"pk": f"log:{entry.log}:{day}", "sk": f"{_place(entry.at)}:{entry.id}", "body": pack(entry.row)}


def _entry(log: str, item: Item) -> Entry:
    at, _, entry_id = item["sk"].partition(":")
    return Entry(log, instant_of(int(at)), entry_id, unpack(item["body"]))


def _place(at: datetime) -> str:
    return f"{micros(at):0{_DIGITS}d}"


def _days(since: datetime, until: datetime) -> Iterator[str]:
    day = since.astimezone(UTC).date()
    while day <= until.astimezone(UTC).date():
        yield day.isoformat()
        day += timedelta(days=1)
