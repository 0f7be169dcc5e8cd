"""R6: what follows when a rep does not take a lead up, before every CRM."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from leadgate.embedded.worker import work_once
from leadgate.service.books import LOG
from tests.faults.product import PRODUCTS, Product, buying
from tests.unit.routing_builders import OFFICE


@pytest.fixture(params=PRODUCTS)
def running(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Product]:
    with PRODUCTS[request.param](tmp_path) as made:
        yield made


def rep(rep_id: str, name: str, **fields: Any) -> dict[str, Any]:
    return {"id": rep_id, "name": name, "timezone": "UTC", "working_hours": OFFICE, **fields}


def start(running: Product, *reps: dict[str, Any], autonomy: str = "act", **team: Any) -> None:
    """Both owners of the CRM are reps unless others are given; the lead turns sales ready at noon on a Monday."""
    both = (rep(running.world.owner, "Ada"), rep(running.world.other_owner, "Bob"))
    tree = {"reps": list(reps or both), "fallback_queue": "inbound", "queues": {"manager": "desk"}, **team}
    running.set(autonomy=autonomy, routing={"team": tree, "sla_hours": 4})
    running.site_sends(*buying(running.lead))
    running.work()


def at(running: Product, day: int, hour: int, minute: int = 0) -> None:
    """The clock goes there, and whatever is due by then is done."""
    running.clock.at = datetime(2026, 11, day, hour, minute, 5, tzinfo=UTC)
    for _ in range(20):
        if not work_once(running.ports, running.judged.append):
            return
    raise AssertionError("it never ends")


def when(running: Product, name: str) -> datetime:
    return datetime.fromisoformat(running.world.value(running.lead, name))


def steps(running: Product, lead: str = "") -> list[tuple[str, str | None, str | None]]:
    """(what, rep, queue) of each step of the lead."""
    lines = running.ports.store.entries(LOG, datetime(2026, 11, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
    rows = [line.row for line in lines if line.row["lead_id"] == (lead or running.lead)]
    assert all(row["why"] for row in rows)
    return [(row["event"], row["rep_id"], row["queue"]) for row in rows]


@pytest.mark.capability("R6")
def test_not_accepted_in_time_is_the_next_rep_s_and_then_the_manager_s(running: Product) -> None:
    ada, bob = running.world.owner, running.world.other_owner
    start(running)
    assert when(running, "accept_by") == datetime(2026, 11, 23, 16, tzinfo=UTC)
    at(running, 23, 15, 59)
    assert steps(running) == [("assigned", ada, None)]
    at(running, 23, 16)
    assert owner(running) == bob
    assert when(running, "accept_by") == datetime(2026, 11, 24, 12, 0, 5, tzinfo=UTC)
    at(running, 24, 11, 59)
    assert owner(running) == bob
    at(running, 24, 12, 1)
    assert steps(running) == [
        ("assigned", ada, None),
        ("expired", ada, None),
        ("assigned", bob, None),
        ("expired", bob, None),
        ("escalated", None, "desk"),
    ]
    assert running.world.value(running.lead, "queue") == "desk"
    assert running.world.value(running.lead, "accept_by") == ""
    at(running, 27, 12)
    assert len(steps(running)) == 5


def owner(running: Product) -> str:
    record = running.ports.crm.read(running.lead)
    assert record is not None
    return record.lead.owner_id or ""


ACCEPTED = [
    ("the rep answers on the record", "answer"),
    ("sales logs an activity", "activity"),
    ("the rep says so by the API", "outcome"),
]


@pytest.mark.parametrize("how", [row[1] for row in ACCEPTED], ids=[row[0] for row in ACCEPTED])
def test_what_counts_as_accepted(running: Product, how: str) -> None:
    start(running)
    at(running, 23, 14)
    accept(running, how)
    at(running, 23, 16, 30)
    assert [step[0] for step in steps(running)] == ["assigned", "accepted"]
    assert owner(running) == running.world.owner
    assert running.world.value(running.lead, "accept_by") == ""
    at(running, 27, 12)
    assert len(steps(running)) == 2


def accept(running: Product, how: str) -> None:
    if how == "answer":
        running.world.put(running.lead, "rep_answer", "accepted")
    elif how == "outcome":
        signal = running.view(0, id="o1", kind="outcome", occurred_at="2026-11-23T14:00:01Z")
        running.site_sends({**signal, "lead_id": running.lead, "properties": {"type": "accepted"}})
    else:
        running.world.log_call(running.lead)


@pytest.mark.capability("R6")
def test_a_lead_that_is_given_back_goes_to_the_next_at_once(running: Product) -> None:
    start(running)
    running.world.put(running.lead, "rep_answer", "rejected")
    running.tells(running.lead)
    running.work()
    assert owner(running) == running.world.other_owner
    assert running.world.value(running.lead, "rep_answer") == ""  # for the next one
    assert [step[0] for step in steps(running)] == ["assigned", "rejected", "assigned"]
    running.tells(running.lead)
    running.work()
    assert len(steps(running)) == 3


def test_nobody_at_work_is_a_queue_and_looked_at_when_somebody_is(running: Product) -> None:
    late = {"mon": ["18:00", "20:00"]}
    start(running, rep("r9", "Cleo", working_hours={"tue": ["09:00", "17:00"]}), rep("r8", "Dan", working_hours=late))
    assert steps(running) == [("queued", None, "inbound")]
    assert running.world.value(running.lead, "queue") == "inbound"
    assert when(running, "look_again_at") == datetime(2026, 11, 23, 18, tzinfo=UTC)


def test_a_lead_in_a_queue_goes_to_whoever_comes_to_work(running: Product) -> None:
    morning = {"tue": ["08:00", "12:00"]}
    start(running, rep(running.world.other_owner, "Bob", working_hours=morning))
    assert steps(running) == [("queued", None, "inbound")]
    at(running, 24, 8, 1)
    assert owner(running) == running.world.other_owner
    assert running.world.value(running.lead, "queue") == ""


def test_suggesting_hurries_nobody(running: Product) -> None:
    start(running, autonomy="recommend")
    assert running.world.value(running.lead, "suggested_owner") == "Ada"
    assert running.world.value(running.lead, "accept_by") == ""
    at(running, 27, 12)
    assert steps(running) == [("assigned", running.world.owner, None)]


def test_the_limit_is_kept_in_the_store_and_survives_a_process(running: Product, tmp_path: Path) -> None:
    start(running)
    assert running.ports.store.due(datetime(2026, 11, 23, 16, 1, tzinfo=UTC), 10) == (running.lead,)


def test_a_lead_that_no_longer_is_one_is_withdrawn(running: Product) -> None:
    start(running)
    routing = running.held.settings.routing.model_dump(mode="json", exclude_unset=True, by_alias=True)
    running.set(routing=routing, decision={"thresholds": {"sales_ready": 1.0, "urgent": 1.0}})
    running.tells(running.lead)
    running.work()
    assert [step[0] for step in steps(running)] == ["assigned", "withdrawn"]
    at(running, 27, 12)
    assert len(steps(running)) == 2


def test_an_owner_who_left_the_crm_is_passed_over(running: Product) -> None:
    """Everybody else is on leave, so it waits in a queue; nothing is lost."""
    gone = "999" if running.lead.startswith("hubspot") else "005000000000999AAA"
    leave = [{"from": "2026-11-01", "to": "2026-12-24"}]
    away = [rep(one, "Away", absent=leave, segment="smb") for one in (running.world.owner, running.world.other_owner)]
    start(running, *away, rep(gone, "Gone"))
    assert steps(running) == [("assigned", gone, None), ("owner_refused", gone, None), ("queued", None, "inbound")]
    assert running.world.value(running.lead, "queue") == "inbound"
    assert when(running, "look_again_at") == datetime(2026, 12, 25, 9, tzinfo=UTC)
    assert running.ports.queue.buried() == ()


BAD_TEAMS: list[tuple[str, dict[str, Any], str]] = [
    ("nobody in the team", {"reps": []}, "the team has no reps"),
    ("a territory that nobody covers", {"reps": [rep("r1", "A", territories={"countries": ["FR"]})]}, "territory"),
]


@pytest.mark.parametrize(("team", "why"), [row[1:] for row in BAD_TEAMS], ids=[row[0] for row in BAD_TEAMS])
def test_a_lead_that_nobody_can_take_waits_in_a_queue_with_the_reason(
    running: Product, team: dict[str, Any], why: str
) -> None:
    running.set(routing={"team": team, "fallback_queue": "inbound"})
    running.site_sends(*buying(running.lead))
    running.work()
    assert running.world.value(running.lead, "queue") == "inbound"
    assert why in running.world.value(running.lead, "assignment_reason")
    tomorrow = running.clock.at + timedelta(days=1)
    assert abs(when(running, "look_again_at") - tomorrow) < timedelta(minutes=1)
