"""What an org remembers of its records: tracked fields as old and new values, and every stage of an opportunity."""

from datetime import datetime
from typing import Any, Final

from .ids import full_id
from .org import Org, Row
from .schema import SObject
from .values import stamp

# Object → (its history, the field there that names the record).
HISTORIES: Final = {
    "Lead": ("LeadHistory", "LeadId"),
    "Contact": ("ContactHistory", "ContactId"),
    "Account": ("AccountHistory", "AccountId"),
    "Opportunity": ("OpportunityFieldHistory", "OpportunityId"),
}
STAGE_FIELDS: Final = ("StageName", "Amount", "CloseDate", "Probability")
_UNREADABLE: Final = ("longtextarea", "textarea")


def keep_history(org: Org, kind: SObject, row: Row, before: Row, at: datetime) -> None:
    """Rows for what is different from before; a creation has no before, and leaves `created`."""
    if kind.name not in HISTORIES:
        return
    table, key = HISTORIES[kind.name]
    tracked = [name for name in kind.fields if f"{kind.name}.{name}" in org.tracked]
    if tracked and not before:
        _put(org, table, {key: row["Id"], "Field": "created"}, at)
    for name in tracked:
        if before and before.get(name) != row.get(name):
            for old, new in _told(org, kind, name, before.get(name), row.get(name)):
                field = name.removesuffix("Id") if kind.fields[name].type == "reference" else name
                _put(org, table, {key: row["Id"], "Field": field, "OldValue": old, "NewValue": new}, at)
    if kind.name == "Opportunity" and any(before.get(name) != row.get(name) for name in STAGE_FIELDS):
        _put(org, "OpportunityHistory", {key: row["Id"], **{name: row.get(name) for name in STAGE_FIELDS}}, at)


def field_definitions(org: Org) -> list[Row]:
    """A row for each field of each object."""
    return [
        {
            "Id": None,
            "EntityDefinitionId": kind.name,
            "QualifiedApiName": name,
            "IsFieldHistoryTracked": f"{kind.name}.{name}" in org.tracked,
            "IsDeleted": False,
        }
        for kind in org.schema.objects.values()
        for name in kind.fields
    ]


def _told(org: Org, kind: SObject, name: str, old: Any, new: Any) -> list[tuple[Any, Any]]:
    """A reference is told twice, by names and by ids; of long text only that it changed."""
    one = kind.fields[name]
    if one.type == "reference":
        return [(_name(org, old), _name(org, new)), (old, new)]
    return [(None, None)] if one.type in _UNREADABLE else [(old, new)]


def _name(org: Org, record_id: Any) -> str | None:
    kind = org.schema.by_prefix(full_id(str(record_id or "")) or "")
    row = org.find(kind.name, str(record_id)) if kind else None
    return str(row.get("Name") or row.get("LastName") or "") if row else None


def _put(org: Org, table: str, values: Row, at: datetime) -> None:
    kind = org.schema.get(table)
    made: Row = {"Id": org.new_id(kind), "CreatedDate": stamp(at), "CreatedById": org.admin.user_id, "IsDeleted": False}
    org.records[table][made["Id"]] = {**dict.fromkeys(kind.fields), **values, **made}
