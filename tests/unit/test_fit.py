"""F: each part of fit by its facts, unknown parts dropped and not counted as zero."""

from typing import Any, Final

import pytest

from leadgate.domain.fit import Fit, size_score
from leadgate.domain.fit_parts import FitPart
from leadgate.domain.section import validated
from leadgate.domain.settings import Settings
from leadgate.domain.settings_market import Employees
from leadgate.errors import BadInputError
from tests.builders import DossierBuilder, a_buyer, a_lead, case_of

MARKET: Final[dict[str, Any]] = {
    "industries": ["manufacturing"],
    "countries": ["US"],
    "technologies": ["SAP", "Rockwell", "Azure IoT"],
    "blocking_technologies": ["AirGapOne"],
    "customers": ["orchardvalley.com"],
}
SETTINGS: Final = validated(Settings, {"market": MARKET})


def fit(lead: DossierBuilder, settings: Settings = SETTINGS) -> Fit:
    return case_of(lead, settings).fit


def part(found: Fit, id_: str) -> FitPart | None:
    return next((part for part in found.parts if part.id == id_), None)


SIZES: Final = [(9, 0), (10, 40), (55, 70), (100, 100), (5000, 100), (27_500, 70), (50_000, 40), (50_001, 0)]


@pytest.mark.capability("F1")
@pytest.mark.parametrize(("employees", "score"), SIZES)
def test_size_is_a_band_with_slopes(employees: float, score: float) -> None:
    assert size_score(employees, Employees()) == pytest.approx(score)


@pytest.mark.capability("F1")
def test_a_band_without_slopes_is_all_or_nothing() -> None:
    only = Employees(min=50, ideal_min=50, ideal_max=50, max=50)
    assert [size_score(count, only) for count in (49, 50, 51)] == [0, 100, 0]


COMPANY: Final = a_lead(country="US").at_company(employees=500.0, industry="Industrial Machinery")
COMPANIES: Final = [
    ("all that you sell to", COMPANY, 92),
    ("too small", COMPANY.at_company(employees=3.0), 32),
    ("another industry", COMPANY.at_company(industry="Legal Services"), 41),
    ("another country", COMPANY.with_lead(country="India"), 41),
    ("only the size is known", a_lead().at_company(employees=500.0), 92),
    ("a target account", COMPANY.at_company(target_account=True), 98),
    ("nothing known", a_lead(), None),
]


@pytest.mark.capability("F1", "F2", "F4", "A7")
@pytest.mark.parametrize(("lead", "score"), [row[1:] for row in COMPANIES], ids=[row[0] for row in COMPANIES])
def test_one_fact_that_rules_a_company_out_is_not_made_up_for(lead: DossierBuilder, score: int | None) -> None:
    company = fit(lead).company
    assert (company is None) is (score is None)
    assert company is None or round(company) == score


TECHNOLOGY: Final = [
    ("three that you look for", ("SAP ERP", "Rockwell", "Azure IoT Hub"), 92),
    ("one", ("SAP ERP", "Excel"), 74),
    ("none", ("Excel",), 45),
    ("one that rules you out", ("SAP ERP", "AirGapOne"), 10),
    ("unknown", (), None),
]


@pytest.mark.capability("F3")
@pytest.mark.parametrize(("names", "score"), [row[1:] for row in TECHNOLOGY], ids=[row[0] for row in TECHNOLOGY])
def test_the_technology_stack(names: tuple[str, ...], score: float | None) -> None:
    assert fit(a_lead().at_company(technologies=names)).technology == score


@pytest.mark.capability("F6", "F7")
def test_roles_rank_by_seat_and_say() -> None:
    titles = ("CFO", "VP Operations", "Plant Manager", "Payroll Clerk", "Intern", "Student")
    scores = [fit(a_lead(title=title)).role for title in titles]
    known = [score for score in scores if score is not None]
    assert len(known) == len(titles)
    assert known == sorted(known, reverse=True)
    assert fit(a_lead()).role is None


@pytest.mark.capability("F8")
def test_whoever_knows_you_from_an_earlier_job_fits_better() -> None:
    lead = a_lead(title="Plant Manager")
    known = fit(lead.did("person_enrichment", id="past", previous_companies=["orchardvalley.com"]))
    before, after = fit(lead).role, known.role
    assert before is not None
    assert after is not None
    assert after > before
    told = part(known, "F8")
    assert told is not None
    assert (told.text, told.signals) == ("worked at orchardvalley.com, a customer of yours", ("past",))


WORDS: Final = [
    ("F1", "500 people, a size you sell to"),
    ("F2", "Industrial Automation, an industry you sell to"),
    ("F3", "uses SAP"),
    ("F4", "US, a market you sell in"),
    ("F6", "Director of Operations: can sit as champion"),
]


@pytest.mark.capability("F1", "F2", "F3", "F4", "F6")
@pytest.mark.parametrize(("id_", "text"), WORDS)
def test_parts_say_why(id_: str, text: str) -> None:
    told = part(fit(a_buyer()), id_)
    assert told is not None
    assert told.text == text


@pytest.mark.capability("F5", "Q2")
def test_growth_is_news_and_old_news_are_none() -> None:
    for days, known in ((30, True), (800, False)):
        lead = a_buyer().company_had("news", type="funding", headline="Acme raises 40 M", days_ago=days)
        assert (part(fit(lead), "F5") is not None) is known


@pytest.mark.capability("P6")
def test_unknown_parts_drop_out_of_the_score() -> None:
    only_company = fit(a_lead().at_company(employees=500.0))
    assert only_company.score == pytest.approx(only_company.company)
    assert fit(a_lead()).score is None
    assert fit(a_lead()).unknown == ("company size", "industry", "country", "role", "technologies")
    assert fit(a_lead(), Settings()).unknown == ("company size", "industry", "country", "role")


def test_weights_of_nothing_are_refused() -> None:
    with pytest.raises(BadInputError, match="fit: at least one part"):
        validated(Settings, {"fit": {"company": 0, "role": 0, "technology": 0, "timing": 0}})
