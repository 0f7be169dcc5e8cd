"""From a title's words to the jobs it names: which noun is the head, and what only belongs to it.

"Assistant to the CFO" has the head *assistant*; the CFO is whom it serves. "Director of First Impressions and
Owner" names two jobs. A job's fields of work come from its head first, then from the words around it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from leadgate.domain.title_lexicon import RANK, Word, words_of
from leadgate.domain.title_nouns import as_noun, head_of, noun_follows
from leadgate.domain.title_text import HARD, JOIN, LOOSE
from leadgate.domain.title_words import FIELD_FIRST

_FIELD_FIRST = frozenset(FIELD_FIRST.split())
_FIELDS = frozenset(("field", "weak"))
_AWAY = frozenset(("former", "retired"))
_VP = RANK["vp"]


@dataclass(frozen=True, slots=True)
class Job:
    """One job a title names. away: "" for a present one, else `former` or `retired`. part: which `|` part names it."""

    head: Word
    fields: tuple[str, ...]
    grades: frozenset[str]
    away: str
    part: int

    @property
    def functions(self) -> tuple[str, ...]:
        own = self.head.functions
        if self.head.other_functions:
            own = tuple(field for field in self.fields if field in self.head.other_functions) or own
        return own + self.fields or ((self.head.fallback,) if self.head.fallback else ())


@dataclass(frozen=True, slots=True)
class Named:
    """All that a title names: jobs in order, fields that stand alone, whether its owner looks for work."""

    jobs: tuple[Job, ...]
    loose_fields: tuple[str, ...]
    away: str
    job_seeker: bool


@dataclass(slots=True)
class _Reach:
    """What earlier words of the same part still mean for the later ones."""

    away: str = ""
    subordinate: bool = False
    servant: bool = False
    company: bool = False

    def after(self, separator: str) -> "_Reach":
        if separator == HARD:
            return _Reach()
        away = self.away if separator == JOIN else ""
        return replace(self, away=away)


def jobs_in(parts: Sequence[str]) -> Named:
    """Read the tokens of a title, left to right, one clause between separators at a time."""
    words = list(words_of(list(parts)))
    field_first = not _FIELD_FIRST.isdisjoint(parts)
    jobs: list[Job] = []
    waiting: tuple[str, ...] = ()
    away, part, reach = "", 0, _Reach()
    for separator, clause in _clauses(words):
        part += separator == HARD
        reach = reach.after(separator)
        head, fields, grades = _read_clause(clause, reach, field_first)
        if reach.away and head is None and not fields:
            away = reach.away
            jobs = [replace(job, away=away) if job.part == part else job for job in jobs]
        if head is not None:
            jobs.append(Job(head, _unique(waiting + fields), grades, reach.away, part))
            waiting = ()
        elif jobs and not waiting:
            jobs[-1] = replace(jobs[-1], fields=_unique(jobs[-1].fields + fields))
        else:
            waiting += fields
    return Named(tuple(jobs), _unique(waiting), away, _looks_for_work(words))


def _clauses(words: Sequence[Word | str | None]) -> Iterator[tuple[str, list[Word | None]]]:
    separator, clause = LOOSE, list[Word | None]()
    for word in words:
        if isinstance(word, str):
            yield separator, clause
            separator, clause = word, []
        else:
            clause.append(word)
    yield separator, clause


def _read_clause(
    clause: list[Word | None], reach: _Reach, field_first: bool
) -> tuple[Word | None, tuple[str, ...], frozenset[str]]:
    """The clause's head, its fields in order of weight, its grades; `reach` learns what goes beyond it."""
    words = _before_company(clause, reach)
    if any(word is not None and word.kind == "company" for word in words):
        words = [word for word in words if word is None or word.kind not in _FIELDS]
    nouns, runs, grades = _sort(words, reach)
    head = head_of(nouns)
    if head is None and reach.company:
        return None, (), frozenset()
    if head is not None and head.kind == "servant":
        reach.servant = True
    fields = _fields(runs, field_first) + _functions_of_others(nouns, head)
    return head, _unique(fields), grades


def _before_company(clause: list[Word | None], reach: _Reach) -> list[Word | None]:
    for at, word in enumerate(clause):
        if word is not None and word.kind == "tail":
            reach.company = True
            return clause[:at]
    return clause


def _sort(words: list[Word | None], reach: _Reach) -> tuple[list[tuple[int, Word]], list[list[Word]], frozenset[str]]:
    """Nouns that may be the head, with their places; runs of fields; grades."""
    nouns: list[tuple[int, Word]] = []
    runs: list[list[Word]] = [[]]
    grades: set[str] = set()
    complement = False
    for at, word in enumerate(words):
        if word is None:
            continue
        noun = as_noun(word, words, at, bool(nouns))
        if noun is not None:
            if complement or reach.subordinate or (reach.servant and noun.rank >= _VP):
                runs.append([noun])
            else:
                nouns.append((at, noun))
                runs.append([])
        elif word.kind in _FIELDS:
            runs[-1].append(word)
        elif word.kind in ("link", "to", "seeking"):
            complement = complement or bool(nouns)
            reach.subordinate = reach.subordinate or word.kind != "link"
            runs.append([])
        elif word.kind == "owns":
            if nouns and noun_follows(words[at + 1 :]):  # "CEO's Executive Assistant"
                runs.append([nouns.pop()[1]])
        elif word.kind in _AWAY:
            reach.away = reach.away or ("" if complement else word.kind)
        else:
            grades.add(word.kind)
    return nouns, runs, frozenset(grades)


def _fields(runs: list[list[Word]], field_first: bool) -> tuple[str, ...]:
    """Functions of the fields, the weightiest of each run first; weak ones only where no plain one stands beside."""
    found: list[str] = []
    for run in runs:
        plain = [word for word in run if word.kind != "weak"] or run
        for word in plain if field_first else reversed(plain):
            found.extend(function for function in word.functions if word.kind in _FIELDS or function != "executive")
    return tuple(found)


def _functions_of_others(nouns: list[tuple[int, Word]], head: Word | None) -> tuple[str, ...]:
    """What the nouns beside the head add: an assistant's CFO names finance."""
    if head is None or len(nouns) < 2:
        return ()
    found: list[str] = []
    for _, noun in nouns:
        if noun.seniority == "student" and head.kind == "title":
            found.append("education")
        elif noun.functions != head.functions:
            found.extend(function for function in noun.functions if function != "executive")
    return tuple(found)


def _looks_for_work(words: Sequence[Word | str | None]) -> bool:
    seeking = False
    for word in words:
        kind = word.kind if isinstance(word, Word) else ""
        if kind == "job_seeker" or (seeking and (kind in ("wanted", "learner"))):
            return True
        seeking = seeking or kind == "seeking"
    return False


def _unique(functions: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(functions))
