"""Posts to incoming webhooks of Slack and Teams."""

from collections.abc import Mapping
from typing import Any, Final

import requests

from leadgate.errors import PermanentError, RetryableError

TIMEOUTS_SECONDS: Final = (3.05, 10.0)
_MOST_WAIT_SECONDS: Final = 3600.0


class HttpWebhooks:
    """`ports.outreach.Webhooks`. The URL is a secret: it stands in no message."""

    def post(self, url: str, body: Mapping[str, Any]) -> None:
        try:
            with requests.post(url, json=body, timeout=TIMEOUTS_SECONDS, allow_redirects=False, stream=True) as answer:
                status, wait = answer.status_code, answer.headers.get("Retry-After", "")
        except requests.RequestException as error:
            raise RetryableError(f"the webhook cannot be reached: {type(error).__name__}") from error
        if status == 429 or status >= 500:
            raise RetryableError(f"the webhook answers {status}", after_seconds=_seconds(wait))
        if not 200 <= status < 300:
            raise PermanentError(f"the webhook answers {status}: is it still there, and may it post?")


def _seconds(wait: str) -> float | None:
    """Retry-After as a number of seconds; None where it is a date, or none."""
    return min(float(wait), _MOST_WAIT_SECONDS) if wait.isdigit() else None
