"""C1: how much a message speaks for each intent: what the classifier takes it for, moved by what the rules found."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from leadgate.domain.conversation.said import INTENTS, Intent, Mention, Shares

# Log-odds that a cue adds to its intent. A customer who wants to buy more is evaluating, so asking outweighs being one.
_CUES: Final[Mapping[str, float]] = {
    "request": 2.8,
    "accepted": 2.8,
    "callback": 1.6,
    "looking": 2.2,
    "price": 2.2,
    "person": 0.8,
    "fit": 1.4,
    "trouble": 2.2,
    "reading": 1.6,
    "applying": 2.8,
    "pitch": 3.5,
    "wares": 2.8,
    "spam": 2.8,
    "answer": 2.0,
}
_MOST_FROM_CUES: Final = 3.5
_STUDENT: Final = 1.5
_DENIED: Final = 3.0
# What else is said belongs to a purchase, a little; where nothing shows another reason for it.
_BUYING: Final[Mapping[str, float]] = {
    "timeline": 0.5,
    "urgency": 0.5,
    "budget": 1.2,
    "authority": 0.8,
    "pain": 0.8,
    "size": 0.5,
}
_LEAST_SHARE: Final = 1e-4
_BUYERS_CUES: Final = frozenset(("request", "looking", "price", "accepted", "answer"))
_WISHES: Final = _BUYERS_CUES | {"trouble", "applying"}
REFUSALS: Final = ("refusal", "later", "fiscal_year")


def weigh(classified: Shares, mentions: Sequence[Mention]) -> Shares:
    """Shares of all intents, summing to 1."""
    bonus = _bonus(mentions)
    log_shares = {i: math.log(max(classified[i], _LEAST_SHARE)) + bonus[i] for i in INTENTS}
    top = max(log_shares.values())
    raw = {intent: math.exp(log_share - top) for intent, log_share in log_shares.items()}
    total = sum(raw.values())
    return {intent: share / total for intent, share in raw.items()}


def _bonus(mentions: Sequence[Mention]) -> Mapping[Intent, float]:
    bonus: dict[Intent, float] = defaultdict(float)
    pitch = is_pitch(mentions)
    for intent, cue, negated in {(m.says("intent"), m.says("cue"), m.negated) for m in mentions if m.kind == "intent"}:
        if not negated and not (pitch and intent == "evaluation") and (pitch or cue != "wares"):
            bonus[intent] = min(_MOST_FROM_CUES, bonus[intent] + _CUES[cue])
    if not (bonus["support"] or bonus["job"] or bonus["other"]):
        bonus["evaluation"] += sum(_BUYING.get(kind, 0.0) for kind in {m.kind for m in mentions if not m.negated})
    if any(m.kind == "student" for m in mentions):
        bonus["curiosity"] += _STUDENT
    if pitch:
        bonus["evaluation"] = min(bonus["evaluation"], 0.0) - _DENIED
    if denies_buying(mentions):
        bonus["evaluation"] = min(bonus["evaluation"], 0.0) - _DENIED
        bonus["curiosity"] += _DENIED
    return bonus


def wishes(mentions: Sequence[Mention]) -> bool:
    """Whether something is asked for that a buyer asks for."""
    return any(m.says("cue") in _BUYERS_CUES and not m.negated for m in mentions)


def is_pitch(mentions: Sequence[Mention]) -> bool:
    """Somebody who writes to sell to us; who says what they sell and has a wish beside it only tells who they are."""
    cues = {m.says("cue") for m in mentions if m.kind == "intent" and not m.negated}
    return "pitch" in cues or ("wares" in cues and cues.isdisjoint(_WISHES))


def denies_buying(mentions: Sequence[Mention]) -> bool:
    """ "We are not looking to buy", and nothing asked for beside it; of a refusal and a wish the last counts."""
    spoken = [m for m in mentions if m.kind == "intent" and m.says("intent") == "evaluation"]
    last_wish = max((m.start for m in spoken if not m.negated), default=None)
    if last_wish is None:
        return bool(spoken)
    return any(m.negated and m.says("cue") in REFUSALS and m.start > last_wish for m in spoken)
