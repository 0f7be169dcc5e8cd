"""The portal gets our fields, a property group and its properties; a legacy app its webhook subscriptions."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final

from leadgate.crm.fields import FIELDS, CrmField, FieldType, Record
from leadgate.crm.hubspot.batches import chunks
from leadgate.crm.hubspot.client import HubSpotClient
from leadgate.crm.hubspot.replies import RefusedError
from leadgate.crm.hubspot.setup_webhooks import webhook_steps
from leadgate.crm.hubspot.shapes import objects_in
from leadgate.crm.setup_steps import Step
from leadgate.ports.crm import EventsTo

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


def setup_steps(client: HubSpotClient, app_id: str | None, events_to: EventsTo | None) -> Iterator[Step]:
    """What the portal still lacks; what is there is left as it is. app_id: our own app's, where it is known."""
    for kind, definitions in field_definitions().items():
        present = _present(client, kind)
        missing = [definition for definition in definitions if definition["name"] not in present]
        if missing:
            names = tuple(f"{kind}.{definition['name']}" for definition in missing)
            yield Step(names, partial(_create, client, kind, missing))
    if events_to:
        yield from webhook_steps(client, app_id, events_to)


def _present(client: HubSpotClient, kind: str) -> frozenset[str]:
    listed = objects_in(client.get("properties", kind), "results", f"GET properties/{kind}")
    return frozenset(str(one.get("name")) for one in listed)


def _create(client: HubSpotClient, kind: str, missing: Sequence[Mapping[str, Any]]) -> None:
    _ensure_group(client, kind)
    for part in chunks(missing):
        client.post("properties", f"{kind}/batch/create", {"inputs": list(part)})


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
