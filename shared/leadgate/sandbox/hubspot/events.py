"""Webhook bodies: which subscriptions a fact is for, and what it says to each."""

from collections.abc import Sequence
from dataclasses import dataclass

from leadgate.sandbox.clock import epoch_milliseconds

from .errors import Json, invalid
from .object_types import object_type
from .records import Fact
from .shapes import whole

_FLAGS = {"creation": "CREATED", "deletion": "DELETED"}


@dataclass(frozen=True)
class Subscription:
    """`contact.creation`, or `contact.propertyChange` of one named property."""

    id: int
    type: str
    property_name: str | None = None

    def wants(self, fact: Fact) -> bool:
        name = f"{object_type(fact.type_name).singular}.{fact.kind}"
        return self.type == name and self.property_name in (None, fact.details.get("propertyName"))

    def body(self) -> Json:
        return {"id": self.id, "subscriptionType": self.type, "propertyName": self.property_name}


WATCHED = {
    "contact": (
        "email,firstname,lastname,jobtitle,company,phone,country,state,city,lifecyclestage,hs_lead_status,"
        "hubspot_owner_id,hs_analytics_source,num_conversion_events,recent_conversion_event_name"
    ),
    "company": (
        "name,domain,industry,numberofemployees,annualrevenue,country,state,lifecyclestage,hubspot_owner_id,"
        "web_technologies,hs_is_target_account"
    ),
    "deal": "dealname,dealstage,amount,closedate,pipeline,hubspot_owner_id,closed_lost_reason",
}
_KINDS = ("creation", "deletion", "merge", "associationChange")
KINDS_OF_CHANGE = (*_KINDS, "restore", "propertyChange", "privacyDeletion")


def subscriptions_from(listed: Sequence[Json]) -> tuple[Subscription, ...]:
    """From `{"subscriptionType", "propertyName"?}`; ids are given where they are missing. Raises ApiError."""
    return tuple(_subscription(item, number) for number, item in enumerate(listed, start=1001))


def _subscription(item: Json, number: int) -> Subscription:
    kind, name = item.get("subscriptionType"), item.get("propertyName")
    if not isinstance(kind, str) or not kind:
        raise invalid("subscriptionType is required, such as contact.creation")
    return Subscription(whole(item, "id", number), kind, None if name is None else str(name))


def usual_subscriptions() -> tuple[Subscription, ...]:
    """All kinds of change, of the properties in `WATCHED`."""
    types: list[Json] = [{"subscriptionType": "contact.privacyDeletion"}]
    for singular, names in WATCHED.items():
        types += [{"subscriptionType": f"{singular}.{kind}"} for kind in _KINDS]
        types += [{"subscriptionType": f"{singular}.propertyChange", "propertyName": name} for name in names.split(",")]
    return subscriptions_from(types)


def render_event(fact: Fact, subscription: Subscription, event_id: int, portal_id: int, app_id: int) -> Json:
    """One event, at its first attempt."""
    body: Json = {
        "eventId": event_id,
        "subscriptionId": subscription.id,
        "portalId": portal_id,
        "appId": app_id,
        "occurredAt": epoch_milliseconds(fact.at),
        "subscriptionType": subscription.type,
        "attemptNumber": 0,
        "changeSource": fact.source.type,
        "sourceId": fact.source.id,
    }
    if fact.kind != "associationChange":
        body["objectId"] = int(fact.object_id)
    if fact.kind in _FLAGS:
        body["changeFlag"] = _FLAGS[fact.kind]
    if fact.kind == "propertyChange":
        body["isSensitive"] = False
    return {**body, **fact.details}
