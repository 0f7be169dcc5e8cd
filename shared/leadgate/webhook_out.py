"""A message of ours to somebody else's URL, signed as Standard Webhooks are (https://www.standardwebhooks.com)."""

from datetime import datetime
from typing import Final

import requests
from standardwebhooks import Webhook

from leadgate.errors import PermanentError, RetryableError

_SECONDS: Final = 10.0


def post_signed(url: str, secret: str, message_id: str, body: bytes, now: datetime) -> None:
    """Returns where it was taken (2xx). Raises RetryableError otherwise, for the other side may be mended any time.

    The same message_id is the same message, however often it comes.
    """
    try:
        signature = Webhook(secret).sign(message_id, now, body.decode())
    except (ValueError, RuntimeError) as error:
        raise PermanentError("the webhook secret is not base64, with or without whsec_") from error
    headers = {
        "content-type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": signature,
    }
    try:
        answer = requests.post(url, data=body, headers=headers, timeout=_SECONDS, allow_redirects=False)
    except requests.RequestException as error:
        raise RetryableError(f"the provider was not reached: {type(error).__name__}") from error
    if not 200 <= answer.status_code < 300:
        raise RetryableError(f"the provider answered {answer.status_code}; 2xx is allowed")
