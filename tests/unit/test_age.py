"""Q6: verdicts that have grown old are sent, fresh changes first, and nothing gets stuck."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from leadgate.domain.reading import render_instant
from leadgate.embedded.database import Database
from leadgate.embedded.loop import Loop
from leadgate.embedded.queue import SqliteQueue
from leadgate.embedded.store import SqliteStore
from leadgate.errors import RetryableError
from leadgate.ports import Ports
from leadgate.service.age import AGAIN_AFTER, requalify_due
from tests.contract.building import NOON, FixedClock

UNUSED: Any = None  # ageing needs neither CRM nor model


@dataclass
class Bench:
    ports: Ports
    clock: FixedClock

    def judged(self, lead_id: str, due_in_days: float) -> None:
        now = self.clock.now()
        due_at = render_instant(now + timedelta(days=due_in_days))
        row = {"as_of": render_instant(now), "decision": {"status": "nurture"}, "requalify": {"at": due_at}}
        assert self.ports.store.put_verdict(lead_id, self.ports.store.version_of(lead_id), row)

    def received(self) -> list[str]:
        return sorted(message.lead_id for message in self.ports.queue.receive(1_000))


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    database, clock = Database(tmp_path / "d"), FixedClock()
    queue = SqliteQueue(database, clock, timedelta(minutes=2), max_receives=60)
    yield Bench(Ports(SqliteStore(database), queue, UNUSED, UNUSED, UNUSED, UNUSED, clock, UNUSED, queue), clock)
    database.close()


def test_nothing_is_sent_before_its_time(bench: Bench) -> None:
    bench.judged("lead-1", 30)
    bench.clock.move(days=29)
    assert requalify_due(bench.ports) == 0
    assert bench.received() == []


def test_whoever_is_due_is_sent_as_changed(bench: Bench) -> None:
    bench.judged("lead-1", 30)
    bench.judged("lead-2", 7)
    bench.clock.move(days=8)
    assert requalify_due(bench.ports) == 1
    assert bench.received() == ["lead-2"]
    assert bench.ports.store.versions_of(["lead-1", "lead-2"]) == (0, 1)


def test_whoever_was_sent_is_not_sent_at_every_look(bench: Bench) -> None:
    bench.judged("lead-1", 1)
    bench.clock.move(days=2)
    assert [requalify_due(bench.ports) for _ in range(3)] == [1, 0, 0]
    assert bench.ports.store.version_of("lead-1") == 1


def test_whoever_could_not_be_judged_comes_again_a_day_later(bench: Bench) -> None:
    bench.judged("lead-1", 1)
    bench.clock.move(days=2)
    requalify_due(bench.ports)
    (message,) = bench.ports.queue.receive()
    bench.ports.queue.bury(message, "the token is revoked")
    bench.clock.at += AGAIN_AFTER
    assert requalify_due(bench.ports) == 1


def test_whoever_was_judged_again_is_left_alone_until_the_next_time(bench: Bench) -> None:
    bench.judged("lead-1", 1)
    bench.clock.move(days=2)
    requalify_due(bench.ports)
    bench.judged("lead-1", 30)
    bench.clock.move(days=29)
    assert requalify_due(bench.ports) == 0
    bench.clock.move(days=1)
    assert requalify_due(bench.ports) == 1


def test_leads_that_cannot_be_judged_hold_up_no_other(bench: Bench) -> None:
    for number in range(6):
        bench.judged(f"stuck-{number}", 1)
    bench.judged("lead-1", 2)
    bench.clock.move(days=3)
    assert requalify_due(bench.ports, limit=6) == 6
    for message in bench.ports.queue.receive():
        bench.ports.queue.bury(message, "refused")
    assert requalify_due(bench.ports, limit=6) == 1
    assert bench.received() == ["lead-1"]


def test_leads_that_changed_are_not_held_up_by_leads_that_grew_old(bench: Bench) -> None:
    for number in range(8):
        bench.judged(f"old-{number}", 1)
    bench.clock.move(days=2)
    bench.ports.queue.send_all([("fresh-1", 1), ("fresh-2", 1)])
    assert [requalify_due(bench.ports, limit=5) for _ in range(2)] == [3, 0]
    assert bench.ports.queue.waiting() == 5


def test_broken_off_half_way_the_same_leads_are_sent_once_more(bench: Bench) -> None:
    bench.judged("lead-1", 1)
    bench.clock.move(days=2)
    bench.ports.store.touch_all(bench.ports.store.due(bench.clock.now(), 10))  # and then the power went
    assert requalify_due(bench.ports) == 1
    assert bench.received() == ["lead-1"]


def test_a_company_without_due_leads_costs_nothing(bench: Bench) -> None:
    assert requalify_due(bench.ports) == 0
    assert bench.ports.queue.waiting() == 0


def test_a_loop_works_again_and_again_whatever_fails() -> None:
    done, times = Event(), []

    def work() -> None:
        times.append(NOON)
        if len(times) == 3:
            done.set()
        raise RetryableError("the disk is full")

    loop = Loop(work, every_seconds=0.001, name="test")
    loop.start()
    assert done.wait(10)
    loop.stop()
    assert len(times) >= 3


def test_a_loop_that_is_stopped_waits_for_nothing() -> None:
    worked = Event()
    loop = Loop(worked.set, every_seconds=3_600, name="test")
    loop.start()
    assert worked.wait(10)
    loop.stop()
