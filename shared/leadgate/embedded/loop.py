"""What is done again and again on one machine, in a thread of its own until it is told to stop."""

import logging
import threading
from collections.abc import Callable

_logger = logging.getLogger(__name__)


class Loop:
    """Does its work when started and, unless the work says that there is more, again so many seconds after each time.

    work: returns true where more waits, which is then done at once. Work that fails is tried again.
    """

    def __init__(self, work: Callable[[], object], every_seconds: float, name: str) -> None:
        self._work = work
        self._every_seconds = every_seconds
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"leadgate-{name}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Finishes what is being done."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            if self._more_waits() is not True:
                self._stopping.wait(self._every_seconds)

    def _more_waits(self) -> object:
        try:
            return self._work()
        except Exception:
            _logger.exception("%s failed; trying again", self._thread.name)
            return False
