"""From a title's tokens to the jobs it names.

"Assistant to the CFO" has the head *assistant*; the CFO is whom it serves. "Head of Sales and Co-Founder" names two
jobs. A job's functions come from its head first, then from the fields around it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from leadgate.domain.title_clause import AWAY, Clause, Reach, read_clause
from leadgate.domain.title_lexicon import RANK, Word, words_of
from leadgate.domain.title_text import HARD, JOIN, LOOSE
from leadgate.domain.title_words import FIELD_FIRST

_FIELD_FIRST = frozenset(FIELD_FIRST.split())


@dataclass(frozen=True, slots=True)
class Job:
    """away: "" for a present job, else `former` or `retired`. part: which of the title's `|` parts names it."""

    head: Word
    fields: tuple[str, ...]
    grades: frozenset[str]
    away: str
    part: int

    @property
    def functions(self) -> tuple[str, ...]:
        own = self.head.functions
        if self.head.other_functions:
            own = tuple(name for name in self.fields if name in self.head.other_functions) or own
        return own + self.fields or ((self.head.fallback,) if self.head.fallback else ())

    def with_grades(self, more: frozenset[str]) -> "Job":
        return replace(self, grades=self.grades | more) if more else self

    def with_fields(self, more: tuple[str, ...]) -> "Job":
        return replace(self, fields=tuple(dict.fromkeys(self.fields + more)))


@dataclass(slots=True)
class Named:
    """All that a title names: jobs in order, fields that belong to none, who is away or looks for work."""

    jobs: list[Job] = field(default_factory=list)
    loose_fields: tuple[str, ...] = ()
    away: str = ""
    job_seeker: bool = False


def jobs_in(parts: Sequence[str]) -> Named:
    """Read the tokens of a title from left to right."""
    words = list(words_of(parts))
    field_first = not _FIELD_FIRST.isdisjoint(parts)
    named, reach, part = Named(job_seeker=_looks_for_work(words)), Reach(), 0
    for separator, clause in _clauses(words):
        part += separator == HARD
        reach.cross(separator)
        read = read_clause(clause, reach, field_first=field_first)
        if read.head is None:
            _add_fields(named, read, reach.away, part)
        elif separator == JOIN and named.jobs and _completes(read.head, named.jobs[-1].head):
            named.jobs[-1] = named.jobs[-1].with_fields(read.fields)
        else:
            job = Job(read.head, named.loose_fields, read.grades, reach.away, part)
            named.jobs.append(job.with_fields(read.fields))
            named.loose_fields = ()
    return named


def _clauses(words: Sequence[Word | str | None]) -> Iterator[tuple[str, list[Word | None]]]:
    """Each clause with the separator before it; "VP Operations ex LineSight" is two."""
    separator, clause = LOOSE, list[Word | None]()
    for word in words:
        if isinstance(word, str):
            yield separator, clause
            separator, clause = word, []
        elif word is not None and word.kind in AWAY and _names_a_job(clause):
            yield separator, clause
            separator, clause = LOOSE, [word]
        else:
            clause.append(word)
    yield separator, clause


def _names_a_job(clause: Sequence[Word | None]) -> bool:
    return any(word is not None and word.kind == "title" for word in clause)


def _add_fields(named: Named, read: Clause, away: str, part: int) -> None:
    """A clause without a head: 'CFO (retired)', 'Director, Operations', the sales of 'Sales & Marketing Director'."""
    if away and named.jobs and (read.fields or read.elsewhere):
        return  # 'CFO (ex Acme Marketing)' was there once, and is a CFO
    if away and not read.fields:
        named.away = away
        named.jobs = [replace(job, away=away) if job.part == part else job for job in named.jobs]
    if named.jobs:
        named.jobs[-1] = named.jobs[-1].with_fields(read.fields).with_grades(read.grades)
    else:
        named.loose_fields = tuple(dict.fromkeys(named.loose_fields + read.fields))


def _completes(head: Word, before: Word) -> bool:
    """The officer in 'Chief Information & Digital Officer' is the chief, not a second job."""
    anybody = head.seniority == "individual" and not head.functions and not head.markers
    return anybody and before.rank == RANK["c_level"] and not before.functions


def _looks_for_work(words: Sequence[Word | str | None]) -> bool:
    seeking = False
    for word in words:
        kind = word.kind if isinstance(word, Word) else ""
        if kind == "job_seeker" or (seeking and kind in ("wanted", "learner")):
            return True
        seeking = seeking or kind == "seeking"
    return False
