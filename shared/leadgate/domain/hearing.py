"""What the lead said, wherever it said it: chat, the message of a form, replies to mail, notes of sales."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Final

from leadgate.domain.conversation.deciding import strength_of
from leadgate.domain.conversation.intents import REFUSALS, denies_buying, is_pitch
from leadgate.domain.conversation.reading import read_messages
from leadgate.domain.conversation.said import ConversationReading, Message, MessageReading
from leadgate.domain.conversation_settings import Escalation
from leadgate.domain.dossier import Dossier
from leadgate.domain.signals import Signal

_TEXT_OF: Final[Mapping[str, str]] = {
    "chat_message": "text",
    "form_submission": "message",
    "email_reply": "text",
    "sales_activity": "text",
}
_OURS: Final = "agent"
_MOST_MESSAGES: Final = 30
_REMEMBERED_DAYS: Final = 180.0


@dataclass(frozen=True, slots=True)
class Said:
    """One message of the lead: the signal it came in, and how it was read."""

    signal: Signal
    reading: MessageReading


@dataclass(frozen=True, slots=True)
class No:
    """Words that turn us down. cue: `refusal`; `later` or `fiscal_year` for a no for now.

    days: until when, from the message on; None where it is not said.
    """

    signal: Signal
    cue: str
    days: int | None


@dataclass(frozen=True, slots=True)
class Heard:
    """All that was said in the last half year, oldest first.

    strength: how ready for a person what was said about buying makes the lead. call: the newest message about buying,
    if by now enough was said to call a person in (C6). refused: ids of messages that speak against a purchase. beside:
    ids of messages about support or a job, or to sell to us. buying: messages about buying since the last refusal and
    the last deal that was closed. pitches: messages to sell to us, where none about buying has followed. no: the last
    word, if it turns us down.
    """

    said: tuple[Said, ...] = ()
    strength: float = 0.0
    refused: frozenset[str] = field(default_factory=frozenset)
    beside: frozenset[str] = field(default_factory=frozenset)
    buying: tuple[Said, ...] = ()
    call: Signal | None = None
    pitches: tuple[Said, ...] = ()
    no: No | None = None

    def about(self, *intents: str) -> tuple[Said, ...]:
        """Messages that are about these intents above all."""
        return _about(self.said, *intents)

    def mentioning(self, *kinds: str) -> tuple[Said, ...]:
        """Messages in which one of these is said, and not said not to be so."""
        return tuple(one for one in self.said if any(m.kind in kinds and not m.negated for m in one.reading.mentions))


SILENCE: Final = Heard()


def words_of(signal: Signal) -> str:
    """What the lead said in it, as it was written; empty for a signal without words."""
    return signal.text(_TEXT_OF.get(signal.kind, "")).strip()


def hear(dossier: Dossier, competitors: tuple[str, ...], limits: Escalation) -> Heard:
    """competitors: names that are listened for."""
    signals = tuple(_spoken(dossier))[-_MOST_MESSAGES:]
    messages: list[Message] = []
    source: dict[int, Signal] = {}
    for signal in signals:
        if signal.text("asked"):
            messages.append(Message(_OURS, signal.text("asked"), signal.occurred_at))
        ours = signal.properties.get("author") == _OURS
        if not ours:
            source[len(messages)] = signal
        messages.append(Message(_OURS if ours else "visitor", words_of(signal), signal.occurred_at))
    return _heard(_read(tuple(messages), competitors), source, limits, dossier.settled_at) if source else SILENCE


def _spoken(dossier: Dossier) -> Iterable[Signal]:
    """The signals that carry words: the lead's, and what our side asked it in a chat."""
    for signal in dossier.own_signals:
        if signal.kind not in _TEXT_OF:
            continue
        recent = (dossier.as_of - signal.occurred_at).total_seconds() <= _REMEMBERED_DAYS * 86_400
        if recent and words_of(signal):
            yield signal


@lru_cache(maxsize=20_000)
def _read(messages: tuple[Message, ...], competitors: tuple[str, ...]) -> ConversationReading:
    return read_messages(messages, competitors=competitors)


def _is_about_buying(reading: MessageReading, limits: Escalation) -> bool:
    """Mostly about it, or nothing else and something is told: a date, a budget, what hurts."""
    told = reading.intent == "evaluation" and any(not mention.negated for mention in reading.mentions)
    return told or reading.shares["evaluation"] >= limits.evaluation_share


def _speaks_against(reading: MessageReading, limits: Escalation) -> bool:
    """Turns us down, or says what rules a purchase out: no budget, for a thesis."""
    return denies_buying(reading.mentions) or strength_of((reading,), limits) < 0


def _heard(
    reading: ConversationReading, source: Mapping[int, Signal], limits: Escalation, settled_at: datetime | None
) -> Heard:
    said = tuple(Said(source[message.number], message) for message in reading.messages)
    refusals = [place for place, one in enumerate(said) if _speaks_against(one.reading, limits)]
    since = refusals[-1] if refusals else 0
    # What was said before a refusal is taken back by it; what was said before a deal was closed led to that deal.
    fresh = tuple(one for one in said[since:] if settled_at is None or one.signal.occurred_at > settled_at)
    strength = max(0.0, strength_of([one.reading for one in fresh], limits))
    buying = tuple(one for one in fresh if _is_about_buying(one.reading, limits))
    pitches = tuple(one for one in said if _is_to_us(one.signal) and is_pitch(one.reading.mentions))
    return Heard(
        said=said,
        strength=strength,
        refused=frozenset(said[place].signal.id for place in refusals),
        beside=frozenset(one.signal.id for one in (*_about(said, "support", "job"), *pitches)),
        buying=buying,
        call=buying[-1].signal if buying and strength >= limits.strength - 1e-9 else None,
        pitches=() if buying and pitches and said.index(buying[-1]) > said.index(pitches[-1]) else pitches,
        no=_no_in(said[since]) if refusals and not buying else None,
    )


def _about(said: Iterable[Said], *intents: str) -> tuple[Said, ...]:
    return tuple(one for one in said if one.reading.intent in intents)


def _is_to_us(signal: Signal) -> bool:
    """The lead's own words to us; a note of sales or an answer to our mail is no pitch."""
    return signal.kind in ("chat_message", "form_submission")


def _no_in(refusal: Said) -> No | None:
    """Not what stands in a form: who sends one asks for something. What names a time says most."""
    if refusal.signal.kind == "form_submission":
        return None
    mentions = (m for m in refusal.reading.mentions if m.negated and m.says("cue") in REFUSALS)
    said = [No(refusal.signal, mention.says("cue"), mention.says("days")) for mention in mentions]
    return max(said, key=lambda no: (no.days is not None, no.cue != "refusal"), default=None)
