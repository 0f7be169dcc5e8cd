"""Making, changing and deleting records, under the org's rules."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from .custom_fields import deploy
from .errors import ApiError, no_column, refused
from .histories import keep_history
from .ids import full_id
from .org import Actor, Change, Org, Row
from .schema import Field, SObject
from .values import checked, stamp

PEOPLE = ("Lead", "Contact")


def create(
    org: Org,
    kind: SObject,
    given: Mapping[str, Any],
    actor: Actor,
    fixed_id: str | None = None,
    at: datetime | None = None,
) -> Row:
    """A new record, made now or at another time. Raises ApiError where a rule of the org says no."""
    values = _checked(org, kind, given, actor)
    missing = [one.name for one in kind.fields.values() if one.required and values.get(one.name) is None]
    if missing:
        listed = ", ".join(missing)
        raise refused("REQUIRED_FIELD_MISSING", f"Required fields are missing: [{listed}]", *missing)
    row: Row = {name: False if one.type == "boolean" else None for name, one in kind.fields.items()}
    at = at or org.clock.now()
    made = {
        "Id": fixed_id or org.new_id(kind),
        "CreatedDate": stamp(at),
        "CreatedById": actor.user_id,
        "IsDeleted": False,
    }
    row |= {"OwnerId": actor.user_id} if "OwnerId" in kind.fields else {}
    row |= values | made
    if kind.name in ("Lead", "Account") and actor.auto_assign and org.assignment_rule_owner:
        row["OwnerId"] = org.assignment_rule_owner
    _derive(org, kind, row)
    _touch(row, actor, at)
    if kind.tooling:
        deploy(org, kind, row)
    with org.transaction(actor):
        org.records[kind.name][row["Id"]] = row
        keep_history(org, kind, row, {}, at)
        org.note(Change(kind.name, "CREATE", [row["Id"]], {k: v for k, v in row.items() if v is not None}))
    return row


def update(org: Org, kind: SObject, row: Row, given: Mapping[str, Any], actor: Actor) -> None:
    """Only what differs counts as a change; one that changes nothing still touches the record, but tells nobody."""
    if row["Id"] in org.locked:
        problem = f"unable to obtain exclusive access to this record or 1 records: {row['Id']}"
        raise refused("UNABLE_TO_LOCK_ROW", problem)
    if kind.name == "Lead" and row["IsConverted"]:
        raise refused("CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead")
    values = _checked(org, kind, given, actor)
    if kind.name == "Lead" and actor.auto_assign and org.assignment_rule_owner:
        values["OwnerId"] = org.assignment_rule_owner
    put_system(org, kind, row, values, actor)


def put_system(
    org: Org, kind: SObject, row: Row, values: Mapping[str, Any], actor: Actor, at: datetime | None = None
) -> None:
    """Write without asking any rule, as the system itself does; now or at another time."""
    before, at = dict(row), at or org.clock.now()
    row |= values
    _derive(org, kind, row)
    changed = {name: value for name, value in row.items() if before.get(name) != value}
    _touch(row, actor, at)
    if changed:
        keep_history(org, kind, row, before, at)
        with org.transaction(actor):
            org.note(Change(kind.name, "UPDATE", [row["Id"]], changed))


def delete(org: Org, kind: SObject, row: Row, actor: Actor) -> None:
    """To the recycle bin."""
    with org.transaction(actor):
        row["IsDeleted"] = True
        _touch(row, actor, org.clock.now())
        org.note(Change(kind.name, "DELETE", [row["Id"]], {}))


def merge(org: Org, kind: SObject, left: Row, gone: Row, actor: Actor) -> None:
    """`gone` is deleted and says where it went; its tasks and the like go over."""
    with org.transaction(actor):
        _move(org, gone["Id"], left["Id"], actor)
        gone["MasterRecordId"] = left["Id"]
        delete(org, kind, gone, actor)
        put_system(org, kind, left, {name: gone[name] for name in gone if left[name] is None}, actor)


def convert(
    org: Org, lead: Row, contact: Row, opportunity_id: str | None, actor: Actor, at: datetime | None = None
) -> None:
    """The lead becomes this contact, and cannot be written any more."""
    kind = org.schema.get("Lead")
    with org.transaction(actor):
        _move(org, lead["Id"], contact["Id"], actor)
        put_system(
            org,
            kind,
            lead,
            {
                "IsConverted": True,
                "ConvertedDate": f"{at or org.clock.now():%Y-%m-%d}",
                "ConvertedContactId": contact["Id"],
                "ConvertedAccountId": contact["AccountId"],
                "ConvertedOpportunityId": opportunity_id,
            },
            actor,
            at,
        )


def _move(org: Org, old_id: str, new_id: str, actor: Actor) -> None:
    for name in ("Task", "CampaignMember"):
        kind = org.schema.get(name)
        for row in list(org.live(name)):
            for key in ("WhoId", "LeadId", "ContactId"):
                if row.get(key) == old_id:
                    moved: Row = {key: None, "ContactId": new_id} if key == "LeadId" else {key: new_id}
                    put_system(org, kind, row, moved, actor)


def _checked(org: Org, kind: SObject, given: Mapping[str, Any], actor: Actor) -> Row:
    values: Row = {}
    for name, value in given.items():
        if name in ("attributes", "Id", "id"):
            continue
        one = kind.find(name)
        if one is None or not org.visible(kind, one, actor.user_id):
            raise no_column(name, kind.name)
        if not org.editable(kind, one, actor.user_id):
            problem = f"Unable to create/update fields: {one.name}. Please check the security settings of this field"
            raise refused("INVALID_FIELD_FOR_INSERT_UPDATE", problem, one.name)
        values[one.name] = checked(one, value)
        _check_reference(org, one, values[one.name])
    _check_rules(org, kind, values)
    return values


def _check_reference(org: Org, one: Field, value: Any) -> None:
    if one.type != "reference" or value is None:
        return
    row = next((found for name in one.targets if (found := org.find(name, value))), None)
    if row is None or row["IsDeleted"]:
        raise refused("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", one.name)
    if one.name == "OwnerId" and value.startswith("005") and not row["IsActive"]:
        raise refused("INACTIVE_OWNER_OR_USER", f"operation performed with inactive user [{value}]")
    if one.name == "WhoId" and value.startswith("00Q") and row["IsConverted"]:
        raise refused("CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead")


def _check_rules(org: Org, kind: SObject, values: Row) -> None:
    for rule in org.rules:
        if rule.object == kind.name and rule.field in values:
            named = (rule.field,) if rule.field_named else ()
            raise refused("FIELD_CUSTOM_VALIDATION_EXCEPTION", rule.message, *named)


def _derive(org: Org, kind: SObject, row: Row) -> None:
    """Fields that follow from others."""
    if kind.name in PEOPLE or kind.name == "User":
        row["Name"] = " ".join(part for part in (row.get("FirstName"), row.get("LastName")) if part)
    if kind.name == "Task":
        row["IsClosed"] = row.get("Status") == "Completed"
        row["Status"] = row.get("Status") or "Not Started"
        if row["IsClosed"] and not row.get("CompletedDateTime"):
            row["CompletedDateTime"] = stamp(org.clock.now())
    if kind.name == "Opportunity":
        stage = next((one for one in org.live("OpportunityStage") if one["ApiName"] == row.get("StageName")), {})
        row |= {"IsClosed": bool(stage.get("IsClosed")), "IsWon": bool(stage.get("IsWon"))}
    if kind.name == "CampaignMember":
        row["HasResponded"] = row.get("Status") == "Responded"


def _touch(row: Row, actor: Actor, at: datetime) -> None:
    row |= {"LastModifiedDate": stamp(at), "SystemModstamp": stamp(at), "LastModifiedById": actor.user_id}


def find_writable(org: Org, kind: SObject, given_id: Any) -> Row:
    """The record a write names. Raises ApiError as the API words it."""
    if not isinstance(given_id, str) or full_id(given_id) is None:
        raise refused("MALFORMED_ID", f"{kind.name} ID: id value of incorrect type: {given_id}", "Id")
    if not given_id.startswith(kind.prefix):
        raise ApiError(404, "NOT_FOUND", "The requested resource does not exist")
    return org.get(kind, given_id)
