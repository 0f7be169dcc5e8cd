"""B: which behaviours are found in a lead, with which evidence and words."""

from typing import Final

import pytest

from leadgate.domain.assessment import Pattern
from leadgate.domain.disqualification import find_disqualifiers
from leadgate.domain.patterns import PATTERNS, find_patterns
from leadgate.domain.section import validated
from leadgate.domain.settings import Settings
from tests.builders import DossierBuilder, a_buyer, a_lead, case_of

BURST: Final = [
    ("twelve touches in a week, two in the month before", 12, 2, True),
    ("four touches out of nothing", 4, 0, True),
    ("three touches are too few", 3, 0, False),
    ("as many a week as in every week before", 9, 38, False),
    ("twice the own pace, but within its chance", 4, 8, False),
    ("nothing at all", 0, 0, False),
]


def found(builder: DossierBuilder, settings: Settings | None = None) -> dict[str, Pattern]:
    case = case_of(builder, settings)
    return {pattern.id: pattern for pattern in find_patterns(case, find_disqualifiers(case))}


@pytest.mark.capability("B1")
@pytest.mark.parametrize(("recent", "before", "holds"), [row[1:] for row in BURST], ids=[row[0] for row in BURST])
def test_a_burst_is_against_the_leads_own_pace(recent: int, before: int, holds: bool) -> None:
    lead = a_lead().often("email_click", before, from_days_ago=36.9, to_days_ago=7.1)
    assert ("B1" in found(lead.often("email_click", recent, from_days_ago=6.9))) is holds


@pytest.mark.capability("B1")
def test_a_burst_counts_both_windows_and_cites_the_recent_touches() -> None:
    lead = a_lead().often("email_click", 2, from_days_ago=30, to_days_ago=8)
    burst = found(lead.often("email_click", 12, from_days_ago=6))["B1"]
    assert burst.text == "12 touches in 7 days, 2 in the month before"
    assert burst.signals == tuple(f"s{number:03}" for number in range(3, 15))


@pytest.mark.capability("B1")
def test_exactly_seven_days_ago_is_before_the_window() -> None:
    lead = a_lead().often("email_click", 5, from_days_ago=5).clicked(days_ago=7.0)
    assert found(lead)["B1"].text == "5 touches in 7 days, 1 in the month before"


NO_INTEREST: Final = [
    ("the careers site", a_lead().often("page_view", 8, from_days_ago=5, url="/careers/welder", seconds=80.0)),
    ("support pages", a_lead().often("page_view", 8, from_days_ago=5, url="/support/reset", seconds=80.0)),
    ("pages left at once", a_lead().often("page_view", 8, from_days_ago=5, url="/product", seconds=9.9)),
    ("what our agent wrote", a_lead().often("chat_message", 8, from_days_ago=5, author="agent", text="Hello?")),
    ("mails that were opened", a_lead().often("email_open", 8, from_days_ago=5)),
    ("a machine", a_lead().often("page_view", 8, from_days_ago=5, url="/product", user_agent="AhrefsBot/7.0")),
]


@pytest.mark.capability("B1", "B10", "N6")
@pytest.mark.parametrize("lead", [lead for _, lead in NO_INTEREST], ids=[fact for fact, _ in NO_INTEREST])
def test_what_leads_to_no_purchase_is_no_burst(lead: DossierBuilder) -> None:
    assert "B1" not in found(lead)


def in_order(*pages: str, seconds: float | None = 60.0) -> DossierBuilder:
    lead = a_lead()
    for place, page in enumerate(pages):
        lead = lead.viewed(page, seconds=seconds, days_ago=len(pages) - place)
    return lead


PROGRESS: Final = [
    ("education, evaluation, pricing", in_order("educational", "evaluation", "pricing"), True),
    ("the same backwards", in_order("pricing", "evaluation", "educational"), False),
    ("presence is not order", in_order("pricing", "educational", "pricing", "educational"), False),
    ("education alone", in_order("educational", "educational"), False),
    ("one page has no order", in_order("pricing"), False),
    ("clicked through the menu", in_order("educational", "evaluation", "pricing", seconds=2), False),
    ("untimed pages count", in_order("educational", "evaluation", "pricing", seconds=None), True),
    ("from a newsletter to a demo", a_lead().sent_form("newsletter", days_ago=9).sent_form("demo_request"), True),
    (
        "a demo after pricing and docs",
        in_order("evaluation", "pricing", "implementation").sent_form("demo_request"),
        True,
    ),
    ("two years ago", a_lead().viewed("educational", days_ago=700).viewed("pricing", days_ago=690), False),
]


@pytest.mark.capability("B2")
@pytest.mark.parametrize(("lead", "holds"), [row[1:] for row in PROGRESS], ids=[row[0] for row in PROGRESS])
def test_progression_is_order_in_time(lead: DossierBuilder, holds: bool) -> None:
    assert ("B2" in found(lead)) is holds


WAYS: Final = [
    (in_order("educational", "evaluation"), "moved from educational to evaluation content, 60 s on pumps"),
    (
        in_order("educational", "evaluation", "competitive", "pricing", "implementation"),
        "moved from educational to evaluation, comparison, pricing and implementation content, 60 s on pumps",
    ),
    (
        a_lead().sent_form("newsletter", days_ago=9).sent_form("demo_request"),
        "moved from educational content to a demo request",
    ),
    (
        in_order("educational", "evaluation", seconds=None).sent_form("contact_sales", days_ago=0),
        "moved from educational to evaluation content, then a request to talk to sales",
    ),
]


@pytest.mark.capability("B2")
@pytest.mark.parametrize(("lead", "text"), WAYS, ids=[text for _, text in WAYS])
def test_the_way_down_is_told_as_it_was(lead: DossierBuilder, text: str) -> None:
    assert found(lead)["B2"].text == text


@pytest.mark.capability("B3", "A1")
def test_several_people_of_the_account_are_named_with_what_they_did() -> None:
    lead = a_lead().at_company().viewed("pricing", days_ago=3)
    lead = lead.viewed("pricing", days_ago=1, by="CFO").sent_form("webinar", days_ago=4, by="IT Director")
    pattern = found(lead)["B3"]
    assert (
        pattern.text == "2 colleagues active too: CFO on pricing yesterday and IT Director (form submission) 4 days ago"
    )
    assert pattern.signals == ("s003", "s002")


COLLEAGUES: Final = [
    ("one who read pricing", a_lead().at_company().viewed("pricing", by="CFO"), True),
    ("one who only is there", a_lead().at_company().with_colleague("CFO"), False),
    ("one who left pricing at once", a_lead().at_company().viewed("pricing", seconds=3, by="CFO"), False),
    ("one who looks for a job", a_lead().at_company().viewed("careers", by="CFO"), False),
    ("exactly sixty days ago", a_lead().at_company().viewed("pricing", days_ago=60, by="CFO"), True),
    ("longer ago", a_lead().at_company().viewed("pricing", days_ago=61, by="CFO"), False),
]


@pytest.mark.capability("B3")
@pytest.mark.parametrize(("lead", "holds"), [row[1:] for row in COLLEAGUES], ids=[row[0] for row in COLLEAGUES])
def test_a_colleague_counts_who_may_buy(lead: DossierBuilder, holds: bool) -> None:
    assert ("B3" in found(lead)) is holds


@pytest.mark.capability("B4", "I7", "I8")
def test_a_comparison_names_what_is_compared() -> None:
    lead = a_lead().at_company().viewed("competitive").did("review_site_visit", site="G2")
    lead = lead.company_had("competitor_research", competitor="Northwind").company_had("competitor_research")
    assert found(lead)["B4"].text == "compares vendors: us vs them, G2, Northwind and another vendor"


@pytest.mark.capability("B4")
def test_a_comparison_of_last_year_is_none() -> None:
    assert "B4" not in found(a_lead().viewed("competitive", days_ago=300))


BUSY: Final = [
    ("two pages", in_order("implementation", "/docs/sso"), True),
    ("one page", in_order("implementation"), False),
    ("two glances", in_order("implementation", "/docs/sso", seconds=4), False),
    ("long ago", a_lead().often("page_view", 3, from_days_ago=90, to_days_ago=80, url="/docs/x"), False),
    ("a customer reads the manual", in_order("implementation", "/docs/sso").at_company(is_customer=True), False),
]


@pytest.mark.capability("B5", "I3")
@pytest.mark.parametrize(("lead", "holds"), [row[1:] for row in BUSY], ids=[row[0] for row in BUSY])
def test_implementation_focus_is_recent_reading_of_several_pages(lead: DossierBuilder, holds: bool) -> None:
    assert ("B5" in found(lead)) is holds


DOWNLOADS: Final = a_lead().often(
    "content_download", 6, from_days_ago=180, to_days_ago=5, asset="Checklist", stage="educational"
)
AGAINST: Final = [
    ("six downloads in six months", DOWNLOADS, {"B6", "B7"}),
    ("and pricing left at once", DOWNLOADS.viewed("pricing", seconds=4), {"B6", "B7", "B10"}),
    ("and pricing read: it wakes", DOWNLOADS.viewed("pricing", seconds=180), set()),
    ("and a demo: it asks", DOWNLOADS.sent_form("demo_request"), set()),
    ("two touches say nothing", a_lead().clicked(days_ago=160).clicked(days_ago=2), set()),
    ("three downloads in a week", a_lead().often("content_download", 3, from_days_ago=6, stage="educational"), {"B7"}),
    (
        "two downloads and a click are no three",
        a_lead().often("content_download", 2, from_days_ago=6, stage="educational").clicked(),
        set(),
    ),
    ("nothing at all", a_lead(), set()),
]


@pytest.mark.capability("B6", "B7", "B10")
@pytest.mark.parametrize(("lead", "ids"), [row[1:] for row in AGAINST], ids=[row[0] for row in AGAINST])
def test_what_speaks_against_a_purchase(lead: DossierBuilder, ids: set[str]) -> None:
    assert found(lead).keys() & {"B6", "B7", "B10"} == ids


@pytest.mark.capability("B6", "B7")
def test_sporadic_and_top_funnel_are_counted() -> None:
    patterns = found(DOWNLOADS)
    assert patterns["B6"].text == "only 6 touches over 6 months"
    assert patterns["B7"].text == "6 touches with content, all of it educational"
    assert patterns["B6"].signals == patterns["B7"].signals == tuple(f"s{number:03}" for number in range(1, 7))


ACTIVE: Final = a_lead(title="Plant Manager").often("email_click", 3, from_days_ago=9)
ALONE: Final = [
    ("nobody else of the company", ACTIVE.at_company(), True),
    ("a colleague is active", ACTIVE.at_company().viewed("pricing", by="CFO"), False),
    ("no company is known", ACTIVE, False),
    ("hardly active itself", a_lead().at_company().clicked().clicked(), False),
    ("the owner of a small shop decides alone", ACTIVE.with_title("Owner").at_company(employees=60.0), False),
    ("the owner of a large one does not", ACTIVE.with_title("Owner").at_company(employees=600.0), True),
]


@pytest.mark.capability("B8")
@pytest.mark.parametrize(("lead", "holds"), [row[1:] for row in ALONE], ids=[row[0] for row in ALONE])
def test_isolation_is_of_somebody_who_has_colleagues(lead: DossierBuilder, holds: bool) -> None:
    assert ("B8" in found(lead)) is holds


BOUNCE: Final = [
    ("left pricing in 4 s", a_lead().viewed("pricing", seconds=4), True),
    ("exactly the limit is not a bounce", a_lead().viewed("pricing", seconds=10), False),
    ("unknown time is not zero", a_lead().viewed("pricing", seconds=None), False),
    ("read something else in depth", a_lead().viewed("pricing", seconds=4).viewed("evaluation", seconds=200), False),
    ("vacancies are no depth", a_lead().viewed("pricing", seconds=4).viewed("careers", seconds=200), True),
    ("came back and read", a_lead().viewed("pricing", seconds=4).viewed("pricing", seconds=90), False),
    ("left another page", a_lead().viewed("evaluation", seconds=4), False),
]


@pytest.mark.capability("B10")
@pytest.mark.parametrize(("lead", "holds"), [row[1:] for row in BOUNCE], ids=[row[0] for row in BOUNCE])
def test_a_bounce_is_pricing_left_at_once(lead: DossierBuilder, holds: bool) -> None:
    assert ("B10" in found(lead)) is holds


@pytest.mark.capability("B10")
def test_a_bounce_counts_its_visits() -> None:
    once = a_lead().viewed("pricing", seconds=4)
    assert found(once)["B10"].text == "1 pricing visit, under 10 s, nothing read in depth"
    assert found(once.viewed("pricing", seconds=None).viewed("pricing", seconds=6))["B10"].text == (
        "2 pricing visits, all under 10 s, nothing read in depth"
    )


@pytest.mark.capability("B9")
def test_a_known_disqualifier_is_a_pattern_with_its_evidence() -> None:
    pattern = found(a_lead().sent_form("careers"))["B9"]
    assert (pattern.text, pattern.strength, pattern.signals) == ("sent a job application", 1.0, ("s001",))


def test_several_hold_at_once_those_for_a_purchase_first_the_strongest_first() -> None:
    patterns = list(found(a_buyer()).values())
    assert {"B1", "B2", "B3"} <= {pattern.id for pattern in patterns}
    buying = {rule.id for rule in PATTERNS if rule.buying}
    assert [p.id in buying for p in patterns] == sorted([p.id in buying for p in patterns], reverse=True)
    for_purchase = [p.strength for p in patterns if p.id in buying]
    assert for_purchase == sorted(for_purchase, reverse=True)


@pytest.mark.parametrize("pattern", [rule.id for rule in PATTERNS])
def test_a_pattern_can_be_switched_off(pattern: str) -> None:
    off = validated(Settings, {"patterns": {"off": [pattern]}})
    for lead in (a_buyer(), DOWNLOADS.viewed("pricing", seconds=4), ACTIVE.at_company()):
        assert pattern not in found(lead, off)
