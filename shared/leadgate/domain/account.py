"""A: the account behind a lead: who is there, which seats of the committee are filled, how much it matters."""

from leadgate.domain.assessment import AssessedAccount, Coverage, Priority, Stakeholder
from leadgate.domain.case import Case
from leadgate.domain.patterns import saturated
from leadgate.domain.profile import Person
from leadgate.domain.settings_judgement import AccountSettings
from leadgate.domain.titles import UNREAD

_MAP_SIZE = 25


def map_stakeholders(case: Case) -> tuple[Stakeholder, ...]:
    """R10: the lead and its colleagues, the most engaged first; at most 25 people, the lead always one of them."""
    lead_id = case.dossier.lead.id
    everyone = [_stakeholder(case, person) for person in case.people.values()]
    everyone.sort(key=lambda s: (-s.engagement, s.seat == "", s.lead_id != lead_id, s.lead_id))
    lead = next(number for number, person in enumerate(everyone) if person.lead_id == lead_id)
    shown = everyone[:_MAP_SIZE] if lead < _MAP_SIZE else [*everyone[: _MAP_SIZE - 1], everyone[lead]]
    return tuple(shown)


def cover_committee(case: Case) -> Coverage:
    """A2: seats that somebody known can fill, and required seats that nobody does, in the committee's order."""
    filled = {person.seat for person in case.people.values() if person.seat}
    seats = case.settings.committee.seats
    return Coverage(
        filled=tuple(name for name in seats if name in filled),
        missing=tuple(name for name, seat in seats.items() if seat.required and name not in filled),
    )


def assess_account(case: Case) -> AssessedAccount:
    """A1, A6: the account with its score (fit and engagement of everybody) and priority."""
    profile, account = case.profile, case.profile.account
    score = _account_score(case)
    return AssessedAccount(
        id=account.id,
        name=account.name,
        domain=account.domain or profile.company_domain,
        country=profile.country or account.country,
        region=profile.region,
        industry=profile.industry or account.industry,
        employees=account.employees,
        owner_id=account.owner_id,
        score=None if score is None else round(score),
        priority=_priority(score, case.settings.account),
        coverage=cover_committee(case),
    )


def _account_score(case: Case) -> float | None:
    """Half company fit, half engagement over all contacts and surge.

    While the company's fit is unknown, engagement alone; None where nobody was active either.
    """
    company = case.fit.company
    active = 1.0 if case.interest and case.age_days(case.interest[-1]) <= case.settings.patterns.engaged.days else 0.0
    people = active + len(case.engaged_colleagues) + 0.5 * case.amount("seats_engaged")
    surge = 0.4 * saturated(case.amount("surge_percent"), 150.0)
    engagement = 1.0 - (1.0 - saturated(people, 2.0)) * (1.0 - surge)
    if company is None:
        return 100.0 * engagement if engagement else None
    return 0.5 * company + 50.0 * engagement


def _priority(score: float | None, thresholds: AccountSettings) -> Priority:
    if score is None or score < thresholds.medium:
        return "low"
    return "high" if score >= thresholds.high else "medium"


def _stakeholder(case: Case, person: Person) -> Stakeholder:
    return Stakeholder(
        lead_id=person.id,
        name=person.name,
        title=person.title,
        function="unknown" if person.reading == UNREAD else person.reading.function,
        seniority=person.reading.seniority,
        seat=person.seat,
        engagement=round(100.0 * saturated(case.seen.engagement.get(person.id, 0.0), 5.0)),  # five fresh touches: 63
    )
