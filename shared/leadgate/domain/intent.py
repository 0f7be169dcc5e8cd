"""I: how strongly a lead means to buy, from what it did with us and from what others saw."""

from dataclasses import dataclass
from typing import Final

from leadgate.domain.case import Case
from leadgate.domain.patterns import saturated

# What the lead did not do itself, but tells of it.
_HEARD: Final = ("email_open", "email_unsubscribe", "sales_activity")


@dataclass(frozen=True, slots=True)
class Intent:
    """Scores 0–100; None where there was nothing to see at all."""

    first_party: float | None
    third_party: float | None


def score_intent(case: Case) -> Intent:
    """Several signs strengthen each other, none counts twice: 100 · (1 − Π(1 − sign))."""
    return Intent(first_party=_first_party(case), third_party=_third_party(case))


def _first_party(case: Case) -> float | None:
    if not case.touches and not any(case.dossier.own(kind) for kind in _HEARD):
        return None
    signs = (
        0.8 * case.amount("form_intent"),
        0.6 * saturated(case.amount("pricing_interest"), 2.0),
        0.4 * saturated(case.amount("evaluation_interest"), 4.0),
        0.4 * saturated(case.amount("implementation_interest"), 2.0),
        0.5 * saturated(case.amount("answered_sales"), 1.0),
        0.7 * saturated(case.amount("said_buying"), 1.0),
    )
    return _together(signs)


def _third_party(case: Case) -> float | None:
    kinds = (
        "category_surge",
        "competitor_research",
        "review_site_visit",
        "job_posting",
        "event_attendance",
        "social_engagement",
    )
    if not any(case.dossier.every(kind) for kind in kinds):
        return None
    signs = (
        0.75 * saturated(case.amount("surge_percent"), 150.0),
        0.5 * saturated(case.amount("comparison"), 2.0),
        0.35 * saturated(case.amount("job_postings"), 1.0),
        0.2 * saturated(case.amount("awareness"), 2.0),
    )
    return _together(signs)


def _together(signs: tuple[float, ...]) -> float:
    missed = 1.0
    for sign in signs:
        missed *= 1.0 - min(max(sign, 0.0), 1.0)
    return 100.0 * (1.0 - missed)
