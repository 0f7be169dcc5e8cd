"""Bodies in the wrong shape, every part of every kind of request: a 4xx in HubSpot's words, never a crash."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from leadgate.sandbox.hubspot import Limits
from tests.integration.sandbox_hubspot_portal import TOKEN, a_sandbox

JUNK: tuple[Any, ...] = (
    None,
    True,
    5,
    -1,
    2.5,
    10**30,
    "x",
    "\u00b2",
    [],
    [5],
    [[]],
    [None],
    {},
    {"a": 1},
    [{"a": []}],
)
LABEL = {"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 279}
FILTER = {"propertyName": "email", "operator": "IN", "values": ["a"], "value": "a", "highValue": "b"}
PROPERTY = {
    "name": "x_id",
    "label": "X",
    "type": "enumeration",
    "fieldType": "select",
    "groupName": "contactinformation",
    "displayOrder": 1,
    "options": [{"label": "A", "value": "a", "displayOrder": 1}],
}
BODIES: list[tuple[str, str, Any]] = [
    ("POST", "/crm/v3/objects/contacts", {"properties": {"firstname": "Ann"}, "associations": [
        {"to": {"id": "77"}, "types": [LABEL]}]}),
    ("PATCH", "/crm/v3/objects/contacts/501", {"properties": {"firstname": "Ann"}}),
    ("POST", "/crm/v3/objects/contacts/search", {
        "filterGroups": [{"filters": [FILTER]}], "sorts": [{"propertyName": "email", "direction": "DESCENDING"}],
        "query": "a", "limit": 5, "after": 0, "properties": ["email"]}),
    ("POST", "/crm/v3/objects/contacts/merge", {"primaryObjectId": "501", "objectIdToMerge": "9"}),
    ("POST", "/crm/v3/objects/contacts/batch/read", {
        "properties": ["email"], "propertiesWithHistory": ["email"], "idProperty": "email", "inputs": [{"id": "501"}]}),
    ("POST", "/crm/v3/objects/contacts/batch/create", {"inputs": [
        {"properties": {"firstname": "Ann"}, "objectWriteTraceId": "1"}]}),
    ("POST", "/crm/v3/objects/contacts/batch/update", {"inputs": [
        {"id": "501", "idProperty": None, "properties": {"firstname": "Ann"}, "objectWriteTraceId": "1"}]}),
    ("POST", "/crm/v3/objects/contacts/batch/upsert", {"inputs": [
        {"id": "E1", "idProperty": "erp_id", "properties": {"firstname": "Ann"}}]}),
    ("POST", "/crm/v4/associations/contacts/companies/batch/read", {"inputs": [{"id": "501", "after": "1"}]}),
    ("POST", "/crm/v4/associations/contacts/companies/batch/create", {"inputs": [
        {"from": {"id": "501"}, "to": {"id": "77"}, "types": [LABEL]}]}),
    ("POST", "/crm/v4/associations/contacts/companies/batch/archive", {"inputs": [
        {"from": {"id": "501"}, "to": [{"id": "9"}]}]}),
    ("PUT", "/crm/v4/objects/contacts/501/associations/companies/77", [LABEL]),
    ("POST", "/crm/v4/associations/contacts/companies/labels", {"label": "Boss", "name": "boss", "inverseLabel": "B"}),
    ("POST", "/crm/v3/properties/contacts", PROPERTY),
    ("PATCH", "/crm/v3/properties/contacts/erp_id", {**PROPERTY, "hidden": True}),
    ("POST", "/crm/v3/properties/contacts/batch/create", {"inputs": [PROPERTY]}),
    ("POST", "/crm/v3/properties/contacts/groups", {"name": "g", "label": "G", "displayOrder": 1}),
    ("POST", "/oauth/v2/private-apps/get/access-token-info", {"tokenKey": TOKEN}),
    ("POST", "/sandbox/ui/contacts", {"properties": {"firstname": "Ann"}, "userId": 4}),
    ("POST", "/sandbox/ui/associations", {"from": "contacts/501", "to": "companies/77", "remove": False}),
    ("PUT", "/sandbox/faults", {"spec": "503:0", "seed": 1}),
    ("PUT", "/sandbox/rules", {"rules": [{"objectType": "contacts", "propertyName": "x", "kind": "regex"}]}),
    ("PUT", "/sandbox/subscriptions", {"subscriptions": [{"subscriptionType": "contact.creation", "id": 1}]}),
]  # fmt: skip


def spoilt(value: Any) -> Iterator[Any]:
    """The same with one part, at any depth, put in another shape."""
    yield from JUNK
    if isinstance(value, dict):
        for name, part in value.items():
            yield from ({**value, name: other} for other in spoilt(part))
    if isinstance(value, list):
        for place, part in enumerate(value):
            yield from ([*value[:place], other, *value[place + 1 :]] for other in spoilt(part))


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    """One portal for all: what is asked here may leave it in any state, but never broken."""
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with (
        a_sandbox(limits=Limits(per_ten_seconds=10**6, searches_per_second=10**6)) as portal,
        httpx.Client(base_url=portal.url, headers=headers) as client,
    ):
        yield client


@pytest.mark.parametrize(("method", "path", "body"), BODIES, ids=[f"{row[0]} {row[1]}" for row in BODIES])
def test_no_shape_of_a_body_is_a_crash(client: httpx.Client, method: str, path: str, body: Any) -> None:
    assert client.request(method, path, json=body).status_code < 500
    for other in spoilt(body):
        answer = client.request(method, path, content=json.dumps(other))
        assert answer.status_code < 500, other
        if answer.status_code >= 400:
            assert answer.json()["message"], other


MALFORMED = [
    ("a filter group that is no object", "/crm/v3/objects/contacts/search", b'{"filterGroups": [5]}'),
    ("filters that are no list", "/crm/v3/objects/contacts/search", b'{"filterGroups": [{"filters": {}}]}'),
    ("a limit in words", "/crm/v3/objects/contacts/search", b'{"limit": "many"}'),
    ("no JSON", "/crm/v3/objects/contacts", b"{"),
    ("not UTF-8", "/crm/v3/objects/contacts", b'{"properties": {"firstname": "\xff"}}'),
    ("half a surrogate pair", "/crm/v3/objects/contacts", b'{"properties": {"firstname": "\\ud83d"}}'),
    ("a number that is none", "/crm/v3/objects/contacts", b'{"properties": {"firstname": NaN}}'),
    ("a well without a floor", "/crm/v3/objects/contacts", b"[" * 100_000),
    ("a list", "/crm/v3/objects/contacts", b"[]"),
]


@pytest.mark.parametrize(("path", "body"), [row[1:] for row in MALFORMED], ids=[row[0] for row in MALFORMED])
def test_what_is_malformed_is_a_400_in_hubspots_words(client: httpx.Client, path: str, body: bytes) -> None:
    answer = client.post(path, content=body)
    assert answer.status_code == 400
    assert (answer.json()["status"], answer.json()["category"]) == ("error", "VALIDATION_ERROR")


QUERIES = ["limit=%C2%B2", "limit=" + "9" * 5000, "after=%C2%B2", "after=" + "9" * 5000, "properties=&limit=0"]


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query[:20])
def test_no_query_is_a_crash(client: httpx.Client, query: str) -> None:
    assert client.get(f"/crm/v3/objects/contacts?{query}").status_code < 500
