"""F: how well the company and the person fit what is sold, each part 0–100 or None where unknown.

A full match of company facts gives 92; the rest up to 100 is for growth and for target accounts. Parts that are
unknown drop out of the mean instead of counting as zero.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from leadgate.domain.dossier import Dossier
from leadgate.domain.profile import Profile
from leadgate.domain.reading import parse_instant
from leadgate.domain.settings import Employees, FitWeights, Settings
from leadgate.domain.signals import Signal

SENIORITY_SCORES: Final = {
    "c_level": 95.0,
    "vp": 93.0,
    "director": 88.0,
    "manager": 72.0,
    "senior": 55.0,
    "individual": 40.0,
    "intern": 10.0,
    "student": 5.0,
    "retired": 5.0,
}
_COMPANY_FULL: Final = 92.0
_NO_SEAT: Final = 0.72
_GROWTH_NEWS: Final = frozenset({"funding", "expansion", "acquisition"})
_NEWS_DAYS: Final = 180
_RENEWAL_DAYS: Final = 270


@dataclass(frozen=True, slots=True)
class FitPart:
    """One criterion: its id (F1 …), the part of fit it belongs to, the score, and why in words."""

    id: str
    group: str
    score: float
    text: str
    signals: tuple[str, ...] = ()


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
    size = _size_part(profile, settings.market.employees)
    industry = _industry_part(profile)
    geography = _geography_part(profile)
    growth = _growth_part(dossier, profile)
    role = _role_part(profile)
    technology = _technology_part(profile)
    timing = tuple(_timing_parts(dossier, profile))
    company = _company_score(size, industry, geography, growth)
    parts = tuple(part for part in (size, industry, geography, growth, role, technology, *timing) if part)
    timing_score = _any_of(part.score for part in timing)
    scores = (company, _score(role), _score(technology), timing_score)
    return Fit(*scores, score=_weighted(scores, settings.fit), parts=parts, unknown=tuple(_unknown(profile, settings)))


def size_score(employees: float, sizes: Employees) -> float:
    """F1: 100 inside the ideal band, 0 outside min–max, a straight slope between."""
    if employees < sizes.min or employees > sizes.max:
        return 0.0
    if employees < sizes.ideal_min:
        return 40.0 + 60.0 * (employees - sizes.min) / (sizes.ideal_min - sizes.min)
    if employees > sizes.ideal_max:
        return 40.0 + 60.0 * (sizes.max - employees) / (sizes.max - sizes.ideal_max)
    return 100.0


def _size_part(profile: Profile, sizes: Employees) -> FitPart | None:
    employees = profile.account.employees
    if employees is None:
        return None
    score = size_score(employees, sizes)
    judgement = (
        "the size you sell to"
        if score == 100
        else "at the edge of what you sell to"
        if score
        else "not a size you sell to"
    )
    return FitPart("F1", "company", score, f"{employees:,.0f} people, {judgement}")


def _industry_part(profile: Profile) -> FitPart | None:
    match = profile.industry_match
    if match is None:
        return None
    judgement = (
        "an industry you sell to"
        if match == 1
        else "close to what you sell to"
        if match
        else "not an industry you sell to"
    )
    return FitPart("F2", "company", 100.0 * match, f"{profile.account.industry or profile.industry}, {judgement}")


def _geography_part(profile: Profile) -> FitPart | None:
    if profile.country_match is None:
        return None
    judgement = "a market you sell in" if profile.country_match else "not a market you sell in"
    return FitPart("F4", "company", 100.0 if profile.country_match else 0.0, f"{profile.country}, {judgement}")


def _growth_part(dossier: Dossier, profile: Profile) -> FitPart | None:
    news = tuple(s for s in recent_news(dossier, dossier.as_of) if s.text("type") in _GROWTH_NEWS)
    if news:
        return FitPart("F5", "company", 100.0, f"growing: {_headline(news[-1])}", tuple(s.id for s in news))
    if any(s.text("type") == "layoffs" for s in recent_news(dossier, dossier.as_of)):
        return FitPart("F5", "company", 20.0, "shrinking: layoffs in the news")
    return FitPart("F5", "company", 90.0, "on your target account list") if profile.account.target_account else None


def _company_score(
    size: FitPart | None, industry: FitPart | None, geography: FitPart | None, growth: FitPart | None
) -> float | None:
    weighed = [(part.score, weight) for part, weight in ((size, 0.4), (industry, 0.4), (geography, 0.2)) if part]
    if not weighed:
        return None
    match = sum(score * weight for score, weight in weighed) / sum(weight for _, weight in weighed)
    if size is not None and size.score == 0:
        match = min(match, 35.0)
    if industry is not None and industry.score == 0:
        match = min(match, 45.0)
    if geography is not None and geography.score == 0:
        match = min(match, 45.0)
    bonus = 0.0 if growth is None else 8.0 * (growth.score - 50.0) / 50.0
    return max(0.0, min(100.0, match * _COMPANY_FULL / 100.0 + bonus * match / 100.0))


def _role_part(profile: Profile) -> FitPart | None:
    person = profile.person
    base = SENIORITY_SCORES.get(person.reading.seniority)
    if base is None:
        return None
    seat = person.seat.replace("_", " ")
    score = base if seat else base * _NO_SEAT
    judgement = f"can sit as {seat}" if seat else "no seat on the committee"
    return FitPart("F6", "role", score, f"{person.title}: {judgement}")


def _technology_part(profile: Profile) -> FitPart | None:
    if profile.blocking:
        return FitPart("F3", "technology", 10.0, f"uses {_listed(profile.blocking)}, with which you cannot be used")
    if not profile.technologies_known:
        return None
    found = len(profile.wanted)
    score = (45.0, 74.0, 85.0, 92.0)[min(found, 3)]
    text = f"uses {_listed(profile.wanted)}" if found else "none of the technologies you look for"
    return FitPart("F3", "technology", score, text)


def _timing_parts(dossier: Dossier, profile: Profile) -> Iterable[FitPart]:
    news = recent_news(dossier, dossier.as_of)
    initiatives = tuple(s for s in news if s.text("type") == "initiative")
    if initiatives:
        text = f"initiative announced: {_headline(initiatives[-1])}"
        yield FitPart("F14", "timing", 85.0, text, tuple(s.id for s in initiatives))
    changes = tuple(s for s in news if s.text("type") == "leadership_change")
    if changes:
        who = changes[-1].text("person_title") or _headline(changes[-1])
        text = f"new {who} {_ago(dossier.as_of - changes[-1].occurred_at)}"
        yield FitPart("F15", "timing", 80.0, text, tuple(s.id for s in changes))
    yield from _fiscal_part(dossier.as_of.date(), profile.account.fiscal_year_end_month)
    yield from _renewal_part(dossier)


def _fiscal_part(today: date, month: int | None) -> Iterable[FitPart]:
    """F12: money is spent in the last quarter of a fiscal year and planned in the first month of the next."""
    if month is None:
        return
    months_left = (month - today.month) % 12
    score, words = 50.0, f"fiscal year ends in {months_left} months"
    if months_left <= 2:
        score, words = 75.0, f"last quarter of the fiscal year ({months_left} months left)"
    elif months_left == 11:
        score, words = 65.0, "fiscal year just began"
    yield FitPart("F12", "timing", score, words)


def _renewal_part(dossier: Dossier) -> Iterable[FitPart]:
    """F13: the contract that renews next; one that renewed in the past is over."""
    coming: list[tuple[float, Signal]] = []
    for signal in dossier.every("contract"):
        renews_at = parse_instant(signal.properties.get("renews_on"))
        days = (renews_at - dossier.as_of).total_seconds() / 86_400 if renews_at else -1.0
        if 0 <= days <= _RENEWAL_DAYS:
            coming.append((days, signal))
    if coming:
        days, signal = min(coming, key=lambda pair: (pair[0], pair[1].id))
        vendor = signal.text("vendor") or "another vendor"
        score = 85.0 if days <= 120 else 65.0
        yield FitPart("F13", "timing", score, f"contract with {vendor} renews in {days:.0f} days", (signal.id,))


def recent_news(dossier: Dossier, as_of: datetime) -> tuple[Signal, ...]:
    """News that still means something at `as_of`, oldest first."""
    since = as_of - timedelta(days=_NEWS_DAYS)
    return tuple(signal for signal in dossier.every("news") if signal.occurred_at >= since)


def _any_of(scores: Iterable[float]) -> float | None:
    """Several reasons to act now strengthen each other: 100 · (1 − Π(1 − s/100)); None for none."""
    missed, found = 1.0, False
    for score in scores:
        missed, found = missed * (1.0 - score / 100.0), True
    return 100.0 * (1.0 - missed) if found else None


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


def _score(part: FitPart | None) -> float | None:
    return None if part is None else part.score


def _headline(signal: Signal) -> str:
    return signal.text("headline") or signal.text("type").replace("_", " ")


def _ago(span: timedelta) -> str:
    days = span.days
    if days < 14:
        return "today" if days == 0 else f"{days} days ago"
    return f"{round(days / 7)} weeks ago" if days < 84 else f"{round(days / 30)} months ago"


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
