"""Calls to HubSpot: one rate limit for all workers, patient retries, every call counted."""

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import tenacity

from leadgate.crm.hubspot.config import HubSpotConfig
from leadgate.crm.hubspot.paths import OWN_APP_PATH, Family, crm_path
from leadgate.crm.hubspot.replies import content_of
from leadgate.crm.hubspot.transport import MaybeDoneError, NotDoneError, Request, Transport
from leadgate.ports import Clock, Store

Json = Mapping[str, Any]
Sleep = Callable[[float], None]

ROLLING_WINDOW_SECONDS = 10.0
SEARCH_WINDOW_SECONDS = 1.0
_BACKOFF = tenacity.wait_random_exponential(multiplier=0.5, max=8)


class HubSpotClient:
    """Paths are given without their version. Every method raises what `replies.content_of` raises."""

    def __init__(self, config: HubSpotConfig, store: Store, clock: Clock, sleep: Sleep) -> None:
        self._config = config
        self._store = store
        self._clock = clock
        self._sleep = sleep
        self._transport = Transport(config)
        self._calls = 0
        self._lock = threading.Lock()

    @property
    def calls(self) -> int:
        """Requests sent so far, repeated ones too."""
        return self._calls

    def get(self, family: Family, rest: str, query: Sequence[tuple[str, str]] = ()) -> Json:
        return self._call(Request("GET", self._path(family, rest), query))

    def post(self, family: Family, rest: str, body: Json, *, repeatable: bool = True) -> Json:
        return self._call(Request("POST", self._path(family, rest), body=body, repeatable=repeatable))

    def patch(self, family: Family, rest: str, body: Json) -> Json:
        return self._call(Request("PATCH", self._path(family, rest), body=body))

    def token_owner(self) -> Json:
        """Which app of which portal our token belongs to (`appId`, `hubId`); refused for tokens of OAuth apps."""
        return self._call(Request("POST", OWN_APP_PATH, body={"tokenKey": self._config.access_token}, repeatable=False))

    def _path(self, family: Family, rest: str) -> str:
        return crm_path(self._config.version, family, rest)

    def _call(self, request: Request) -> Json:
        """Tried again while that is safe, useful, and within patience; then it is the queue's."""
        again = (NotDoneError, MaybeDoneError) if request.repeatable else NotDoneError
        retrying = tenacity.Retrying(
            sleep=self._sleep,
            retry=tenacity.retry_if_exception_type(again),
            wait=_wait,
            stop=self._enough,
            reraise=True,
        )
        return retrying(self._once, request)

    def _once(self, request: Request) -> Json:
        self._await_turn(request)
        with self._lock:
            self._calls += 1
        return content_of(request, self._transport.send(request))

    def _await_turn(self, request: Request) -> None:
        """Wait for a token of the bucket that all workers share. Raises NotDoneError when it takes too long."""
        bucket, capacity, per_seconds = self._bucket(request)
        waited = 0.0
        while (wait := self._store.take_token(bucket, capacity, per_seconds, self._clock.now())) > 0:
            if waited + wait > self._config.patience_seconds:
                raise NotDoneError("our share of HubSpot's rate limit is used up", self._config.patience_seconds + wait)
            self._sleep(wait)
            waited += wait

    def _bucket(self, request: Request) -> tuple[str, int, float]:
        name = f"hubspot:{self._config.app_id}"
        if request.path.endswith("/search"):
            return f"{name}:search", *rolling_bucket(self._config.search_rate_limit, SEARCH_WINDOW_SECONDS)
        return name, *rolling_bucket(self._config.rate_limit, ROLLING_WINDOW_SECONDS)

    def _enough(self, state: tenacity.RetryCallState) -> bool:
        too_long = state.idle_for + state.upcoming_sleep > self._config.patience_seconds
        return too_long or state.attempt_number >= self._config.attempts


def rolling_bucket(limit: int, window_seconds: float) -> tuple[int, float]:
    """Capacity and refill time of a bucket that never lets more than `limit` through in any such window.

    A full bucket of `limit` would let nearly twice that through: the burst and what refills meanwhile.
    """
    burst = max(1, limit // 10)
    return burst, window_seconds * burst / max(1, limit - burst)


def _wait(state: tenacity.RetryCallState) -> float:
    """What HubSpot asked for, a little jittered so that workers do not come back at once; else a growing pause."""
    pause = float(_BACKOFF(state))
    error = state.outcome.exception() if state.outcome else None
    asked = getattr(error, "after_seconds", None)
    return pause if asked is None else asked + min(pause, asked / 10)
