"""The portal gets our fields: a property group and its properties on contacts and companies."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from leadgate.crm.fields import FIELDS, CrmField, FieldType, Record
from leadgate.crm.hubspot.batches import chunks
from leadgate.crm.hubspot.client import HubSpotClient
from leadgate.crm.hubspot.replies import RefusedError
from leadgate.crm.hubspot.shapes import objects_in

GROUP: Final = "leadgate"
_TYPES: Final[Mapping[FieldType, tuple[str, str]]] = {
    "choice": ("enumeration", "select"),
    "text": ("string", "text"),
    "long_text": ("string", "textarea"),
    "number": ("number", "number"),
    "instant": ("datetime", "date"),
}
_OBJECTS: Final[Mapping[Record, str]] = {"lead": "contacts", "account": "companies"}


def field_definitions() -> dict[str, tuple[Mapping[str, Any], ...]]:
    """`contacts` and `companies` → the bodies that create our properties."""
    return {
        kind: tuple(_definition(field, order) for order, field in enumerate(FIELDS) if field.record == record)
        for record, kind in _OBJECTS.items()
    }


def ensure_fields(client: HubSpotClient) -> tuple[str, ...]:
    """Create what is missing; what is there is left as it is. Returns what was made, as `contacts.leadgate_status`."""
    made: list[str] = []
    for kind, missing in _missing(client):
        if missing:
            _ensure_group(client, kind)
        for part in chunks(missing):
            client.post("properties", f"{kind}/batch/create", {"inputs": list(part)})
        made += _names(kind, missing)
    return tuple(made)


def missing_fields(client: HubSpotClient) -> tuple[str, ...]:
    """What `ensure_fields` would make; nothing is changed."""
    return tuple(name for kind, missing in _missing(client) for name in _names(kind, missing))


def _names(kind: str, definitions: Sequence[Mapping[str, Any]]) -> list[str]:
    return [f"{kind}.{definition['name']}" for definition in definitions]


def _missing(client: HubSpotClient) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    for kind, definitions in field_definitions().items():
        present = _present(client, kind)
        yield kind, [definition for definition in definitions if definition["name"] not in present]


def _present(client: HubSpotClient, kind: str) -> frozenset[str]:
    listed = objects_in(client.get("properties", kind), "results", f"GET properties/{kind}")
    return frozenset(str(one.get("name")) for one in listed)


def _ensure_group(client: HubSpotClient, kind: str) -> None:
    try:
        client.post("properties", f"{kind}/groups", {"name": GROUP, "label": "Leadgate", "displayOrder": -1})
    except RefusedError as error:
        if error.refusal.status != 409:
            raise


def _definition(field: CrmField, order: int) -> Mapping[str, Any]:
    kind, field_type = _TYPES[field.type]
    return {
        "name": field.hubspot_name,
        "label": f"Leadgate: {field.label}",
        "description": field.description,
        "groupName": GROUP,
        "type": kind,
        "fieldType": field_type,
        "displayOrder": order,
        "options": [
            {"value": value, "label": label, "displayOrder": place, "hidden": False}
            for place, (value, label) in enumerate(field.options)
        ],
    }
