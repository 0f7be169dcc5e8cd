"""What the rep reads first: who takes it, by when, how to approach, and what to talk about."""

from dataclasses import dataclass
from typing import Final

from leadgate.domain.alerts import asked_lately, called_for, find_alerts
from leadgate.domain.assessment import Decision, Pattern, Recommendation, Stakeholder
from leadgate.domain.case import Case
from leadgate.domain.committee_map import map_seats
from leadgate.domain.handed import Handoff
from leadgate.domain.hearing import words_of
from leadgate.domain.rules import NURTURE
from leadgate.domain.talking_points import find_key_signals, find_talking_points
from leadgate.domain.words import quoted

_HIGH_SEATS: Final = ("economic_buyer",)
_HANDED_OVER: Final = ("sales_ready", "review")
_ANSWER_WITHIN_DAYS: Final = 14.0


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a recommendation is made from."""

    decision: Decision
    patterns: tuple[Pattern, ...]
    stakeholders: tuple[Stakeholder, ...]


def recommend(case: Case, grounds: Grounds, handed: Handoff | None) -> Recommendation:
    """R7–R11, P5: for a sales-ready lead whom to send and what to say; for others where it goes instead.

    handed: what `hand_over` gives for the same.
    """
    status = grounds.decision.status
    if status == "disqualified" and grounds.decision.disqualification:
        return Recommendation(_queue_of(grounds), None, grounds.decision.disqualification.action)
    points, alerts = _in_words(case, handed)
    if status == "nurture":
        alerts = () if _held_back(grounds.decision) else alerts
        return Recommendation("Nurture", None, _nurture_approach(case), talking_points=points, alerts=alerts)
    if status == "review":
        return Recommendation("Review queue", 24, "Look at what is unclear and decide.", alerts=alerts)
    urgent = asked_lately(case) is not None or called_for(case) is not None
    return Recommendation(
        route_to=_segment(case),
        within_hours=_within_hours(case, grounds),
        approach=_through_the_owner(case, _approach(case, urgent)),
        executive_sponsorship=_executives_involved(case, grounds),
        talking_points=points,
        alerts=alerts,
        required_skills=(case.profile.language,) if case.profile.language not in ("", "en") else (),
    )


def _in_words(case: Case, handed: Handoff | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Talking points and alerts as plain lines."""
    points = handed.talking_points if handed else find_talking_points(case)
    alerts = handed.alerts if handed else find_alerts(case)
    return tuple(point.text for point in points), tuple(alert.text for alert in alerts)


def hand_over(case: Case, grounds: Grounds) -> Handoff | None:
    """R7, R9–R11: what whoever takes the lead must know; None for leads that nobody is handed."""
    if grounds.decision.status not in _HANDED_OVER:
        return None
    return Handoff(
        key_signals=find_key_signals(case, grounds.patterns),
        talking_points=find_talking_points(case),
        alerts=find_alerts(case),
        seats=map_seats(case, grounds.stakeholders),
    )


def _held_back(decision: Decision) -> bool:
    """Nurtured by a rule, such as a company that does not fit: nothing it does is urgent."""
    return any(rule.effect == NURTURE and rule.id != "P1" for rule in decision.rules)


def _within_hours(case: Case, grounds: Grounds) -> int:
    """Whoever wrote that they want to talk is called at once."""
    if called_for(case) is not None:
        return 1
    return 24 if asked_lately(case) is not None or grounds.decision.tier == "A" else 48


def _segment(case: Case) -> str:
    """Who sells to companies of this size."""
    segments = case.settings.routing.segments
    employees = case.profile.account.employees
    if employees is None:
        return segments.default
    return segments.enterprise if employees >= segments.enterprise_from_employees else segments.commercial


def _queue_of(grounds: Grounds) -> str:
    queues = {
        "customer_support": "Customer success",
        "non_decision_maker": "Customer success",
        "analyst": "Analyst relations",
    }
    found = grounds.decision.disqualification
    return queues.get(found.category, "None") if found else "None"


def _approach(case: Case, urgent: bool) -> str:
    asked = asked_lately(case)
    if asked is not None and asked.text("form") == "demo_request":
        return "Offer a demo within 24 hours."
    if called_for(case) is not None:
        return "Call now: they said in their own words what they need."
    if urgent:
        return "Call today about what they asked for."
    if case.in_stage("implementation"):
        return "Offer a technical session on their implementation."
    if case.read_in("evaluation", "pricing", "competitive", "educational"):
        return "Write personally about what they read, and offer a conversation."
    said = case.heard.buying
    if said and case.age_days(said[-1].signal) <= _ANSWER_WITHIN_DAYS:
        return f"Answer what they wrote: {quoted(words_of(said[-1].signal))}"
    return "Write personally, and offer a conversation."


def _through_the_owner(case: Case, approach: str) -> str:
    """Nobody calls into a running sale behind the back of whoever runs it."""
    made = [signal for signal in case.dossier.own("outcome") if signal.text("type") == "opportunity_created"]
    running = bool(made) and not case.is_settled(made[-1])
    if not running and all(deal.won is not None for deal in case.dossier.deals):
        return approach
    return f"Through the owner of the open opportunity: {approach[0].lower()}{approach[1:]}"


def _nurture_approach(case: Case) -> str:
    if not case.interest:
        return "Send an introduction; what they look for is not known yet."
    if not case.in_stage("evaluation", "pricing", "implementation"):
        read = case.in_stage("educational", "competitive")
        return f"Send evaluation content{' that follows what they read' if read else ''}."
    return "Keep in touch with content for their stage; wait for a stronger sign."


def _executives_involved(case: Case, grounds: Grounds) -> bool:
    """A colleague in the economic buyer's seat is active, or the account is large and important."""
    active = (s for s in grounds.stakeholders if s.engagement > 0 and s.lead_id != case.dossier.lead.id)
    return any(s.seat in _HIGH_SEATS or s.seniority == "c_level" for s in active)
