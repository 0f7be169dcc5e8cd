"""What the rep reads first: who takes it, by when, how to approach, and what to talk about."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from leadgate.domain.alerts import asked_lately, called_for, find_alerts
from leadgate.domain.assessment import Decision, Pattern, Recommendation, Stakeholder
from leadgate.domain.case import Case
from leadgate.domain.hearing import words_of
from leadgate.domain.rules import NURTURE
from leadgate.domain.signals import Signal
from leadgate.domain.words import capital, days_ago, duration, page_name, quoted

_HIGH_SEATS: Final = ("economic_buyer",)
_TALKING_POINTS: Final = 5
_ANSWER_WITHIN_DAYS: Final = 14.0


@dataclass(frozen=True, slots=True)
class Handoff:
    """What a recommendation is made from."""

    decision: Decision
    patterns: tuple[Pattern, ...]
    stakeholders: tuple[Stakeholder, ...]


def recommend(case: Case, handoff: Handoff) -> Recommendation:
    """R7–R11, P5: for a sales-ready lead whom to send and what to say; for others where it goes instead."""
    status = handoff.decision.status
    if status == "disqualified" and handoff.decision.disqualification:
        return Recommendation(_queue_of(handoff), None, handoff.decision.disqualification.action)
    if status == "nurture":
        points, alerts = _talking_points(case), () if _held_back(handoff.decision) else find_alerts(case)
        return Recommendation("Nurture", None, _nurture_approach(case), talking_points=points, alerts=alerts)
    if status == "review":
        return Recommendation("Review queue", 24, "Look at what is unclear and decide.", alerts=find_alerts(case))
    urgent = asked_lately(case) is not None or called_for(case) is not None
    return Recommendation(
        route_to=_segment(case),
        within_hours=_within_hours(case, handoff),
        approach=_through_the_owner(case, _approach(case, urgent)),
        executive_sponsorship=_executives_involved(case, handoff),
        talking_points=_talking_points(case),
        alerts=find_alerts(case),
        required_skills=(case.profile.language,) if case.profile.language not in ("", "en") else (),
    )


def _held_back(decision: Decision) -> bool:
    """Nurtured by a rule, such as a company that does not fit: nothing it does is urgent."""
    return any(rule.effect == NURTURE and rule.id != "P1" for rule in decision.rules)


def _within_hours(case: Case, handoff: Handoff) -> int:
    """Whoever wrote that they want to talk is called at once."""
    if called_for(case) is not None:
        return 1
    return 24 if asked_lately(case) is not None or handoff.decision.tier == "A" else 48


def _segment(case: Case) -> str:
    """Who sells to companies of this size."""
    segments = case.settings.routing.segments
    employees = case.profile.account.employees
    if employees is None:
        return segments.default
    return segments.enterprise if employees >= segments.enterprise_from_employees else segments.commercial


def _queue_of(handoff: Handoff) -> str:
    queues = {
        "customer_support": "Customer success",
        "non_decision_maker": "Customer success",
        "analyst": "Analyst relations",
    }
    found = handoff.decision.disqualification
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


def _executives_involved(case: Case, handoff: Handoff) -> bool:
    """A colleague in the economic buyer's seat is active, or the account is large and important."""
    active = (s for s in handoff.stakeholders if s.engagement > 0 and s.lead_id != case.dossier.lead.id)
    return any(s.seat in _HIGH_SEATS or s.seniority == "c_level" for s in active)


def _talking_points(case: Case) -> tuple[str, ...]:
    """R9: what the lead said hurts, what it read, the longest first, then what happened at the company."""
    timed = sorted(_read(case), key=lambda page: (-page[0], page[1]))
    pains = [m.text for one in case.heard.said for m in one.reading.mentions if m.kind == "pain" and not m.negated]
    points = [f"what hurts: “{pain}”" for pain in dict.fromkeys(pains[-2:])]
    points += [_spent(case, seconds, name, last) for seconds, name, last in timed[:3]]
    points += [part.text for part in case.fit.parts if part.group == "timing"]
    surges = case.dossier.every("category_surge")
    if surges and case.amount("surge_percent") > 0:
        strongest = max(surges, key=lambda s: (s.number("percent") or 0.0, s.id))
        points.append(f"their company's category research is up {strongest.number('percent') or 0:.0f} %")
    return tuple(capital(point) for point in points[:_TALKING_POINTS])


def _read(case: Case) -> Iterable[tuple[float, str, Signal]]:
    """Each page with buying content that was not left at once: its seconds, its name, the last view of it."""
    limit = case.settings.patterns.bounce.under_seconds
    spent: dict[str, float] = {}
    last: dict[str, Signal] = {}
    for signal in case.in_stage("evaluation", "pricing", "implementation", "competitive"):
        seconds = signal.number("seconds")
        if seconds is None or seconds >= limit:
            name = page_name(signal)
            spent[name] = spent.get(name, 0.0) + (seconds or 0.0)
            last[name] = signal
    return zip(spent.values(), spent, last.values(), strict=True)


def _spent(case: Case, seconds: float, name: str, last: Signal) -> str:
    spent = f" for {duration(seconds)}" if seconds else ""
    return f"{name}: read{spent}, last {days_ago(case.age_days(last))}"
