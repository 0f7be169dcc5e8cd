"""The sandbox HubSpot's webhooks: who changed what, signed, in batches, retried."""

from typing import Any

from leadgate.sandbox.hubspot import (
    AppSettings,
    HubSpotSandbox,
    MovedClock,
    WebhookSettings,
    seeded_state,
    signature_v3,
)
from tests.integration.sandbox_hubspot_portal import NOON, SEED, call, ui
from tests.integration.sandbox_hubspot_receiver import SECRET, Receiver, receiving


def test_hubspots_own_vector_is_signed_as_hubspot_does() -> None:
    signed = signature_v3(
        "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy",
        "POST",
        "https://www.example.com/webhook_uri",
        b"{'example_field':'example_value'}",
        "1693657560000",
    )
    assert signed == "K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y="


def told(receiver: Receiver, **changes: Any) -> HubSpotSandbox:
    state = seeded_state(SEED, MovedClock(NOON))
    webhooks = WebhookSettings(
        url=receiver.url,
        client_secret=SECRET,
        app_id=AppSettings.app_id,
        portal_id=state.portal_id,
        retry_scale=changes.pop("retry_scale", 1e-5),
        **changes,
    )
    return HubSpotSandbox(state, webhooks=webhooks)


def delivered(sandbox: HubSpotSandbox) -> None:
    assert sandbox.deliverer
    assert sandbox.deliverer.wait_until_delivered(timeout_seconds=10)


def test_webhooks_say_who_changed_what_and_are_signed() -> None:
    with receiving() as receiver, told(receiver) as sandbox:
        call(sandbox, "PATCH", "/crm/v3/objects/contacts/501", {"properties": {"jobtitle": "Director"}})
        ui(sandbox, "/ui/contacts/502", {"properties": {"jobtitle": "CEO"}, "userId": 7})
        delivered(sandbox)
    sources = {
        (event["objectId"], event["propertyValue"]): (event["changeSource"], event["sourceId"])
        for event in receiver.of("contact.propertyChange")
    }
    assert sources == {
        (501, "Director"): ("INTEGRATION", str(AppSettings.app_id)),
        (502, "CEO"): ("CRM_UI", "userId:7"),
    }
    assert receiver.unsigned == 0


def test_every_kind_of_change_is_told() -> None:
    with receiving() as receiver, told(receiver) as sandbox:
        made = ui(sandbox, "/ui/contacts", {"properties": {"email": "x@y.example"}}).json()["id"]
        ui(sandbox, "/ui/associations", {"from": f"contacts/{made}", "to": "companies/77"})
        ui(sandbox, "/ui/contacts/501/merge", {"objectIdToMerge": "502"})
        ui(sandbox, f"/ui/contacts/{made}/privacy-delete", {})
        ui(sandbox, "/ui/deals/900", {"properties": {"dealstage": "closedwon"}})
        delivered(sandbox)
    assert {event["subscriptionType"] for event in receiver.events} == {
        "contact.creation",
        "contact.propertyChange",
        "contact.associationChange",
        "company.associationChange",
        "contact.merge",
        "contact.deletion",
        "contact.privacyDeletion",
        "deal.propertyChange",
    }
    assert receiver.of("contact.merge")[0]["mergedObjectIds"] == [502]


def test_what_does_not_change_is_not_told() -> None:
    with receiving() as receiver, told(receiver) as sandbox:
        call(sandbox, "PATCH", "/crm/v3/objects/contacts/501", {"properties": {"firstname": "Jennifer"}})
        delivered(sandbox)
    assert receiver.events == []


def test_a_refused_webhook_comes_again_with_its_attempt_counted() -> None:
    with receiving(500, 404) as receiver, told(receiver) as sandbox:
        ui(sandbox, "/ui/contacts/501", {"properties": {"jobtitle": "CEO"}})
        delivered(sandbox)
    assert [body[0]["attemptNumber"] for body in receiver.bodies] == [0, 1, 2]
    assert len({body[0]["eventId"] for body in receiver.bodies}) == 1
    assert receiver.unsigned == 0


def test_a_webhook_is_given_up_after_ten_retries() -> None:
    with receiving(*[503] * 20) as receiver, told(receiver, retry_scale=0) as sandbox:
        ui(sandbox, "/ui/contacts/501", {"properties": {"jobtitle": "CEO"}})
        delivered(sandbox)
        assert len(ui(sandbox, "/deliveries", None, "GET").json()["failed"]) == 1
    assert len(receiver.bodies) == 11


def test_a_burst_is_told_in_batches_of_a_hundred_at_most() -> None:
    with receiving() as receiver, told(receiver, linger_seconds=60, shuffled=True) as sandbox:
        inputs = [{"properties": {"email": f"{n}@b.example"}} for n in range(90)]
        call(sandbox, "POST", "/crm/v3/objects/contacts/batch/create", {"inputs": inputs})
        ui(sandbox, "/deliveries/flush", {})
        delivered(sandbox)
    assert sum(len(body) for body in receiver.bodies) == 180
    assert max(len(body) for body in receiver.bodies) <= 100
