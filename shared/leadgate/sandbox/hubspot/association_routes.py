"""Associations v4: in batches, for one record, and the labels there are."""

import re

from .associating import associate, dissociate
from .association_types import AssociationType
from .batch_routes import Batch, inputs_of
from .errors import ApiError, Json, invalid
from .http import LONGEST_NUMBER, Answer, Call, Endpoint
from .links import End
from .object_types import ObjectType, object_type
from .paging import paged
from .shapes import objects
from .state import State
from .versions import crm_paths, is_dated

READ_LIMIT, WRITE_LIMIT, PAGE_LIMIT = 1000, 2000, 500


def read_batch(state: State, call: Call) -> Answer:
    """A record without associations is an error of the 207, not an empty result."""
    start, end = _types(call)
    batch = Batch(state.now())
    for item in inputs_of(call, READ_LIMIT):
        record_id = str(item.get("id", ""))
        linked = _linked(state, (start.name, record_id), end)
        page, following = _page_after(linked, str(item.get("after") or ""))
        if not linked:
            batch.errors.append(_none_found(start, end, record_id).item())
            continue
        result: Json = {"from": {"id": record_id}, "to": [_to_body(*one) for one in page]}
        if following:
            result["paging"] = {"next": {"after": following}}
        batch.results.append(result)
    return batch.answer(200, state.now())


def create_batch(state: State, call: Call) -> Answer:
    start, end = _types(call)
    planned = []
    for item in inputs_of(call, WRITE_LIMIT):
        kinds = [_kind(state, start, end, spec) for spec in objects(item, "types")]
        planned.append((_end(start, item.get("from")), _end(end, item.get("to")), kinds))
    batch = Batch(state.now())
    for one, other, kinds in planned:
        try:
            associate(state, one, other, kinds, call.source)
            batch.results.append(_pair(start, end, one, other, kinds))
        except ApiError as error:
            batch.errors.append(error.item())
    return batch.answer(200 if is_dated(call.path) else 201, state.now())


def create_default_batch(state: State, call: Call) -> Answer:
    start, end = _types(call)
    batch = Batch(state.now())
    for item in inputs_of(call, WRITE_LIMIT):
        one, other = _end(start, item.get("from")), _end(end, item.get("to"))
        try:
            batch.results += _associate_by_default(state, call, one, other)
        except ApiError as error:
            batch.errors.append(error.item())
    return batch.answer(200, state.now())


def archive_batch(state: State, call: Call) -> Answer:
    start, end = _types(call)
    for item in inputs_of(call, WRITE_LIMIT):
        one = _end(start, item.get("from"))
        for to in objects(item, "to"):
            dissociate(state, one, _end(end, to), None, call.source)
    return Answer(204)


def create_default(state: State, call: Call) -> Answer:
    start, end = _types(call)
    one, other = (start.name, call.params["from_id"]), (end.name, call.params["to_id"])
    batch = Batch(state.now(), results=_associate_by_default(state, call, one, other))
    return batch.answer(200, state.now())


def create_one(state: State, call: Call) -> Answer:
    start, end = _types(call)
    kinds = [_kind(state, start, end, spec) for spec in objects({"types": call.json_value()}, "types")]
    if not kinds:
        raise invalid("At least one association type is required")
    one, other = (start.name, call.params["from_id"]), (end.name, call.params["to_id"])
    associate(state, one, other, kinds, call.source)
    return Answer(201, _pair(start, end, one, other, kinds))


def archive_one(state: State, call: Call) -> Answer:
    start, end = _types(call)
    dissociate(state, (start.name, call.params["from_id"]), (end.name, call.params["to_id"]), None, call.source)
    return Answer(204)


def read_one(state: State, call: Call) -> Answer:
    start, end = _types(call)
    record = state.get(start, call.params["from_id"])
    linked = _linked(state, (start.name, record.id), end)
    page = paged(call, linked, lambda one: one[0], call.limit(PAGE_LIMIT, PAGE_LIMIT))
    return Answer(200, page.body([_to_body(*one) for one in page.items]))


def read_labels(state: State, call: Call) -> Answer:
    start, end = _types(call)
    return Answer(200, {"results": [kind.body() for kind in state.links.between(start.name, end.name)]})


def create_label(state: State, call: Call) -> Answer:
    start, end = _types(call)
    body = call.json()
    label = str(body.get("label") or "")
    if not label:
        raise invalid("label is required")
    name = str(body.get("name") or re.sub(r"\W+", "_", label.lower()))
    made = state.links.add_label(start.name, end.name, name, label, str(body.get("inverseLabel") or label))
    return Answer(200, {"results": [kind.body() for kind in made]})


def _types(call: Call) -> tuple[ObjectType, ObjectType]:
    return object_type(call.params["from_type"]), object_type(call.params["to_type"])


def _linked(state: State, start: End, end: ObjectType) -> list[tuple[str, list[AssociationType]]]:
    return sorted(state.links.of(start, end.name), key=lambda one: int(one[0]))


def _page_after(
    linked: list[tuple[str, list[AssociationType]]], after: str
) -> tuple[list[tuple[str, list[AssociationType]]], str]:
    start = int(after) if after.isdecimal() and len(after) <= LONGEST_NUMBER else 0
    rest = [one for one in linked if int(one[0]) > start]
    page = rest[:PAGE_LIMIT]
    return page, page[-1][0] if len(rest) > PAGE_LIMIT else ""


def _to_body(record_id: str, kinds: list[AssociationType]) -> Json:
    return {"toObjectId": int(record_id), "associationTypes": [kind.body() for kind in kinds]}


def _kind(state: State, start: ObjectType, end: ObjectType, spec: Json) -> AssociationType:
    type_id = spec.get("associationTypeId")
    if not isinstance(type_id, int):
        raise invalid("associationTypeId must be a number")
    return state.links.find(start.name, end.name, str(spec.get("associationCategory", "")), type_id)


def _end(kind: ObjectType, body: object) -> End:
    return (kind.name, str(body.get("id", ""))) if isinstance(body, dict) else (kind.name, "")


def _pair(start: ObjectType, end: ObjectType, one: End, other: End, kinds: list[AssociationType]) -> Json:
    return {
        "fromObjectTypeId": start.type_id,
        "fromObjectId": int(one[1]),
        "toObjectTypeId": end.type_id,
        "toObjectId": int(other[1]),
        "labels": [kind.label for kind in kinds if kind.label],
    }


def _associate_by_default(state: State, call: Call, one: End, other: End) -> list[Json]:
    kinds = associate(state, one, other, [], call.source)
    forth = [{"from": {"id": one[1]}, "to": {"id": other[1]}, "associationSpec": kind.spec()} for kind in kinds]
    back = [
        {"from": {"id": other[1]}, "to": {"id": one[1]}, "associationSpec": state.links.inverse(kind).spec()}
        for kind in kinds
    ]
    return forth + back


def _none_found(start: ObjectType, end: ObjectType, record_id: str) -> ApiError:
    return ApiError(
        404,
        f"No {end.singular} is associated with {start.singular} {record_id}.",
        "OBJECT_NOT_FOUND",
        sub_category="crm.associations.NO_ASSOCIATIONS_FOUND",
        context={
            "fromObjectId": [record_id],
            "fromObjectType": [start.singular],
            "toObjectType": [end.singular],
        },
    )


def _batch(verb: str) -> tuple[str, ...]:
    return crm_paths("associations", f"/{{from_type}}/{{to_type}}/batch/{verb}", "v4")


_LABELS = crm_paths("associations", "/{from_type}/{to_type}/labels", "v4")
_OF_ONE = crm_paths("objects", "/{from_type}/{from_id}/associations/{to_type}", "v4")
_BETWEEN = crm_paths("objects", "/{from_type}/{from_id}/associations/{to_type}/{to_id}", "v4")
_DEFAULT = crm_paths("objects", "/{from_type}/{from_id}/associations/default/{to_type}/{to_id}", "v4")

ENDPOINTS = (
    Endpoint("POST", _batch("read"), read_batch),
    Endpoint("POST", _batch("create"), create_batch),
    Endpoint("POST", _batch("associate/default"), create_default_batch),
    Endpoint("POST", _batch("archive"), archive_batch),
    Endpoint("GET", _LABELS, read_labels),
    Endpoint("POST", _LABELS, create_label),
    Endpoint("PUT", _DEFAULT, create_default),
    Endpoint("GET", _OF_ONE, read_one),
    Endpoint("PUT", _BETWEEN, create_one),
    Endpoint("DELETE", _BETWEEN, archive_one),
)
