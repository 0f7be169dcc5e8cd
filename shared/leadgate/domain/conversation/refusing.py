"""Who turns us down, or puts us off: which phrases of refusal hold, how far they reach, and until when."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from leadgate.domain.conversation.harmless import HARMLESS
from leadgate.domain.conversation.phrases import Hit
from leadgate.domain.conversation.text import Text
from leadgate.domain.conversation.timeline import When

LATER_DAYS: Final = 21
"""Who wants to hear from us after this long, or longer, does not want to now."""
# Denied itself, or said of something else: "roles that don't need a degree".
_NEGATIVE: Final = re.compile(
    r"(?:not|never|cannot|nicht|nie|pas|no|nunca|sin|that|which|who|\w+n't|(?:do|does|did|ca|wo|is|are)nt)$"
)
_UNREAL: Final = re.compile(
    r"\b(?:tried|versucht|essaye|intentamos|if|unless|otherwise|sonst|falls|wenn|sinon|de lo contrario)\b"
)
_LAST_WORDS: Final = 3
_AND: Final = re.compile(r"\b(?:and|und|et|(?<!')y(?! a\b)|or|oder|ou|o)\b")


class Refusal(NamedTuple):
    """cue: `refusal`, or `later` for a no for now. days: until when; None where that is not said."""

    start: int
    end: int
    cue: str
    days: int | None


def find_refusals(text: Text, hits: Sequence[Hit], whens: Sequence[When], unpaid: Iterable[Hit]) -> list[Refusal]:
    """In order. unpaid: words of a budget that is denied: with a date, "no budget until Q3" is a no for now."""
    harmless = [found.span() for found in HARMLESS.finditer(text.own)] if hits else []
    found = [refusal for hit in hits if _holds(text, hit, harmless) for refusal in _read(text, hit, whens)]
    found += [refusal for hit in unpaid for refusal in _put_off(text, hit, _bounds(whens))]
    return _without_overlaps(sorted(found))


def is_part_of_refusal(text: Text, start: int, refusals: Sequence[Refusal]) -> bool:
    """Whether a wish lies in the same clause as a refusal, and is not joined to it by an "and"."""
    for refusal in refusals:
        low, high = text.clause(refusal.start, refusal.end)
        if low <= start < high and not _AND.search(text.own, refusal.end, max(refusal.end, start)):
            return True
    return False


def _holds(text: Text, hit: Hit, harmless: Sequence[tuple[int, int]]) -> bool:
    """Not a figure of speech, not across clauses, no condition, and not itself denied: "we can't hold off"."""
    if any(low <= hit.start < high for low, high in harmless):
        return False
    starts, _ = text.breaks
    if any(hit.start < place < hit.end for place in starts) or _AND.search(text.own, hit.start, hit.end):
        return False
    low, _ = text.clause(hit.start, hit.end)
    before = text.own[low : hit.start]
    return not (_UNREAL.search(before) or any(map(_NEGATIVE.match, before.split()[-_LAST_WORDS:])))


def _read(text: Text, hit: Hit, whens: Sequence[When]) -> list[Refusal]:
    dated = _put_off(text, hit, _bounds(whens) if hit.name == "refusal" else whens)
    return dated or ([] if hit.name == "again" else [Refusal(hit.start, hit.end, hit.name, None)])


def _bounds(whens: Sequence[When]) -> list[When]:
    return [when for when in whens if when.bound]


def _put_off(text: Text, hit: Hit, whens: Sequence[When]) -> list[Refusal]:
    """A no until the last date of its sentence, where that is far enough away."""
    low, high = text.sentence(hit.start, hit.end)
    days = [when.days for when in whens if when.days is not None and low <= when.start and when.end <= high]
    return [Refusal(hit.start, hit.end, "later", max(days))] if days and max(days) >= LATER_DAYS else []


def _without_overlaps(refusals: Sequence[Refusal]) -> list[Refusal]:
    """Of those that overlap the first, or the first that knows a date."""
    kept: list[Refusal] = []
    for refusal in refusals:
        if not kept or refusal.start >= kept[-1].end:
            kept.append(refusal)
        elif kept[-1].days is None and refusal.days is not None:
            kept[-1] = refusal
    return kept
