"""All that one message mentions, each with its place, its value where it can be read, and whether it is denied."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from leadgate.domain.conversation.affording import is_unpaid
from leadgate.domain.conversation.answers_to_us import Answer, answer_in, asked_in, names_a_time
from leadgate.domain.conversation.buying_words import BUYING_PHRASES
from leadgate.domain.conversation.evaluation_words import EVALUATION_PHRASES
from leadgate.domain.conversation.fit_words import FIT_PHRASES
from leadgate.domain.conversation.money import Money, find_money
from leadgate.domain.conversation.negation import is_negated
from leadgate.domain.conversation.other_words import OTHER_PHRASES
from leadgate.domain.conversation.people import find_titles, find_vendors
from leadgate.domain.conversation.phrases import Hit, Index, find_hits, index_of
from leadgate.domain.conversation.pitch_words import PITCH_PHRASES
from leadgate.domain.conversation.refusal_words import REFUSAL_PHRASES
from leadgate.domain.conversation.refusing import LATER_DAYS, Refusal, find_refusals, is_part_of_refusal
from leadgate.domain.conversation.said import INTENTS, Mention
from leadgate.domain.conversation.size import find_sizes
from leadgate.domain.conversation.spending import lost_from, purpose_of
from leadgate.domain.conversation.text import Text
from leadgate.domain.conversation.timeline import When, find_whens

_SHORT_ANSWER_WORDS = 12
_ANSWERABLE: Final = frozenset(("authority", "budget", "timeline"))
_INDEX: Final[Index] = index_of(
    EVALUATION_PHRASES | FIT_PHRASES | OTHER_PHRASES | PITCH_PHRASES | BUYING_PHRASES | REFUSAL_PHRASES
)
_DENIALS_THAT_SAY_IT: Final = frozenset(("support", "other"))
"""Intents of which a denial is a part: "it doesn't work" is what support is for."""


@dataclass(frozen=True, slots=True)
class Around:
    """What a message is read with. number: its place in the conversation. today: the day it was written.

    asked: the question of our side that it answers, folded; empty for none. helping: the lead's last message was about
    support or a job.
    """

    number: int
    competitors: Sequence[str] = ()
    today: date | None = None
    asked: str = ""
    helping: bool = False


def find_mentions(text: Text, around: Around) -> tuple[Mention, ...]:
    """In order of their places."""
    make = _Maker(text, around.number)
    asked = _asked(text, around)
    hits = _meant(find_hits(text.own, _INDEX))
    money = find_money(text.own)
    whens = find_whens(text.own, around.today, bare=not asked.isdisjoint(("offer", "timeline")))
    refusals = _refusals(text, hits, whens)
    found = [
        *(mention for hit in hits for mention in _of_hit(make, hit, money, refusals)),
        *(make("intent", r.start, r.end, _refused(r), negated=True) for r in refusals),
        *_budgets(make, money, [hit for hit in hits if hit.kind == "budget"], asked="budget" in asked),
        *_timelines(make, whens),
        *(make("authority", t.start, t.end, {"level": "own", "title": t.name}) for t in find_titles(text)),
        *_vendors(make, around.competitors, [hit for hit in hits if hit.kind == "versus"]),
        *(make("size", s.start, s.end, {"count": s.people}) for s in find_sizes(text.own, bare="size" in asked)),
        *_answers(make, asked, whens),
    ]
    return tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))


def _meant(hits: list[Hit]) -> list[Hit]:
    """ "Call me" is no wish for sales where a fault, a job or an offer to us is the matter.

    And who asks for the person in charge of our purchasing has no say in buying.
    """
    elsewhere = any(hit.kind in ("support", "job", "other") for hit in hits)
    wishes = any(hit.kind == "evaluation" and hit.name not in ("callback", "person") for hit in hits)
    calls = {"callback"} if elsewhere and not wishes else set()
    says = {"authority"} if any(hit.name == "pitch" for hit in hits) else set()
    return [hit for hit in hits if hit.name not in calls and hit.kind not in says]


def _refusals(text: Text, hits: Sequence[Hit], whens: Sequence[When]) -> list[Refusal]:
    said = [hit for hit in hits if hit.kind == "refusal"]
    unpaid = (hit for hit in hits if hit.kind == "budget" and whens and is_unpaid(text, hit.start, hit.end))
    return find_refusals(text, said, whens, unpaid)


def _refused(refusal: Refusal) -> dict[str, Any]:
    value: dict[str, Any] = {"intent": "evaluation", "cue": refusal.cue}
    return value if refusal.days is None else {**value, "days": refusal.days}


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


def _of_hit(make: _Maker, hit: Hit, money: Sequence[Money], refusals: Sequence[Refusal]) -> Iterator[Mention]:
    if hit.name == "student":
        yield make("student", hit.start, hit.end)
    elif hit.kind in INTENTS:
        negated = _denied(make.text, hit, refusals)
        yield make("intent", hit.start, hit.end, {"intent": hit.kind, "cue": hit.name}, negated)
    elif hit.kind == "authority":
        yield make("authority", hit.start, hit.end, {"level": hit.name})
    elif hit.kind == "pain":
        yield make("pain", hit.start, hit.end, negated=False)
    elif hit.kind == "urgency":
        yield make("urgency", hit.start, hit.end)
    elif hit.kind == "budget" and not _money_near(make.text, hit, money):
        yield make("budget", hit.start, hit.end, negated=is_unpaid(make.text, hit.start, hit.end))


def _denied(text: Text, hit: Hit, refusals: Sequence[Refusal]) -> bool:
    if hit.kind in _DENIALS_THAT_SAY_IT or hit.name == "fit":
        return False
    refused = hit.kind == "evaluation" and is_part_of_refusal(text, hit.start, refusals)
    return refused or is_negated(text, hit.start, hit.end)


def _budgets(make: _Maker, money: Sequence[Money], hits: Sequence[Hit], *, asked: bool) -> Iterator[Mention]:
    """Money is a budget in a sentence that speaks of one, or in answer to the question for it; lost money is pain."""
    for found in money:
        purpose = purpose_of(make.text, found)
        if purpose == "loss":
            yield make("pain", lost_from(make.text, found) or 0, found.end, negated=False)
            continue
        low, high = make.text.sentence(found.start, found.end)
        speaking = [hit for hit in hits if low <= hit.start and hit.end <= high]
        if not (speaking or asked or purpose == "budget"):
            continue
        value: dict[str, Any] = {"amount": found.amount, "currency": found.currency}
        if found.to is not None:
            value["amount_to"] = found.to
        denied = bool(speaking) and all(is_unpaid(make.text, hit.start, hit.end) for hit in speaking)
        yield make("budget", found.start, found.end, value, denied)


def _money_near(text: Text, hit: Hit, money: Sequence[Money]) -> bool:
    low, high = text.sentence(hit.start, hit.end)
    return any(low <= found.start and found.end <= high for found in money)


def _timelines(make: _Maker, whens: Sequence[When]) -> Iterator[Mention]:
    """ "Not before Q3" and "no budget until Q3" deny something else: the date itself stands."""
    for when in whens:
        value = None if when.days is None else {"days": when.days}
        yield make("timeline", when.start, when.end, value, False if when.bound else None)


def _vendors(make: _Maker, competitors: Sequence[str], compared: Sequence[Hit]) -> Iterator[Mention]:
    for vendor in find_vendors(make.text, competitors, compared):
        value = {"name": vendor.name, "known": vendor.known}
        yield make("competitor", vendor.start, vendor.end, value, negated=False)


def _asked(text: Text, around: Around) -> frozenset[str]:
    """What our question was about, if this is short enough to be its answer; `offer` of what only sales gives.

    A call that is offered to somebody who needs help is no talk with sales.
    """
    if not around.asked or len(text.own.split()) > _SHORT_ANSWER_WORDS:
        return frozenset()
    asked = asked_in(around.asked) - ({("offer", "call")} if around.helping else set())
    return frozenset(kind for kind, _ in asked)


def _answers(make: _Maker, asked: frozenset[str], whens: Sequence[When]) -> Iterator[Mention]:
    """A bare yes or no says what the question asked; more words speak for themselves where they say a value."""
    answer = answer_in(make.text) if asked else None
    if answer is None and "offer" in asked:
        answer = _time_named(make.text, whens)
    if answer is None:
        return
    if not asked.isdisjoint(("evaluation", "offer")):
        value = {"intent": "evaluation", "cue": "accepted" if "offer" in asked else "answer"}
        yield make("intent", answer.start, answer.end, value, answer.negated)
    for kind in sorted(asked & _ANSWERABLE):
        if kind != "timeline" or answer.negated:
            yield make(kind, answer.start, answer.end, _level(kind), answer.negated)


def _time_named(text: Text, whens: Sequence[When]) -> Answer | None:
    """When somebody is free for what we offered."""
    soon = next((when for when in whens if when.days is not None and when.days < LATER_DAYS), None)
    return Answer(soon.start, soon.end, negated=False) if soon else names_a_time(text)


def _level(kind: str) -> dict[str, Any] | None:
    return {"level": "own"} if kind == "authority" else None
