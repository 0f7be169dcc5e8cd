"""HubSpot is down, slow, limited or confused for a while: nothing is lost, nothing happens twice."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from leadgate.sandbox.hubspot import Limits
from tests.faults.product import Product, a_change, a_view, product

LEADS = tuple(f"hubspot:contact:{number}" for number in (501, 502, 503, 510, 520))
HOUR, DAY = timedelta(hours=1), timedelta(hours=24)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Product]:
    with product(tmp_path) as made:
        yield made


def traffic(running: Product) -> None:
    """Something happens to everybody."""
    running.hubspot_sends([a_change(int(lead.rsplit(":", 1)[1]), number) for number, lead in enumerate(LEADS)])
    running.site_sends(*(a_view(number, lead=lead) for number, lead in enumerate(LEADS)))


def assert_all_is_well(running: Product) -> None:
    """Everybody's verdict stands on the record, once."""
    assert running.ports.queue.waiting() == 0
    assert running.ports.queue.buried() == ()
    for lead in LEADS:
        verdict = running.ports.store.verdict_of(lead)
        assert verdict is not None
        assert verdict.written
        assert verdict.version == running.ports.store.version_of(lead)
        assert running.world.value(lead, "status") == verdict.row["decision"]["status"]
        assert len(running.world.notes(lead)) == 1


@pytest.mark.parametrize("spec", ["503:1", "502:1", "429:1", "html:1", "423:1"])
def test_down_for_hours_and_back(running: Product, spec: str) -> None:
    traffic(running)
    running.fail(spec)
    running.work(within=timedelta(hours=5))
    assert running.ports.queue.waiting() == len(LEADS)
    assert not any(one.assessment for one in running.judged)
    running.fail("")
    running.work()
    assert_all_is_well(running)


def test_a_day_of_outage_buries_nobody_and_is_no_storm(running: Product) -> None:
    traffic(running)
    running.fail("503:1")
    before = running.ports.crm.calls
    running.work(within=DAY)
    assert running.ports.queue.waiting() == len(LEADS)
    calls_an_hour_and_lead = (running.ports.crm.calls - before) / 24 / len(LEADS)
    assert calls_an_hour_and_lead <= 20
    running.fail("")
    running.work()
    assert_all_is_well(running)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.6])
def test_calls_that_fail_by_chance_are_made_again(running: Product, share: float) -> None:
    running.fail(f"503:{share / 2},429:{share / 4},html:{share / 4}")
    traffic(running)
    running.settle()
    running.fail("")
    running.work()
    assert_all_is_well(running)


def test_answers_that_are_lost_make_no_second_note(running: Product) -> None:
    """HubSpot did what we asked, and the answer never came."""
    running.fail("lost:0.3")
    traffic(running)
    running.work()
    running.fail("")
    running.work()
    assert_all_is_well(running)


@pytest.mark.parametrize("calls", range(10))
def test_wherever_it_breaks_off_the_next_try_finishes_the_rest(running: Product, calls: int) -> None:
    running.site_sends(a_view(1))
    running.break_off_after(calls)
    running.work(within=timedelta(minutes=1))
    running.fail("")
    running.settle()
    traffic(running)
    running.settle()
    assert_all_is_well(running)


def test_a_tight_rate_limit_is_kept_and_everybody_gets_a_verdict(tmp_path: Path) -> None:
    with product(tmp_path, limits=Limits(per_ten_seconds=10)) as running:
        running.set(hubspot={"app_id": "1001", "calls_per_10_seconds": 100})  # more than the portal really allows
        traffic(running)
        running.work()
        assert_all_is_well(running)


def test_when_the_days_calls_are_used_up_it_waits_for_tomorrow(tmp_path: Path) -> None:
    with product(tmp_path, limits=Limits(per_day=80)) as running:
        traffic(running)
        running.work(within=timedelta(hours=36))
        assert_all_is_well(running)


def test_one_lead_in_trouble_holds_up_nobody_else(running: Product) -> None:
    running.site_sends(a_view(1, lead="no id of any CRM"), a_view(2, lead="hubspot:contact:0 or 1=1", id="v2"))
    running.ports.queue.send_all([("no id of any CRM", 1)])  # as an older version may have left it there
    traffic(running)
    running.work()
    assert_all_is_well(running)
    assert {parked.source for parked in running.ports.store.parked()} == {"signals", "qualify"}


def test_a_verdict_that_could_not_be_written_is_written_when_its_turn_comes(running: Product) -> None:
    """Meanwhile more happened: the record gets the newest verdict, once."""
    running.fail("503:1")
    running.site_sends(a_view(1))
    running.work(within=HOUR)
    running.site_sends(a_view(2), a_view(3), a_view(4))
    running.fail("")
    running.work()
    verdict = running.ports.store.verdict_of(LEADS[0])
    assert verdict is not None
    assert verdict.version == 4
    assert running.assessments <= 1 + 3
    assert len(running.world.notes(LEADS[0])) == 1
