"""What `leadgate serve` is given from outside: what is missing is told at the start, what cannot be is refused."""

import base64
from collections.abc import Mapping
from typing import Final

from leadgate.domain.settings import Settings
from leadgate.errors import BadInputError

_CANNOT_READ: Final = "no lead can be read or written"
NEEDED: Final[Mapping[str, str]] = {
    "HUBSPOT_CLIENT_SECRET": "POST /webhooks/hubspot refuses every call",
    "HUBSPOT_ACCESS_TOKEN": _CANNOT_READ,
    "SALESFORCE_WEBHOOK_SECRET": "POST /webhooks/salesforce refuses every call",
    "SALESFORCE_PRIVATE_KEY": _CANNOT_READ,
    "SALESFORCE_CONSUMER_SECRET": _CANNOT_READ,
    "TRACKER_WRITE_KEY": "POST /signals and POST /chat refuse every call",
    "ENRICHMENT_WEBHOOK_SECRET": "POST /enrichment refuses every call",
}
_SECRETS: Final = ("ENRICHMENT_WEBHOOK_SECRET", "SALESFORCE_WEBHOOK_SECRET", "MAIL_INTAKE_SECRET")


def check_start(environment: Mapping[str, str], settings: Settings) -> tuple[str, ...]:
    """What will not work, a line each. Raises BadInputError naming the variable that nothing can be made of."""
    for name in _SECRETS:
        _check_webhook_secret(name, environment.get(name, "").strip())
    missing = [
        f"{name} is not set: {consequence}"
        for name, consequence in NEEDED.items()
        if name not in _not_needed(settings) and not environment.get(name, "").strip()
    ]
    if settings.crm == "hubspot" and not settings.hubspot.app_id:
        missing.append("hubspot.app_id is not set: until HubSpot tells it, our own writes cannot be recognised")
    if settings.crm == "salesforce" and not settings.salesforce.consumer_key:
        missing.append(f"salesforce.consumer_key is not set: {_CANNOT_READ}")
    return (*missing, *_reaching_nobody(environment, settings))


def _reaching_nobody(environment: Mapping[str, str], settings: Settings) -> tuple[str, ...]:
    """What is on and cannot work: a line each."""
    handoff, answer = settings.handoff, settings.first_response
    mails, answers = handoff.email or answer.mode == "send", answer.mode != "off"
    wanted = (
        (handoff.slack, "SLACK_WEBHOOK_URL", "no handoff reaches Slack"),
        (handoff.teams, "TEAMS_WEBHOOK_URL", "no handoff reaches Teams"),
        (mails and bool(settings.mail.username), "SMTP_PASSWORD", "no mail leaves"),
        (answers, "OUTREACH_SIGNING_KEY", "no lead is answered"),
        (answers, "LEADGATE_PUBLIC_URL", "no lead is answered, for nobody could unsubscribe"),
        (answers, "MAIL_INTAKE_SECRET", "POST /mail refuses every call: replies and bounces are not heard of"),
    )
    lines = [f"{name} is not set: {what}" for on, name, what in wanted if on and not environment.get(name, "").strip()]
    if mails and settings.mail.transport == "off":
        lines.append("mail.transport is off: no mail leaves")
    if answers and not answer.lawful_basis:
        lines.append("first_response.lawful_basis is not set: no lead is answered")
    return tuple(lines)


def _not_needed(settings: Settings) -> frozenset[str]:
    """Variables of the other CRM; and Salesforce is shown an assertion for a user, or the client's own secret."""
    other = "SALESFORCE_" if settings.crm == "hubspot" else "HUBSPOT_"
    login = "SALESFORCE_CONSUMER_SECRET" if settings.salesforce.username else "SALESFORCE_PRIVATE_KEY"
    return frozenset(name for name in NEEDED if name.startswith(other) or name == login)


def _check_webhook_secret(name: str, secret: str) -> None:
    """As Standard Webhooks has it; the library itself skips what is no base64, and signs with what is left."""
    try:
        known = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except ValueError as error:
        raise BadInputError(name, "base64 is needed, with or without whsec_ before it") from error
    if secret and not known:
        raise BadInputError(name, "base64 of a secret is needed after whsec_")
