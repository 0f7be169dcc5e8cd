"""A whole conversation read: each message of the lead in the light of what was asked before it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

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

_HELPED: Final = ("support", "job")
_SMALL_TALK: Final = 0.1
"""What a message that says nothing counts beside one that says something."""


_FEW_WORDS: Final = 4
"""An answer to us that is as short as this ("in March") says nothing by itself; the question does."""
_SILENCE = Opinion({intent: float(intent == "other") for intent in INTENTS})


@dataclass(frozen=True, slots=True)
class _SoFar:
    language: str = "en"
    asked: str = ""
    helping: bool = False


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
            so_far = replace(so_far, asked=questions_of(message.text))
            continue
        read.append(_read_message(number, message, so_far, classify, competitors))
        so_far = _SoFar(read[-1].language, helping=read[-1].intent in _HELPED)
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
    mentions = find_mentions(text, Around(number, competitors, today, so_far.asked, so_far.helping))
    answers = bool(so_far.asked and mentions) and len(text.own.split()) <= _FEW_WORDS
    opinion = undecided() if answers else _opinion_of(text.own, mentions, classify)
    shares = weigh(opinion.shares, mentions)
    language = language_of(text.original, text.folded, so_far.language)
    return MessageReading(number, text.own, shares, opinion.ready, _kept(mentions, shares), language)


def _opinion_of(own: str, mentions: Sequence[Mention], classify: Classify) -> Opinion:
    """A yes or no to an offer of ours says nothing by itself: the offer does."""
    if any(mention.says("cue") == "accepted" for mention in mentions):
        return undecided()
    return classify(own) if any(letter.isalnum() for letter in own) else _SILENCE


def _kept(mentions: tuple[Mention, ...], shares: Shares) -> tuple[Mention, ...]:
    """Only what is about a purchase has a timeline: an invoice of March has none."""
    if strongest(shares) in _HELPED:
        return tuple(mention for mention in mentions if mention.kind != "timeline")
    return mentions
