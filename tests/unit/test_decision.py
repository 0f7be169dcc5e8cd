"""The verdict: which rule wins, where the thresholds lie, and what would change it."""

from typing import Any, Final

import pytest

from leadgate.domain.assessment import Change, Decision, Rule, Status
from leadgate.domain.decision import decide, status_of, tier_of
from leadgate.domain.findings import ELSEWHERE, Finding
from leadgate.domain.rules import DISQUALIFIED, NURTURE, REVIEW, URGENT, Judged
from leadgate.domain.section import validated
from leadgate.domain.settings import Settings
from leadgate.domain.settings_judgement import Thresholds, Tiers
from leadgate.errors import BadInputError
from tests.builders import DossierBuilder, a_buyer, a_lead, case_of

STATUS: Final[list[tuple[str, float, tuple[str, ...], Status]]] = [
    ("above the threshold", 0.6, (), "sales_ready"),
    ("exactly the threshold", 0.42, (), "sales_ready"),
    ("below it", 0.4199, (), "nurture"),
    ("below it, but urgent", 0.4, (URGENT,), "sales_ready"),
    ("exactly the urgent threshold", 0.28, (URGENT,), "sales_ready"),
    ("below that too", 0.2799, (URGENT,), "nurture"),
    ("above, but said no", 0.9, (NURTURE,), "nurture"),
    ("above, but doubtful", 0.9, (REVIEW,), "review"),
    ("below and doubtful", 0.1, (REVIEW,), "review"),
    ("disqualified and doubtful", 0.9, (REVIEW, DISQUALIFIED), "disqualified"),
    ("disqualified, but overridden", 0.1, (DISQUALIFIED, "override:sales_ready"), "sales_ready"),
]
TIERS: Final = [(1.0, "A"), (0.7, "A"), (0.699, "B"), (0.5, "B"), (0.499, "C"), (0.2, "C"), (0.199, "D"), (0.0, "D")]


@pytest.mark.parametrize(
    ("probability", "effects", "status"), [row[1:] for row in STATUS], ids=[row[0] for row in STATUS]
)
def test_which_effect_decides(probability: float, effects: tuple[str, ...], status: Status) -> None:
    rules = tuple(Rule(f"r{place}", effect, "because") for place, effect in enumerate(effects))
    assert status_of(probability, rules, Thresholds()) == status


@pytest.mark.capability("R1")
@pytest.mark.parametrize(("probability", "tier"), TIERS)
def test_a_tier_begins_at_its_threshold(probability: float, tier: str) -> None:
    assert tier_of(probability, Tiers()) == tier


def test_an_urgent_threshold_is_never_above_the_usual_one() -> None:
    assert validated(Thresholds, {"sales_ready": 0.2}).urgent == 0.2
    with pytest.raises(BadInputError, match="urgent ≤ sales_ready is needed"):
        validated(Thresholds, {"sales_ready": 0.5, "urgent": 0.8})


def decision(lead: DossierBuilder, probability: float, **more: Any) -> Decision:
    tree = more.pop("tree", {})
    judged = Judged(
        probability, 0.8, None, (), more.get("findings", ()), more.get("what_ifs", ()), more.get("returns", ())
    )
    return decide(case_of(lead, validated(Settings, tree)), judged, "recommend")


@pytest.mark.capability("P1")
def test_the_threshold_is_the_last_rule_and_never_reads_as_reached_where_it_is_not() -> None:
    assert decision(a_lead(), 0.4196).rules[-1] == Rule("P1", NURTURE, "conversion 41% is below the threshold of 42%")
    assert decision(a_lead(), 0.42).rules[-1].text == "conversion 42% reaches the threshold of 42%"


@pytest.mark.capability("N1")
def test_a_disqualified_lead_says_where_it_goes_and_what_brings_it_back() -> None:
    back = (Change("Moves to another company", "nurture"),)
    found = decision(a_lead(), 0.9, findings=(Finding("N1", "competitor", True, "works for them"),), returns=back)
    assert found.status == "disqualified"
    assert found.disqualification is not None
    assert found.disqualification.action == ELSEWHERE["competitor"].action
    assert found.would_change == back


def test_an_override_leaves_no_disqualification_and_nothing_to_change() -> None:
    own = {"decision": {"overrides": [{"name": "all", "status": "sales_ready", "is_customer": False}]}}
    found = decision(a_lead(), 0.1, findings=(Finding("N1", "competitor", True, "works for them"),), tree=own)
    assert (found.status, found.disqualification, found.would_change) == ("sales_ready", None, ())


def test_what_would_change_it_flips_it_and_the_nearest_comes_first() -> None:
    ifs = (("a demo request", 0.7), ("pricing read in depth", 0.55), ("no sign of life for two months", 0.1))
    changes = decision(a_lead(), 0.4, what_ifs=ifs).would_change
    assert [(change.text, change.to) for change in changes] == [
        ("Pricing read in depth", "sales_ready"),
        ("A demo request", "sales_ready"),
    ]


def test_a_demo_request_would_be_urgent_and_take_back_a_no() -> None:
    lead = a_lead().heard_by_sales("not_interested")
    changes = decision(lead, 0.3, what_ifs=(("a demo request", 0.4), ("pricing read in depth", 0.6))).would_change
    assert [(change.text, change.to) for change in changes] == [("A demo request", "sales_ready")]


def test_silence_would_end_the_urgency_and_a_no_would_end_it_all() -> None:
    lead = a_lead().sent_form("demo_request")
    ifs = (("no sign of life for two months", 0.4), ("says that they are not interested", 0.55))
    changes = decision(lead, 0.6, what_ifs=ifs).would_change
    assert [(change.text, change.to) for change in changes] == [
        ("Says that they are not interested", "nurture"),
        ("No sign of life for two months", "nurture"),
    ]


def test_a_rule_without_which_it_would_be_ready_is_named() -> None:
    changes = decision(a_lead().did("email_unsubscribe"), 0.8).would_change
    assert [(change.text, change.to) for change in changes] == [("Without this: unsubscribed yesterday", "sales_ready")]


@pytest.mark.capability("P6")
def test_unknowns_are_named_the_most_telling_first() -> None:
    assert decision(a_lead(), 0.2).unknowns[:4] == ("company size", "industry", "country", "role")
    assert "role" not in decision(a_buyer(), 0.2).unknowns
