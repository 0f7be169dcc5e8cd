"""Training on one machine: the command `leadgate models retrain --if-due` in a process of its own, now and then.

A process, because training needs libraries and memory that whoever serves must not carry.
"""

import logging
import subprocess
import sys
from pathlib import Path
from typing import Final

from leadgate.ports import SettingsSource

LOOK_EVERY_SECONDS: Final = 6 * 3600.0
_PATIENCE_SECONDS: Final = 10.0
_logger = logging.getLogger(__name__)


class Retrainer:
    """models: where bundles are kept. config: the settings file of the server, from which the command reads too."""

    def __init__(self, settings: SettingsSource, models: Path, config: Path | None) -> None:
        self._settings = settings
        self._models = models
        self._config = config
        self._process: subprocess.Popen[bytes] | None = None

    def look(self) -> None:
        """Waits until the command is done; nothing is started where the settings name no history."""
        if not self._settings.current().learning.retrain.data:
            return
        config = ["--config", str(self._config)] if self._config else []
        command = [sys.executable, "-m", "leadgate", "models", "retrain", "--if-due", "--models", str(self._models)]
        self._process = subprocess.Popen([*command, *config], stdout=subprocess.DEVNULL)  # noqa: S603  # our own command
        code = self._process.wait()
        if code:
            _logger.error("training ended with exit code %d; trying again later", code)

    def stop(self) -> None:
        """Ends a training that runs: nothing of it stands before it is done."""
        if self._process is None or self._process.poll() is not None:
            return
        self._process.terminate()
        try:
            self._process.wait(_PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
