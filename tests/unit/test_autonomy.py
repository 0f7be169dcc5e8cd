"""G4, G5: which leads are written, and on which Leadgate acts by itself."""

from typing import Any

import pytest

from leadgate.domain.assessment import Decision
from leadgate.domain.autonomy import channel_of, in_rollout, with_autonomy
from leadgate.domain.dossier import Dossier
from leadgate.domain.rollout_settings import ActLimits, Rollout
from leadgate.domain.section import validated
from tests.builders import a_lead


def a_dossier(number: int = 1, source: str = "Paid Search") -> Dossier:
    return a_lead().with_lead(id=f"hubspot:contact:{number}", source=source).sent_form("demo_request").build()


def level(limits: dict[str, Any], amount: float | None = 50_000, autonomy: Any = "act", **decision: Any) -> Decision:
    given = {"status": "sales_ready", "tier": "A", "score": 80, "confidence": 0.6, "autonomy": autonomy, **decision}
    return with_autonomy(Decision(**given), a_dossier(), amount, validated(ActLimits, limits))


LIMITS = [
    ("no limit", {}, {}, "act"),
    ("a tier among those", {"tiers": ["A", "B"]}, {}, "act"),
    ("another tier", {"tiers": ["B"]}, {}, "recommend"),
    ("a small deal", {"value_below": 60_000}, {}, "act"),
    ("a high value", {"value_below": 50_000}, {}, "recommend"),
    ("a value nobody knows", {"value_below": 50_000}, {"amount": None}, "recommend"),
    ("sure enough", {"minimum_confidence": 0.6}, {}, "act"),
    ("too little known", {"minimum_confidence": 0.61}, {}, "recommend"),
    ("a source among those, in any case", {"sources": ["paid search"]}, {}, "act"),
    ("another source", {"sources": ["events"]}, {}, "recommend"),
    ("a channel among those", {"channels": ["form"]}, {}, "act"),
    ("another channel", {"channels": ["chat", "web"]}, {}, "recommend"),
    ("none of the share", {"share": 0.0}, {}, "recommend"),
    ("observing stays observing", {"share": 0.0}, {"autonomy": "observe"}, "observe"),
]


@pytest.mark.capability("G5")
@pytest.mark.parametrize(
    ("limits", "changes", "autonomy"), [row[1:] for row in LIMITS], ids=[str(row[0]) for row in LIMITS]
)
def test_beyond_a_limit_a_person_decides_and_the_decision_says_why(
    limits: dict[str, Any], changes: dict[str, Any], autonomy: str
) -> None:
    decision = level(limits, **changes)
    assert decision.autonomy == autonomy
    assert [rule.id for rule in decision.rules] == (["G5"] if autonomy == "recommend" else [])


@pytest.mark.capability("G4")
def test_a_share_takes_about_so_many_and_the_same_ones_when_it_grows() -> None:
    def taken(share: float) -> set[int]:
        return {number for number in range(2_000) if in_rollout(a_dossier(number), Rollout(share=share))}

    tenth, third = taken(0.1), taken(0.3)
    assert tenth < third
    assert 150 < len(tenth) < 250
    assert 540 < len(third) < 660


def test_the_share_that_is_acted_on_is_another_draw_than_the_one_that_is_written() -> None:
    acted = {n for n in range(400) if level_of(n, 0.5) == "act"}
    written = {n for n in range(400) if in_rollout(a_dossier(n), Rollout(share=0.5))}
    assert 60 < len(acted & written) < 140


def level_of(number: int, share: float) -> str:
    decision = Decision(status="sales_ready", tier="A", score=80, confidence=0.6, autonomy="act")
    return with_autonomy(decision, a_dossier(number), None, ActLimits(share=share)).autonomy


CHANNELS = [
    ("a form", a_lead().viewed("pricing").sent_form("demo_request"), "form"),
    ("looking around only", a_lead().viewed("pricing"), "web"),
    ("nothing known", a_lead(), "none"),
    ("the last of several", a_lead().sent_form("content", days_ago=9).did("event_attendance", days_ago=2), "event"),
]


@pytest.mark.parametrize(("lead", "channel"), [row[1:] for row in CHANNELS], ids=[str(row[0]) for row in CHANNELS])
def test_the_channel_is_how_a_lead_last_got_in_touch(lead: Any, channel: str) -> None:
    assert channel_of(lead.build()) == channel
