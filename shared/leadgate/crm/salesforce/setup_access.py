"""The permission set, what it allows, and that our user has it."""

from collections.abc import Iterator, Sequence
from functools import partial

from simple_salesforce.format import format_soql

from leadgate.crm.salesforce.client import Row, SalesforceClient
from leadgate.crm.salesforce.metadata import NAME, OBJECT_ACCESS, USER_PERMISSIONS, field_definitions
from leadgate.crm.salesforce.replies import THERE, RefusedError
from leadgate.crm.setup_steps import Step


def access_steps(client: SalesforceClient, user_id: str) -> Iterator[Step]:
    """In a dry run the set may not be there; then all that it is to allow is missing."""
    set_id = _permission_set(client)
    if set_id is None:
        fields = {f"Permissions{name}": True for name in USER_PERMISSIONS}
        body = {"Name": NAME, "Label": NAME, **fields}
        yield Step((f"permission set {NAME}",), partial(client.create, "PermissionSet", body))
        set_id = _permission_set(client)
    missing = _missing_permissions(client, set_id)
    if missing:
        yield Step(tuple(map(_named, missing)), partial(_permit, client, missing))
    if not (set_id and _is_assigned(client, set_id, user_id)):
        body = {"PermissionSetId": set_id, "AssigneeId": user_id}
        yield Step(("permission set for our user",), partial(client.create, "PermissionSetAssignment", body))


def _permission_set(client: SalesforceClient) -> str | None:
    found = client.query(format_soql("SELECT Id FROM PermissionSet WHERE Name = {}", NAME))
    return str(found[0]["Id"]) if found else None


def _permit(client: SalesforceClient, missing: Sequence[Row]) -> None:
    for permission, refusal in zip(missing, client.create_all(missing), strict=True):
        if refusal is not None and refusal.code not in THERE:
            raise RefusedError(f"{_named(permission)} ({refusal.words})", refusal)


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
            "SobjectType": access.object,
            "PermissionsRead": True,
            "PermissionsEdit": access.edit,
            "PermissionsViewAllRecords": True,
        }
        for access in OBJECT_ACCESS
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
