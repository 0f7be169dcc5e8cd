"""P6: how sure a verdict is, and what is unknown."""

from typing import Final

import pytest

from leadgate.domain.confidence import confidence_of, unknowns_of
from tests.builders import DossierBuilder, a_buyer, a_lead, case_of

STEPS: Final = [
    ("nothing", a_lead(), 0.0),
    ("a title", a_lead(title="CFO"), 0.2),
    ("an address", a_lead(email="a.b@acme.com"), 0.1),
    ("the size alone", a_lead().at_company(employees=500.0), 0.2 / 3),
    ("size, industry and country", a_lead(country="US").at_company(employees=500.0, industry="Steel"), 0.2),
    ("a colleague", a_lead().with_colleague("CFO"), 0.1),
    ("three touches just now", a_lead().often("event_attendance", 3, from_days_ago=0, to_days_ago=0), 0.35 / 2),
    ("three touches a quarter ago", a_lead().often("event_attendance", 3, from_days_ago=90, to_days_ago=90), 0.35 / 4),
    ("a machine's touch", a_lead().did("page_view", url="/pricing", user_agent="curl/8"), 0.0),
]  # fmt: skip


@pytest.mark.capability("P6", "M12")
@pytest.mark.parametrize(("lead", "known"), [row[1:] for row in STEPS], ids=[row[0] for row in STEPS])
def test_each_known_fact_adds_its_share(lead: DossierBuilder, known: float) -> None:
    assert confidence_of(case_of(lead), model_weight=1.0) == pytest.approx(known)


@pytest.mark.capability("P6", "L7")
def test_a_model_that_saw_no_outcomes_is_never_quite_sure() -> None:
    case = case_of(a_buyer())
    assert confidence_of(case, 0.0) == pytest.approx(0.85 * confidence_of(case, 1.0))


@pytest.mark.capability("P6")
def test_what_is_unknown_is_named() -> None:
    assert unknowns_of(case_of(a_lead())) == (
        "company size",
        "industry",
        "country",
        "role",
        "e-mail address",
        "any activity of the lead itself",
        "other people of the company",
        "timing (budget, fiscal year, contract)",
    )
    assert "time spent on pages" in unknowns_of(case_of(a_lead().viewed("pricing", seconds=None)))
    assert unknowns_of(case_of(a_buyer())) == ("timing (budget, fiscal year, contract)",)


def test_kinds_we_do_not_know_are_counted() -> None:
    case = case_of(a_lead().did("smoke_signal").did("smoke_signal", days_ago=2))
    assert "what 2 signals of a kind we do not know would mean (“smoke_signal”)" in unknowns_of(case)
