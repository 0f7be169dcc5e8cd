"""Tables of the embedded database; `PRAGMA user_version` counts the migrations that a file has seen.

A new version appends a migration and never changes an old one. Instants are microseconds since 1970, rows are packed
by `leadgate.records`.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from leadgate.records import filing_of, micros, unpack, unpack_signal

_FIRST: Final = (
    # owner: `lead:<id>`, or `account:<id>` for a fact about the account alone.
    "CREATE TABLE signals (owner TEXT, id TEXT, body BLOB NOT NULL, PRIMARY KEY (owner, id)) WITHOUT ROWID",
    "CREATE TABLE changes (lead_id TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID",
    """CREATE TABLE verdicts (
        lead_id TEXT PRIMARY KEY, version INTEGER NOT NULL, written INTEGER NOT NULL, body BLOB NOT NULL)""",
    "CREATE TABLE links (lead_id TEXT PRIMARY KEY, account_id TEXT NOT NULL) WITHOUT ROWID",
    "CREATE INDEX links_by_account ON links (account_id, lead_id)",
    "CREATE TABLE parked (id TEXT PRIMARY KEY, parked_at INTEGER NOT NULL, body BLOB NOT NULL)",
    "CREATE INDEX parked_by_age ON parked (parked_at)",
    "CREATE TABLE facts (key TEXT PRIMARY KEY, body BLOB NOT NULL)",
    "CREATE TABLE buckets (name TEXT PRIMARY KEY, full_at INTEGER NOT NULL) WITHOUT ROWID",
    # One row a lead. version: the newest that was sent. taken: the version when it was last received.
    # receipt: of the receive that has it in hand. A row is given out once visible_at has come, whoever had it before.
    """CREATE TABLE messages (
        lead_id TEXT PRIMARY KEY, version INTEGER NOT NULL, taken INTEGER NOT NULL DEFAULT -1,
        visible_at INTEGER NOT NULL, receives INTEGER NOT NULL DEFAULT 0, receipt TEXT)""",
    "CREATE INDEX messages_by_turn ON messages (visible_at)",
    """CREATE TABLE dead_letters (
        number INTEGER PRIMARY KEY AUTOINCREMENT, lead_id TEXT NOT NULL, version INTEGER NOT NULL,
        reason TEXT NOT NULL)""",
)

# What `records.filing_of` reads in a verdict, beside it: to list verdicts, and to find those that are due.
_FILED: Final = (
    "ALTER TABLE verdicts ADD COLUMN status TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE verdicts ADD COLUMN judged_at INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE verdicts ADD COLUMN due_at INTEGER",
    "UPDATE verdicts SET status = status_of(body), judged_at = judged_at_of(body), due_at = due_at_of(body)",
    "CREATE INDEX verdicts_by_status ON verdicts (status, judged_at)",
    "CREATE INDEX verdicts_by_age ON verdicts (judged_at) WHERE status != ''",
    "CREATE INDEX verdicts_by_due ON verdicts (due_at) WHERE due_at IS NOT NULL",
)

# A record that a person has looked at: its content is gone, its id stays known.
_DISMISSED: Final = ("ALTER TABLE parked ADD COLUMN dismissed INTEGER NOT NULL DEFAULT 0",)

# What tells how long a signal is kept.
_AGED: Final = (
    "ALTER TABLE signals ADD COLUMN kind TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE signals ADD COLUMN occurred_at INTEGER NOT NULL DEFAULT 0",
    "UPDATE signals SET kind = kind_of(body), occurred_at = occurred_at_of(body)",
    "CREATE INDEX signals_by_age ON signals (kind, occurred_at)",
)

# Lines of logs; and leads to be looked at again at an instant, which become messages when it has come.
_LOGGED: Final = (
    """CREATE TABLE log (
        log TEXT, at INTEGER, id TEXT, body BLOB NOT NULL, PRIMARY KEY (log, at, id)) WITHOUT ROWID""",
    "CREATE TABLE wakes (lead_id TEXT, at INTEGER, PRIMARY KEY (lead_id, at)) WITHOUT ROWID",
    "CREATE INDEX wakes_by_time ON wakes (at)",
)

MIGRATIONS: Final[tuple[tuple[str, ...], ...]] = (_FIRST, _FILED, _DISMISSED, _AGED, _LOGGED)

FUNCTIONS: Final[Mapping[str, Callable[[bytes], Any]]] = {
    "status_of": lambda body: filing_of(unpack(body)).status,
    "judged_at_of": lambda body: filing_of(unpack(body)).judged_at,
    "due_at_of": lambda body: filing_of(unpack(body)).due_at,
    "kind_of": lambda body: unpack_signal(body).kind,
    "occurred_at_of": lambda body: micros(unpack_signal(body).occurred_at),
}
"""What migrations may call beside SQL's own, each of a packed row."""
