"""B: named behaviours found in a case, each with its evidence, its strength and one sentence that a rep believes.

A pattern's strength comes from the measured features, so that a million leads are judged by the same numbers; its
words and evidence are made only when it is found.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from leadgate.domain.assessment import Pattern
from leadgate.domain.case import Case, ids
from leadgate.domain.disqualification import Finding
from leadgate.domain.signals import Signal
from leadgate.domain.words import counted, days_ago, duration, listed, page_name, spoken


@dataclass(frozen=True, slots=True)
class Found:
    """What a pattern's function gives: strength 0–1, the sentence, the evidence oldest first."""

    strength: float
    text: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PatternRule:
    """An entry of the table. buying: it speaks for a purchase, else against one."""

    id: str
    name: str
    buying: bool
    find: Callable[[Case], Found | None]


def find_patterns(case: Case, findings: tuple[Finding, ...]) -> tuple[Pattern, ...]:
    """All that hold, those that speak for a purchase first, the strongest first. findings: the disqualifiers (B9)."""
    off = case.settings.patterns.off
    found = [(rule, rule.find(case)) for rule in PATTERNS if rule.id not in off]
    found.append((_DISQUALIFIER, _disqualifier(findings) if _DISQUALIFIER.id not in off else None))
    held = [(rule, what) for rule, what in found if what is not None]
    held.sort(key=lambda pair: (not pair[0].buying, -pair[1].strength, pair[0].id))
    return tuple(Pattern(rule.id, rule.name, round(what.strength, 3), what.text, what.evidence) for rule, what in held)


def find_burst(case: Case) -> Found | None:
    """B1: far more active lately than the lead's own pace before."""
    limits = case.settings.patterns.burst
    surprise = case.amount("burst_surprise")
    if surprise < limits.surprise:
        return None
    recent = case.touches_in(0.0, limits.window_days)
    before = case.touches_in(limits.window_days, limits.window_days + limits.baseline_days)
    earlier = "the month" if limits.baseline_days == 30 else f"the {limits.baseline_days:g} days"
    text = (
        f"{counted(len(recent), 'touch', 'touches')} in {limits.window_days:g} days, {len(before)} in {earlier} before"
    )
    return Found(saturated(surprise, limits.surprise), text, ids(recent))


def find_progression(case: Case) -> Found | None:
    """B2: from educational to evaluation, pricing and implementation content, in that order in time."""
    progress = case.measure("funnel_progress")
    if progress is None or progress < 0.3:
        return None
    read = case.in_stage("educational", "evaluation", "competitive", "pricing", "implementation")
    stage_of = case.settings.content.stage_of
    order = tuple(dict.fromkeys(stage for stage in map(stage_of, read) if stage))
    deepest = max(case.in_stage("evaluation", "pricing", "implementation"), key=_seconds, default=None)
    depth = f", {duration(_seconds(deepest))} on {page_name(deepest)}" if deepest and _seconds(deepest) else ""
    return Found(progress, f"moved from {' to '.join(order[:4])} content{depth}", ids(read))


def find_stakeholders(case: Case) -> Found | None:
    """B3: several people of the account, by function and seniority."""
    engaged = case.engaged_colleagues
    if not engaged:
        return None
    seats = case.amount("seats_engaged")
    newest = sorted(engaged.items(), key=lambda item: case.age_days(item[1][-1]))
    who = listed([_who_did_what(case, lead_id, signals) for lead_id, signals in newest], most=2)
    evidence = tuple(sorted((s for signals in engaged.values() for s in signals), key=lambda s: (s.occurred_at, s.id)))
    strength = saturated(0.6 * len(engaged) + 0.8 * seats, 1.0)
    return Found(strength, f"{counted(len(engaged), 'colleague')} active too: {who}", ids(evidence))


def find_comparison(case: Case) -> Found | None:
    """B4: compares us with others: comparison pages, competitor research, review sites."""
    if case.amount("comparison") < 0.4:
        return None
    pages = case.in_stage("competitive")
    elsewhere = (*case.dossier.every("competitor_research"), *case.dossier.every("review_site_visit"))
    evidence = tuple(sorted((*pages, *elsewhere), key=lambda s: (s.occurred_at, s.id)))
    names = dict.fromkeys(s.text("competitor") or s.text("site") or page_name(s) for s in evidence)
    return Found(saturated(case.amount("comparison"), 1.0), f"compares vendors: {listed(list(names))}", ids(evidence))


def find_implementation(case: Case) -> Found | None:
    """B5: busy with how it would be put to work: integration docs, security questionnaire, implementation guides."""
    read = case.in_stage("implementation")
    recent = tuple(signal for signal in read if case.age_days(signal) <= case.settings.patterns.engaged.days)
    if len(recent) < case.settings.patterns.implementation.minimum_pages:
        return None
    names = listed(list(dict.fromkeys(page_name(s) for s in reversed(recent))))
    return Found(
        saturated(case.amount("implementation_interest"), 2.0), f"reads how to implement: {names}", ids(recent)
    )


def find_top_funnel(case: Case) -> Found | None:
    """B7: everything it read only educates, and it asked for nothing."""
    if case.measure("top_funnel_share") != 1.0 or case.amount("form_intent") > 0.5:
        return None
    read = case.in_stage("educational")
    if len(case.touches) < case.settings.patterns.top_funnel.minimum_touches:
        return None
    return Found(0.6, f"{counted(len(case.touches), 'touch', 'touches')}, all of them educational", ids(read))


def _disqualifier(findings: tuple[Finding, ...]) -> Found | None:
    """B9: somebody who is known not to buy."""
    if not findings:
        return None
    first = findings[0]
    return Found(1.0 if first.strong else 0.5, first.text, first.signals)


def find_sporadic(case: Case) -> Found | None:
    """B6: the same few touches scattered over many months."""
    if not case.amount("sporadic"):
        return None
    months = case.age_days(case.touches[0]) / 30.4
    return Found(
        0.8, f"only {counted(len(case.touches), 'touch', 'touches')} over {months:.0f} months", ids(case.touches)
    )


def find_isolation(case: Case) -> Found | None:
    """B8: active itself, but nobody else of its company is."""
    if not case.amount("alone") or not case.profile.account.id:
        return None
    return Found(0.4, "nobody else of the company has been active", ())


def find_bounce(case: Case) -> Found | None:
    """B10: pricing left within the limit every time, nothing else read for longer.

    None also when no pricing view was timed: unknown is not zero.
    """
    if not case.amount("pricing_bounce"):
        return None
    views = tuple(signal for signal in case.in_stage("pricing") if signal.number("seconds") is not None)
    limit = case.settings.patterns.bounce.under_seconds
    visits = counted(len(views), "pricing visit")
    return Found(1.0, f"{visits}, all under {limit:g} s, nothing read in depth", ids(views))


def saturated(value: float, typical: float) -> float:
    """0 at 0, 0.63 at `typical`, towards 1 beyond: 1 − exp(−value / typical)."""
    return 1.0 - math.exp(-max(value, 0.0) / typical)


PATTERNS: Final[tuple[PatternRule, ...]] = (
    PatternRule("B1", "concentrated_activity", True, find_burst),
    PatternRule("B2", "bottom_funnel_progression", True, find_progression),
    PatternRule("B3", "multi_stakeholder_engagement", True, find_stakeholders),
    PatternRule("B4", "competitive_research", True, find_comparison),
    PatternRule("B5", "implementation_focus", True, find_implementation),
    PatternRule("B6", "sporadic", False, find_sporadic),
    PatternRule("B7", "top_funnel_only", False, find_top_funnel),
    PatternRule("B8", "single_contact_isolation", False, find_isolation),
    PatternRule("B10", "bounce", False, find_bounce),
)
_DISQUALIFIER: Final = PatternRule("B9", "known_disqualifier", False, lambda _: None)


def _seconds(signal: Signal) -> float:
    return signal.number("seconds") or 0.0


def _who_did_what(case: Case, lead_id: str, signals: tuple[Signal, ...]) -> str:
    person, last = case.people[lead_id], signals[-1]
    who = person.title or spoken(person.seat) or "a colleague"
    stage = case.settings.content.stage_of(last) if last.kind in ("page_view", "content_download") else None
    where = f" on {stage}" if stage else f" ({spoken(last.kind)})"
    return f"{who}{where} {days_ago(case.age_days(last))}"
