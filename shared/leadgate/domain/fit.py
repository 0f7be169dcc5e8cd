"""F: how well the company and the person fit what is sold, each part 0–100 or None where unknown.

A full match of company facts gives 92; the rest up to 100 is for target accounts. Parts that are unknown drop out of
the mean instead of counting as zero.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from leadgate.domain.dossier import Dossier
from leadgate.domain.fit_parts import FitPart
from leadgate.domain.profile import Profile
from leadgate.domain.settings import Settings
from leadgate.domain.settings_judgement import FitWeights
from leadgate.domain.settings_market import Employees
from leadgate.domain.timing import find_timing
from leadgate.domain.words import listed, spoken

SENIORITY_SCORES: Final = {
    "c_level": 96.0,
    "vp": 95.0,
    "director": 92.0,
    "manager": 76.0,
    "senior": 58.0,
    "individual": 42.0,
    "intern": 10.0,
    "student": 5.0,
    "retired": 5.0,
}
_COMPANY_FULL: Final = 92.0
_COMPANY_WEIGHTS: Final = {"F1": 0.4, "F2": 0.4, "F4": 0.2}
# One fact that rules a company out is not made up for by the others.
_MOST_WITHOUT: Final = {"F1": 35.0, "F2": 45.0, "F4": 45.0}
_NO_SEAT: Final = 0.72
_AUTHORITY_SHARE: Final = 0.2
_TECHNOLOGY_SCORES: Final = (45.0, 74.0, 85.0, 92.0)


@dataclass(frozen=True, slots=True)
class Fit:
    """Scores 0–100, None where nothing is known. unknown: what would have been judged, had it been known."""

    company: float | None
    role: float | None
    technology: float | None
    timing: float | None
    score: float | None
    parts: tuple[FitPart, ...]
    unknown: tuple[str, ...]


def score_fit(dossier: Dossier, profile: Profile, settings: Settings) -> Fit:
    """The fit of a lead; the words are those of the report."""
    company = tuple(_company_parts(profile, settings.market.employees))
    role = tuple(_role_parts(profile))
    technology = tuple(_technology_parts(profile))
    timing = find_timing(dossier, profile)
    scores = (
        _company_score(company),
        _role_score(role),
        technology[0].score if technology else None,
        _any_of(timing),
    )
    return Fit(
        *scores,
        score=_weighted(scores, settings.fit),
        parts=(*company, *role, *technology, *timing),
        unknown=tuple(_unknown(profile, settings)),
    )


def size_score(employees: float, sizes: Employees) -> float:
    """F1: 100 inside the ideal band, 0 outside min–max, a straight slope from 40 between."""
    if employees < sizes.min or employees > sizes.max:
        return 0.0
    if employees < sizes.ideal_min:
        return 40.0 + 60.0 * (employees - sizes.min) / (sizes.ideal_min - sizes.min)
    if employees > sizes.ideal_max:
        return 40.0 + 60.0 * (sizes.max - employees) / (sizes.max - sizes.ideal_max)
    return 100.0


def _company_parts(profile: Profile, sizes: Employees) -> Iterable[FitPart]:
    account = profile.account
    if account.employees is not None:
        score = size_score(account.employees, sizes)
        yield FitPart("F1", "company", score, f"{account.employees:,.0f} people, {_judged(score, 'size you sell to')}")
    if profile.industry_match is not None:
        score = 100.0 * profile.industry_match
        words = f"{account.industry or profile.industry}, {_judged(score, 'industry you sell to')}"
        yield FitPart("F2", "company", score, words)
    if profile.country_match is not None:
        score = 100.0 if profile.country_match else 0.0
        yield FitPart("F4", "company", score, f"{profile.country}, {_judged(score, 'market you sell in')}")
    if profile.account.target_account:
        yield FitPart("A7", "company", 90.0, "on your target account list")


def _judged(score: float, what: str) -> str:
    """`a size you sell to`, `close to …`, `not …`."""
    article = "an" if what[0] in "aeiou" else "a"
    if score == 0:
        return f"not {article} {what}"
    return f"{article} {what}" if score == 100 else f"close to {article} {what}"


def _company_score(parts: tuple[FitPart, ...]) -> float | None:
    facts = [(part, _COMPANY_WEIGHTS[part.id]) for part in parts if part.id in _COMPANY_WEIGHTS]
    if not facts:
        return None
    match = sum(part.score * weight for part, weight in facts) / sum(weight for _, weight in facts)
    for part, _ in facts:
        if part.score == 0:
            match = min(match, _MOST_WITHOUT[part.id])
    bonus = max((8.0 * (part.score - 50.0) / 50.0 for part in parts if part.id not in _COMPANY_WEIGHTS), default=0.0)
    return min(100.0, match * (_COMPANY_FULL + bonus) / 100.0)


def _role_parts(profile: Profile) -> Iterable[FitPart]:
    person = profile.person
    base = SENIORITY_SCORES.get(person.reading.seniority)
    if base is not None:
        judgement = f"can sit as {spoken(person.seat)}" if person.seat else "no seat on the committee"
        yield FitPart("F6", "role", base if person.seat else base * _NO_SEAT, f"{person.title}: {judgement}")
    if person.reading.authority is not None:
        authority = 100.0 * person.reading.authority
        words = "decides" if authority >= 80 else "has a say" if authority >= 40 else "has little say"
        yield FitPart("F7", "role", authority, words)
    if profile.knows_us:
        text = f"worked at {profile.knows_us}, a customer of yours"
        yield FitPart("F8", "role", 90.0, text, profile.knows_us_from)


def _role_score(parts: tuple[FitPart, ...]) -> float | None:
    """F6 mostly, F7 for a fifth; whoever knows you from an earlier job is moved a third of the way up (F8)."""
    scores = {part.id: part.score for part in parts}
    seat, authority = scores.get("F6"), scores.get("F7")
    if seat is None:
        return None
    role = seat if authority is None else (1.0 - _AUTHORITY_SHARE) * seat + _AUTHORITY_SHARE * authority
    known = scores.get("F8")
    return role if known is None or known <= role else role + (known - role) / 3.0


def _technology_parts(profile: Profile) -> Iterable[FitPart]:
    """F3: what they use that you need, and what you cannot be used with."""
    if profile.blocking:
        yield FitPart("F3", "technology", 10.0, f"uses {listed(profile.blocking)}, with which you cannot be used")
    elif profile.technologies_known:
        found = len(profile.wanted)
        text = f"uses {listed(profile.wanted)}" if found else "none of the technologies you look for"
        yield FitPart("F3", "technology", _TECHNOLOGY_SCORES[min(found, 3)], text)


def _any_of(parts: tuple[FitPart, ...]) -> float | None:
    """Reasons to act now strengthen each other; reasons to wait hold back. None where nothing is known.

    Formula: 100 · (1 − Π(1 − s/100)) over scores s above 50, or the mean of all where none is above.
    """
    if not parts:
        return None
    missed = 1.0
    for part in parts:
        if part.score > 50:
            missed *= 1.0 - part.score / 100.0
    if missed == 1.0:
        return sum(part.score for part in parts) / len(parts)
    waiting = min((part.score for part in parts if part.score < 30), default=None)
    now = 100.0 * (1.0 - missed)
    return now if waiting is None else (now + waiting) / 2.0


def _weighted(scores: tuple[float | None, ...], weights: FitWeights) -> float | None:
    shares = (weights.company, weights.role, weights.technology, weights.timing)
    known = [(score, share) for score, share in zip(scores, shares, strict=True) if score is not None and share > 0]
    return sum(score * share for score, share in known) / sum(share for _, share in known) if known else None


def _unknown(profile: Profile, settings: Settings) -> Iterable[str]:
    if profile.account.employees is None:
        yield "company size"
    if profile.industry is None:
        yield "industry"
    if profile.country is None:
        yield "country"
    if profile.person.reading.seniority == "unknown":
        yield "role"
    if settings.market.technologies and not profile.technologies_known:
        yield "technologies"
