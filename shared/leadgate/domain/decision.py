"""The verdict: probability, rules and what is unknown become sales_ready, nurture, disqualified or review."""

from collections.abc import Mapping
from dataclasses import dataclass

from leadgate.domain.assessment import Autonomy, Change, Decision, Pattern, Rule, Status, Tier
from leadgate.domain.case import Case
from leadgate.domain.disqualification import Finding, disqualification_of
from leadgate.domain.settings_judgement import Tiers

# Only what would be asked next: an unknown that no answer could change is not worth a rep's line.
_IMPORTANT_UNKNOWNS = 6


@dataclass(frozen=True, slots=True)
class Judged:
    """What the verdict is made from: the probability, how sure we are, and what was found."""

    probability: float
    confidence: float
    patterns: tuple[Pattern, ...]
    findings: tuple[Finding, ...]
    autonomy: Autonomy


def decide(case: Case, judged: Judged) -> Decision:
    """The first rule that holds gives the status; every rule that holds is listed."""
    rules = (*_disqualifying(judged), *_reviewing(case, judged), *_holding_back(case, judged))
    status = _status(case, judged, rules)
    strong = judged.findings[0] if status == "disqualified" else None
    return Decision(
        status=status,
        tier=tier_of(judged.probability, case.settings.decision.tiers),
        score=round(100.0 * judged.probability),
        confidence=round(judged.confidence, 3),
        autonomy=judged.autonomy,
        rules=rules or (_threshold_rule(case, judged, status),),
        unknowns=unknowns_of(case)[:_IMPORTANT_UNKNOWNS],
        would_change=_would_change(case, judged, status),
        disqualification=disqualification_of(strong) if strong else None,
    )


def tier_of(probability: float, tiers: Tiers) -> Tier:
    if probability >= tiers.A:
        return "A"
    if probability >= tiers.B:
        return "B"
    return "C" if probability >= tiers.C else "D"


def confidence_of(case: Case) -> float:
    """P6: 0–1, how much of what matters is known, weighed, and how fresh it is.

    Never rises when something becomes unknown: each fact adds its share and nothing else does.
    """
    facts: Mapping[str, tuple[float, bool]] = {
        "company": (0.2, case.fit.company is not None),
        "role": (0.2, case.fit.role is not None),
        "address": (0.1, bool(case.profile.person.email_class)),
        "technology": (0.05, case.fit.technology is not None),
        "colleagues": (0.1, bool(case.profile.colleagues)),
    }
    known = sum(share for share, is_known in facts.values() if is_known)
    touches = len(case.touches)
    seen = 0.35 * (1.0 - 0.5 ** (touches / 3.0)) * _freshness(case)
    return min(1.0, known + seen)


def unknowns_of(case: Case) -> tuple[str, ...]:
    """What would be judged if it were known, the most telling first."""
    unknown = list(case.fit.unknown)
    if not case.profile.person.email_class:
        unknown.append("e-mail address")
    if not case.touches:
        unknown.append("any activity of the lead itself")
    if not case.profile.colleagues:
        unknown.append("other people of the company")
    return tuple(unknown)


def _freshness(case: Case) -> float:
    """1 for a touch today, 0.5 after a quarter."""
    return float(2.0 ** (-case.age_days(case.touches[-1]) / 90.0)) if case.touches else 0.0


def _status(case: Case, judged: Judged, rules: tuple[Rule, ...]) -> Status:
    effects = {rule.effect for rule in rules}
    if "status:disqualified" in effects:
        return "disqualified"
    if "status:review" in effects:
        return "review"
    ready = judged.probability >= case.settings.decision.thresholds.sales_ready
    return "sales_ready" if ready and "status:nurture" not in effects else "nurture"


def _disqualifying(judged: Judged) -> tuple[Rule, ...]:
    return tuple(Rule(finding.id, "status:disqualified", finding.text) for finding in judged.findings if finding.strong)


def _reviewing(case: Case, judged: Judged) -> tuple[Rule, ...]:
    """Weak disqualifiers, and leads that would be ready if only more were known of them."""
    rules = [Rule(finding.id, "status:review", finding.text) for finding in judged.findings if not finding.strong]
    thresholds = case.settings.decision.thresholds
    if judged.probability >= thresholds.sales_ready and judged.confidence < thresholds.minimum_confidence:
        text = f"too little is known (confidence {judged.confidence:.2f}, {thresholds.minimum_confidence:.2f} needed)"
        rules.append(Rule("P6", "status:review", text))
    return tuple(rules)


def _holding_back(case: Case, judged: Judged) -> tuple[Rule, ...]:
    """What keeps a probable lead from sales."""
    rules = []
    fit, minimum = case.fit.score, case.settings.market.minimum_fit
    if fit is not None and fit < minimum:
        rules.append(Rule("F", "status:nurture", f"fit {fit:.0f} is below the minimum of {minimum:g}"))
    against = {pattern.id: pattern for pattern in judged.patterns}
    if "B10" in against and "B6" in against:
        rules.append(Rule("B10", "status:nurture", f"{against['B10'].text}; {against['B6'].text}"))
    return tuple(rules)


def _threshold_rule(case: Case, judged: Judged, status: Status) -> Rule:
    threshold = case.settings.decision.thresholds.sales_ready
    side = "reaches" if status == "sales_ready" else "is below"
    text = f"conversion {judged.probability:.0%} {side} the threshold of {threshold:.0%}"
    return Rule("P1", f"status:{status}", text)


def _would_change(case: Case, judged: Judged, status: Status) -> tuple[Change, ...]:
    """The single changes nearest at hand that would give another verdict."""
    if status == "disqualified":
        return tuple(Change(what, "review") for what in disqualification_of(judged.findings[0]).watch_for)
    changes = []
    fit, minimum = case.fit.score, case.settings.market.minimum_fit
    ready = judged.probability >= case.settings.decision.thresholds.sales_ready
    if status == "nurture" and ready and fit is not None and fit < minimum:
        changes.append(Change(f"fit of {minimum:g} or more (it is {fit:.0f})", "sales_ready"))
    if status == "review":
        changes.append(Change("a person confirms that this is a buyer", "sales_ready" if ready else "nurture"))
    return tuple(changes)
