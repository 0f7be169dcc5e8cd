"""What a case may expect of its assessment: a table of checks, each giving the problem in words, or nothing."""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from leadgate.domain.assessment import Assessment, MoneyRange, Range, Stakeholder

Judged = Mapping[str, Assessment]
Check = Callable[[Assessment, Any, Judged], str]
CLEARLY_LOG_ODDS = 0.1  # so far apart are two leads of which one is called better


def _conversion(a: Assessment) -> float:
    return a.prediction.conversion_probability


def _end(span: Range | MoneyRange | None, name: Literal["low", "median", "high"]) -> float | None:
    return None if span is None else float(getattr(span, name))


MEASURES: Mapping[str, Callable[[Assessment], float | None]] = {
    "conversion": _conversion,
    "close": lambda a: a.prediction.close_probability,
    "confidence": lambda a: a.decision.confidence,
    "days": lambda a: _end(a.prediction.timeline_days, "median"),
    "days_low": lambda a: _end(a.prediction.timeline_days, "low"),
    "days_high": lambda a: _end(a.prediction.timeline_days, "high"),
    "deal": lambda a: _end(a.prediction.deal_size, "median"),
    "deal_low": lambda a: _end(a.prediction.deal_size, "low"),
    "deal_high": lambda a: _end(a.prediction.deal_size, "high"),
    "behavior": lambda a: a.layers.behavior.score,
    "fit": lambda a: a.layers.fit.score,
    "company": lambda a: a.layers.fit.company,
    "role": lambda a: a.layers.fit.role,
    "technology": lambda a: a.layers.fit.technology,
    "timing": lambda a: a.layers.fit.timing,
    "intent": lambda a: a.layers.intent.score,
    "first_party": lambda a: a.layers.intent.first_party,
    "third_party": lambda a: a.layers.intent.third_party,
    "relationship": lambda a: a.layers.relationship.score,
    "account": lambda a: a.account.score,
}


def problems(case_id: str, expect: Mapping[str, Any], judged: Judged) -> list[str]:
    """What the assessment gets wrong. Raises KeyError for an expectation that does not exist."""
    found = (CHECKS[name](judged[case_id], wanted, judged) for name, wanted in expect.items())
    return [problem for problem in found if problem]


def gist(assessment: Assessment) -> str:
    """The assessment in few lines: decision, patterns, rules, the strongest reasons."""
    decision = assessment.decision
    gone = decision.disqualification
    reasons = [r for r in assessment.reasons if r.layer != "baseline"][:6]
    return "\n".join(
        (
            f"{decision.status} {decision.tier}, p {_conversion(assessment):.2f}, confidence {decision.confidence:.2f}"
            + (f", {gone.category} → {gone.action}" if gone else ""),
            "patterns: " + (", ".join(f"{p.id} ({p.text})" for p in assessment.patterns) or "none"),
            "rules: " + (", ".join(f"{rule.id} {rule.effect}" for rule in decision.rules) or "none"),
            *(f"{reason.effect:+.2f} {reason.layer}: {reason.text}" for reason in reasons),
        )
    )


def everything_said(assessment: Assessment) -> str:
    """All the words a rep reads, in one text."""
    decision, advice = assessment.decision, assessment.recommendation
    said: Iterable[str] = (
        *(p.text for p in assessment.patterns),
        *(r.text for r in assessment.reasons),
        *(r.text for r in decision.rules),
        *(c.text for c in decision.would_change),
        *advice.talking_points,
        *advice.alerts,
        advice.approach,
    )
    return "\n".join(said).lower()


def _one_of(name: str, value: Callable[[Assessment], str]) -> Check:
    def check(assessment: Assessment, wanted: str | list[str], _: Judged) -> str:
        allowed = [wanted] if isinstance(wanted, str) else wanted
        got = value(assessment)
        return "" if got in allowed else f"{name} is {got or 'none'!r}, not {' or '.join(a or 'none' for a in allowed)}"

    return check


def _equal(name: str, value: Callable[[Assessment], object]) -> Check:
    def check(assessment: Assessment, wanted: object, _: Judged) -> str:
        got = value(assessment)
        return "" if got == wanted else f"{name} is {got}, not {wanted}"

    return check


def _patterns(there: bool) -> Check:
    def check(assessment: Assessment, wanted: list[str], _: Judged) -> str:
        found = {p.id for p in assessment.patterns}
        wrong = [id_ for id_ in wanted if (id_ in found) is not there]
        return "" if not wrong else f"{', '.join(wrong)} {'not found' if there else 'found'}"

    return check


def _between(assessment: Assessment, wanted: Mapping[str, list[float]], _: Judged) -> str:
    wrong = []
    for name, (low, high) in wanted.items():
        got = MEASURES[name](assessment)
        if got is None or not low <= got <= high:
            wrong.append(f"{name} is {'unknown' if got is None else f'{got:.4g}'}, not {low:g}–{high:g}")
    return "; ".join(wrong)


def _compared(sign: int) -> Check:
    def check(assessment: Assessment, wanted: Mapping[str, str], judged: Judged) -> str:
        wrong = []
        for name, other in wanted.items():
            mine, theirs = MEASURES[name](assessment), MEASURES[name](judged[other])
            if mine is None or theirs is None or sign * (mine - theirs) <= 0:
                wrong.append(f"{name} is {mine}, {theirs} for {other}")
        return "; ".join(wrong)

    return check


def _likelier(sign: int) -> Check:
    """Conversion is clearly likelier (sign 1) or less likely (−1) than the other cases'."""

    def check(assessment: Assessment, wanted: str | list[str], judged: Judged) -> str:
        others = [wanted] if isinstance(wanted, str) else wanted
        mine = _log_odds(assessment)
        wrong = [o for o in others if sign * (mine - _log_odds(judged[o])) < CLEARLY_LOG_ODDS]
        told = (f"{_conversion(judged[o]):.3f} for {o}" for o in wrong)
        side = "above" if sign > 0 else "below"
        return f"p {_conversion(assessment):.3f} is not clearly {side} {', '.join(told)}" if wrong else ""

    return check


def _log_odds(assessment: Assessment) -> float:
    p = min(max(_conversion(assessment), 1e-9), 1 - 1e-9)
    return math.log(p / (1 - p))


def _close_to(assessment: Assessment, wanted: Mapping[str, Any], judged: Judged) -> str:
    mine, theirs = _conversion(assessment), _conversion(judged[wanted["case"]])
    return (
        "" if abs(mine - theirs) <= wanted["within"] else f"p {mine:.3f} is not near {theirs:.3f} of {wanted['case']}"
    )


def _surer(sign: int) -> Check:
    return lambda a, other, judged: _compared(sign)(a, {"confidence": other}, judged)


def _unknown(assessment: Assessment, wanted: list[str], _: Judged) -> str:
    known = {name: MEASURES[name](assessment) for name in wanted}
    return "; ".join(f"{name} is {value}, not unknown" for name, value in known.items() if value is not None)


def _cited(assessment: Assessment) -> frozenset[str]:
    """Ids of signals that a reason for a purchase cites."""
    return frozenset(s for r in assessment.reasons if r.effect > 0 for s in r.signals)


def _speaks_for(assessment: Assessment, wanted: list[str], _: Judged) -> str:
    missing = [id_ for id_ in wanted if id_ not in _cited(assessment)]
    return f"no reason for it cites {', '.join(missing)}" if missing else ""


def _speaks_for_any(assessment: Assessment, wanted: list[str], _: Judged) -> str:
    return "" if _cited(assessment) & set(wanted) else f"no reason for it cites any of {', '.join(wanted)}"


def _silent(assessment: Assessment, wanted: list[str], _: Judged) -> str:
    loud = [id_ for id_ in wanted if id_ in _cited(assessment)]
    return f"a reason for it cites {', '.join(loud)}" if loud else ""


def _mentions(assessment: Assessment, wanted: list[str], _: Judged) -> str:
    said = everything_said(assessment)
    missing = [words for words in wanted if words.lower() not in said]
    return f"nobody says {', '.join(missing)}" if missing else ""


def _within_hours(assessment: Assessment, wanted: int, _: Judged) -> str:
    hours = assessment.recommendation.within_hours
    return "" if hours is not None and hours <= wanted else f"within_hours is {hours}, not at most {wanted}"


def _action(assessment: Assessment, wanted: str, _: Judged) -> str:
    gone = assessment.decision.disqualification
    return "" if gone and re.search(wanted, gone.action, re.I) else f"the action does not say {wanted}"


def _category(assessment: Assessment) -> str:
    gone = assessment.decision.disqualification
    return gone.category if gone else ""


def _lead(assessment: Assessment) -> Stakeholder:
    return next(s for s in assessment.stakeholders if s.lead_id == assessment.lead_id)


CHECKS: Mapping[str, Check] = {
    "status": _one_of("status", lambda a: a.decision.status),
    "tier": _one_of("tier", lambda a: a.decision.tier),
    "disqualification": _one_of("disqualification", _category),
    "action_mentions": _action,
    "watches": _equal("watched", lambda a: bool(a.decision.disqualification and a.decision.disqualification.watch_for)),
    "patterns": _patterns(there=True),
    "no_patterns": _patterns(there=False),
    "probability": lambda a, wanted, judged: _between(a, {"conversion": wanted}, judged),
    "between": _between,
    "unknown": _unknown,
    "unknowns": _equal("something unknown", lambda a: bool(a.decision.unknowns)),
    "higher": _compared(1),
    "lower": _compared(-1),
    "better_than": _likelier(1),
    "worse_than": _likelier(-1),
    "close_to": _close_to,
    "surer_than": _surer(1),
    "unsurer_than": _surer(-1),
    "speaks_for": _speaks_for,
    "speaks_for_any": _speaks_for_any,
    "silent": _silent,
    "mentions": _mentions,
    "email_class": _one_of("email_class", lambda a: a.lead.email_class),
    "seat": _one_of("seat", lambda a: _lead(a).seat),
    "seniority": _one_of("seniority", lambda a: _lead(a).seniority),
    "function": _one_of("function", lambda a: _lead(a).function),
    "priority": _one_of("priority", lambda a: a.account.priority),
    "filled": _equal("filled", lambda a: list(a.account.coverage.filled)),
    "missing": _equal("missing", lambda a: list(a.account.coverage.missing)),
    "route_to": _one_of("route_to", lambda a: a.recommendation.route_to),
    "within_hours": _within_hours,
    "executive_sponsorship": _equal("sponsorship", lambda a: a.recommendation.executive_sponsorship),
    "alerts": _equal("alerts", lambda a: bool(a.recommendation.alerts)),
}
