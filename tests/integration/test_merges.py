"""People whom the CRM merged have one history, under the id that is left; before every CRM and on both stores."""

from concurrent.futures import ThreadPoolExecutor
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from leadgate.crm.one_note import RETIRED
from leadgate.domain.retention import DEFAULT_RETENTION
from leadgate.ports import Store
from leadgate.service.dossiers import kept_signals
from leadgate.service.merges import earlier_ids, remember_merge, survivor_of
from leadgate.service.replay import dossier_of
from tests.contract.building import a_signal
from tests.contract.conftest import database, store  # noqa: F401  # fixtures
from tests.faults.product import PRODUCTS, Product


def views(running: Product, lead: str, first: int, **changes: Any) -> list[dict[str, Any]]:
    return [running.view(number, seconds=60 + number, lead=lead, **changes) for number in range(first, first + 3)]


def known(running: Product, lead: str) -> set[str]:
    """Ids of the signals that a dossier of the lead holds, but for what the CRM said of changes."""
    signals = kept_signals(lead, (), None, running.ports.store)
    assert {signal.lead_id for signal in signals} <= {lead}
    return {signal.id for signal in signals if signal.kind != "crm_change"}


def judged_on(running: Product, lead: str) -> list[str]:
    """Ids of the page views that the standing verdict saw, as often as it saw them."""
    kept = running.ports.store.verdict_of(lead)
    assert kept is not None
    assert kept.version == running.ports.store.version_of(lead)
    dossier = dossier_of(kept, running.ports.store, DEFAULT_RETENTION, running.clock.now())
    assert dossier is not None
    return sorted(one.id for one in dossier.own("page_view") if one.source != "hubspot")


def test_both_histories_are_the_survivors_and_the_verdict_is_made_again(running: Product) -> None:
    gone, left = running.colleague, running.lead
    running.site_sends(*views(running, gone, 1), *views(running, left, 6))
    running.settle()
    before = running.ports.store.verdict_of(left)
    running.world.merge(into=left, gone=gone)
    running.settle()
    assert known(running, left) == {f"view-{number}" for number in (1, 2, 3, 6, 7, 8)}
    after = running.ports.store.verdict_of(left)
    assert before is not None
    assert after is not None
    assert after.row["assessment_id"] != before.row["assessment_id"]
    assert judged_on(running, left) == [f"view-{number}" for number in (1, 2, 3, 6, 7, 8)]
    gone_row = running.ports.store.verdict_of(gone)
    assert gone_row is not None
    assert (gone_row.row["merged_into"], gone_row.row.get("decision")) == (left, None)
    assert gone not in running.ports.store.leads_of(running.world.account)
    assert left in running.ports.store.leads_of(running.world.account)


def test_one_handoff_holds_after_a_merge(running: Product) -> None:
    gone, left = running.colleague, running.lead
    running.site_sends(*views(running, gone, 1), *views(running, left, 6))
    running.settle()
    assert len(running.world.notes(left)) == 1
    running.world.merge(into=left, gone=gone)
    running.settle()
    assert sum(RETIRED not in note for note in running.world.notes(left)) == 1


def test_what_was_told_of_both_is_there_once(running: Product) -> None:
    gone, left = running.colleague, running.lead
    running.site_sends(*views(running, gone, 1), *views(running, left, 1))
    running.world.merge(into=left, gone=gone)
    running.settle()
    assert known(running, left) == {"view-1", "view-2", "view-3"}
    assert judged_on(running, left) == ["view-1", "view-2", "view-3"]


def test_what_comes_late_with_the_old_id_goes_to_the_survivor(running: Product) -> None:
    gone, left = running.colleague, running.lead
    running.world.merge(into=left, gone=gone)
    running.settle()
    made = running.ports.store.verdict_of(left)
    running.site_sends(*views(running, gone, 1))
    running.settle()
    assert known(running, left) == {"view-1", "view-2", "view-3"}
    again = running.ports.store.verdict_of(left)
    assert made is not None
    assert again is not None
    assert again.version > made.version


def test_a_merge_before_anybody_was_known_is_understood(running: Product) -> None:
    running.world.merge(into=running.lead, gone=running.colleague)
    running.settle()
    running.site_sends(*views(running, running.colleague, 1))
    running.settle()
    assert known(running, running.lead) == {"view-1", "view-2", "view-3"}


def test_a_chain_of_merges_ends_at_the_last_one(running: Product) -> None:
    first, second, last = running.world.alone, running.colleague, running.lead
    for number, lead in enumerate((first, second, last)):
        running.site_sends(*views(running, lead, 1 + 4 * number))
    running.settle()
    running.world.merge(into=second, gone=first)
    running.settle()
    running.world.merge(into=last, gone=second)
    running.settle()
    assert known(running, last) == {f"view-{number}" for number in (1, 2, 3, 5, 6, 7, 9, 10, 11)}
    assert survivor_of(first, running.ports.store) == last
    running.site_sends(running.view(15, lead=first))
    running.settle()
    assert "view-15" in known(running, last)


@pytest.mark.parametrize("order", list(permutations(range(3)))[::2], ids=str)
def test_the_order_in_which_merges_are_told_makes_no_difference(
    crm: str, order: tuple[int, ...], tmp_path: Path
) -> None:
    with PRODUCTS[crm](tmp_path) as running:
        first, second, last = running.world.alone, running.colleague, running.lead
        for number, lead in enumerate((first, second, last)):
            running.site_sends(*views(running, lead, 1 + 4 * number))
        running.settle()
        running.world.merge(into=second, gone=first)
        running.world.merge(into=last, gone=second)
        running.events = []  # nobody was told
        for place in order:
            running.tells((first, second, last)[place])
            running.work()
        assert known(running, last) == {f"view-{number}" for number in (1, 2, 3, 5, 6, 7, 9, 10, 11)}


def test_a_merged_colleagues_history_counts_for_the_account(running: Product) -> None:
    gone, left, other = running.world.alone, running.colleague, running.lead
    running.site_sends(*views(running, gone, 1))
    running.settle()
    running.world.merge(into=left, gone=gone)
    running.settle()
    running.tells(other)
    running.settle()
    kept = running.ports.store.verdict_of(other)
    assert kept is not None
    engagement = {one["lead_id"]: one["engagement"] for one in kept.row["stakeholders"]}
    assert engagement[left] > 0


def test_a_crm_that_has_forgotten_a_merge_does_not_lose_the_late_signals(running: Product) -> None:
    gone, left = running.colleague, running.lead
    running.world.merge(into=left, gone=gone)
    running.settle()
    running.world.purge(gone)
    running.site_sends(*views(running, gone, 1))
    running.settle()
    assert known(running, left) == {"view-1", "view-2", "view-3"}
    assert [one.result for one in running.judged if one.lead_id == gone][-1] == "merged"


def test_merges_at_once_are_all_remembered(store: Store) -> None:  # noqa: F811  # the fixture
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda number: remember_merge(f"lead-{number}", "lead-9", store), range(6)))
    assert set(earlier_ids(("lead-9",), store)["lead-9"]) == {f"lead-{number}" for number in range(6)}


def test_a_merge_told_twice_or_of_itself_is_one(store: Store) -> None:  # noqa: F811  # the fixture
    store.put_signals([a_signal("s1", "lead-1")])
    for old, new in (("lead-1", "lead-2"), ("lead-1", "lead-2"), ("lead-2", "lead-3"), ("lead-3", "lead-3")):
        remember_merge(old, new, store)
    assert earlier_ids(("lead-3", "lead-1"), store) == {"lead-3": ("lead-2", "lead-1"), "lead-1": ()}
    assert [one.lead_id for one in kept_signals("lead-3", (), None, store)] == ["lead-3"]
