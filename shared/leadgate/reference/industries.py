"""One vocabulary of industries for the many that arrive: LinkedIn, HubSpot, NAICS, SIC, NACE, or somebody's words."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from leadgate.reference.tables import read_table

SAME, RELATED, OTHER = 1.0, 0.6, 0.0

_CONNECTORS = frozenset("a amp and de der des di du e et for la le of the und y".split())
_CODE = re.compile(
    r"(naics|sic|nace|isic|naf|ape|wz)?\s*(?:code|20\d\d)?[\s:#-]*([a-u])?\s*(\d{1,2}\.?\d{0,6}(?:\.\d+)?)\s*[a-z]?(?:-\d\d)?"
)
# A company that makes software for builders is no builder.
_OVERRIDING = "software"
_VAGUE = frozenset(("manufacturing", "professional_services", "technology"))


@dataclass(frozen=True, slots=True)
class Industry:
    """code: ours (`aerospace_defense`); parent: the code of the wider industry it is part of."""

    code: str
    label: str
    parent: str | None = None


class _Phrase(NamedTuple):
    any_beginning: bool
    text: str
    any_ending: bool
    code: str

    @property
    def weight(self) -> int:
        """Its length; more for the end of a compound, which says what the rest of it is about: Baustoff*handel*."""
        bonus = 6 if self.any_beginning and len(self.text) > 5 else 0
        return len(self.text) + bonus


@lru_cache(maxsize=8_192)
def read_industry(text: str | None) -> str | None:
    """The code of an industry by its name in another system, its number, or free text in several languages.

    None for what nobody can place; never a guess from parts of words that are not in the table.
    Bare numbers: four digits (or eight, as D&B writes them) are SIC, others NAICS, dotted ones NACE.
    """
    if not text:
        return None
    words = fold(text)
    return _by_code(text) or (_by_words(words) if words else None)


def industry_matches(industry: str | None, wanted: Iterable[str]) -> float | None:
    """How well an industry answers to the wanted ones: 1 it is one of them, 0.6 a near relation, 0 another.

    A part is wholly what it is part of (automotive is manufacturing); the whole, and another part of it, are near.
    None where nothing is wanted, or the industry, or every wanted one, cannot be read.
    """
    asked = tuple(wanted)
    if not industry or not asked:
        return None
    if fold(industry) and fold(industry) in map(fold, asked):
        return SAME
    code = read_industry(industry)
    codes = {known for known in map(read_industry, asked) if known}
    return max(_closeness(code, known) for known in codes) if code and codes else None


def fold(text: str) -> str:
    """Lower case without accents, punctuation and connecting words: `Öl & Gas` is `ol gas`, `oe` is `o`."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    plain = re.sub(r"([aou])e", r"\1", plain)
    return " ".join(word for word in re.findall(r"\w+", plain.replace("_", " ")) if word not in _CONNECTORS)


def _closeness(code: str, wanted: str) -> float:
    parent, wanted_parent = industries()[code].parent, industries()[wanted].parent
    if wanted in (code, parent):
        return SAME
    return RELATED if code == wanted_parent or (parent and parent == wanted_parent) else OTHER


def _by_words(text: str) -> str | None:
    """The industry with the longest phrase in the text; what is vaguer yields, unless it is the whole text."""
    weights: dict[str, int] = {}
    whole: set[str] = set()
    for phrase in _phrases():
        span = _find(phrase, text)
        if span:
            weights[phrase.code] = max(phrase.weight, weights.get(phrase.code, 0))
            whole.update((phrase.code,) if span == (0, len(text)) and text.startswith(phrase.text) else ())
    vague = _VAGUE | {industries()[code].parent for code in weights}
    clear = {code: weight for code, weight in weights.items() if code not in vague or code in whole}
    if _OVERRIDING in clear:
        return _OVERRIDING
    found = clear or weights
    return max(found, key=lambda code: found[code], default=None)


def _find(phrase: _Phrase, text: str) -> tuple[int, int] | None:
    """Where a phrase stands in a text as whole words, its stars stretched to the end of theirs."""
    start = text.find(phrase.text)
    while start >= 0:
        end = start + len(phrase.text)
        first = text.rfind(" ", 0, start) + 1
        last = text.find(" ", end) if " " in text[end:] else len(text)
        if (phrase.any_beginning or first == start) and (phrase.any_ending or last == end):
            return first, last
        start = text.find(phrase.text, start + 1)
    return None


def _by_code(text: str) -> str | None:
    found = _CODE.fullmatch(text.strip().casefold())
    if found is None:
        return None
    system, letter, number = found[1], found[2], found[3]
    digits = number.replace(".", "")
    if system == "sic" or (system is None and not letter and "." not in number and len(digits) in (4, 8)):
        return _longest_prefix(_codes("sic"), digits)
    if system == "naics" or (system is None and not letter and "." not in number):
        return _longest_prefix(_codes("naics"), digits)
    return _longest_prefix(_codes("nace"), digits)


def _longest_prefix(codes: Mapping[str, str], digits: str) -> str | None:
    return next((codes[digits[:size]] for size in range(len(digits), 0, -1) if digits[:size] in codes), None)


@cache
def industries() -> Mapping[str, Industry]:
    """Every industry there is, by code."""
    rows = read_table("industries")["industry"]
    return MappingProxyType({code: Industry(code, row["label"], row.get("parent")) for code, row in rows.items()})


@cache
def _phrases() -> tuple[_Phrase, ...]:
    """Every phrase of the table; a code and a label are phrases of their own."""
    rows = read_table("industries")["industry"]
    written = (
        (p.strip(), code) for code, row in rows.items() for p in (code, row["label"], *row["phrases"].split("|"))
    )
    return tuple(_Phrase(p.startswith("*"), fold(p), p.endswith("*"), code) for p, code in written)


@cache
def _codes(system: Literal["naics", "sic", "nace"]) -> Mapping[str, str]:
    rows = read_table("industries")[system]
    return MappingProxyType({prefix: code for code, prefixes in rows.items() for prefix in prefixes.split()})
