"""What an org gets for Leadgate, as the Tooling API and the Metadata API word it: no call is made here.

`setup.py` makes it by API; `source.py` writes the same as a source folder.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from leadgate.crm.fields import FIELDS, CrmField, Record
from leadgate.crm.salesforce.ids import FOLLOWED

Metadata = Mapping[str, Any]

OBJECTS: Final[Mapping[Record, tuple[str, ...]]] = {"lead": ("Lead", "Contact"), "account": ("Account",)}
NAME: Final = "Leadgate"
"""Of the permission set, the event relay and all labels."""
CHANNEL: Final = f"{NAME}__chn"
CREDENTIAL: Final = f"{NAME}_AWS"
USER_PERMISSIONS: Final = ("EditTask", "TransferAnyLead", "TransferAnyEntity")
_READ_ONLY: Final = ("Opportunity",)
_VISIBLE_LINES: Final = 5


@dataclass(frozen=True, slots=True)
class Access:
    """What the permission set allows on an object."""

    object: str
    edit: bool


OBJECT_ACCESS: Final = tuple(
    Access(name, edit=name not in _READ_ONLY)
    for name in FOLLOWED
    if name != "Task"  # whose access follows from the person's or the account's
)


def field_definitions() -> dict[str, Metadata]:
    """`Lead.Leadgate_Tier__c` → the metadata that makes it."""
    return {
        f"{object_name}.{field.salesforce_name}": _field(field)
        for field in FIELDS
        for object_name in OBJECTS[field.record]
    }


def channel() -> Metadata:
    return {"channelType": "data", "label": NAME}


def channel_member(entity: str) -> tuple[str, Metadata]:
    """(full name, metadata) of what puts an object's changes on the channel."""
    event = f"{entity}ChangeEvent"
    return f"{NAME}_chn_{event}", {"eventChannel": CHANNEL, "selectedEntity": event}


def credential(region: str, account: str) -> Metadata:
    """The legacy named credential that event relays still need; the region is in capitals there."""
    return {
        "endpoint": f"arn:aws:{region.upper()}:{account}",
        "generateAuthorizationHeader": False,
        "label": f"{NAME}: AWS account for change events",
        "principalType": "Anonymous",
        "protocol": "NoAuthentication",
    }


def event_relay() -> Metadata:
    """Salesforce makes it stopped. Should it lose its place, it goes on with what is still kept (three days)."""
    return {
        "destinationResourceName": f"callout:{CREDENTIAL}",
        "eventChannel": CHANNEL,
        "label": NAME,
        "relayOption": json.dumps({"ReplayRecovery": "EARLIEST"}, separators=(",", ":")),
    }


def _field(field: CrmField) -> Metadata:
    common = {"description": field.description, "inlineHelpText": field.description, "label": field.label}
    return {**common, **_type(field)}


def _type(field: CrmField) -> Metadata:
    if field.type == "choice":
        return {"type": "Picklist", "valueSet": _value_set(field.options)}
    if field.type == "long_text":
        return {"length": field.limit, "type": "LongTextArea", "visibleLines": _VISIBLE_LINES}
    if field.type == "number":
        return {"precision": 18, "scale": 2, "type": "Number"}
    if field.type == "instant":
        return {"type": "DateTime"}
    return {"length": field.limit, "type": "Text"}


def _value_set(options: Sequence[tuple[str, str]]) -> Metadata:
    values = [{"fullName": value, "default": False, "label": label} for value, label in options]
    return {"restricted": True, "valueSetDefinition": {"sorted": False, "value": values}}
