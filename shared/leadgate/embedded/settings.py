"""Settings from a TOML or JSON file, read again when the file changes."""

import json
import logging
import threading
import tomllib
from pathlib import Path
from typing import Any

from leadgate.domain.settings import Settings
from leadgate.errors import BadInputError
from leadgate.settings_in_force import Alarm, SettingsInForce
from leadgate.settings_tree import RefusedSettingsError, settings_of

_Stamp = tuple[int, int, int]
_logger = logging.getLogger(__name__)


def read_settings(path: Path) -> Settings:
    """`.json` is JSON, anything else TOML. Raises BadInputError naming the file, the setting and what is allowed."""
    try:
        tree = _read_tree(path)
        return settings_of(tree)
    except BadInputError as error:
        place = f"{path}: {error.path}" if error.path else str(path)
        stopped = error.stopped if isinstance(error, RefusedSettingsError) else None
        raise RefusedSettingsError(place, error.problem, stopped) from error


class FileSettings:
    """`ports.SettingsSource`: a bad file changes nothing, and raises an alarm once."""

    def __init__(self, path: Path, alarm: Alarm = _logger.error) -> None:
        """Raises BadInputError if the file is bad to begin with."""
        self._path = path
        self._lock = threading.Lock()
        self._in_force = SettingsInForce(alarm)
        self._stamp: _Stamp | None = None
        self._read_again()

    def current(self) -> Settings:
        with self._lock:
            if self._in_force.settings is None or _stamp_of(self._path) != self._stamp:
                return self._read_again()
            return self._in_force.settings

    @property
    def last_problem(self) -> str | None:
        """Why the file as it stands is refused; None if it is in force."""
        return self._in_force.last_problem

    def _read_again(self) -> Settings:
        self._stamp = _stamp_of(self._path)  # before reading: what changes meanwhile is read next time
        return self._in_force.offer(lambda: read_settings(self._path))


def _stamp_of(path: Path) -> _Stamp | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _read_tree(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8")
        tree = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    except OSError as error:
        raise BadInputError("", f"cannot be read: {error.strerror}") from error
    except ValueError as error:  # no JSON, no TOML, or no UTF-8; each says where
        raise BadInputError("", f"is no {'JSON' if path.suffix == '.json' else 'TOML'}: {error}") from error
    if not isinstance(tree, dict):
        raise BadInputError("", "an object with settings is needed")
    return tree
