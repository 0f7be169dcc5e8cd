"""The CRMs of the demo: a sandbox of each with the same people in it, and how a person works in it."""

import secrets
from abc import ABC, abstractmethod
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Final

import httpx

from leadgate.crm.fields import FIELD_BY_NAME
from leadgate.demo.story import ACME, CFO, COMPETITOR, JENNIFER, STUDENT
from leadgate.sandbox import hubspot, salesforce
from leadgate.sandbox.listening import DEMO_RETRY_SCALE, Listening
from leadgate.sandbox.seed_file import read_seed

HERE: Final = Path(__file__).parent


@dataclass
class DemoCrm(ABC):
    """keys: the secrets that product and CRM share, as environment variables. ids: whom the story is about."""

    name: ClassVar[str]
    url_variable: ClassVar[str]
    owner_field: ClassVar[str]
    ids: ClassVar[Mapping[str, str]]
    keys: dict[str, str] = field(default_factory=dict)

    @property
    @abstractmethod
    def sandbox(self) -> Listening:
        """Not yet started."""

    @abstractmethod
    def point_at(self, product_url: str) -> None:
        """Tell the product of changes. Before the sandbox starts."""

    @abstractmethod
    def settings(self, base: Mapping[str, Any]) -> Mapping[str, Any]:
        """The demo's settings, for this CRM: `base` names reps as HubSpot does."""

    @abstractmethod
    def values(self, who: str) -> Mapping[str, str]:
        """What stands on the record, by the CRM's own names."""

    @abstractmethod
    def edit(self, who: str) -> None:
        """A person changes something about them."""

    @abstractmethod
    def field(self, name: str) -> str:
        """What the CRM calls one of our fields."""

    @abstractmethod
    def owner(self, owner_id: str) -> str:
        """The rep's name; a dash for nobody."""


class DemoHubSpot(DemoCrm):
    name = "HubSpot"
    url_variable = "HUBSPOT_BASE_URL"
    owner_field = "hubspot_owner_id"
    ids: ClassVar = {
        JENNIFER: "hubspot:contact:501",
        CFO: "hubspot:contact:502",
        COMPETITOR: "hubspot:contact:504",
        STUDENT: "hubspot:contact:505",
        ACME: "hubspot:company:77",
    }
    _app_id: Final = 1001

    def __init__(self) -> None:
        secret, token = secrets.token_hex(16), f"pat-na1-{secrets.token_hex(8)}"
        super().__init__({"HUBSPOT_CLIENT_SECRET": secret, "HUBSPOT_ACCESS_TOKEN": token})
        app = hubspot.AppSettings(access_token=token, app_id=self._app_id, client_secret=secret)
        self._sandbox = hubspot.HubSpotSandbox(hubspot.seeded_state(read_seed(HERE / "hubspot.json")), app)

    @property
    def sandbox(self) -> Listening:
        return self._sandbox

    def point_at(self, product_url: str) -> None:
        self._sandbox.webhooks = hubspot.WebhookSettings(
            url=f"{product_url}/webhooks/hubspot",
            client_secret=self.keys["HUBSPOT_CLIENT_SECRET"],
            app_id=self._app_id,
            portal_id=self._sandbox.state.portal_id,
            retry_scale=DEMO_RETRY_SCALE,
        )

    def settings(self, base: Mapping[str, Any]) -> Mapping[str, Any]:
        return base

    def values(self, who: str) -> Mapping[str, str]:
        found: Mapping[str, str] = httpx.get(self._record(who)).raise_for_status().json()["properties"]
        return found

    def edit(self, who: str) -> None:
        change = {"properties": {"lifecyclestage": "marketingqualifiedlead"}}
        httpx.post(self._record(who), json=change).raise_for_status()

    def field(self, name: str) -> str:
        return FIELD_BY_NAME[name].hubspot_name

    def owner(self, owner_id: str) -> str:
        found = self._sandbox.state.owners.get(owner_id)
        return f"{found.first_name} {found.last_name}" if found else "–"

    def _record(self, who: str) -> str:
        return f"{self._sandbox.url}/sandbox/ui/contacts/{self.ids[who].rsplit(':', 1)[1]}"


class DemoSalesforce(DemoCrm):
    name = "Salesforce"
    url_variable = "SALESFORCE_INSTANCE_URL"
    owner_field = "OwnerId"
    ids: ClassVar = {
        JENNIFER: f"salesforce:contact:{salesforce.record_id('003', 501)}",
        CFO: f"salesforce:contact:{salesforce.record_id('003', 502)}",
        COMPETITOR: f"salesforce:lead:{salesforce.record_id('00Q', 504)}",
        STUDENT: f"salesforce:lead:{salesforce.record_id('00Q', 505)}",
        ACME: f"salesforce:account:{salesforce.record_id('001', 77)}",
    }

    def __init__(self) -> None:
        secret = secrets.token_hex(16)
        shown = f"whsec_{b64encode(secrets.token_bytes(24)).decode()}"
        super().__init__({"SALESFORCE_CONSUMER_SECRET": secret, "SALESFORCE_WEBHOOK_SECRET": shown})
        app = salesforce.AppSettings(salesforce.ClientApp(consumer_secret=secret))
        self._sandbox = salesforce.SalesforceSandbox(salesforce.seeded_org(read_seed(HERE / "salesforce.json")), app)

    @property
    def sandbox(self) -> Listening:
        return self._sandbox

    def point_at(self, product_url: str) -> None:
        self._sandbox.events = salesforce.EventSettings(
            url=f"{product_url}/webhooks/salesforce",
            headers=(("x-leadgate-key", self.keys["SALESFORCE_WEBHOOK_SECRET"]),),
            retry_scale=DEMO_RETRY_SCALE,
        )

    def settings(self, base: Mapping[str, Any]) -> Mapping[str, Any]:
        team = base["routing"]["team"]
        reps = [{**rep, "id": salesforce.record_id("005", int(rep["id"]))} for rep in team["reps"]]
        return {
            **base,
            "crm": "salesforce",
            "salesforce": {"consumer_key": salesforce.ClientApp.consumer_key},
            "routing": {**base["routing"], "team": {**team, "reps": reps}},
        }

    def values(self, who: str) -> Mapping[str, str]:
        row = httpx.get(self._record(who)).raise_for_status().json()
        return {name: _text(value) for name, value in row.items() if value is not None}

    def edit(self, who: str) -> None:
        httpx.post(self._record(who), json={"Description": "Wants to hear from us."}).raise_for_status()

    def field(self, name: str) -> str:
        return FIELD_BY_NAME[name].salesforce_name

    def owner(self, owner_id: str) -> str:
        found = self._sandbox.org.find("User", owner_id)
        return str(found["Name"]) if found else "–"

    def _record(self, who: str) -> str:
        _, kind, record_id = self.ids[who].split(":")
        return f"{self._sandbox.url}/sandbox/ui/{kind.capitalize()}/{record_id}"


def _text(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
