"""C3, C5: who decides, by what somebody says to be; and which other vendors are named."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from leadgate.domain.conversation.phrases import Hit
from leadgate.domain.conversation.text import Text, fold
from leadgate.domain.titles import read_title


class Named(NamedTuple):
    """A stretch of text and what it names: a title, a vendor."""

    start: int
    end: int
    name: str
    known: bool


DECIDES_FROM: Final = 0.6
"""Authority of a title (0–1) from which on it counts as one who decides: heads of departments and above."""

_I_AM: Final = re.compile(
    r"\b(?:i am|i'?m|as|als|ich bin|bin|je suis|en tant que|soy|como)\s+(?:the|a|an|our|der|die|le|la|el|l')?\s?"
    r"(?P<title>[^\d\W][\w&/'-]*(?:\s(?!(?:at|for|from|who|and|und|et|y|with|bei|chez|en|in|here|looking|want|need)\b)"
    r"[\w&/'-]+){0,4})"
)
_PROPER: Final = re.compile(r"[\s.:]{1,3}(?P<name>[A-Z][\w&.-]*\w)")
_NO_NAME: Final = frozenset(
    "I We You Our My The This These That Excel Google Q1 Q2 Q3 Q4 CRM CRMs ERP AI SaaS EU US UK"
    " Your Ihnen Ihr Sie".split()
)


def find_titles(text: Text) -> Iterator[Named]:
    """ "I am the CFO", "als Leiter Einkauf": roles with authority that somebody claims."""
    for found in _I_AM.finditer(text.own):
        start, end = found.span("title")
        reading = read_title(text.original[start:end])
        if reading.authority is not None and reading.authority >= DECIDES_FROM:
            yield Named(found.start(), end, text.original[start:end], known=True)


def find_vendors(text: Text, competitors: Sequence[str], compared: Sequence[Hit]) -> Iterator[Named]:
    """Competitors of the settings wherever they are named; other names where something is compared or replaced.

    compared: phrases after which a name is another vendor's.
    """
    known = list(_find_known(text, tuple(competitors)))
    yield from known
    for hit in compared:
        name = _PROPER.match(text.original, hit.end)
        if not name or name["name"] in _NO_NAME:
            continue
        if not any(other.start <= name.start("name") < other.end for other in known):
            yield Named(*name.span("name"), name["name"], known=False)


def _find_known(text: Text, competitors: tuple[str, ...]) -> Iterator[Named]:
    pattern, names = _pattern(competitors)
    if pattern:
        for found in pattern.finditer(text.own):
            yield Named(*found.span(), names[" ".join(found.group().split())], known=True)


@lru_cache(maxsize=64)
def _pattern(competitors: tuple[str, ...]) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    names = {" ".join(fold(name).split()): name for name in competitors if name.strip()}
    if not names:
        return None, {}
    options = "|".join(r"\s+".join(map(re.escape, name.split())) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{options})(?!\w)"), names
