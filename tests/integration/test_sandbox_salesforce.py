"""The sandbox Salesforce before the client that everybody uses: it does not notice the difference."""

from collections.abc import Iterator
from typing import Any

import pytest
from simple_salesforce.api import Salesforce
from simple_salesforce.exceptions import (
    SalesforceExpiredSession,
    SalesforceGeneralError,
    SalesforceMalformedRequest,
    SalesforceRefusedRequest,
    SalesforceResourceNotFound,
)

from leadgate.sandbox.faults import Faults
from leadgate.sandbox.salesforce import Limits, Rule, SalesforceSandbox
from tests.integration.sandbox_salesforce_org import (
    ACCOUNT,
    CONTACT,
    GONE_USER,
    LEAD,
    OTHER,
    QUEUE,
    SEED,
    USER,
    LocalSession,
    a_sandbox,
    client,
)


@pytest.fixture
def sandbox() -> Iterator[SalesforceSandbox]:
    with a_sandbox() as made:
        yield made


@pytest.fixture
def sf(sandbox: SalesforceSandbox) -> Salesforce:
    return client(sandbox)


def ids(answer: Any) -> list[str]:
    return [record["Id"] for record in answer["records"]]


QUERIES = [
    ("by id", f"SELECT Id FROM Contact WHERE Id = '{CONTACT}'", [CONTACT]),
    ("by an id of 15", f"SELECT Id FROM Contact WHERE Id = '{CONTACT[:15]}'", [CONTACT]),
    ("case does not matter", "select id from contact where lastname = 'martinez'", [CONTACT]),
    ("a quote", r"SELECT Id FROM Contact WHERE LastName = 'O\'Hara'", [OTHER]),
    ("like", "SELECT Id FROM Contact WHERE Email LIKE '%@acme.example'", [CONTACT, OTHER]),
    ("of a parent", "SELECT Id FROM Contact WHERE Account.Name = 'Acme' ORDER BY LastName", [CONTACT, OTHER]),
    ("backwards", "SELECT Id FROM Contact ORDER BY LastName DESC LIMIT 1", [OTHER]),
    ("one of a list", f"SELECT Id FROM Contact WHERE Id IN ('{OTHER}', 'x')", [OTHER]),
    ("none of a list", f"SELECT Id FROM Contact WHERE Id NOT IN ('{OTHER}')", [CONTACT]),
    ("of another query", "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact)", [ACCOUNT]),
    ("since", "SELECT Id FROM Lead WHERE CreatedDate < 2026-10-01T00:00:00Z", [LEAD]),
    ("nothing", "SELECT Id FROM Lead WHERE Title = null AND NOT (Company = 'Other')", [LEAD]),
    ("numbers", "SELECT Id FROM Account WHERE NumberOfEmployees >= 500 OR AnnualRevenue > 1", [ACCOUNT]),
]


@pytest.mark.parametrize(("query", "found"), [row[1:] for row in QUERIES], ids=[row[0] for row in QUERIES])
def test_soql_finds(sf: Salesforce, query: str, found: list[str]) -> None:
    answer = sf.query(query)
    assert (ids(answer), answer["done"], answer["totalSize"]) == (found, True, len(found))


BAD_QUERIES = [
    ("a column that is not there", "SELECT Nope__c FROM Lead", "INVALID_FIELD", "No such column 'Nope__c'"),
    ("an object that is not there", "SELECT Id FROM Nope", "INVALID_TYPE", "'Nope' is not supported"),
    ("no SOQL", "SELECT Id FRM Lead", "MALFORMED_QUERY", "Row:1:Column:11"),
    ("cut off", "SELECT Id FROM", "MALFORMED_QUERY", "<EOF>"),
    ("no relationship", "SELECT Boss.Name FROM Lead", "INVALID_FIELD", "relationship 'Boss'"),
    ("no children", "SELECT Id, (SELECT Id FROM Boats) FROM Lead", "INVALID_TYPE", "'Boats'"),
    ("a long text", "SELECT Id FROM Task WHERE Description = 'x'", "INVALID_FIELD", "can not be filtered"),
]


@pytest.mark.parametrize(
    ("query", "code", "words"), [row[1:] for row in BAD_QUERIES], ids=[row[0] for row in BAD_QUERIES]
)
def test_bad_soql_is_told_as_salesforce_does(sf: Salesforce, query: str, code: str, words: str) -> None:
    with pytest.raises(SalesforceMalformedRequest) as caught:
        sf.query(query)
    assert caught.value.content[0]["errorCode"] == code
    assert words in caught.value.content[0]["message"]


def test_parents_and_children_come_along(sf: Salesforce) -> None:
    sf.Task.create({"WhoId": CONTACT, "Subject": "Call"})
    answer = sf.query(
        f"SELECT Account.Name, Owner.Name, (SELECT Subject FROM Tasks) FROM Contact WHERE Id = '{CONTACT}'"
    )
    (record,) = answer["records"]
    assert record["Account"]["Name"] == "Acme"
    assert record["Tasks"]["records"][0]["Subject"] == "Call"
    assert sf.query(f"SELECT (SELECT Id FROM Tasks) FROM Contact WHERE Id = '{OTHER}'")["records"][0]["Tasks"] is None


def test_more_than_two_thousand_come_in_pages(sandbox: SalesforceSandbox, sf: Salesforce) -> None:
    for start in range(0, 2_050, 200):
        rows = [{"attributes": {"type": "Lead"}, "LastName": str(n), "Company": "x"} for n in range(start, start + 200)]
        sf.restful("composite/sobjects", method="POST", json={"records": rows})
    first = sf.query("SELECT Id FROM Lead")
    assert (len(first["records"]), first["done"]) == (2_000, False)
    assert len(sf.query_all("SELECT Id FROM Lead")["records"]) == first["totalSize"]
    assert sf.query("SELECT COUNT() FROM Lead")["totalSize"] == first["totalSize"]


def test_a_record_is_made_read_changed_and_deleted(sf: Salesforce) -> None:
    made = sf.Lead.create({"LastName": "Lee", "Company": "Beta"})
    assert sf.Lead.update(made["id"], {"Title": "CFO"}) == 204
    assert sf.Lead.get(made["id"])["Title"] == "CFO"
    assert sf.Lead.delete(made["id"]) == 204
    with pytest.raises(SalesforceResourceNotFound):
        sf.Lead.get(made["id"])
    assert sf.query(f"SELECT Id FROM Lead WHERE Id = '{made['id']}'")["totalSize"] == 0
    assert sf.query(f"SELECT Id FROM Lead WHERE Id = '{made['id']}'", include_deleted=True)["totalSize"] == 1


REFUSED = [
    ("too long", "Lead", LEAD, {"Title": "x" * 129}, "STRING_TOO_LONG"),
    ("no value of the list", "Lead", LEAD, {"Tier__c": "Z"}, "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST"),
    ("no such field", "Lead", LEAD, {"Nope__c": 1}, "INVALID_FIELD"),
    ("not to be written", "Lead", LEAD, {"IsConverted": True}, "INVALID_FIELD_FOR_INSERT_UPDATE"),
    ("a user who left", "Lead", LEAD, {"OwnerId": GONE_USER}, "INACTIVE_OWNER_OR_USER"),
    ("nobody", "Lead", LEAD, {"OwnerId": USER[:14] + "X"}, "INVALID_CROSS_REFERENCE_KEY"),
    ("a queue owns no contact", "Contact", CONTACT, {"OwnerId": QUEUE}, "INVALID_CROSS_REFERENCE_KEY"),
    ("a required one emptied", "Lead", LEAD, {"LastName": None}, "REQUIRED_FIELD_MISSING"),
    ("no number", "Lead", LEAD, {"NumberOfEmployees": "many"}, "JSON_PARSER_ERROR"),
    ("a rule says no", "Account", ACCOUNT, {"Rating": "Hot"}, "FIELD_CUSTOM_VALIDATION_EXCEPTION"),
]


@pytest.mark.parametrize(
    ("name", "record", "values", "code"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_what_the_org_cannot_hold_is_refused(name: str, record: str, values: dict[str, Any], code: str) -> None:
    metadata = {**SEED["fields"]["Lead"]["Tier__c"]}
    metadata["valueSet"] = {"restricted": True, "valueSetDefinition": {"value": [{"fullName": "A", "label": "A"}]}}
    with a_sandbox({**SEED, "fields": {"Lead": {"Tier__c": metadata}}}) as sandbox:
        sandbox.org.rules.append(Rule("Account", "Rating", "Only RevOps rates"))
        with pytest.raises(SalesforceMalformedRequest) as caught:
            getattr(client(sandbox), name).update(record, values)
    assert caught.value.content[0]["errorCode"] == code


def test_a_queue_may_own_a_lead(sf: Salesforce) -> None:
    sf.Lead.update(LEAD, {"OwnerId": QUEUE})
    assert sf.Lead.get(LEAD)["OwnerId"] == QUEUE


def test_a_collection_answers_each_record_and_200_for_all(sandbox: SalesforceSandbox, sf: Salesforce) -> None:
    sandbox.org.locked.add(OTHER)
    rows = [
        {"attributes": {"type": "Contact"}, "id": CONTACT, "Title": "CFO"},
        {"attributes": {"type": "Contact"}, "id": OTHER, "Title": "CEO"},
        {"attributes": {"type": "Lead"}, "id": LEAD, "Title": "x" * 200},
    ]
    results = sf.restful("composite/sobjects", method="PATCH", json={"allOrNone": False, "records": rows})
    assert [one["success"] for one in results] == [True, False, False]
    assert [one["errors"][0]["statusCode"] for one in results[1:]] == ["UNABLE_TO_LOCK_ROW", "STRING_TOO_LONG"]
    assert results[2]["errors"][0]["fields"] == ["Title"]


def test_more_than_200_at_once_are_refused(sf: Salesforce) -> None:
    rows = [{"attributes": {"type": "Contact"}, "id": CONTACT, "Title": str(n)} for n in range(201)]
    with pytest.raises(SalesforceMalformedRequest, match="record limit"):
        sf.restful("composite/sobjects", method="PATCH", json={"records": rows})


def test_several_queries_are_one_call(sandbox: SalesforceSandbox, sf: Salesforce) -> None:
    path = "/services/data/v67.0/query?q="
    parts = [
        {"method": "GET", "referenceId": "a", "url": f"{path}SELECT+Id+FROM+Lead"},
        {"method": "GET", "referenceId": "b", "url": f"{path}SELECT+Nope+FROM+Lead"},
    ]
    before = len(sandbox.gate.used)
    answer = sf.restful("composite", method="POST", json={"compositeRequest": parts})
    assert answer is not None
    assert [one["httpStatusCode"] for one in answer["compositeResponse"]] == [200, 400]
    assert len(sandbox.gate.used) == before + 1


def test_a_lead_is_assigned_by_rule_unless_the_header_says_no(sandbox: SalesforceSandbox, sf: Salesforce) -> None:
    sandbox.org.assignment_rule_owner = QUEUE
    sf.Lead.update(LEAD, {"Title": "CFO"}, headers={"Sforce-Auto-Assign": "FALSE"})
    assert sf.Lead.get(LEAD)["OwnerId"] != QUEUE
    sf.Lead.update(LEAD, {"Title": "CEO"})
    assert sf.Lead.get(LEAD)["OwnerId"] == QUEUE


def test_a_field_that_was_made_is_seen_once_it_is_permitted(sf: Salesforce, sandbox: SalesforceSandbox) -> None:
    metadata = {"type": "Number", "label": "Score", "precision": 5, "scale": 1}
    body = {"FullName": "Lead.Score__c", "Metadata": metadata}
    sf.restful("tooling/sobjects/CustomField", method="POST", json=body)
    assert "Score__c" not in {one["name"] for one in sf.Lead.describe()["fields"]}
    made = sf.PermissionSet.create({"Name": "Scores", "Label": "Scores"})
    field = {"SobjectType": "Lead", "Field": "Lead.Score__c", "PermissionsRead": True, "PermissionsEdit": True}
    sf.FieldPermissions.create({"ParentId": made["id"], **field})
    sf.PermissionSetAssignment.create({"PermissionSetId": made["id"], "AssigneeId": sandbox.org.integration_user})
    sf.Lead.update(LEAD, {"Score__c": 62.5})
    assert sf.query("SELECT Score__c FROM Lead")["records"][0]["Score__c"] == 62.5
    with pytest.raises(SalesforceMalformedRequest, match="already a"):
        sf.restful("tooling/sobjects/CustomField", method="POST", json=body)


def test_usage_is_told_and_the_days_calls_end() -> None:
    with a_sandbox(limits=Limits(calls_per_day=2)) as sandbox:
        sf = client(sandbox)
        sf.query("SELECT Id FROM Lead")
        assert (sf.api_usage["api-usage"].used, sf.api_usage["api-usage"].total) == (1, 2)
        sf.query("SELECT Id FROM Lead")
        with pytest.raises(SalesforceRefusedRequest, match="TotalRequests"):
            sf.query("SELECT Id FROM Lead")


def test_a_session_ends(sandbox: SalesforceSandbox) -> None:
    sf = client(sandbox)
    token = sf.session_id
    sandbox.gate.sessions.clear()
    stale = Salesforce(session_id=token, instance_url="https://x.y", version="67.0", session=LocalSession(sandbox))
    with pytest.raises(SalesforceExpiredSession):
        stale.query("SELECT Id FROM Lead")
    assert sf.query("SELECT Id FROM Lead")["totalSize"] == 1  # it logs in again by itself


def test_faults_are_injected(sandbox: SalesforceSandbox, sf: Salesforce) -> None:
    sandbox.gate.faults = Faults.parse("503:1")
    with pytest.raises(SalesforceGeneralError) as caught:
        sf.query("SELECT Id FROM Lead")
    assert caught.value.status == 503
