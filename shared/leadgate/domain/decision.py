"""The verdict: probability and rules become sales_ready, nurture, disqualified or review."""

from typing import Final, get_args

from leadgate.domain.assessment import Autonomy, Change, Decision, Rule, Status, Tier
from leadgate.domain.case import Case
from leadgate.domain.confidence import unknowns_of
from leadgate.domain.findings import disqualification_of
from leadgate.domain.rules import DISQUALIFIED, NURTURE, REVIEW, URGENT, Judged, fired_rules, ready_from
from leadgate.domain.settings_judgement import Thresholds, Tiers
from leadgate.domain.whatif import rules_after
from leadgate.domain.words import below, capital

_OVERRIDES: Final[tuple[tuple[str, Status], ...]] = tuple((f"override:{status}", status) for status in get_args(Status))
_MOST_UNKNOWNS: Final = 6
_MOST_CHANGES: Final = 3


def decide(case: Case, judged: Judged, autonomy: Autonomy) -> Decision:
    """An override decides before anything else, a disqualifier before a review, both before the threshold."""
    rules = fired_rules(case, judged)
    thresholds = case.settings.decision.thresholds
    status = status_of(judged.probability, rules, thresholds)
    strong = next((finding for finding in judged.findings if finding.strong), None)
    return Decision(
        status=status,
        tier=tier_of(judged.probability, case.settings.decision.tiers),
        score=round(100.0 * judged.probability),
        confidence=round(judged.confidence, 3),
        autonomy=autonomy,
        rules=(*rules, _threshold_rule(judged.probability, rules, thresholds)),
        unknowns=unknowns_of(case, judged.sure)[:_MOST_UNKNOWNS],
        would_change=_would_change(case, judged, rules, status),
        disqualification=disqualification_of(strong, judged.returns) if strong and status == "disqualified" else None,
    )


def status_of(probability: float, rules: tuple[Rule, ...], thresholds: Thresholds) -> Status:
    effects = [rule.effect for rule in rules]
    for effect, status in _OVERRIDES:
        if effect in effects:
            return status
    if DISQUALIFIED in effects:
        return "disqualified"
    if REVIEW in effects:
        return "review"
    ready = probability >= ready_from(thresholds, urgent=URGENT in effects)
    return "sales_ready" if ready and NURTURE not in effects else "nurture"


def tier_of(probability: float, tiers: Tiers) -> Tier:
    if probability >= tiers.A:
        return "A"
    if probability >= tiers.B:
        return "B"
    return "C" if probability >= tiers.C else "D"


def _threshold_rule(probability: float, rules: tuple[Rule, ...], thresholds: Thresholds) -> Rule:
    threshold = ready_from(thresholds, urgent=any(rule.effect == URGENT for rule in rules))
    if probability >= threshold:
        return Rule(
            "P1", "status:sales_ready", f"conversion {probability:.0%} reaches the threshold of {threshold:.0%}"
        )
    return Rule("P1", NURTURE, f"conversion {below(probability, threshold)} is below the threshold of {threshold:.0%}")


def _would_change(case: Case, judged: Judged, rules: tuple[Rule, ...], status: Status) -> tuple[Change, ...]:
    """The single changes that would give another verdict, the nearest first."""
    if any(rule.effect.startswith("override:") for rule in rules):
        return ()
    if status == "disqualified":
        return judged.returns[:_MOST_CHANGES]
    thresholds = case.settings.decision.thresholds
    changes = [
        (
            abs(probability - judged.probability),
            Change(capital(text), status_of(probability, rules_after(text, case, rules), thresholds)),
        )
        for text, probability in judged.what_ifs
    ]
    flips = [change for _, change in sorted(changes, key=lambda pair: pair[0]) if change.to != status]
    return (*_without_rules(judged, rules, status, thresholds), *flips)[:_MOST_CHANGES]


def _without_rules(
    judged: Judged, rules: tuple[Rule, ...], status: Status, thresholds: Thresholds
) -> tuple[Change, ...]:
    """Were it not for one rule, the verdict would be another."""
    changes = []
    for rule in rules:
        if rule.effect in (REVIEW, NURTURE):
            others = tuple(other for other in rules if other is not rule)
            other_status = status_of(judged.probability, others, thresholds)
            if other_status != status:
                changes.append(Change(f"Without this: {rule.text}", other_status))
    return tuple(changes)
