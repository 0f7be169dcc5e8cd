"""The org the sandbox tests start from, and how they call it."""

from datetime import UTC, datetime
from typing import Any

import requests
from simple_salesforce.api import Salesforce

from leadgate.sandbox.clock import MovedClock
from leadgate.sandbox.salesforce import AppSettings, SalesforceSandbox, record_id, seeded_org

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
VERSION = "67.0"
ACCOUNT, CONTACT, OTHER, LEAD = (
    record_id("001", 77),
    record_id("003", 501),
    record_id("003", 502),
    record_id("00Q", 601),
)
USER, GONE_USER, QUEUE = record_id("005", 11), record_id("005", 12), record_id("00G", 13)
SEED: dict[str, Any] = {
    "fields": {"Lead": {"Tier__c": {"type": "Picklist", "label": "Tier", "valueSet": {"restricted": True}}}},
    "records": {
        "User": [
            {"Id": USER, "Username": "rep@seller.example", "LastName": "Rep", "IsActive": True},
            {"Id": GONE_USER, "Username": "gone@seller.example", "LastName": "Gone", "IsActive": False},
        ],
        "Group": [{"Id": QUEUE, "Name": "Enterprise", "Type": "Queue"}],
        "Account": [{"Id": ACCOUNT, "Name": "Acme", "NumberOfEmployees": 500}],
        "Contact": [
            {
                "Id": CONTACT,
                "FirstName": "Jen",
                "LastName": "Martinez",
                "AccountId": ACCOUNT,
                "Email": "j@acme.example",
            },
            {"Id": OTHER, "LastName": "O'Hara", "AccountId": ACCOUNT, "Email": "o@acme.example"},
        ],
        "Lead": [{"Id": LEAD, "LastName": "Park", "Company": "Acme", "CreatedDate": "2026-09-30T14:02:00Z"}],
    },
}


def a_sandbox(seed: Any = SEED, **changes: Any) -> SalesforceSandbox:
    return SalesforceSandbox(seeded_org(seed, MovedClock(NOON)), AppSettings(**changes))


class LocalSession(requests.Session):
    """simple-salesforce speaks https to any host; these go to the sandbox."""

    def __init__(self, sandbox: SalesforceSandbox) -> None:
        super().__init__()
        self._base = sandbox.url

    def request(self, method: Any, url: Any, *args: Any, **kwargs: Any) -> requests.Response:
        path = "/" + str(url).split("/", 3)[3]
        return super().request(method, self._base + path, *args, **{"timeout": 5, **kwargs})


def client(sandbox: SalesforceSandbox) -> Salesforce:
    """By client credentials, as a program logs in to its own domain."""
    app = sandbox.settings.client_app
    return Salesforce(
        consumer_key=app.consumer_key,
        consumer_secret=app.consumer_secret,
        domain="acme.my",
        version=VERSION,
        session=LocalSession(sandbox),
    )
