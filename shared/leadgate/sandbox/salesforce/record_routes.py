"""One record at a time, what objects there are, and queries."""

from typing import Final

from .custom_fields import redeploy
from .errors import ApiError, Json, not_found, refused
from .http import Answer, Call, Endpoint
from .org import Org
from .querying import Reader
from .schema import SObject
from .soql import parse
from .writing import create, delete, find_writable, update

PAGE: Final = 2_000
_CURSOR: Final = "01g5g00000AAAAA"


def versions(org: Org, call: Call) -> Answer:  # noqa: ARG001 - a handler's shape
    return Answer(200, {name: f"{call.version_path}/{name}" for name in ("sobjects", "query", "composite", "tooling")})


def query(org: Org, call: Call) -> Answer:
    return _page(org, call, call.query.get("q", ""), 0)


def query_all(org: Org, call: Call) -> Answer:
    return _page(org, call, call.query.get("q", ""), 0, deleted=True)


def tooling_query(org: Org, call: Call) -> Answer:
    return _page(org, call, call.query.get("q", ""), 0, tooling=True)


def next_page(org: Org, call: Call) -> Answer:
    """A query is run again from where its last page ended."""
    locator, _, start = call.params["locator"].rpartition("-")
    held = org.cursors.get(locator)
    if held is None or not start.isdigit():
        raise refused("INVALID_QUERY_LOCATOR", "invalid query locator")
    return _page(org, call, held[0], int(start), deleted=held[1])


def _page(org: Org, call: Call, text: str, start: int, *, deleted: bool = False, tooling: bool = False) -> Answer:
    base = call.version_path + ("/tooling" if tooling else "")
    total, records = Reader(org, call.actor.user_id, base, deleted=deleted, tooling=tooling).run(parse(text))
    body: Json = {"totalSize": total, "done": start + PAGE >= len(records), "records": records[start : start + PAGE]}
    if not body["done"]:
        locator = f"{_CURSOR}{len(org.cursors):03}"
        org.cursors[locator] = text, deleted
        body["nextRecordsUrl"] = f"{call.version_path}/query/{locator}-{start + PAGE}"
    return Answer(200, body)


def list_objects(org: Org, call: Call) -> Answer:
    hidden = org.hidden if call.actor.user_id == org.integration_user else ()
    listed = [_about(call, o) for o in org.schema.objects.values() if not o.tooling and o.name not in hidden]
    return Answer(200, {"encoding": "UTF-8", "maxBatchSize": 200, "sobjects": listed})


def describe(org: Org, call: Call) -> Answer:
    kind = _object(org, call)
    user = call.actor.user_id
    fields = [
        {**one.describe(), "updateable": org.editable(kind, one, user), "createable": org.editable(kind, one, user)}
        for one in kind.fields.values()
        if org.visible(kind, one, user)
    ]
    children = [
        {"relationshipName": name, "childSObject": child, "field": key} for name, (child, key) in kind.children.items()
    ]
    return Answer(200, {**_about(call, kind), "fields": fields, "childRelationships": children})


def _about(call: Call, kind: SObject) -> Json:
    urls = {"sobject": f"{call.version_path}/sobjects/{kind.name}"}
    return {"name": kind.name, "label": kind.name, "keyPrefix": kind.prefix, "queryable": True, "urls": urls}


def _object(org: Org, call: Call, *, tooling: bool = False) -> SObject:
    try:
        found = org.schema.get(call.params["name"], tooling=tooling)
        if found.name in org.hidden and call.actor.user_id == org.integration_user:
            raise not_found()
        return found
    except ApiError as error:
        raise not_found() from error


def about_object(org: Org, call: Call) -> Answer:
    return Answer(200, {"objectDescribe": _about(call, _object(org, call)), "recentItems": []})


def create_record(org: Org, call: Call) -> Answer:
    row = create(org, _object(org, call), call.object(), call.actor)
    return Answer(201, {"id": row["Id"], "success": True, "errors": []})


def create_tooling(org: Org, call: Call) -> Answer:
    row = create(org, _object(org, call, tooling=True), call.object(), call.actor)
    return Answer(201, {"id": row["Id"], "success": True, "errors": [], "warnings": [], "infos": []})


def update_tooling(org: Org, call: Call) -> Answer:
    redeploy(org, _object(org, call, tooling=True), call.params["id"], call.object())
    return Answer(204)


def read_record(org: Org, call: Call) -> Answer:
    kind = _object(org, call)
    row = org.get(kind, call.params["id"])
    wanted = [name.strip() for name in call.query.get("fields", "").split(",") if name.strip()]
    shown = [one for one in kind.fields.values() if org.visible(kind, one, call.actor.user_id)]
    if wanted:
        Reader(org, call.actor.user_id, "").run(parse(f"SELECT {', '.join(wanted)} FROM {kind.name} LIMIT 1"))  # noqa: S608 - no SQL
        shown = [one for one in shown if one.name.lower() in {name.lower() for name in wanted}]
    url = f"{call.version_path}/sobjects/{kind.name}/{row['Id']}"
    return Answer(200, {"attributes": {"type": kind.name, "url": url}, **{f.name: row[f.name] for f in shown}})


def update_record(org: Org, call: Call) -> Answer:
    kind = _object(org, call)
    update(org, kind, find_writable(org, kind, call.params["id"]), call.object(), call.actor)
    return Answer(204)


def delete_record(org: Org, call: Call) -> Answer:
    kind = _object(org, call)
    delete(org, kind, org.get(kind, call.params["id"]), call.actor)
    return Answer(204)


ENDPOINTS: Final = (
    Endpoint("GET", "", versions),
    Endpoint("GET", "/query", query),
    Endpoint("GET", "/queryAll", query_all),
    Endpoint("GET", "/query/{locator}", next_page),
    Endpoint("GET", "/tooling/query", tooling_query),
    Endpoint("POST", "/tooling/sobjects/{name}", create_tooling),
    Endpoint("PATCH", "/tooling/sobjects/{name}/{id}", update_tooling),
    Endpoint("GET", "/sobjects", list_objects),
    Endpoint("GET", "/sobjects/{name}/describe", describe),
    Endpoint("GET", "/sobjects/{name}", about_object),
    Endpoint("POST", "/sobjects/{name}", create_record),
    Endpoint("GET", "/sobjects/{name}/{id}", read_record),
    Endpoint("PATCH", "/sobjects/{name}/{id}", update_record),
    Endpoint("DELETE", "/sobjects/{name}/{id}", delete_record),
)
