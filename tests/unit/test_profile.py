"""Who a lead is: what is read of person and company, and that unknown stays unknown."""

from typing import Any, Final

import pytest

from leadgate.domain.profile import Profile
from leadgate.domain.section import validated
from leadgate.domain.settings import Settings
from tests.builders import DossierBuilder, a_buyer, a_lead, case_of

SETTINGS: Final = validated(
    Settings,
    {
        "market": {
            "industries": ["manufacturing"],
            "countries": ["US", "DACH"],
            "technologies": ["SAP", "Rockwell"],
            "blocking_technologies": ["AirGapOne"],
            "customers": ["orchardvalley.com"],
        },
        "own_domains": ["seller.com"],
    },
)


def profile(lead: DossierBuilder, settings: Settings = SETTINGS) -> Profile:
    return case_of(lead, settings).profile


COUNTRIES: Final = [
    ("the lead's own", a_lead(country="Deutschland").at_company(country="US"), "DE", True),
    ("the company's, where the lead's is no country", a_lead(country="Narnia").at_company(country="US"), "US", True),
    ("the company's", a_lead().at_company(country="United States"), "US", True),
    ("one not sold to", a_lead(country="India"), "IN", False),
    ("unknown", a_lead(), None, None),
]


@pytest.mark.capability("F4")
@pytest.mark.parametrize(
    ("lead", "country", "match"), [row[1:] for row in COUNTRIES], ids=[row[0] for row in COUNTRIES]
)
def test_the_country(lead: DossierBuilder, country: str | None, match: bool | None) -> None:
    found = profile(lead)
    assert (found.country, found.country_match) == (country, match)


@pytest.mark.capability("F2", "F4")
def test_where_nothing_is_wanted_nothing_is_judged() -> None:
    found = profile(a_buyer(), Settings())
    assert (found.industry_match, found.country_match, found.technologies_known) == (None, None, False)
    assert found.industry is not None


@pytest.mark.capability("F3")
def test_technologies_wanted_and_blocking() -> None:
    found = profile(a_lead().at_company(technologies=("SAP S/4HANA", "AirGapOne", "Excel")))
    assert (found.wanted, found.blocking, found.technologies_known) == (("SAP",), ("AirGapOne",), True)
    assert not profile(a_lead().at_company()).technologies_known


@pytest.mark.capability("F6", "F7", "A2")
@pytest.mark.parametrize(
    ("title", "seat"),
    [("CFO", "economic_buyer"), ("Plant Manager", "champion"), ("IT Director", "technical_buyer"),
     ("Buyer", "procurement"), ("Student", ""), ("", "")],
)  # fmt: skip
def test_a_title_gives_a_seat(title: str, seat: str) -> None:
    assert profile(a_lead(title=title)).person.seat == seat
    assert profile(a_lead().with_colleague(title)).colleagues[0].seat == seat


COMPANIES: Final = [
    ("of the account", a_lead(email="a.b@gmail.com").at_company(domain="www.acme.com"), "acme.com"),
    ("of a business address", a_lead(email="ann.lee@eu.acme.com"), "acme.com"),
    ("none of a private address", a_lead(email="ann.lee@gmail.com"), ""),
    ("none of nothing", a_lead(), ""),
]


@pytest.mark.parametrize(("lead", "domain"), [row[1:] for row in COMPANIES], ids=[row[0] for row in COMPANIES])
def test_the_companys_domain(lead: DossierBuilder, domain: str) -> None:
    assert profile(lead).company_domain == domain


@pytest.mark.capability("F8")
@pytest.mark.parametrize(
    ("previous", "known"),
    [(["orchardvalley.com"], "orchardvalley.com"), ("x.com, www.orchardvalley.com", "www.orchardvalley.com"),
     (["else.com"], ""), (None, "")],
)  # fmt: skip
def test_whoever_worked_at_a_customer_knows_us(previous: Any, known: str) -> None:
    lead = a_lead().did("person_enrichment", previous_companies=previous)
    assert profile(lead).knows_us == known


@pytest.mark.capability("N6")
def test_our_own_people_are_known() -> None:
    assert profile(a_lead(email="kim.lee@mail.seller.com")).colleague_of_ours
    assert not profile(a_lead(email="kim.lee@reseller.com")).colleague_of_ours
