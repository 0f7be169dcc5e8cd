"""Calls to HubSpot: one rate limit for all workers, patient retries, every call counted."""

import threading
from collections.abc import Mapping, Sequence
from typing import Any

from leadgate.crm.allowance import Allowance
from leadgate.crm.hubspot.config import HubSpotConfig
from leadgate.crm.hubspot.paths import OWN_APP_PATH, Family, crm_path, webhooks_path
from leadgate.crm.hubspot.replies import content_of
from leadgate.crm.hubspot.transport import Request, Transport
from leadgate.crm.patience import NotDoneError, Patience, Sleep
from leadgate.ports import Clock, Store

Json = Mapping[str, Any]

ROLLING_WINDOW_SECONDS = 10.0
SEARCH_WINDOW_SECONDS = 1.0


class HubSpotClient:
    """Paths are given without their version. Every method raises what `replies.content_of` raises."""

    def __init__(self, config: HubSpotConfig, store: Store, clock: Clock, sleep: Sleep) -> None:
        self._config = config
        self._store = store
        self._clock = clock
        self._sleep = sleep
        self._patience = Patience(config.attempts, config.patience_seconds, sleep)
        self._transport = Transport(config)
        self._calls = 0
        self._allowance = Allowance(config.reserve_share, clock, "HubSpot")
        self._lock = threading.Lock()

    @property
    def calls(self) -> int:
        """Requests sent so far, repeated ones too."""
        return self._calls

    def get(self, family: Family, rest: str, query: Sequence[tuple[str, str]] = ()) -> Json:
        return self._call(Request("GET", self._path(family, rest), query))

    def post(self, family: Family, rest: str, body: Json, *, repeatable: bool = True) -> Json:
        return self._call(Request("POST", self._path(family, rest), body=body, repeatable=repeatable))

    def webhooks(self, app_id: str, developer_key: str, method: str, rest: str, body: Json | None = None) -> Json:
        """Settings and subscriptions of a legacy public app, which belong to a developer's account."""
        path = webhooks_path(self._config.version, app_id, rest)
        return self._call(Request(method, path, (("hapikey", developer_key),), body, repeatable=method != "POST"))

    def token_owner(self) -> Json:
        """Which app of which portal our token belongs to (`appId`, `hubId`); refused for tokens of OAuth apps."""
        return self._call(Request("POST", OWN_APP_PATH, body={"tokenKey": self._config.access_token}, repeatable=False))

    def _path(self, family: Family, rest: str) -> str:
        return crm_path(self._config.version, family, rest)

    def _call(self, request: Request) -> Json:
        return self._patience.call(lambda: self._once(request), repeatable=request.repeatable)

    def _once(self, request: Request) -> Json:
        self._allowance.take()
        self._await_turn(request)
        with self._lock:
            self._calls += 1
        reply = self._transport.send(request)
        self._note_allowance(reply.headers)
        return content_of(request, reply)

    def _note_allowance(self, headers: Mapping[str, str]) -> None:
        """Searches tell nothing of it."""
        told = (headers.get(f"x-hubspot-ratelimit-daily{name}", "") for name in ("-remaining", ""))
        left, allowed = (int(text) if text.isdecimal() else 0 for text in told)
        if allowed:
            self._allowance.note(allowed - left, allowed)

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


def rolling_bucket(limit: int, window_seconds: float) -> tuple[int, float]:
    """Capacity and refill time of a bucket that never lets more than `limit` through in any such window.

    A full bucket of `limit` would let nearly twice that through: the burst and what refills meanwhile.
    """
    burst = max(1, limit // 10)
    return burst, window_seconds * burst / max(1, limit - burst)
