"""What the embedded database promises beyond the ports: kills, processes, versions, and late workers."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from leadgate.domain.retention import DEFAULT_RETENTION
from leadgate.embedded.database import Database
from leadgate.embedded.queue import SqliteQueue
from leadgate.embedded.schema import MIGRATIONS
from leadgate.embedded.store import SqliteStore
from leadgate.errors import LeadgateError, PermanentError, RetryableError
from leadgate.ports import Verdict
from leadgate.records import pack, pack_signal
from tests.contract.building import NOON, FixedClock, a_signal

ROOT = Path(__file__).parents[2]


def start_writer(path: Path, prefix: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.contract.sqlite_writer", str(path), prefix, str(count)]
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'shared'}{os.pathsep}{ROOT}"}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


def test_what_was_acknowledged_survives_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "leadgate.db"
    with start_writer(path, "lead", 1_000_000) as writer:
        assert writer.stdout is not None
        acknowledged = [writer.stdout.readline().split()[0] for _ in range(200)]
        writer.send_signal(signal.SIGKILL)
        acknowledged += [line.split()[0] for line in writer.stdout if line.endswith("\n")]
    with closing(Database(path)) as database:
        store, queue = SqliteStore(database), SqliteQueue(database, FixedClock())
        kept = {found.id for found in store.signals_of(acknowledged, None)}
        assert set(acknowledged) <= kept
        assert set(store.versions_of(acknowledged)) == {1}
        sent = {message.lead_id for message in queue.receive(limit=1_000_000)}
        assert set(acknowledged) <= sent


def test_processes_share_one_file_that_none_of_them_made_first(tmp_path: Path) -> None:
    path = tmp_path / "leadgate.db"
    writers = [start_writer(path, f"w{number}", 40) for number in range(3)]
    lines = [line for writer in writers for line in writer.communicate()[0].splitlines()]
    assert [writer.returncode for writer in writers] == [0, 0, 0]
    assert len(lines) == 120
    assert sum(line.endswith("taken") for line in lines) == 20
    with closing(Database(path)) as database:
        assert SqliteStore(database).version_of("shared") == 120
        assert SqliteQueue(database, FixedClock()).waiting() == 120


def test_a_write_that_fails_leaves_nothing(database: Database) -> None:
    def fail_half_way() -> None:
        with database.writing() as connection:
            connection.execute("INSERT INTO changes VALUES ('lead-1', 1)")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail_half_way()
    assert SqliteStore(database).version_of("lead-1") == 0


def test_a_database_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "leadgate.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(PermanentError, match="newer version"):
        Database(path)


def test_a_file_that_is_no_database_is_refused_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "leadgate.db"
    path.write_text("not a database, by a long way" * 100)
    with pytest.raises(PermanentError, match=r"leadgate\.db: file is not a database"):
        Database(path)


def test_a_database_that_stays_locked_is_tried_again_later(tmp_path: Path) -> None:
    path = tmp_path / "leadgate.db"
    with closing(Database(path)) as ours, closing(Database(path, busy_seconds=0)) as theirs, ours.writing():
        with pytest.raises(RetryableError, match="locked") as caught:
            SqliteStore(theirs).put_signals([a_signal()])
        assert caught.value.after_seconds
        assert isinstance(caught.value, LeadgateError)


def test_verdicts_of_an_older_version_are_listed_and_due(tmp_path: Path) -> None:
    path = tmp_path / "leadgate.db"
    judged = {"as_of": "2026-11-23T12:00:00Z", "decision": {"status": "nurture"}, "requalify": {"at": "2026-12-23"}}
    with closing(sqlite3.connect(path)) as connection:
        for statement in MIGRATIONS[0]:
            connection.execute(statement)
        rows = [("lead-1", pack(judged)), ("lead-2", pack({"merged_into": None}))]
        connection.executemany("INSERT INTO verdicts VALUES (?, 4, 1, ?)", rows)
        connection.execute("PRAGMA user_version = 1")
        connection.commit()
    with closing(Database(path)) as database:
        store = SqliteStore(database)
        assert store.verdicts("nurture") == store.verdicts() == (Verdict("lead-1", 4, judged, written=True),)
        assert store.due(NOON + timedelta(days=29), 10) == ()
        assert store.due(NOON + timedelta(days=30), 10) == ("lead-1",)


def test_signals_of_an_older_version_are_swept_when_their_time_is_over(tmp_path: Path) -> None:
    path = tmp_path / "leadgate.db"
    old, new = a_signal("s1", occurred_at=NOON - timedelta(days=731)), a_signal("s2")
    with closing(sqlite3.connect(path)) as connection:
        for statement in MIGRATIONS[0]:
            connection.execute(statement)
        rows = [(one.id, pack_signal(one)) for one in (old, new)]
        connection.executemany("INSERT INTO signals VALUES ('lead:lead-1', ?, ?)", rows)
        connection.execute("PRAGMA user_version = 1")
        connection.commit()
    with closing(Database(path)) as database:
        store = SqliteStore(database)
        assert store.sweep(DEFAULT_RETENTION, NOON) == 1
        assert store.signals_of(["lead-1"], None) == (new,)


def test_a_reader_sees_what_a_writer_keeps_and_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "leadgate.db"
    with closing(Database(path)) as ours, closing(Database(path, read_only=True)) as theirs:
        SqliteStore(ours).touch("lead-1")
        with ours.writing():  # in the middle of a write too
            assert SqliteStore(theirs).version_of("lead-1") == 1
        SqliteStore(ours).touch("lead-1")
        assert SqliteStore(theirs).version_of("lead-1") == 2
        with pytest.raises(PermanentError, match="readonly"):
            SqliteStore(theirs).touch("lead-1")


def test_a_reader_makes_no_file_and_migrates_none(tmp_path: Path) -> None:
    path = tmp_path / "leadgate.db"
    with pytest.raises(PermanentError, match="unable to open"):
        Database(path, read_only=True)
    assert not path.exists()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 1")
    with pytest.raises(PermanentError, match="older version"):
        Database(path, read_only=True)


def test_a_database_that_exists_keeps_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "leadgate.db"
    for number in range(2):
        with closing(Database(path)) as database:
            assert SqliteStore(database).touch("lead-1") == number + 1


def test_whoever_took_too_long_ends_nothing_of_the_next(database: Database) -> None:
    clock = FixedClock()
    queue = SqliteQueue(database, clock, visibility=timedelta(minutes=2))
    queue.send_all([("a", 1)])
    (late,) = queue.receive()
    clock.move(minutes=2)
    queue.send_all([("a", 2)])
    (current,) = queue.receive()
    queue.done(late)
    queue.release(late, timedelta(0))
    queue.bury(late, "too late")
    assert queue.receive() == ()
    assert queue.buried() == ()
    queue.done(current)
    assert queue.waiting() == 0


def test_leads_take_turns_by_how_long_they_wait(database: Database) -> None:
    clock = FixedClock()
    queue = SqliteQueue(database, clock)
    for lead_id in ("c", "a", "b"):
        queue.send_all([(lead_id, 1)])
        clock.move(seconds=1)
    queue.send_all([("c", 2)])
    assert [queue.receive(limit=1)[0].lead_id for _ in range(3)] == ["c", "a", "b"]
