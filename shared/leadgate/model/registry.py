"""Where bundles are found: a folder, loaded once and again only when its manifest changes."""

import logging
import threading
from dataclasses import replace
from pathlib import Path

from leadgate.errors import PermanentError
from leadgate.features.columns import LAYER_OF
from leadgate.model.bundle import MANIFEST, Model, load_bundle

_logger = logging.getLogger(__name__)


def load_with_prior(folder: Path, prior: Path | None) -> Model:
    """A bundle that was trained on an export, beside the expert prior; any other alone. Raises PermanentError."""
    model = load_bundle(folder, LAYER_OF)
    return replace(model, prior=load_bundle(prior, LAYER_OF)) if model.inputs and prior is not None else model


class FolderRegistry:
    """`ports.ModelRegistry` over one folder. A bundle that does not fit changes nothing: the last good one stays.

    prior: folder of the bundle that one trained on outcomes is blended with.
    """

    def __init__(self, folder: Path, prior: Path | None = None) -> None:
        self._prior = prior
        self._folder = folder
        self._lock = threading.Lock()
        self._stamp: int | None = None
        self._model: Model | None = None

    def current(self) -> Model:
        with self._lock:
            stamp = self._manifest_stamp()
            if self._model is None or stamp != self._stamp:
                self._model = self._load()
                self._stamp = stamp
            return self._model

    def shadows(self) -> tuple[Model, ...]:
        """A folder holds one bundle."""
        return ()

    def _load(self) -> Model:
        try:
            return load_with_prior(self._folder, self._prior)
        except PermanentError as error:
            if self._model is None:
                raise
            _logger.error("%s; version %s stays", error, self._model.version)
            return self._model

    def _manifest_stamp(self) -> int | None:
        try:
            return (self._folder / MANIFEST).stat().st_mtime_ns
        except OSError:
            return None
