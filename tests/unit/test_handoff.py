"""R7–R11, P5: what a rep is told to do, and where everybody else goes."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

import pytest

from leadgate.assess import assess
from leadgate.bootstrap import bundled_model
from leadgate.domain.account import map_stakeholders
from leadgate.domain.assessment import Category, Decision, Recommendation, Rule, Status
from leadgate.domain.findings import Finding, disqualification_of
from leadgate.domain.handed import Handoff
from leadgate.domain.handoff import Grounds, hand_over, recommend
from leadgate.domain.patterns import find_patterns
from leadgate.domain.rules import NURTURE
from leadgate.domain.settings import Settings
from leadgate.model.registry import FolderRegistry
from tests.builders import NOON, SITE, DossierBuilder, a_buyer, a_lead, case_of


def handoff(lead: DossierBuilder, status: Status = "sales_ready", category: Category | None = None) -> Recommendation:
    case = case_of(lead)
    found = disqualification_of(Finding("N", category, True, "because")) if category else None
    decision = Decision(status, "B", 60, 0.7, "recommend", disqualification=found)
    grounds = Grounds(decision, (), map_stakeholders(case))
    return recommend(case, grounds, hand_over(case, grounds))


_READY: Final = Decision("sales_ready", "B", 60, 0.7, "recommend")
SEGMENTS: Final = [(None, "SDR"), (249.0, "Commercial SDR"), (250.0, "Enterprise SDR"), (5000.0, "Enterprise SDR")]


@pytest.mark.capability("R1", "R8")
@pytest.mark.parametrize(("employees", "route_to"), SEGMENTS)
def test_the_companys_size_says_who_sells(employees: float | None, route_to: str) -> None:
    assert handoff(a_lead().at_company(employees=employees)).route_to == route_to


QUEUES: Final[list[tuple[Category, str]]] = [
    ("customer_support", "Customer success"),
    ("non_decision_maker", "Customer success"),
    ("analyst", "Analyst relations"),
    ("competitor", "None"),
    ("student", "None"),
    ("invalid_contact", "None"),
]


@pytest.mark.capability("N1", "N4", "N5")
@pytest.mark.parametrize(("category", "queue"), QUEUES)
def test_the_disqualified_go_elsewhere_and_nobody_has_to_hurry(category: Category, queue: str) -> None:
    advice = handoff(a_lead(), "disqualified", category)
    assert (advice.route_to, advice.within_hours, advice.talking_points) == (queue, None, ())
    assert advice.approach.endswith(".")


@pytest.mark.capability("P5")
def test_nurture_begins_where_the_lead_is() -> None:
    approaches = [handoff(lead, "nurture").approach for lead in (a_lead(), a_lead().viewed("educational"), a_buyer())]
    assert [approach.split(" ")[1] for approach in approaches] == ["an", "evaluation", "in"]


def test_nurture_and_review_have_places_of_their_own() -> None:
    assert (handoff(a_lead(), "nurture").route_to, handoff(a_lead(), "nurture").within_hours) == ("Nurture", None)
    assert (handoff(a_lead(), "review").route_to, handoff(a_lead(), "review").within_hours) == ("Review queue", 24)


@pytest.mark.capability("R8")
def test_a_running_sale_is_joined_through_its_owner() -> None:
    asked = a_lead().at_company().sent_form("demo_request")
    assert handoff(asked.with_deal()).approach == (
        "Through the owner of the open opportunity: offer a demo within 24 hours."
    )
    assert handoff(asked.with_deal(won=False)).approach == "Offer a demo within 24 hours."


@pytest.mark.capability("R11")
def test_nothing_is_urgent_about_a_lead_that_a_rule_holds_back() -> None:
    asked = case_of(a_lead().sent_form("demo_request"))
    for rule, urgent in ((Rule("P1", NURTURE, "below the threshold"), True), (Rule("F1", NURTURE, "poor fit"), False)):
        decision = Decision("nurture", "D", 10, 0.7, "recommend", rules=(rule,))
        assert bool(recommend(asked, Grounds(decision, (), ()), None).alerts) == urgent


APPROACHES: Final = [
    ("asked for a demo", a_lead().sent_form("demo_request"), "demo", 24),
    ("asked to be called", a_lead().sent_form("contact_sales"), "Call today", 24),
    ("reads how to implement", a_lead().viewed("implementation"), "technical session", 48),
    ("reads", a_lead().viewed("pricing"), "Write personally", 48),
]


@pytest.mark.capability("P5", "R8")
@pytest.mark.parametrize(
    ("lead", "words", "hours"), [row[1:] for row in APPROACHES], ids=[row[0] for row in APPROACHES]
)
def test_the_approach_follows_what_the_lead_did(lead: DossierBuilder, words: str, hours: int) -> None:
    advice = handoff(lead)
    assert words in advice.approach
    assert advice.within_hours == hours


@pytest.mark.capability("R9")
def test_talking_points_are_what_was_read_longest_and_what_happened_there() -> None:
    lead = a_buyer().company_had("news", type="leadership_change", person_title="VP Operations", days_ago=42)
    points = handoff(lead).talking_points
    assert points[:3] == (
        "Setup: read for 12 min, last yesterday",
        "Roi calculator: read for 8 min, last 3 days ago",
        "Pumps: read for 6 min, last 5 days ago",
    )
    assert points[3] == "New VP Operations 6 weeks ago"
    assert len(points) <= 5


@pytest.mark.capability("R9")
def test_nothing_read_is_nothing_to_talk_about() -> None:
    assert handoff(a_lead()).talking_points == ()


@pytest.mark.capability("R11")
def test_alerts_are_what_is_urgent_now() -> None:
    alerts = handoff(a_buyer().with_deal(stage="open")).alerts
    assert "Demo request today" in alerts
    assert "Chief Financial Officer looked at pricing yesterday" in alerts
    assert any("open" in alert for alert in alerts)
    assert handoff(a_lead().viewed("pricing")).alerts == ()


@pytest.mark.capability("R8")
def test_an_executive_who_is_active_calls_for_one() -> None:
    assert handoff(a_buyer()).executive_sponsorship
    assert not handoff(a_lead(title="CFO").viewed("pricing")).executive_sponsorship


@pytest.mark.capability("R4")
@pytest.mark.parametrize(("country", "skills"), [("Germany", ("de",)), ("United States", ()), ("", ())])
def test_the_leads_language_is_a_skill(country: str, skills: tuple[str, ...]) -> None:
    assert handoff(a_lead(country=country)).required_skills == skills


def handed(lead: DossierBuilder) -> Handoff:
    case = case_of(lead)
    found = hand_over(case, Grounds(_READY, find_patterns(case, ()), map_stakeholders(case)))
    assert found is not None
    return found


@pytest.mark.capability("R9")
def test_every_talking_point_names_its_source_without_a_pages_query() -> None:
    lead = a_buyer().viewed(f"{SITE}/docs/setup?email=a@b.example", seconds=30, days_ago=0.5)
    (first, *_) = handed(lead).talking_points
    assert (first.text, first.source) == ("Setup: read for 12 min, last today", "page /docs/setup and 1 other signal")
    assert first.at == NOON - timedelta(days=0.5)
    assert len(first.signals) == 2


@pytest.mark.capability("R7")
def test_key_signals_are_the_strongest_behaviour_with_its_evidence() -> None:
    signals = handed(a_buyer()).key_signals
    assert signals
    assert all(one.signals and one.source for one in signals)


ENDS: Final = [
    ("a request is urgent for a week", a_lead().sent_form("demo_request", days_ago=2), timedelta(days=5)),
    ("a renewal until its day", a_lead().company_had("contract", vendor="X", renews_on="2026-12-23"), timedelta(30.5)),
    ("an open deal as long as it stands", a_lead().at_company().with_deal(), None),
]


@pytest.mark.capability("R11")
@pytest.mark.parametrize(("lead", "left"), [row[1:] for row in ENDS], ids=[row[0] for row in ENDS])
def test_an_alert_says_when_it_ends(lead: DossierBuilder, left: timedelta | None) -> None:
    (alert,) = handed(lead).alerts
    assert alert.expires_at == (left if left is None else NOON + left)


@pytest.mark.capability("R10")
def test_the_map_says_who_is_missing_and_whom_to_ask() -> None:
    seats = {seat.name: seat for seat in handed(a_buyer().with_colleague("VP Manufacturing", first_name="Maja")).seats}
    assert seats["economic_buyer"].active
    assert seats["technical_buyer"].people == ()
    assert seats["technical_buyer"].introduction == (
        "Ask Jennifer Martinez, Director of Operations, to introduce the technical buyer"
    )
    assert seats["technical_buyer"].ask == "hubspot:contact:501"
    assert "procurement" not in seats


@pytest.mark.capability("R10")
def test_a_silent_seat_is_introduced_by_the_same_trade_first_and_by_a_referrer_last() -> None:
    silent = a_lead(title="CFO").at_company().with_colleague("Chief Executive Officer", first_name="Ann")
    asked = handed(silent.company_had("referral", referrer="Bo of Initech")).seats
    assert asked[0].introduction == "Ask Bo of Initech to introduce CFO"
    (buyer, *_) = handed(silent.viewed("pricing", by="Controller")).seats
    assert buyer.introduction.startswith("Ask Controller to introduce")


def test_only_who_is_handed_over_gets_a_handoff() -> None:
    case = case_of(a_buyer())
    assert hand_over(case, Grounds(replace(_READY, status="nurture"), (), ())) is None


@pytest.mark.capability("R11")
def test_a_lead_is_looked_at_again_when_its_first_alert_ends() -> None:
    model = FolderRegistry(bundled_model()).current()
    asked = assess(a_buyer().build(), Settings(), model)
    assert asked.handoff is not None
    ends = [alert.expires_at for alert in asked.handoff.alerts if alert.expires_at]
    assert asked.requalify.at == min(ends) < NOON + timedelta(days=7)
