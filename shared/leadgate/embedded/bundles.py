"""Bundles in a folder: one folder each, named by their content, and a register that is replaced as a whole."""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from leadgate.errors import PermanentError, RetryableError
from leadgate.model.register import Register, parse_register, render_register
from leadgate.model.standing import Standing, version_of

_REGISTER: Final = "register.json"
_PATIENCE_SECONDS: Final = 10.0


class FolderBundles:
    """`ports.BundleStore`. A process that is killed leaves the old register or the new one, never a part."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._bundles = folder / "bundles"

    def add(self, files: Mapping[str, bytes]) -> str:
        version = version_of(files)
        place = self._bundles / version
        if not place.is_dir():
            with _in_our_words(self._folder):
                self._bundles.mkdir(parents=True, exist_ok=True)
                self._put(place, files)
        return version

    def files(self, version: str) -> Mapping[str, bytes]:
        place = self._bundles / version
        if not place.is_dir():
            raise PermanentError(f"there is no bundle {version} in {self._folder}")
        with _in_our_words(place):
            files = {path.name: path.read_bytes() for path in place.iterdir() if path.is_file()}
        if version_of(files) != version:
            raise PermanentError(f"{place} was altered: its content is not that of its name")
        return files

    def versions(self) -> tuple[str, ...]:
        if not self._bundles.is_dir():
            return ()
        return tuple(sorted(path.name for path in self._bundles.iterdir() if not path.name.startswith(".")))

    def standing(self) -> Standing:
        return self._register().standing

    def swap(self, old: Standing, new: Standing, event: Mapping[str, Any]) -> bool:
        with _in_our_words(self._folder), self._alone():
            register = self._register()
            if register.standing != old:
                return False
            self._write(Register(new, (*register.events, event)))
            return True

    def events(self) -> tuple[Mapping[str, Any], ...]:
        return self._register().events

    def _register(self) -> Register:
        path = self._folder / _REGISTER
        with _in_our_words(path):
            return parse_register(path.read_bytes() if path.is_file() else None, str(path))

    def _put(self, place: Path, files: Mapping[str, bytes]) -> None:
        """Written aside and then named: whoever looks sees all of it or nothing."""
        with TemporaryDirectory(dir=self._bundles, prefix=".") as aside:
            made = Path(aside) / place.name
            made.mkdir()
            for name, content in files.items():
                (made / name).write_bytes(content)
            try:
                made.rename(place)
            except OSError:
                if not place.is_dir():  # somebody else kept the same content meanwhile
                    raise

    def _write(self, register: Register) -> None:
        aside = self._folder / f".{_REGISTER}"
        with aside.open("wb") as file:
            file.write(render_register(register))
            file.flush()
            os.fsync(file.fileno())
        aside.replace(self._folder / _REGISTER)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One writer at a time, by SQLite's lock, which goes with its process however that ends."""
        self._folder.mkdir(parents=True, exist_ok=True)
        lock = sqlite3.connect(self._folder / "lock", timeout=_PATIENCE_SECONDS, isolation_level=None)
        with closing(lock):
            try:
                lock.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                raise RetryableError(f"{self._folder} is being written by another process") from error
            yield


@contextmanager
def _in_our_words(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise PermanentError(f"{path} cannot be used: {reason}") from error
