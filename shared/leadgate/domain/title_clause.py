"""One clause of a title, between two separators → its head, its fields of work, its grades."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from leadgate.domain.title_lexicon import FIELD_KINDS, RANK, Word
from leadgate.domain.title_nouns import as_noun, head_of, noun_follows
from leadgate.domain.title_text import HARD, JOIN

AWAY: Final = frozenset(("former", "retired"))
_JOINTS = frozenset(("link", "to", "seeking"))


@dataclass(frozen=True, slots=True)
class Clause:
    """head: None where the clause only names fields. fields: functions, the weightiest first.

    elsewhere: a clause of somebody who left names what was left, as in "ex LineSight".
    """

    head: Word | None
    fields: tuple[str, ...]
    grades: frozenset[str]
    elsewhere: bool = False


@dataclass(slots=True)
class Reach:
    """What the words read so far mean for the clauses to come.

    away: `former` or `retired`, until a comma. subordinate ("to the …"), servant and company ("at …"): until `|`.
    """

    away: str = ""
    subordinate: bool = False
    servant: bool = False
    company: bool = False

    def cross(self, separator: str) -> None:
        if separator != JOIN:
            self.away = ""
        if separator == HARD:
            self.subordinate = self.servant = self.company = False


@dataclass(slots=True)
class _Sorted:
    """nouns: what may be the head, with places. runs: fields that stand together, between nouns and joints."""

    nouns: list[tuple[int, Word]] = field(default_factory=list)
    runs: list[list[Word]] = field(default_factory=lambda: [[]])
    grades: set[str] = field(default_factory=set)
    complement: bool = False


def read_clause(words: list[Word | None], reach: Reach, *, field_first: bool) -> Clause:
    """Read one clause; `reach` brings what earlier ones meant for it and takes on what it means for later ones."""
    of_company = reach.company
    sorted_words = _sort(_of_the_person(words, reach), reach)
    head = head_of(sorted_words.nouns)
    if of_company and (head is None or head.rank < RANK["manager"]):  # "CFO at Acme, Marketing Consultants"
        return Clause(None, (), frozenset())
    reach.servant = reach.servant or (head is not None and head.kind == "servant")
    fields = _fields(sorted_words.runs, field_first) + _beside(sorted_words.nouns, head)
    return Clause(head, tuple(dict.fromkeys(fields)), frozenset(sorted_words.grades), _names_a_place(words))


def _names_a_place(words: list[Word | None]) -> bool:
    """Words of no meaning to us, or an "at": more than who left."""
    return any(word is None or word.kind == "tail" for word in words)


def _of_the_person(words: list[Word | None], reach: Reach) -> list[Word | None]:
    """Without what only names the company: all after 'at', and the fields in 'Acme Marketing GmbH'."""
    for at, word in enumerate(words):
        if word is not None and word.kind == "tail":
            reach.company = True
            return words[:at]
    if any(word is not None and word.kind == "company" for word in words):
        return [word for word in words if word is None or word.kind not in FIELD_KINDS]
    return words


def _sort(words: list[Word | None], reach: Reach) -> _Sorted:
    found = _Sorted()
    for at, word in enumerate(words):
        if word is None:
            continue
        noun = as_noun(words, at, after_noun=bool(found.nouns))
        if noun is not None:
            _keep_noun(noun, at, found, reach)
        elif word.kind in FIELD_KINDS:
            found.runs[-1].append(word)
        elif word.kind == "owns" and found.nouns and noun_follows(words[at + 1 :]):
            found.runs.append([found.nouns.pop()[1]])  # "CEO's Executive Assistant"
        else:
            _keep_joint(word, found, reach)
    return found


def _keep_noun(noun: Word, at: int, found: _Sorted, reach: Reach) -> None:
    if found.complement or reach.subordinate or (reach.servant and noun.rank >= RANK["vp"]):
        found.runs.append([noun])
    else:
        found.nouns.append((at, noun))
        found.runs.append([])


def _keep_joint(word: Word, found: _Sorted, reach: Reach) -> None:
    if word.kind in _JOINTS:
        found.complement = found.complement or bool(found.nouns)
        reach.subordinate = reach.subordinate or word.kind != "link"
        found.runs.append([])
    elif word.kind not in AWAY:
        found.grades.add(word.kind)
    elif not found.complement:
        reach.away = reach.away or word.kind


def _fields(runs: list[list[Word]], field_first: bool) -> tuple[str, ...]:
    """Functions run by run; a weak field counts only where no plain one stands in its run."""
    found: list[str] = []
    for run in runs:
        plain = [word for word in run if word.kind != "weak"] or run
        for word in plain if field_first else reversed(plain):
            found.extend(_named_by(word))
    return tuple(found)


def _beside(nouns: Sequence[tuple[int, Word]], head: Word | None) -> tuple[str, ...]:
    """What the nouns beside the head add: a student's recruiter is in education."""
    if head is None or len(nouns) < 2:
        return ()
    found: list[str] = []
    for _, noun in nouns:
        if noun.seniority == "student" and head.kind == "title":
            found.append("education")
        elif noun.functions != head.functions:
            found.extend(_named_by(noun))
    return tuple(found)


def _named_by(word: Word) -> Sequence[str]:
    """A noun that is not the head names a field of work, but nobody is an executive for knowing one."""
    if word.kind in FIELD_KINDS:
        return word.functions
    return [function for function in word.functions if function != "executive"]
