"""The CRM is down, slow, limited or confused for a while: nothing is lost, nothing happens twice."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from leadgate.sandbox import salesforce
from leadgate.sandbox.hubspot import Limits
from tests.faults.product import PRODUCTS, Product, product, salesforce_product

HOUR, DAY = timedelta(hours=1), timedelta(hours=24)


@pytest.fixture(params=PRODUCTS)
def running(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Product]:
    with PRODUCTS[request.param](tmp_path) as made:
        yield made


def everybody(running: Product) -> tuple[str, ...]:
    world = running.world
    return (world.lead, *world.colleagues, world.alone, world.foreign)


def traffic(running: Product) -> None:
    """Something happens to everybody."""
    running.tells(*everybody(running))
    running.site_sends(*(running.view(number, lead=lead) for number, lead in enumerate(everybody(running))))


def assert_all_is_well(running: Product) -> None:
    """Everybody's verdict stands on the record, once."""
    assert running.ports.queue.waiting() == 0
    assert running.ports.queue.buried() == ()
    for lead in everybody(running):
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
    assert running.ports.queue.waiting() == len(everybody(running))
    assert not any(one.assessment for one in running.judged)
    running.fail("")
    running.work()
    assert_all_is_well(running)


def test_a_day_of_outage_buries_nobody_and_is_no_storm(running: Product) -> None:
    traffic(running)
    running.fail("503:1")
    before = running.ports.crm.calls
    running.work(within=DAY)
    assert running.ports.queue.waiting() == len(everybody(running))
    calls_an_hour_and_lead = (running.ports.crm.calls - before) / 24 / len(everybody(running))
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
    """The CRM did what we asked, and the answer never came."""
    running.fail("lost:0.3")
    traffic(running)
    running.work()
    running.fail("")
    running.work()
    assert_all_is_well(running)


@pytest.mark.parametrize("calls", range(10))
def test_wherever_it_breaks_off_the_next_try_finishes_the_rest(running: Product, calls: int) -> None:
    running.site_sends(running.view(1))
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
    running.site_sends(
        running.view(1, lead="no id of any CRM"), running.view(2, lead=f"{running.lead} or 1=1", id="v2")
    )
    running.ports.queue.send_all([("no id of any CRM", 1)])  # as an older version may have left it there
    traffic(running)
    running.work()
    assert_all_is_well(running)
    assert {parked.source for parked in running.ports.store.parked()} == {"signals", "qualify"}


def test_a_verdict_that_could_not_be_written_is_written_when_its_turn_comes(running: Product) -> None:
    """Meanwhile more happened: the record gets the newest verdict, once."""
    running.fail("503:1")
    running.site_sends(running.view(1))
    running.work(within=HOUR)
    running.site_sends(*(running.view(number) for number in (2, 3, 4)))
    running.fail("")
    running.work()
    verdict = running.ports.store.verdict_of(running.lead)
    assert verdict is not None
    assert verdict.version == 4
    assert running.assessments <= 1 + 3
    assert len(running.world.notes(running.lead)) == 1


def test_salesforces_daily_calls_are_kept_in_reserve_for_others(tmp_path: Path) -> None:
    limits = salesforce.Limits(calls_per_day=200)
    with salesforce_product(tmp_path, limits=limits) as running:
        while not running.ports.queue.waiting():
            traffic(running)
            running.work(within=HOUR)
        assert len(running.world.sandbox.gate.used) < limits.calls_per_day
        assert running.ports.queue.waiting()
        running.work(within=timedelta(hours=36))
        assert_all_is_well(running)


def test_a_session_that_ends_is_renewed_once_by_whoever_needs_it(tmp_path: Path) -> None:
    with salesforce_product(tmp_path) as running:
        traffic(running)
        running.world.sandbox.gate.sessions.clear()
        before = running.world.sandbox.gate.calls["POST /services/oauth2/token"]
        running.work()
        assert running.world.sandbox.gate.calls["POST /services/oauth2/token"] == before + 1
        assert_all_is_well(running)


def test_a_session_that_is_never_good_buries_the_lead_and_does_not_spin(tmp_path: Path) -> None:
    with salesforce_product(tmp_path) as running:
        running.fail("401:1")
        running.tells(running.lead)
        running.work()
        ((lead, reason),) = running.ports.queue.buried()
        assert lead == running.lead
        assert "may our user use the API" in reason or "login" in reason
        assert running.world.sandbox.gate.calls["POST /services/oauth2/token"] <= 3


def test_a_locked_record_is_written_when_its_turn_comes(tmp_path: Path) -> None:
    with salesforce_product(tmp_path) as running:
        running.world.sandbox.org.locked.add(running.lead.split(":")[-1])
        traffic(running)
        running.work(within=HOUR)
        assert running.ports.queue.buried() == ()
        assert running.world.value(running.world.alone, "status")
        running.world.sandbox.org.locked.clear()
        running.work()
        assert_all_is_well(running)
