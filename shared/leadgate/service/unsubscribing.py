"""RFC 8058: a link that unsubscribes. It names no person: a random-looking number of the mailing, and a signature."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping
from typing import Any, Final

from leadgate.domain.ids import content_id
from leadgate.domain.signals import Signal
from leadgate.errors import BadInputError
from leadgate.ports import Ports
from leadgate.service.keep_signals import keep_signals
from leadgate.service.mailing import suppress

SIGNING_KEY: Final = "outreach_signing_key"
_BYTES: Final = 16


def mailing_id(lead_id: str, request_id: str, ports: Ports) -> str:
    """The number of the mailing that answers a request: always the same, and nobody can guess it."""
    return _signed("mailing", f"{lead_id} {request_id}".encode(), ports).hex()


def remember_mailing(number: str, row: Mapping[str, Any], ports: Ports) -> None:
    """row: `lead_id`, `address`, `language`."""
    ports.store.remember(f"mailing:{number}", row)


def recall_mailing(number: str, ports: Ports) -> Mapping[str, Any] | None:
    return ports.store.recall(f"mailing:{number}")


def unsubscribe_token(number: str, ports: Ports) -> str:
    raw = bytes.fromhex(number)
    return base64.urlsafe_b64encode(raw + _signed("unsubscribe", raw, ports)).rstrip(b"=").decode()


def read_token(token: str, ports: Ports) -> str:
    """The mailing's number. Raises BadInputError where the token is none of ours, or altered."""
    try:
        raw = base64.b64decode(token.encode("ascii") + b"=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadInputError("token", "is none of ours") from error
    number, signature = raw[:_BYTES], raw[_BYTES:]
    if len(raw) != 2 * _BYTES or not hmac.compare_digest(signature, _signed("unsubscribe", number, ports)):
        raise BadInputError("token", "is none of ours")
    return number.hex()


def unsubscribe(number: str, ports: Ports, via: str = "link") -> bool:
    """Nobody writes to them any more. False where the mailing is not known, or not any more. Twice is once."""
    mailing = recall_mailing(number, ports)
    if mailing is None:
        return False
    suppress(str(mailing["address"]), ports)
    now, lead_id = ports.clock.now(), str(mailing["lead_id"])
    signal = Signal(
        content_id("unsubscribe", number), "email_unsubscribe", now, now, lead_id, None, "leadgate", {"via": via}
    )
    keep_signals((signal,), ports)
    return True


def _signed(purpose: str, content: bytes, ports: Ports) -> bytes:
    key = ports.secrets.get(SIGNING_KEY).encode()
    return hmac.new(key, purpose.encode() + b"\0" + content, hashlib.sha256).digest()[:_BYTES]
