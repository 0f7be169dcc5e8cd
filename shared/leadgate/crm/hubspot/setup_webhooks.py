"""Webhooks of a legacy public app by HubSpot's API; a project's are uploaded with it (`hubspot/`)."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from leadgate.crm.hubspot.client import HubSpotClient
from leadgate.crm.hubspot.replies import RefusedError
from leadgate.crm.hubspot.shapes import objects_in
from leadgate.crm.hubspot.subscriptions import MOST_AT_ONCE, PRIVACY, SUBSCRIPTIONS, Subscription
from leadgate.crm.setup_steps import Step
from leadgate.errors import BadInputError
from leadgate.ports.crm import EventsTo

Json = Mapping[str, Any]


def webhook_steps(client: HubSpotClient, app_id: str | None, events_to: EventsTo) -> Iterator[Step]:
    """The target URL, then what is not subscribed to, then what is and sleeps. Raises BadInputError without an app."""
    if not app_id:
        raise BadInputError("hubspot.app_id", "is required: the id of the app whose webhooks are set")
    call = partial(client.webhooks, app_id, events_to.developer_key)
    if _target(call) != events_to.url:
        settings = {"targetUrl": events_to.url, "throttling": {"maxConcurrentRequests": MOST_AT_ONCE}}
        yield Step((f"webhooks to {events_to.url}",), partial(call, "PUT", "settings", settings))
    present = objects_in(call("GET", "subscriptions"), "results", "GET subscriptions")
    by_name = {Subscription(str(one.get("eventType")), one.get("propertyName")).name: one for one in present}
    for wanted in (PRIVACY, *SUBSCRIPTIONS):
        found = by_name.get(wanted.name)
        if found is None:
            body = {"eventType": wanted.type, "propertyName": wanted.property_name, "active": True}
            sent = {name: value for name, value in body.items() if value is not None}
            yield Step((f"webhook {wanted.name}",), partial(call, "POST", "subscriptions", sent))
        elif found.get("active") is not True:
            wake = {"inputs": [{"id": found.get("id"), "active": True}]}
            yield Step((f"webhook {wanted.name} awake",), partial(call, "POST", "subscriptions/batch/update", wake))


def _target(call: partial[Json]) -> str | None:
    """None where none was ever set."""
    try:
        return str(call("GET", "settings").get("targetUrl"))
    except RefusedError as error:
        if error.refusal.is_gone:
            return None
        raise
