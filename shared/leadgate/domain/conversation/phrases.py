"""Phrases, found by the first letters of their first word: reading costs one look-up a word, however many there are.

A phrase is words with a blank between: `a|b` one of them, `a?` may be missing, `compar*` any ending (the first
word of a phrase has four letters before the star), `a_b` a blank inside of an alternative, `#` a number,
`...` up to four words, `..` up to two, `!a|b` what must not come next.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from leadgate.domain.conversation.text import fold

_KEY_LETTERS: Final = 4
_WORD: Final = re.compile(r"\w+")
_BETWEEN: Final = r"(?:[\s,]{1,3}|'|-|/)"
_NUMBER: Final = r"\d[\d.,]*k?"
_GAPS: Final = {dots: rf"(?:{_BETWEEN}[^\s.!?;,]+){{0,{most}}}?" for dots, most in (("...", 4), ("..", 2))}


@dataclass(frozen=True)
class Cue:
    """kind, name: what a match means."""

    kind: str
    name: str
    phrase: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when its first word was met: compiling all would hold up every start."""
        return re.compile(_pattern(self.phrase))


class Hit(NamedTuple):
    kind: str
    name: str
    start: int
    end: int


Index = Mapping[str, tuple[Cue, ...]]


def index_of(tables: Mapping[tuple[str, str], str]) -> Index:
    """tables: (kind, name) → phrases, one a line; a line that is indented goes on with the one before."""
    index: dict[str, list[Cue]] = defaultdict(list)
    for (kind, name), phrases in tables.items():
        for phrase in _lines(phrases):
            cue = Cue(kind, name, phrase)
            for key in _keys(phrase):
                index[key].append(cue)
    return {key: tuple(cues) for key, cues in index.items()}


def _lines(phrases: str) -> list[str]:
    return phrases.strip().replace("|\n  ", "|").replace("\n  ", " ").splitlines()


def find_hits(folded: str, index: Index) -> list[Hit]:
    """In order of their places; of hits of the same meaning that overlap the longest stays."""
    found = sorted(_matches(folded, index), key=lambda hit: (hit.kind, hit.name, hit.start, -hit.end))
    kept: list[Hit] = []
    for hit in found:
        last = kept[-1] if kept else None
        if last and last[:2] == hit[:2] and hit.start < last.end:
            continue
        kept.append(hit)
    return sorted(kept, key=lambda hit: (hit.start, hit.end))


def _matches(folded: str, index: Index) -> Iterator[Hit]:
    for word in _WORD.finditer(folded):
        for cue in index.get(word.group()[:_KEY_LETTERS], ()):
            match = cue.pattern.match(folded, word.start())
            if match:
                yield Hit(cue.kind, cue.name, match.start(), match.end())


def _pattern(phrase: str) -> str:
    """The first word is anchored by the look-up."""
    parts: list[str] = []
    for part in phrase.split():
        if part in _GAPS:
            parts.append(_GAPS[part])
            continue
        if part.startswith("!"):
            parts.append(f"(?!{_BETWEEN}(?:{_options(part[1:])})(?!\\w))")
            continue
        piece = rf"(?:{_options(part.rstrip('?'))})(?!\w)"
        before = _BETWEEN if parts else ""
        parts.append(f"(?:{before}{piece})?" if part.endswith("?") else before + piece)
    return "".join(parts)


def _options(words: str) -> str:
    return "|".join(map(_alternative, words.split("|")))


def _alternative(option: str) -> str:
    if option == "#":
        return _NUMBER
    words = [re.escape(fold(word)).replace(r"\*", r"\w*").replace("'", "'?") for word in option.split("_")]
    return _BETWEEN.join(words)


def _keys(phrase: str) -> Iterator[str]:
    """First letters of all words that the phrase can begin with."""
    first = phrase.split()[0]
    keys: set[str] = set()
    for option in fold(first).split("|"):
        word = option.split("_")[0]
        stem = word.rstrip("*")
        assert not word.endswith("*") or len(stem) >= _KEY_LETTERS, f"too short before the star: {phrase}"
        keys.update((stem.split("'")[0][:_KEY_LETTERS], stem.replace("'", "")[:_KEY_LETTERS]))
    yield from sorted(keys)
