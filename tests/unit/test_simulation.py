"""The simulated funnel: seeded, blind to its own outcomes, plausible."""

from dataclasses import replace
from datetime import timedelta
from statistics import median
from typing import Any

import pytest

from leadgate.domain.dossier_json import parse_dossier, render_dossier
from leadgate.learning.simulation import SimulatedLead, simulate
from leadgate.learning.simulation.chance import generator, on_ladder
from leadgate.learning.simulation.funnel import simulate_lead
from leadgate.learning.simulation.outcomes import conversion_chance, draw_outcome
from leadgate.learning.simulation.words import TOPIC


@pytest.fixture(scope="module")
def leads() -> list[SimulatedLead]:
    return list(simulate(2500, seed=11))


def test_the_same_seed_gives_the_same_leads() -> None:
    assert list(simulate(40, seed=3)) == list(simulate(40, seed=3))


def test_another_seed_gives_other_leads() -> None:
    assert [lead.dossier for lead in simulate(5, seed=3)] != [lead.dossier for lead in simulate(5, seed=4)]


def test_a_lead_does_not_depend_on_how_many_are_drawn() -> None:
    assert list(simulate(50, seed=3))[20] == simulate_lead(20, seed=3)


def test_nothing_is_seen_before_it_happened_or_became_known(leads: list[SimulatedLead]) -> None:
    for lead in leads:
        as_of = lead.dossier.as_of
        assert all(s.occurred_at <= s.received_at <= as_of for s in lead.dossier.signals)
        assert lead.dossier.lead.created_at is not None
        assert lead.dossier.lead.created_at <= as_of
        assert all(deal.created_at is not None and deal.created_at < as_of for deal in lead.dossier.opportunities)


def test_the_outcome_is_nowhere_in_the_dossier(leads: list[SimulatedLead]) -> None:
    for lead in leads:
        assert not lead.dossier.every("outcome")
        assert not any({"won", "amount", "converted"} & set(s.properties) for s in lead.dossier.signals)
        closed = [deal.closed_at for deal in lead.dossier.opportunities if deal.won is not None]
        assert all(closed_at is not None and closed_at < lead.dossier.as_of for closed_at in closed)


def test_the_outcome_is_drawn_from_the_hidden_state_alone() -> None:
    lead = simulate_lead(8, seed=5)
    assert draw_outcome(generator(5, 8, "outcome"), lead.state) == lead.outcome


def test_about_one_lead_in_five_converts(leads: list[SimulatedLead]) -> None:
    assert 0.15 <= sum(lead.outcome.converted for lead in leads) / len(leads) <= 0.22


def test_whoever_wants_to_talk_converts_far_more_often(leads: list[SimulatedLead]) -> None:
    talking = [lead.outcome.converted for lead in leads if lead.state.will]
    silent = [lead.outcome.converted for lead in leads if not lead.state.will]
    assert sum(talking) / len(talking) > 2 * sum(silent) / len(silent)


BETTER: list[tuple[str, dict[str, Any]]] = [
    ("a company that reads up", {"company": {"surging": True}}),
    ("a new leader", {"company": {"new_leader": True}}),
    ("seen in public", {"outspoken": True}),
    ("money and a date", {"funded": True}),
    ("warmed by a rep", {"warmed": True}),
    ("does sums", {"steps": ("costing",)}),
    ("moves today", {"idle_days": 0.0}),
]


@pytest.mark.parametrize("change", [row[1] for row in BETTER], ids=[row[0] for row in BETTER])
def test_each_cause_has_an_effect_of_its_own(change: dict[str, Any]) -> None:
    company = replace(simulate_lead(8, seed=5).state.company, surging=False, new_leader=False)
    quiet = {"outspoken": False, "funded": False, "warmed": False, "steps": (), "idle_days": 40.0}
    before = replace(simulate_lead(8, seed=5).state, company=company, **quiet)
    told = {name: value for name, value in change.items() if name != "company"}
    after = replace(before, company=replace(company, **change.get("company", {})), **told)
    assert conversion_chance(after) > conversion_chance(before)


def test_an_old_wish_to_talk_is_hardly_one(leads: list[SimulatedLead]) -> None:
    state = next(lead.state for lead in leads if lead.state.will == 2 and lead.state.idle_days < 1)
    chances = [conversion_chance(replace(state, idle_days=days)) for days in (0.0, 35.0, 365.0)]
    indifferent = conversion_chance(replace(state, idle_days=365.0, will=0))
    assert chances == sorted(chances, reverse=True)
    assert chances[2] - indifferent < 0.01


def test_surges_of_surging_companies_are_the_large_ones(leads: list[SimulatedLead]) -> None:
    percents: dict[bool, list[float]] = {True: [], False: []}
    for lead in leads:
        for surge in lead.dossier.every("category_surge"):
            if surge.text("topic") == TOPIC:
                percents[lead.state.company.surging].append(surge.number("percent") or 0.0)
    assert median(percents[True]) > 100 > median(percents[False])


def test_only_opportunities_have_an_amount_and_days(leads: list[SimulatedLead]) -> None:
    for lead in leads:
        outcome = lead.outcome
        assert (outcome.amount is not None) == (outcome.days is not None) == outcome.converted
        assert outcome.converted or outcome.won is None
    assert any(lead.outcome.converted and lead.outcome.won is None for lead in leads)


def test_much_is_unknown(leads: list[SimulatedLead]) -> None:
    for share in (
        sum(not lead.dossier.lead.title for lead in leads) / len(leads),
        sum(lead.dossier.account.employees is None for lead in leads) / len(leads),
        sum(not lead.dossier.account.technologies for lead in leads) / len(leads),
    ):
        assert 0.15 < share < 0.85
    assert any(not lead.dossier.signals for lead in leads)


def test_every_kind_of_person_turns_up(leads: list[SimulatedLead]) -> None:
    assert {lead.state.persona for lead in leads} == {
        "buyer", "reader", "student", "job_seeker", "rival", "customer", "listed", "machine",
    }  # fmt: skip


def test_a_simulated_dossier_is_one_that_can_be_written_and_read(leads: list[SimulatedLead]) -> None:
    for lead in leads[:100]:
        assert parse_dossier(render_dossier(lead.dossier)) == lead.dossier


def test_dossiers_span_three_years(leads: list[SimulatedLead]) -> None:
    instants = [lead.dossier.as_of for lead in leads]
    assert max(instants) - min(instants) > timedelta(days=1000)


LADDER = [
    ("below the first rung", -1.0, 10.0),
    ("on a rung", 1.0, 20.0),
    ("between two rungs", 1.5, 30.0),
    ("above the last rung", 9.0, 40.0),
]


@pytest.mark.parametrize(("readiness", "expected"), [row[1:] for row in LADDER], ids=[row[0] for row in LADDER])
def test_a_ladder_is_straight_between_its_rungs(readiness: float, expected: float) -> None:
    assert on_ladder(readiness, (10.0, 20.0, 40.0)) == expected
