"""A verdict can be reached again from what was kept: the lead as it stood then, and no more."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from leadgate.assess import assess
from leadgate.domain.dossier import Dossier
from leadgate.domain.reading import render_instant
from leadgate.domain.retention import DEFAULT_RETENTION
from leadgate.ports import Verdict
from leadgate.service.age import requalify_due
from leadgate.service.replay import dossier_of
from tests.contract.hubspot_world import HubSpotWorld
from tests.faults.product import Product, a_change, a_view, buying, product

LEAD, CFO = HubSpotWorld.lead, HubSpotWorld.colleagues[1]
BUYING = buying(LEAD)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Product]:
    with product(tmp_path) as made:
        yield made


def verdict(running: Product, lead: str = LEAD) -> Verdict:
    found = running.ports.store.verdict_of(lead)
    assert found is not None
    return found


def replayed(running: Product, of: Verdict) -> Dossier:
    dossier = dossier_of(of, running.ports.store, DEFAULT_RETENTION, running.clock.now())
    assert dossier is not None
    return dossier


def judged_again(running: Product, of: Verdict) -> tuple[str, float]:
    """Id and probability: the id is made of the lead, the instant, the model and every signal."""
    found = assess(replayed(running, of), running.held.settings, running.ports.models.current())
    return found.assessment_id, found.prediction.conversion_probability


def as_kept(of: Verdict) -> tuple[str, float]:
    return of.row["assessment_id"], of.row["prediction"]["conversion_probability"]


def test_judged_again_as_it_stood_the_verdict_is_the_same(running: Product) -> None:
    running.site_sends(*BUYING, a_view(1, "/pricing", 120, CFO, id="cfo"))
    running.settle()
    for lead in (LEAD, CFO):
        assert judged_again(running, verdict(running, lead)) == as_kept(verdict(running, lead))


def test_what_happened_since_changes_nothing(running: Product) -> None:
    running.site_sends(*BUYING[:4])
    running.settle()
    then = verdict(running)
    running.clock.at += timedelta(days=3)
    late = a_view(2, "/pricing", 300, id="late")  # it happened before, and nobody knew
    running.site_sends(*BUYING[4:], late, a_view(0, "/pricing", 90, CFO, id="cfo"))
    running.world.put(LEAD, "jobtitle", "Student")
    running.world.put(running.world.account, "name", "Renamed")
    running.settle()
    assert verdict(running).row["assessment_id"] != then.row["assessment_id"]
    assert judged_again(running, then) == as_kept(then)
    assert replayed(running, then).lead.title == "Director of Operations"


def test_a_merged_lead_is_judged_again_with_both_histories(running: Product) -> None:
    running.site_sends(*BUYING)
    running.settle()
    running.world.merge(running.world.alone, LEAD)
    running.settle()
    of = verdict(running, running.world.alone)
    assert {signal.id for signal in replayed(running, of).own_signals} >= {"demo", "view-19"}
    assert judged_again(running, of) == as_kept(of)


def test_a_company_of_five_hundred_people_fits(running: Product) -> None:
    running.world.hire(500)
    running.hubspot_sends([a_change()])
    running.work()
    of = verdict(running)
    assert len(replayed(running, of).colleagues) >= 400
    assert judged_again(running, of) == as_kept(of)


def test_a_verdict_whose_frame_was_not_kept_cannot_be_judged_again(running: Product) -> None:
    running.hubspot_sends([a_change()])
    running.work()
    kept = verdict(running)
    without = {name: value for name, value in kept.row.items() if name != "dossier"}
    for row in (without, {**without, "dossier": {}}):
        assert (
            dossier_of(Verdict(LEAD, 1, row, written=True), running.ports.store, DEFAULT_RETENTION, running.clock.now())
            is None
        )


def test_a_verdict_knows_since_when_its_status_stands(running: Product) -> None:
    running.hubspot_sends([a_change()])
    running.settle()
    first = verdict(running)
    assert first.row["since"] == first.row["as_of"]
    running.clock.at += timedelta(hours=1)
    running.world.put(LEAD, "jobtitle", "Director of Plant Operations")
    running.settle()
    assert verdict(running).row["decision"]["status"] == first.row["decision"]["status"]
    assert (verdict(running).row["since"], verdict(running).row["as_of"]) != (first.row["as_of"],) * 2
    assert verdict(running).row["since"] == first.row["as_of"]
    running.clock.at += timedelta(hours=1)
    running.site_sends(*BUYING)
    running.settle()
    assert verdict(running).row["decision"]["status"] == "sales_ready"
    assert verdict(running).row["since"] > first.row["as_of"]


def test_a_verdict_that_nobody_touches_is_made_anew_when_its_time_has_come(running: Product) -> None:
    running.site_sends(*BUYING)
    running.settle()
    first = verdict(running)
    assert first.row["decision"]["status"] == "sales_ready"
    for _ in range(40):
        running.clock.at += timedelta(days=10)
        requalify_due(running.ports)
        running.settle()
    last = verdict(running)
    assert last.row["as_of"] > str(render_instant(running.clock.now() - timedelta(days=31)))
    assert last.row["decision"]["status"] != "sales_ready"
    assert running.world.value(LEAD, "status") == last.row["decision"]["status"]
