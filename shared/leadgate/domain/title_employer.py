"""N1: whether a title says where somebody works: "Product Manager at LineSight", "COO, ex-LineSight"."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Literal

from leadgate.domain.title_clause import AWAY
from leadgate.domain.title_lexicon import words_of
from leadgate.domain.title_text import HARD, SEPARATORS, tokens

Employment = Literal["", "works", "left"]
# "Advisor at LineSight (2019-2021)": a span of years that has ended is no "since 2019".
_YEARS_PAST: Final = re.compile(r"\b(?:19|20)\d\d ?[-–—] ?(?:19|20)?\d\d\b")
_NAMING: Final = ("tail", "company")  # "at", "GmbH"


@lru_cache(maxsize=20_000)
def employment_at(title: str, company: str) -> Employment:
    """Whether the title names this company as the employer, now or before; "" where it does not name it so.

    Named so is what follows an "at", what follows an "ex", and a part of the title that is nothing but the name:
    a "LineSight Administrator" works with LineSight, not there.
    """
    name = [token for token in tokens(company) if token not in SEPARATORS]
    parts = tokens(title)
    over = _YEARS_PAST.search(title) is not None
    if not name or not title:
        return ""
    found: Employment = ""
    for at in range(len(parts) - len(name) + 1):
        if parts[at : at + len(name)] == name:
            said = _said_of(parts, at, at + len(name))
            if said == "works":
                return "left" if over else said
            found = said or found
    return found


def _said_of(parts: Sequence[str], start: int, end: int) -> Employment:
    before = _back_to(parts, start, SEPARATORS)
    if any(kind in AWAY for kind in _kinds(before)):
        return "left"
    after = [*parts[end:], HARD]
    after = after[: next(place for place, token in enumerate(after) if token in SEPARATORS)]
    alone = not before and all(kind in _NAMING for kind in _kinds(after))
    return "works" if alone or _kinds(before)[-1:] == ["tail"] else ""


def _back_to(parts: Sequence[str], start: int, ends: frozenset[str]) -> list[str]:
    """The tokens of the same clause before `start`."""
    begin = next((place + 1 for place in range(start - 1, -1, -1) if parts[place] in ends), 0)
    return list(parts[begin:start])


def _kinds(parts: Sequence[str]) -> list[str]:
    """The kind of each word; "" for one that nobody knows."""
    return [word.kind if word is not None and not isinstance(word, str) else "" for word in words_of(parts)]
