"""Which words of a clause can be its head, and which of them is."""

from collections.abc import Sequence
from dataclasses import replace

from leadgate.domain.title_lexicon import RANK, Word

NOUNS = frozenset(("title", "servant", "learner"))
_NOUNS_TOO = frozenset(("lead", "executive", "associate", "assistant", "chef"))
MANAGER, C_LEVEL = RANK["manager"], RANK["c_level"]
_HELD_BESIDE = frozenset(("owner", "founder"))

# Grades that are nouns where no noun follows: "Marketing Lead", "Sales Associate", "Principal".
_GRADE_AS_NOUN = {
    "assistant": Word("title", seniority="individual", authority=0.1),
    "associate": Word("title", seniority="individual"),
    "executive": Word("title", seniority="individual"),
    "staff": Word("title", seniority="individual"),
    "junior": Word("title", seniority="individual", authority=0.1),
    "deputy": Word("title", seniority="individual"),
    "senior": Word("title", seniority="senior"),
    "lead": Word("title", seniority="manager", authority=0.35),
    "principal": Word("title", seniority="director", authority=0.6),
}
_GRADES_BEHIND = frozenset(("deputy", "senior", "junior", "executive"))  # "Directeur adjoint"
_COOK = Word("title", ("other",), seniority="individual")
_CHIEF_OF = Word("title", seniority="manager")
_SERVANT = Word("servant", seniority="individual", authority=0.05, markers=frozenset(("assistant_to",)))
_OFFICE = Word("servant", seniority="individual", authority=0.1, markers=frozenset(("office_of",)))


def as_noun(words: Sequence[Word | None], at: int, *, after_noun: bool) -> Word | None:
    """The word at a place as a possible head, or None where it only grades, names a field or joins."""
    word = words[at]
    if word is None or word.kind in NOUNS:
        return word
    if word.kind == "chef":
        return _CHIEF_OF if any(words[at + 1 : at + 2]) else _COOK
    if word.kind == "office":
        before = words[at - 1] if at else None
        return _OFFICE if before is not None and before.rank == C_LEVEL else None
    if word.kind in _GRADE_AS_NOUN:
        return _grade_as_noun(word.kind, words[at + 1 :], after_noun)
    return None


def _grade_as_noun(grade: str, following: Sequence[Word | None], after_noun: bool) -> Word | None:
    if noun_follows(following) or (after_noun and grade in _GRADES_BEHIND):
        return None
    return _SERVANT if grade == "assistant" and _serves(following) else _GRADE_AS_NOUN[grade]


def noun_follows(words: Sequence[Word | None]) -> bool:
    for word in words:
        if word is None:
            continue
        if word.kind in ("link", "to"):
            return False
        if word.kind in NOUNS or word.kind in _NOUNS_TOO:
            return True
    return False


def _serves(words: Sequence[Word | None]) -> bool:
    linked = False
    for word in words:
        if word is None:
            continue
        if word.kind == "to":
            return True
        linked = linked or word.kind == "link"
        if linked and word.kind == "title" and word.rank >= MANAGER:
            return True
    return False


def head_of(nouns: Sequence[tuple[int, Word]]) -> Word | None:
    if len(nouns) < 2:
        return nouns[0][1] if nouns else None
    titles = [noun for _, noun in nouns]
    for at, noun in nouns:
        if noun.kind == "servant":
            return noun
        if noun.kind == "learner" and not _only_describes(at, noun, nouns):
            return noun
    titles = [noun for noun in titles if noun.kind == "title"]
    if _names_whom_it_serves(nouns):
        return titles[-1]
    *before, last = titles
    real = [*(noun for noun in before if "partner" not in noun.markers), last]  # "Partner Success Manager"
    highest = max(reversed(real), key=lambda noun: noun.rank)
    held = frozenset[str]().union(*(noun.markers for noun in real))
    return replace(highest, markers=highest.markers | (held & _HELD_BESIDE))


def _only_describes(at: int, learner: Word, nouns: Sequence[tuple[int, Word]]) -> bool:
    """'Student Recruiter' recruits students, 'Student Nurse' is one; 'Intern Program Manager' runs the program."""
    later = [(place, noun) for place, noun in nouns if place > at and noun.kind == "title"]
    if not later:
        return False
    place, noun = later[-1]
    if learner.seniority == "intern":
        return place > at + 1 and noun.rank >= MANAGER
    return noun.rank >= MANAGER or not noun.functions or noun.functions == ("hr",)


def _names_whom_it_serves(nouns: Sequence[tuple[int, Word]]) -> bool:
    """'CEO Advisor', 'CFO Consultant': the rank only says for whom."""
    (before, ranked), (at, last) = nouns[-2:]
    plain_rank = ranked.rank == C_LEVEL and not ranked.markers
    return plain_rank and at == before + 1 and last.kind == "title" and last.rank < MANAGER and not last.functions
