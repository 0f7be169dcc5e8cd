"""Property definitions and their groups."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from .batch_routes import Batch, inputs_of
from .errors import ApiError, Json, invalid, not_found
from .http import Answer, Call, Endpoint
from .object_types import object_type
from .schema import Group, Option, Property
from .shapes import objects, whole
from .state import State
from .values import PROPERTY_TYPES
from .versions import crm_paths, is_dated

FIELD_TYPES = (
    "text",
    "textarea",
    "number",
    "select",
    "radio",
    "checkbox",
    "booleancheckbox",
    "date",
    "html",
    "file",
    "phonenumber",
    "calculation_equation",
)
_NAME = re.compile(r"[a-z][a-z0-9_]{0,99}")


def _text(body: Json, name: str) -> str:
    return str(body[name])


def _flag(body: Json, name: str) -> bool:
    return body[name] is True


def _order(body: Json, name: str) -> int:
    return whole(body, name, -1)


_EDITABLE: Mapping[str, tuple[str, Callable[[Json, str], Any]]] = {
    "label": ("label", _text),
    "description": ("description", _text),
    "groupName": ("group_name", _text),
    "type": ("type", _text),
    "fieldType": ("field_type", _text),
    "displayOrder": ("display_order", _order),
    "hidden": ("hidden", _flag),
    "formField": ("form_field", _flag),
}


def read_all(state: State, call: Call) -> Answer:
    items = state.schema.all(_type_name(call), archived=call.flag("archived"))
    return Answer(200, {"results": [item.body() for item in items]})


def read_one(state: State, call: Call) -> Answer:
    return Answer(200, state.schema.get(_type_name(call), call.params["name"], archived=call.flag("archived")).body())


def create_one(state: State, call: Call) -> Answer:
    item = property_from(state, call.json())
    return Answer(201, state.schema.add(_type_name(call), item).body())


def read_batch(state: State, call: Call) -> Answer:
    batch = Batch(state.now())
    archived = bool(call.json().get("archived"))
    for item in inputs_of(call):
        try:
            found = state.schema.get(_type_name(call), str(item.get("name", "")), archived=archived)
            batch.results.append(found.body())
        except ApiError as error:
            batch.errors.append(error.item())
    return batch.answer(200, state.now())


def create_batch(state: State, call: Call) -> Answer:
    batch = Batch(state.now())
    for item in inputs_of(call):
        try:
            batch.results.append(state.schema.add(_type_name(call), property_from(state, item)).body())
        except ApiError as error:
            batch.errors.append(error.item())
    return batch.answer(200 if is_dated(call.path) else 201, state.now())


def update_one(state: State, call: Call) -> Answer:
    item = state.schema.get(_type_name(call), call.params["name"])
    body = call.json()
    changes = {field: read(body, name) for name, (field, read) in _EDITABLE.items() if name in body}
    if item.hubspot_defined and "type" in changes:
        raise invalid(f"Property '{item.name}' is defined by HubSpot; its type cannot be changed")
    if "options" in body:
        changes["options"] = options_from(objects(body, "options"))
    changed = replace(item, **changes, updated_at=state.now())
    _check_definition(changed)
    state.schema.group(_type_name(call), changed.group_name)
    return Answer(200, state.schema.put(_type_name(call), changed).body())


def archive_one(state: State, call: Call) -> Answer:
    state.schema.archive(_type_name(call), call.params["name"], state.now())
    return Answer(204)


def read_groups(state: State, call: Call) -> Answer:
    return Answer(200, {"results": [group.body() for group in state.schema.groups(_type_name(call))]})


def read_group(state: State, call: Call) -> Answer:
    return Answer(200, state.schema.group(_type_name(call), call.params["group"]).body())


def create_group(state: State, call: Call) -> Answer:
    body = call.json()
    name, label = str(body.get("name") or ""), str(body.get("label") or "")
    if not _NAME.fullmatch(name) or not label:
        raise invalid("A property group needs a name of lower-case letters, digits and underscores, and a label")
    group = Group(name, label, whole(body, "displayOrder", -1))
    return Answer(201, state.schema.add_group(_type_name(call), group).body())


def update_group(state: State, call: Call) -> Answer:
    group = state.schema.group(_type_name(call), call.params["group"])
    body = call.json()
    label = str(body.get("label", group.label))
    changed = replace(group, label=label, display_order=whole(body, "displayOrder", group.display_order))
    return Answer(200, state.schema.put_group(_type_name(call), changed).body())


def archive_group(state: State, call: Call) -> Answer:
    state.schema.remove_group(_type_name(call), call.params["group"])
    return Answer(204)


def property_from(state: State, body: Mapping[str, Any]) -> Property:
    """A custom property as a create request describes it. Raises ApiError."""
    missing = [name for name in ("name", "label", "type", "fieldType", "groupName") if not body.get(name)]
    if missing:
        raise invalid(f"Some required fields were not set: [{', '.join(missing)}]", {"properties": missing})
    item = Property(
        name=str(body["name"]),
        label=str(body["label"]),
        type=str(body["type"]),
        field_type=str(body["fieldType"]),
        group_name=str(body["groupName"]),
        options=options_from(objects(body, "options")),
        description=str(body.get("description") or ""),
        has_unique_value=bool(body.get("hasUniqueValue")),
        hidden=bool(body.get("hidden")),
        form_field=bool(body.get("formField")),
        display_order=whole(body, "displayOrder", -1),
        created_at=state.now(),
        updated_at=state.now(),
    )
    _check_definition(item)
    return item


def options_from(listed: list[Json]) -> tuple[Option, ...]:
    values = [str(item.get("value", "")) for item in listed]
    if len(set(values)) != len(values):
        raise invalid("Property option values must be unique")
    return tuple(
        Option(
            value=str(item.get("value", "")),
            label=str(item.get("label", "")),
            display_order=whole(item, "displayOrder", -1),
            hidden=bool(item.get("hidden")),
            description=str(item.get("description") or ""),
        )
        for item in listed
    )


def _check_definition(item: Property) -> None:
    if not _NAME.fullmatch(item.name):
        raise invalid(f"Property name '{item.name}' must be lower case, start with a letter, and hold no spaces")
    if item.type not in PROPERTY_TYPES:
        raise invalid(f"Invalid property type {item.type}: must be one of {', '.join(PROPERTY_TYPES)}")
    if item.field_type not in FIELD_TYPES:
        raise invalid(f"Invalid fieldType {item.field_type}: must be one of {', '.join(FIELD_TYPES)}")
    if item.type == "bool" and {option.value for option in item.options} != {"true", "false"}:
        raise invalid("A bool property needs exactly two options, true and false", {"propertyName": [item.name]})


def _type_name(call: Call) -> str:
    try:
        return object_type(call.params["object_type"]).name
    except ApiError as error:
        raise not_found(error.message) from error


def _paths(rest: str) -> tuple[str, ...]:
    return crm_paths("properties", f"/{{object_type}}{rest}", "v3")


ENDPOINTS = (
    Endpoint("GET", _paths("/groups"), read_groups),
    Endpoint("POST", _paths("/groups"), create_group),
    Endpoint("GET", _paths("/groups/{group}"), read_group),
    Endpoint("PATCH", _paths("/groups/{group}"), update_group),
    Endpoint("DELETE", _paths("/groups/{group}"), archive_group),
    Endpoint("POST", _paths("/batch/read"), read_batch),
    Endpoint("POST", _paths("/batch/create"), create_batch),
    Endpoint("GET", _paths(""), read_all),
    Endpoint("POST", _paths(""), create_one),
    Endpoint("GET", _paths("/{name}"), read_one),
    Endpoint("PATCH", _paths("/{name}"), update_one),
    Endpoint("DELETE", _paths("/{name}"), archive_one),
)
