"""F6, F7, N2, N3: a job title → function, seniority, decision authority, and marks such as student or job seeker.

The words stand in tables (`title_words`, `title_roles`, `title_people`, `title_marks`), how they combine in
`title_grammar`.
"""

from dataclasses import dataclass
from functools import lru_cache

from leadgate.domain.title_grammar import Job, Named, jobs_in
from leadgate.domain.title_lexicon import RANK, SENIORITIES
from leadgate.domain.title_nouns import C_LEVEL, MANAGER
from leadgate.domain.title_text import tokens

# Decision authority of a seniority where the title's own row names none.
AUTHORITY: dict[str, float | None] = {
    "c_level": 0.95, "vp": 0.8, "director": 0.7, "manager": 0.45, "senior": 0.25, "individual": 0.15,
    "intern": 0.02, "student": 0.0, "retired": 0.0, "unknown": None,
}  # fmt: skip
# Grades shift it: a deputy has less to say than the one they stand in for.
SHIFT = {"senior": 0.05, "junior": -0.05, "deputy": -0.1, "associate": -0.1, "assistant": -0.1, "interim": -0.05}
# Held beside any other job; the other markers tell of the main job only.
STANDING = frozenset(("owner", "founder", "partner", "board", "investor", "signatory"))
LONGEST = 200  # characters read; what stands beyond is no title


@dataclass(frozen=True, slots=True)
class TitleReading:
    """What a title says by itself.

    functions: all that are named, the main one first; never empty. authority: 0–1, None when unknown.
    markers, any of: `owner` `founder` `partner` `board` `investor` `signatory` (holds general power of attorney)
    `interim` `deputy` · `assistant_to` `office_of` (works for whoever is named) `reception` `playful` (a joke title)
    · `consultant` `advisor` `freelance` · `student` `also_student` (beside another job) `intern` `academic` `teacher`
    · `job_seeker` `former` `retired` · `industry_analyst` `press` `government`.
    """

    function: str
    functions: tuple[str, ...]
    seniority: str
    authority: float | None
    markers: frozenset[str]


UNREAD = TitleReading("other", ("other",), "unknown", None, frozenset())


@lru_cache(maxsize=50_000)
def read_title(title: str | None) -> TitleReading:
    """Read a title in English, German, French, Spanish, Portuguese, Italian or Dutch; `UNREAD` if it says nothing."""
    parts = tokens(title[:LONGEST]) if title else []
    if not parts:
        return UNREAD
    named = jobs_in(parts)
    present = [job for job in named.jobs if not job.away]
    if present:
        return _present(present, named)
    return _absent(named)


def _present(jobs: list[Job], named: Named) -> TitleReading:
    main = _main(jobs)
    seniority = _seniority(main)
    markers = main.head.markers | (main.grades & {"interim", "deputy"})
    for job in jobs:
        markers |= job.head.markers if RANK[seniority] < MANAGER else job.head.markers & STANDING
    authority = _authority(main, seniority)
    if "student" not in markers and any("student" in job.head.markers for job in jobs):
        markers |= {"also_student"}
    if named.job_seeker:
        markers, authority = markers | {"job_seeker"}, 0.0
    functions = _functions([main, *jobs], named.loose_fields)
    return TitleReading(functions[0], functions, seniority, authority, markers)


def _absent(named: Named) -> TitleReading:
    """No present job: a former or retired one, one that is looked for, or only a field of work."""
    away = named.away or next((job.away for job in named.jobs), "")
    markers = frozenset(mark for mark in (away, "job_seeker" if named.job_seeker else "") if mark)
    functions = _functions(named.jobs, named.loose_fields)
    seniority = "retired" if away == "retired" else "unknown"
    return TitleReading(functions[0], functions, seniority, 0.0 if markers else None, markers)


def _main(jobs: list[Job]) -> Job:
    """The highest job, the first of equals. An intern's other words in the same part name where, not what."""
    for job in jobs:
        if job.head.seniority == "intern" and all(RANK[_seniority(other)] <= MANAGER for other in jobs):
            return job
    return max(jobs, key=lambda job: RANK[_seniority(job)])


def _functions(jobs: list[Job], loose: tuple[str, ...]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for job in jobs:
        if found.keys().isdisjoint(job.head.other_functions):  # "Chief People Officer (CPO)" is no product officer
            found.update(dict.fromkeys(job.functions))
    found.update(dict.fromkeys(loose))
    return tuple(function for function in found if function != "other") or ("other",)


def _authority(job: Job, seniority: str) -> float | None:
    base = job.head.authority if seniority == job.head.seniority else None
    if base is None:
        base = AUTHORITY[seniority]
    if base is None or job.head.kind != "title":
        return base
    shift = sum(SHIFT.get(grade, 0.0) for grade in job.grades)
    return round(min(1.0, max(0.0, base + shift)), 2)


def _seniority(job: Job) -> str:
    """The head's seniority after its grades: an assistant manager is below a manager, a senior buyer above a buyer."""
    rank, grades = job.head.rank, job.grades
    if job.head.kind != "title":
        return job.head.seniority
    if rank < MANAGER:
        return _individual_grade(job.head.seniority, grades)
    if (
        "assistant" in grades
        or ("associate" in grades and rank >= RANK["vp"])
        or ("deputy" in grades and rank == C_LEVEL)
    ):
        return SENIORITIES[rank - 1]
    return job.head.seniority


def _individual_grade(seniority: str, grades: frozenset[str]) -> str:
    if grades & {"junior", "assistant", "associate"}:
        return "individual"
    return "senior" if grades & {"senior", "lead", "principal", "staff"} else seniority
