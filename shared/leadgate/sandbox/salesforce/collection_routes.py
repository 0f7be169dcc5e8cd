"""Many records in one request: collections of up to 200, each with its own result, and several calls in one."""

from collections.abc import Callable
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from .errors import ApiError, Json, not_found, refused
from .http import Answer, Call, Endpoint
from .org import Org
from .record_routes import ENDPOINTS as RECORD_ENDPOINTS
from .schema import SObject
from .writing import create, delete, find_writable, update

MOST_RECORDS: Final = 200
MOST_CALLS: Final = 25
MOST_QUERIES: Final = 5


def create_many(org: Org, call: Call) -> Answer:
    return _each(org, call, lambda kind, given: str(create(org, kind, given, call.actor)["Id"]))


def update_many(org: Org, call: Call) -> Answer:
    def write(kind: SObject, given: Json) -> str:
        row = find_writable(org, kind, given.get("id") or given.get("Id"))
        update(org, kind, row, given, call.actor)
        return str(row["Id"])

    return _each(org, call, write)


def delete_many(org: Org, call: Call) -> Answer:
    results = []
    with org.transaction(call.actor):
        for one in call.query.get("ids", "").split(","):
            kind = org.schema.by_prefix(one)
            try:
                if kind is None:
                    raise refused("MALFORMED_ID", f"malformed id {one}")
                delete(org, kind, org.get(kind, one), call.actor)
                results.append({"id": one, "success": True, "errors": []})
            except ApiError as error:
                results.append({"id": one, "success": False, "errors": [error.of_record()]})
    return Answer(200, results)


def _each(org: Org, call: Call, write: Callable[[SObject, Json], str]) -> Answer:
    """200 whatever happened to each; 400 where the request itself, or a field's name in it, makes no sense."""
    records = call.object().get("records")
    if not isinstance(records, list) or not all(isinstance(one, dict) for one in records):
        raise refused("JSON_PARSER_ERROR", "records: a list of objects is needed")
    if len(records) > MOST_RECORDS:
        problem = f"record limit reached. cannot submit more than {MOST_RECORDS} records"
        raise refused("EXCEEDED_MAX_SIZE_REQUEST", problem)
    kinds = [_kind(org, call, one) for one in records]
    results: list[Json] = []
    with org.transaction(call.actor):
        for kind, given in zip(kinds, records, strict=True):
            try:
                results.append({"id": write(kind, given), "success": True, "errors": []})
            except ApiError as error:
                if error.code == "JSON_PARSER_ERROR":
                    raise
                results.append({"success": False, "errors": [error.of_record()]})
    return Answer(200, results)


def _kind(org: Org, call: Call, given: Json) -> SObject:
    """The record's object. Raises ApiError for a field that it, as this user sees it, has not."""
    attributes = given.get("attributes")
    kind = org.schema.get(str(attributes.get("type")) if isinstance(attributes, dict) else "")
    for name in given:
        found = kind.find(name)
        if name not in ("attributes", "id", "Id") and not (found and org.visible(kind, found, call.actor.user_id)):
            raise refused("INVALID_FIELD", f"No such column '{name}' on sobject of type {kind.name}")
    return kind


def composite(org: Org, call: Call) -> Answer:
    """`{"compositeRequest": [{method, url, referenceId, body?}]}`; one call of the day's, whatever it holds."""
    requests = call.object().get("compositeRequest")
    if not isinstance(requests, list) or not 1 <= len(requests) <= MOST_CALLS:
        raise refused("INVALID_INPUT", f"a composite request holds 1 to {MOST_CALLS} subrequests")
    if not all(isinstance(one, dict) for one in requests):
        raise refused("JSON_PARSER_ERROR", "a subrequest is an object")
    if sum("/query" in str(one.get("url")).partition("?")[0] for one in requests) > MOST_QUERIES:
        raise refused("INVALID_INPUT", f"a composite request holds at most {MOST_QUERIES} queries")
    return Answer(200, {"compositeResponse": [_part(org, call, one) for one in requests]})


def _part(org: Org, call: Call, one: Json) -> Json:
    try:
        answer = _dispatched(org, call, one)
    except ApiError as error:
        answer = Answer(error.status, error.body())
    return {
        "body": answer.body,
        "httpHeaders": {},
        "httpStatusCode": answer.status,
        "referenceId": one.get("referenceId"),
    }


def _dispatched(org: Org, call: Call, one: Json) -> Answer:
    parts = urlsplit(str(one.get("url")))
    version_path, path = parts.path[: len(call.version_path)], parts.path[len(call.version_path) :].rstrip("/")
    for endpoint in RECORD_ENDPOINTS:
        params = _params(endpoint.path, path)
        if params is not None and endpoint.method == one.get("method") and version_path == call.version_path:
            query = dict(parse_qsl(parts.query, keep_blank_values=True))
            inner = Call(endpoint.method, version_path, params, query, one.get("body") or {}, call.actor)
            return endpoint.handler(org, inner)
    raise not_found()


def _params(template: str, path: str) -> dict[str, str] | None:
    names, given = template.split("/"), path.split("/")
    if len(names) != len(given):
        return None
    pairs = list(zip(names, given, strict=True))
    if any(name != one for name, one in pairs if not name.startswith("{")):
        return None
    return {name.strip("{}"): one for name, one in pairs if name.startswith("{")}


ENDPOINTS: Final = (
    Endpoint("POST", "/composite/sobjects", create_many),
    Endpoint("PATCH", "/composite/sobjects", update_many),
    Endpoint("DELETE", "/composite/sobjects", delete_many),
    Endpoint("POST", "/composite", composite),
)
