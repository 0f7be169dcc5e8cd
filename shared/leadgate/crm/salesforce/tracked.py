"""Records of the org as they stood at an instant, as far as it remembers.

An org keeps old values only of fields whose history is tracked, for two years: of these it is known what stood then.
All other fields are left out of every record, unless whoever asks takes today's values for them. They are left out even
where nobody has written the record since: that it was left alone is itself news of the future.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from leadgate.crm.reading import read_instant
from leadgate.crm.salesforce.client import Row
from leadgate.crm.salesforce.ids import full_id

REMEMBERED_FOR: Final = timedelta(days=730)
"""How far back the API answers field history."""
# Who it is, and when the record was made: not what was learned of it.
_PERSON: Final = ("Id", "FirstName", "LastName", "Name", "Email", "CreatedDate", "IsPersonAccount", "CurrencyIsoCode")
IDENTITY: Final[Mapping[str, frozenset[str]]] = {
    "Lead": frozenset((*_PERSON, "Company")),
    "Contact": frozenset((*_PERSON, "AccountId")),
    "Account": frozenset((*_PERSON, "Website", "Domain__c")),
}
# What the org writes itself, without a trace in the record's last write, and what became of a lead.
_OF_THE_FUTURE: Final = frozenset(
    "LastModifiedDate LastActivityDate SystemModstamp IsConverted ConvertedDate ConvertedContactId"
    " ConvertedOpportunityId ConvertedAccountId MasterRecordId IsDeleted".split()
)
# History names what a field refers to, not the field.
_REFERENCES: Final = {"Owner": "OwnerId", "Account": "AccountId", "RecordType": "RecordTypeId"}


@dataclass(frozen=True, slots=True)
class FieldChange:
    at: datetime
    name: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Memory:
    """tracked: object → its fields whose history is kept. as_today: take today's value where none is remembered.

    untracked: names of fields whose values were left out, or taken as today's; filled while reading.
    """

    until: datetime
    tracked: Mapping[str, frozenset[str]]
    as_today: bool
    untracked: dict[str, None]


@dataclass(frozen=True, slots=True)
class TrackedRow:
    """changes: oldest first."""

    object_name: str
    row: Row
    changes: Sequence[FieldChange]
    memory: Memory

    @property
    def id(self) -> str:
        return str(self.row["Id"])

    @property
    def created_at(self) -> datetime:
        """The org's past begins with the record; an instant that cannot be read lies before everything."""
        return instant_of(self.row, "CreatedDate") or datetime.min.replace(tzinfo=self.memory.until.tzinfo)

    def at(self, at: datetime) -> Row:
        """Fields as they stood; those that nobody knows are None."""
        names = (n for n, v in self.row.items() if n not in _OF_THE_FUTURE and not isinstance(v, Mapping | list))
        return {name: self.value_at(name, at) for name in names}

    def value_at(self, name: str, at: datetime) -> Any:
        later = next((change for change in self.changes if change.name == name and change.at > at), None)
        value = self.row.get(name) if later is None else later.old
        if value is None or name in IDENTITY[self.object_name] or self._is_remembered(name, at):
            return value
        self.memory.untracked[f"{self.object_name}.{name}"] = None
        return value if self.memory.as_today else None

    def entered(self, name: str) -> list[tuple[datetime, str]]:
        """Since when a tracked field has held what, oldest first; nothing where it is not tracked."""
        if not self._is_remembered(name, self.created_at):
            return []
        changes = [change for change in self.changes if change.name == name]
        first = changes[0].old if changes else self.row.get(name)
        found = [(self.created_at, first), *((change.at, change.new) for change in changes)]
        return [(at, str(value)) for at, value in found if value]

    def _is_remembered(self, name: str, at: datetime) -> bool:
        return name in self.memory.tracked.get(self.object_name, ()) and at >= self.memory.until - REMEMBERED_FOR


def changes_of(rows: Sequence[Row], key: str) -> dict[str, list[FieldChange]]:
    """Record id → its changes, oldest first. Of a reference only what names ids counts: it is told by names too."""
    found: dict[str, list[FieldChange]] = {}
    for row in rows:
        at, name = instant_of(row, "CreatedDate"), str(row.get("Field") or "")
        field = _REFERENCES.get(name, name)
        told = [row.get("OldValue"), row.get("NewValue")]
        by_name = field != name and not any(full_id(str(one or "")) for one in told)
        if at is not None and field not in ("", "created", "leadConverted", "leadMerged") and not by_name:
            found.setdefault(str(row.get(key)), []).append(FieldChange(at, field, *told))
    return {one: sorted(changes, key=lambda change: change.at) for one, changes in found.items()}


def instant_of(row: Row, name: str) -> datetime | None:
    return read_instant(str(row.get(name) or ""))


def known_since(row: Row, name: str) -> datetime | None:
    """When a field that holds only a date is past wherever the org may be: twelve hours after that day in UTC."""
    day = instant_of(row, name)
    return None if day is None else day + timedelta(days=1, hours=12)
