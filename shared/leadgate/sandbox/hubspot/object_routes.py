"""One record at a time, and lists of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from .archiving import archive
from .associating import associate
from .association_types import AssociationType
from .errors import Json, invalid, not_found
from .http import Answer, Call, Endpoint
from .links import End
from .merging import forget_person, merge_records
from .object_types import ObjectType, object_type
from .paging import paged
from .reading import View, render, render_written
from .records import Source
from .shapes import an_object, objects
from .state import State
from .versions import crm_paths
from .writing import check, create, update

PAGE_LIMIT = 100
HISTORY_PAGE_LIMIT = 50


def read_one(state: State, call: Call) -> Answer:
    kind = object_type(call.params["object_type"])
    key, id_property = call.params["object_id"], call.one("idProperty")
    if call.flag("archived"):
        record = state.find(kind.name, key, archived=True)
    else:
        record = state.find_by(kind.name, id_property, key)
    if record is None:
        raise not_found()
    return Answer(200, render(state, kind, record, _view(call)))


def read_page(state: State, call: Call) -> Answer:
    kind = object_type(call.params["object_type"])
    view = _view(call)
    most = HISTORY_PAGE_LIMIT if view.with_history else PAGE_LIMIT
    records = list(state.all(kind.name, archived=call.flag("archived")))
    page = paged(call, records, lambda record: record.id, call.limit(10, most))
    return Answer(200, page.body([render(state, kind, record, view) for record in page.items]))


def create_one(state: State, call: Call) -> Answer:
    kind = object_type(call.params["object_type"])
    body = call.json()
    values = check(state, kind, properties_of(body))
    links = read_links(state, kind, body.get("associations"))
    record = create(state, kind, values, call.source)
    link(state, (kind.name, record.id), links, call.source)
    return Answer(201, render_written(state, kind, record, list(values)))


def update_one(state: State, call: Call) -> Answer:
    kind = object_type(call.params["object_type"])
    record = state.get(kind, call.params["object_id"], call.one("idProperty"))
    values = check(state, kind, properties_of(call.json()), record)
    update(state, record, values, call.source)
    return Answer(200, render_written(state, kind, record, list(values)))


def archive_one(state: State, call: Call) -> Answer:
    """204 for an unknown id too, as the real API answers."""
    kind = object_type(call.params["object_type"])
    record = state.find(kind.name, call.params["object_id"])
    if record:
        archive(state, record, call.source)
    return Answer(204)


def merge(state: State, call: Call) -> Answer:
    kind = object_type(call.params["object_type"])
    body = call.json()
    primary = state.get(kind, str(body.get("primaryObjectId", "")))
    other = state.get(kind, str(body.get("objectIdToMerge", "")))
    record = merge_records(state, kind, primary, other, call.source)
    return Answer(200, render(state, kind, record, View()))


def privacy_delete(state: State, call: Call) -> Answer:
    kind = object_type(call.params["object_type"])
    body = call.json()
    record = state.find_by(kind.name, body.get("idProperty"), str(body.get("objectId", "")))
    if record:
        forget_person(state, record, call.source)
    return Answer(204)


def properties_of(body: Mapping[str, Any]) -> dict[str, object]:
    properties = body.get("properties")
    if not isinstance(properties, dict):
        raise invalid('Invalid input JSON: required field "properties" is missing or not an object')
    return properties


def read_links(state: State, kind: ObjectType, listed: object) -> list[tuple[End, list[AssociationType]]]:
    """The associations a creation asks for, checked."""
    links = []
    for item in objects({"associations": listed}, "associations"):
        types = [_find_type(state, kind, spec) for spec in objects(item, "types")]
        if not types:
            raise invalid("An association needs at least one type")
        end = (types[0].to_type, str(an_object(item.get("to"), "to").get("id", "")))
        if state.find(*end) is None:
            raise invalid(f"{end[0]} with id {end[1]} does not exist", {"objectId": [end[1]]})
        links.append((end, types))
    return links


def link(state: State, start: End, links: Sequence[tuple[End, list[AssociationType]]], source: Source) -> None:
    for end, types in links:
        associate(state, start, end, types, source)


def _find_type(state: State, kind: ObjectType, spec: Json) -> AssociationType:
    type_id, category = spec.get("associationTypeId"), spec.get("associationCategory")
    for item in state.links.types:
        if item.from_type == kind.name and item.type_id == type_id and item.category == category:
            return item
    raise invalid(f"invalid association type {type_id} for {kind.singular}", {"associationTypeId": [str(type_id)]})


def _view(call: Call) -> View:
    return View(call.listed("properties"), call.listed("propertiesWithHistory"), call.listed("associations"))


_ALL = crm_paths("objects", "/{object_type}", "v3")
_ONE = crm_paths("objects", "/{object_type}/{object_id}", "v3")

ENDPOINTS = (
    Endpoint("GET", _ALL, read_page),
    Endpoint("POST", _ALL, create_one),
    Endpoint("POST", crm_paths("objects", "/{object_type}/merge", "v3"), merge),
    Endpoint("POST", crm_paths("objects", "/{object_type}/gdpr-delete", "v3"), privacy_delete),
    Endpoint("GET", _ONE, read_one),
    Endpoint("PATCH", _ONE, update_one),
    Endpoint("DELETE", _ONE, archive_one),
)
