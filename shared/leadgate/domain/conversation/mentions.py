"""All that one message mentions, each with its place, its value where it can be read, and whether it is denied."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from leadgate.domain.conversation.answers_to_us import ASKED, answer_in
from leadgate.domain.conversation.buying_words import BUYING_PHRASES
from leadgate.domain.conversation.evaluation_words import EVALUATION_PHRASES
from leadgate.domain.conversation.money import Money, find_money
from leadgate.domain.conversation.negation import is_negated
from leadgate.domain.conversation.other_words import OTHER_PHRASES
from leadgate.domain.conversation.people import find_titles, find_vendors
from leadgate.domain.conversation.phrases import Hit, Index, find_hits, index_of
from leadgate.domain.conversation.said import INTENTS, Mention
from leadgate.domain.conversation.size import find_sizes
from leadgate.domain.conversation.text import Text
from leadgate.domain.conversation.timeline import find_whens

_SHORT_ANSWER_WORDS = 12
_INDEX: Final[Index] = index_of(EVALUATION_PHRASES | OTHER_PHRASES | BUYING_PHRASES)
_DENIALS_THAT_SAY_IT: Final = frozenset(("support", "other"))
"""Intents of which a denial is a part: "it doesn't work" is what support is for."""


@dataclass(frozen=True, slots=True)
class Around:
    """What a message is read with. number: its place in the conversation. today: the day it was written.

    asked: the question of our side that it answers, folded; empty for none.
    """

    number: int
    competitors: Sequence[str] = ()
    today: date | None = None
    asked: str = ""


def find_mentions(text: Text, around: Around) -> tuple[Mention, ...]:
    """In order of their places."""
    make = _Maker(text, around.number)
    asked = _asked(text, around)
    hits = find_hits(text.own, _INDEX)
    money = find_money(text.own)
    found = [
        *(mention for hit in hits for mention in _of_hit(make, hit, money)),
        *_budgets(make, money, [hit for hit in hits if hit.kind == "budget"], asked="budget" in asked),
        *_timelines(make, around.today),
        *(make("authority", t.start, t.end, {"level": "own", "title": t.name}) for t in find_titles(text)),
        *_vendors(make, around.competitors, [hit for hit in hits if hit.kind == "versus"]),
        *(make("size", s.start, s.end, {"count": s.people}) for s in find_sizes(text.own)),
        *_answers(make, asked),
    ]
    return tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes mentions of one message."""

    text: Text
    number: int

    def __call__(
        self, kind: str, start: int, end: int, value: dict[str, Any] | None = None, negated: bool | None = None
    ) -> Mention:
        denied = is_negated(self.text, start, end) if negated is None else negated
        return Mention(kind, self.text.original[start:end], self.number, start, end, value, denied)


def _of_hit(make: _Maker, hit: Hit, money: Sequence[Money]) -> Iterator[Mention]:
    if hit.name == "student":
        yield make("student", hit.start, hit.end)
    elif hit.kind in INTENTS:
        negated = False if hit.kind in _DENIALS_THAT_SAY_IT else None
        yield make("intent", hit.start, hit.end, {"intent": hit.kind, "cue": hit.name}, negated)
    elif hit.kind == "authority":
        yield make("authority", hit.start, hit.end, {"level": hit.name})
    elif hit.kind == "pain":
        yield make("pain", hit.start, hit.end, negated=False)
    elif hit.kind == "urgency" or (hit.kind == "budget" and not _money_near(make.text, hit, money)):
        yield make(hit.kind, hit.start, hit.end)


def _budgets(make: _Maker, money: Sequence[Money], hits: Sequence[Hit], *, asked: bool) -> Iterator[Mention]:
    """Money is a budget in a sentence that speaks of one, or in answer to the question for it."""
    for found in money:
        low, high = make.text.sentence(found.start, found.end)
        speaking = [hit for hit in hits if low <= hit.start and hit.end <= high]
        if not (speaking or asked):
            continue
        value: dict[str, Any] = {"amount": found.amount, "currency": found.currency}
        if found.to is not None:
            value["amount_to"] = found.to
        denied = bool(speaking) and all(is_negated(make.text, hit.start, hit.end) for hit in speaking)
        yield make("budget", found.start, found.end, value, denied)


def _money_near(text: Text, hit: Hit, money: Sequence[Money]) -> bool:
    low, high = text.sentence(hit.start, hit.end)
    return any(low <= found.start and found.end <= high for found in money)


def _timelines(make: _Maker, today: date | None) -> Iterator[Mention]:
    """ "Not before Q3" and "no budget until Q3" deny something else: the date itself stands."""
    for when in find_whens(make.text.own, today):
        value = None if when.days is None else {"days": when.days}
        yield make("timeline", when.start, when.end, value, False if when.bound else None)


def _vendors(make: _Maker, competitors: Sequence[str], compared: Sequence[Hit]) -> Iterator[Mention]:
    for vendor in find_vendors(make.text, competitors, compared):
        value = {"name": vendor.name, "known": vendor.known}
        yield make("competitor", vendor.start, vendor.end, value, negated=False)


def _asked(text: Text, around: Around) -> frozenset[str]:
    """What our question was about, if this is short enough to be its answer."""
    if not around.asked or len(text.own.split()) > _SHORT_ANSWER_WORDS:
        return frozenset()
    return frozenset(hit.kind for hit in find_hits(around.asked, ASKED))


def _answers(make: _Maker, asked: frozenset[str]) -> Iterator[Mention]:
    """A bare yes or no says what the question asked; more words speak for themselves where they say a value."""
    answer = answer_in(make.text) if asked else None
    if answer is None:
        return
    for kind in sorted(asked):
        if kind == "evaluation":
            value = {"intent": "evaluation", "cue": "answer"}
            yield make("intent", answer.start, answer.end, value, answer.negated)
        elif kind != "timeline" or answer.negated:
            yield make(kind, answer.start, answer.end, _level(kind), answer.negated)


def _level(kind: str) -> dict[str, Any] | None:
    return {"level": "own"} if kind == "authority" else None
