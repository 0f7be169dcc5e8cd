"""What becomes of a lead that could not be judged: parked, buried, or again and later each time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from leadgate.embedded.database import Database
from leadgate.embedded.queue import SqliteQueue
from leadgate.embedded.store import SqliteStore
from leadgate.errors import BadInputError, PermanentError, RetryableError, UnverifiedError
from leadgate.ports import LeadChanged, Ports
from leadgate.service.settle import BUG_TRIES, retry_delay, settle_failure
from tests.contract.building import FixedClock

UNUSED: Any = None  # settling needs neither CRM nor model


@dataclass
class Bench:
    ports: Ports
    clock: FixedClock

    def received(self) -> LeadChanged:
        (message,) = self.ports.queue.receive(1)
        return message

    def fail(self, error: Exception) -> str:
        return settle_failure(error, self.received(), self.ports)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    database, clock = Database(tmp_path / "d"), FixedClock()
    queue = SqliteQueue(database, clock, timedelta(minutes=2), max_receives=60)
    queue.send_all([("lead-1", 1)])
    yield Bench(Ports(SqliteStore(database), queue, UNUSED, UNUSED, UNUSED, UNUSED, clock, UNUSED, queue), clock)
    database.close()


SETTLED = [
    ("bad input is parked", BadInputError("contacts.x", "does not exist"), "parked"),
    ("an unverified sender too", UnverifiedError("x", "missing"), "parked"),
    ("a person must act: buried", PermanentError("the token is revoked"), "buried"),
    ("down: again", RetryableError("down"), "again"),
    ("a bug: again at first", KeyError("x"), "again"),
]


@pytest.mark.parametrize(("error", "settled"), [row[1:] for row in SETTLED], ids=[row[0] for row in SETTLED])
def test_each_failure_has_its_end(bench: Bench, error: Exception, settled: str) -> None:
    assert bench.fail(error) == settled
    parked, buried, waiting = bench.ports.store.parked(), bench.ports.queue.buried(), bench.ports.queue.waiting()
    assert (len(parked), len(buried), waiting) == {"parked": (1, 0, 0), "buried": (0, 1, 0), "again": (0, 0, 1)}[
        settled
    ]


def test_what_is_parked_names_lead_and_reason(bench: Bench) -> None:
    bench.fail(BadInputError("contacts.leadgate_tier", "does not exist in the portal"))
    (parked,) = bench.ports.store.parked()
    assert parked.record["lead_id"] == "lead-1"
    assert parked.reason == "contacts.leadgate_tier: does not exist in the portal"


def test_the_same_problem_is_parked_once(bench: Bench) -> None:
    for version in (1, 2, 3):
        bench.fail(BadInputError("x", "y"))
        bench.ports.queue.send_all([("lead-1", version + 1)])
    assert len(bench.ports.store.parked()) == 1


def test_a_bug_is_tried_a_few_times_and_then_buried_without_its_words(bench: Bench) -> None:
    for _ in range(BUG_TRIES - 1):
        assert bench.fail(KeyError("jennifer@acme.example")) == "again"
        bench.clock.move(hours=1)
    assert bench.fail(KeyError("jennifer@acme.example")) == "buried"
    ((lead, reason),) = bench.ports.queue.buried()
    assert lead == "lead-1"
    assert reason == "KeyError (a bug: see the log)"


def test_an_outage_is_waited_out_for_more_than_a_day(bench: Bench) -> None:
    for _ in range(48):
        assert bench.fail(RetryableError("down")) == "again"
        bench.clock.move(minutes=31)
    assert bench.ports.queue.buried() == ()


def test_the_wait_that_was_asked_for_is_kept(bench: Bench) -> None:
    bench.fail(RetryableError("limited", after_seconds=3600))
    bench.clock.move(minutes=59)
    assert bench.ports.queue.receive(1) == ()
    bench.clock.move(minutes=2)
    assert len(bench.ports.queue.receive(1)) == 1


DELAYS: list[tuple[str, int, float | None, float]] = [
    ("at first 15 s", 0, None, 15),
    ("then twice as long", 1, None, 30),
    ("and again", 3, None, 120),
    ("half an hour at most", 10, None, 1800),
    ("for ever", 10_000, None, 1800),
    ("a shorter wait asked for changes nothing", 1, 5, 30),
    ("a longer one does", 1, 60, 60),
    ("even beyond half an hour", 0, 3600, 3600),
]


@pytest.mark.parametrize(("attempts", "asked", "seconds"), [row[1:] for row in DELAYS], ids=[row[0] for row in DELAYS])
def test_delays_double_and_are_never_shorter_than_asked(attempts: int, asked: float | None, seconds: float) -> None:
    assert retry_delay(attempts, asked) == timedelta(seconds=seconds)
