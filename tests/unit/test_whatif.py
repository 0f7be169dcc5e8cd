"""Single changes: only such as have not happened, and only what they really change."""

from typing import Final

import numpy as np
import pytest

from leadgate.assess import assess
from leadgate.bootstrap import bundled_model
from leadgate.domain.rules import URGENT, fired_rules
from leadgate.domain.settings import Settings
from leadgate.domain.whatif import WHAT_IFS, edits_of, rules_after
from leadgate.features.columns import FEATURE_BY_NAME
from leadgate.model.registry import FolderRegistry
from tests.builders import DossierBuilder, a_buyer, a_lead, case_of
from tests.unit.test_rules import judged

MODEL: Final = FolderRegistry(bundled_model()).current()
GONE: Final = [
    ("a demo request", a_lead().sent_form("demo_request", days_ago=0)),
    ("pricing read in depth", a_lead().often("page_view", 3, from_days_ago=1, url="/pricing", seconds=200.0)),
    ("somebody with more authority takes over", a_lead(title="Chief Financial Officer")),
    ("the company turns out to be one you sell to", a_lead().at_company(employees=500.0)),
    ("no sign of life for two months", a_lead()),
    ("says that they are not interested", a_lead().heard_by_sales("not_interested", days_ago=0)),
    ("another decision maker of the company becomes active",
     a_lead().at_company().viewed("pricing", by="CFO").viewed("pricing", by="IT Director")),
]  # fmt: skip


def texts(lead: DossierBuilder) -> set[str]:
    return {text for text, _ in edits_of(case_of(lead))}


@pytest.mark.parametrize(("text", "lead"), GONE, ids=[text for text, _ in GONE])
def test_what_has_happened_is_no_what_if(text: str, lead: DossierBuilder) -> None:
    assert text not in texts(lead)
    other = a_lead().viewed("educational", days_ago=100) if text.startswith("no sign") else a_lead()
    assert text in texts(other)


def test_every_edit_is_of_a_feature() -> None:
    for lead in (a_lead(), a_buyer()):
        for _, edits in edits_of(case_of(lead)):
            assert edits.keys() <= FEATURE_BY_NAME.keys()


def chance_after(lead: DossierBuilder, text: str) -> tuple[float, float]:
    case = case_of(lead)
    edits = dict(edits_of(case))[text]
    rows = [[{**case.measures, **more}[name] for name in MODEL.features] for more in ({}, edits)]
    now, then = MODEL.predict(np.array(rows)).log_odds.tolist()
    return now, then


@pytest.mark.parametrize("text", [change.text for change in WHAT_IFS])
def test_a_change_moves_the_chance_the_way_it_says(text: str) -> None:
    lead = a_lead(title="Engineer").often("page_view", 3, from_days_ago=9, url="/case-studies/x", seconds=90.0)
    now, then = chance_after(lead, text)
    worse = text in ("no sign of life for two months", "says that they are not interested")
    assert then <= now if worse else then >= now


def test_a_no_does_not_fade_into_a_yes() -> None:
    lead = a_buyer().heard_by_sales("not_interested", days_ago=1)
    now, then = chance_after(lead, "no sign of life for two months")
    assert then <= now


@pytest.mark.capability("R11", "I5")
def test_rules_follow_the_change() -> None:
    refused = case_of(a_lead().heard_by_sales("not_interested"))
    rules = fired_rules(refused, judged())
    assert [rule.id for rule in rules_after("a demo request", refused, rules)] == ["R11"]
    assert rules_after("pricing read in depth", refused, rules) == rules
    urgent = case_of(a_lead().sent_form("demo_request"))
    rules = fired_rules(urgent, judged())
    assert [rule.effect for rule in rules] == [URGENT]
    assert rules_after("no sign of life for two months", urgent, rules) == ()


def test_what_would_change_a_verdict_is_another_verdict() -> None:
    for lead in (a_lead(), a_buyer(), a_lead(title="Student")):
        decision = assess(lead.build(), Settings(), MODEL).decision
        assert all(change.to != decision.status for change in decision.would_change)
