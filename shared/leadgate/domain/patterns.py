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
from leadgate.domain.content import ASKING_FORMS, STAGED_KINDS
from leadgate.domain.findings import Finding
from leadgate.domain.signals import Signal, in_order
from leadgate.domain.words import counted, days_ago, duration, listed, page_name, spoken

# The stages on the way down, in words.
_FUNNEL: Final = {
    "educational": "educational",
    "evaluation": "evaluation",
    "competitive": "comparison",
    "pricing": "pricing",
    "implementation": "implementation",
}
_ASKED: Final = {"contact_sales": "request to talk to sales"}
_ACTIVE_TOUCHES: Final = 3
_HALF_A_YEAR_DAYS: Final = 180.0


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
    recent = case.interest_in(0.0, limits.window_days)
    before = case.interest_in(limits.window_days, limits.window_days + limits.baseline_days)
    earlier = "the month" if limits.baseline_days == 30 else f"the {limits.baseline_days:g} days"
    text = (
        f"{counted(len(recent), 'touch', 'touches')} in {limits.window_days:g} days, {len(before)} in {earlier} before"
    )
    return Found(saturated(surprise, limits.surprise), text, ids(recent))


def find_progression(case: Case) -> Found | None:
    """B2: from educational to evaluation, pricing and implementation content, in that order in time, of late."""
    progress = case.measure("funnel_progress")
    if progress is None or progress < 0.3:
        return None
    steps = tuple(signal for signal in case.interest if case.stage_of(signal) in _FUNNEL)
    if case.age_days(steps[-1]) > case.settings.patterns.engaged.days:
        return None
    deepest = max(case.read_in("evaluation", "pricing", "implementation"), key=_seconds, default=None)
    depth = f", {duration(_seconds(deepest))} on {page_name(deepest)}" if deepest and _seconds(deepest) else ""
    return Found(progress, f"moved from {_way(case, steps)}{depth}", ids(steps))


def _way(case: Case, steps: tuple[Signal, ...]) -> str:
    """`educational to evaluation and pricing content`, `evaluation content to a demo request`."""
    asked = [signal.text("form") for signal in steps if signal.text("form") in ASKING_FORMS]
    stages = {case.stage_of(signal) for signal in steps if signal.text("form") not in ASKING_FORMS}
    first, *others = [words for stage, words in _FUNNEL.items() if stage in stages]
    way = f"{first} to {listed(others, most=4)} content" if others else f"{first} content"
    if not asked:
        return way
    return f"{way}{', then' if others else ' to'} a {_ASKED.get(asked[-1], spoken(asked[-1]))}"


def find_stakeholders(case: Case) -> Found | None:
    """B3: several people of the account, by function and seniority."""
    engaged = case.engaged_colleagues
    if not engaged:
        return None
    seats = case.amount("seats_engaged")
    newest = sorted(engaged.items(), key=lambda item: case.age_days(item[1][-1]))
    who = listed([_who_did_what(case, lead_id, signals) for lead_id, signals in newest], most=2)
    evidence = in_order(s for signals in engaged.values() for s in signals)
    strength = saturated(0.6 * len(engaged) + 0.8 * seats, 1.0)
    return Found(strength, f"{counted(len(engaged), 'colleague')} active too: {who}", ids(evidence))


def find_comparison(case: Case) -> Found | None:
    """B4: compares us with others: comparison pages, competitor research, review sites."""
    if case.amount("comparison") < 0.4:
        return None
    pages = case.read_in("competitive")
    elsewhere = (*case.dossier.every("competitor_research"), *case.dossier.every("review_site_visit"))
    evidence = in_order((*pages, *elsewhere))
    names = dict.fromkeys(map(_what_is_compared, evidence))
    return Found(saturated(case.amount("comparison"), 1.0), f"compares vendors: {listed(list(names))}", ids(evidence))


def _what_is_compared(signal: Signal) -> str:
    if signal.kind == "competitor_research":
        return signal.text("competitor") or "another vendor"
    return signal.text("site") or "a review site" if signal.kind == "review_site_visit" else page_name(signal)


def find_implementation(case: Case) -> Found | None:
    """B5: busy with how it would be put to work: integration docs, security questionnaire, implementation guides.

    A customer who reads the manual uses what it bought, unless it asks for more.
    """
    if case.is_customer and case.amount("form_intent") <= 0.5:
        return None
    recent = case.lately(case.read_in("implementation"), case.settings.patterns.engaged.days)
    if len(recent) < case.settings.patterns.implementation.minimum_pages:
        return None
    names = listed(list(dict.fromkeys(map(page_name, reversed(recent)))))
    return Found(
        saturated(case.amount("implementation_interest"), 2.0), f"reads how to implement: {names}", ids(recent)
    )


def find_top_funnel(case: Case) -> Found | None:
    """B7: everything it read in the last half year only educates, and it asked for nothing."""
    if not case.amount("educational_only") or case.amount("form_intent") > 0.5:
        return None
    recent = case.lately(case.interest, _HALF_A_YEAR_DAYS)
    read = tuple(signal for signal in recent if case.stage_of(signal) == "educational")
    return Found(0.6, f"{counted(len(read), 'touch', 'touches')} with content, all of it educational", ids(read))


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
    months = counted(max(1.0, case.age_days(case.interest[0]) / 30.4), "month")
    touches = counted(len(case.interest), "touch", "touches")
    return Found(0.8, f"only {touches} over {months}", ids(case.interest))


def find_isolation(case: Case) -> Found | None:
    """B8: active itself, but nobody else of its company is."""
    if not case.amount("alone") or not case.profile.account.id or len(case.interest) < _ACTIVE_TOUCHES:
        return None
    return Found(0.4, "nobody else of the company has been active", ())


def find_bounce(case: Case) -> Found | None:
    """B10: pricing left within the limit every time, nothing else read for longer.

    None also when no pricing view was timed: unknown is not zero.
    """
    if not case.amount("pricing_bounce"):
        return None
    views = tuple(signal for signal in case.in_stage("pricing") if case.is_glance(signal))
    limit = f"under {case.settings.patterns.bounce.under_seconds:g} s"
    visits = f"1 pricing visit, {limit}" if len(views) == 1 else f"{len(views)} pricing visits, all {limit}"
    return Found(1.0, f"{visits}, nothing read in depth", ids(views))


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
PATTERN_IDS: Final = frozenset({_DISQUALIFIER.id, *(rule.id for rule in PATTERNS)})


def _seconds(signal: Signal) -> float:
    return signal.number("seconds") or 0.0


def _who_did_what(case: Case, lead_id: str, signals: tuple[Signal, ...]) -> str:
    person, last = case.people[lead_id], signals[-1]
    who = person.title or spoken(person.seat) or "a colleague"
    stage = case.stage_of(last) if last.kind in STAGED_KINDS else None
    where = f" on {stage}" if stage else f" ({spoken(last.kind)})"
    return f"{who}{where} {days_ago(case.age_days(last))}"
