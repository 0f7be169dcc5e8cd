"""The queue on one machine: one row a lead in SQLite, so messages that wait are one by construction."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from leadgate.embedded.database import Database
from leadgate.ports import Clock, LeadChanged
from leadgate.records import micros

VISIBILITY: Final = timedelta(minutes=2)
MAX_RECEIVES: Final = 5


class SqliteQueue:
    """`ports.Queue` and `ports.Scheduler` over a database that it shares with the store; its maker closes it.

    Leads take turns by the instant at which they became visible, so no lead starves. linger: how long a message waits
    for more of its lead, so that a stream of changes costs one assessment a linger, not one a change.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        visibility: timedelta = VISIBILITY,
        max_receives: int = MAX_RECEIVES,
        linger: timedelta = timedelta(0),
    ) -> None:
        self._database = database
        self._clock = clock
        self._visibility = visibility
        self._max_receives = max_receives
        self._linger_micros = linger // timedelta(microseconds=1)

    def send_all(self, changes: Sequence[tuple[str, int]]) -> None:
        due = self._now() + self._linger_micros
        with self._database.writing() as connection:
            connection.executemany(_SEND, [(lead_id, version, due) for lead_id, version in changes])

    def wake(self, lead_id: str, at: datetime) -> None:
        """A delayed message; it does not count as waiting until its time has come."""
        with self._database.writing() as connection:
            connection.execute("INSERT INTO wakes VALUES (?, ?) ON CONFLICT DO NOTHING", (lead_id, micros(at)))

    def receive(self, limit: int = 10) -> tuple[LeadChanged, ...]:
        now = self._now()
        if not self._anything_visible(now):  # most polls end here, without holding up a writer
            return ()
        with self._database.writing() as connection:
            connection.executemany(_SEND, connection.execute(_WOKEN, (now,)).fetchall())
            self._bury_given_up(connection, now)
            until = now + self._visibility // timedelta(microseconds=1)
            rows = connection.execute(_TAKE, (until, now, limit)).fetchall()
        return tuple(LeadChanged(lead_id, receives - 1, receipt) for lead_id, receives, receipt in rows)

    def done(self, message: LeadChanged) -> None:
        with self._database.writing() as connection:
            self._finish(connection, message.lead_id, message.receipt)

    def release(self, message: LeadChanged, delay: timedelta) -> None:
        visible_at = self._now() + delay // timedelta(microseconds=1)
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE messages SET visible_at = ?, receipt = NULL WHERE lead_id = ? AND receipt = ?",
                (visible_at, message.lead_id, message.receipt),
            )

    def bury(self, message: LeadChanged, reason: str) -> None:
        with self._database.writing() as connection:
            self._to_dead_letters(connection, message.lead_id, message.receipt, reason)

    def buried(self) -> tuple[tuple[str, str], ...]:
        with self._database.reading() as connection:
            return tuple(connection.execute("SELECT lead_id, reason FROM dead_letters ORDER BY number").fetchall())

    def redrive(self) -> int:
        now = self._now()
        with self._database.writing() as connection:
            rows = connection.execute("DELETE FROM dead_letters RETURNING lead_id, version").fetchall()
            connection.executemany(_SEND, [(lead_id, version, now) for lead_id, version in rows])
        return len(rows)

    def forget(self, lead_ids: Sequence[str]) -> int:
        leads = json.dumps(list(lead_ids))
        with self._database.writing() as connection:
            return sum(connection.execute(delete, (leads,)).rowcount for delete in _FORGET)

    def take_back(self) -> None:
        """Whatever is in hand is visible at once. Only for a process that knows itself alone: the others have died."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE messages SET visible_at = ?, receipt = NULL WHERE receipt IS NOT NULL", (self._now(),)
            )

    def waiting(self) -> int:
        with self._database.reading() as connection:
            return int(connection.execute("SELECT count(*) FROM messages").fetchone()[0])

    def _now(self) -> int:
        return micros(self._clock.now())

    def _anything_visible(self, now: int) -> bool:
        with self._database.reading() as connection:
            found = connection.execute(_ANY_VISIBLE, (now, now)).fetchone()
        return found is not None

    def _bury_given_up(self, connection: sqlite3.Connection, now: int) -> None:
        given_up = "SELECT lead_id, receipt, receives FROM messages WHERE visible_at <= ? AND receives >= ?"
        for lead_id, receipt, receives in connection.execute(given_up, (now, self._max_receives)).fetchall():
            self._to_dead_letters(connection, lead_id, receipt, f"received {receives} times and never finished")

    def _to_dead_letters(self, connection: sqlite3.Connection, lead_id: str, receipt: str, reason: str) -> None:
        connection.execute(_BURY, (reason, lead_id, receipt))
        self._finish(connection, lead_id, receipt)

    def _finish(self, connection: sqlite3.Connection, lead_id: str, receipt: str) -> None:
        """Gone, unless something newer was sent since it was received: that waits as a new message."""
        connection.execute(_REMOVE, (lead_id, receipt))
        connection.execute(_START_ANEW, (self._now() + self._linger_micros, lead_id, receipt))


_FORGET = (
    "DELETE FROM messages WHERE lead_id IN (SELECT value FROM json_each(?))",
    "DELETE FROM dead_letters WHERE lead_id IN (SELECT value FROM json_each(?))",
)
_SEND = """
    INSERT INTO messages (lead_id, version, visible_at) VALUES (?, ?, ?)
    ON CONFLICT DO UPDATE SET version = max(version, excluded.version)"""
# A lead that is woken has no new version: whatever version stands is worked on.
_WOKEN = "DELETE FROM wakes WHERE at <= ? RETURNING lead_id, 0, at"
_ANY_VISIBLE = """
    SELECT 1 WHERE EXISTS (SELECT 1 FROM messages WHERE visible_at <= ?)
    OR EXISTS (SELECT 1 FROM wakes WHERE at <= ?)"""
_TAKE = """
    UPDATE messages SET
        receipt = hex(randomblob(16)), taken = version, receives = receives + 1, visible_at = ?
    WHERE lead_id IN (SELECT lead_id FROM messages WHERE visible_at <= ? ORDER BY visible_at, rowid LIMIT ?)
    RETURNING lead_id, receives, receipt"""
_REMOVE = "DELETE FROM messages WHERE lead_id = ? AND receipt IS ? AND version <= taken"
_START_ANEW = """
    UPDATE messages SET receipt = NULL, receives = 0, taken = -1, visible_at = ?
    WHERE lead_id = ? AND receipt IS ?"""
_BURY = """
    INSERT INTO dead_letters (lead_id, version, reason)
    SELECT lead_id, taken, ? FROM messages WHERE lead_id = ? AND receipt IS ?"""
