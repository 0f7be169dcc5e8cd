"""Events from files. What must be fresh or signed at the moment of the call stands there as a placeholder.

Headers may hold `{{now_ms}}`, `{{now_s}}`, and then `{{hubspot_signature}}`, `{{webhook_signature}}` or
`{{webhook_key}}`, made over the event as it is then with the secrets that the function will check it with.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from standardwebhooks import Webhook

from leadgate.crm.hubspot.signature import TIMESTAMP, sign
from leadgate.errors import BadInputError

HUBSPOT_SIGNATURE: Final = "{{hubspot_signature}}"
WEBHOOK_SIGNATURE: Final = "{{webhook_signature}}"
WEBHOOK_KEY: Final = "{{webhook_key}}"
_SECRETS: Final = {"/enrichment": "enrichment_webhook_secret", "/webhooks/salesforce": "salesforce_webhook_secret"}


def read_event(path: Path) -> dict[str, Any]:
    """Raises BadInputError naming the file, and where it breaks."""
    try:
        event = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInputError(str(path), f"cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise BadInputError(str(path), f"JSON is needed: {error}") from error
    if not isinstance(event, dict):
        raise BadInputError(str(path), "a JSON object is needed")
    return event


def ready_event(event: Mapping[str, Any], secrets: Mapping[str, str], now: datetime) -> dict[str, Any]:
    """The event as its sender would send it at `now`; one without placeholders stays as it is."""
    if not isinstance(event.get("headers"), dict):
        return dict(event)
    headers: dict[str, str] = event["headers"]
    seconds = int(now.timestamp())
    times = {"{{now_ms}}": str(seconds * 1000), "{{now_s}}": str(seconds)}
    dated = {name: times.get(value, value) for name, value in headers.items()}
    signatures = {
        WEBHOOK_KEY: _webhook_key,
        HUBSPOT_SIGNATURE: _hubspot_signature,
        WEBHOOK_SIGNATURE: _webhook_signature,
    }
    signed = {
        name: signatures[value](event, dated, secrets, now) if value in signatures else value
        for name, value in dated.items()
    }
    return {**event, "headers": signed}


def _hubspot_signature(
    event: Mapping[str, Any], headers: Mapping[str, str], secrets: Mapping[str, str], _: datetime
) -> str:
    query = event.get("rawQueryString") or ""
    url = f"https://{headers['host']}{event['rawPath']}{'?' if query else ''}{query}"
    method, body = event["requestContext"]["http"]["method"], event.get("body", "").encode()
    return sign(secrets["hubspot_client_secret"], method, url, body, headers[TIMESTAMP]).decode()


def _webhook_key(event: Mapping[str, Any], _: Mapping[str, str], secrets: Mapping[str, str], __: datetime) -> str:
    """What those show who cannot sign."""
    return secrets[_SECRETS[event["rawPath"]]]


def _webhook_signature(
    event: Mapping[str, Any], headers: Mapping[str, str], secrets: Mapping[str, str], now: datetime
) -> str:
    webhook = Webhook(secrets[_SECRETS[event["rawPath"]]])
    return webhook.sign(headers["webhook-id"], now, event.get("body", ""))
