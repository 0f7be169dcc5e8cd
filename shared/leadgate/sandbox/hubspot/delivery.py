"""HubSpot's webhooks: batches of up to a hundred, signed."""

import json
from dataclasses import dataclass, field, replace

from leadgate.sandbox import delivery
from leadgate.sandbox.clock import Clock, epoch_milliseconds

from .events import Subscription, render_event, usual_subscriptions
from .records import Fact
from .signing import signed_headers


@dataclass(frozen=True)
class WebhookSettings(delivery.Pace):
    """Where changes are told, and how."""

    url: str = ""
    client_secret: str = ""
    app_id: int = 0
    portal_id: int = 0
    signed_url: str = ""
    """The public URL the receiver believes it has, where that is not `url`."""
    subscriptions: tuple[Subscription, ...] = field(default_factory=usual_subscriptions)


class Deliverer(delivery.Deliverer):
    def __init__(self, settings: WebhookSettings, clock: Clock) -> None:
        self.settings = settings
        self._clock = clock
        super().__init__(settings)

    def offer(self, fact: Fact) -> None:
        """Tell every subscription that wants this fact."""
        with self.changed:
            wanting = [one for one in self.settings.subscriptions if one.wants(fact)]
            ids = (self.settings.portal_id, self.settings.app_id)
            self.add([render_event(fact, one, self.random.getrandbits(31), *ids) for one in wanting])

    def subscribe(self, subscriptions: tuple[Subscription, ...]) -> None:
        with self.changed:
            self.settings = replace(self.settings, subscriptions=subscriptions)

    def send(self, delivery: delivery.Delivery) -> int:
        url = self.settings.signed_url or self.settings.url
        body = json.dumps([{**event, "attemptNumber": delivery.attempt} for event in delivery.events]).encode()
        headers = signed_headers(self.settings.client_secret, url, body, epoch_milliseconds(self._clock.now()))
        return self.client.post(self.settings.url, content=body, headers=dict(headers)).status_code
