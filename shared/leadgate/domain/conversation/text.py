"""Text made ready for reading, character for character, so that places found in it are places in the original."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

MOST_CHARACTERS: Final = 10_000
"""What lies beyond is not read: nobody writes that much in a chat, and a message must be read in milliseconds."""
_BEGINNING: Final = 1_800
_ENDING: Final = 1_200

_APOSTROPHES: Final = "’‘´`ʼ"
_BREAK: Final = re.compile(
    r"[.!?;:,](?=\s|$)|[!?\n]+|\s[-–—]+\s|[()]"
    r"|\b(?:but|however|although|though|aber|sondern|jedoch|mais|pero|sino|just|only|nur|seulement|solo)\b"
)
_SENTENCE_END: Final = re.compile(r"[.!;](?=\s|$)|\?|\n")
_OWN_SIDE: Final = re.compile(
    r"\b(?:my|our|mein\w*|unser\w*|mon|ma|notre|nos|mi|mis|nuestr\w*)\s+"
    r"(?:\w+\s+)?(?:boss|manager|ceo|cfo|cto|cio|coo|vp|director|head|chief|management|board|team|chef\w*|leiter\w*"
    r"|vorgesetzt\w*|geschaftsfuhr\w*|vorstand|patron\w*|directeur|directrice|direction|equipe|jefe|jefa|equipo)\b"
    r"[^.!?]{0,60}$"
)
_SUPPORT: Final = (
    r"(?:support|customer service|helpdesk|(?:your|the) (?:\w+ )?(?:agent|rep|team|colleague|bot|chatbot|assistant|guy)"
    r"|(?:ihr|euer|der|eure|ihre) (?:support|kundendienst|kollege|kollegin|mitarbeiter\w*|bot|kundenservice)"
    r"|(?:votre|le) (?:support|collegue|equipe|conseiller|bot|service client)"
    r"|(?:su|el|vuestro) (?:soporte|companero|agente|equipo|bot)|soporte)"
)
_SAYING: Final = (
    r"(?:ask\w*|told|tells|said|says|wrote|suggest\w*|offer\w*|wanted to know|keeps? asking|fragt\w*|meint\w*|schrieb"
    r"|sagt\w*|wollte wissen|hat mich gefragt|a dit|a demande\w*|dit|demande\w*|m'a \w+|me dijo|dijo|pregunt\w*"
    r"|escribio)"
)
_REPORTED: Final = re.compile(
    rf"\b{_SUPPORT}\s(?:\w+\s){{0,2}}?{_SAYING}\b"
    r".{0,300}?(?=[.;\n]|\?\s|,\s|\sbut\b|\saber\b|\smais\b|\spero\b|$)",
    re.DOTALL,
)
_QUOTES: Final = re.compile(
    r"\"[^\"\n]{1,600}\"|“[^”\n]{1,600}[”\"]|„[^“”\"\n]{1,600}[“”\"]|«[^»\n]{1,600}»|»[^«\n]{1,600}«"
    r"|(?:(?<=[\s:(])|^)'[^'\n]*(?:'\w[^'\n]*)*'(?=[\s.,;!?)]|$)"
)
_QUOTE_MARKS: Final = frozenset("\"“”„«»'")
_REPORTERS: Final = (
    "support",
    "service",
    "helpdesk",
    "agent",
    "rep",
    "team",
    "colleague",
    "guy",
    "kund",
    "koll",
    "mitarb",
    "bot",
    "assistant",
    "colleg",
    "conseil",
    "equip",
    "soporte",
    "companero",
)
_MAIL_QUOTE: Final = re.compile(r"^[ \t]*>.*$", re.MULTILINE)


class _Folding(dict[int, str]):
    """Lower case without accents, one character for one."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        base = unicodedata.normalize("NFD", letter.lower())[:1] or letter
        folded = "'" if letter in _APOSTROPHES else "s" if letter == "ß" else base
        self[code] = folded
        return folded


_FOLDING: Final = _Folding()


@dataclass(frozen=True)
class Text:
    """original: as it was written. folded: lower case, no accents. own: folded, with others' words blanked out."""

    original: str
    folded: str
    own: str

    @cached_property
    def breaks(self) -> tuple[Sequence[int], Sequence[int]]:
        """Where each break of clauses begins, and where it ends."""
        spans = [found.span() for found in _BREAK.finditer(self.own)]
        return [start for start, _ in spans], [end for _, end in spans]

    @cached_property
    def sentence_ends(self) -> Sequence[int]:
        return [found.end() for found in _SENTENCE_END.finditer(self.own)]

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """The bounds of the clause around a place; what breaks clauses inside of the place does not count."""
        starts, ends = self.breaks
        return _around(ends, starts, start, end, len(self.own))

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        return _around(self.sentence_ends, self.sentence_ends, start, end, len(self.own))


def _around(ends: Sequence[int], starts: Sequence[int], start: int, end: int, length: int) -> tuple[int, int]:
    """The last of the ends up to `start`, and the first of the starts from `end` on."""
    before, after = bisect_right(ends, start), bisect_left(starts, end)
    return ends[before - 1] if before else 0, starts[after] if after < len(starts) else length


def fold(text: str) -> str:
    """Same length as the text."""
    return text.translate(_FOLDING)


def read_text(original: str) -> Text:
    clipped = original[:MOST_CHARACTERS]
    folded = fold(clipped)
    return Text(clipped, folded, _own_words(_skimmed(folded)))


def _skimmed(folded: str) -> str:
    """What is wanted stands at the beginning or at the end of a very long message; its middle is blanked out."""
    middle = len(folded) - _BEGINNING - _ENDING
    return folded if middle <= 0 else folded[:_BEGINNING] + "\0" * middle + folded[-_ENDING:]


def _own_words(folded: str) -> str:
    """Without what others said: quoted lines of a mail, quotations, what support is reported to have asked.

    What the lead's own boss is quoted with stays: it is the reason why the lead is here.
    """
    own = _MAIL_QUOTE.sub(_blank, folded) if ">" in folded else folded
    if not _QUOTE_MARKS.isdisjoint(own):
        own = _QUOTES.sub(_blank_quote, own)
    return _REPORTED.sub(_blank, own) if any(word in own for word in _REPORTERS) else own


def _blank(found: re.Match[str]) -> str:
    return "." + " " * (len(found.group()) - 1) if found.group() else ""


def _blank_quote(found: re.Match[str]) -> str:
    """A word or two in quotation marks are a name; a text that is all quotation is somebody's way of writing."""
    quoted, text = found.group(), found.string
    whole = len(quoted) >= 0.8 * len(text.strip())
    if whole or quoted.count(" ") < 2 or _OWN_SIDE.search(text[max(0, found.start() - 100) : found.start()]):
        return quoted
    return _blank(found)
