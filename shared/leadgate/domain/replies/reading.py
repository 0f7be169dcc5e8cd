"""I5: what a reply comes to: for us, against us, somebody else's matter, a mailbox's own answer, or unclear."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final, Literal

from leadgate.domain.conversation.phrases import Hit, Index, find_hits, index_of
from leadgate.domain.conversation.text import fold
from leadgate.domain.replies.aside_words import ASIDE_PHRASES
from leadgate.domain.replies.no_words import ALONE_NO, NO_PHRASES, OPENING_NO
from leadgate.domain.replies.own_words import own_words
from leadgate.domain.replies.referring import ask_instead
from leadgate.domain.replies.yes_words import ASKING, OPENING_YES, YES_PHRASES

ReplyKind = Literal["for", "against", "not_theirs", "automatic", "unclear"]
_READ_CHARACTERS: Final = 1_200
_TABLES: Final = YES_PHRASES | OPENING_YES | ASKING | NO_PHRASES | OPENING_NO | ALONE_NO | ASIDE_PHRASES

_CLAUSE: Final = re.compile(r"[.!?;,:\n()]|\s[-–—]\s|\b(?:but|however|aber|mais|pero|mas|maar)\b")
_SENTENCE: Final = re.compile(r"[.!;](?=\s|$)|\?|\n")
_FILLER: Final = (
    r"(?:(?:hi|hello|hey|dear|oh|ah|well|so|and|also|please|thanks|thank you|many thanks|sorry|hallo|danke|vielen dank"
    r"|bitte|bonjour|merci|hola|gracias|ola|obrigad[oa]|ciao|buongiorno|grazie|dank|bedankt)\b[\s,]*)*"
)
_BEGINS: Final = re.compile(rf"(?:^|[.!?;,:\n(]|\s[-–—]\s|\b(?:but|aber|mais|pero|mas|maar)\s)[\s¡¿\"']*{_FILLER}$")
_ENDS: Final = re.compile(
    r"\s*(?:(?:please|now|immediately|thanks|thank you|bitte|danke|merci|gracias|por favor|grazie|obrigad[oa])\W*)*"
    r"(?:[.!?;,\n]|$)"
)
_DENIED: Final = re.compile(
    r"\b(?<!why )(?:not|no|never|cannot|\w+n't|dont|cant|wont|unable|without|nicht|kein\w{0,2}|nie|ne|n'|pas|jamais"
    r"|sans|nao|nunca|sin|non|mai|niet|geen|nooit)(?=[\s'])(?! (?:only|problem|problema|nur|worries))"
)
_IF: Final = re.compile(r"\b(?:if|unless|should|falls|wenn|sollte\w*|si|se|als|indien|mocht)\b")
_LAST_WORDS: Final = re.compile(r"(?:\S+\s+){0,3}\S*$")
_BY_THEN: Final = re.compile(
    r"\b(?:until|till|til|from|since|back|return\w*|closed|bis|ab|vom|seit|zuruck|jusqu'?(?:au|a)?|depuis|hasta|desde|ate"
    r"|fino|dal|tot|vanaf|sinds|last)\s(?:\S+\s){0,2}$"
)
_CLOCK: Final = re.compile(
    r"\b\d{1,2}(?:[:.h]\d\d| ?(?:am|pm|uhr|h|uur|o'clock))\b|\b(?:at|um|a las|as|alle|om|a) \d{1,2}\b"
)
_SUITS: Final = re.compile(
    r"\b(?:work\w*|suit\w*|ok|okay|fine|good|great|better|best|free|available|possible|could|pass?t|past|gut|besser|frei"
    r"|moglich|convien\w*|va|irait|dispo\w*|possible|mieux|viene|bien|mejor|puedo|podemos|libre|bem|melhor|posso|podemos"
    r"|fica|livre|bene|meglio|posso|possiamo|libero|prima|schikt|uit|goed|beter|vrij|kan|works)\b"
)
_PRESSING: Final = re.compile(
    r"urgen|emergenc|dring|notf[aä]ll|spoed|immediate|absence|abwesenheit|ausencia|assenza|afwezigheid|meantime"
)
_WAS: Final = re.compile(
    r"\b(?:was|were|been|back from|returned from|after|before|got|war|waren|aus dem|nach|vor|etais|rentre\w*|apres"
    r"|estuve|estaba|volvi|despues|estava|estive|voltei|depois|ero|stavo|dopo|tornato|ben net|na|van)"
    r"\s(?:\S+\s){0,2}$"
)
# "Come back to me in April" asks us; "I am back in April" is a mailbox's.
_CALLS_US_BACK: Final = re.compile(r"\b(?<!will )(?<!'ll )(?:come|circle|check|reach|ping|write|call|get) $")
_BACK_TO_US: Final = re.compile(r"back\b(?! to you)")
_ASKS: Final = frozenset(("ask", "time"))
_FEW_WORDS: Final = 4


@dataclass(frozen=True, slots=True)
class Reply:
    """cue: what of its kind it says: `ask`, `no`, `opt_out` … start: where the words that decide begin.

    ask_instead: whom we are told to ask, where a name or an address is given.
    """

    kind: ReplyKind
    cue: str = ""
    start: int = 0
    ask_instead: str = ""

    @property
    def leave_alone(self) -> bool:
        """They must not be written to again: an opt-out, their data to be deleted, a complaint."""
        return self.kind == "against" and self.cue in ("opt_out", "delete", "complaint")


_UNCLEAR: Final = Reply("unclear")


@lru_cache(maxsize=20_000)
def read_reply(text: str) -> Reply:
    """A reply in English, German, French, Spanish, Portuguese, Italian or Dutch; what nobody can tell is unclear."""
    own = own_words(text)[:_READ_CHARACTERS]
    return _judged(_Hits(own, fold(own)))


@lru_cache(maxsize=1)
def _index() -> Index:
    return index_of(_TABLES)


@dataclass(frozen=True)
class _Hits:
    """All phrases that stand where they count. original and folded are the same length."""

    original: str
    folded: str

    @cached_property
    def all(self) -> tuple[Hit, ...]:
        return tuple(hit for hit in find_hits(self.folded, _index()) if _is_in_place(self.folded, hit))

    def of(self, *kinds: str) -> list[Hit]:
        return [hit for hit in self.all if hit.kind in kinds]

    def part(self, place: int, ends: re.Pattern[str]) -> tuple[int, int]:
        """The bounds of the clause or sentence around a place."""
        start = max((found.end() for found in ends.finditer(self.folded, 0, place)), default=0)
        end = ends.search(self.folded, place)
        return start, end.end() if end else len(self.folded)

    @cached_property
    def against(self) -> list[Hit]:
        return self.of("against")

    @cached_property
    def favour(self) -> list[Hit]:
        """In our favour, in order: wishes that are not denied, times that are proposed, questions about the product."""
        wishes = [hit for hit in self.of("for") if not self.denied(hit)]
        times = [hit._replace(kind="for", name="time") for hit in self.of("day") if self._proposes(hit)]
        asked = [hit._replace(kind="for", name="question") for hit in self.of("question") if self._asks(hit)]
        return sorted((*wishes, *times, *asked), key=lambda hit: hit.start)

    def denied(self, hit: Hit) -> bool:
        """By a negative word before or in it, by an "if", or as a part of a refusal."""
        if hit.name.startswith("^"):
            return False
        low, _ = self.part(hit.start, _CLAUSE)
        if any(low <= no.start <= hit.start for no in self.against):
            return True
        before = _LAST_WORDS.search(self.folded, low, hit.start)
        since = before.start() if before else hit.start
        if _DENIED.search(self.folded, since, hit.end):
            return True
        return hit.name in ("accept", "interest") and _IF.search(self.folded, since, hit.start) is not None

    def _proposes(self, hit: Hit) -> bool:
        """ "Thursday 3 pm", "Friday works", "How about next week?"; not "I am back on Monday"."""
        low, high = self.part(hit.start, _SENTENCE)
        clause = self.part(hit.start, _CLAUSE)[0]
        if _BY_THEN.search(self.folded, clause, hit.start) or _DENIED.search(self.folded, clause, hit.start):
            return False
        sentence = self.folded[low:high]
        said = sentence.rstrip().endswith("?") or _CLOCK.search(sentence) or _SUITS.search(sentence)
        return bool(said) or len(sentence.split()) < _FEW_WORDS

    def _asks(self, hit: Hit) -> bool:
        """A question, and not only who we are or whom else to ask."""
        low, high = self.part(hit.start, _SENTENCE)
        if self.folded[high - 1 : high] != "?" or len(self.folded[low:high].split()) < 2:
            return False
        return not any(low <= other.start < high for other in self.of("wondering", "not_theirs", "refer"))


def _is_in_place(folded: str, hit: Hit) -> bool:
    if _BACK_TO_US.match(folded, hit.start) and _CALLS_US_BACK.search(folded, 0, hit.start):
        return False
    if hit.name[:1] not in ("^", "="):
        return True
    if not _BEGINS.search(folded, 0, hit.start):
        return False
    return hit.name[:1] == "^" or _ENDS.match(folded, hit.end) is not None


def _judged(hits: _Hits) -> Reply:
    if not hits.all:
        return _UNCLEAR
    for judge in (_as_stop, _as_automatic, _as_not_theirs, _as_answer):
        reply = judge(hits)
        if reply is not None:
            return reply
    return _UNCLEAR


def _as_stop(hits: _Hits) -> Reply | None:
    """To be left alone; "don't call, send me the price" is a wish."""
    stops = hits.of("stop")
    if not stops:
        return None
    wished = any(hit.name in _ASKS and hit.start > stops[-1].end for hit in hits.favour)
    if wished and all(stop.name == "opt_out" for stop in stops):
        return None
    gravest = next((stop for stop in stops if stop.name in ("delete", "complaint")), stops[0])
    return Reply("against", gravest.name.lstrip("="), gravest.start)


def _as_automatic(hits: _Hits) -> Reply | None:
    """What only a mailbox says; or what it is likely to say, where nobody speaks for or against anything."""
    sure = [hit for hit in hits.of("automatic") if hit.name == "sure"]
    if sure:
        return Reply("automatic", "", sure[0].start)
    likely = [hit for hit in hits.of("automatic") if not _WAS.search(hits.folded, 0, hit.start)]
    if not likely or any(not no.name.startswith("^") for no in hits.against):
        return None
    return (
        None if any(not _is_of_mailbox(hits, hit) for hit in hits.favour) else Reply("automatic", "", likely[0].start)
    )


def _is_of_mailbox(hits: _Hits, hit: Hit) -> bool:
    """ "In urgent cases call me", "please contact my colleague": absent people say so too."""
    low, high = hits.part(hit.start, _SENTENCE)
    if _PRESSING.search(hits.folded, low, high):
        return True
    return any(low <= other.start < high for other in hits.of("automatic", "refer")) and hit.name in (
        "accept",
        "question",
    )


def _as_not_theirs(hits: _Hits) -> Reply | None:
    denied, referred = hits.of("not_theirs"), hits.of("refer")
    if not (denied or referred) or any(not no.name.startswith("^") for no in hits.against):
        return None
    if not denied and hits.of("hand_on"):
        return None
    places = [hits.part(hit.start, _SENTENCE) for hit in (*denied, *referred)]
    wishes = (hit for hit in hits.favour if "accept" not in hit.name)
    if any(not any(low <= hit.start < high for low, high in places) for hit in wishes):
        return None
    first = (*denied, *referred)[0]
    return Reply("not_theirs", "", first.start, ask_instead(hits.original, referred, first.start))


def _as_answer(hits: _Hits) -> Reply | None:
    """Of a yes and a no the last counts; somebody who hands it on says yes where nothing else is said."""
    handed = [hit for hit in hits.of("hand_on") if not hits.denied(hit)]
    spoken: Sequence[Hit] = sorted((*hits.favour, *hits.against), key=lambda hit: hit.start)
    if handed and not hits.against:
        spoken = spoken or handed
    if not spoken:
        return None
    last = spoken[-1]
    return Reply("against" if last.kind == "against" else "for", last.name.lstrip("^"), last.start)
