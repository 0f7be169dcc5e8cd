"""The sandbox HubSpot, asked by HubSpot's own client and by plain requests."""

import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import hubspot
import pytest
import requests
from hubspot.crm.contacts import ApiException, SimplePublicObjectInput, SimplePublicObjectInputForCreate

from leadgate.sandbox.hubspot import (
    AppSettings,
    Faults,
    HubSpotSandbox,
    Limits,
    MovedClock,
    SandboxOptions,
    sandbox_from,
    seeded_state,
)
from tests.integration.sandbox_hubspot_portal import NOON, SEED, TOKEN, a_sandbox, call, official_client, ui


@pytest.fixture
def sandbox() -> Iterator[HubSpotSandbox]:
    with a_sandbox() as running:
        yield running


@pytest.fixture
def client(sandbox: HubSpotSandbox) -> Any:
    return official_client(sandbox)


def test_a_contact_is_read_with_history_and_associations(client: Any) -> None:
    contact = client.crm.contacts.basic_api.get_by_id(
        "501",
        properties=["email", "jobtitle", "no_such_property"],
        properties_with_history=["lifecyclestage"],
        associations=["companies"],
    )
    assert contact.properties["email"] == "jen@acme.example"
    assert contact.properties["jobtitle"] is None
    assert "no_such_property" not in contact.properties
    assert [value.value for value in contact.properties_with_history["lifecyclestage"]] == ["lead"]
    assert {link.type for link in contact.associations["companies"].results} == {
        "contact_to_company",
        "contact_to_company_unlabeled",
    }


def test_a_write_keeps_the_history_of_who_wrote(client: Any) -> None:
    client.crm.contacts.basic_api.update("501", SimplePublicObjectInput(properties={"jobtitle": "Director"}))
    read = client.crm.contacts.basic_api.get_by_id("501", properties_with_history=["jobtitle"])
    (value,) = read.properties_with_history["jobtitle"]
    assert (value.value, value.source_type, value.source_id) == ("Director", "INTEGRATION", str(AppSettings.app_id))


def test_a_note_is_created_on_a_contact(client: Any) -> None:
    types = [{"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 202}]
    note = client.crm.objects.notes.basic_api.create(
        SimplePublicObjectInputForCreate(
            properties={"hs_timestamp": "2026-11-23T12:00:00Z", "hs_note_body": "Sales ready"},
            associations=[{"to": {"id": "501"}, "types": types}],
        )
    )
    linked = client.crm.associations.v4.basic_api.get_page("contacts", "501", "notes")
    assert [link.to_object_id for link in linked.results] == [note.id]


def test_pages_cover_every_contact_once(client: Any) -> None:
    for n in range(7):
        client.crm.contacts.basic_api.create(SimplePublicObjectInputForCreate(properties={"email": f"{n}@b.example"}))
    first = client.crm.contacts.basic_api.get_page(limit=5)
    second = client.crm.contacts.basic_api.get_page(limit=5, after=first.paging.next.after)
    ids = [contact.id for contact in first.results + second.results]
    assert len(set(ids)) == 9
    assert second.paging is None


REFUSED: list[Any] = [
    ("an unknown property", {"nope": "1"}, "PROPERTY_DOESNT_EXIST"),
    ("not an option", {"leadgate_tier": "Z"}, "INVALID_OPTION"),
    ("not an e-mail address", {"email": "jen"}, "INVALID_EMAIL"),
    ("a read-only property", {"hs_object_id": "1"}, "READ_ONLY_VALUE"),
    ("an owner nobody knows", {"hubspot_owner_id": "99"}, "INVALID_OWNER_ID"),
    ("not true or false", {"hs_email_optout": "maybe"}, "INVALID_OPTION"),
]


@pytest.mark.parametrize(("fact", "properties", "code"), REFUSED, ids=[row[0] for row in REFUSED])
def test_values_refused(client: Any, fact: str, properties: dict[str, str], code: str) -> None:
    with pytest.raises(ApiException) as caught:
        client.crm.contacts.basic_api.update("501", SimplePublicObjectInput(properties=properties))
    assert caught.value.status == 400
    assert '"VALIDATION_ERROR"' in caught.value.body
    assert code in caught.value.body


def test_an_admins_rule_refuses_in_the_admins_words(sandbox: HubSpotSandbox) -> None:
    rule = {"objectType": "contacts", "propertyName": "phone", "kind": "regex", "pattern": r"\+\d+", "message": "No +?"}
    ui(sandbox, "/rules", {"rules": [rule]}, "PUT")
    assert call(sandbox, "PATCH", "/crm/v3/objects/contacts/501", {"properties": {"phone": "+49"}}).ok
    refused = call(sandbox, "PATCH", "/crm/objects/2026-09/contacts/501", {"properties": {"phone": "49"}})
    assert refused.status_code == 400
    assert "No +?" in refused.json()["message"]


def test_the_lifecycle_never_goes_back_unless_cleared(sandbox: HubSpotSandbox) -> None:
    def put(stage: str) -> str | None:
        answer = call(sandbox, "PATCH", "/crm/v3/objects/contacts/502", {"properties": {"lifecyclestage": stage}})
        assert answer.status_code == 200
        stored: str | None = answer.json()["properties"]["lifecyclestage"]
        return stored

    assert [put("lead"), put(""), put("lead")] == ["customer", None, "lead"]


def test_limits_roll_over_ten_seconds_and_a_day() -> None:
    clock = MovedClock(NOON)
    settings = AppSettings(limits=Limits(per_ten_seconds=2, per_day=3))
    with HubSpotSandbox(seeded_state(SEED, clock), settings) as sandbox:
        path = "/crm/v3/objects/contacts/501"
        assert call(sandbox, "GET", path).headers["X-HubSpot-RateLimit-Remaining"] == "1"
        assert call(sandbox, "GET", path).ok
        assert call(sandbox, "GET", path).json()["policyName"] == "TEN_SECONDLY_ROLLING"
        clock.advance(10)
        assert call(sandbox, "GET", path).headers["X-HubSpot-RateLimit-Daily-Remaining"] == "0"
        assert call(sandbox, "GET", path).json()["policyName"] == "DAILY"
        clock.advance(86_400)
        assert call(sandbox, "GET", path).ok


def test_faults_are_reproducible_and_counted_calls_include_them() -> None:
    with a_sandbox(faults=Faults.parse("503:0.3,html:0.2,429:0.1", seed=3)) as sandbox:
        seen = [call(sandbox, "GET", "/crm/v3/objects/contacts/501").status_code for _ in range(60)]
        assert {200, 429, 502, 503} == set(seen)
        assert ui(sandbox, "/calls", None, "GET").json()["calls"] == {
            "GET /crm/v3/objects/{object_type}/{object_id}": 60
        }
    again = Faults.parse("503:0.3,html:0.2,429:0.1", seed=3)
    drawn = [again.draw() for _ in range(60)]
    assert [{"html": 502, None: 200}.get(fault) or int(str(fault)) for fault in drawn] == seen


def test_a_lost_answer_has_done_its_work() -> None:
    with a_sandbox(faults=Faults.parse("lost:1"), hang_seconds=0.05) as sandbox:
        body = {"properties": {"jobtitle": "Director"}}
        assert call(sandbox, "PATCH", "/crm/v3/objects/contacts/501", body).status_code == 504
        ui(sandbox, "/faults", {"spec": ""}, "PUT")
        read = call(sandbox, "GET", "/crm/v3/objects/contacts/501", properties="jobtitle").json()
        assert read["properties"]["jobtitle"] == "Director"


UNWELCOME: list[Any] = [
    ("no token", {}, "/crm/v3/objects/contacts/501", 401),
    ("a wrong token", {"Authorization": "Bearer x"}, "/crm/v3/objects/contacts/501", 401),
    ("an unknown id", {"Authorization": f"Bearer {TOKEN}"}, "/crm/v3/objects/contacts/1", 404),
    ("an unknown path", {"Authorization": f"Bearer {TOKEN}"}, "/crm/v9/things", 404),
]


@pytest.mark.parametrize(("fact", "headers", "path", "status"), UNWELCOME, ids=[row[0] for row in UNWELCOME])
def test_unwelcome_requests(
    sandbox: HubSpotSandbox, fact: str, headers: dict[str, str], path: str, status: int
) -> None:
    answer = requests.get(sandbox.url + path, headers=headers, timeout=5)
    assert answer.status_code == status
    assert answer.json()["status"] == "error"


def test_an_archived_contact_is_gone_and_its_email_free(client: Any) -> None:
    client.crm.contacts.basic_api.archive("502")
    with pytest.raises(ApiException):
        client.crm.contacts.basic_api.get_by_id("502")
    assert client.crm.contacts.basic_api.get_by_id("502", archived=True).archived
    create = SimplePublicObjectInputForCreate(properties={"email": "bob@acme.example"})
    assert client.crm.contacts.basic_api.create(create).id != "502"


def test_an_email_twice_is_a_conflict_that_names_the_other(client: Any) -> None:
    with pytest.raises(ApiException) as caught:
        client.crm.contacts.basic_api.create(SimplePublicObjectInputForCreate(properties={"email": "JEN@acme.example"}))
    assert caught.value.status == 409
    assert "Existing ID: 501" in caught.value.body


def test_a_merged_id_leads_to_the_record_that_stayed(sandbox: HubSpotSandbox) -> None:
    body = {"primaryObjectId": "501", "objectIdToMerge": "502"}
    assert call(sandbox, "POST", "/crm/v3/objects/contacts/merge", body).ok
    read = call(sandbox, "GET", "/crm/v3/objects/contacts/502", properties="jobtitle,email").json()
    assert (read["id"], read["properties"]["jobtitle"]) == ("501", "CFO")
    assert read["properties"]["email"] == "jen@acme.example"


def test_owners_pipelines_and_properties(client: Any) -> None:
    assert [owner.id for owner in client.crm.owners.owners_api.get_page(email="REP@acme.example").results] == ["11"]
    assert client.crm.owners.owners_api.get_by_id(12).type == "QUEUE"
    stages = client.crm.pipelines.pipelines_api.get_by_id("deals", "default").stages
    assert stages[-1].metadata == {"isClosed": "true", "probability": "0.0"}
    assert client.crm.properties.core_api.get_by_name("contacts", "leadgate_tier").options[0].value == "A"


def test_properties_are_made_changed_and_archived(sandbox: HubSpotSandbox) -> None:
    path = "/crm/properties/2026-09/contacts"
    body = {"name": "fit", "label": "Fit", "groupName": "leadgate", "type": "number", "fieldType": "number"}
    assert call(sandbox, "POST", path, body).status_code == 404  # no such group yet
    group = {"name": "leadgate", "label": "Leadgate"}
    assert [call(sandbox, "POST", f"{path}/groups", group).status_code for _ in range(2)] == [201, 409]
    assert [call(sandbox, "POST", path, body).status_code for _ in range(2)] == [201, 409]
    assert call(sandbox, "PATCH", f"{path}/fit", {"label": "Fit score"}).json()["label"] == "Fit score"
    assert call(sandbox, "PATCH", "/crm/v3/objects/contacts/501", {"properties": {"fit": "9x"}}).status_code == 400
    assert call(sandbox, "DELETE", f"{path}/fit").status_code == 204
    assert call(sandbox, "GET", f"{path}/fit").status_code == 404


def test_a_refresh_token_gets_an_access_token_that_expires() -> None:
    clock = MovedClock(NOON)
    with HubSpotSandbox(seeded_state(SEED, clock)) as sandbox:
        form = {
            "grant_type": "refresh_token",
            "client_id": AppSettings.client_id,
            "client_secret": AppSettings.client_secret,
            "refresh_token": AppSettings.refresh_token,
        }
        token = requests.post(f"{sandbox.url}/oauth/2026-09/token", data=form, timeout=5).json()
        headers = {"Authorization": f"Bearer {token['access_token']}"}
        url = f"{sandbox.url}/crm/v3/objects/contacts/501"
        assert requests.get(url, headers=headers, timeout=5).ok
        looked = hubspot.Client.create(host=sandbox.url).oauth.access_tokens_api.get(token["access_token"])
        assert looked.app_id == AppSettings.app_id
        clock.advance(token["expires_in"])
        assert requests.get(url, headers=headers, timeout=5).status_code == 401


def test_many_writers_at_once_lose_nothing(sandbox: HubSpotSandbox) -> None:
    start = threading.Barrier(8)

    def write(n: int) -> int:
        if n < 8:
            start.wait(timeout=5)
        body = {"properties": {"email": f"{n}@b.example"}}
        return call(sandbox, "POST", "/crm/v3/objects/contacts", body).status_code

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(write, range(40))) == {201}
    assert (
        len(
            {contact["id"] for contact in call(sandbox, "GET", "/crm/v3/objects/contacts", limit=100).json()["results"]}
        )
        == 42
    )


def test_the_dated_paths_answer_as_the_numbered_ones(sandbox: HubSpotSandbox) -> None:
    for old, new in (
        (
            "/crm/v3/objects/contacts/501?associations=companies",
            "/crm/objects/2026-09/contacts/501?associations=companies",
        ),
        ("/crm/v3/owners", "/crm/owners/2026-09"),
        ("/crm/v3/properties/deals", "/crm/properties/2026-09/deals"),
        ("/crm/v3/pipelines/deals", "/crm/pipelines/2026-09/deals"),
        (
            "/crm/v4/objects/contacts/501/associations/companies",
            "/crm/objects/2026-09/contacts/501/associations/companies",
        ),
        ("/crm/v4/associations/contacts/companies/labels", "/crm/associations/2026-09/contacts/companies/labels"),
    ):
        assert call(sandbox, "GET", old).json() == call(sandbox, "GET", new).json()


def test_a_seed_file_fixes_ids_and_later_ids_come_after(tmp_path: Path) -> None:
    seed = tmp_path / "seed.json"
    seed.write_text(json.dumps(SEED), encoding="utf-8")
    with sandbox_from(SandboxOptions(seed=seed, access_token=TOKEN)) as sandbox:
        assert call(sandbox, "GET", "/crm/v3/objects/companies/77").json()["properties"]["name"] == "Acme"
        made = call(sandbox, "POST", "/crm/v3/objects/contacts", {"properties": {"email": "new@b.example"}}).json()
        assert int(made["id"]) > 900


@pytest.mark.parametrize("spec", ["teapot:0.1", "503", "503:2", "503:0.6,html:0.6"])
def test_a_fault_spec_that_makes_no_sense_is_refused(spec: str) -> None:
    with pytest.raises(ValueError, match="fault"):
        Faults.parse(spec)
