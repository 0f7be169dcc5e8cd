"""All that one message mentions, each with its place, its value where it can be read, and whether it is denied."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from leadgate.domain.conversation.answers_to_us import ASKED, answer_in
from leadgate.domain.conversation.buying_words import BUYING_INDEX
from leadgate.domain.conversation.intent_words import INTENT_INDEX
from leadgate.domain.conversation.money import Money, find_money
from leadgate.domain.conversation.negation import is_negated
from leadgate.domain.conversation.people import find_titles, find_vendors
from leadgate.domain.conversation.phrases import Hit, find_hits
from leadgate.domain.conversation.said import Mention
from leadgate.domain.conversation.size import find_sizes
from leadgate.domain.conversation.text import Text
from leadgate.domain.conversation.timeline import find_whens

_SHORT_ANSWER_WORDS = 12


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
    money = find_money(text.own)
    found = [
        *_intents(make),
        *_cues(make, with_budget=not money),
        *_budgets(make, money, asked="budget" in asked),
        *_timelines(make, around.today),
        *(make("authority", t.start, t.end, {"level": "own", "title": t.name}) for t in find_titles(text)),
        *_vendors(make, around.competitors),
        *(make("size", s.start, s.end, {"count": s.count}) for s in find_sizes(text.own)),
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


def _intents(make: _Maker) -> Iterator[Mention]:
    for hit in find_hits(make.text.own, INTENT_INDEX):
        if hit.name == "student":
            yield make("student", hit.start, hit.end)
        else:
            # "It doesn't work" is what support is for: a denial is part of the phrase and takes nothing back.
            negated = False if hit.kind in ("support", "other") else None
            yield make("intent", hit.start, hit.end, {"intent": hit.kind, "cue": hit.name}, negated)


def _cues(make: _Maker, *, with_budget: bool) -> Iterator[Mention]:
    for hit in find_hits(make.text.own, BUYING_INDEX):
        if hit.kind == "budget":
            if with_budget or not _money_near(make.text, hit):
                yield make("budget", hit.start, hit.end)
        elif hit.kind == "authority":
            yield make("authority", hit.start, hit.end, {"level": hit.name})
        elif hit.kind == "pain":
            yield make("pain", hit.start, hit.end, negated=False)
        else:
            yield make(hit.kind, hit.start, hit.end)


def _budgets(make: _Maker, money: Sequence[Money], *, asked: bool) -> Iterator[Mention]:
    """Money is a budget in a sentence that speaks of one, or in answer to the question for it."""
    if not money:
        return
    hits = [hit for hit in find_hits(make.text.own, BUYING_INDEX) if hit.kind == "budget"]
    for sum_ in money:
        low, high = make.text.sentence(sum_.start, sum_.end)
        speaking = [hit for hit in hits if low <= hit.start and hit.end <= high]
        if not (speaking or asked):
            continue
        value: dict[str, Any] = {"amount": sum_.amount, "currency": sum_.currency}
        if sum_.to is not None:
            value["amount_to"] = sum_.to
        denied = bool(speaking) and all(is_negated(make.text, hit.start, hit.end) for hit in speaking)
        yield make("budget", sum_.start, sum_.end, value, denied)


def _money_near(text: Text, hit: Hit) -> bool:
    low, high = text.sentence(hit.start, hit.end)
    return bool(find_money(text.own[low:high]))


def _timelines(make: _Maker, today: date | None) -> Iterator[Mention]:
    """ "Not before Q3" and "no budget until Q3" deny something else: the date itself stands."""
    for when in find_whens(make.text.own, today):
        value = None if when.days is None else {"days": when.days}
        yield make("timeline", when.start, when.end, value, False if when.bound else None)


def _vendors(make: _Maker, competitors: Sequence[str]) -> Iterator[Mention]:
    for vendor in find_vendors(make.text, competitors):
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
