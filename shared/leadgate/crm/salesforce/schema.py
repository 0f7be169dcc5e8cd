"""Which fields of the org's objects our user may see: a query that names another one fails as a whole."""

import threading
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from leadgate.crm.salesforce.client import Row, SalesforceClient
from leadgate.crm.salesforce.ids import FOLLOWED
from leadgate.ports import Clock

FRESH_FOR: Final = timedelta(minutes=10)


class VisibleFields:
    """Asked for in one call, and again once it is older than `FRESH_FOR`. May be shared by threads."""

    def __init__(self, client: SalesforceClient, clock: Clock, objects: Sequence[str] = FOLLOWED) -> None:
        """objects: that our user may see."""
        self._client = client
        self._objects = objects
        self._clock = clock
        self._fields: Mapping[str, frozenset[str]] = {}
        self._read_at: datetime | None = None
        self._lock = threading.Lock()

    def among(self, object_name: str, wanted: Sequence[str]) -> list[str]:
        """Those that are there, each once, in their order."""
        seen = self._of(object_name)
        return [name for name in dict.fromkeys(wanted) if name in seen]

    def forget(self) -> None:
        """The org was changed: ask again."""
        with self._lock:
            self._read_at = None

    def _of(self, object_name: str) -> frozenset[str]:
        with self._lock:
            now = self._clock.now()
            if self._read_at is None or now - self._read_at >= FRESH_FOR:
                found = self._client.describe(self._objects)
                self._fields = {name: _names(one) for name, one in zip(self._objects, found, strict=True)}
                self._read_at = now
            return self._fields.get(object_name, frozenset())


def _names(described: Row) -> frozenset[str]:
    fields = described.get("fields")
    return frozenset(str(one.get("name")) for one in fields) if isinstance(fields, list) else frozenset()
