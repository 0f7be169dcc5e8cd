"""One org in memory: its schema, its records, who may see which field, and who listens to what changes."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from leadgate.sandbox.clock import Clock, SystemClock

from .errors import ApiError
from .ids import full_id, record_id
from .schema import Field, Schema, SObject

Row = dict[str, Any]
FIRST_NUMBER = 1_001
STAGES = ("Prospecting", "Qualification", "Proposal/Price Quote", "Negotiation/Review", "Closed Won", "Closed Lost")


@dataclass(frozen=True)
class Actor:
    """Who does it, and what the request's headers asked for. client: of `Sforce-Call-Options`."""

    user_id: str
    client: str = ""
    auto_assign: bool = False
    origin: str = "com/salesforce/api/rest/67.0"


@dataclass(frozen=True)
class Rule:
    """A validation rule: nobody may write this field. field_named: whether the error is shown at the field."""

    object: str
    field: str
    message: str
    field_named: bool = True


@dataclass
class Change:
    """type: CREATE, UPDATE, DELETE or UNDELETE. values: of the fields that changed; those of a creation that hold."""

    object: str
    type: str
    ids: list[str]
    values: Row


@dataclass(frozen=True)
class Commit:
    """One transaction that is done."""

    number: int
    at: datetime
    actor: Actor
    changes: tuple[Change, ...]


class Org:
    """Whoever reads or writes holds `lock`.

    open_fields: custom fields (`Lead.X__c`) that everybody may see. tracked: fields (`Lead.Status`) whose history is
    kept. hidden: objects that the integration user may not see.
    """

    def __init__(self, clock: Clock | None = None) -> None:
        self.clock: Clock = clock or SystemClock()
        self.lock = threading.RLock()
        self.schema = Schema()
        self.records: dict[str, dict[str, Row]] = {name: {} for name in self.schema.objects}
        self.rules: list[Rule] = []
        self.locked: set[str] = set()
        self.open_fields: set[str] = set()
        self.tracked: set[str] = set()
        self.hidden: set[str] = set()
        self.assignment_rule_owner: str | None = None
        self.cursors: dict[str, tuple[str, bool]] = {}
        self._listeners: list[Callable[[Commit], None]] = []
        self._pending: list[Change] | None = None
        self._last_number = FIRST_NUMBER - 1
        self._commits = 0
        self.org_id = record_id("00D", 62)
        self.admin = Actor(self._user("admin@org.example", "Admin"), origin="com/salesforce/ui")
        self.integration_user = self._user("leadgate@org.example", "Integration")
        self._make_stages()

    def new_id(self, kind: SObject) -> str:
        self._last_number += 1
        return record_id(kind.prefix, self._last_number)

    def listen(self, listener: Callable[[Commit], None]) -> None:
        self._listeners.append(listener)

    @contextmanager
    def transaction(self, actor: Actor) -> Iterator[None]:
        """What happens inside is told at its end, as one; inside another one, at the end of that."""
        if self._pending is not None:
            yield
            return
        self._pending = []
        try:
            yield
        finally:
            changes, self._pending = _merged(self._pending), None
            if changes:
                self._commits += 1
                for listener in self._listeners:
                    listener(Commit(self._commits, self.clock.now(), actor, changes))

    def note(self, change: Change) -> None:
        """A change of the transaction that is under way."""
        assert self._pending is not None
        self._pending.append(change)

    def find(self, type_name: str, given_id: str) -> Row | None:
        """A record by its id of 15 or 18 characters, deleted ones too."""
        return self.records[type_name].get(full_id(given_id) or "")

    def live(self, type_name: str) -> Iterator[Row]:
        return (row for row in self.records[type_name].values() if not row["IsDeleted"])

    def get(self, kind: SObject, given_id: str) -> Row:
        """Raises ApiError where there is none, or none any more."""
        found = self.find(kind.name, given_id)
        if found is None:
            raise ApiError(404, "NOT_FOUND", "Provided external ID field does not exist or is not accessible")
        if found["IsDeleted"]:
            raise ApiError(404, "ENTITY_IS_DELETED", "entity is deleted")
        return found

    def visible(self, kind: SObject, one: Field, user_id: str) -> bool:
        return not one.custom or self._permitted(kind, one, user_id, "PermissionsRead")

    def editable(self, kind: SObject, one: Field, user_id: str) -> bool:
        return one.writable and (not one.custom or self._permitted(kind, one, user_id, "PermissionsEdit"))

    def _permitted(self, kind: SObject, one: Field, user_id: str, permission: str) -> bool:
        name = f"{kind.name}.{one.name}"
        if name in self.open_fields or user_id == self.admin.user_id:
            return True
        sets = {r["PermissionSetId"] for r in self.live("PermissionSetAssignment") if r["AssigneeId"] == user_id}
        return any(
            row["Field"] == name and row["ParentId"] in sets and row[permission]
            for row in self.live("FieldPermissions")
        )

    def _make_stages(self) -> None:
        for label in STAGES:
            row = {"MasterLabel": label, "ApiName": label, "IsActive": True, "IsDeleted": False}
            closed = {"IsClosed": label.startswith("Closed"), "IsWon": label == "Closed Won"}
            kind = self.schema.get("OpportunityStage")
            stage_id = self.new_id(kind)
            self.records[kind.name][stage_id] = {**dict.fromkeys(kind.fields), **row, **closed, "Id": stage_id}

    def _user(self, username: str, last_name: str) -> str:
        kind = self.schema.get("User")
        user_id = self.new_id(kind)
        given = {"Username": username, "Email": username, "LastName": last_name, "Name": last_name, "IsActive": True}
        self.records["User"][user_id] = {**dict.fromkeys(kind.fields), **given, "Id": user_id, "IsDeleted": False}
        return user_id


def _merged(changes: Sequence[Change]) -> tuple[Change, ...]:
    """One change a record and transaction, with its last values; the same change of several records is one."""
    by_record: dict[tuple[str, str], Change] = {}
    for change in changes:
        for one in change.ids:
            earlier = by_record.get((change.object, one))
            kind = earlier.type if earlier and change.type == "UPDATE" else change.type
            values = {**earlier.values, **change.values} if earlier else dict(change.values)
            by_record[change.object, one] = Change(change.object, kind, [one], values)
    grouped: list[Change] = []
    for one_change in by_record.values():
        same = next((g for g in grouped if _same(g, one_change)), None)
        if same:
            same.ids += one_change.ids
        else:
            grouped.append(one_change)
    return tuple(grouped)


def _same(a: Change, b: Change) -> bool:
    return (a.object, a.type, a.values) == (b.object, b.type, b.values)
