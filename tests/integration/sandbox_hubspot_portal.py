"""The portal the sandbox tests start from, and how they call it."""

from datetime import UTC, datetime
from typing import Any

import hubspot
import requests

from leadgate.sandbox.hubspot import AppSettings, HubSpotSandbox, MovedClock, seeded_state

TOKEN = AppSettings.access_token
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SEED: dict[str, Any] = {
    "owners": [
        {"id": "11", "email": "rep@acme.example", "firstName": "Ann", "userId": 4},
        {"id": "12", "email": "queue@acme.example", "type": "QUEUE"},
    ],
    "properties": {
        "contacts": [
            {
                "name": "leadgate_tier",
                "label": "Tier",
                "type": "enumeration",
                "fieldType": "select",
                "groupName": "contactinformation",
                "options": [{"label": tier, "value": tier} for tier in "ABCD"],
            },
            {
                "name": "erp_id",
                "label": "ERP id",
                "type": "string",
                "fieldType": "text",
                "groupName": "contactinformation",
                "hasUniqueValue": True,
            },
        ]
    },
    "contacts": [
        {"id": "501", "properties": {"email": "jen@acme.example", "firstname": "Jennifer", "lifecyclestage": "lead"}},
        {"id": "502", "properties": {"email": "bob@acme.example", "jobtitle": "CFO", "lifecyclestage": "customer"}},
    ],
    "companies": [{"id": "77", "properties": {"name": "Acme", "domain": "acme.example", "numberofemployees": 500}}],
    "deals": [{"id": "900", "properties": {"dealname": "Acme line", "dealstage": "qualifiedtobuy", "amount": "85000"}}],
    "associations": [{"from": "contacts/501", "to": "companies/77"}],
}


def a_sandbox(**changes: Any) -> HubSpotSandbox:
    return HubSpotSandbox(seeded_state(SEED, MovedClock(NOON)), AppSettings(**changes))


def official_client(sandbox: HubSpotSandbox) -> Any:
    """Validation off: its model of a 207's errors wants fields the real API leaves out."""
    return hubspot.Client.create(
        access_token=TOKEN, host=sandbox.url, base_url=sandbox.url, client_side_validation=False
    )


def call(sandbox: HubSpotSandbox, method: str, path: str, body: Any = None, **query: Any) -> requests.Response:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    return requests.request(method, sandbox.url + path, json=body, params=query, headers=headers, timeout=5)


def ui(sandbox: HubSpotSandbox, path: str, body: Any, method: str = "POST") -> requests.Response:
    return requests.request(method, f"{sandbox.url}/sandbox{path}", json=body, timeout=5)
