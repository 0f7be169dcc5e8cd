"""Did HubSpot send this? Its signature, version 3, checked with the standard library.

The official client's own check is not used: it hashes the representation of bytes, accepts any time to come,
and decodes no part of the URL.
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import unquote

from leadgate.errors import PermanentError, UnverifiedError

WINDOW: Final = timedelta(minutes=5)
SIGNATURE: Final = "x-hubspot-signature-v3"
TIMESTAMP: Final = "x-hubspot-request-timestamp"

# HubSpot decodes these and nothing else before it signs.
_DECODED: Final = re.compile("%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)", re.IGNORECASE)


def verify_signature(
    method: str, uri: str, body: bytes, headers: Mapping[str, str], secret: str, now: datetime
) -> None:
    """uri: the full public URL that HubSpot called. Raises UnverifiedError unless HubSpot signed this lately."""
    if not secret:
        raise PermanentError("the client secret of the HubSpot app is not set")
    lower = {name.lower(): value for name, value in headers.items()}
    signature, timestamp = lower.get(SIGNATURE, ""), lower.get(TIMESTAMP, "")
    if not signature:
        raise UnverifiedError(SIGNATURE, "the header is missing")
    _check_time(timestamp, now)
    if not hmac.compare_digest(
        sign(secret, method, uri, body, timestamp), signature.strip().encode("utf-8", "replace")
    ):
        raise UnverifiedError(SIGNATURE, "does not match method, URL, body and timestamp")


def sign(secret: str, method: str, uri: str, body: bytes, timestamp: str) -> bytes:
    """Base64 of the HMAC-SHA256 over method, URL, raw body and timestamp."""
    decoded = _DECODED.sub(lambda escape: unquote(escape.group()), uri)
    message = b"".join((method.upper().encode(), decoded.encode("utf-8", "replace"), body, timestamp.encode()))
    return base64.b64encode(hmac.new(secret.encode(), message, hashlib.sha256).digest())


def _check_time(timestamp: str, now: datetime) -> None:
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 15):
        raise UnverifiedError(TIMESTAMP, "epoch milliseconds are needed")
    try:
        sent_at = datetime.fromtimestamp(int(timestamp) / 1000, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UnverifiedError(TIMESTAMP, "epoch milliseconds are needed") from error
    if abs(now - sent_at) > WINDOW:
        raise UnverifiedError(TIMESTAMP, f"is more than {WINDOW.seconds // 60} minutes from now")
