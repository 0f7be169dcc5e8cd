"""What the HubSpot project brings: webhooks that the main path takes, and a card that is answered."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from functions.hubspot_card.app import receive
from leadgate.embedded.serve import Server
from leadgate.errors import UnverifiedError
from leadgate.http import HttpRequest
from leadgate.sandbox.clock import epoch_milliseconds
from leadgate.sandbox.hubspot.events import Subscription, render_event, subscriptions_from
from leadgate.sandbox.hubspot.records import Fact, crm_user
from leadgate.sandbox.hubspot.signing import signature_v3
from tests.faults.product import SECRETS, HubSpotProduct, buying, product

ROOT = Path(__file__).parents[2]
WEBHOOKS = json.loads((ROOT / "hubspot/src/app/webhooks/webhooks-hsmeta.json").read_text(encoding="utf-8"))["config"]
LISTED = [one for part in WEBHOOKS["subscriptions"].values() for one in part]
ADDED = "?userId=7&portalId=62515&userEmail=rep%40example.com&appId=1001"
_TYPES = {"contact": "contacts", "company": "companies", "deal": "deals"}


@pytest.fixture
def running(tmp_path: Path) -> Iterator[HubSpotProduct]:
    with product(tmp_path) as made:
        yield made


def an_event(subscription: Subscription, number: int, product: HubSpotProduct) -> dict[str, Any]:
    """What HubSpot would send for a change of this kind."""
    kind, _, change = subscription.type.partition(".")
    details: dict[str, Any] = {"propertyName": subscription.property_name, "propertyValue": "x"}
    if change == "associationChange":
        ends = {"associationType": f"{kind.upper()}_TO_CONTACT", "fromObjectId": 77, "toObjectId": 501}
        details = ends if kind != "contact" else {**ends, "associationType": "CONTACT_TO_COMPANY"}
    elif change == "merge":
        details = {"primaryObjectId": 501, "mergedObjectIds": [502], "newObjectId": 501}
    elif change != "propertyChange":
        details = {}
    fact = Fact(change, _TYPES[kind], "501", product.clock.now(), crm_user(7), details)
    return render_event(fact, subscription, number, 62_515, 1_001)


def test_whatever_the_project_subscribes_to_is_kept(running: HubSpotProduct) -> None:
    subscriptions = subscriptions_from(LISTED)
    events = [an_event(one, number, running) for number, one in enumerate(subscriptions, start=50_000)]
    assert len(events) > 40
    answer = running.hubspot_sends(events)
    assert answer.status == 202
    body: Any = answer.body
    assert (body["own"], body["parked"]) == (0, 0)
    assert body["kept"] >= len(events)


def asked(running: HubSpotProduct, number: str, secret: str = SECRETS["HUBSPOT_CLIENT_SECRET"], **late: float) -> Any:
    """HubSpot asks for one of its users."""
    url = f"https://leadgate.example/cards/hubspot/{number}{ADDED}"
    at = epoch_milliseconds(running.clock.now() - timedelta(**late))
    headers = {"x-hubspot-request-timestamp": str(at), "x-hubspot-signature-v3": signed(secret, url, at)}
    return receive(HttpRequest("GET", url, headers, b"", {"contact_id": number}), running.ports)


def signed(secret: str, url: str, at: int) -> str:
    return signature_v3(secret, "GET", url, b"", str(at))


def test_the_card_has_the_verdict_the_reasons_and_the_people(running: HubSpotProduct) -> None:
    assert asked(running, "501").body == {"status": None}
    running.site_sends(*buying(running.lead))
    running.work()
    card = asked(running, "501").body
    assert (card["status"], card["verdict"]) == ("sales_ready", "Sales ready")
    assert card["reasons"][0]["effect"] > 0
    assert any(person["engagement"] > 0 for person in card["stakeholders"])
    calls = running.ports.crm.calls
    asked(running, "501")
    assert running.ports.crm.calls == calls


def test_a_lead_outside_the_rollout_has_no_card(running: HubSpotProduct) -> None:
    running.set(rollout={"share": 0.0})
    running.site_sends(*buying(running.lead))
    running.work()
    assert asked(running, "501").body == {"status": None}


@pytest.mark.parametrize(("secret", "late"), [("another", {}), (SECRETS["HUBSPOT_CLIENT_SECRET"], {"minutes": 6})])
def test_who_is_not_hubspot_now_is_told_nothing(running: HubSpotProduct, secret: str, late: dict[str, float]) -> None:
    with pytest.raises(UnverifiedError):
        asked(running, "501", secret, **late)


def test_the_card_is_answered_over_http(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUBSPOT_CLIENT_SECRET", "client-secret")
    with Server(tmp_path, None, workers=0) as server:
        url = f"{server.url}/cards/hubspot/501{ADDED}"
        at = epoch_milliseconds(server.ports.clock.now())
        headers = {"x-hubspot-request-timestamp": str(at), "x-hubspot-signature-v3": signed("client-secret", url, at)}
        answer = httpx.get(url, headers=headers)
        assert (answer.status_code, answer.json()) == (200, {"status": None})
        assert httpx.get(url).status_code == 401
        assert httpx.post(url, headers=headers).status_code == 405
