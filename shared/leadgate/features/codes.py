"""Codes of what signals say, so that they can stand in columns: stages, and the telling property of each kind."""

from collections.abc import Mapping
from typing import Final

from leadgate.domain.signals import STAGES, Signal

STAGE_CODES: Final[Mapping[str, int]] = {stage: code for code, stage in enumerate(STAGES)}
NO_STAGE: Final = -1
NO_DETAIL: Final = -1

# What a kind's telling property can say: (kind, property) → values; its code is the position here.
_DETAILS: Final[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
    (
        "form_submission",
        "form",
        (
            "demo_request",
            "contact_sales",
            "pricing_request",
            "trial",
            "webinar",
            "content",
            "newsletter",
            "support",
            "careers",
            "other",
        ),
    ),
    ("sales_activity", "result", ("connected", "no_answer", "timing", "not_interested", "interested")),
    (
        "news",
        "type",
        (
            "funding",
            "leadership_change",
            "initiative",
            "acquisition",
            "layoffs",
            "expansion",
            "competitor_incident",
        ),
    ),
    ("referral", "referrer_kind", ("customer", "partner", "employee", "investor")),
    ("introduction_request", "referrer_kind", ("customer", "partner", "employee", "investor")),
    ("chat_message", "author", ("visitor", "agent")),
)
_DETAIL_PROPERTY: Final = {kind: name for kind, name, _ in _DETAILS}
DETAILED_KINDS: Final = tuple(_DETAIL_PROPERTY)
DETAIL_CODES: Final = {
    (kind, value): code
    for code, (kind, value) in enumerate((kind, value) for kind, _, values in _DETAILS for value in values)
}


def detail_code(signal: Signal) -> int:
    name = _DETAIL_PROPERTY.get(signal.kind)
    if name is None:
        return NO_DETAIL
    value = signal.properties.get(name)
    return DETAIL_CODES.get((signal.kind, value), NO_DETAIL) if isinstance(value, str) else NO_DETAIL
