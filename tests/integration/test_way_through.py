"""The whole way, in one thread: a webhook or a signal goes in at one end, a CRM field comes out at the other."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.product import PRODUCTS, Product, buying


@pytest.fixture(params=PRODUCTS)
def crm(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def running(crm: str, tmp_path: Path) -> Iterator[Product]:
    with PRODUCTS[crm](tmp_path) as made:
        yield made


def test_a_webhook_becomes_a_verdict_on_the_record(running: Product) -> None:
    assert running.tells(running.lead).status == 202
    running.work()
    assert running.judged[0].result == "written"
    value = running.world.value
    assert value(running.lead, "status") in {"sales_ready", "nurture", "review"}
    assert value(running.lead, "tier") in set("ABCD")
    assert 0 <= int(value(running.lead, "score")) <= 100
    assert value(running.lead, "reasons")
    assert value(running.lead, "stakeholder_map")
    assert value(running.world.account, "account_priority") in {"high", "medium", "low"}
    assert len(running.world.notes(running.lead)) == 1


def test_what_a_buyer_does_makes_a_sales_ready_lead(running: Product) -> None:
    running.tells(running.lead)
    running.work()
    before = int(running.world.value(running.lead, "score"))
    assert running.site_sends(*buying(running.lead)).status == 202
    running.work()
    assert running.world.value(running.lead, "status") == "sales_ready"
    assert int(running.world.value(running.lead, "score")) > before
    assert len(running.world.notes(running.lead)) == 1


def test_the_kept_assessment_is_the_one_on_the_record(running: Product) -> None:
    running.site_sends(*buying(running.lead))
    running.work()
    kept = running.ports.store.verdict_of(running.lead)
    assert kept is not None
    assert kept.written
    assert kept.version == running.ports.store.version_of(running.lead)
    assert kept.row["decision"]["status"] == running.world.value(running.lead, "status")
    assert str(kept.row["decision"]["score"]) == running.world.value(running.lead, "score")


def test_the_same_again_is_not_judged_again(running: Product) -> None:
    running.site_sends(*buying(running.lead))
    running.settle()
    calls, made = running.ports.crm.calls, running.assessments
    assert running.site_sends(*buying(running.lead)).body == {"kept": 0, "parked": 0, "problems": []}
    running.settle()
    assert (running.ports.crm.calls, running.assessments) == (calls, made)


def test_any_order_of_arrival_gives_the_same_record(crm: str, tmp_path: Path) -> None:
    records = []
    for number in range(3):
        with PRODUCTS[crm](tmp_path / str(number)) as running:
            signals = list(buying(running.lead))
            random.Random(number).shuffle(signals)
            for signal in (*signals, *signals[:3]):
                running.site_sends(signal)
            running.work()
            names = ("status", "tier", "score", "reasons", "patterns")
            records.append({name: running.world.value(running.lead, name) for name in names})
    assert records[0] == records[1] == records[2]


def test_our_own_writes_come_back_and_change_nothing(running: Product) -> None:
    running.site_sends(*buying(running.lead))
    running.settle()
    made = running.assessments
    assert made <= 1 + 3 * 2  # the lead, and its company's people as their picture of it changes
    for _ in range(5):
        running.settle()
    assert running.assessments == made


def test_what_others_write_is_never_taken_for_our_own(running: Product) -> None:
    running.site_sends(*buying(running.lead))
    running.settle()
    made = running.assessments
    running.world.put(running.lead, running.title_field, "Chief Operating Officer")
    running.settle()
    assert running.assessments > made


def test_a_colleague_on_pricing_changes_the_leads_verdict(running: Product) -> None:
    running.site_sends(*buying(running.lead)[:4])
    running.settle()
    before = int(running.world.value(running.lead, "score"))
    running.site_sends(*(running.view(at, "/pricing", 90 + at, running.colleague, id=f"cfo-{at}") for at in (1, 0)))
    running.settle()
    assert int(running.world.value(running.lead, "score")) > before
    assert running.world.value(running.colleague, "status")


def test_news_of_a_company_reach_its_leads(running: Product) -> None:
    running.tells(running.lead)
    running.settle()
    news = {"type": "funding", "headline": "Acme raises 40 million"}
    running.site_sends(
        running.view(1, id="n1", kind="news", properties=news, lead_id=None, account_id=running.world.account)
    )
    running.settle()
    kept = running.ports.store.verdict_of(running.lead)
    assert kept is not None
    assert kept.version == running.ports.store.version_of(running.lead)


def test_a_company_nobody_has_heard_of_is_asked_for_its_leads(running: Product) -> None:
    assert running.tells(running.world.account).status == 202
    running.settle()
    assert {one.lead_id for one in running.judged if one.assessment} == {running.lead, *running.world.colleagues}


AUTONOMY = [
    ("observing writes shadow fields only", "observe", "", 0),
    ("recommending writes verdict and note", "recommend", "sales_ready", 1),
    ("acting writes them too", "act", "sales_ready", 1),
]


@pytest.mark.parametrize(
    ("autonomy", "status", "notes"), [row[1:] for row in AUTONOMY], ids=[row[0] for row in AUTONOMY]
)
def test_autonomy_decides_what_is_written(running: Product, autonomy: str, status: str, notes: int) -> None:
    running.set(autonomy=autonomy)
    running.site_sends(*buying(running.lead))
    running.work()
    assert running.world.value(running.lead, "status") == status
    assert running.world.value(running.lead, "shadow_status") == ("sales_ready" if autonomy == "observe" else "")
    assert len(running.world.notes(running.lead)) == notes


def test_outside_the_rollout_a_lead_is_judged_and_not_written(running: Product) -> None:
    running.set(rollout={"share": 0.0})
    running.site_sends(*buying(running.lead))
    running.work()
    kept = running.ports.store.verdict_of(running.lead)
    assert kept is not None
    assert not kept.written
    assert "outside_rollout" in {one.result for one in running.judged}
    assert running.world.value(running.lead, "status") == ""
    assert running.world.notes(running.lead) == []


def test_a_rollout_that_grows_writes_what_was_judged_before(running: Product) -> None:
    running.set(rollout={"share": 0.0})
    running.site_sends(*buying(running.lead))
    running.work()
    running.set()
    running.ports.queue.send_all([(running.lead, running.ports.store.version_of(running.lead))])
    running.work()
    assert running.world.value(running.lead, "status") == "sales_ready"


def test_enrichment_fills_what_the_crm_does_not_know(running: Product) -> None:
    person = {"provider": "x", "title": "Chief Executive Officer"}
    alone = running.world.alone
    running.site_sends(
        running.view(1, "/pricing", 90, alone, id="v"),
        running.view(2, lead=alone, id="e", kind="person_enrichment", properties=person),
    )
    running.work()
    kept = running.ports.store.verdict_of(alone)
    assert kept is not None
    assert kept.row["lead"]["title"] == "Chief Executive Officer"
