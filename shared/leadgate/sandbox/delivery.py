"""Telling others what changed: batches, several in flight, tried again until somebody answers 2xx."""

import heapq
import itertools
import random
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

import httpx

RETRIES = 10
FIRST_RETRY_SECONDS = 60.0

Json = dict[str, Any]


@dataclass(frozen=True)
class Pace:
    """How events are sent.

    retry_scale: 1 is ten retries over most of a day, as the real services; 0.001 within a minute and a half.
    linger_seconds: how long an event waits for others to share its request.
    """

    batch_limit: int = 100
    max_in_flight: int = 10
    timeout_seconds: float = 5.0
    retry_scale: float = 1.0
    linger_seconds: float = 0.02
    shuffled: bool = False
    duplicate_share: float = 0.0
    seed: int = 0


@dataclass(frozen=True)
class Delivery:
    """A batch of events, and how often it has been tried."""

    events: tuple[Json, ...]
    attempt: int = 0
    last_status: int | None = None

    def report(self) -> Json:
        return {"attempts": self.attempt, "lastStatus": self.last_status, "events": list(self.events)}


class Deliverer(ABC):
    """Delivers in the background until stopped. Whoever inherits says how one batch is sent."""

    def __init__(self, pace: Pace) -> None:
        self.delivered: list[Delivery] = []
        self.failed: list[Delivery] = []
        self.client = httpx.Client(timeout=pace.timeout_seconds)
        self.random = random.Random(pace.seed)  # noqa: S311 - a reproducible choice, not a secret
        self.changed = threading.Condition()
        self._pace = pace
        self._fresh: list[Json] = []
        self._fresh_due = 0.0
        self._waiting: list[tuple[float, int, Delivery]] = []
        self._order = itertools.count()
        self._flying: dict[int, Delivery] = {}
        self._stopped = False
        self._pool = ThreadPoolExecutor(pace.max_in_flight, thread_name_prefix="delivery")
        self._thread = threading.Thread(target=self._run, name="deliveries", daemon=True)
        self._thread.start()

    @abstractmethod
    def send(self, delivery: Delivery) -> int:
        """The status answered. Raises httpx.HTTPError when there was no answer."""

    def add(self, events: Sequence[Json]) -> None:
        with self.changed:
            if not events:
                return
            if not self._fresh:
                self._fresh_due = time.monotonic() + self._pace.linger_seconds
            self._fresh += events
            self.changed.notify_all()

    def flush(self) -> None:
        """Everything that lingers or waits for a retry is due now."""
        with self.changed:
            self._fresh_due = 0.0
            self._waiting = [(0.0, number, delivery) for _, number, delivery in self._waiting]
            heapq.heapify(self._waiting)
            self.changed.notify_all()

    def wait_until_delivered(self, timeout_seconds: float) -> bool:
        """True when nothing is pending: all is delivered, or given up."""
        with self.changed:
            return self.changed.wait_for(lambda: not self._pending(), timeout_seconds)

    def report(self) -> Json:
        with self.changed:
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
        with self.changed:
            self._stopped = True
            self.changed.notify_all()
        self._thread.join()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self.client.close()

    def _pending(self) -> bool:
        return bool(self._fresh or self._waiting or self._flying)

    def _run(self) -> None:
        while True:
            with self.changed:
                if self._stopped:
                    return
                self._take_fresh()
                due = self._take_due()
                if not due:
                    self.changed.wait(self._seconds_to_next())
                    continue
            for number, delivery in due:
                self._pool.submit(self._attempt, number, delivery)

    def _take_fresh(self) -> None:
        if not self._fresh or (self._fresh_due > time.monotonic() and len(self._fresh) < self._pace.batch_limit):
            return
        events, self._fresh = self._fresh, []
        if self._pace.shuffled:
            self.random.shuffle(events)
        for start in range(0, len(events), self._pace.batch_limit):
            self._push(Delivery(tuple(events[start : start + self._pace.batch_limit])), 0.0)

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
        try:
            status: int | None = self.send(delivery)
        except httpx.HTTPError:
            status = None
        with self.changed:
            del self._flying[number]
            self._settle(replace(delivery, attempt=delivery.attempt + 1, last_status=status))
            self.changed.notify_all()

    def _settle(self, tried: Delivery) -> None:
        if tried.last_status is not None and 200 <= tried.last_status < 300:
            self.delivered.append(tried)
            if self.random.random() < self._pace.duplicate_share:
                self._push(replace(tried, attempt=0), 0.0)
        elif tried.attempt > RETRIES:
            self.failed.append(tried)
        else:
            wait = FIRST_RETRY_SECONDS * 2 ** (tried.attempt - 1) * self.random.uniform(0.5, 1.5)
            self._push(tried, wait * self._pace.retry_scale)
