"""Every store can be looked through, rewritten and emptied of people; queues forget; a CRM finds an address."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from leadgate.crm.one_note import RETIRED
from leadgate.embedded.database import Database
from leadgate.embedded.store import SqliteStore
from leadgate.ports import KeptRow, Store
from leadgate.ports.crm import WriteBack
from tests.contract.building import NOON, a_parked, a_signal
from tests.contract.conftest import QueueBench
from tests.contract.test_crm import CRMS, World


def filled(store: Store) -> Store:
    store.put_signals([a_signal("s1"), a_signal("s2", "lead-2"), a_signal("s3", None, account_id="account-1")])
    store.put_verdict("lead-1", 1, {"lead_id": "lead-1", "long": "x" * 5_000})
    store.put_verdict("lead-2", 1, {"lead_id": "lead-2"})
    store.link("lead-1", "account-1")
    store.link("lead-2", "account-1")
    store.park(a_parked("p1"))
    store.park(a_parked("p2"))
    store.dismiss("p2")
    store.remember("note:lead-1", {"id": 1})
    store.take_token("crm", 3, 10.0, NOON)
    return store


def told(rows: Iterator[KeptRow]) -> list[tuple[str, str]]:
    return sorted((one.kind, str(one.row.get("id") or one.row.get("lead_id"))) for one in rows)


def test_every_row_that_may_name_somebody_is_shown_once(store: Store) -> None:
    rows = told(filled(store).kept_rows())
    assert rows == [
        ("fact", "1"), ("parked", "p1"), ("signal", "s1"), ("signal", "s2"), ("signal", "s3"),
        ("verdict", "lead-1"), ("verdict", "lead-2"),
    ]  # fmt: skip


def test_rows_near_some_leads_are_theirs_and_the_parked_ones_at_least(store: Store) -> None:
    rows = told(filled(store).kept_rows(["lead-2"]))
    assert set(rows) >= {("signal", "s2"), ("verdict", "lead-2"), ("parked", "p1")}


def test_more_rows_than_any_page_holds_are_all_shown(database: Database) -> None:
    store = SqliteStore(database)
    store.put_signals([a_signal(f"s{number:04}", f"lead-{number % 7}") for number in range(1_203)])
    assert len(list(store.kept_rows())) == 1_203


def test_rows_larger_than_any_page_are_all_shown(store: Store) -> None:
    noise = random.Random(7)
    for number in range(8):  # a page of DynamoDB's holds a megabyte
        text = noise.randbytes(100_000).hex()
        store.put_signals([a_signal(f"s{number}", properties={"text": text})])
    assert len(list(store.kept_rows())) == 8


def test_a_row_is_replaced_only_as_it_was_read(store: Store) -> None:
    (kept,) = (one for one in filled(store).kept_rows() if one.kind == "verdict" and one.row["lead_id"] == "lead-1")
    assert store.replace_row(kept, {"lead_id": "lead-1", "long": "short"})
    assert not store.replace_row(kept, None)
    verdict = store.verdict_of("lead-1")
    assert verdict is not None
    assert (verdict.row, verdict.version) == ({"lead_id": "lead-1", "long": "short"}, 1)


@pytest.mark.parametrize("kind", ["signal", "verdict", "parked", "fact"])
def test_a_row_of_any_kind_can_be_taken_out(store: Store, kind: str) -> None:
    rows = [one for one in filled(store).kept_rows() if one.kind == kind]
    assert all(store.replace_row(one, None) for one in rows)
    assert not [one for one in store.kept_rows() if one.kind == kind]
    assert store.parked() == () or kind != "parked"


def test_all_rows_of_a_lead_are_erased_and_nobody_elses(store: Store) -> None:
    assert filled(store).erase_leads(["lead-1", "lead-9"]) >= 3
    assert store.erase_leads(["lead-1"]) == 0
    store.wipe()
    assert store.verdict_of("lead-1") is None
    assert {one.id for one in store.signals_of(["lead-1", "lead-2"], "account-1")} == {"s2", "s3"}
    assert (store.version_of("lead-1"), store.version_of("lead-2")) == (0, 1)
    assert (store.account_of("lead-1"), store.leads_of("account-1")) == (None, ("lead-2",))


def test_a_queue_forgets_dead_letters_and_keeps_the_others(bench: QueueBench) -> None:
    queue = bench.queue
    queue.send_all([("lead-1", 1), ("lead-2", 1)])
    for message in queue.receive():
        queue.bury(message, "why")
    assert queue.forget(["lead-1", "lead-3"]) == 1
    assert queue.buried() == (("lead-2", "why"),)
    assert queue.forget([]) == 0


def test_a_file_of_the_store_holds_nothing_of_what_was_erased(tmp_path: Path, database: Database) -> None:
    store = SqliteStore(database)
    for number in range(200):
        store.put_verdict("lead-1", number, {"secret": f"quarkington-{number}"})
        store.put_signals([a_signal(f"s{number}", properties={"secret": "quarkington" * 30})])
    files = sorted(tmp_path.glob("leadgate.db*"))
    assert any(b"quarkington" in path.read_bytes() for path in files)
    store.erase_leads(["lead-1"])
    store.wipe()
    assert not any(b"quarkington" in path.read_bytes() for path in sorted(tmp_path.glob("leadgate.db*")))
    assert store.put_signals([a_signal("s1", "lead-2")]) == (True,)


@pytest.fixture(params=CRMS)
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    with CRMS[request.param](tmp_path) as made:
        made.crm.ensure_fields()
        yield made


def test_the_handoff_of_a_merged_lead_says_that_the_other_one_holds(world: World) -> None:
    gone = world.colleagues[1]
    for lead_id, text in ((gone, "call the CFO"), (world.lead, "call Jennifer")):
        record = world.crm.read(lead_id)
        assert record is not None
        assert world.crm.write(record, WriteBack(lead_id, world.account, {}, note=f"<p>{text}</p>")).note
    world.merge(into=world.lead, gone=gone)
    assert world.crm.retire(gone)
    assert not world.crm.retire(gone)
    notes = " | ".join(world.notes(world.lead))
    assert ("call Jennifer" in notes, "call the CFO" in notes, RETIRED in notes) == (True, False, True)


def test_a_person_is_found_by_the_address(world: World) -> None:
    assert world.crm.find("jennifer@acme.example") == (world.lead,)
    assert world.crm.find("JENNIFER@acme.example") == (world.lead,)
    assert world.crm.find("alone@nowhere.example") == (world.alone,)
    assert world.crm.find("nobody' OR Email != '@acme.example") == ()
