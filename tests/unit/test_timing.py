"""F11–F15: why now, by dates as they stand."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest

from leadgate.domain.fit_parts import FitPart
from leadgate.domain.section import validated
from leadgate.domain.settings import Settings
from tests.builders import NOON, DossierBuilder, a_lead, case_of

MAY: Final = datetime(2026, 5, 11, 9, tzinfo=UTC)
RIVALS: Final = validated(Settings, {"competition": {"competitors": [{"name": "PlantPulse"}]}})


def timing(lead: DossierBuilder, settings: Settings | None = None) -> dict[str, FitPart]:
    return {part.id: part for part in case_of(lead, settings).fit.parts if part.group == "timing"}


def told(parts: dict[str, FitPart], part: str) -> tuple[float, str] | None:
    return (parts[part].score, parts[part].text) if part in parts else None


BUDGETS: Final = [
    ("next month has not ended", 6, (80.0, "budget is decided in 1 month")),
    ("this month", 5, (80.0, "budget is decided this month")),
    ("in two months", 7, (80.0, "budget is decided in 2 months")),
    ("in six months", 11, (55.0, "budget is decided in 6 months")),
    ("last month is over", 4, (35.0, "budget is decided in 11 months")),
    ("no such month", 13, None),
    ("no month at all", "soon", None),
    ("unknown", None, None),
]


@pytest.mark.capability("F11")
@pytest.mark.parametrize(("month", "expected"), [row[1:] for row in BUDGETS], ids=[row[0] for row in BUDGETS])
def test_a_budget_cycle_lies_ahead_or_is_over(month: Any, expected: tuple[float, str] | None) -> None:
    lead = a_lead().seen_at(MAY).at_company(properties={"budget_month": month})
    assert told(timing(lead), "F11") == expected


YEARS: Final = [
    ("ends this month", 5, (65.0, "fiscal year ends this month"), None),
    ("ends next month", 6, (65.0, "fiscal year ends in 1 month"), None),
    ("ends in two months", 7, (65.0, "fiscal year ends in 2 months"), None),
    ("is being planned", 8, (40.0, "fiscal year ends in 3 months"), (60.0, "next year's budget is being planned")),
    ("is far from over", 12, (40.0, "fiscal year ends in 7 months"), None),
    ("has just begun", 4, (55.0, "fiscal year has just begun"), None),
    ("is unknown", None, None, None),
]


@pytest.mark.capability("F11", "F12")
@pytest.mark.parametrize(("month", "year", "budget"), [row[1:] for row in YEARS], ids=[row[0] for row in YEARS])
def test_a_fiscal_year(month: int | None, year: tuple[float, str] | None, budget: tuple[float, str] | None) -> None:
    parts = timing(a_lead().seen_at(MAY).at_company(fiscal_year_end_month=month))
    assert (told(parts, "F12"), told(parts, "F11")) == (year, budget)


def contract(days: int, vendor: str | None = "PlantPulse", **more: Any) -> DossierBuilder:
    renews_on = (NOON + timedelta(days=days)).date().isoformat()
    return a_lead().company_had("contract", vendor=vendor, renews_on=renews_on, **more)


RENEWALS: Final = [
    ("in seven weeks", contract(49), (85.0, "contract with PlantPulse renews in 49 days")),
    ("tomorrow", contract(1), (85.0, "contract with PlantPulse renews in 1 day")),
    ("today", contract(0), (85.0, "contract with PlantPulse renews today")),
    ("in exactly 120 days", contract(120), (85.0, "contract with PlantPulse renews in 120 days")),
    ("in 121 days", contract(121), (60.0, "contract with PlantPulse renews in 121 days")),
    ("beyond sight", contract(271), None),
    ("renewed last month", contract(-30), (20.0, "contract with PlantPulse renewed 4 weeks ago")),
    ("renewed long ago", contract(-181), None),
    ("with a caterer", contract(49, vendor="FreshPlate"), None),
    ("with nobody named", contract(49, vendor=None), (85.0, "contract with another vendor renews in 49 days")),
    ("without a date", a_lead().company_had("contract", vendor="PlantPulse"), None),
    ("on a date that is none", a_lead().company_had("contract", vendor="PlantPulse", renews_on="Q3"), None),
]


@pytest.mark.capability("F13", "A5")
@pytest.mark.parametrize(("lead", "expected"), [row[1:] for row in RENEWALS], ids=[row[0] for row in RENEWALS])
def test_a_contract_of_a_rival_comes_due(lead: DossierBuilder, expected: tuple[float, str] | None) -> None:
    assert told(timing(lead, RIVALS), "F13") == expected


@pytest.mark.capability("F13")
def test_what_was_said_last_of_a_vendor_counts() -> None:
    renewed = contract(30, days_ago=200).company_had("contract", vendor="plantpulse", renews_on="2029-01-01")
    assert "F13" not in timing(renewed, RIVALS)


NEWS: Final = [
    (
        "F14",
        {"type": "initiative", "headline": "Smart factory by 2028"},
        (85.0, "initiative announced 6 weeks ago: Smart factory by 2028"),
    ),
    ("F14", {"type": "initiative"}, (85.0, "initiative announced 6 weeks ago")),
    (
        "F15",
        {"type": "leadership_change", "person_title": "VP Manufacturing"},
        (80.0, "new VP Manufacturing 6 weeks ago"),
    ),
    (
        "F15",
        {"type": "leadership_change", "headline": "Acme names a chief"},
        (80.0, "leadership change 6 weeks ago: Acme names a chief"),
    ),
    ("F15", {"type": "leadership_change", "person_title": "Head of Communications"}, None),
    ("F15", {"type": "leadership_change", "person_title": "CFO"}, (80.0, "new CFO 6 weeks ago")),
    (
        "F5",
        {"type": "layoffs", "headline": "Acme to cut 300 jobs"},
        (20.0, "layoffs 6 weeks ago: Acme to cut 300 jobs"),
    ),
]


@pytest.mark.capability("F5", "F14", "F15", "Q2")
@pytest.mark.parametrize(("part", "news", "expected"), NEWS, ids=[str(news) for _, news, _ in NEWS])
def test_news_speak_for_or_against_now(part: str, news: dict[str, str], expected: tuple[float, str] | None) -> None:
    lead = a_lead(title="Director of Operations").company_had("news", days_ago=42, **news)
    assert told(timing(lead), part) == expected


@pytest.mark.capability("F14", "F15")
def test_news_are_news_for_half_a_year() -> None:
    for days, known in ((180, True), (181, False)):
        lead = a_lead().company_had("news", type="initiative", headline="x", days_ago=days)
        assert ("F14" in timing(lead)) is known


def test_nothing_known_is_no_timing_and_not_zero() -> None:
    assert case_of(a_lead()).fit.timing is None
