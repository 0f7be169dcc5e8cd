"""Signals as others send them: who may, and what of it can be read. One bad signal never costs the good ones."""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from standardwebhooks import Webhook, WebhookVerificationError

from leadgate.domain import reading
from leadgate.domain.dossier_json import parse_signal
from leadgate.domain.signals import Signal
from leadgate.errors import BadInputError, PermanentError, UnverifiedError
from leadgate.http import HttpRequest
from leadgate.ports import Ports
from leadgate.records import check_signal
from leadgate.service.record_ids import check_account_id, check_lead_id

MOST_SIGNALS: Final = 1000
WRITE_KEY: Final = "x-leadgate-key"
_CLOCK_SLACK: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Batch:
    """signals: good ones. unreadable: the others, each as it came with the reason."""

    signals: tuple[Signal, ...]
    unreadable: tuple[tuple[Mapping[str, Any], str], ...]


def check_sender(request: HttpRequest, ports: Ports) -> None:
    """The write key, in the header or (a browser's beacon has no headers) in the query; a browser's origin too."""
    check_key(request, ports.secrets.get("tracker_write_key"))
    origin = request.headers.get("origin")
    if origin and origin not in ports.settings.current().tracker.allowed_origins:
        raise UnverifiedError("origin", "this site is not among tracker.allowed_origins")


def check_key(request: HttpRequest, key: str) -> None:
    """Raises UnverifiedError unless the sender shows the key, in the header or in the query."""
    given = request.headers.get(WRITE_KEY) or request.query.get("key") or ""
    if not hmac.compare_digest(given.encode(), key.encode()):
        raise UnverifiedError(WRITE_KEY, "the write key is missing or wrong")


def cors_headers(request: HttpRequest, ports: Ports) -> Mapping[str, str]:
    """What a browser needs to see before it sends; nothing for a site that may not."""
    origin = request.headers.get("origin")
    if not origin or origin not in ports.settings.current().tracker.allowed_origins:
        return {}
    return {
        "Access-Control-Allow-Origin": origin,
        "Access-Control-Allow-Methods": "POST",
        "Access-Control-Allow-Headers": f"content-type, {WRITE_KEY}",
        "Access-Control-Max-Age": "600",
        "Vary": "Origin",
    }


def verify_standard_webhook(request: HttpRequest, secret: str) -> None:
    """Raises UnverifiedError unless the sender holds the secret and sent this within five minutes."""
    try:
        hook = Webhook(secret)
    except (ValueError, RuntimeError) as error:
        raise PermanentError("the webhook secret is not base64, with or without whsec_") from error
    try:
        hook.verify(request.body, dict(request.headers), json_parse=False)
    except (WebhookVerificationError, ValueError, OverflowError) as error:
        raise UnverifiedError("webhook-signature", "is missing, wrong or stale") from error


def read_signals(content: Any, source: str, now: datetime, crm: str) -> Batch:
    """A signal, a list of signals, or `{"signals": […]}`. Raises BadInputError if it is none of these.

    We know a signal when we get it: `received_at` is now, whatever the sender says; what is dated in the future is
    refused, so that nobody can plant what will only be seen later. crm: the one in use, whose records the ids must be.
    """
    good: list[Signal] = []
    unreadable: list[tuple[Mapping[str, Any], str]] = []
    for row in _rows(content):
        try:
            good.append(_read(row, source, now, crm))
        except BadInputError as error:
            unreadable.append((row if isinstance(row, Mapping) else {"value": row}, str(error)))
    return Batch(tuple(good), tuple(unreadable))


def _rows(content: Any) -> Sequence[Any]:
    rows = content.get("signals", [content]) if isinstance(content, Mapping) else content
    if not isinstance(rows, list):
        raise BadInputError("body", "a signal, a list of signals, or an object with a list `signals` is needed")
    if len(rows) > MOST_SIGNALS:
        raise BadInputError("signals", f"at most {MOST_SIGNALS} at once are allowed, not {len(rows)}")
    return rows


def _read(row: Any, source: str, now: datetime, crm: str) -> Signal:
    if not isinstance(row, Mapping):
        raise BadInputError("", "a signal is a JSON object")
    if not (reading.text(row, "occurred_at") or reading.text(row, "id")):  # else a retry would be another signal
        raise BadInputError("occurred_at", "is required where the signal has no id: such as 2026-11-23T17:00:00Z")
    signal = parse_signal({"source": source, **row, "received_at": now.isoformat()})
    if not signal.kind:
        raise BadInputError("kind", "is required: text that is not empty")
    _check_owner(signal, crm)
    if signal.occurred_at > now + _CLOCK_SLACK:
        raise BadInputError("occurred_at", "lies in the future")
    check_signal(signal)
    return signal


def _check_owner(signal: Signal, crm: str) -> None:
    if not (signal.lead_id or signal.account_id):
        raise BadInputError("lead_id", "is required, or account_id: whom is it about?")
    if signal.lead_id:
        check_lead_id(signal.lead_id, crm)
    if signal.account_id:
        check_account_id(signal.account_id, crm)
