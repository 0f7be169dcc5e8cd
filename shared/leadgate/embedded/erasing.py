"""Rows of the embedded store looked through, rewritten and erased, to the last byte in its files.

A deleted row is overwritten at once (`secure_delete`, on every connection); what earlier changes left in free pages
and in the write-ahead log goes with `wipe`, which writes the whole file anew.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from leadgate.embedded.database import Database
from leadgate.errors import RetryableError
from leadgate.ports import KeptRow, RowKind
from leadgate.records import pack, unpack

# kind → (table, the columns of its key)
_TABLES: Final[Mapping[RowKind, tuple[str, tuple[str, ...]]]] = {
    "signal": ("signals", ("owner", "id")),
    "verdict": ("verdicts", ("lead_id",)),
    "parked": ("parked", ("id",)),
    "fact": ("facts", ("key",)),
    "log": ("log", ("log", "at", "id")),
}
_BATCH: Final = 500


def kept_rows(database: Database) -> Iterator[KeptRow]:
    """A batch at a time, so that no writer waits for whoever looks through them."""
    for kind, (table, columns) in _TABLES.items():
        last: tuple[str, ...] = ("",) * len(columns)
        while rows := _batch(database, table, columns, last):
            for *key, packed in rows:
                if packed:  # what was dismissed is empty
                    yield KeptRow(kind, tuple(map(str, key)), unpack(packed), packed)
            last = tuple(rows[-1][:-1])


def _batch(database: Database, table: str, columns: Sequence[str], last: tuple[str, ...]) -> list[tuple[Any, ...]]:
    """The next rows in the order of their keys: (key …, body)."""
    names, marks = ", ".join(columns), ", ".join("?" * len(columns))
    query = f"SELECT {names}, body FROM {table} WHERE ({names}) > ({marks}) ORDER BY {names} LIMIT {_BATCH}"  # noqa: S608
    with database.reading() as connection:
        return connection.execute(query, last).fetchall()


def replace_row(database: Database, kept: KeptRow, row: Mapping[str, Any] | None) -> bool:
    table, columns = _TABLES[kept.kind]
    where = " AND ".join(f"{column} = ?" for column in (*columns, "body"))
    known = (*kept.key, kept.packed)
    with database.writing() as connection:
        if row is None:
            return connection.execute(f"DELETE FROM {table} WHERE {where}", known).rowcount > 0  # noqa: S608
        change = f"UPDATE {table} SET body = ? WHERE {where}"  # noqa: S608
        return connection.execute(change, (pack(row), *known)).rowcount > 0


def erase_leads(database: Database, lead_ids: Sequence[str]) -> int:
    leads = json.dumps(list(lead_ids))
    owners = json.dumps([f"lead:{lead_id}" for lead_id in lead_ids])
    with database.writing() as connection:
        signals = connection.execute(_DELETE_SIGNALS, (owners,)).rowcount
        return signals + sum(connection.execute(delete, (leads,)).rowcount for delete in _DELETES)


def wipe(database: Database) -> None:
    """Writes the whole file anew, without whatever was in free pages, and empties the log."""
    with database.alone() as connection:
        connection.execute("VACUUM")
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise RetryableError("the write-ahead log is in use, and what was erased is still in it", after_seconds=1)


_DELETE_SIGNALS: Final = "DELETE FROM signals WHERE owner IN (SELECT value FROM json_each(?))"
_DELETES: Final = (
    "DELETE FROM verdicts WHERE lead_id IN (SELECT value FROM json_each(?))",
    "DELETE FROM changes WHERE lead_id IN (SELECT value FROM json_each(?))",
    "DELETE FROM wakes WHERE lead_id IN (SELECT value FROM json_each(?))",
    "DELETE FROM links WHERE lead_id IN (SELECT value FROM json_each(?))",
)
