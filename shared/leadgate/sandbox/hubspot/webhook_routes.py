"""Webhooks of a legacy public app: where they go, and what is subscribed to. A developer's key opens them."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from .delivery import Deliverer
from .errors import ApiError, Json, invalid, not_found
from .events import KINDS_OF_CHANGE, Subscription, subscriptions_from
from .http import Answer, Call, Endpoint
from .object_types import object_type
from .shapes import objects, whole
from .state import State
from .versions import DATED_VERSIONS

MOST_SUBSCRIPTIONS = 1_000
_WITHOUT_APP_PREFIX = "2026-03"


@dataclass
class LegacyWebhooks:
    """One app's. With a deliverer, what is subscribed to is what it tells of. asleep: ids of those not active."""

    app_id: int
    developer_key: str
    deliverer: Deliverer | None
    target_url: str = ""
    asleep: set[int] = field(default_factory=set)
    subscriptions: tuple[Subscription, ...] = ()

    def endpoints(self) -> tuple[Endpoint, ...]:
        table: tuple[tuple[str, str, Callable[[State, Call], Answer]], ...] = (
            ("GET", "/settings", self.read_settings),
            ("PUT", "/settings", self.set_settings),
            ("GET", "/subscriptions", self.read_all),
            ("POST", "/subscriptions", self.subscribe),
            ("POST", "/subscriptions/batch/update", self.wake),
        )
        return tuple(
            Endpoint(method, _paths(rest), self._for_developers(handler), needs_token=False)
            for method, rest, handler in table
        )

    def read_settings(self, state: State, _: Call) -> Answer:
        if not self.target_url:
            raise not_found("No webhook settings for this app")
        return Answer(200, self._settings(state))

    def set_settings(self, state: State, call: Call) -> Answer:
        url = str(call.json().get("targetUrl") or "")
        if not url.startswith("https://"):
            raise invalid("targetUrl must be an https URL")
        self.target_url = url
        return Answer(200, self._settings(state))

    def read_all(self, state: State, _: Call) -> Answer:
        return Answer(200, {"results": [self._body(state, one) for one in self.subscriptions]})

    def subscribe(self, state: State, call: Call) -> Answer:
        body = call.json()
        (made,) = subscriptions_from(
            [{"subscriptionType": body.get("eventType"), **_named(body), "id": self._new_id()}]
        )
        _check(state, made)
        if any((one.type, one.property_name) == (made.type, made.property_name) for one in self.subscriptions):
            raise ApiError(409, f"A subscription to {made.type} exists already", "CONFLICT")
        if len(self.subscriptions) >= MOST_SUBSCRIPTIONS:
            raise invalid(f"An app has at most {MOST_SUBSCRIPTIONS} subscriptions")
        self._keep((*self.subscriptions, made), self.asleep if body.get("active") else {*self.asleep, made.id})
        return Answer(201, self._body(state, made))

    def wake(self, state: State, call: Call) -> Answer:
        """Or put to sleep."""
        asleep = set(self.asleep)
        for one in objects(call.json(), "inputs"):
            (asleep.discard if one.get("active") else asleep.add)(whole(one, "id", 0))
        self._keep(self.subscriptions, asleep)
        return Answer(200, {"status": "COMPLETE", "results": [self._body(state, one) for one in self.subscriptions]})

    def _keep(self, subscriptions: tuple[Subscription, ...], asleep: set[int]) -> None:
        self.subscriptions, self.asleep = subscriptions, asleep
        if self.deliverer:
            self.deliverer.subscribe(tuple(one for one in subscriptions if one.id not in asleep))

    def _new_id(self) -> int:
        return max((one.id for one in self.subscriptions), default=1_000) + 1

    def _settings(self, state: State) -> Json:
        throttling = {"maxConcurrentRequests": 10}
        return {"targetUrl": self.target_url, "throttling": throttling, "createdAt": state.created_at.isoformat()}

    def _body(self, state: State, one: Subscription) -> Json:
        named = {"propertyName": one.property_name} if one.property_name else {}
        active = one.id not in self.asleep
        return {"id": str(one.id), "eventType": one.type, **named, "active": active, "createdAt": str(state.created_at)}

    def _for_developers(self, handler: Callable[[State, Call], Answer]) -> Callable[[State, Call], Answer]:
        def answer(state: State, call: Call) -> Answer:
            if call.one("hapikey") != self.developer_key:
                raise ApiError(401, "The API key provided is invalid", "INVALID_AUTHENTICATION")
            if call.params["app_id"] != str(self.app_id):
                raise not_found("No app with this id belongs to the account of the key")
            return handler(state, call)

        return answer


def legacy_webhooks(app_id: int, developer_key: str, deliverer: Deliverer | None) -> LegacyWebhooks:
    """As they stand at the start: a deliverer has its URL and subscriptions already."""
    plain = LegacyWebhooks(app_id, developer_key, deliverer)
    if deliverer is None:
        return plain
    return replace(plain, target_url=deliverer.settings.url, subscriptions=deliverer.settings.subscriptions)


def _named(body: Json) -> Json:
    return {"propertyName": body["propertyName"]} if body.get("propertyName") else {}


def _check(state: State, made: Subscription) -> None:
    """A kind of change that there is, of a property that there is."""
    name, _, kind = made.type.partition(".")
    type_name = object_type(f"{name}s" if name != "company" else "companies").name
    if kind not in KINDS_OF_CHANGE or (kind == "privacyDeletion") > (name == "contact"):
        raise invalid(f"Invalid eventType {made.type}")
    if kind == "propertyChange":
        state.schema.get(type_name, made.property_name or "")


def _paths(rest: str) -> tuple[str, ...]:
    """HubSpot's own prefixes differ from date to date."""
    prefixes = (("webhooks" if one == _WITHOUT_APP_PREFIX else "app-webhooks", one) for one in DATED_VERSIONS)
    return tuple(f"/{prefix}/{version}/{{app_id}}{rest}" for prefix, version in (("webhooks", "v3"), *prefixes))
