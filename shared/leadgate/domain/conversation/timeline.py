"""C2: when somebody wants it: "in three months", "bis Ende Q2", "d'ici mars", "el mes que viene"."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Final, NamedTuple

from leadgate.domain.conversation.time_grammar import FAMILIES, SPANS, Family, bare_rules, rules_of

_PAST: Final = re.compile(
    r"\b(?:since|seit|depuis|last|past|previous|letzte\w*|vergangene\w*|dernier\w*|passe\w*|pasad\w|ultim\w+|ago|hace"
    r"|il y a|for the|(?<!come )(?<!get )(?<!circle )(?<!check )(?<!call )(?<!report )(?<!write )back)\s+(?:\w+\s+)?$"
)
_BOUNDS: Final = re.compile(r"(?:not before|before|by|until|till?|due|bis|vor|ab|d'ici|avant|antes|hasta|from)\b")
_WORD: Final = re.compile(r"\w+")
_DIGITS: Final = re.compile(r"(?<![\d.])\d{1,4}[./-]\d")
_REACH: Final = 50
_MOST_PLACES: Final = 40
"""More dates than this are no plan but a list; reading on would only cost time."""


class When(NamedTuple):
    """days: from the message on; None where it cannot be known. bound: it names an end or a start ("until Q3")."""

    start: int
    end: int
    days: int | None
    bound: bool


def find_whens(text: str, today: date | None, *, bare: bool = False) -> list[When]:
    """In order; of those that overlap the first and longest.

    today: None where the day of writing is unknown. bare: it answers when, with "January" perhaps and nothing else.
    """
    day = today or date(2000, 1, 1)
    named = _all_bare(text, day) if bare else ()
    found = sorted((*_all(text, day), *named), key=lambda when: (when.start, -when.end))
    kept: list[When] = []
    for when in found:
        if not kept or when.start >= kept[-1].end:
            kept.append(when)
    return kept if today else [when if _is_span(text, when) else when._replace(days=None) for when in kept]


def _all(text: str, today: date) -> Iterator[When]:
    for place, family in islice(_places(text), _MOST_PLACES):
        low, high = _at_words(text, place)
        for pattern, read in rules_of(family):
            for match in pattern.finditer(text, low, high):
                if not _PAST.search(text, max(0, match.start() - 30), match.start()):
                    bound = bool(_BOUNDS.match(match.group()))
                    yield When(match.start(), match.end(), read(match, today), bound)


def _all_bare(text: str, today: date) -> Iterator[When]:
    for pattern, read in bare_rules():
        for match in pattern.finditer(text):
            yield When(match.start(), match.end(), read(match, today), bound=False)


def _places(text: str) -> Iterator[tuple[int, Family]]:
    """Words that have to do with time; elsewhere nothing is searched."""
    for word in _WORD.finditer(text):
        for family in FAMILIES.get(word.group(), ()):
            yield word.start(), family
    for digits in _DIGITS.finditer(text):
        yield digits.start(), "digits"


def _at_words(text: str, place: int) -> tuple[int, int]:
    """A stretch around the place that cuts no word."""
    low = max(0, place - _REACH)
    high = text.find(" ", place + _REACH)
    return text.find(" ", low, place) + 1 if low else 0, high if high >= 0 else len(text)


def _is_span(text: str, when: When) -> bool:
    """Whether the length says it all: "in 3 months" needs no calendar."""
    words = text[when.start : when.end]
    return any(re.fullmatch(pattern, words) for pattern in SPANS)
