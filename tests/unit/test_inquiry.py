"""What is worth asking a provider: by how often the answer would change the verdict, and by what it costs."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from leadgate.domain.dossier import Account, Dossier, Lead
from leadgate.domain.enrichment_settings import EnrichmentSettings
from leadgate.domain.inquiry import QUESTIONS, answers_to, open_questions, worth_asking, worth_of
from leadgate.domain.section import validated
from leadgate.domain.settings import Settings

SETTINGS = EnrichmentSettings(worth_of_verdict=10, cost_of_company=2)
EMPTY = Dossier(
    as_of=datetime(2026, 11, 23, tzinfo=UTC),
    lead=Lead(id="hubspot:contact:1", email="a@acme.example"),
    account=Account(id="hubspot:company:7", domain="acme.example"),
)
EMPLOYEES = next(one for one in QUESTIONS if one.field == "employees")
MARKET = validated(
    Settings, {"market": {"industries": ["Manufacturing"], "countries": ["US"], "technologies": ["SAP"]}}
)


def test_the_value_is_the_chance_of_another_verdict_times_its_worth() -> None:
    worth = worth_of(EMPLOYEES, "nurture", ["nurture", "sales_ready", "sales_ready", "nurture", "nurture"], SETTINGS)
    assert (worth.chance, worth.value, worth.cost) == (0.4, 4.0, 2.0)


def test_an_answer_that_changes_nothing_is_worth_nothing() -> None:
    assert worth_of(EMPLOYEES, "nurture", ["nurture"] * 5, SETTINGS).value == 0.0
    assert worth_of(EMPLOYEES, "nurture", [], SETTINGS).value == 0.0


@pytest.mark.parametrize(("cost", "asked"), [(3.9, True), (4.0, False), (4.1, False)])
def test_asked_is_what_is_worth_more_than_it_costs(cost: float, asked: bool) -> None:
    worth = worth_of(EMPLOYEES, "nurture", ["sales_ready"] * 2 + ["nurture"] * 3, SETTINGS)
    assert bool(worth_asking([replace(worth, cost=cost)])) is asked


def test_the_most_gain_is_asked_first() -> None:
    small = worth_of(EMPLOYEES, "nurture", ["sales_ready", "nurture"], SETTINGS)
    large = worth_of(QUESTIONS[-1], "nurture", ["sales_ready"], SETTINGS)
    assert worth_asking([small, large]) == (large, small)


def test_what_is_known_is_not_asked() -> None:
    assert {one.field for one in open_questions(EMPTY)} == {one.field for one in QUESTIONS}
    known = replace(EMPTY, account=replace(EMPTY.account, employees=500.0, industry="Manufacturing"))
    assert {one.field for one in open_questions(known)} == {"country", "technologies", "title"}


def test_of_nobodys_company_nothing_is_asked() -> None:
    nobody = replace(EMPTY, lead=replace(EMPTY.lead, email=""), account=Account())
    assert [one.field for one in open_questions(nobody)] == ["title"]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.field)
def test_an_answer_fills_its_field_and_no_other(question: object) -> None:
    asked = next(one for one in QUESTIONS if one == question)
    found = list(answers_to(asked, EMPTY, MARKET))
    assert len(found) > 1
    for dossier in found:
        assert getattr(getattr(dossier, asked.record), asked.field)
        assert asked.field not in {one.field for one in open_questions(dossier)}
        assert len(open_questions(dossier)) == len(QUESTIONS) - 1


@pytest.mark.parametrize("field", ["industry", "country", "technologies"])
def test_where_the_market_does_not_care_there_is_nothing_to_ask(field: str) -> None:
    question = next(one for one in QUESTIONS if one.field == field)
    assert list(answers_to(question, EMPTY, Settings())) == []
