"""Owners, deal pipelines and the account: what the portal has besides records."""

from .errors import Json, invalid, not_found
from .http import Answer, Call, Endpoint
from .object_types import object_type
from .paging import paged
from .people import Owner, Pipeline
from .state import State
from .versions import DATED_VERSIONS, crm_paths

OWNER_PAGE_LIMIT = 500


def read_owners(state: State, call: Call) -> Answer:
    email = (call.one("email") or "").lower()
    archived = call.flag("archived")
    owners = [
        owner
        for owner in sorted(state.owners.values(), key=lambda owner: int(owner.id))
        if owner.archived == archived and email in ("", owner.email.lower())
    ]
    page = paged(call, owners, lambda owner: owner.id, call.limit(100, OWNER_PAGE_LIMIT))
    return Answer(200, page.body([owner.body(state.created_at) for owner in page.items]))


def read_owner(state: State, call: Call) -> Answer:
    key, archived = call.params["owner_id"], call.flag("archived")
    owner = _by_user_id(state, key) if call.one("idProperty") == "userId" else state.owners.get(key)
    if owner is None or owner.archived != archived:
        raise not_found()
    return Answer(200, owner.body(state.created_at))


def read_pipelines(state: State, call: Call) -> Answer:
    return Answer(200, {"results": [pipeline.body(state.created_at) for pipeline in _pipelines(state, call)]})


def read_pipeline(state: State, call: Call) -> Answer:
    return Answer(200, _pipeline(state, call).body(state.created_at))


def read_stages(state: State, call: Call) -> Answer:
    return Answer(200, {"results": [stage.body(state.created_at) for stage in _pipeline(state, call).stages]})


def read_stage(state: State, call: Call) -> Answer:
    stage = _pipeline(state, call).stage(call.params["stage_id"])
    if stage is None:
        raise not_found()
    return Answer(200, stage.body(state.created_at))


def read_account(state: State, _: Call) -> Answer:
    body: Json = {
        "portalId": state.portal_id,
        "accountType": "STANDARD",
        "timeZone": "UTC",
        "companyCurrency": "USD",
        "additionalCurrencies": [],
        "utcOffset": "+00:00",
        "utcOffsetMilliseconds": 0,
        "uiDomain": "app.hubspot.com",
        "dataHostingLocation": "na1",
    }
    return Answer(200, body)


def _by_user_id(state: State, key: str) -> Owner | None:
    return next((owner for owner in state.owners.values() if str(owner.user_id) == key), None)


def _pipelines(state: State, call: Call) -> list[Pipeline]:
    kind = object_type(call.params["object_type"])
    if kind.name != "deals":
        raise invalid(f"{kind.name} have no pipelines")
    return list(state.pipelines.values())


def _pipeline(state: State, call: Call) -> Pipeline:
    found = next((one for one in _pipelines(state, call) if one.id == call.params["pipeline_id"]), None)
    if found is None:
        raise not_found()
    return found


_ONE = "/{object_type}/{pipeline_id}"
_OWNERS = crm_paths("owners", "", "v3")

ENDPOINTS = (
    Endpoint("GET", (*_OWNERS, *(f"{path}/" for path in _OWNERS)), read_owners),
    Endpoint("GET", crm_paths("owners", "/{owner_id}", "v3"), read_owner),
    Endpoint("GET", crm_paths("pipelines", "/{object_type}", "v3"), read_pipelines),
    Endpoint("GET", crm_paths("pipelines", _ONE, "v3"), read_pipeline),
    Endpoint("GET", crm_paths("pipelines", f"{_ONE}/stages", "v3"), read_stages),
    Endpoint("GET", crm_paths("pipelines", f"{_ONE}/stages/{{stage_id}}", "v3"), read_stage),
    Endpoint("GET", tuple(f"/account-info/{version}/details" for version in ("v3", *DATED_VERSIONS)), read_account),
)
