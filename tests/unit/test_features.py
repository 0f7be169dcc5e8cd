"""The registry of features, and that unknown is NaN in each."""

import math
from typing import Final

import pytest

from leadgate.assess import measure
from leadgate.domain.assessment import LAYERS
from leadgate.features.columns import FEATURES
from tests.builders import DossierBuilder, a_buyer, a_lead, case_of

UNKNOWN_OF_NOBODY: Final = {
    "funnel_progress", "days_since_touch", "pricing_bounce", "elsewhere_share", "company_fit",
    "role_fit", "technology_fit", "timing_fit", "employees", "contact_quality", "alone",
}  # fmt: skip


def value(lead: DossierBuilder, name: str) -> float:
    return case_of(lead).measures[name]


def test_features_stand_once_each_of_a_layer() -> None:
    names = [feature.name for feature in FEATURES]
    assert len(names) == len(set(names))
    assert {feature.layer for feature in FEATURES} == set(LAYERS)


def test_unknown_is_nan_and_nothing_is_zero() -> None:
    measures = case_of(a_lead()).measures
    assert {name for name, found in measures.items() if math.isnan(found)} == UNKNOWN_OF_NOBODY
    assert {found for name, found in measures.items() if name not in UNKNOWN_OF_NOBODY} == {0.0}


def test_nothing_is_unknown_of_a_lead_that_did_and_said_it_all() -> None:
    known = a_buyer().at_company(fiscal_year_end_month=12).build()
    (case,) = measure((known,), case_of(a_buyer()).settings)
    assert {name for name, found in case.measures.items() if math.isnan(found)} == {"technology_fit"}


def test_no_lead_is_no_row() -> None:
    assert measure((), case_of(a_lead()).settings) == ()


FORMS: Final = ("demo_request", "contact_sales", "trial", "webinar", "content", "newsletter", "careers")


@pytest.mark.capability("I1")
def test_forms_weigh_by_their_nature_and_only_the_best_counts() -> None:
    weights = [value(a_lead().sent_form(form, days_ago=0), "form_intent") for form in FORMS]
    assert weights == sorted(weights, reverse=True)
    many = a_lead().often("form_submission", 500, from_days_ago=20, form="newsletter")
    assert value(many, "form_intent") <= 0.05
    assert value(a_lead().sent_form("something new", days_ago=0), "form_intent") == pytest.approx(0.15)


@pytest.mark.capability("I12", "I11")
def test_a_referral_by_a_customer_outweighs_one_by_a_stranger() -> None:
    kinds = ("customer", "partner", "employee", "stranger")
    weights = [value(a_lead().did("referral", referrer_kind=kind), "referred") for kind in kinds]
    assert weights == sorted(set(weights), reverse=True)


@pytest.mark.capability("I6", "A4")
def test_surges_of_several_feeds_about_one_topic_are_one_surge() -> None:
    one = a_lead().company_had("category_surge", percent=340, days_ago=2)
    assert value(one.company_had("category_surge", percent=120, days_ago=2), "surge_percent") == value(
        one, "surge_percent"
    )


@pytest.mark.capability("Q6")
def test_evidence_halves_in_a_half_life() -> None:
    assert value(a_lead().sent_form("demo_request", days_ago=21), "form_intent") == pytest.approx(0.5)


ORDERS: Final = [
    (("educational", "evaluation", "pricing", "implementation"), 1.0),
    (("educational", "evaluation", "implementation", "pricing"), 1.0),
    (("educational", "pricing"), 2 / 3),
    (("educational", "evaluation"), 1 / 3),
    (("evaluation", "educational", "pricing"), 1 / 3 * 2 / 3),
    (("pricing", "educational"), 0.0),
    (("educational", "educational"), 0.0),
    (("pricing", "implementation"), math.nan),
    (("pricing", "pricing"), math.nan),
    (("pricing",), math.nan),
    ((), math.nan),
]


@pytest.mark.capability("B2")
@pytest.mark.parametrize(("stages", "progress"), ORDERS, ids=[" ".join(stages) or "nothing" for stages, _ in ORDERS])
def test_progress_is_order_times_depth(stages: tuple[str, ...], progress: float) -> None:
    lead = a_lead()
    for place, stage in enumerate(stages):
        lead = lead.viewed(stage, days_ago=len(stages) - place)
    assert value(lead, "funnel_progress") == pytest.approx(progress, nan_ok=True)


@pytest.mark.capability("B10", "I2")
@pytest.mark.parametrize(("seconds", "read"), [(0, 0.0), (9.99, 0.0), (10, 1.0), (60, 1.0), (None, 0.5)])
def test_a_page_counts_from_the_limit_on_and_half_where_nobody_timed_it(seconds: float | None, read: float) -> None:
    assert value(a_lead().viewed("pricing", seconds=seconds, days_ago=0), "pricing_interest") == pytest.approx(read)


@pytest.mark.capability("I2")
def test_a_page_open_all_night_was_read_for_twenty_minutes_at_most() -> None:
    assert value(a_lead().viewed("pricing", seconds=30_000, days_ago=0), "depth_minutes") == pytest.approx(20.0)


@pytest.mark.capability("Q3", "I5")
def test_a_no_for_now_whose_time_has_come_is_no_no() -> None:
    due = a_lead().heard_by_sales("timing", days_ago=110, revisit_on="2026-11-20")
    later = a_lead().heard_by_sales("timing", days_ago=110, revisit_on="2027-11-20")
    assert value(due, "declined") == 0 < value(later, "declined")
    assert value(due, "answered_sales") == 1.0 > value(later, "answered_sales")


@pytest.mark.capability("A2", "B3")
def test_two_people_in_one_seat_fill_one_seat() -> None:
    lead = a_lead().at_company().viewed("pricing", by="CFO").viewed("pricing", by="VP Finance")
    assert (value(lead, "colleagues_engaged"), value(lead, "seats_engaged")) == (2.0, 1.0)


def test_what_a_stranger_did_is_not_the_leads() -> None:
    read = a_lead("hubspot:contact:999").viewed("pricing")
    assert value(read, "pricing_interest") > 0 == value(read.with_lead(id="hubspot:contact:501"), "pricing_interest")
