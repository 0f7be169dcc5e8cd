"""One portal in memory: its records, schema, owners, apps, and who listens to what happens in it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from leadgate.sandbox.clock import Clock, SystemClock

from .errors import not_found
from .links import Links
from .object_types import OBJECT_TYPES, ObjectType
from .people import SALES_PIPELINE, Grant, Owner, Pipeline
from .records import Fact, Record
from .rules import Rule
from .standard_properties import standard_schema

FIRST_ID = 101
DEFAULT_PORTAL_ID = 62_515

UniqueKey = tuple[str, str, str]
"""(type name, property name, value in lower case)."""


class State:
    """Everything the portal holds. Whoever reads or writes holds `lock`. forbidden: types that no app may see."""

    def __init__(self, clock: Clock | None = None, portal_id: int = DEFAULT_PORTAL_ID) -> None:
        self.clock: Clock = clock or SystemClock()
        self.portal_id = portal_id
        self.lock = threading.RLock()
        self.created_at = self.clock.now()
        self.schema = standard_schema()
        self.links = Links()
        self.owners: dict[str, Owner] = {}
        self.pipelines: dict[str, Pipeline] = {SALES_PIPELINE.id: SALES_PIPELINE}
        self.grants: dict[str, Grant] = {}
        self.rules: list[Rule] = []
        self.forbidden: set[str] = set()
        self.merged_into: dict[tuple[str, str], str] = {}
        self._records: dict[str, dict[str, Record]] = {kind.name: {} for kind in OBJECT_TYPES}
        self._unique: dict[UniqueKey, str] = {}
        self._held: dict[tuple[str, str], set[UniqueKey]] = {}
        self._listeners: list[Callable[[Fact], None]] = []
        self._silent: set[str] = set()
        self._last_id = FIRST_ID - 1

    def now(self) -> datetime:
        """To the millisecond, which is all that HubSpot keeps."""
        at = self.clock.now()
        return at.replace(microsecond=at.microsecond // 1000 * 1000)

    def new_id(self) -> str:
        self._last_id += 1
        return str(self._last_id)

    def claim_id(self, fixed: str) -> str:
        """An id a seed asks for; later ids come after it."""
        self._last_id = max(self._last_id, int(fixed))
        return fixed

    def listen(self, listener: Callable[[Fact], None]) -> None:
        self._listeners.append(listener)

    @contextmanager
    def silence(self, kind: str) -> Iterator[None]:
        """Facts of one kind are told to nobody meanwhile."""
        self._silent.add(kind)
        try:
            yield
        finally:
            self._silent.discard(kind)

    def publish(self, fact: Fact) -> None:
        if fact.kind in self._silent:
            return
        for listener in self._listeners:
            listener(fact)

    def keep(self, record: Record) -> None:
        self._records[record.type_name][record.id] = record

    def forget(self, record: Record) -> None:
        """Take a record out entirely, as a privacy deletion does."""
        self.release(record)
        del self._records[record.type_name][record.id]

    def find(self, type_name: str, record_id: str, *, archived: bool = False) -> Record | None:
        """By id, or by the id it had before a merge."""
        current = self.merged_into.get((type_name, record_id), record_id)
        found = self._records[type_name].get(current)
        return found if found and (found.archived_at is not None) == archived else None

    def find_by(self, type_name: str, id_property: str | None, key: str) -> Record | None:
        """By id, or by the value of a unique property."""
        if id_property in (None, "", "hs_object_id"):
            return self.find(type_name, key)
        owner = self._unique.get((type_name, str(id_property), unique_key(key)))
        return self.find(type_name, owner) if owner else None

    def get(self, kind: ObjectType, record_id: str, id_property: str | None = None) -> Record:
        found = self.find_by(kind.name, id_property, record_id)
        if found is None:
            raise not_found()
        return found

    def all(self, type_name: str, *, archived: bool = False) -> Iterator[Record]:
        """In the order of their ids."""
        ordered = sorted(self._records[type_name].values(), key=lambda record: int(record.id))
        return (record for record in ordered if (record.archived_at is not None) == archived)

    def holder(self, type_name: str, property_name: str, value: str) -> str | None:
        """The id of the record that holds this unique value."""
        return self._unique.get((type_name, property_name, unique_key(value)))

    def claim(self, record: Record, property_name: str, value: str) -> None:
        key = (record.type_name, property_name, unique_key(value))
        self._unique[key] = record.id
        self._held.setdefault((record.type_name, record.id), set()).add(key)

    def release(self, record: Record, property_name: str | None = None) -> None:
        """Free the unique values a record holds (of one property, or all)."""
        held = self._held.get((record.type_name, record.id), set())
        for key in [key for key in held if property_name in (None, key[1])]:
            held.discard(key)
            self._unique.pop(key, None)


def unique_key(value: str) -> str:
    return value.strip().lower()
