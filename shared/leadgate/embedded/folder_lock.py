"""One server a data folder, so that whatever its last one had in hand can be taken back at once."""

import sqlite3
from pathlib import Path

from leadgate.errors import BadInputError

_NAME = "serve.lock"


class FolderLock:
    """Held until closed, and gone with the process however that ends: SQLite's own lock, on a file of its own."""

    def __init__(self, folder: Path) -> None:
        """Raises BadInputError where another server has the folder, or there can be none."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadInputError(str(folder), f"a folder is needed: {error.strerror}") from error
        try:
            self._connection = sqlite3.connect(folder / _NAME, timeout=0, isolation_level=None, check_same_thread=False)
            self._lock()
        except sqlite3.OperationalError as error:
            is_held = error.sqlite_errorcode == sqlite3.SQLITE_BUSY
            problem = "is in use by another `leadgate serve`" if is_held else f"cannot be written: {error}"
            raise BadInputError(str(folder), problem) from error

    def _lock(self) -> None:
        try:
            self._connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            self._connection.close()
            raise

    def close(self) -> None:
        self._connection.close()
