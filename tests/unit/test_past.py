"""When a lead of the past is judged, and what counts as what came of it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from leadgate.domain.dossier import Dossier, Lead, as_known_at
from leadgate.domain.past import DealPast, Example, JudgingRule, LeadPast, LeftOut, Outcome, example_of
from leadgate.domain.signals import Signal

pytestmark = pytest.mark.capability("G2")

DAY0 = datetime(2026, 1, 1, tzinfo=UTC)
RULE = JudgingRule(frozenset(("mql",)), after_days=30, horizon_days=90)


def day(number: float) -> datetime:
    return DAY0 + timedelta(days=number)


def asked(at: float, known: float | None = None, form: str = "demo_request") -> Signal:
    received_at = day(at if known is None else known)
    return Signal(f"s{at}", "form_submission", day(at), received_at, "l", None, "web", {"form": form})


def past(
    deals: Sequence[DealPast] = (), signals: Sequence[Signal] = (), stages: Sequence[tuple[float, str]] = ()
) -> LeadPast:
    def seen_at(at: datetime) -> Dossier:
        known = tuple(signal for signal in signals if signal.received_at <= at)
        return Dossier(at, Lead("l", created_at=DAY0), signals=as_known_at(known, at))

    return LeadPast("l", DAY0, tuple((day(at), name) for at, name in stages), tuple(deals), seen_at)


def moment(found: Example | LeftOut) -> float:
    assert isinstance(found, Example)
    return (found.dossier.as_of - DAY0) / timedelta(days=1)


MOMENTS = [
    ("nothing happens: by age", past(), 30),
    ("a stage reached before", past(stages=[(0, "lead"), (12, "MQL")]), 12),
    ("a stage reached later is the future", past(stages=[(31, "mql")]), 30),
    ("a stage nobody named", past(stages=[(5, "customer")]), 30),
    ("asked for a demo", past(signals=[asked(3)]), 3),
    ("asked, and we heard of it later", past(signals=[asked(3, known=6)]), 6),
    ("asked for a paper", past(signals=[asked(3, form="content")]), 30),
    ("asked after the stage", past(signals=[asked(20)], stages=[(12, "mql")]), 12),
    ("a stage from before it was made", past(stages=[(-5, "mql")]), 0),
]


@pytest.mark.parametrize(("lead", "expected"), [row[1:] for row in MOMENTS], ids=[row[0] for row in MOMENTS])
def test_the_moment_is_the_first_of_stage_wish_and_age(lead: LeadPast, expected: float) -> None:
    assert moment(example_of(lead, RULE, day(500))) == expected


def deal(made: float, closed: float | None = None, won: bool | None = None, amount: float = 500) -> DealPast:
    return DealPast(f"d{made}", day(made), None if closed is None else day(closed), won, amount)


OUTCOMES = [
    ("none came", past(), 500, Outcome(converted=False)),
    ("won", past([deal(40, 70, won=True)]), 500, Outcome(True, True, 500, 40)),
    ("lost", past([deal(40, 70, won=False)]), 500, Outcome(True, False, 500, 40)),
    ("still open: days so far", past([deal(40)]), 130, Outcome(True, None, 500, 100)),
    ("on the last day of the horizon", past([deal(120)]), 500, Outcome(True, None, 500, 470)),
    ("after the horizon", past([deal(121)]), 500, Outcome(converted=False)),
    ("the first of two", past([deal(60, 80, won=True), deal(50, 90, won=False)]), 500, Outcome(True, False, 500, 60)),
    ("the horizon runs: open", past(), 119, Outcome(converted=None)),
    ("the horizon runs: open although a deal came", past([deal(40)]), 119, Outcome(converted=None)),
]


@pytest.mark.parametrize(("lead", "until", "expected"), [row[1:] for row in OUTCOMES], ids=[row[0] for row in OUTCOMES])
def test_outcomes_are_read_over_one_horizon(lead: LeadPast, until: float, expected: Outcome) -> None:
    found = example_of(lead, RULE, day(until))
    assert isinstance(found, Example)
    assert found.outcome == expected


def test_who_had_a_deal_by_then_had_been_decided_on() -> None:
    assert example_of(past([deal(10)]), RULE, day(500)) == "decided_before"
    assert isinstance(example_of(past([deal(10)], [asked(9)]), RULE, day(500)), Example)


def test_who_is_too_young_is_not_judged_yet() -> None:
    assert example_of(past(), RULE, day(29)) == "too_young"
    assert isinstance(example_of(past(signals=[asked(3)]), RULE, day(29)), Example)
