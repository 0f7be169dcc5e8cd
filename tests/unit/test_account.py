"""A: who of an account is there, which seats are filled, how much the account matters."""

from typing import Final

import pytest

from leadgate.domain.account import assess_account, cover_committee, map_stakeholders
from leadgate.domain.section import validated
from leadgate.domain.settings import Settings
from tests.builders import DossierBuilder, a_buyer, a_lead, case_of

FITTING: Final = a_lead(title="Plant Manager").at_company(employees=500.0)


def score(lead: DossierBuilder) -> int | None:
    return assess_account(case_of(lead)).score


@pytest.mark.capability("A2")
def test_seats_are_filled_by_whoever_is_known_and_missing_where_required() -> None:
    coverage = cover_committee(case_of(a_lead(title="Plant Manager").with_colleague("CFO")))
    assert (coverage.filled, coverage.missing) == (("economic_buyer", "champion"), ("technical_buyer",))
    nobody = cover_committee(case_of(a_lead()))
    assert (nobody.filled, nobody.missing) == ((), ("economic_buyer", "champion", "technical_buyer"))


@pytest.mark.capability("A2")
def test_the_committee_is_a_setting() -> None:
    tree = {"committee": {"seats": {"pilot": {"functions": ["operations"], "seniorities": [], "required": True}}}}
    coverage = cover_committee(case_of(a_lead(title="Plant Manager"), validated(Settings, tree)))
    assert (coverage.filled, coverage.missing) == (("pilot",), ())


@pytest.mark.capability("A1", "A4", "A3")
def test_every_engaged_person_and_a_surge_raise_the_account() -> None:
    one = FITTING.viewed("pricing")
    two = one.viewed("evaluation", by="Chief Financial Officer")
    three = two.viewed("implementation", by="IT Director")
    surging = three.company_had("category_surge", percent=340)
    scores = [score(lead) for lead in (FITTING, one, two, three, surging)]
    known = [found for found in scores if found is not None]
    assert len(known) == 5
    assert known == sorted(set(known))


@pytest.mark.capability("A6")
def test_priority_follows_the_score_and_unknown_fit_leaves_engagement() -> None:
    quiet, active = FITTING, a_buyer()
    assert assess_account(case_of(active)).priority == "high"
    assert assess_account(case_of(quiet.viewed("pricing"))).priority == "medium"
    nobody = assess_account(case_of(a_lead()))
    assert (nobody.score, nobody.priority) == (None, "low")
    assert assess_account(case_of(a_lead().viewed("pricing"))).priority == "low"
    several = a_lead().at_company().viewed("pricing").viewed("pricing", by="CFO").viewed("pricing", by="CTO")
    assert assess_account(case_of(several)).priority == "high"


@pytest.mark.capability("A6")
@pytest.mark.parametrize(("high", "medium", "priority"), [(0, 0, "high"), (100, 0, "medium"), (100, 100, "low")])
def test_priorities_begin_at_their_thresholds(high: int, medium: int, priority: str) -> None:
    settings = validated(Settings, {"account": {"high": high, "medium": medium}})
    assert assess_account(case_of(FITTING, settings)).priority == priority


@pytest.mark.capability("A7")
def test_a_target_account_scores_more() -> None:
    plain, target = score(FITTING), score(FITTING.at_company(target_account=True))
    assert plain is not None
    assert target is not None
    assert target > plain


@pytest.mark.capability("R10", "A1")
def test_the_map_shows_the_most_engaged_first_and_what_they_did() -> None:
    lead = FITTING.viewed("pricing").viewed("evaluation", by="Chief Financial Officer", days_ago=2)
    lead = lead.viewed("implementation", by="Chief Financial Officer").with_colleague("Payroll Clerk")
    found = [(person.title, person.seat, person.engagement > 0) for person in map_stakeholders(case_of(lead))]
    assert found == [
        ("Chief Financial Officer", "economic_buyer", True),
        ("Plant Manager", "champion", True),
        ("Payroll Clerk", "", False),
    ]


@pytest.mark.capability("R10")
def test_the_lead_is_on_its_map_however_many_are_busier() -> None:
    lead = FITTING
    for number in range(30):
        lead = lead.with_colleague(f"Engineer {number}", id=f"c{number}").viewed("pricing", by=f"c{number}")
    people = map_stakeholders(case_of(lead))
    assert len(people) == 25
    assert people[-1].lead_id == lead.lead.id


def test_engagement_fades_and_careers_pages_are_none() -> None:
    def engagement(lead: DossierBuilder) -> int:
        return map_stakeholders(case_of(lead))[0].engagement

    fresh, old = engagement(a_lead().clicked(days_ago=0)), engagement(a_lead().clicked(days_ago=21))
    assert fresh == 18
    assert old == 10
    assert engagement(a_lead().viewed("careers")) == 0
