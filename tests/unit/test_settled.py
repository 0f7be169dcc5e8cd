"""A deal that was closed has answered what led to it: forms, words, reading and urgency before it count no more."""

from datetime import timedelta
from typing import Any, Final

import pytest

from leadgate.domain.alerts import asked_lately, called_for
from leadgate.domain.urgency import urgency_of
from tests.builders import NOON, DossierBuilder, a_buyer, a_lead, case_of

ASKED: Final = a_lead().at_company().sent_form("demo_request", days_ago=5)


def closed(days_ago: float, won: bool = True, **more: Any) -> dict[str, Any]:
    return {"won": won, "closed_at": NOON - timedelta(days=days_ago)} | more


DEALS: Final = [
    ("no deal", ASKED, True),
    ("won since", ASKED.with_deal(**closed(1)), False),
    ("lost since", ASKED.with_deal(**closed(1, won=False)), False),
    ("won before", ASKED.with_deal(**closed(30)), True),
    ("won at a time nobody knows", ASKED.with_deal(won=True), True),
    ("closed after the instant of judgement", ASKED.with_deal(**closed(-1)), True),
    ("one was lost, and one that was open by then still is",
     ASKED.with_deal(**closed(1, won=False)).with_deal(created_at=NOON - timedelta(days=4)), True),
    ("one was lost, and another opened since",
     ASKED.with_deal(**closed(1, won=False)).with_deal(created_at=NOON), False),
]  # fmt: skip


@pytest.mark.capability("I1", "R11")
@pytest.mark.parametrize(("lead", "counts"), [row[1:] for row in DEALS], ids=[row[0] for row in DEALS])
def test_a_demo_request_counts_until_a_deal_answers_it(lead: DossierBuilder, counts: bool) -> None:
    case = case_of(lead)
    assert (asked_lately(case) is not None) == counts
    assert (urgency_of(case) is not None) == counts
    assert (case.measures["form_intent"] > 0) == counts


@pytest.mark.capability("I2", "I5", "C6", "B3")
def test_so_do_reading_words_replies_and_colleagues() -> None:
    buyer = a_buyer().chatted("We need a quote for 40 users this month, the budget is approved", days_ago=3)
    buyer = buyer.replied("Sounds good, tell me more", days_ago=3)
    open_case, settled = case_of(buyer), case_of(buyer.with_deal(**closed(0)))
    for name in ("pricing_interest", "depth_minutes", "said_buying", "answered_sales", "colleagues_engaged"):
        assert open_case.measures[name] > 0
        assert settled.measures[name] == 0
    assert called_for(open_case) is not None
    assert called_for(settled) is None


def test_what_comes_after_the_deal_counts_anew() -> None:
    case = case_of(ASKED.with_deal(**closed(3)).sent_form("pricing_request", days_ago=1))
    assert [signal.text("form") for signal in case.asked] == ["pricing_request"]
