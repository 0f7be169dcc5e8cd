"""The folder of `leadgate serve`, as other commands read it while it runs, or after."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from leadgate.domain.settings import Settings
from leadgate.embedded.database import Database
from leadgate.embedded.settings import read_settings
from leadgate.embedded.store import SqliteStore
from leadgate.errors import BadInputError
from leadgate.ports import Store

DATABASE: Final = "leadgate.sqlite3"
_SETTINGS_FILE: Final = "settings-file"


@contextmanager
def kept_in(data_dir: Path) -> Iterator[Store]:
    """What is kept in the folder, to be read and not written. Raises BadInputError where nothing is."""
    with database_in(data_dir, read_only=True) as database:
        yield SqliteStore(database)


@contextmanager
def database_in(data_dir: Path, read_only: bool = False) -> Iterator[Database]:
    """The folder's own, beside whatever `leadgate serve` does with it. Raises BadInputError where there is none."""
    path = data_dir / DATABASE
    if not path.is_file():
        raise BadInputError(str(data_dir), f"a folder that `leadgate serve` keeps is needed; it has no {DATABASE}")
    with closing(Database(path, read_only=read_only)) as database:
        yield database


def remember_settings_file(store: Store, file: Path | None) -> None:
    """file: what `leadgate serve` was started with; None for the built-in settings."""
    store.remember(_SETTINGS_FILE, {"path": str(file.resolve()) if file else None})


def served_file(store: Store) -> Path | None:
    """The settings file that `leadgate serve` uses, or used last, on this folder; None where it has none."""
    known = store.recall(_SETTINGS_FILE)
    return Path(known["path"]) if known and known["path"] else None


def served_settings(store: Store) -> Settings:
    """Those that `leadgate serve` uses, or used last, on this folder, as they stand in its file now.

    Raises BadInputError where no server ever said so, or the file is no longer good.
    """
    if store.recall(_SETTINGS_FILE) is None:
        raise BadInputError("--config", "is needed: no `leadgate serve` has said which settings it uses")
    file = served_file(store)
    return read_settings(file) if file else Settings()
