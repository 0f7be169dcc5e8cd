"""The bundle that was promoted, picked up within a minute; the bundled one until one is."""

import logging
import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from leadgate.errors import LeadgateError, PermanentError
from leadgate.features.columns import LAYER_OF
from leadgate.model.bundle import Model, load_bundle
from leadgate.model.registry import load_with_prior
from leadgate.model.standing import Standing
from leadgate.ports import BundleStore, Clock

LOOK_EVERY: Final = timedelta(seconds=60)
_logger = logging.getLogger(__name__)


class PromotedModels:
    """`ports.ModelRegistry` over a store of bundles. One that is refused changes nothing: the last good one stays."""

    def __init__(self, open_store: Callable[[], BundleStore], bundled: Path, clock: Clock) -> None:
        """open_store: asked when the first model is, so that a function that judges nothing pays nothing."""
        self._open_store = open_store
        self._bundled = bundled
        self._clock = clock
        self._lock = threading.Lock()
        self._standing = Standing()
        self._look_again_at: datetime | None = None
        self._loaded: dict[str | None, Model] = {}
        self._current: Model | None = None
        self._refused: set[str | None] = set()

    def current(self) -> Model:
        with self._lock:
            self._look()
            found = self._load(self._standing.current)
            self._current = found or self._current
            if self._current is None:
                self._current = load_bundle(self._bundled, LAYER_OF)
            return self._current

    def shadows(self) -> tuple[Model, ...]:
        with self._lock:
            self._look()
            found = [self._load(version) for version in self._standing.shadows]
            return tuple(model for model in found if model is not None)

    @cached_property
    def _store(self) -> BundleStore:
        return self._open_store()

    def _look(self) -> None:
        """What stands, once a minute; whatever happens to the store, what was seen last stays."""
        now = self._clock.now()
        if self._look_again_at is not None and now < self._look_again_at:
            return
        self._look_again_at = now + LOOK_EVERY
        try:
            self._standing = self._store.standing()
        except LeadgateError as error:
            _logger.error("%s; what stood before stays", error)
        wanted = {self._standing.current, *self._standing.shadows}
        self._loaded = {version: model for version, model in self._loaded.items() if version in wanted}
        self._refused = set()

    def _load(self, version: str | None) -> Model | None:
        """None where it is refused, which is said once a look."""
        if version not in self._loaded and version not in self._refused:
            try:
                self._loaded[version] = self._read(version)
            except LeadgateError as error:
                _logger.error("%s; the last good model stays", error)
                self._refused.add(version)
        return self._loaded.get(version)

    def _read(self, version: str | None) -> Model:
        if version is None:
            return load_bundle(self._bundled, LAYER_OF)
        return load_files(self._store.files(version), self._bundled)


def load_files(files: Mapping[str, bytes], prior: Path | None = None) -> Model:
    """prior: folder of the bundle that one trained on outcomes is blended with.

    Raises PermanentError saying what does not fit.
    """
    with TemporaryDirectory(prefix="leadgate-model-") as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        return load_with_prior(Path(folder), prior)


def files_of(folder: Path) -> dict[str, bytes]:
    """The files of a bundle's folder. Raises PermanentError where they cannot be read."""
    try:
        return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
    except OSError as error:
        raise PermanentError(f"{folder} cannot be read: {error.strerror}") from error
