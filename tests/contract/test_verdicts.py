"""Every store lists its verdicts and says which are due, as `ports.Store` promises."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest

from leadgate.domain.reading import render_instant
from leadgate.ports import Store
from tests.contract.building import NOON, a_signal

WEEK = timedelta(days=7)


def a_row(status: str = "review", judged_at: datetime = NOON, due_at: datetime | None = None, **more: Any) -> Any:
    at: dict[str, Any] = {"as_of": render_instant(judged_at), "requalify": {"on": [], "at": render_instant(due_at)}}
    return {"decision": {"status": status}, **at, **more}


def hours(number: float) -> datetime:
    return NOON + timedelta(hours=number)


def listed(store: Store, status: str | None = None, limit: int = 500) -> list[str]:
    return [verdict.lead_id for verdict in store.verdicts(status, limit)]


def test_the_newest_judged_come_first(store: Store) -> None:
    for lead_id, hour in (("b", 2), ("a", 1), ("c", 3)):
        store.put_verdict(lead_id, 1, a_row(judged_at=hours(hour)))
    assert listed(store) == ["c", "b", "a"]
    assert listed(store, limit=2) == ["c", "b"]


def test_one_status_is_listed_alone(store: Store) -> None:
    for number, status in enumerate(("review", "disqualified", "nurture", "sales_ready", "disqualified")):
        store.put_verdict(f"lead-{number}", 1, a_row(status, hours(number)))
    assert listed(store, "disqualified") == ["lead-4", "lead-1"]
    assert listed(store, "disqualified", limit=1) == ["lead-4"]
    assert listed(store) == ["lead-4", "lead-3", "lead-2", "lead-1", "lead-0"]
    assert listed(store, "unheard of") == []


def test_a_listed_verdict_is_the_one_that_stands(store: Store) -> None:
    store.put_verdict("lead-1", 1, a_row("review"))
    store.put_verdict("lead-1", 3, a_row("nurture", hours(1), text="x" * 5_000))
    store.put_verdict("lead-1", 2, a_row("review", hours(2)))
    store.mark_written("lead-1", 3)
    assert store.verdicts() == (store.verdict_of("lead-1"),)
    assert (listed(store, "review"), listed(store, "nurture")) == ([], ["lead-1"])


def test_what_was_not_judged_is_in_no_list(store: Store) -> None:
    store.put_verdict("lead-1", 1, a_row(due_at=NOON))
    store.put_verdict("lead-1", 2, {"lead_id": "lead-1", "merged_into": None})
    store.put_signals([a_signal(lead_id="lead-2")])
    assert store.verdicts() == ()
    assert store.due(hours(1), 10) == ()


def test_many_large_verdicts_are_listed(store: Store) -> None:
    noise = random.Random(1).randbytes(90_000).hex()
    for number in range(220):
        store.put_verdict(f"lead-{number:03}", 1, a_row(judged_at=hours(number), noise=noise if number < 3 else ""))
    assert listed(store) == [f"lead-{number:03}" for number in reversed(range(220))]


def test_a_verdict_is_due_once_its_time_has_come(store: Store) -> None:
    store.put_verdict("lead-1", 1, a_row(due_at=NOON + WEEK))
    assert store.due(NOON + WEEK - timedelta(microseconds=1), 10) == ()
    assert store.due(NOON + WEEK, 10) == ("lead-1",)
    assert store.due(NOON + timedelta(days=4_000), 10) == ("lead-1",)


def test_the_longest_due_come_first(store: Store) -> None:
    for number in (3, 1, 4, 0, 2):
        store.put_verdict(f"lead-{number}", 1, a_row(due_at=hours(number)))
    assert store.due(hours(3), 10) == ("lead-0", "lead-1", "lead-2", "lead-3")
    assert store.due(hours(3), 2) == ("lead-0", "lead-1")


def test_a_verdict_that_never_ages_is_never_due(store: Store) -> None:
    store.put_verdict("lead-1", 1, a_row(due_at=None))
    assert store.due(hours(10_000), 10) == ()
    assert listed(store) == ["lead-1"]


def test_a_lead_that_was_judged_again_is_due_anew(store: Store) -> None:
    store.put_verdict("lead-1", 1, a_row(due_at=hours(1)))
    store.put_verdict("lead-1", 2, a_row("nurture", hours(1), due_at=hours(3)))
    assert store.due(hours(2), 10) == ()
    assert store.due(hours(3), 10) == ("lead-1",)


def test_a_touch_alone_makes_no_lead_less_due(store: Store) -> None:
    store.put_verdict("lead-1", 1, a_row(due_at=NOON))
    store.touch("lead-1")
    assert store.due(NOON, 10) == ("lead-1",)


def test_what_is_put_off_is_due_later(store: Store) -> None:
    for lead_id in ("a", "b", "c"):
        store.put_verdict(lead_id, 1, a_row(due_at=NOON))
    store.put_off(["a", "b", "a", "nobody"], NOON, hours(24))
    assert store.due(NOON, 10) == ("c",)
    assert set(store.due(hours(24), 10)) == {"a", "b", "c"}
    assert store.verdict_of("nobody") is None


def test_a_verdict_made_meanwhile_is_not_put_off(store: Store) -> None:
    store.put_verdict("lead-1", 1, a_row(due_at=NOON))
    store.put_verdict("lead-1", 2, a_row(due_at=hours(1)))
    store.put_off(["lead-1"], NOON, hours(24))
    assert store.due(hours(1), 10) == ("lead-1",)


def test_putting_off_changes_nothing_else(store: Store) -> None:
    store.put_verdict("lead-1", 1, a_row(due_at=NOON))
    store.mark_written("lead-1", 1)
    before = store.verdict_of("lead-1")
    store.put_off(["lead-1"], NOON, hours(24))
    store.put_off([], NOON, hours(24))
    assert store.verdict_of("lead-1") == before
    assert listed(store, "review") == ["lead-1"]


def test_many_leads_are_touched_at_once(store: Store) -> None:
    store.put_signals([a_signal(lead_id="lead-1"), a_signal("s2", "lead-1")])
    assert store.touch_all(["lead-1", "unheard"]) == (3, 1)
    assert store.touch_all(["lead-1", "lead-2", "lead-1"]) == (4, 1, 4)
    assert store.touch_all([]) == ()
    leads = [f"lead-{number}" for number in range(130)]
    assert store.touch_all(leads) == (1, 5, 2, *(1,) * 127)
    assert store.versions_of(leads) == (1, 5, 2, *(1,) * 127)


def test_touches_of_the_same_leads_at_once_are_all_counted(store: Store) -> None:
    leads = [f"lead-{number}" for number in range(5)]
    with ThreadPoolExecutor(4) as pool:
        versions = list(pool.map(lambda _: store.touch_all(leads), range(4)))
    assert [sorted(each) for each in zip(*versions, strict=True)] == [[1, 2, 3, 4]] * 5


def test_a_dossier_that_does_not_fit_beside_its_verdict_is_left_out(store: Store) -> None:
    fits, too_large = {"as_of": "x"}, {"noise": random.Random(1).randbytes(400_000).hex()}
    for lead_id, dossier in (("a", fits), ("b", too_large)):
        assert store.put_verdict(lead_id, 1, a_row(dossier=dossier))
    kept = {verdict.lead_id: verdict.row.get("dossier") for verdict in store.verdicts()}
    assert kept == {"a": fits, "b": None}


@pytest.mark.parametrize("number", range(3))
def test_any_order_of_verdicts_leaves_the_same_list(store: Store, number: int) -> None:
    puts = [(f"lead-{lead}", version) for lead in range(4) for version in range(3)]
    random.Random(number).shuffle(puts)
    for lead_id, version in puts:
        store.put_verdict(lead_id, version, a_row("nurture" if version == 2 else "review", hours(version)))
    assert listed(store, "review") == []
    assert sorted(listed(store, "nurture")) == [f"lead-{lead}" for lead in range(4)]
