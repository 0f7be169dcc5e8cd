"""Single changes that a rep can bring about or wait for, as edits of features: what would give another verdict?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from leadgate.domain.assessment import Rule
from leadgate.domain.case import Case
from leadgate.domain.rules import NURTURE, URGENT

Edits = Mapping[str, float]
Rules = tuple[Rule, ...]
_FADING: Final = (
    "depth_minutes",
    "form_intent",
    "pricing_interest",
    "evaluation_interest",
    "implementation_interest",
    "comparison",
    "surge_percent",
    "job_postings",
    "answered_sales",
    "awareness",
    "colleague_depth",
    "referred",
    "connected",
)


@dataclass(frozen=True, slots=True)
class WhatIf:
    """edit gives the features' values after the change; None where it has happened already or cannot.

    then: which rules would hold after it, of those that hold now.
    """

    text: str
    edit: Callable[[Case], Edits | None]
    then: Callable[[Case, Rules], Rules] = lambda _, rules: rules


def edits_of(case: Case) -> tuple[tuple[str, Edits], ...]:
    """(text, edits) of every change that could happen to this lead."""
    found = ((change.text, change.edit(case)) for change in WHAT_IFS)
    return tuple((text, edits) for text, edits in found if edits is not None)


def rules_after(text: str, case: Case, rules: Rules) -> Rules:
    """The rules that would hold after the change of this text."""
    return next(change.then(case, rules) for change in WHAT_IFS if change.text == text)


def _demo_request(case: Case) -> Edits | None:
    if case.amount("form_intent") > 0.9:
        return None
    return {"form_intent": 1.0, "days_since_touch": 0.0, "sporadic": 0.0}


def _asked(case: Case, rules: Rules) -> Rules:
    """Whoever asks takes back a no, and may be urgent."""
    kept = tuple(rule for rule in rules if rule.id not in ("Q3", "I5"))
    if "demo_request" not in case.settings.decision.urgency:
        return kept
    return (*kept, Rule("R11", URGENT, "urgent: demo request"))


def _silent(_: Case, rules: Rules) -> Rules:
    return tuple(rule for rule in rules if rule.effect != URGENT)


def _refused(_: Case, rules: Rules) -> Rules:
    return (*rules, Rule("I5", NURTURE, "said that they are not interested"))


def _decider(case: Case) -> Edits | None:
    engaged, seats = case.amount("colleagues_engaged"), case.amount("seats_engaged")
    if seats >= 2:
        return None
    return {
        "colleagues_engaged": engaged + 1.0,
        "seats_engaged": seats + 1.0,
        "colleague_depth": case.amount("colleague_depth") + 1.0,
        "alone": 0.0,
    }


def _pricing(case: Case) -> Edits | None:
    if case.amount("pricing_interest") > 2.0:
        return None
    depth = case.amount("depth_minutes") + 4.0
    interest = case.amount("pricing_interest") + 2.0
    return {"pricing_interest": interest, "pricing_bounce": 0.0, "depth_minutes": depth, "sporadic": 0.0}


def _better_role(case: Case) -> Edits | None:
    role = case.measure("role_fit")
    return None if role is not None and role >= 85 else {"role_fit": 90.0}


def _known_company(case: Case) -> Edits | None:
    return {"company_fit": 92.0} if case.measure("company_fit") is None else None


def _silence(case: Case) -> Edits | None:
    """Two months without a sign: bursts are over, evidence for a purchase has decayed."""
    if not case.touches:
        return None
    left = 2.0 ** (-60.0 / case.settings.evidence.half_life_days)
    edits = {name: case.amount(name) * left for name in _FADING}
    if case.measure("alone") is not None:
        edits["alone"] = 1.0
    return edits | {
        "burst_touches": 0.0,
        "burst_surprise": 0.0,
        "active_days": 0.0,
        "colleagues_engaged": 0.0,
        "seats_engaged": 0.0,
        "days_since_touch": case.amount("days_since_touch") + 60.0,
    }


def _refusal(case: Case) -> Edits | None:
    return None if case.amount("declined") > 0.9 else {"declined": 1.0}


WHAT_IFS: Final[tuple[WhatIf, ...]] = (
    WhatIf("a demo request", _demo_request, _asked),
    WhatIf("another decision maker of the company becomes active", _decider),
    WhatIf("pricing read in depth", _pricing),
    WhatIf("somebody with more authority takes over", _better_role),
    WhatIf("the company turns out to be one you sell to", _known_company),
    WhatIf("no sign of life for two months", _silence, _silent),
    WhatIf("says that they are not interested", _refusal, _refused),
)
