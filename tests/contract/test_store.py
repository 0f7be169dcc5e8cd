"""Every store keeps what `ports.Store` promises."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from leadgate.domain.signals import Signal
from leadgate.errors import BadInputError, PermanentError
from leadgate.ports import Entry, Store, Swap, Verdict
from tests.contract.building import NOON, a_parked, a_signal


def test_a_signal_put_twice_is_kept_once(store: Store) -> None:
    assert store.put_signals([a_signal("s1")]) == (True,)
    assert store.put_signals([a_signal("s1", kind="email_click")]) == (False,)
    assert store.signals_of(["lead-1"], None) == (a_signal("s1"),)


def test_a_signal_twice_in_a_batch_is_new_once(store: Store) -> None:
    assert store.put_signals([a_signal("s1"), a_signal("s2"), a_signal("s1")]) == (True, True, False)
    assert store.version_of("lead-1") == 2


def test_known_signals_in_a_batch_do_not_stop_the_new_ones(store: Store) -> None:
    store.put_signals([a_signal("s1"), a_signal("s3", "lead-2")])
    batch = [a_signal("s1"), a_signal("s2"), a_signal("s3", "lead-2"), a_signal("s4", "lead-2")]
    assert store.put_signals(batch) == (False, True, False, True)
    assert store.versions_of(["lead-1", "lead-2"]) == (2, 2)


def test_the_same_id_of_two_leads_is_two_signals(store: Store) -> None:
    assert store.put_signals([a_signal("s1", "lead-1"), a_signal("s1", "lead-2")]) == (True, True)


def test_an_empty_batch_is_nothing(store: Store) -> None:
    assert store.put_signals([]) == ()
    assert store.signals_of([], None) == ()
    assert store.versions_of([]) == ()


def test_a_batch_may_be_larger_than_any_limit_of_a_backend(store: Store) -> None:
    batch = [a_signal(f"s{number}", f"lead-{number % 70}") for number in range(130)]
    assert store.put_signals(batch) == (True,) * 130
    leads = [f"lead-{number}" for number in range(130)]
    assert store.versions_of(leads) == (2,) * 60 + (1,) * 10 + (0,) * 60
    assert len(store.signals_of(leads[:10], None)) == 20


def test_signals_come_back_as_they_were_put(store: Store) -> None:
    rich = a_signal(
        "s1",
        account_id="account-1",
        kind="of tomorrow",
        occurred_at=NOON - timedelta(microseconds=1),
        source="wéb",
        properties={"n": 1.5, "none": None, "deep": [{"a": [True]}], "text": "x" * 50_000, "half": "\ud800"},
    )
    store.put_signals([rich])
    assert store.signals_of(["lead-1"], None) == (rich,)


def test_signals_of_leads_and_account_are_theirs_alone(store: Store) -> None:
    ours = [
        a_signal("s1"),
        a_signal("s2", "lead-2", account_id="account-1"),
        a_signal("s3", None, account_id="account-1"),
    ]
    others = [a_signal("s4", "lead-3", account_id="account-1"), a_signal("s5", None, account_id="account-2")]
    store.put_signals([*ours, *others])
    found = store.signals_of(["lead-1", "lead-2"], "account-1")
    assert sorted(found, key=lambda signal: signal.id) == ours


def test_a_signal_of_the_account_alone_changes_no_lead(store: Store) -> None:
    assert store.put_signals([a_signal("s1", None, account_id="lead-1")]) == (True,)
    assert store.version_of("lead-1") == 0


REFUSED = [
    ("nobody's", a_signal(lead_id=None), r"signals\[1\]\.lead_id"),
    ("a key too long", a_signal("x" * 501), r"signals\[1\]\.id: 501 bytes"),
    ("half a character in a key", a_signal("\ud800"), r"signals\[1\]\.id"),
    ("code 0 in a key", a_signal(lead_id="a\0b"), r"signals\[1\]\.lead_id"),
    (
        "too large",
        a_signal(properties={"text": random.Random(1).randbytes(400_000).hex()}),
        r"signals\[1\]\.properties",
    ),
]


@pytest.mark.parametrize(("signal", "message"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_no_store_could_keep_is_refused_by_its_place(store: Store, signal: Signal, message: str) -> None:
    with pytest.raises(BadInputError, match=message):
        store.put_signals([a_signal("good"), signal])
    assert store.signals_of(["lead-1"], None) == ()


def test_a_touch_counts_one_change(store: Store) -> None:
    store.put_signals([a_signal("s1")])
    assert store.touch("lead-1") == 2
    assert store.touch("unheard") == 1
    assert store.version_of("lead-1") == 2


def test_a_lead_never_heard_of_has_nothing(store: Store) -> None:
    assert store.version_of("nobody") == 0
    assert store.verdict_of("nobody") is None
    assert store.account_of("nobody") is None
    assert store.leads_of("nobody") == ()
    assert store.recall("nobody") is None


def test_an_older_verdict_never_overwrites_a_newer_one(store: Store) -> None:
    assert store.put_verdict("lead-1", 2, {"score": 20})
    assert not store.put_verdict("lead-1", 1, {"score": 10})
    assert store.verdict_of("lead-1") == Verdict("lead-1", 2, {"score": 20}, written=False)


def test_a_verdict_of_the_same_version_replaces_and_is_to_be_written_again(store: Store) -> None:
    store.put_verdict("lead-1", 2, {"score": 20})
    store.mark_written("lead-1", 2)
    assert store.put_verdict("lead-1", 2, {"score": 21})
    assert store.verdict_of("lead-1") == Verdict("lead-1", 2, {"score": 21}, written=False)


def test_only_the_verdict_that_stands_is_marked_written(store: Store) -> None:
    store.put_verdict("lead-1", 3, {})
    store.mark_written("lead-1", 2)
    store.mark_written("nobody", 1)
    assert store.verdict_of("lead-1") == Verdict("lead-1", 3, {}, written=False)
    store.mark_written("lead-1", 3)
    assert store.verdict_of("lead-1") == Verdict("lead-1", 3, {}, written=True)
    assert store.verdict_of("nobody") is None


def test_a_verdict_of_a_large_account_is_kept(store: Store) -> None:
    people = [{"lead_id": f"hubspot:contact:{n}", "name": f"Name {n}", "seat": "champion"} for n in range(20_000)]
    assert store.put_verdict("lead-1", 1, {"stakeholders": people})
    verdict = store.verdict_of("lead-1")
    assert verdict is not None
    assert verdict.row == {"stakeholders": people}


def test_a_row_that_is_too_large_is_refused_with_its_size(store: Store) -> None:
    with pytest.raises(PermanentError, match="380,000 are allowed"):
        store.put_verdict("lead-1", 1, {"noise": random.Random(1).randbytes(400_000).hex()})


def test_a_lead_belongs_to_its_last_account(store: Store) -> None:
    for lead_id, account_id in (("b", "one"), ("a", "one"), ("c", "one"), ("c", "two"), ("a", "one")):
        store.link(lead_id, account_id)
    assert store.leads_of("one") == ("a", "b")
    assert store.leads_of("two") == ("c",)
    assert store.account_of("c") == "two"


def test_parked_records_come_newest_first_and_once(store: Store) -> None:
    for parked in (a_parked("b", 2), a_parked("a", 1), a_parked("c", 3), a_parked("b", 9)):
        store.park(parked)
    assert store.parked() == (a_parked("c", 3), a_parked("b", 2), a_parked("a", 1))
    assert store.parked(limit=2) == (a_parked("c", 3), a_parked("b", 2))


def test_a_parked_record_that_was_looked_at_is_off_the_list_and_stays_known(store: Store) -> None:
    for parked in (a_parked("a", 1), a_parked("b", 2)):
        store.park(parked)
    assert store.dismiss("a")
    assert not store.dismiss("a")
    assert not store.dismiss("never seen")
    store.park(a_parked("a", 9))
    assert store.parked() == (a_parked("b", 2),)


def test_a_record_too_large_to_park_is_parked_by_its_beginning(store: Store) -> None:
    store.park(a_parked("a", record={"noise": random.Random(1).randbytes(400_000).hex()}))
    (parked,) = store.parked()
    assert parked.record["clipped"].startswith('{"noise": "')
    assert replace(parked, record={"a": 1}) == a_parked("a")


def test_the_last_row_remembered_is_recalled(store: Store) -> None:
    store.remember("note:lead-1", {"id": 1})
    store.remember("note:lead-1", {"id": 2})
    assert store.recall("note:lead-1") == {"id": 2}
    assert store.recall("note:lead") is None


def test_many_facts_are_recalled_in_the_order_of_their_keys(store: Store) -> None:
    store.remember("a", {"id": 1})
    store.remember("b", {"id": 2})
    assert store.recall_all(["b", "none", "a", "b"]) == ({"id": 2}, None, {"id": 1}, {"id": 2})
    assert store.recall_all([]) == ()


def test_a_fact_that_was_dropped_is_gone(store: Store) -> None:
    store.remember("a", {"id": 1})
    store.drop("a")
    store.drop("a")
    assert store.recall("a") is None
    assert store.swap("a", None, {"id": 2})


def test_a_lead_that_was_unlinked_is_of_no_account(store: Store) -> None:
    store.link("lead-1", "account-1")
    store.link("lead-2", "account-1")
    store.unlink("lead-1")
    store.unlink("lead-1")
    assert (store.account_of("lead-1"), store.leads_of("account-1")) == (None, ("lead-2",))
    store.link("lead-1", "account-1")
    assert store.leads_of("account-1") == ("lead-1", "lead-2")


def test_a_row_is_swapped_only_for_the_one_that_was_recalled(store: Store) -> None:
    assert store.swap("routing", None, {"turn": 1, "long": "x" * 5_000})
    assert not store.swap("routing", None, {"turn": 2})
    seen = store.recall("routing")
    assert seen is not None
    assert store.swap("routing", seen, {"turn": 2})
    assert not store.swap("routing", seen, {"turn": 3})
    assert store.recall("routing") == {"turn": 2}


def test_many_rows_are_swapped_and_written_down_in_one_stroke_or_none(store: Store) -> None:
    line = Entry("assignments", NOON, "a1", {"lead_id": "lead-1"})
    assert store.commit((Swap("turns", None, {"n": 1}), Swap("lead", None, {"rep": "ada"})), (line,))
    late = Entry("assignments", NOON, "a2", {"lead_id": "lead-2"})
    assert not store.commit((Swap("turns", {"n": 1}, {"n": 2}), Swap("lead", None, {"rep": "bob"})), (late,))
    assert store.recall("turns") == {"n": 1}
    assert store.entries("assignments", NOON, NOON + timedelta(days=1)) == (line,)
    assert store.commit((Swap("turns", {"n": 1}, {"n": 2}),), (line, late))
    assert store.entries("assignments", NOON, NOON + timedelta(days=1)) == (line, late)


def test_an_empty_row_is_not_none(store: Store) -> None:
    assert store.commit((Swap("k", None, {}),))
    assert not store.commit((Swap("k", None, {"n": 1}),))
    assert store.commit((Swap("k", {}, {"n": 1}),))


def test_a_log_is_read_by_time_across_days(store: Store) -> None:
    lines = [Entry("events", NOON + timedelta(hours=7 * n), f"e{n}", {"n": n}) for n in range(10)]
    store.commit((), lines[5:])
    store.commit((), [*lines[:5], Entry("others", NOON, "x", {})])
    assert store.entries("events", NOON, NOON + timedelta(days=9)) == tuple(lines)
    assert store.entries("events", lines[2].at, lines[7].at) == tuple(lines[2:7])
    assert store.entries("events", lines[2].at, lines[7].at, limit=3) == tuple(lines[2:5])


def test_only_one_of_many_who_swap_at_once_succeeds(store: Store) -> None:
    store.remember("turns", {"n": 0})

    def count_up(worker: int) -> int:
        done = 0
        while done < 5:
            row = store.recall("turns")
            assert row is not None
            done += store.commit((Swap("turns", row, {"n": row["n"] + 1}), Swap(f"w{worker}-{row['n']}", None, {})))
        return done

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(count_up, range(4))) == 20
    assert store.recall("turns") == {"n": 20}


def test_a_bucket_gives_its_capacity_at_once_and_refills_evenly(store: Store) -> None:
    def take(seconds: float) -> float:
        return store.take_token("crm", 3, 10.0, NOON + timedelta(seconds=seconds))

    assert [take(0), take(0), take(0)] == [0, 0, 0]
    wait_seconds = take(0)
    assert wait_seconds == pytest.approx(10 / 3, abs=1e-4)
    assert take(wait_seconds - 0.01) == pytest.approx(0.01, abs=1e-4)
    assert take(wait_seconds) == 0
    assert take(wait_seconds) > 3
    assert [take(60), take(60), take(60)] == [0, 0, 0]
    assert take(60) > 3


def test_a_bucket_of_one_gives_one(store: Store) -> None:
    assert store.take_token("crm", 1, 0.2, NOON) == 0
    assert store.take_token("crm", 1, 0.2, NOON) == pytest.approx(0.2)
    assert store.take_token("crm", 1, 0.2, NOON + timedelta(seconds=0.2)) == 0


def test_buckets_are_apart(store: Store) -> None:
    assert store.take_token("search", 1, 1, NOON) == 0
    assert store.take_token("crm", 1, 1, NOON) == 0


def test_workers_together_take_no_more_than_a_bucket_holds(store: Store) -> None:
    waits = at_once(8, lambda _: [store.take_token("crm", 10, 1000, NOON) for _ in range(4)])
    assert sum(wait == 0 for worker in waits for wait in worker) == 10


def test_a_signal_put_by_many_at_once_is_new_to_one(store: Store) -> None:
    batch = [a_signal(f"s{number}", f"lead-{number % 3}") for number in range(9)]
    answers = at_once(6, lambda _: store.put_signals(batch))
    assert [sum(new) for new in zip(*answers, strict=True)] == [1] * 9
    assert store.versions_of(["lead-0", "lead-1", "lead-2"]) == (3, 3, 3)


def test_changes_counted_by_many_at_once_are_all_counted(store: Store) -> None:
    versions = at_once(6, lambda _: [store.touch("lead-1") for _ in range(5)])
    assert sorted(version for worker in versions for version in worker) == list(range(1, 31))


def test_the_newest_of_many_verdicts_at_once_stands(store: Store) -> None:
    at_once(8, lambda worker: store.put_verdict("lead-1", worker, {"version": worker}))
    assert store.verdict_of("lead-1") == Verdict("lead-1", 7, {"version": 7}, written=False)


def test_a_lead_linked_by_many_at_once_is_in_one_account(store: Store) -> None:
    at_once(4, lambda worker: store.link("lead-1", f"account-{worker}"))
    members = [account for account in range(4) if store.leads_of(f"account-{account}")]
    assert [f"account-{account}" for account in members] == [store.account_of("lead-1")]


def at_once(workers: int, act: Callable[[int], Any]) -> list[Any]:
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(act, range(workers)))
