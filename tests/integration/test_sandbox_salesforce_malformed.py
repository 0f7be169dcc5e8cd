"""Whatever is sent to the sandbox Salesforce, it answers as an API does: never with a trace, never with 500."""

from collections.abc import Iterator
from typing import Any

import pytest
import requests

from leadgate.sandbox.salesforce import SalesforceSandbox
from leadgate.sandbox.salesforce.oauth import grant
from tests.integration.sandbox_salesforce_org import CONTACT, LEAD, a_sandbox

BASE = "/services/data/v67.0"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[SalesforceSandbox]:
    with a_sandbox() as made:
        yield made


def send(sandbox: SalesforceSandbox, method: str, path: str, body: Any = None) -> requests.Response:
    token = grant(sandbox.gate, sandbox.url)["access_token"]
    raw = {"data": body} if isinstance(body, bytes) else {"json": body}
    return requests.request(
        method, sandbox.url + BASE + path, headers={"Authorization": f"Bearer {token}"}, timeout=5, **raw
    )


RECORD = {"attributes": {"type": "Lead"}, "id": LEAD}
CALLS: list[tuple[str, str, str, Any, int]] = [
    ("no JSON", "POST", "/sobjects/Lead", b"{", 400),
    ("a list for an object", "POST", "/sobjects/Lead", [], 400),
    ("no object of that name", "POST", "/sobjects/Boat", {}, 404),
    ("an id that is none", "PATCH", "/sobjects/Lead/x", {}, 400),
    ("an id of something else", "PATCH", f"/sobjects/Lead/{CONTACT}", {}, 404),
    ("a number for a name", "PATCH", f"/sobjects/Lead/{LEAD}", {"LastName": 7}, 400),
    ("a list for a name", "PATCH", f"/sobjects/Lead/{LEAD}", {"LastName": ["x"]}, 400),
    ("a date that is none", "PATCH", f"/sobjects/Task/{LEAD}", {"ActivityDate": "soon"}, 404),
    ("a number without end", "PATCH", f"/sobjects/Lead/{LEAD}", b'{"AnnualRevenue": 1e999}', 400),
    ("records that are no list", "PATCH", "/composite/sobjects", {"records": {}}, 400),
    ("a record that is none", "PATCH", "/composite/sobjects", {"records": [7]}, 400),
    ("a record of no object", "PATCH", "/composite/sobjects", {"records": [{"id": LEAD}]}, 400),
    ("an unknown field", "PATCH", "/composite/sobjects", {"records": [{**RECORD, "Nope": 1}]}, 400),
    ("no composite", "POST", "/composite", {}, 400),
    ("a composite of nothing", "POST", "/composite", {"compositeRequest": []}, 400),
    ("a part that is none", "POST", "/composite", {"compositeRequest": [7]}, 400),
    ("a part without a URL", "POST", "/composite", {"compositeRequest": [{"method": "GET"}]}, 200),
    ("a query of nothing", "GET", "/query", None, 400),
    ("a locator that is none", "GET", "/query/x-2000", None, 400),
    ("metadata that are none", "POST", "/tooling/sobjects/CustomField", {"FullName": "Lead.X__c", "Metadata": 7}, 400),
    ("a field of no object", "POST", "/tooling/sobjects/CustomField", {"FullName": "X__c", "Metadata": {}}, 400),
    ("an unknown path", "GET", "/nowhere/at/all", None, 404),
    ("a method that is not allowed", "DELETE", "/query", None, 405),
]


@pytest.mark.parametrize(
    ("method", "path", "body", "status"), [row[1:] for row in CALLS], ids=[row[0] for row in CALLS]
)
def test_what_makes_no_sense_is_refused(
    sandbox: SalesforceSandbox, method: str, path: str, body: Any, status: int
) -> None:
    answer = send(sandbox, method, path, body)
    assert answer.status_code == status
    if status != 200:
        assert {"message", "errorCode"} <= set(answer.json()[0])


def test_without_a_session_nothing_is_told(sandbox: SalesforceSandbox) -> None:
    answer = requests.get(f"{sandbox.url}{BASE}/sobjects", timeout=5)
    assert (answer.status_code, answer.json()[0]["errorCode"]) == (401, "INVALID_SESSION_ID")
