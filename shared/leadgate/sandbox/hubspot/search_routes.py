"""POST …/search: at most 200 a page, 10,000 in all, 3,000 characters of request."""

from .errors import Json, invalid
from .http import Answer, Call, Endpoint
from .object_types import object_type
from .reading import View, render
from .searching import find_records
from .shapes import texts, whole
from .state import State
from .versions import crm_paths

PAGE_LIMIT, TOTAL_LIMIT, BODY_LIMIT = 200, 10_000, 3_000


def search(state: State, call: Call) -> Answer:
    kind = object_type(call.params["object_type"])
    if len(call.raw) > BODY_LIMIT:
        raise invalid(f"The request body is too long: at most {BODY_LIMIT} characters are allowed")
    body = call.json()
    limit, after = whole(body, "limit", 10), whole(body, "after", 0)
    if not 1 <= limit <= PAGE_LIMIT:
        raise invalid(f"Invalid limit {limit}: must be between 1 and {PAGE_LIMIT}")
    if after < 0 or after + limit > TOTAL_LIMIT:
        raise invalid(f"A search pages through {TOTAL_LIMIT} results at most")
    found = find_records(state, kind, body)
    view = View(texts(body, "properties"))
    page = [render(state, kind, record, view) for record in found[after : after + limit]]
    answer: Json = {"total": len(found), "results": page}
    if after + limit < len(found):
        answer["paging"] = {"next": {"after": str(after + limit)}}
    return Answer(200, answer)


ENDPOINTS = (Endpoint("POST", crm_paths("objects", "/{object_type}/search", "v3"), search, search=True),)
