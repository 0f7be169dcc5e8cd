"""C6, C7: a person at once for whoever is ready to buy, self-service for whoever is not, else one more question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from leadgate.domain.conversation.answers import answer_for
from leadgate.domain.conversation.intents import denies_buying, is_pitch
from leadgate.domain.conversation.reading import shares_of
from leadgate.domain.conversation.said import Action, ConversationReading, Intent, Mention, MessageReading
from leadgate.domain.conversation_settings import ConversationSettings, Escalation

# How much each thing said speaks for a person now; each counts once in a conversation.
_STRENGTHS: Final[Mapping[str, float]] = {
    "request": 1.0,
    "accepted": 1.0,
    "callback": 1.0,
    "looking": 0.6,
    "price": 0.6,
    "person": 0.6,
    "fit": 0.0,  # a question of fit speaks for an evaluation, not for a person
    "answer": 0.6,
    "near_timeline": 0.5,
    "urgency": 0.5,
    "budget": 0.6,
    "authority": 0.5,
    "competitor": 0.5,
    "pain": 0.5,
    "size": 0.4,
    "ready": 1.1,  # in the opinion of the classifier, weighed by how sure it is
    # What holds it back.
    "far_timeline": -0.3,
    "no_budget": -0.6,
    "no_urgency": -0.4,
    "student": -1.0,
}
_NOT_BUYING: Final = 1.5
_SOME_EVALUATION: Final = 0.3
_FAR_TIMES: Final = 2  # a timeline of more than this many times the near one is far


@dataclass(frozen=True, slots=True)
class Decided:
    """escalated_at: number of the first message that showed high intent; None for none."""

    intent: Intent
    action: Action
    reply: str | None
    escalated_at: int | None


def decide_conversation(reading: ConversationReading, settings: ConversationSettings) -> Decided:
    escalated_at = find_escalation(reading.messages, settings.escalation)
    intent: Intent = reading.intent if escalated_at is None else "evaluation"
    action = _action(intent, escalated_at)
    if not reading.messages:
        return Decided(intent, action, None, escalated_at)
    topic = _topic(reading, intent, action)
    return Decided(intent, action, answer_for(topic, reading, settings.answers), escalated_at)


def find_escalation(messages: Sequence[MessageReading], limits: Escalation) -> int | None:
    """The first message by which enough has been said, and that is itself about buying."""
    for count, message in enumerate(messages, 1):
        so_far = messages[:count]
        evaluating = max(message.shares["evaluation"], _running(message, so_far))
        if evaluating >= limits.evaluation_share and strength_of(so_far, limits) >= limits.strength - 1e-9:
            return message.number
    return None


def strength_of(messages: Sequence[MessageReading], limits: Escalation) -> float:
    """How ready for a person: the sum of what was said in messages about buying, each thing once."""
    buying = _about_buying(messages)
    said = dict.fromkeys(
        sign for message in buying for mention in message.mentions for sign in _signs(mention, limits)
    )  # in order, for the last digit of a sum depends on it
    refused = _refused_last(messages)
    ready = max((message.ready for message in buying), default=0.0)
    return sum(_STRENGTHS[sign] for sign in said) + _STRENGTHS["ready"] * ready - _NOT_BUYING * refused


def _refused_last(messages: Sequence[MessageReading]) -> bool:
    """A no stands until a wish is uttered after it."""
    for message in reversed(messages):
        if any(mention.says("intent") == "evaluation" for mention in message.mentions):
            return denies_buying(message.mentions)
    return False


def _about_buying(messages: Sequence[MessageReading]) -> list[MessageReading]:
    """Not support, jobs or pitches; and what is too short to tell ("next month") where buying was the subject."""
    found: list[MessageReading] = []
    for message in messages:
        told = message.intent in ("evaluation", "curiosity") or message.shares["evaluation"] >= _SOME_EVALUATION
        if told or (message.intent == "other" and any(m.intent == "evaluation" for m in found)):
            found.append(message)
    return found


def _running(message: MessageReading, so_far: Sequence[MessageReading]) -> float:
    """A short answer ("yes, 20k") goes on with what the conversation is about; a turn to support does not."""
    return 0.0 if message.intent in ("support", "job") else shares_of(so_far)["evaluation"]


def _signs(mention: Mention, limits: Escalation) -> tuple[str, ...]:
    if mention.kind == "intent":
        return () if mention.negated or mention.says("intent") != "evaluation" else (str(mention.says("cue")),)
    if mention.kind == "timeline":
        return _timeline_signs(mention, limits)
    if mention.negated:
        denied = f"no_{mention.kind}"
        return (denied,) if denied in _STRENGTHS else ()
    return (mention.kind,)


def _timeline_signs(mention: Mention, limits: Escalation) -> tuple[str, ...]:
    days = mention.says("days")
    if mention.negated:
        return ("far_timeline",) if days is not None else ()
    if days is None:
        return ()
    if days <= limits.near_days:
        return ("near_timeline",)
    return ("far_timeline",) if days > _FAR_TIMES * limits.near_days else ()


def _action(intent: Intent, escalated_at: int | None) -> Action:
    if escalated_at is not None:
        return "escalate"
    return "self_service" if intent in ("support", "curiosity", "job") else "continue"


def _topic(reading: ConversationReading, intent: Intent, action: Action) -> str:
    if action == "escalate":
        return "escalation"
    if intent == "curiosity" and any(m.kind == "student" for m in reading.mentions):
        return "student"
    if intent == "other" and is_pitch(reading.messages[-1].mentions):
        return "pitch"
    return {"evaluation": "question", "other": "greeting"}.get(intent, intent)
