"""One server a data folder, so that whatever its last one had in hand can be taken back at once."""

import sqlite3
from pathlib import Path

from leadgate.errors import BadInputError

_NAME = "serve.lock"


class FolderLock:
    """Held until closed, and gone with the process however that ends: SQLite's own lock, on a file of its own."""

    def __init__(self, folder: Path) -> None:
        """Raises BadInputError where another server has the folder."""
        folder.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(folder / _NAME, timeout=0, isolation_level=None, check_same_thread=False)
        try:
            self._connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            self._connection.close()
            raise BadInputError(str(folder), "is in use by another `leadgate serve`") from error

    def close(self) -> None:
        self._connection.close()
