"""G4, G5: which leads anything is written for, and on which Leadgate acts by itself; people do the others."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final, Literal

from leadgate.domain.assessment import Decision, Rule
from leadgate.domain.dossier import Dossier
from leadgate.domain.rollout_settings import ActLimits, Rollout

Channel = Literal["form", "chat", "email", "event", "referral", "campaign", "web", "none"]

_CHANNELS: Final[tuple[tuple[Channel, tuple[str, ...]], ...]] = (
    ("form", ("form_submission",)),
    ("chat", ("chat_message", "chat_escalation")),
    ("email", ("email_reply", "email_click")),
    ("event", ("event_attendance",)),
    ("referral", ("referral", "introduction_request", "partner_touch")),
    ("campaign", ("campaign_response",)),
)
_WEB: Final = ("page_view", "content_download")


def in_rollout(dossier: Dossier, rollout: Rollout) -> bool:
    """G4: by source, by channel, and by a share that always takes the same leads."""
    return next(_outside(dossier, rollout.share, rollout.sources, rollout.channels, "rollout"), None) is None


def with_autonomy(decision: Decision, dossier: Dossier, amount: float | None, limits: ActLimits) -> Decision:
    """G5: acting becomes recommending for a lead beyond a limit, and the decision says which.

    amount: expected deal size; None where unknown, which is beyond a limit of value: nobody knows that it is small.
    """
    why = next(_beyond(decision, dossier, amount, limits), None) if decision.autonomy == "act" else None
    if why is None:
        return decision
    rule = Rule("G5", "autonomy:recommend", f"a person decides: {why}")
    return replace(decision, autonomy="recommend", rules=(*decision.rules, rule))


def channel_of(dossier: Dossier) -> Channel:
    """How the lead last got in touch; by the web where it only looked around, none where nothing is known."""
    newest = [
        (signal.occurred_at, channel) for channel, kinds in _CHANNELS for kind in kinds for signal in dossier.own(kind)
    ]
    if newest:
        return max(newest)[1]
    return "web" if any(dossier.own(kind) for kind in _WEB) else "none"


def _beyond(decision: Decision, dossier: Dossier, amount: float | None, limits: ActLimits) -> Iterator[str]:
    yield from _outside(dossier, limits.share, limits.sources, limits.channels, "act")
    if limits.tiers and decision.tier not in limits.tiers:
        yield f"tier {decision.tier} is not among those that are acted on"
    if limits.value_below is not None and amount is None:
        yield "its value is unknown"
    if limits.value_below is not None and amount is not None and amount >= limits.value_below:
        yield f"an expected value of {amount:,.0f} is not below {limits.value_below:,.0f}"
    if decision.confidence < limits.minimum_confidence:
        yield f"a confidence of {decision.confidence:.0%} is below {limits.minimum_confidence:.0%}"


def _outside(
    dossier: Dossier, share: float, sources: Iterable[str], channels: Iterable[str], salt: str
) -> Iterator[str]:
    wanted = {source.casefold() for source in sources}
    if wanted and dossier.lead.source.casefold() not in wanted:
        yield "its source is not among those that are acted on"
    allowed = set(channels)
    if allowed and channel_of(dossier) not in allowed:
        yield "its channel is not among those that are acted on"
    if _place_of(dossier.lead.id, salt) >= share:
        yield f"it is not in the share of {share:.0%} that is acted on"


def _place_of(lead_id: str, salt: str) -> float:
    """The same for the same lead for good: 0 ≤ place < 1."""
    digest = hashlib.sha256(f"{salt}:{lead_id}".encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64
