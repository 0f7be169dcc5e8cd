"""What brings a disqualified lead back is judged as if it had happened, so that what is promised is true."""

from typing import Final

import pytest

from leadgate.assess import assess
from leadgate.bootstrap import bundled_model
from leadgate.domain.section import validated
from leadgate.domain.settings import Settings
from leadgate.features.columns import LAYER_OF
from leadgate.model.bundle import load_bundle
from tests.builders import DossierBuilder, a_lead

SETTINGS: Final = validated(
    Settings,
    {
        "market": {"industries": ["manufacturing"], "countries": ["US"]},
        "competition": {"competitors": [{"name": "LineSight", "domains": ["linesight.io"]}]},
        "own_domains": ["seller.com"],
    },
)
MODEL: Final = load_bundle(bundled_model(), LAYER_OF)
AT_HALDEN: Final = a_lead(email="ana@haldenpumps.com", title="Director of Operations")
CUSTOMER: Final = AT_HALDEN.at_company("Halden", domain="haldenpumps.com", is_customer=True)
STUDENT: Final = a_lead(email="s.novak@lakelandstate.edu", title="Student")
BACK: Final[list[tuple[str, DossierBuilder, set[str]]]] = [
    ("a competitor", a_lead(email="ana@linesight.io"), {"Moves to another company"}),
    ("a student", STUDENT, {"Takes a job at a company", "Takes a job at a company you sell to"}),
    ("an applicant", AT_HALDEN.sent_form("careers"), {"Takes a job at a company you sell to"}),
    ("a customer in need of help", CUSTOMER.sent_form("support"), {"Asks for a demo or a price of another product"}),
    ("a clerk at a customer", CUSTOMER.with_title("Accounts Payable Clerk"),
     {"Is promoted", "Asks for a demo or a price"}),
    ("a disposable address", a_lead(email="x.y@mailinator.com"), {"A working address becomes known"}),
    ("a bouncing address", AT_HALDEN.did("email_bounce", days_ago=8).did("email_bounce", days_ago=2),
     {"A working address becomes known"}),
    ("a machine", AT_HALDEN.did("form_submission", form="demo_request", honeypot="x"),
     {"Asks for something as a person does"}),
    ("a placeholder name", a_lead(email="jo@gmail.com").named("Test", "Test"), {"A real name becomes known"}),
    ("one of our own", a_lead(email="kim@seller.com"), {"Moves to another company"}),
    ("two reasons, of which one event mends only one", STUDENT.named("Test", "Test").with_email("test@mailinator.com"),
     set()),
]  # fmt: skip


@pytest.mark.capability("N1", "N2", "N3", "N4", "N5", "N6")
@pytest.mark.parametrize(("lead", "events"), [row[1:] for row in BACK], ids=[row[0] for row in BACK])
def test_each_event_that_is_named_brings_the_lead_back(lead: DossierBuilder, events: set[str]) -> None:
    found = assess(lead.build(), SETTINGS, MODEL).decision
    assert found.status == "disqualified"
    assert {change.text for change in found.would_change} == events
    assert all(change.to != "disqualified" for change in found.would_change)


def test_what_brings_back_is_watched_for() -> None:
    found = assess(STUDENT.build(), SETTINGS, MODEL)
    assert found.decision.disqualification is not None
    watched = found.decision.disqualification.watch_for
    assert watched == ("takes a job at a company", "takes a job at a company you sell to")
    assert set(watched) <= set(found.requalify.on)
