"""Webhook delivery: batches of up to a hundred, signed, several in flight, retried until somebody answers 2xx."""

import heapq
import itertools
import json
import random
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

import httpx

from leadgate.sandbox.clock import Clock, epoch_milliseconds

from .errors import Json
from .events import Subscription, render_event, usual_subscriptions
from .records import Fact
from .signing import signed_headers

BATCH_LIMIT = 100
RETRIES = 10
FIRST_RETRY_SECONDS = 60.0


@dataclass(frozen=True)
class WebhookSettings:
    """Where changes are told, and how."""

    url: str
    client_secret: str
    app_id: int
    portal_id: int
    signed_url: str = ""
    """The public URL the receiver believes it has, where that is not `url`."""
    subscriptions: tuple[Subscription, ...] = field(default_factory=usual_subscriptions)
    max_in_flight: int = 10
    timeout_seconds: float = 5.0
    retry_scale: float = 1.0
    """1: ten retries over most of a day, as the real service. 0.001: within a minute and a half."""
    linger_seconds: float = 0.02
    """How long a change waits for others to share its request."""
    shuffled: bool = False
    duplicate_share: float = 0.0
    seed: int = 0


@dataclass(frozen=True)
class Delivery:
    """A batch of events, and how often it has been tried."""

    events: tuple[Json, ...]
    attempt: int = 0
    last_status: int | None = None

    def body(self) -> bytes:
        return json.dumps([{**event, "attemptNumber": self.attempt} for event in self.events]).encode()

    def report(self) -> Json:
        return {"attempts": self.attempt, "lastStatus": self.last_status, "events": list(self.events)}


class Deliverer:
    """Delivers in the background until stopped."""

    def __init__(self, settings: WebhookSettings, clock: Clock) -> None:
        self.settings = settings
        self.delivered: list[Delivery] = []
        self.failed: list[Delivery] = []
        self._clock = clock
        self._random = random.Random(settings.seed)  # noqa: S311 - a reproducible choice, not a secret
        self._changed = threading.Condition()
        self._fresh: list[Json] = []
        self._fresh_due = 0.0
        self._waiting: list[tuple[float, int, Delivery]] = []
        self._order = itertools.count()
        self._flying: dict[int, Delivery] = {}
        self._stopped = False
        self._client = httpx.Client(timeout=settings.timeout_seconds)
        self._pool = ThreadPoolExecutor(settings.max_in_flight, thread_name_prefix="webhook")
        self._thread = threading.Thread(target=self._run, name="webhooks", daemon=True)
        self._thread.start()

    def offer(self, fact: Fact) -> None:
        """Tell every subscription that wants this fact."""
        with self._changed:
            wanting = [one for one in self.settings.subscriptions if one.wants(fact)]
            if not wanting:
                return
            if not self._fresh:
                self._fresh_due = time.monotonic() + self.settings.linger_seconds
            for subscription in wanting:
                event_id = self._random.getrandbits(31)
                self._fresh.append(
                    render_event(fact, subscription, event_id, self.settings.portal_id, self.settings.app_id)
                )
            self._changed.notify_all()

    def subscribe(self, subscriptions: tuple[Subscription, ...]) -> None:
        with self._changed:
            self.settings = replace(self.settings, subscriptions=subscriptions)

    def flush(self) -> None:
        """Everything that lingers or waits for a retry is due now."""
        with self._changed:
            self._fresh_due = 0.0
            self._waiting = [(0.0, number, delivery) for _, number, delivery in self._waiting]
            heapq.heapify(self._waiting)
            self._changed.notify_all()

    def wait_until_delivered(self, timeout_seconds: float) -> bool:
        """True when nothing is pending: all is delivered, or given up."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._pending(), timeout_seconds)

    def report(self) -> Json:
        with self._changed:
            flying = [delivery.report() for delivery in self._flying.values()]
            waiting = [delivery.report() for _, _, delivery in self._waiting]
            fresh = [Delivery(tuple(self._fresh)).report()] if self._fresh else []
            return {
                "delivered": [delivery.report() for delivery in self.delivered],
                "pending": fresh + waiting + flying,
                "failed": [delivery.report() for delivery in self.failed],
            }

    def stop(self) -> None:
        """Stop delivering; what is pending is dropped."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
        self._thread.join()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._client.close()

    def _pending(self) -> bool:
        return bool(self._fresh or self._waiting or self._flying)

    def _run(self) -> None:
        while True:
            with self._changed:
                if self._stopped:
                    return
                self._take_fresh()
                due = self._take_due()
                if not due:
                    self._changed.wait(self._seconds_to_next())
                    continue
            for number, delivery in due:
                self._pool.submit(self._attempt, number, delivery)

    def _take_fresh(self) -> None:
        if not self._fresh or (self._fresh_due > time.monotonic() and len(self._fresh) < BATCH_LIMIT):
            return
        events, self._fresh = self._fresh, []
        if self.settings.shuffled:
            self._random.shuffle(events)
        for start in range(0, len(events), BATCH_LIMIT):
            self._push(Delivery(tuple(events[start : start + BATCH_LIMIT])), 0.0)

    def _take_due(self) -> Sequence[tuple[int, Delivery]]:
        due = []
        while self._waiting and self._waiting[0][0] <= time.monotonic():
            _, number, delivery = heapq.heappop(self._waiting)
            self._flying[number] = delivery
            due.append((number, delivery))
        return due

    def _seconds_to_next(self) -> float | None:
        dues = [self._waiting[0][0]] if self._waiting else []
        dues += [self._fresh_due] if self._fresh else []
        return max(0.0, min(dues) - time.monotonic()) if dues else None

    def _push(self, delivery: Delivery, wait_seconds: float) -> None:
        heapq.heappush(self._waiting, (time.monotonic() + wait_seconds, next(self._order), delivery))

    def _attempt(self, number: int, delivery: Delivery) -> None:
        status = self._post(delivery.body())
        with self._changed:
            del self._flying[number]
            self._settle(replace(delivery, attempt=delivery.attempt + 1, last_status=status))
            self._changed.notify_all()

    def _settle(self, tried: Delivery) -> None:
        if tried.last_status is not None and 200 <= tried.last_status < 300:
            self.delivered.append(tried)
            if self._random.random() < self.settings.duplicate_share:
                self._push(replace(tried, attempt=0), 0.0)
        elif tried.attempt > RETRIES:
            self.failed.append(tried)
        else:
            wait = FIRST_RETRY_SECONDS * 2 ** (tried.attempt - 1) * self._random.uniform(0.5, 1.5)
            self._push(tried, wait * self.settings.retry_scale)

    def _post(self, body: bytes) -> int | None:
        """The status answered; None when there was no answer."""
        url = self.settings.signed_url or self.settings.url
        headers = signed_headers(self.settings.client_secret, url, body, epoch_milliseconds(self._clock.now()))
        try:
            return self._client.post(self.settings.url, content=body, headers=dict(headers)).status_code
        except httpx.HTTPError:
            return None
