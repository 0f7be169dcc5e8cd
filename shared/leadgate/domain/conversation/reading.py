"""A whole conversation read: each message of the lead in the light of what was asked before it."""

from collections.abc import Sequence
from dataclasses import dataclass

from leadgate.domain.conversation.answers_to_us import questions_of
from leadgate.domain.conversation.intents import weigh
from leadgate.domain.conversation.language import language_of
from leadgate.domain.conversation.mentions import Around, find_mentions
from leadgate.domain.conversation.said import (
    INTENTS,
    Classify,
    ConversationReading,
    Mention,
    Message,
    MessageReading,
    Opinion,
    Shares,
    strongest,
    undecided,
)
from leadgate.domain.conversation.text import read_text

_SMALL_TALK = 0.1
"""What a message that says nothing counts beside one that says something."""


_SILENCE = Opinion({intent: float(intent == "other") for intent in INTENTS})


@dataclass(frozen=True, slots=True)
class _SoFar:
    language: str = "en"
    asked: str = ""


def read_messages(
    messages: Sequence[Message], classify: Classify = undecided, competitors: Sequence[str] = ()
) -> ConversationReading:
    """Chat, forms, replies and notes alike, in order of time; our side's (author `agent`) only ask.

    classify: a text → its share of each intent, as the bundled classifier gives it; by default the rules decide alone.
    """
    read: list[MessageReading] = []
    so_far = _SoFar()
    for number, message in enumerate(messages):
        if message.is_ours:
            so_far = _SoFar(so_far.language, questions_of(message.text))
            continue
        read.append(_read_message(number, message, so_far, classify, competitors))
        so_far = _SoFar(read[-1].language)
    shares = shares_of(read)
    return ConversationReading(strongest(shares), shares, tuple(read), so_far.language)


def shares_of(messages: Sequence[MessageReading]) -> Shares:
    """The mean over the messages; small talk hardly counts. Nothing said at all is `other`."""
    weights = [_SMALL_TALK if message.intent == "other" else 1.0 for message in messages]
    total = sum(weights)
    if not total:
        return _SILENCE.shares
    return {
        intent: sum(weight * m.shares[intent] for weight, m in zip(weights, messages, strict=True)) / total
        for intent in INTENTS
    }


def _read_message(
    number: int, message: Message, so_far: _SoFar, classify: Classify, competitors: Sequence[str]
) -> MessageReading:
    text = read_text(message.text)
    today = message.at.date() if message.at else None
    mentions = find_mentions(text, Around(number, competitors, today, so_far.asked))
    opinion = classify(text.own) if any(letter.isalnum() for letter in text.own) else _SILENCE
    shares = weigh(opinion.shares, mentions)
    language = language_of(text.original, text.folded, so_far.language)
    return MessageReading(number, text.own, shares, opinion.ready, _kept(mentions, shares), language)


def _kept(mentions: tuple[Mention, ...], shares: Shares) -> tuple[Mention, ...]:
    """Only what is about a purchase has a timeline: an invoice of March has none."""
    if strongest(shares) in ("support", "job"):
        return tuple(mention for mention in mentions if mention.kind != "timeline")
    return mentions
