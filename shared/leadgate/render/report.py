"""The assessment report, as blocks of lines; the terminal and the CRM note show the same ones."""

from dataclasses import dataclass, replace
from datetime import datetime

from leadgate.domain.assessment import Assessment, Stakeholder
from leadgate.domain.reading import clean
from leadgate.domain.words import counted, spoken

_STRONGEST_REASONS = 8
VERDICTS = {
    "sales_ready": "SALES READY",
    "nurture": "NURTURE",
    "disqualified": "DISQUALIFIED",
    "review": "REVIEW: a person must look",
}


@dataclass(frozen=True, slots=True)
class Line:
    """label is empty for a plain line; effect is what a reason adds to the log-odds."""

    text: str
    label: str = ""
    effect: float | None = None


@dataclass(frozen=True, slots=True)
class Block:
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """headline: who. verdict: what, in capitals. blocks: the rest, in the order a rep reads."""

    headline: str
    verdict: str
    blocks: tuple[Block, ...]


def report_of(assessment: Assessment) -> Report:
    blocks = (
        Block("Next step", _next_step(assessment)),
        Block("Qualification", _qualification(assessment)),
        Block("Why", _reasons(assessment)),
        Block("Key behavior", tuple(Line(p.text, f"{p.id} {spoken(p.name)}") for p in assessment.patterns)),
        Block("Talking points", _talking_points(assessment)),
        Block("Buying committee", _committee(assessment)),
        Block("What is unknown", tuple(Line(text) for text in assessment.decision.unknowns)),
        Block("What would change this", _changes(assessment)),
    )
    shown = tuple(Block(block.title, tuple(map(_clean, block.lines))) for block in blocks if block.lines)
    return Report(clean(_headline(assessment)), _verdict(assessment), shown)


def _clean(line: Line) -> Line:
    """What senders wrote must not steer a terminal or a page."""
    return replace(line, text=clean(line.text), label=clean(line.label))


def who_of(assessment: Assessment) -> str:
    """The lead's name, else its address, else its id."""
    lead = assessment.lead
    named = next((s.name for s in assessment.stakeholders if s.lead_id == lead.id and s.name), "")
    return clean(named or lead.email or lead.id)


def _headline(assessment: Assessment) -> str:
    lead, account = assessment.lead, assessment.account
    role = ", ".join(part for part in (who_of(assessment), lead.title) if part)
    size = f" ({counted(account.employees, 'person', 'people')})" if account.employees else ""
    return f"{role} at {account.name}{size}" if account.name else role


def _verdict(assessment: Assessment) -> str:
    decision = assessment.decision
    verdict = VERDICTS[decision.status]
    if decision.disqualification:
        return f"{verdict}: {spoken(decision.disqualification.category)}"
    return f"{verdict} · tier {decision.tier} · score {decision.score}"


def _next_step(assessment: Assessment) -> tuple[Line, ...]:
    advice = assessment.recommendation
    lines = [Line(advice.approach)]
    if advice.route_to and advice.route_to != "None":
        due = f", within {counted(advice.within_hours, 'hour')}" if advice.within_hours else ""
        lines.append(Line(f"{advice.route_to}{due}", "Route to"))
    if assessment.assignment and assessment.assignment.get("reason"):
        lines.append(Line(str(assessment.assignment["reason"]), "Assigned"))
    if advice.executive_sponsorship:
        lines.append(Line("consider executive sponsorship"))
    ends = {alert.text: alert.expires_at for alert in (assessment.handoff.alerts if assessment.handoff else ())}
    lines.extend(Line(f"{alert}{_until(ends.get(alert))}", "Alert") for alert in advice.alerts)
    return tuple(lines)


def _until(end: datetime | None) -> str:
    return f" (until {end.day} {end:%B})" if end else ""


def _qualification(assessment: Assessment) -> tuple[Line, ...]:
    prediction, fit, intent = assessment.prediction, assessment.layers.fit, assessment.layers.intent
    parts = (("company", fit.company), ("role", fit.role), ("technology", fit.technology), ("timing", fit.timing))
    intents = (("first-party", intent.first_party), ("third-party", intent.third_party))
    lines = [
        Line(f"{prediction.conversion_probability:.0%}", "Conversion"),
        Line(f"{fit.score if fit.score is not None else 'unknown'} ({_scores(parts)})", "Fit"),
        Line(_scores(intents), "Intent"),
    ]
    if prediction.close_probability is not None:
        lines.append(Line(f"{prediction.close_probability:.0%} if it becomes an opportunity", "Close"))
    if prediction.timeline_days:
        days = prediction.timeline_days
        lines.append(Line(f"{days.low:.0f}–{days.high:.0f} days", "Timeline"))
    if prediction.deal_size:
        deal = prediction.deal_size
        lines.append(Line(f"{deal.low:,.0f}–{deal.high:,.0f} {deal.currency}", "Deal size"))
    lines.append(Line(f"{assessment.decision.confidence:.0%}", "Confidence"))
    if prediction.model.weight > 0:
        own = f"{prediction.model.name}, trained on your outcomes"
        lines.append(Line(f"{own}: weight {prediction.model.weight:.0%}, the rest is the expert prior", "Model"))
    segment = prediction.model.segment
    if segment is not None:
        named = f"{segment.column} {segment.value or 'unknown'}: {segment.outcomes:,} outcomes"
        lines.append(Line(f"{named}, {segment.own:.0%} of its own, the rest from all segments", "Segment"))
    lines.extend(Line(rule.text, f"Rule {rule.id}") for rule in assessment.decision.rules)
    return tuple(lines)


def _scores(parts: tuple[tuple[str, int | None], ...]) -> str:
    return ", ".join(f"{name} {'unknown' if score is None else score}" for name, score in parts)


def _reasons(assessment: Assessment) -> tuple[Line, ...]:
    """The strongest one by one, the rest as one line, so that what is shown adds up."""
    shown = assessment.reasons[:_STRONGEST_REASONS]
    rest = sum(reason.effect for reason in assessment.reasons[_STRONGEST_REASONS:] if reason.layer != "baseline")
    baseline = assessment.layers.baseline.log_odds
    lines = [Line(reason.text, reason.layer, reason.effect) for reason in shown if reason.layer != "baseline"]
    return (*lines, Line("all else", "", rest), Line("where every lead starts", "baseline", baseline))


def _talking_points(assessment: Assessment) -> tuple[Line, ...]:
    """With the source of each, where it was handed over."""
    if assessment.handoff is None:
        return tuple(Line(point) for point in assessment.recommendation.talking_points)
    return tuple(Line(f"{one.text} ({one.source})") for one in assessment.handoff.talking_points)


def _committee(assessment: Assessment) -> tuple[Line, ...]:
    lines = [stakeholder_line(person, assessment.lead_id) for person in assessment.stakeholders[:8]]
    missing = assessment.account.coverage.missing
    if missing:
        lines.append(Line(", ".join(map(spoken, missing)), "Missing"))
    seats = assessment.handoff.seats if assessment.handoff else ()
    lines.extend(Line(seat.introduction, "Introduction") for seat in seats if seat.introduction)
    return tuple(lines)


def stakeholder_line(person: Stakeholder, lead_id: str = "") -> Line:
    """lead_id: whose report it is; that person is marked."""
    who = ", ".join(part for part in (person.name, person.title) if part) or person.lead_id
    engaged = f"engagement {person.engagement}" if person.engagement else "not active lately"
    return Line(
        f"{who}{' (this lead)' if person.lead_id == lead_id else ''}: {engaged}", spoken(person.seat) or "no seat"
    )


def _changes(assessment: Assessment) -> tuple[Line, ...]:
    return tuple(Line(change.text, f"to {spoken(change.to)}") for change in assessment.decision.would_change)
