"""Who may take a lead by what stands in the team file: its territory, then what it asks of a rep.

A criterion reads one key from the request and judges each rep by it, so a verdict is made once for each key.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from leadgate.domain.routing.facts import TeamFacts
from leadgate.domain.routing.request import RoutingRequest
from leadgate.domain.routing.sieve import Verdict, bits, verdict_of
from leadgate.domain.team import Rep, Team


@dataclass(frozen=True, slots=True)
class Criterion:
    """why_not: of a rep and the request's key, why the rep cannot take it; empty where it can."""

    key: Callable[[RoutingRequest], Hashable]
    why_not: Callable[[Rep, Any], str]


def territory(team: Team, facts: TeamFacts) -> tuple[Criterion, ...]:
    """R2: countries, regions, industries, sizes. What is unknown of a lead lies in no list."""
    bounds = sorted({bound for rep in team.reps for bound in _bounds(rep)})
    return (
        Criterion(lambda r: r.country, lambda rep, country: _not_in_country(rep, country, facts)),
        Criterion(lambda r: (r.country, r.region), lambda rep, place: _not_in_region(rep, place, facts)),
        Criterion(lambda r: r.industry, lambda rep, industry: _not_in_industry(rep, industry, facts)),
        Criterion(lambda r: _size_class(r.employees, bounds), lambda rep, size: _not_of_size(rep, size, bounds)),
    )


def eligibility(team: Team) -> tuple[Criterion, ...]:
    """R1, R4: tier, segment, skills, language, and not whoever had it before.

    A segment or a language that nobody on the team has is no bar: better somebody than nobody. A skill is one.
    """
    segments = {_words(rep.segment) for rep in team.reps if rep.segment}
    spoken = {language for rep in team.reps for language in _spoken(rep)}
    return (
        Criterion(lambda r: r.passed_over, _had_it),
        Criterion(lambda r: r.tier, _other_tier),
        Criterion(lambda r: _asked_segments(r.route_to, segments), _other_segment),
        Criterion(lambda r: _skills_beyond_language(r), _lacks_skill),
        Criterion(lambda r: _asked_language(r, spoken), _speaks_another),
    )


class Narrowness:
    """R2: of reps whose territory covers a lead, those whose territory says the most about it."""

    def __init__(self, team: Team, facts: TeamFacts) -> None:
        self._team = team
        self._facts = facts
        self._groups: dict[str, tuple[int, ...]] = {}

    def closest(self, mask: int, country: str) -> int:
        """More lists that name the lead come first, then a region before a country before a group of countries."""
        groups = self._groups.get(country)
        if groups is None:
            groups = self._groups[country] = self._ranked(country)
        return next((group & mask for group in groups if group & mask), mask)

    def _ranked(self, country: str) -> tuple[int, ...]:
        ranks: dict[tuple[int, float], int] = {}
        for i, rep in enumerate(self._team.reps):
            rank = _lists(rep), _closeness(rep, country, self._facts)
            ranks[rank] = ranks.get(rank, 0) | 1 << i
        return tuple(ranks[rank] for rank in sorted(ranks, reverse=True))


class Criteria:
    """Verdicts of criteria, each made once for a key."""

    def __init__(self, reps: tuple[Rep, ...], criteria: tuple[Criterion, ...]) -> None:
        self._reps = reps
        self._criteria = tuple((criterion, dict[Hashable, Verdict]()) for criterion in criteria)

    def verdicts(self, request: RoutingRequest) -> tuple[Verdict, ...]:
        return tuple(self._verdict(criterion, made, request) for criterion, made in self._criteria)

    def _verdict(self, criterion: Criterion, made: dict[Hashable, Verdict], request: RoutingRequest) -> Verdict:
        key = criterion.key(request)
        found = made.get(key)
        if found is None:
            found = made[key] = verdict_of([criterion.why_not(rep, key) for rep in self._reps])
        return found


def only(mask: int, count: int, why: str) -> Verdict:
    """Passing are the reps of a mask; the same reason for all others."""
    inside = set(bits(mask))
    return Verdict(mask, tuple("" if i in inside else why for i in range(count)))


def _not_in_country(rep: Rep, country: str, facts: TeamFacts) -> str:
    wanted = rep.territories.countries
    if not wanted:
        return ""
    if not country:
        return "territory lists countries; the lead's is unknown"
    codes = facts.countries_of(country)
    inside = any(_covers(name, codes, facts) or _same(name, country) for name in wanted)
    return "" if inside else f"territory does not include {country}"


def _covers(name: str, codes: frozenset[str], facts: TeamFacts) -> bool:
    return bool(codes) and codes <= facts.countries_of(name)


def _same(name: str, other: str) -> bool:
    return name.strip().casefold() == other.strip().casefold()


def _not_in_region(rep: Rep, place: tuple[str, str], facts: TeamFacts) -> str:
    country, region = place
    wanted = rep.territories.regions
    if not wanted:
        return ""
    codes = facts.countries_of(country)
    home = facts.subdivision_of(region, country) if region else None
    for name in wanted:
        if _covers(name, codes, facts) or (home is not None and facts.subdivision_of(name, country) == home):
            return ""
        if region and _same(name, region):
            return ""
    shown = region or country
    return f"territory does not include {shown}" if shown else "territory lists regions; the lead's is unknown"


def _not_in_industry(rep: Rep, industry: str, facts: TeamFacts) -> str:
    wanted = rep.territories.industries
    if not wanted:
        return ""
    if not industry:
        return "territory lists industries; the lead's is unknown"
    return "" if any(facts.industry_matches(industry, name) for name in wanted) else f"does not take {industry}"


def _bounds(rep: Rep) -> tuple[float, ...]:
    """Where the answer for this rep may change: from min on, and above max."""
    sizes = rep.territories.employees
    return tuple(bound for bound in (sizes.min, None if sizes.max is None else sizes.max + _ABOVE) if bound is not None)


_ABOVE = 1e-6


def _size_class(employees: float | None, bounds: list[float]) -> int | None:
    return None if employees is None else bisect_right(bounds, employees)


def _not_of_size(rep: Rep, size: int | None, bounds: list[float]) -> str:
    sizes = rep.territories.employees
    if sizes.min is None and sizes.max is None:
        return ""
    if size is None:
        return "territory is for some company sizes; the lead's is unknown"
    smallest = bounds[size - 1] if size else float("-inf")
    if sizes.min is not None and smallest < sizes.min:
        return f"takes companies from {sizes.min} employees"
    if sizes.max is not None and smallest > sizes.max:
        return f"takes companies up to {sizes.max} employees"
    return ""


def _had_it(rep: Rep, passed_over: tuple[str, ...]) -> str:
    return "had this lead before" if rep.id in passed_over else ""


def _other_tier(rep: Rep, tier: str) -> str:
    return "" if not rep.accepts_tiers or tier in rep.accepts_tiers else f"does not take tier {tier}"


def _asked_segments(route_to: str, segments: Collection[str]) -> frozenset[str]:
    """The team's segments that stand in the words of `Enterprise SDR`."""
    if not segments:
        return frozenset()
    asked = f" {_words(route_to)} "
    return frozenset(segment for segment in segments if f" {segment} " in asked)


def _other_segment(rep: Rep, asked: frozenset[str]) -> str:
    if not asked or not rep.segment or _words(rep.segment) in asked:
        return ""
    return f"sells to {rep.segment}, not {' or '.join(sorted(asked))}"


def _skills_beyond_language(request: RoutingRequest) -> tuple[str, ...]:
    if not request.required_skills:
        return ()
    language = _code(request.language)
    return tuple(skill for skill in request.required_skills if not language or _code(skill) != language)


def _lacks_skill(rep: Rep, required: tuple[str, ...]) -> str:
    has = {_words(skill) for skill in rep.skills} | _spoken(rep)
    lacking = [skill for skill in required if _words(skill) not in has]
    return f"lacks {', '.join(lacking)}" if lacking else ""


def _asked_language(request: RoutingRequest, spoken: set[str]) -> str:
    language = _code(request.language)
    if language not in spoken:
        return ""
    named = any(_code(skill) == language for skill in request.required_skills)
    return f"{language}!" if named else language


def _speaks_another(rep: Rep, asked: str) -> str:
    """With `!` the language is required; without, it only bars whoever lists other languages."""
    language = asked.removesuffix("!")
    if not language or language in _spoken(rep) or (not rep.languages and not asked.endswith("!")):
        return ""
    return f"does not speak {language}"


def _spoken(rep: Rep) -> set[str]:
    """Codes among the languages and the skills."""
    return {_code(language) for language in rep.languages} | {
        _code(skill) for skill in rep.skills if re.fullmatch(r"[A-Za-z]{2}(-[A-Za-z]{2})?", skill.strip())
    }


@lru_cache(maxsize=1_024)
def _code(language: str) -> str:
    return re.split(r"[-_]", language.strip().casefold(), maxsplit=1)[0]


@lru_cache(maxsize=4_096)
def _words(text: str | None) -> str:
    return " ".join(re.findall(r"\w+", (text or "").casefold().replace("_", " ")))


def _lists(rep: Rep) -> int:
    area = rep.territories
    sized = area.employees.min is not None or area.employees.max is not None
    return sum(map(bool, (area.countries, area.regions, area.industries, sized)))


def _closeness(rep: Rep, country: str, facts: TeamFacts) -> float:
    """3 by region, 2 by country, between 1 and 2 by a group of countries (small ones closer), 0 by none."""
    codes = facts.countries_of(country)
    named = [
        (len(facts.countries_of(name)), rank)
        for names, rank in ((rep.territories.countries, 2.0), (rep.territories.regions, 3.0))
        for name in names
        if rank > 2 or _covers(name, codes, facts)
    ]
    return max((1 + 1 / size if size > 1 else rank for size, rank in named), default=0.0)
