"""What `leadgate serve` is given from outside: what is missing is told at the start, what cannot be is refused."""

import base64
from collections.abc import Mapping
from typing import Final

from leadgate.domain.settings import Settings
from leadgate.errors import BadInputError

NEEDED: Final[Mapping[str, str]] = {
    "HUBSPOT_CLIENT_SECRET": "POST /webhooks/hubspot refuses every call",
    "HUBSPOT_ACCESS_TOKEN": "no lead can be read or written",
    "TRACKER_WRITE_KEY": "POST /signals and POST /chat refuse every call",
    "ENRICHMENT_WEBHOOK_SECRET": "POST /enrichment refuses every call",
}
_SECRET: Final = "ENRICHMENT_WEBHOOK_SECRET"  # noqa: S105  # its name


def check_start(environment: Mapping[str, str], settings: Settings) -> tuple[str, ...]:
    """What will not work, a line each. Raises BadInputError naming the variable that nothing can be made of."""
    _check_webhook_secret(environment.get(_SECRET, "").strip())
    missing = [
        f"{name} is not set: {consequence}"
        for name, consequence in NEEDED.items()
        if not environment.get(name, "").strip()
    ]
    if not settings.hubspot.app_id:
        missing.append("hubspot.app_id is not set: until HubSpot tells it, our own writes cannot be recognised")
    return tuple(missing)


def _check_webhook_secret(secret: str) -> None:
    """As Standard Webhooks has it; the library itself skips what is no base64, and signs with what is left."""
    try:
        known = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except ValueError as error:
        raise BadInputError(_SECRET, "base64 is needed, with or without whsec_ before it") from error
    if secret and not known:
        raise BadInputError(_SECRET, "base64 of a secret is needed after whsec_")
