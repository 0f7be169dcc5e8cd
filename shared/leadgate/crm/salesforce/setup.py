"""The org gets what Leadgate needs: its fields, a permission set that lets our user at them, and change events.

What is there is left as it is, so a run that was cut off is finished by the next one.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from simple_salesforce.format import format_soql

from leadgate.crm.fields import FIELDS, CrmField, Record
from leadgate.crm.salesforce.client import Row, SalesforceClient
from leadgate.crm.salesforce.replies import Refusal, RefusedError

OBJECTS: Final[Mapping[Record, tuple[str, ...]]] = {"lead": ("Lead", "Contact"), "account": ("Account",)}
PERMISSION_SET: Final = "Leadgate"
CHANNEL: Final = "Leadgate__chn"
FOLLOWED: Final = ("Lead", "Contact", "Account", "Opportunity", "Task")
_READ_ONLY: Final = ("Opportunity",)
_THERE: Final = ("DUPLICATE_DEVELOPER_NAME", "DUPLICATE_VALUE", "DUPLICATES_DETECTED")
_VISIBLE_LINES: Final = 5


def field_definitions() -> dict[str, Mapping[str, Any]]:
    """`Lead.Leadgate_Tier__c` → the metadata that makes it."""
    return {
        f"{object_name}.{field.salesforce_name}": _metadata(field)
        for field in FIELDS
        for object_name in OBJECTS[field.record]
    }


def ensure_fields(client: SalesforceClient, user_id: str) -> tuple[str, ...]:
    """Make what is missing. Returns what was made. user_id: our own user, who gets the permission set."""
    fields = _missing_fields(client)
    for name in fields:
        _make(client, "CustomField", {"FullName": name, "Metadata": field_definitions()[name]})
    made = [*fields, *_ensure_permissions(client, user_id)]
    if _channel_missing(client):
        metadata = {"channelType": "data", "label": "Leadgate"}
        _make(client, "PlatformEventChannel", {"FullName": CHANNEL, "Metadata": metadata})
        made.append(f"channel {CHANNEL}")
    for entity in _missing_members(client):
        metadata = {"eventChannel": CHANNEL, "selectedEntity": f"{entity}ChangeEvent"}
        full_name = f"Leadgate_chn_{entity}ChangeEvent"
        _make(client, "PlatformEventChannelMember", {"FullName": full_name, "Metadata": metadata})
        made.append(f"change events of {entity}")
    return tuple(made)


def missing_fields(client: SalesforceClient, user_id: str) -> tuple[str, ...]:
    """What `ensure_fields` would make; nothing is changed."""
    set_id = _permission_set(client)
    permissions = [_named(one) for one in _missing_permissions(client, set_id)]
    return (
        *_missing_fields(client),
        *(() if set_id else (f"permission set {PERMISSION_SET}",)),
        *permissions,
        *(() if set_id and _is_assigned(client, set_id, user_id) else ("permission set for our user",)),
        *((f"channel {CHANNEL}",) if _channel_missing(client) else ()),
        *(f"change events of {entity}" for entity in _missing_members(client)),
    )


def _missing_fields(client: SalesforceClient) -> list[str]:
    objects = sorted({name for names in OBJECTS.values() for name in names})
    soql = "SELECT TableEnumOrId, DeveloperName FROM CustomField WHERE TableEnumOrId IN {}"
    found = client.query(format_soql(soql, objects), tooling=True)
    present = {f"{row['TableEnumOrId']}.{row['DeveloperName']}__c" for row in found}
    return [name for name in field_definitions() if name not in present]


def _ensure_permissions(client: SalesforceClient, user_id: str) -> list[str]:
    made = []
    set_id = _permission_set(client)
    if set_id is None:
        set_id = client.create("PermissionSet", {"Name": PERMISSION_SET, "Label": PERMISSION_SET, **_USER_PERMISSIONS})
        made.append(f"permission set {PERMISSION_SET}")
    missing = _missing_permissions(client, set_id)
    for permission, refusal in zip(missing, client.create_all(missing), strict=True):
        if refusal is not None and refusal.code not in _THERE:
            raise RefusedError(_named(permission), refusal)
    made += [_named(one) for one in missing]
    if not _is_assigned(client, set_id, user_id):
        client.create("PermissionSetAssignment", {"PermissionSetId": set_id, "AssigneeId": user_id})
        made.append("permission set for our user")
    return made


_USER_PERMISSIONS: Final = {
    "PermissionsEditTask": True,
    "PermissionsTransferAnyLead": True,
    "PermissionsTransferAnyEntity": True,
}


def _permission_set(client: SalesforceClient) -> str | None:
    found = client.query(format_soql("SELECT Id FROM PermissionSet WHERE Name = {}", PERMISSION_SET))
    return str(found[0]["Id"]) if found else None


def _missing_permissions(client: SalesforceClient, set_id: str | None) -> list[Row]:
    """The permissions on objects and fields that the set has not yet, as records to make."""
    present = _present_permissions(client, set_id) if set_id else frozenset()
    return [one for one in _permissions(set_id or "") if _named(one) not in present]


def _present_permissions(client: SalesforceClient, set_id: str) -> frozenset[str]:
    objects, fields = client.queries(
        [
            format_soql("SELECT SobjectType FROM ObjectPermissions WHERE ParentId = {}", set_id),
            format_soql("SELECT Field FROM FieldPermissions WHERE ParentId = {}", set_id),
        ]
    )
    names = [*(f"access to {row['SobjectType']}" for row in objects), *(f"access to {row['Field']}" for row in fields)]
    return frozenset(names)


def _permissions(set_id: str) -> list[Row]:
    objects: list[Row] = [
        {
            "attributes": {"type": "ObjectPermissions"},
            "ParentId": set_id,
            "SobjectType": name,
            "PermissionsRead": True,
            "PermissionsEdit": name not in _READ_ONLY,
            "PermissionsViewAllRecords": True,
        }
        for name in FOLLOWED
        if name != "Task"  # whose access follows from the person's or the account's
    ]
    fields: list[Row] = [
        {
            "attributes": {"type": "FieldPermissions"},
            "ParentId": set_id,
            "SobjectType": name.partition(".")[0],
            "Field": name,
            "PermissionsRead": True,
            "PermissionsEdit": True,
        }
        for name in field_definitions()
    ]
    return objects + fields


def _named(permission: Row) -> str:
    return f"access to {permission.get('Field') or permission['SobjectType']}"


def _is_assigned(client: SalesforceClient, set_id: str, user_id: str) -> bool:
    soql = "SELECT Id FROM PermissionSetAssignment WHERE PermissionSetId = {} AND AssigneeId = {}"
    return bool(client.query(format_soql(soql, set_id, user_id)))


def _channel_missing(client: SalesforceClient) -> bool:
    soql = format_soql("SELECT Id FROM PlatformEventChannel WHERE DeveloperName = {}", CHANNEL.removesuffix("__chn"))
    return not client.query(soql, tooling=True)


def _missing_members(client: SalesforceClient) -> list[str]:
    soql = format_soql("SELECT SelectedEntity FROM PlatformEventChannelMember WHERE EventChannel = {}", CHANNEL)
    present = {str(row["SelectedEntity"]).removesuffix("ChangeEvent") for row in client.query(soql, tooling=True)}
    return [entity for entity in FOLLOWED if entity not in present]


def _make(client: SalesforceClient, name: str, body: Row) -> None:
    """One that somebody else made meanwhile is as good."""
    try:
        client.create(name, body, tooling=True)
    except RefusedError as error:
        if error.refusal.code not in _THERE:
            raise _told(body, error.refusal) from error


def _told(body: Row, refusal: Refusal) -> RefusedError:
    return RefusedError(f"{body['FullName']} ({refusal.words})", refusal)


def _metadata(field: CrmField) -> Mapping[str, Any]:
    common = {"label": field.label, "description": field.description, "inlineHelpText": field.description}
    return {**common, **_type(field)}


def _type(field: CrmField) -> Mapping[str, Any]:
    if field.type == "choice":
        return {"type": "Picklist", "valueSet": _value_set(field.options)}
    if field.type == "long_text":
        return {"type": "LongTextArea", "length": field.limit, "visibleLines": _VISIBLE_LINES}
    if field.type == "number":
        return {"type": "Number", "precision": 18, "scale": 2}
    if field.type == "instant":
        return {"type": "DateTime"}
    return {"type": "Text", "length": field.limit}


def _value_set(options: Sequence[tuple[str, str]]) -> Mapping[str, Any]:
    values = [{"fullName": value, "label": label, "default": False} for value, label in options]
    return {"restricted": True, "valueSetDefinition": {"sorted": False, "value": values}}
