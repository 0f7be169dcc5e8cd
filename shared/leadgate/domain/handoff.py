"""What the rep reads first: who takes it, by when, how to approach, and what to talk about."""

from dataclasses import dataclass
from typing import Final

from leadgate.domain.assessment import Decision, Pattern, Recommendation, Stakeholder
from leadgate.domain.case import Case
from leadgate.domain.signals import Signal
from leadgate.domain.words import counted, days_ago, duration, page_name, spoken

_HIGH_SEATS: Final = ("economic_buyer",)
_TALKING_POINTS: Final = 5


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
        return Recommendation("Nurture", None, _nurture_approach(case), talking_points=_talking_points(case))
    if status == "review":
        return Recommendation("Review queue", 24, "Look at what is unclear and decide.", alerts=_alerts(case))
    urgent = _asked_lately(case)
    return Recommendation(
        route_to=_segment(case),
        within_hours=24 if urgent or handoff.decision.tier == "A" else 48,
        approach=_approach(case, urgent),
        executive_sponsorship=_executives_involved(case, handoff),
        talking_points=_talking_points(case),
        alerts=_alerts(case),
        required_skills=(case.profile.language,) if case.profile.language not in ("", "en") else (),
    )


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
    form = case.dossier.own("form_submission")
    if form and form[-1].text("form") == "demo_request":
        return "Offer a demo within 24 hours."
    if urgent:
        return "Call today about what they asked for."
    if case.in_stage("implementation"):
        return "Offer a technical session on their implementation."
    return "Write personally about what they read, and offer a conversation."


def _nurture_approach(case: Case) -> str:
    if not case.in_stage("evaluation", "pricing", "implementation"):
        return "Send evaluation content that follows what they read."
    return "Keep in touch with content for their stage; wait for a stronger sign."


def _asked_lately(case: Case) -> bool:
    asked = [
        s
        for s in case.dossier.own("form_submission")
        if s.text("form") in ("demo_request", "contact_sales", "pricing_request")
    ]
    return bool(asked) and case.age_days(asked[-1]) <= 7


def _executives_involved(case: Case, handoff: Handoff) -> bool:
    """A colleague in the economic buyer's seat is active, or the account is large and important."""
    active = (s for s in handoff.stakeholders if s.engagement > 0 and s.lead_id != case.dossier.lead.id)
    return any(s.seat in _HIGH_SEATS or s.seniority == "c_level" for s in active)


def _talking_points(case: Case) -> tuple[str, ...]:
    """R9: what the lead consumed, the longest first, then what happened at the company."""
    read: dict[str, list[Signal]] = {}
    for signal in case.in_stage("evaluation", "pricing", "implementation", "competitive"):
        read.setdefault(page_name(signal), []).append(signal)
    timed = sorted(((_seconds(views), name, views[-1]) for name, views in read.items()), key=lambda t: (-t[0], t[1]))
    points = [_spent(case, seconds, name, last) for seconds, name, last in timed[:3]]
    points += [part.text for part in case.fit.parts if part.group == "timing"]
    surges = case.dossier.every("category_surge")
    if surges and case.amount("surge_percent") > 0:
        points.append(f"their company's category research is up {surges[-1].number('percent') or 0:.0f} %")
    return tuple(_capital(point) for point in points[:_TALKING_POINTS])


def _seconds(views: list[Signal]) -> float:
    return sum(signal.number("seconds") or 0.0 for signal in views)


def _spent(case: Case, seconds: float, name: str, last: Signal) -> str:
    spent = f" for {duration(seconds)}" if seconds else ""
    return f"{name}: read{spent}, last {days_ago(case.age_days(last))}"


def _alerts(case: Case) -> tuple[str, ...]:
    """R11: what is urgent now."""
    alerts = []
    if _asked_lately(case):
        last = case.dossier.own("form_submission")[-1]
        alerts.append(f"{_capital(spoken(last.text('form')))} {days_ago(case.age_days(last))}")
    for lead_id, signals in case.engaged_colleagues.items():
        person = case.people[lead_id]
        stages = {case.settings.stage_of(s) for s in signals if case.age_days(s) <= 7}
        if person.reading.seniority in ("c_level", "vp") and stages & {"pricing", "implementation"}:
            alerts.append(f"{person.title} looked at pricing {days_ago(case.age_days(signals[-1]))}")
    open_deals = sum(deal.won is None for deal in case.dossier.opportunities)
    if open_deals:
        alerts.append(f"{counted(open_deals, 'open opportunity', 'open opportunities')} at this company")
    return tuple(alerts)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
