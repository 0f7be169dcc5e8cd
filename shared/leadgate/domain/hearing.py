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
from leadgate.domain.form_messages import FormMessage, read_form_message
from leadgate.domain.replies.in_talk import reply_of
from leadgate.domain.replies.own_words import own_words
from leadgate.domain.replies.reading import Reply
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
_ASKING: Final = ("ask", "interest")
# A date or a vendor's name alone is not about buying: "on holiday in March", "we signed with them".
_SAYS_LITTLE: Final = frozenset(("timeline", "competitor"))


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
    ids of messages about support or a job, to sell to us, or meant for somebody else. buying: messages about buying
    since the last refusal and the last deal that was closed. pitches: messages to sell to us, where none about buying
    has followed. turned_down: the last refusal, where nothing in our favour has followed; no: what it says, where it
    says so. replies: what each reply comes to (I5), by id of its signal. forms: what a form's message is instead of a
    wish to buy, where it is, by id.
    """

    said: tuple[Said, ...] = ()
    strength: float = 0.0
    refused: frozenset[str] = field(default_factory=frozenset)
    beside: frozenset[str] = field(default_factory=frozenset)
    buying: tuple[Said, ...] = ()
    call: Signal | None = None
    pitches: tuple[Said, ...] = ()
    turned_down: Said | None = None
    no: No | None = None
    replies: Mapping[str, Reply] = field(default_factory=dict)
    forms: Mapping[str, FormMessage] = field(default_factory=dict)

    @property
    def moot(self) -> frozenset[str]:
        """Ids of replies that answer us neither for nor against: "ok", "not my department"."""
        return frozenset(i for i, r in self.replies.items() if r.kind not in ("for", "against") or i in self.beside)

    def is_answer(self, reply: Signal) -> bool:
        """Whether a reply is one in our favour; what nobody can read is taken for one."""
        return reply.id not in self.refused and reply.id not in self.moot

    def leave_alone(self, signal: Signal) -> bool:
        """Whether we are told in it not to write again."""
        reply = self.replies.get(signal.id)
        return reply.leave_alone if reply else self.forms.get(signal.id) == "leave_alone"

    def about(self, *intents: str) -> tuple[Said, ...]:
        """Messages that are about these intents above all."""
        return _about(self.said, *intents)

    def mentioning(self, *kinds: str) -> tuple[Said, ...]:
        """Messages in which one of these is said, and not said not to be so."""
        return tuple(one for one in self.said if any(m.kind in kinds and not m.negated for m in one.reading.mentions))


SILENCE: Final = Heard()


def words_of(signal: Signal) -> str:
    """What the lead said in it, as it was written; empty for a signal without words."""
    text = signal.text(_TEXT_OF.get(signal.kind, "")).strip()
    return own_words(text) if signal.kind == "email_reply" else text


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
    """Mostly about it, or nothing else and something is told: a budget, what hurts, how many they are."""
    told = reading.intent == "evaluation" and any(
        not mention.negated and mention.kind not in _SAYS_LITTLE for mention in reading.mentions
    )
    return told or reading.shares["evaluation"] >= limits.evaluation_share


def _speaks_against(reading: MessageReading, limits: Escalation) -> bool:
    """Turns us down, or says what rules a purchase out: no budget, for a thesis."""
    return denies_buying(reading.mentions) or strength_of((reading,), limits) < 0


def _heard(
    reading: ConversationReading, source: Mapping[int, Signal], limits: Escalation, settled_at: datetime | None
) -> Heard:
    said = tuple(Said(source[message.number], message) for message in reading.messages)
    replies = {one.signal.id: reply_of(words_of(one.signal), one.reading) for one in said if _is_reply(one.signal)}
    forms = dict(_messages_of_forms(said))
    refusals = [place for place, one in enumerate(said) if _is_no(one, replies, forms, limits)]
    since = refusals[-1] if refusals else 0
    # What was said before a refusal is taken back by it; what was said before a deal was closed led to that deal.
    fresh = tuple(one for one in said[since:] if settled_at is None or one.signal.occurred_at > settled_at)
    strength = max(0.0, strength_of([one.reading for one in fresh], limits))
    buying = tuple(one for one in fresh if _tells_of_buying(one, replies.get(one.signal.id), limits))
    favour = bool(buying) or any(replies[one.signal.id].kind == "for" for one in fresh if one.signal.id in replies)
    turned_down = said[since] if refusals and not favour else None
    others = (one for one in said if one.signal.id in forms or _kind_of(one, replies) == "not_theirs")
    pitches = tuple(one for one in said if _sells(one, forms))
    return Heard(
        said=said,
        strength=strength,
        refused=frozenset(said[place].signal.id for place in refusals),
        beside=frozenset(one.signal.id for one in (*_about(said, "support", "job"), *pitches, *others)),
        buying=buying,
        call=buying[-1].signal if buying and strength >= limits.strength - 1e-9 else None,
        pitches=() if buying and pitches and said.index(buying[-1]) > said.index(pitches[-1]) else pitches,
        turned_down=turned_down,
        no=_no_in(turned_down, replies, forms) if turned_down else None,
        replies=replies,
        forms=forms,
    )


def _is_reply(signal: Signal) -> bool:
    return signal.kind == "email_reply"


def _kind_of(one: Said, replies: Mapping[str, Reply]) -> str:
    reply = replies.get(one.signal.id)
    return reply.kind if reply else ""


def _messages_of_forms(said: Iterable[Said]) -> Iterable[tuple[str, FormMessage]]:
    for one in said:
        if one.signal.kind == "form_submission":
            kind = read_form_message(words_of(one.signal), one.reading)
            if kind:
                yield one.signal.id, kind


def _is_no(one: Said, replies: Mapping[str, Reply], forms: Mapping[str, FormMessage], limits: Escalation) -> bool:
    reply = replies.get(one.signal.id)
    if forms.get(one.signal.id) == "leave_alone":
        return True
    if reply and reply.kind in ("for", "against"):
        return reply.kind == "against"
    return _speaks_against(one.reading, limits)


def _tells_of_buying(one: Said, reply: Reply | None, limits: Escalation) -> bool:
    """A reply only where it is in our favour; one that asks for something has to tell no more than when."""
    if reply and reply.kind != "for":
        return False
    asks = reply is not None and reply.cue in _ASKING and bool(one.reading.mentions)
    return asks or _is_about_buying(one.reading, limits)


def _about(said: Iterable[Said], *intents: str) -> tuple[Said, ...]:
    return tuple(one for one in said if one.reading.intent in intents)


def _sells(one: Said, forms: Mapping[str, FormMessage]) -> bool:
    """In the lead's own words to us; a note of sales or an answer to our mail is no pitch."""
    to_us = one.signal.kind in ("chat_message", "form_submission")
    return to_us and (is_pitch(one.reading.mentions) or forms.get(one.signal.id) == "pitch")


def _no_in(refusal: Said, replies: Mapping[str, Reply], forms: Mapping[str, FormMessage]) -> No | None:
    """Not what stands in a form, unless it says to leave them alone: who sends one asks for something.

    What names a time says most.
    """
    plain = No(refusal.signal, "refusal", None)
    if refusal.signal.kind == "form_submission":
        return plain if forms.get(refusal.signal.id) == "leave_alone" else None
    mentions = (m for m in refusal.reading.mentions if m.negated and m.says("cue") in REFUSALS)
    said = [No(refusal.signal, mention.says("cue"), mention.says("days")) for mention in mentions]
    told = plain if _kind_of(refusal, replies) == "against" else None
    return max(said, key=lambda no: (no.days is not None, no.cue != "refusal"), default=told)
