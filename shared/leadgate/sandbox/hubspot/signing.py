"""How HubSpot signs a webhook: v3 over method, public URL, body and time; v1 beside it, as it still sends."""

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping
from urllib.parse import unquote

# The only escapes that are decoded before signing.
_DECODED = re.compile("%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)", re.IGNORECASE)


def signature_v3(secret: str, method: str, url: str, body: bytes, timestamp: str) -> str:
    """Base64 HMAC-SHA256; `timestamp` in epoch milliseconds, as text."""
    uri = _DECODED.sub(lambda escape: unquote(escape.group()), url)
    message = method.encode() + uri.encode() + body + timestamp.encode()
    return base64.b64encode(hmac.new(secret.encode(), message, hashlib.sha256).digest()).decode()


def signed_headers(secret: str, url: str, body: bytes, milliseconds: int) -> Mapping[str, str]:
    timestamp = str(milliseconds)
    return {
        "Content-Type": "application/json",
        "X-HubSpot-Signature-Version": "v1",
        "X-HubSpot-Signature": hashlib.sha256(secret.encode() + body).hexdigest(),
        "X-HubSpot-Signature-v3": signature_v3(secret, "POST", url, body, timestamp),
        "X-HubSpot-Request-Timestamp": timestamp,
    }
