"""One SQLite file for store and queue, used by many threads and processes at once.

WAL with synchronous=FULL: every commit is synced before it returns, so what was answered survives a kill and a power
cut. NORMAL would survive the kill only; the sync costs 0.2 ms a commit on a local disk, once for a whole batch.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import stamina

from leadgate.embedded.schema import FUNCTIONS, MIGRATIONS
from leadgate.errors import LeadgateError, PermanentError, RetryableError


class Database:
    """Connections are made as needed, lent to one thread at a time, and closed together."""

    def __init__(self, path: Path, busy_seconds: float = 10.0, read_only: bool = False) -> None:
        """read_only: the file is there and stays as it is; another process may go on writing it."""
        self._path = path
        self._busy_seconds = busy_seconds
        self._mode = "ro" if read_only else "rwc"
        self._idle: list[sqlite3.Connection] = []
        self._closed = False
        # Threads of one process wait here, where waking is immediate; SQLite's own waiting polls.
        self._write_lock = threading.Lock()
        if read_only:
            self._check_readable()
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        self._migrate()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One statement sees one state; writers do not hold it up."""
        with _translated(self._path), self._lent() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """All or nothing, and synced to the disk when it ends without an error."""
        with _translated(self._path), self._write_lock, self._lent() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def alone(self) -> Iterator[sqlite3.Connection]:
        """Outside any transaction, with no writer beside it in this process: for what SQLite does to the whole file."""
        with _translated(self._path), self._write_lock, self._lent() as connection:
            yield connection

    def close(self) -> None:
        """Connections that are in use now are closed when they come back."""
        self._closed = True
        while self._idle:
            self._idle.pop().close()

    @contextmanager
    def _lent(self) -> Iterator[sqlite3.Connection]:
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = self._connect()
        try:
            yield connection
        finally:
            if self._closed:
                connection.close()
            else:
                self._idle.append(connection)

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{self._path.absolute().as_uri()}?mode={self._mode}",
            uri=True,
            timeout=self._busy_seconds,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")
        return connection

    def _check_readable(self) -> None:
        try:
            with self.reading() as connection:
                version = connection.execute("PRAGMA user_version").fetchone()[0]
            _check_version(self._path, version)
            if version < len(MIGRATIONS):
                problem = f"schema {version} instead of {len(MIGRATIONS)}; `leadgate serve` brings it up to date"
                raise PermanentError(f"{self._path} was written by an older version ({problem})")
        except BaseException:
            self.close()
            raise

    def _migrate(self) -> None:
        try:
            self._use_wal()
            with self.writing() as connection:
                version = connection.execute("PRAGMA user_version").fetchone()[0]
                _check_version(self._path, version)
                for name, function in FUNCTIONS.items():
                    connection.create_function(name, 1, function, deterministic=True)
                for statements in MIGRATIONS[version:]:
                    for statement in statements:
                        connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        except BaseException:
            self.close()
            raise

    # Two processes that create the file at once collide here, and SQLite does not wait by itself in this one place.
    @stamina.retry(on=RetryableError, timeout=10.0, attempts=None, wait_initial=0.01, wait_max=0.2)
    def _use_wal(self) -> None:
        with self.reading() as connection:
            connection.execute("PRAGMA journal_mode = WAL")


def _check_version(path: Path, version: int) -> None:
    if version > len(MIGRATIONS):
        known = len(MIGRATIONS)
        raise PermanentError(f"{path} was written by a newer version (schema {version}, this one knows up to {known})")


_LATER = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL}
_NEVER = {
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_PERM,
}


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        known = _in_our_words(path, error)
        if known is None:
            raise
        raise known from error


def _in_our_words(path: Path, error: sqlite3.DatabaseError) -> LeadgateError | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte is the class of an extended code
    if code in _LATER:
        return RetryableError(f"{path}: {error}", after_seconds=1)
    return PermanentError(f"{path}: {error}") if code in _NEVER else None
