"""R5, R6: what becomes of a lead and of the books, by what is seen of the work on it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from leadgate.domain.dossier import Opportunity
from leadgate.domain.routing import Limits, RoutingState, Seen, parse_state
from leadgate.domain.signals import Signal
from leadgate.service.merges import remember_merge
from tests.integration.routing_stand import Stand, routing_stand
from tests.unit.routing_builders import NOON, a_team

SOON = NOON + timedelta(hours=1)


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[Stand]:
    with routing_stand(tmp_path, a_team({"id": "r1", "open_limit": 5}, queues={"manager": "desk"})) as made:
        made.look("lead-1")
        yield made


def books(stand: Stand) -> RoutingState:
    row = stand.ports.store.recall("routing:turns")
    assert row is not None
    return parse_state(row)


def signal(kind: str, at: datetime = SOON, **properties: Any) -> Signal:
    return Signal("s1", kind, at, at, "lead-1", None, "test", properties)


HAPPENED = [
    ("nothing", Seen(), None, 1, 1),
    ("an outcome of before", Seen((signal("outcome", NOON - timedelta(days=1), type="rejected"),)), None, 1, 1),
    ("accepted by the API", Seen((signal("outcome", type="accepted"),)), "accepted", 1, 1),
    ("a call of sales", Seen((signal("sales_activity", type="call"),)), "accepted", 1, 1),
    ("an activity the CRM dates", Seen(worked_at=SOON), "accepted", 1, 1),
    ("an activity of before", Seen(worked_at=NOON - timedelta(hours=1)), None, 1, 1),
    ("another status", Seen(status="Working"), "accepted", 1, 1),
    ("a new opportunity", Seen(opportunities=(Opportunity("o", created_at=SOON),)), "accepted", 1, 1),
    ("given back", Seen(answer="rejected"), "rejected", 0, 0),
    ("given back by the API", Seen((signal("outcome", type="rejected", reason="too small"),)), "rejected", 0, 0),
    ("bounced", Seen((signal("email_bounce"),)), "bounced", 0, 0),
    ("did not come", Seen((signal("outcome", type="no_show"),)), "no_show", 0, 0),
    ("won", Seen((signal("outcome", type="won"),)), "closed", 0, 1),
    ("lost in the CRM", Seen(opportunities=(Opportunity("o", won=False, closed_at=SOON),)), "closed", 0, 1),
]


@pytest.mark.capability("R5", "R6")
@pytest.mark.parametrize(
    ("seen", "kind", "open_leads", "turns"), [row[1:] for row in HAPPENED], ids=[str(row[0]) for row in HAPPENED]
)
def test_a_lead_that_was_none_is_credited_back_and_one_worked_off_is_closed(
    stand: Stand, seen: Seen, kind: str | None, open_leads: int, turns: int
) -> None:
    placed = stand.look("lead-1", seen, as_of=NOON + timedelta(hours=2))
    assert next((event.kind for event in placed.events), None) == kind
    rep = books(stand).reps["r1"]
    assert rep.open == open_leads
    assert rep.tiers["A"].leads == turns
    again = stand.look("lead-1", seen, as_of=NOON + timedelta(hours=3))
    assert kind is None or kind not in [event.kind for event in again.events]


def test_a_lead_that_is_closed_is_not_handed_out_again_until_it_starts_anew(stand: Stand) -> None:
    won = Seen((signal("outcome", type="won"),))
    assert stand.look("lead-1", won, as_of=NOON + timedelta(hours=2)).placement == stand.look("lead-1", won).placement
    stand.look("lead-1", won, as_of=NOON + timedelta(days=9), status="nurture")
    again = stand.look("lead-1", won, as_of=NOON + timedelta(days=30))
    assert [event.kind for event in again.events] == ["assigned"]


def test_a_lead_given_back_by_its_only_rep_is_the_manager_s(stand: Stand) -> None:
    placed = stand.look("lead-1", Seen(answer="rejected"), as_of=SOON)
    assert [event.kind for event in placed.events] == ["rejected", "escalated"]
    assert placed.placement is not None
    assert placed.placement.assignment["queue"] == "desk"


def test_whom_the_manager_names_has_it(stand: Stand) -> None:
    stand.team = a_team({"id": "r1"}, {"id": "r2", "accepts_tiers": ["D"]}, queues={"manager": "desk"})
    stand.look("lead-1", Seen(answer="rejected"), as_of=SOON)
    placed = stand.look("lead-1", Seen(answer="rejected"), as_of=SOON + timedelta(hours=1), lead_owner_id="r2")
    assert placed.placement is not None
    assert (placed.placement.rep_id, placed.placement.phase) == ("r2", "offered")


def test_an_answer_that_an_earlier_rep_left_in_the_field_is_not_the_next_one_s(stand: Stand) -> None:
    stand.team = a_team({"id": "r1"}, {"id": "r2"})
    stale = Seen(answer="rejected")
    assert [event.kind for event in stand.look("lead-1", stale, as_of=SOON).events] == ["rejected", "assigned"]
    for hours in (2, 3):
        assert stand.look("lead-1", stale, as_of=NOON + timedelta(hours=hours)).events == ()
    stand.look("lead-1", Seen(), as_of=NOON + timedelta(hours=3.1))
    accepted = stand.look("lead-1", Seen(answer="accepted"), as_of=NOON + timedelta(hours=3.2))
    assert [event.kind for event in accepted.events] == ["accepted"]


def test_a_lead_that_was_merged_or_converted_stays_with_its_rep(stand: Stand) -> None:
    remember_merge("lead-1", "lead-2", stand.ports.store)
    placed = stand.look("lead-2", as_of=SOON)
    assert placed.events == ()
    assert placed.placement is not None
    assert placed.placement.rep_id == "r1"
    assert books(stand).reps["r1"].open == 1


def test_a_suggestion_becomes_an_offer_once_leadgate_acts(stand: Stand) -> None:
    acting = stand.limits
    stand.limits = replace(acting, acting=False)
    assert stand.look("lead-9").placement is not None
    stand.limits = acting
    placed = stand.look("lead-9", as_of=SOON)
    assert placed.placement is not None
    assert placed.placement.accept_by == SOON + timedelta(hours=4)
    assert books(stand).reps["r1"].open == 2


def test_the_scheduler_is_told_once_for_each_limit(stand: Stand) -> None:
    for minutes in range(3):
        stand.look("lead-1", as_of=NOON + timedelta(minutes=minutes))
    assert stand.ports.scheduler.wakes == [("lead-1", NOON + timedelta(hours=4))]  # type: ignore[attr-defined]  # a stand's


def test_so_many_reps_are_asked_as_the_settings_say(stand: Stand) -> None:
    stand.team = a_team(*({"id": f"r{n}"} for n in range(1, 6)), queues={"manager": "desk"})
    stand.limits = Limits(acting=True, sla_hours=1, next_reps=3)
    kinds = [
        event.kind for hour in range(5, 20) for event in stand.look("lead-1", as_of=NOON + timedelta(hours=hour)).events
    ]
    assert kinds.count("expired") == 4
    assert kinds[-1] == "escalated"
