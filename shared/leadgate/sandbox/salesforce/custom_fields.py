"""What the Tooling API makes from metadata: custom fields, change channels, and where these end (`relays.py`)."""

from typing import Any, Final

from .errors import refused
from .org import Org, Row
from .relays import make_credential, make_relay, set_relay
from .schema import Field, SObject

TYPES: Final = {
    "Text": "string",
    "LongTextArea": "longtextarea",
    "Number": "double",
    "Picklist": "picklist",
    "DateTime": "datetime",
    "Date": "date",
    "Checkbox": "boolean",
    "Currency": "currency",
}
LONGEST_NAME: Final = 43
LONGEST_LABEL: Final = 40


def deploy(org: Org, kind: SObject, row: Row) -> None:
    """What a tooling record brings about. Raises ApiError for metadata that no org takes."""
    for other in org.live(kind.name):
        if other["FullName"] == row["FullName"]:
            problem = f"There is already a {kind.name} named {row['FullName']}."
            raise refused("DUPLICATE_DEVELOPER_NAME", problem, "DeveloperName")
    metadata = row["Metadata"] if isinstance(row["Metadata"], dict) else {}
    if kind.name == "CustomField":
        object_name, _, name = row["FullName"].partition(".")
        add_field(org, object_name, name, metadata)
        row |= {"TableEnumOrId": object_name, "DeveloperName": name.removesuffix("__c")}
    elif kind.name == "PlatformEventChannelMember":
        row |= {"EventChannel": metadata.get("eventChannel"), "SelectedEntity": metadata.get("selectedEntity")}
        _check_member(org, row)
    elif kind.name == "NamedCredential":
        make_credential(row, metadata)
    elif kind.name == "EventRelayConfig":
        make_relay(org, row, metadata)
    else:
        row["DeveloperName"] = row["FullName"].removesuffix("__chn")


def redeploy(org: Org, kind: SObject, record_id: str, given: dict[str, Any]) -> None:
    """A change of something that was made so. Only event relays can be changed here."""
    row = org.get(kind, record_id)
    metadata = given.get("Metadata")
    if kind.name != "EventRelayConfig" or not isinstance(metadata, dict):
        raise refused("INVALID_INPUT", f"{kind.name} cannot be changed so")
    set_relay(row, metadata)


def add_field(org: Org, object_name: str, name: str, metadata: dict[str, Any]) -> Field:
    kind = org.schema.get(object_name)
    if not name.endswith("__c") or len(name) > LONGEST_NAME:
        raise refused("INVALID_FIELD", f"The field name {name} is not valid", "FullName")
    if kind.find(name):
        raise refused("DUPLICATE_DEVELOPER_NAME", f"There is already a field named {name} on {kind.name}.", "FullName")
    label = str(metadata.get("label") or "")
    if not label or len(label) > LONGEST_LABEL:
        raise refused("FIELD_INTEGRITY_EXCEPTION", f"Label: data value missing or too large: {label}", "Metadata")
    made = Field(
        name,
        _type(metadata),
        _length(metadata),
        custom=True,
        label=label,
        values=_values(metadata),
        targets=(),
    )
    kind.fields[name] = made
    for row in org.records[kind.name].values():
        row[name] = False if made.type == "boolean" else None
    return made


def drop_field(org: Org, object_name: str, name: str) -> None:
    """An admin deletes a custom field."""
    kind = org.schema.get(object_name)
    del kind.fields[name]
    for row in org.records[kind.name].values():
        row.pop(name, None)
    for table, key in (("CustomField", "FullName"), ("FieldPermissions", "Field")):
        gone = [row["Id"] for row in org.live(table) if row[key] == f"{object_name}.{name}"]
        for one in gone:
            del org.records[table][one]


def _type(metadata: dict[str, Any]) -> str:
    kind = TYPES.get(str(metadata.get("type")))
    if kind is None:
        raise refused("FIELD_INTEGRITY_EXCEPTION", f"Type {metadata.get('type')} is not known here", "Metadata")
    if kind == "double" and not ("precision" in metadata and "scale" in metadata):
        raise refused("FIELD_INTEGRITY_EXCEPTION", "Must specify 'precision' and 'scale'", "Metadata")
    if kind == "longtextarea" and not metadata.get("visibleLines"):
        raise refused(
            "FIELD_INTEGRITY_EXCEPTION", "Must specify 'visibleLines' for a CustomField of type Long Text Area"
        )
    return kind


def _length(metadata: dict[str, Any]) -> int:
    length = int(metadata.get("length") or 0)
    most = {"Text": 255, "LongTextArea": 131_072}.get(str(metadata.get("type")), 0)
    if most and not 1 <= length <= most:
        raise refused("FIELD_INTEGRITY_EXCEPTION", f"Length must be between 1 and {most}", "Metadata")
    return length or (255 if metadata.get("type") == "Picklist" else 0)


def _values(metadata: dict[str, Any]) -> tuple[str, ...]:
    listed = metadata.get("valueSet") or {}
    if not listed.get("restricted"):
        return ()
    return tuple(str(one["valueName"] if "valueName" in one else one["fullName"]) for one in _value_list(listed))


def _value_list(value_set: dict[str, Any]) -> list[dict[str, Any]]:
    return list((value_set.get("valueSetDefinition") or {}).get("value") or [])


def _check_member(org: Org, row: Row) -> None:
    channels = {one["FullName"] for one in org.live("PlatformEventChannel")} | {"ChangeEvents"}
    if row["EventChannel"] not in channels:
        raise refused("INVALID_CROSS_REFERENCE_KEY", f"no channel named {row['EventChannel']}", "Metadata")
    entity = str(row["SelectedEntity"]).removesuffix("ChangeEvent")
    if entity not in org.schema.objects or entity == row["SelectedEntity"]:
        raise refused("INVALID_CROSS_REFERENCE_KEY", f"no change event {row['SelectedEntity']}", "Metadata")
    entities = {one["SelectedEntity"] for one in org.live("PlatformEventChannelMember")} | {row["SelectedEntity"]}
    if len(entities) > 5:
        raise refused("LIMIT_EXCEEDED", "You can select up to five entities for Change Data Capture", "Metadata")
