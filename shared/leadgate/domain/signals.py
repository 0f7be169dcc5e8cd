"""A signal: one immutable fact about a lead or an account, and the kinds there are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Literal

Stage = Literal["educational", "evaluation", "pricing", "implementation", "competitive", "careers", "support"]
STAGES: Final[tuple[Stage, ...]] = (
    "educational",
    "evaluation",
    "pricing",
    "implementation",
    "competitive",
    "careers",
    "support",
)


TOO_LARGE: Final = 1e15


@dataclass(frozen=True, slots=True)
class Signal:
    """occurred_at: in the world; received_at: when we knew. Both aware UTC instants.

    lead_id is None for a fact about the account alone. Unknown kinds and properties are kept as they came.
    """

    id: str
    kind: str
    occurred_at: datetime
    received_at: datetime
    lead_id: str | None = None
    account_id: str | None = None
    source: str = ""
    properties: Mapping[str, Any] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A property as text; empty where it is missing or not text."""
        value = self.properties.get(name)
        return value if isinstance(value, str) else ""

    def number(self, name: str) -> float | None:
        """A property as a finite number; None where it is missing or none."""
        value = self.properties.get(name)
        if type(value) is float or type(value) is int:  # nearly all are: this is asked for thousands of times a lead
            return float(value) if abs(value) < TOO_LARGE else None
        return None if value is None else read_number(value)


def read_number(value: object) -> float | None:
    """A finite number, also from text ("12.5", "1,200"); None for anything else, NaN and infinities too."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value.replace(",", "")) if isinstance(value, str) else float(value)
    except (ValueError, OverflowError):
        return None
    return number if abs(number) < TOO_LARGE else None


def in_order(signals: Iterable[Signal]) -> tuple[Signal, ...]:
    """Oldest first; of one instant, by id, so that the order they came in never matters."""
    return tuple(sorted(signals, key=_place))


def newest(signals: Iterable[Signal]) -> Signal | None:
    """The last of them in that order; None for none."""
    return max(signals, key=_place, default=None)


def _place(signal: Signal) -> tuple[datetime, str]:
    return signal.occurred_at, signal.id


@dataclass(frozen=True, slots=True)
class Kind:
    """A row of the table of kinds.

    touch: the lead itself did something with us, so it counts as activity.
    words: how a rep would say it; `{name}` is filled from the signal's properties.
    """

    name: str
    touch: bool
    words: str
    properties: tuple[str, ...] = ()


_REFERRAL = ("referrer", "referrer_kind", "campaign")
_EMAIL = ("campaign", "text")

KINDS: Final[tuple[Kind, ...]] = (
    Kind("page_view", True, "viewed {url}", ("url", "seconds", "stage")),
    Kind("content_download", True, "downloaded {asset}", ("asset", "stage", "topic")),
    Kind("email_open", False, "opened an e-mail", _EMAIL),
    Kind("email_click", True, "clicked in an e-mail", _EMAIL),
    Kind("email_reply", True, "replied to an e-mail", _EMAIL),
    Kind("email_bounce", False, "an e-mail bounced", _EMAIL),
    Kind("email_unsubscribe", False, "unsubscribed", _EMAIL),
    Kind("form_submission", True, "sent the form {form}", ("form", "message")),
    Kind("chat_message", True, "wrote in the chat", ("author", "text")),
    Kind("chat_escalation", False, "asked for a person in the chat: {text}", ("text",)),
    Kind("event_attendance", True, "attended {name}", ("name", "topic")),
    Kind("review_site_visit", False, "read reviews on {site}", ("site", "topic")),
    Kind("competitor_research", False, "researched {competitor}", ("competitor", "topic")),
    Kind("job_posting", False, "is hiring: {title}", ("title", "topic")),
    Kind("social_engagement", False, "engaged on {network}", ("network", "topic")),
    Kind("category_surge", False, "category research up {percent} %", ("percent", "topic")),
    Kind("news", False, "{headline}", ("type", "headline", "person_title")),
    Kind("contract", False, "contract with {vendor} renews on {renews_on}", ("vendor", "renews_on")),
    Kind("referral", False, "was referred by {referrer}", _REFERRAL),
    Kind("introduction_request", False, "asked for an introduction through {referrer}", _REFERRAL),
    Kind("partner_touch", False, "came through partner {referrer}", _REFERRAL),
    Kind("campaign_response", True, "answered the campaign {campaign}", _REFERRAL),
    Kind("customer_connection", False, "knows our customer {referrer}", _REFERRAL),
    Kind("sales_activity", False, "{type} by sales: {result}", ("type", "result", "revisit_on", "text")),
    Kind("support_ticket", False, "opened a ticket: {subject}", ("subject", "status")),
    Kind("firmographic", False, "company data from {provider}", ("provider",)),
    Kind("technographic", False, "technology data from {provider}", ("provider",)),
    Kind("person_enrichment", False, "person data from {provider}", ("provider",)),
    Kind("crm_change", False, "{property} changed in the CRM", ("property", "value", "old_value")),
    Kind("outcome", False, "outcome: {type}", ("type", "reason", "amount", "stage")),
)
KIND_BY_NAME: Final[Mapping[str, Kind]] = {kind.name: kind for kind in KINDS}
KIND_CODES: Final[Mapping[str, int]] = {kind.name: code for code, kind in enumerate(KINDS)}
UNKNOWN_KIND: Final = len(KINDS)
