"""What every reader of a CRM's past keeps to. A new CRM is one entry of PASTS: a sandbox with the same tales in it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from leadgate.demo.history.tale import Tale
from leadgate.domain.past import Example
from leadgate.errors import PermanentError, RetryableError
from tests.contract.hubspot_world import NOON
from tests.contract.past_worlds import LEADS, PASTS, PastWorld, cut_at, told

pytestmark = pytest.mark.capability("G2")


@pytest.fixture(params=PASTS)
def crm(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def world(crm: str, tmp_path: Path) -> Iterator[PastWorld]:
    with PASTS[crm](tmp_path) as made:
        yield made


def written(world: PastWorld) -> dict[str, Example]:
    return {one: found for one, found in world.examples().items() if isinstance(found, Example)}


def tale_of(example: Example) -> Tale | None:
    """By the name and the instant it came in; None for a colleague."""
    lead = example.dossier.lead
    return next(
        (one for one in told() if one.created_at == lead.created_at and one.dossier.lead.name == lead.name), None
    )


def test_the_future_changes_nothing(crm: str, world: PastWorld, tmp_path: Path) -> None:
    """Read nine months later, a lead looks as it did: whatever was written since."""
    then = NOON - timedelta(days=270)
    today = {one: found.dossier for one, found in written(world).items() if found.dossier.as_of <= then}
    with PASTS[crm](tmp_path / "then", cut_at(crm, then)) as earlier:
        found = earlier.examples(then)
    known_then = {one: found[one] for one in today}
    assert len(today) > LEADS / 4
    assert {one: example.dossier for one, example in known_then.items() if isinstance(example, Example)} == today


def test_nothing_later_than_the_moment_is_in_a_dossier(world: PastWorld) -> None:
    for example in written(world).values():
        dossier = example.dossier
        assert all(max(s.occurred_at, s.received_at) <= dossier.as_of for s in dossier.signals)
        assert all(deal.created_at is not None and deal.created_at <= dossier.as_of for deal in dossier.opportunities)
        assert dossier.lead.created_at is not None
        assert dossier.lead.created_at <= dossier.as_of


def test_outcomes_are_those_that_came(world: PastWorld) -> None:
    seen = 0
    for example in written(world).values():
        tale, outcome = tale_of(example), example.outcome
        if tale is None or outcome.converted is None:
            continue
        seen += 1
        ends_at = example.dossier.as_of + timedelta(days=90)
        # Salesforce tells only the day of a conversion, and a date is past a day and a half after its midnight in UTC.
        assert outcome.converted == (tale.deal_at is not None and tale.deal_at <= ends_at)
        if outcome.converted:
            assert (outcome.won, outcome.amount) == (tale.won, tale.amount)
            ended_at = tale.closed_at or NOON
            assert outcome.days == pytest.approx((ended_at - example.dossier.as_of) / timedelta(days=1), abs=0.01)
    assert seen > LEADS / 2


def test_what_sales_filled_in_after_the_deal_is_unknown(world: PastWorld) -> None:
    bait = 0
    for example in written(world).values():
        tale = tale_of(example)
        if tale and tale.deal_at and not tale.dossier.lead.title:
            bait += 1
            assert example.dossier.lead.title == ""
            assert not example.dossier.account.is_customer
    assert bait


def test_a_lead_that_was_handed_on_is_judged_then(world: PastWorld) -> None:
    moments = {
        tale.met_at: example.dossier.as_of
        for example in written(world).values()
        if (tale := tale_of(example)) and tale.handed_on and tale.met_at < tale.created_at + timedelta(days=30)
    }
    assert moments
    assert all(as_of <= met_at for met_at, as_of in moments.items())
    assert any(as_of == met_at for met_at, as_of in moments.items())


def test_each_person_comes_once_and_reading_goes_on_behind_any_cursor(world: PastWorld) -> None:
    batches = list(world.reading().batches(""))
    ids = [past.lead_id for batch in batches for past in batch.pasts]
    assert len(ids) == len(set(ids))
    assert sum(batch.read for batch in batches) == world.reading().total()
    rest = [past.lead_id for batch in world.reading().batches(batches[0].cursor) for past in batch.pasts]
    assert rest == ids[len(batches[0].pasts) :]
    assert not list(world.reading().batches(batches[-1].cursor))


TROUBLES = ["503:0.3", "429:0.3", "html:0.3", "lost:0.15", "timeout:0.15"]


@pytest.mark.parametrize("spec", TROUBLES)
def test_troubles_on_the_way_change_nothing(world: PastWorld, spec: str) -> None:
    smooth = written(world)
    world.fail(spec)
    assert written(world) == smooth


CALLS = {"HubSpot": 40, "Salesforce": 10}


def test_the_days_allowance_is_left_to_others(crm: str, tmp_path: Path) -> None:
    with PASTS[crm](tmp_path, None, CALLS[crm]) as world:
        reading = world.reading()
        with pytest.raises(RetryableError, match="all but the reserve"):
            list(reading.batches(""))
    assert reading.calls < CALLS[crm]


def test_without_deals_there_is_nothing_to_learn(world: PastWorld) -> None:
    hide(world, "deals", "Opportunity")
    with pytest.raises(PermanentError, match=r"scopes|permission set"):
        list(world.reading().batches(""))


def test_what_may_not_be_read_is_said_and_left_out(world: PastWorld) -> None:
    hide(world, "calls", "Task")
    reading = world.reading()
    pasts = [past for batch in reading.batches("") for past in batch.pasts]
    kinds = {s.properties.get("type") for past in pasts for s in past.seen_at(NOON).own_signals}
    assert pasts
    assert "call" not in kinds
    assert any("left out" in note for note in reading.notes())


def hide(world: PastWorld, hubspot_type: str, salesforce_object: str) -> None:
    if world.name == "hubspot":
        world.sandbox.state.forbidden.add(hubspot_type)
    else:
        world.sandbox.org.hidden.add(salesforce_object)
