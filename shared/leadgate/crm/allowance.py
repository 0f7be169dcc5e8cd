"""The daily calls of a portal or org: watched after every answer, and a share of them left to others."""

import threading
from datetime import datetime, timedelta
from typing import Final

from leadgate.crm.patience import NotDoneError
from leadgate.ports import Clock

LOOK_AGAIN_AFTER: Final = timedelta(hours=1)


class Allowance:
    """May be shared by threads. Once only the reserve is left, one call an hour looks again."""

    def __init__(self, reserve_share: float, clock: Clock, crm: str) -> None:
        self._reserve_share = reserve_share
        self._clock = clock
        self._crm = crm
        self._wait_until: datetime | None = None
        self._lock = threading.Lock()

    def take(self) -> None:
        """Raises NotDoneError while only the reserve is left."""
        with self._lock:
            now = self._clock.now()
            if self._wait_until is None:
                return
            if now < self._wait_until:
                left = (self._wait_until - now).total_seconds()
                raise NotDoneError(f"all but the reserve of {self._crm}'s daily calls is used up", left)
            self._wait_until = now + LOOK_AGAIN_AFTER

    def note(self, used: int, allowed: int) -> None:
        """What the CRM told with its last answer."""
        with self._lock:
            if used < allowed * (1 - self._reserve_share):
                self._wait_until = None
            elif self._wait_until is None:
                self._wait_until = self._clock.now() + LOOK_AGAIN_AFTER
