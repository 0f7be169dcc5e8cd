"""The sandbox HubSpot's batches, searches and associations."""

from collections.abc import Iterator
from typing import Any

import pytest
from hubspot.crm.associations.v4 import (
    BatchInputPublicAssociationMultiPost,
    BatchInputPublicFetchAssociationsBatchRequest,
)
from hubspot.crm.contacts import BatchReadInputSimplePublicObjectId, PublicObjectSearchRequest

from leadgate.sandbox.hubspot import HubSpotSandbox
from tests.integration.sandbox_hubspot_portal import a_sandbox, call, official_client


@pytest.fixture
def sandbox() -> Iterator[HubSpotSandbox]:
    with a_sandbox() as running:
        yield running


@pytest.fixture
def client(sandbox: HubSpotSandbox) -> Any:
    return official_client(sandbox)


def test_a_batch_read_answers_207_with_what_is_missing(client: Any) -> None:
    asked = BatchReadInputSimplePublicObjectId(
        inputs=[{"id": "501"}, {"id": "404404"}], properties=["email"], properties_with_history=[]
    )
    answer, status, _ = client.crm.contacts.batch_api.read_with_http_info(asked)
    assert status == 207
    assert [contact.id for contact in answer.results] == ["501"]
    assert answer.errors[0].context["ids"] == ["404404"]


def _update(identifier: str, trace: str | None = None, **properties: str) -> dict[str, Any]:
    return {"id": identifier, "properties": properties} | ({"objectWriteTraceId": trace} if trace else {})


BATCHES: list[Any] = [
    ("all good", [_update("501", jobtitle="A"), _update("502", jobtitle="B")], 200, ["501", "502"]),
    ("an id twice refuses all", [_update("501", jobtitle="A"), _update("501", jobtitle="B")], 400, []),
    (
        "an unknown id is told beside the rest",
        [_update("501", jobtitle="A"), _update("999", jobtitle="B")],
        207,
        ["501"],
    ),
    ("a bad value refuses all", [_update("501", jobtitle="A"), _update("502", leadgate_tier="Z")], 400, []),
    (
        "with trace ids a bad value refuses only its own",
        [_update("501", "t1", jobtitle="A"), _update("502", "t2", leadgate_tier="Z")],
        207,
        ["501"],
    ),
    ("more than a hundred", [_update(str(n), jobtitle="A") for n in range(101)], 400, []),
]


@pytest.mark.parametrize(("fact", "inputs", "status", "written"), BATCHES, ids=[row[0] for row in BATCHES])
@pytest.mark.parametrize("path", ["/crm/v3/objects/contacts", "/crm/objects/2026-09/contacts"])
def test_batch_updates(
    sandbox: HubSpotSandbox, path: str, fact: str, inputs: list[Any], status: int, written: list[str]
) -> None:
    answer = call(sandbox, "POST", f"{path}/batch/update", {"inputs": inputs})
    assert answer.status_code == status
    assert [result["id"] for result in answer.json().get("results", [])] == written


def test_a_batch_upsert_finds_by_email_and_by_a_unique_property(sandbox: HubSpotSandbox) -> None:
    inputs = [
        {"id": "jen@acme.example", "idProperty": "email", "properties": {"jobtitle": "VP"}},
        {"id": "E-7", "idProperty": "erp_id", "properties": {"email": "new@acme.example"}},
    ]
    answer = call(sandbox, "POST", "/crm/v3/objects/contacts/batch/upsert", {"inputs": inputs}).json()
    assert [(result["id"] == "501", result["new"]) for result in answer["results"]] == [(True, False), (False, True)]


SEARCHES: list[Any] = [
    (
        "equal, whatever the case",
        "contacts",
        {"propertyName": "email", "operator": "EQ", "value": "JEN@acme.example"},
        1,
    ),
    ("in a list", "contacts", {"propertyName": "lifecyclestage", "operator": "IN", "values": ["lead", "customer"]}, 2),
    ("has no value", "contacts", {"propertyName": "jobtitle", "operator": "NOT_HAS_PROPERTY"}, 1),
    ("numbers as numbers", "companies", {"propertyName": "numberofemployees", "operator": "GT", "value": "60"}, 1),
    ("between", "deals", {"propertyName": "amount", "operator": "BETWEEN", "value": "1", "highValue": "90000"}, 1),
    ("a token with a star", "contacts", {"propertyName": "email", "operator": "CONTAINS_TOKEN", "value": "bo*"}, 1),
    ("changed since", "contacts", {"propertyName": "lastmodifieddate", "operator": "GTE", "value": "2026-11-23"}, 2),
    ("associated with", "contacts", {"propertyName": "associations.company", "operator": "EQ", "value": "77"}, 1),
]


@pytest.mark.parametrize(("fact", "kind", "asked", "total"), SEARCHES, ids=[row[0] for row in SEARCHES])
def test_searches(client: Any, fact: str, kind: str, asked: dict[str, Any], total: int) -> None:
    request = PublicObjectSearchRequest(filter_groups=[{"filters": [asked]}], limit=200, properties=["email"])
    assert getattr(client.crm, kind).search_api.do_search(request).total == total


def test_searches_are_limited_to_five_a_second(sandbox: HubSpotSandbox) -> None:
    path = "/crm/v3/objects/contacts/search"
    answers = [call(sandbox, "POST", path, {"filterGroups": []}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert answers[5].json()["policyName"] == "SECONDLY"
    assert "X-HubSpot-RateLimit-Max" not in answers[0].headers


def test_associations_are_read_in_batches_with_their_labels(client: Any) -> None:
    batch = client.crm.associations.v4.batch_api
    made = BatchInputPublicAssociationMultiPost(
        inputs=[
            {
                "from": {"id": "900"},
                "to": {"id": "501"},
                "types": [{"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 3}],
            }
        ]
    )
    assert batch.create("deals", "contacts", made).results[0].from_object_id == "900"
    asked = BatchInputPublicFetchAssociationsBatchRequest(inputs=[{"id": "501"}, {"id": "502"}])
    answer, status, _ = batch.get_page_with_http_info("contacts", "companies", asked)
    assert status == 207
    assert {kind.type_id for kind in answer.results[0].to[0].association_types} == {1, 279}
    assert answer.errors[0].sub_category == "crm.associations.NO_ASSOCIATIONS_FOUND"
