"""I: scores of first- and third-party intent, unknown where nobody looked."""

from typing import Final

import pytest

from leadgate.domain.intent import Intent, score_intent
from tests.builders import DossierBuilder, a_lead, case_of


def scored(lead: DossierBuilder) -> Intent:
    return score_intent(case_of(lead))


def first(lead: DossierBuilder) -> float:
    found = scored(lead).first_party
    assert found is not None
    return found


def third(lead: DossierBuilder) -> float:
    found = scored(lead).third_party
    assert found is not None
    return found


UNKNOWN: Final = [
    ("nothing happened", a_lead(), (None, None)),
    ("the CRM was edited", a_lead().did("crm_change", property="title", value="CFO"), (None, None)),
    ("a provider told of them", a_lead().did("person_enrichment", title="CFO"), (None, None)),
    ("the company made the news", a_lead().company_had("news", type="funding"), (None, None)),
    ("read one article", a_lead().viewed("educational"), (0.0, None)),
    ("opened a mail", a_lead().did("email_open"), (0.0, None)),
    ("looked for a job", a_lead().viewed("careers"), (0.0, None)),
    ("a feed saw nothing", a_lead().company_had("category_surge", percent=0), (None, 0.0)),
]


@pytest.mark.capability("I1", "I6")
@pytest.mark.parametrize(("lead", "expected"), [row[1:] for row in UNKNOWN], ids=[row[0] for row in UNKNOWN])
def test_unknown_is_not_zero(lead: DossierBuilder, expected: tuple[float | None, float | None]) -> None:
    found = scored(lead)
    assert (found.first_party, found.third_party) == expected


ASKED: Final = a_lead().sent_form("demo_request", days_ago=0)
STRONGER: Final = [
    (
        "a demo over a thousand newsletters",
        ASKED,
        a_lead().often("form_submission", 1000, from_days_ago=30, form="newsletter"),
    ),
    ("a demo today over one last month", ASKED, a_lead().sent_form("demo_request", days_ago=30)),
    (
        "pricing and back over pricing once",
        a_lead().viewed("pricing").viewed("pricing", days_ago=2),
        a_lead().viewed("pricing"),
    ),
    ("pricing timed over untimed", a_lead().viewed("pricing"), a_lead().viewed("pricing", seconds=None)),
    (
        "pricing untimed over left at once",
        a_lead().viewed("pricing", seconds=None),
        a_lead().viewed("pricing", seconds=3),
    ),
    ("docs over a blog", a_lead().viewed("implementation"), a_lead().viewed("educational")),
    ("a reply over an open", a_lead().replied("yes"), a_lead().did("email_open")),
]


@pytest.mark.capability("I1", "I2", "I3", "I5")
@pytest.mark.parametrize(("more", "less"), [row[1:] for row in STRONGER], ids=[row[0] for row in STRONGER])
def test_first_party_intent_weighs_by_nature_depth_and_age(more: DossierBuilder, less: DossierBuilder) -> None:
    assert first(more) > first(less)


@pytest.mark.capability("I6")
def test_surges_of_several_feeds_are_one_surge() -> None:
    one = a_lead().company_had("category_surge", percent=340, topic="monitoring", days_ago=3)
    two = one.company_had("category_surge", percent=340, topic="monitoring", days_ago=3)
    assert third(two) == third(one)
    assert third(one) > third(a_lead().company_had("category_surge", percent=40, days_ago=3))


@pytest.mark.capability("I7", "I8", "I9", "I10")
@pytest.mark.parametrize("kind", ["competitor_research", "review_site_visit", "job_posting", "event_attendance"])
def test_what_others_saw_counts(kind: str) -> None:
    assert 0 < third(a_lead().did(kind, days_ago=1)) < 100


def test_many_signs_strengthen_each_other_and_none_exceeds_a_hundred() -> None:
    lead = ASKED.viewed("pricing").viewed("implementation").replied("yes")
    assert first(ASKED) < first(lead) <= 100
