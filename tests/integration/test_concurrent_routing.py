"""Many workers route at once: nobody has more than is allowed, no lead has two reps, and turns stay fair."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from leadgate.aws.store import DynamoStore
from leadgate.domain.routing import parse_state
from leadgate.embedded.database import Database
from leadgate.embedded.store import SqliteStore
from leadgate.ports import Store
from tests.contract.aws_server import aws_server
from tests.integration.routing_stand import a_rush, equal_reps, rush_in
from tests.unit.routing_builders import NOON

WORKERS = 16
LATER = NOON.replace(year=2027)


@pytest.fixture
def sqlite_stores(tmp_path: Path) -> Iterator[Sequence[Store]]:
    with ExitStack() as stack:
        path = tmp_path / "leadgate.sqlite3"
        databases = [stack.enter_context(closing(Database(path, busy_seconds=60))) for _ in range(WORKERS)]
        yield [SqliteStore(database) for database in databases]


@pytest.fixture
def dynamo_stores() -> Iterator[Sequence[Store]]:
    with aws_server() as server:
        table = server.make_table()
        yield [DynamoStore(server.client("dynamodb"), table) for _ in range(WORKERS)]


@pytest.mark.capability("R3", "R5")
@pytest.mark.parametrize(("stores", "leads"), [("sqlite_stores", 1_000), ("dynamo_stores", 60)])
def test_sixteen_workers_at_once(request: pytest.FixtureRequest, stores: str, leads: int) -> None:
    """In `make bench` the same with 5,000 leads. The last of the leads find everybody full."""
    workers: Sequence[Store] = request.getfixturevalue(stores)
    room = leads // 10 - 2
    rush_in(a_rush(leads), workers, equal_reps(10, room))
    check_rush(workers[0], leads, room)


def check_rush(store: Store, leads: int, room: int, reps: int = 10) -> None:
    rows = [line.row for line in store.entries("assignments", NOON, LATER)]
    given = [row for row in rows if row["event"] == "assigned"]
    assert len({row["lead_id"] for row in given}) == len(given) == room * reps  # none twice, and no room left over
    assert {row["lead_id"] for row in rows} == {f"lead-{n}" for n in range(leads)}  # none lost
    held = Counter(row["rep_id"] for row in given)
    assert set(held.values()) == {room}
    kept = store.recall("routing:turns")
    assert kept is not None
    state = parse_state(kept)
    assert {rep.open for rep in state.reps.values()} == {room}
    assert kept["sequence"] == len(given)
    by_turn = sorted(given, key=lambda row: int(row["sequence"]))[: room * reps // 2]  # nobody is full yet
    for tier in "ABCD":
        taken = Counter(row["rep_id"] for row in by_turn if row["inputs"]["request"]["tier"] == tier)
        assert max(taken.values(), default=0) - min(taken.get(f"r{n}", 0) for n in range(reps)) <= 1
