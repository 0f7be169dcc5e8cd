"""Up to a hundred records a request.

Without write trace ids a batch is all or nothing: one refused input and none is written. With an `objectWriteTraceId`
on every input the good ones are written and the answer is a 207. Ids that do not exist are always told in a 207.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from leadgate.sandbox.clock import iso

from .archiving import archive
from .errors import ApiError, Json, invalid
from .http import Answer, Call, Endpoint
from .object_routes import link, properties_of, read_links
from .object_types import ObjectType, object_type
from .reading import View, render, render_written
from .records import Record
from .shapes import texts
from .state import State
from .versions import crm_paths
from .writing import Claims, check, create, update

BATCH_LIMIT = 100
HISTORY_BATCH_LIMIT = 50


@dataclass
class Batch:
    """What has come of the inputs so far."""

    started_at: datetime
    results: list[Json] = field(default_factory=list)
    errors: list[Json] = field(default_factory=list)

    def answer(self, success: int, now: datetime) -> Answer:
        body: Json = {
            "status": "COMPLETE",
            "results": self.results,
            "startedAt": iso(self.started_at),
            "completedAt": iso(now),
        }
        if not self.errors:
            return Answer(success, body)
        return Answer(207, {**body, "numErrors": len(self.errors), "errors": self.errors})


def inputs_of(call: Call, most: int = BATCH_LIMIT) -> list[Json]:
    """The inputs of a batch request. Raises ApiError when there are too many, or none."""
    inputs = call.json().get("inputs")
    if not isinstance(inputs, list) or not all(isinstance(item, dict) for item in inputs):
        raise invalid('Invalid input JSON: required field "inputs" is missing or not a list of objects')
    if len(inputs) > most:
        raise invalid(
            f"The maximum number of inputs supported in a batch request is {most}, but {len(inputs)} were sent"
        )
    return inputs


def read_batch(state: State, call: Call) -> Answer:
    kind = object_type(call.params["object_type"])
    body = call.json()
    view = View(texts(body, "properties"), texts(body, "propertiesWithHistory"))
    batch, missing = Batch(state.now()), []
    inputs = inputs_of(call, HISTORY_BATCH_LIMIT if view.with_history else BATCH_LIMIT)
    for key in dict.fromkeys(str(item.get("id", "")) for item in inputs):
        if call.flag("archived"):
            record = state.find(kind.name, key, archived=True)
        else:
            record = state.find_by(kind.name, body.get("idProperty"), key)
        if record:
            batch.results.append(render(state, kind, record, view))
        else:
            missing.append(key)
    batch.errors += _missing(kind, missing)
    return batch.answer(200, state.now())


def create_batch(state: State, call: Call) -> Answer:
    kind = object_type(call.params["object_type"])
    claims = Claims()

    def plan(item: Json) -> Callable[[], Json]:
        values = check(state, kind, properties_of(item), None, claims)
        links = read_links(state, kind, item.get("associations"))

        def write() -> Json:
            record = create(state, kind, values, call.source)
            link(state, (kind.name, record.id), links, call.source)
            return render_written(state, kind, record, list(values))

        return write

    return _write_all(state, inputs_of(call), plan, 201, [])


def update_batch(state: State, call: Call) -> Answer:
    kind = object_type(call.params["object_type"])
    inputs = inputs_of(call)
    _refuse_duplicates(inputs)
    if any(item.get("idProperty") == "email" for item in inputs):
        raise invalid("idProperty 'email' is not supported in a batch update; use record ids or a batch upsert")
    found: dict[int, Record] = {}
    missing = []
    for item in inputs:
        record = state.find_by(kind.name, item.get("idProperty"), str(item.get("id", "")))
        if record:
            found[id(item)] = record
        else:
            missing.append(str(item.get("id", "")))
    claims = Claims()

    def plan(item: Json) -> Callable[[], Json]:
        record = found[id(item)]
        values = check(state, kind, properties_of(item), record, claims)
        return lambda: render_written(state, kind, update(state, record, values, call.source), list(values))

    present = [item for item in inputs if id(item) in found]
    return _write_all(state, present, plan, 200, _missing(kind, missing))


def upsert_batch(state: State, call: Call) -> Answer:
    """By a unique property, or by record id (which then must exist)."""
    kind = object_type(call.params["object_type"])
    inputs = inputs_of(call)
    _refuse_duplicates(inputs)
    claims = Claims()

    def plan(item: Json) -> Callable[[], Json]:
        id_property, key = item.get("idProperty"), str(item.get("id", ""))
        record = state.find_by(kind.name, id_property, key)
        properties = properties_of(item)
        if record is None:
            properties = {_unique_property(state, kind, id_property): key, **properties}
        values = check(state, kind, properties, record, claims)

        def write() -> Json:
            written = update(state, record, values, call.source) if record else create(state, kind, values, call.source)
            return {**render_written(state, kind, written, list(values)), "new": record is None}

        return write

    return _write_all(state, inputs, plan, 200, [])


def archive_batch(state: State, call: Call) -> Answer:
    kind = object_type(call.params["object_type"])
    for item in inputs_of(call):
        record = state.find(kind.name, str(item.get("id", "")))
        if record:
            archive(state, record, call.source)
    return Answer(204)


def _write_all(
    state: State, inputs: Sequence[Json], plan: Callable[[Json], Callable[[], Json]], success: int, errors: list[Json]
) -> Answer:
    """Check every input, then write those that may be written."""
    batch = Batch(state.now(), errors=errors)
    traced = _all_traced(inputs)
    writes = []
    for item in inputs:
        try:
            writes.append((plan(item), item.get("objectWriteTraceId")))
        except ApiError as error:
            if not traced:
                raise
            batch.errors.append(_traced_error(error, str(item["objectWriteTraceId"])))
    for write, trace in writes:
        batch.results.append(write() | ({"objectWriteTraceId": trace} if trace else {}))
    return batch.answer(success, state.now())


def _all_traced(inputs: Sequence[Json]) -> bool:
    traces = [str(item.get("objectWriteTraceId") or "") for item in inputs]
    return all(traces) and len(set(traces)) == len(traces)


def _traced_error(error: ApiError, trace: str) -> Json:
    item = error.item()
    return {**item, "context": {**item.get("context", {}), "objectWriteTraceId": [trace]}}


def _refuse_duplicates(inputs: Sequence[Json]) -> None:
    keys = [str(item.get("id", "")) for item in inputs]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise invalid(f"Duplicate IDs found in batch input: [{', '.join(twice)}]. IDs must be unique", {"ids": twice})


def _missing(kind: ObjectType, keys: Sequence[str]) -> list[Json]:
    if not keys:
        return []
    name = kind.singular.upper()
    message = f"Could not get some {name} objects, they may be deleted or not exist. Check that ids are valid."
    return [ApiError(404, message, "OBJECT_NOT_FOUND", context={"ids": keys}).item()]


def _unique_property(state: State, kind: ObjectType, name: object) -> str:
    item = state.schema.find(kind.name, str(name)) if name else None
    if item is None or not item.has_unique_value:
        raise invalid(f"idProperty '{name}' is not a unique property of {kind.name}")
    return item.name


def _paths(verb: str) -> tuple[str, ...]:
    return crm_paths("objects", f"/{{object_type}}/batch/{verb}", "v3")


ENDPOINTS = (
    Endpoint("POST", _paths("read"), read_batch),
    Endpoint("POST", _paths("create"), create_batch),
    Endpoint("POST", _paths("update"), update_batch),
    Endpoint("POST", _paths("upsert"), upsert_batch),
    Endpoint("POST", _paths("archive"), archive_batch),
)
