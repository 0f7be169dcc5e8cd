"""The tables of titles, folded once, and how a token of a title finds its word in them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial

from leadgate.domain import title_marks as marks
from leadgate.domain import title_people as people
from leadgate.domain import title_roles as roles
from leadgate.domain import title_words as fields
from leadgate.domain.title_text import JOIN, SEPARATORS, tokens

SENIORITIES = (
    "unknown", "retired", "student", "intern", "individual", "senior", "manager", "director", "vp", "c_level",
)  # fmt: skip
FIELD_KINDS = frozenset(("field", "weak"))
FUNCTIONS = (
    "operations", "finance", "marketing", "sales", "engineering", "it", "product", "hr", "legal", "procurement",
    "executive", "support", "research", "education", "other",
)  # fmt: skip
RANK = {name: height for height, name in enumerate(SENIORITIES)}

_LONG_WORD = 7
_JOINTS_WITH_OTHER_USES = frozenset(("en",))  # Dutch "and", unless a phrase begins with the French or Spanish "in"


@dataclass(frozen=True, slots=True)
class Word:
    """What one entry of the tables means.

    kind: `title` (a person's job) · `servant` (serves whoever is named next) · `learner` · `field` · `weak`
    (a field only where no other is named) · `former` · `retired` · `job_seeker` · `seeking` · `wanted` · `link`
    · `to` · `tail` · or a grade by its own name (`senior`, `assistant` …).
    """

    kind: str
    functions: tuple[str, ...] = ()
    fallback: str = ""
    other_functions: frozenset[str] = frozenset()
    seniority: str = ""
    authority: float | None = None
    markers: frozenset[str] = frozenset()

    @property
    def rank(self) -> int:
        return RANK.get(self.seniority, 0)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """words: by folded phrase. longest: by a phrase's first token, how many tokens its longest phrase has."""

    words: dict[str, Word]
    longest: dict[str, int]
    ends: frozenset[str]
    fillers: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """All tables as one; where two tables have the same phrase, the one read first holds."""
    words: dict[str, Word] = {}
    longest: dict[str, int] = {}
    for phrase, word in _entries():
        parts = tokens(phrase)
        words.setdefault(" ".join(parts), word)
        longest[parts[0]] = max(longest.get(parts[0], 1), len(parts))
    ends = frozenset(fields.COMPOUND_ENDS.split())
    return Lexicon(words, longest, ends, frozenset(fields.COMPOUND_FILLERS.split()))


def words_of(parts: Sequence[str]) -> Iterator[Word | str | None]:
    """Each token's word, the longest phrase first; separators as they are; None for a token nobody knows."""
    known = lexicon()
    at = 0
    while at < len(parts):
        size, word = _longest_phrase(parts, at, known)
        yield word
        at += size


def _longest_phrase(parts: Sequence[str], at: int, known: Lexicon) -> tuple[int, Word | str | None]:
    token = parts[at]
    if token in SEPARATORS:
        return 1, token
    for size in range(min(known.longest.get(token, 1), len(parts) - at), 1, -1):
        word = known.words.get(" ".join(parts[at : at + size]))
        if word is not None:
            return size, word
    if token in _JOINTS_WITH_OTHER_USES:
        return 1, JOIN
    return 1, known.words.get(token) or unlisted_word(token)


@lru_cache(maxsize=20_000)
def unlisted_word(token: str) -> Word | None:
    """A form the tables do not spell out: feminine or plural, 'ae' for 'ä', mistyped, a compound."""
    known = lexicon()
    for spelling in _spellings(token):
        word = known.words.get(spelling) or _other_ending(spelling, known)
        word = word or known.words.get(mistyped(spelling)) or _compound(spelling, known)
        if word is not None:
            return word
    return None


@cache
def _with_a_letter_less() -> Mapping[str, str]:
    """Each long word of one token, by what is left of it when any one letter is left out."""
    found: dict[str, str] = {}
    for word in lexicon().words:
        if len(word) >= _LONG_WORD and " " not in word:
            for at in range(1, len(word)):
                found.setdefault(word[:at] + word[at + 1 :], word)
    return found


def mistyped(token: str) -> str:
    """The long word that somebody mistyped by one letter, left out, doubled or swapped with the next; "" for none.

    Never by its first letter, and never by another letter in its place: that is how names differ from words.
    """
    if len(token) < _LONG_WORD - 1 or not token.isalpha():
        return ""
    known = lexicon().words
    if token in _with_a_letter_less():
        return _with_a_letter_less()[token]
    for at in range(1, len(token)):
        swapped = token[:at] + token[at : at + 2][::-1] + token[at + 2 :]
        for candidate in (swapped, token[:at] + token[at + 1 :]):
            if len(candidate) >= _LONG_WORD and candidate in known:
                return candidate
    return ""


def _spellings(token: str) -> Iterator[str]:
    yield token
    without_umlauts = token.replace("ae", "a").replace("oe", "o").replace("ue", "u")
    if without_umlauts != token:
        yield without_umlauts


_ENDINGS = (
    ("innen", ""), ("in", ""), ("trice", "teur"), ("trice", "tore"), ("rice", "eur"), ("euse", "eur"), ("iere", "ier"),
    ("enne", "en"), ("esa", ""), ("a", "o"), ("a", ""), ("es", ""), ("es", "e"), ("as", "o"), ("os", "o"), ("i", "o"),
    ("i", "e"), ("e", ""), ("en", ""), ("n", ""), ("s", ""), ("er", ""), ("er", "e"),
)  # fmt: skip
_LOOK_LIKE_OTHERS = frozenset(
    "interne interna internes internen interner interno interni internas internos heads works lawn german leade".split()
)


def _other_ending(token: str, known: Lexicon) -> Word | None:
    if token in _LOOK_LIKE_OTHERS:
        return None
    for ending, instead in _ENDINGS:
        stem_length = len(token) - len(ending)
        if stem_length >= 4 and token.endswith(ending):
            word = known.words.get(token[:stem_length] + instead)
            if word is not None and word.kind not in ("link", "to", "tail", "wanted"):
                return word
    return None


def _compound(token: str, known: Lexicon) -> Word | None:
    """'vertriebsleiterin' → a leader of sales; 'softwarearchitektur' → software."""
    for cut in range(2, len(token) - 3):
        if token[cut:] in known.ends:
            head = known.words.get(token[cut:]) or _other_ending(token[cut:], known)
            if head is not None:
                return _joined(_stem(token[:cut], known), head)
    return _compound_field(token, known)


def _joined(stem: Word | None, head: Word) -> Word:
    if head.kind == "chef":
        head = Word("title", seniority="director")
    if stem is None or (head.functions and head.functions != ("other",)):
        return head
    if stem.kind == "title" and head.kind == "servant":
        return replace(head, functions=_of_office(stem))
    if stem.kind == "weak":
        return replace(head, fallback=stem.functions[0])
    return replace(head, functions=stem.functions)


def _of_office(word: Word) -> tuple[str, ...]:
    return tuple(function for function in word.functions if function != "executive")


def _compound_field(token: str, known: Lexicon) -> Word | None:
    """'softwarearchitektur' → software, 'vertriebscontrolling' → controlling, 'personalentwicklung' → personnel."""
    first = second = None
    for cut in range(4, len(token) - 3):
        stem = _stem(token[:cut], known)
        first = stem if stem is not None and stem.kind in FIELD_KINDS else first
        tail = known.words.get(token[cut:])
        if second is None and tail is not None and tail.kind in FIELD_KINDS:
            if token[cut:] not in known.fillers:
                return tail
            second = tail
    return first or second


def _stem(text: str, known: Lexicon) -> Word | None:
    """A compound's first member: a field, with or without the letters that join it to the next."""
    for joint in ("", "s", "es", "n", "en", "e"):
        if text.endswith(joint):
            word = known.words.get(text[: len(text) - len(joint)])
            if word is not None and word.kind in ("field", "weak", "title") and (word.functions or word.fallback):
                return word
    return None


def _entries() -> Iterator[tuple[str, Word]]:
    for table, make in _TABLES:
        for head, phrases in _rows(table):
            word = make(head)
            yield from ((phrase, word) for phrase in phrases)


def _rows(table: str) -> Iterator[tuple[str, list[str]]]:
    for row in table.strip().replace("\n    ", " ").splitlines():
        head, _, phrases = row.partition(":")
        yield head, [phrase for phrase in map(str.strip, phrases.split(",")) if phrase]


def _noun(kind: str, head: str) -> Word:
    seniority, *rest = head.split()
    return Word(
        kind,
        functions=tuple(item for item in rest if item[0].isalpha()),
        fallback=next((item[1:] for item in rest if item[0] == "~"), ""),
        other_functions=frozenset(item[1:] for item in rest if item[0] == "?"),
        seniority=seniority,
        authority=next((float(item) for item in rest if item[0].isdigit()), None),
        markers=frozenset(item[1:] for item in rest if item[0] == "+"),
    )


def _field(kind: str, head: str) -> Word:
    return Word(kind, tuple(head.split()))


_TABLES: tuple[tuple[str, Callable[[str], Word]], ...] = (
    *((table, partial(_noun, "title")) for table in (roles.TOP, roles.CHIEFS, roles.UPPER, roles.MIDDLE)),
    (people.SINGLE, partial(_noun, "title")),
    (people.SERVANTS, partial(_noun, "servant")),
    (marks.LEARNERS, partial(_noun, "learner")),
    *((table, Word) for table in (marks.AWAY, marks.SEEKERS, marks.SEEKING, marks.GRADES, marks.LINKS)),
    (fields.TWIN_FIELDS, partial(_field, "field")),
    (fields.FIELDS, partial(_field, "field")),
    (fields.WEAK_FIELDS, partial(_field, "weak")),
)
