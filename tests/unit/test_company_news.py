"""F5, N1: what news says of a company's freedom to buy."""

from typing import Final

import pytest

from leadgate.domain.company_news import insolvent, taken_over
from leadgate.domain.rules import NURTURE, REVIEW, Judged, fired_rules
from leadgate.domain.section import validated
from leadgate.domain.settings import Settings
from tests.builders import DossierBuilder, a_lead, case_of

SETTINGS: Final = validated(Settings, {"competition": {"competitors": [{"name": "LineSight"}]}})
HALDEN: Final = a_lead().at_company("Halden Pumps Inc.")


def told(headline: str, news: str = "acquisition", days_ago: float = 9) -> DossierBuilder:
    return HALDEN.company_had("news", days_ago=days_ago, type=news, headline=headline)


SALES: Final = [
    ("Halden Pumps acquired by Bosch", True),
    ("Halden Pumps wird von Bosch übernommen", True),
    ("Bosch übernimmt Halden Pumps", True),
    ("Bosch to acquire pump maker Halden", True),
    ("Halden rachetée par Veolia", True),
    ("Halden adquirida por Veolia", True),
    ("Halden Pumps acquires Dayton Valves", False),
    ("Dayton Valves acquired by Halden Pumps", False),
    ("Halden Pumps übernimmt Dayton Valves", False),
    ("Halden Pumps completes acquisition of a valve maker", False),
]


@pytest.mark.capability("F5")
@pytest.mark.parametrize(("headline", "sold"), SALES, ids=[row[0] for row in SALES])
def test_who_takes_over_whom(headline: str, sold: bool) -> None:
    assert (taken_over(told(headline).build()) is not None) == sold
    (part,) = [part for part in case_of(told(headline)).fit.parts if part.id == "F5"]
    assert part.score == (30.0 if sold else 75.0)


TROUBLE: Final = [
    ("Halden Pumps files for bankruptcy", "layoffs", True),
    ("Halden Pumps meldet Insolvenz an", "initiative", True),
    ("Halden en redressement judiciaire", "layoffs", True),
    ("Concurso de acreedores", "layoffs", False),
    ("Insolvent Dayton Valves bought by Halden Pumps", "acquisition", False),
    ("LineSight files for bankruptcy", "competitor_incident", False),
    ("Halden Pumps raises $40M", "funding", False),
]


@pytest.mark.capability("F5")
@pytest.mark.parametrize(("headline", "news", "broke"), TROUBLE, ids=[row[0] for row in TROUBLE])
def test_who_cannot_pay(headline: str, news: str, broke: bool) -> None:
    assert (insolvent(told(headline, news).build()) is not None) == broke


def test_news_of_last_year_is_over() -> None:
    assert taken_over(told("Halden Pumps acquired by Bosch", days_ago=400).build()) is None


def fired(lead: DossierBuilder, probability: float = 0.6) -> dict[str, str]:
    judged = Judged(probability, 0.9, None, (), ())
    return {rule.id: rule.effect for rule in fired_rules(case_of(lead, SETTINGS), judged)}


@pytest.mark.capability("N1")
def test_a_human_looks_at_a_company_that_cannot_pay_or_belongs_to_a_rival() -> None:
    assert fired(told("Halden Pumps files for bankruptcy", "layoffs"))["F5"] == REVIEW
    assert fired(told("Halden Pumps files for bankruptcy", "layoffs"), 0.1)["F5"] == NURTURE
    assert fired(told("Halden Pumps acquired by LineSight"))["N1"] == REVIEW
    assert "N1" not in fired(told("Halden Pumps acquired by Bosch"))
