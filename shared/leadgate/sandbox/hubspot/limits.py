"""Rate limits: requests in a rolling ten seconds, in a day, and searches a second. A refused request is not counted."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from .errors import ApiError

INTERVAL_SECONDS = 10


@dataclass(frozen=True)
class Limits:
    """Defaults: a private or static app on a Professional portal."""

    per_ten_seconds: int = 190
    per_day: int = 625_000
    searches_per_second: int = 5


class LimitCounter:
    """Counts what was let through, by the clock it is told."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._recent: dict[int, deque[datetime]] = {}
        self._searches: deque[datetime] = deque()
        self._day: date | None = None
        self._used_today = 0

    def admit(self, app_id: int, now: datetime, *, search: bool) -> None:
        """Count a request, or refuse it with 429."""
        if self._day != now.date():
            self._day, self._used_today = now.date(), 0
        window = self._searches if search else self._recent.setdefault(app_id, deque())
        seconds = 1 if search else INTERVAL_SECONDS
        _drop_older(window, now, seconds)
        if self._used_today >= self.limits.per_day:
            raise rate_limited("DAILY")
        if len(window) >= (self.limits.searches_per_second if search else self.limits.per_ten_seconds):
            raise rate_limited("SECONDLY" if search else "TEN_SECONDLY_ROLLING")
        window.append(now)
        self._used_today += 1

    def headers(self, app_id: int, now: datetime) -> Mapping[str, str]:
        window = self._recent.setdefault(app_id, deque())
        _drop_older(window, now, INTERVAL_SECONDS)
        return {
            "X-HubSpot-RateLimit-Max": str(self.limits.per_ten_seconds),
            "X-HubSpot-RateLimit-Remaining": str(max(0, self.limits.per_ten_seconds - len(window))),
            "X-HubSpot-RateLimit-Interval-Milliseconds": str(INTERVAL_SECONDS * 1000),
            "X-HubSpot-RateLimit-Daily": str(self.limits.per_day),
            "X-HubSpot-RateLimit-Daily-Remaining": str(max(0, self.limits.per_day - self._used_today)),
        }


def rate_limited(policy: str) -> ApiError:
    """429 as HubSpot words it: no Retry-After."""
    return ApiError(
        429,
        f"You have reached your {policy.lower()} limit.",
        "RATE_LIMITS",
        extra={"errorType": "RATE_LIMIT", "policyName": policy, "requestId": "00000000000000000000000000000000"},
    )


def _drop_older(window: deque[datetime], now: datetime, seconds: float) -> None:
    while window and (now - window[0]).total_seconds() >= seconds:
        window.popleft()
