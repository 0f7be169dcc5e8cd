"""A routing request: of an assessment, what decides who gets the lead."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, get_args

from leadgate.domain import reading
from leadgate.domain.assessment import Assessment, Category, Status, Tier
from leadgate.domain.reading import Row
from leadgate.errors import BadInputError


@dataclass(frozen=True, slots=True)
class RoutingRequest:
    """Text is empty and numbers are None where unknown. score: 0–100.

    passed_over: ids of reps who had this lead and gave it back, or let its time limit pass. meeting_rep_id: the rep
    whom the lead has chosen a time of.
    """

    lead_id: str
    as_of: datetime
    status: Status
    tier: Tier
    score: float
    assessment_id: str = ""
    category: Category | None = None
    country: str = ""
    region: str = ""
    industry: str = ""
    employees: float | None = None
    language: str = ""
    account_id: str = ""
    account_domain: str = ""
    lead_owner_id: str | None = None
    account_owner_id: str | None = None
    opportunity_owner_id: str | None = None
    colleague_owner_ids: tuple[str, ...] = ()
    route_to: str = ""
    required_skills: tuple[str, ...] = ()
    passed_over: tuple[str, ...] = ()
    meeting_rep_id: str | None = None


def request_of(
    assessment: Assessment,
    *,
    opportunity_owner_id: str | None = None,
    colleague_owner_ids: tuple[str, ...] = (),
    passed_over: tuple[str, ...] = (),
    meeting_rep_id: str | None = None,
) -> RoutingRequest:
    """The owners that an assessment does not carry are the caller's to add."""
    lead, account, decision = assessment.lead, assessment.account, assessment.decision
    country, region = _place((account.country, account.region), (lead.country, lead.region))
    return RoutingRequest(
        lead_id=assessment.lead_id,
        as_of=assessment.as_of,
        status=decision.status,
        tier=decision.tier,
        score=decision.score,
        assessment_id=assessment.assessment_id,
        category=decision.disqualification.category if decision.disqualification else None,
        country=country,
        region=region,
        industry=account.industry,
        employees=account.employees,
        language=lead.language,
        account_id=account.id,
        account_domain=account.domain,
        lead_owner_id=lead.owner_id,
        account_owner_id=account.owner_id,
        opportunity_owner_id=opportunity_owner_id,
        colleague_owner_ids=colleague_owner_ids,
        route_to=assessment.recommendation.route_to,
        required_skills=assessment.recommendation.required_skills,
        passed_over=passed_over,
        meeting_rep_id=meeting_rep_id,
    )


def parse_request(value: object) -> RoutingRequest:
    """An assessment as JSON (`docs/schema/assessment.json`). Raises BadInputError naming the field."""
    row = reading.an_object(value, "assessment")
    lead, account = _part(row, "lead"), _part(row, "account")
    country, region = _place(
        (_text(account, "account", "country"), _text(account, "account", "region")),
        (_text(lead, "lead", "country"), _text(lead, "lead", "region")),
    )
    return RoutingRequest(
        lead_id=reading.text(row, "lead_id") or _required_lead_id(lead),
        as_of=reading.required_instant(row, "as_of"),
        **_decided(row),
        assessment_id=reading.text(row, "assessment_id"),
        country=country,
        region=region,
        industry=_text(account, "account", "industry"),
        employees=_number(account, "account", "employees"),
        language=_text(lead, "lead", "language"),
        account_id=_text(account, "account", "id"),
        account_domain=_text(account, "account", "domain"),
        lead_owner_id=_text(lead, "lead", "owner_id") or None,
        account_owner_id=_text(account, "account", "owner_id") or None,
        **_asked_for(row),
    )


def _decided(row: Row) -> dict[str, Any]:
    decision = row.get("decision")
    if decision is None:
        raise BadInputError("decision", "is required: an object with status, tier and score")
    decision = reading.an_object(decision, "decision")
    disqualification = decision.get("disqualification")
    category = disqualification.get("category") if isinstance(disqualification, Mapping) else None
    score = _number(decision, "decision", "score")
    if score is None or score > 100:
        raise BadInputError("decision.score", f"is required: 0–100, not {reading.shown(decision.get('score'))}")
    return {
        "status": _one_of(decision, "decision", "status", get_args(Status)),
        "tier": _one_of(decision, "decision", "tier", get_args(Tier)),
        "score": score,
        "category": category if category in get_args(Category) else None,
    }


def _asked_for(row: Row) -> dict[str, Any]:
    wanted = _part(row, "recommendation")
    try:
        skills = reading.rows(wanted, "required_skills")
    except BadInputError as error:
        raise error.under("recommendation") from error
    for number, skill in enumerate(skills):
        if not isinstance(skill, str):
            path = f"recommendation.required_skills[{number}]"
            raise BadInputError(path, f"text is allowed, not {reading.shown(skill)}")
    return {"route_to": _text(wanted, "recommendation", "route_to"), "required_skills": tuple(skills)}


def _place(account: tuple[str, str], lead: tuple[str, str]) -> tuple[str, str]:
    """The account's country and region; the lead's where the account's country is unknown."""
    if not account[0]:
        return lead[0], lead[1] or account[1]
    return account[0], account[1] or (lead[1] if lead[0] == account[0] else "")


def _required_lead_id(lead: Row) -> str:
    found = _text(lead, "lead", "id")
    if not found:
        raise BadInputError("lead_id", "is required: text that is not empty")
    return found


def _part(row: Row, name: str) -> Row:
    value = row.get(name)
    return {} if value is None else reading.an_object(value, name)


def _text(row: Row, part: str, name: str) -> str:
    try:
        return reading.text(row, name)
    except BadInputError as error:
        raise error.under(part) from error


def _number(row: Row, part: str, name: str) -> float | None:
    try:
        return reading.number(row, name)
    except BadInputError as error:
        raise error.under(part) from error


def _one_of(row: Row, part: str, name: str, allowed: tuple[str, ...]) -> Any:
    value = row.get(name)
    if value not in allowed:
        raise BadInputError(f"{part}.{name}", f"must be {', '.join(allowed)}, not {reading.shown(value)}")
    return value
