"""Items of the table looked through, rewritten and erased."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from leadgate.aws.table import Item, Table
from leadgate.ports import KeptRow, RowKind
from leadgate.records import pack, tag_of, unpack


def kept_rows(table: Table, near: Sequence[str] | None) -> Iterator[KeptRow]:
    """near: leads whose partitions are enough, with the parked records; None: a scan of the whole table."""
    for item in table.scan() if near is None else _near(table, near):
        kind = _kind_of(item)
        if kind is not None:
            yield KeptRow(kind, (item["pk"], item["sk"]), unpack(item["body"]), item["body"])


def replace_row(table: Table, kept: KeptRow, row: Mapping[str, Any] | None) -> bool:
    pk, sk = kept.key
    known = {":old": kept.packed}
    if row is None:
        return table.delete((pk, sk), "body = :old", known)
    if kept.kind == "fact":  # is known by its tag when it is swapped
        change, new = "SET body = :new, tag = :tag", {":new": pack(row), ":tag": tag_of(row)}
    else:
        change, new = "SET body = :new", {":new": pack(row)}
    return table.update((pk, sk), change, known | new, "body = :old") is not None


def erase_leads(table: Table, lead_ids: Sequence[str]) -> int:
    """The membership in an account last: by it the rest is found again if this is cut off."""
    count = 0
    for lead_id in lead_ids:
        items = table.query(f"lead:{lead_id}")
        accounts = [item["account_id"] for item in items if item["sk"] == "account"]
        for item in sorted(items, key=lambda one: one["sk"] == "account"):
            count += table.delete((item["pk"], item["sk"]))
        for account_id in accounts:
            table.delete((f"account:{account_id}", f"lead:{lead_id}"))
    return count


def _near(table: Table, lead_ids: Sequence[str]) -> Iterator[Item]:
    for lead_id in lead_ids:
        yield from table.query(f"lead:{lead_id}")
    yield from table.query("parked")


def _kind_of(item: Item) -> RowKind | None:
    """None for what holds no more than ids: counts, links, buckets."""
    pk, sk = item["pk"], item["sk"]
    if "body" not in item:
        return None
    if sk.startswith("signal:"):
        return "signal"
    if sk == "verdict":
        return "verdict"
    if pk.startswith("log:"):
        return "log"
    return "fact" if sk == "fact" else "parked" if pk == "parked" else None
