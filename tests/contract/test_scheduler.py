"""A lead that is to be looked at again comes back at its time, by every scheduler."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from leadgate.aws.queue import SqsQueue
from leadgate.aws.schedules import EventBridgeScheduler
from leadgate.embedded.database import Database
from leadgate.embedded.queue import SqliteQueue
from leadgate.ports import Queue, Scheduler
from tests.contract.aws_server import AwsServer, fresh_name
from tests.contract.building import NOON, FixedClock

ROLE = "arn:aws:iam::123456789012:role/wake"


@dataclass(frozen=True)
class Bench:
    """move_to: time passes, and whatever a scheduler of AWS would do meanwhile is done."""

    scheduler: Scheduler
    queue: Queue
    move_to: Callable[[datetime], None]


def sqlite(request: pytest.FixtureRequest) -> Bench:
    clock = FixedClock()
    queue = SqliteQueue(request.getfixturevalue("database"), clock)
    return Bench(queue, queue, lambda at: setattr(clock, "at", at))


def event_bridge(request: pytest.FixtureRequest) -> Bench:
    """moto keeps schedules and does not run them: what one says is done here, word for word."""
    server: AwsServer = request.getfixturevalue("aws")
    sqs, events, stage = server.client("sqs"), server.client("scheduler"), fresh_name("stage")
    url, dead_letters_url = server.make_queues(3)

    def move_to(at: datetime) -> None:
        for listed in events.list_schedules(NamePrefix=f"leadgate-{stage}-")["Schedules"]:
            schedule = events.get_schedule(Name=listed["Name"])
            due = datetime.strptime(schedule["ScheduleExpression"], "at(%Y-%m-%dT%H:%M:%S)").replace(tzinfo=at.tzinfo)
            if due <= at:
                assert schedule["ActionAfterCompletion"] == "DELETE"
                assert schedule["Target"]["Arn"] == "arn:aws:scheduler:::aws-sdk:sqs:sendMessage"
                assert schedule["Target"]["RoleArn"] == ROLE
                sqs.send_message(**json.loads(schedule["Target"]["Input"]))
                events.delete_schedule(Name=listed["Name"])

    return Bench(EventBridgeScheduler(events, stage, url, ROLE), SqsQueue(sqs, url, dead_letters_url), move_to)


@pytest.fixture(params=(sqlite, event_bridge), ids=lambda make: make.__name__)
def bench(request: pytest.FixtureRequest) -> Bench:
    made: Bench = request.param(request)
    return made


def test_a_lead_comes_back_at_its_time_and_not_before(bench: Bench) -> None:
    bench.scheduler.wake("hubspot:contact:501", NOON + timedelta(hours=4))
    bench.scheduler.wake("lead-2", NOON + timedelta(days=40))
    bench.move_to(NOON + timedelta(hours=3))
    assert bench.queue.receive() == ()
    assert bench.queue.waiting() == 0
    bench.move_to(NOON + timedelta(hours=4, seconds=1))
    (message,) = bench.queue.receive()
    assert message.lead_id == "hubspot:contact:501"
    bench.queue.done(message)
    assert bench.queue.receive() == ()


def test_the_same_lead_and_instant_twice_is_once(bench: Bench) -> None:
    for _ in range(2):
        bench.scheduler.wake("lead-1", NOON + timedelta(hours=1))
    bench.scheduler.wake("lead-1", NOON + timedelta(hours=9))
    bench.move_to(NOON + timedelta(hours=2))
    (message,) = bench.queue.receive()
    bench.queue.done(message)
    assert bench.queue.receive() == ()
    bench.move_to(NOON + timedelta(hours=10))
    assert [one.lead_id for one in bench.queue.receive()] == ["lead-1"]


def test_on_one_machine_it_survives_a_restart(tmp_path: Path) -> None:
    clock = FixedClock()
    with closing(Database(tmp_path / "db")) as database:
        SqliteQueue(database, clock).wake("lead-1", NOON + timedelta(hours=1))
    clock.move(hours=2)
    with closing(Database(tmp_path / "db")) as database:
        queue = SqliteQueue(database, clock)
        assert [one.lead_id for one in queue.receive()] == ["lead-1"]


def test_on_one_machine_it_survives_a_kill(tmp_path: Path) -> None:
    """Killed in the very moment after it was told."""
    program = f"""
import os, signal
from datetime import datetime
from pathlib import Path
from leadgate.clock import SystemClock
from leadgate.embedded.database import Database
from leadgate.embedded.queue import SqliteQueue
queue = SqliteQueue(Database(Path({str(tmp_path / "db")!r})), SystemClock())
queue.wake("lead-1", datetime.fromisoformat({str(NOON)!r}))
os.kill(os.getpid(), signal.SIGKILL)
"""
    killed = subprocess.run([sys.executable, "-c", program], check=False)  # our own words
    assert killed.returncode == -signal.SIGKILL
    with closing(Database(tmp_path / "db")) as database:
        assert [one.lead_id for one in SqliteQueue(database, FixedClock()).receive()] == ["lead-1"]
