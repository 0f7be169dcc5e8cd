"""Writing to the sandbox HubSpot on a bad day, and hearing of it by webhook."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from leadgate.crm.hubspot.signature import verify_signature
from leadgate.crm.hubspot.webhooks import Changes, parse_changes
from leadgate.errors import RetryableError
from leadgate.ports.crm import WriteBack
from leadgate.sandbox.hubspot import AppSettings, Faults, usual_subscriptions
from leadgate.sandbox.hubspot.events import Subscription, render_event
from leadgate.sandbox.hubspot.records import Fact
from leadgate.sandbox.hubspot.signing import signed_headers
from tests.contract.hubspot_world import NOON, HubSpotWorld, hubspot_world

APP_ID = AppSettings.app_id
OUR_OWN = Subscription(1, "contact.propertyChange", "leadgate_status")


def until_it_works(attempt: Callable[[], Any]) -> Any:
    """What the queue does: again, until it works."""
    for _ in range(50):
        try:
            return attempt()
        except RetryableError:
            continue
    raise AssertionError("it never worked")


@pytest.mark.parametrize("version", ["v3", "2026-09"])
def test_an_evening_of_outages_leaves_one_note_and_the_last_word(version: str, tmp_path: Path) -> None:
    faults = Faults({"503": 0.1, "lost": 0.05, "html": 0.05}, seed=11)
    settings = AppSettings(faults=faults, hang_seconds=0.1)
    with hubspot_world(tmp_path, settings, version=version, read_timeout_seconds=0.09) as world:
        until_it_works(world.crm.ensure_fields)
        for number in range(6):
            wanted = WriteBack(
                world.lead,
                world.account,
                {"score": str(number)},
                {"account_score": str(number)},
                f"<p>No. {number}</p>",
            )

            def attempt(wanted: WriteBack = wanted) -> None:
                record = world.crm.read(world.lead)
                assert record is not None
                world.crm.write(record, wanted)

            until_it_works(attempt)
        (note,) = world.notes(world.lead)
        assert "No. 5" in note
        assert world.value(world.lead, "score") == world.value(world.account, "account_score") == "5"


def test_a_note_whose_making_was_never_answered_is_not_made_twice(tmp_path: Path) -> None:
    settings = AppSettings(hang_seconds=0.4)
    with hubspot_world(tmp_path, settings, read_timeout_seconds=0.25) as world:
        record = world.crm.read(world.lead)
        assert record is not None
        wanted = WriteBack(world.lead, world.account, {}, note="<p>Hello</p>")
        settings.faults.shares["lost"] = 1.0
        with pytest.raises(RetryableError):
            world.crm.write(record, wanted)
        settings.faults.shares.clear()
        assert world.crm.write(record, wanted).note
        assert len(world.notes(world.lead)) == 1


def test_an_owner_who_left_is_refused_and_the_fields_are_written(tmp_path: Path) -> None:
    with hubspot_world(tmp_path) as world:
        world.crm.ensure_fields()
        record = world.crm.read(world.lead)
        assert record is not None
        written = world.crm.write(record, WriteBack(world.lead, world.account, {"tier": "A"}, owner_id="999"))
        assert (written.changed, written.owner) == (("tier",), False)
        assert written.refused is not None
        assert "999" in written.refused


def test_a_lead_that_was_deleted_meanwhile_is_told_and_no_error(tmp_path: Path) -> None:
    with hubspot_world(tmp_path) as world:
        world.crm.ensure_fields()
        record = world.crm.read(world.lead)
        assert record is not None
        world.delete(world.lead)
        written = world.crm.write(record, WriteBack(world.lead, world.account, {"tier": "A"}, note="<p>Hi</p>"))
        assert (written.changed, written.note) == ((), False)
        assert written.refused


def test_a_very_long_note_is_cut_and_keeps_its_mark(tmp_path: Path) -> None:
    with hubspot_world(tmp_path) as world:
        record = world.crm.read(world.lead)
        assert record is not None
        assert world.crm.write(record, WriteBack(world.lead, None, {}, note="<p>wörter 🚀 </p>" * 9000)).note
        (note,) = world.notes(world.lead)
        assert len(note) <= 65_536
        assert note.endswith("<p>Leadgate handoff 501</p>")


def heard(world: HubSpotWorld, act: Callable[[], Any], app_id: str = str(APP_ID)) -> Changes:
    """What the webhook brings of that: rendered and signed as HubSpot does it, verified and parsed as we do it."""
    facts: list[Fact] = []
    world.sandbox.state.listen(facts.append)
    act()
    subscriptions = [*usual_subscriptions(), OUR_OWN]
    pairs = [(fact, one) for fact in facts for one in subscriptions if one.wants(fact)]
    events = [render_event(fact, one, number, 62_515, APP_ID) for number, (fact, one) in enumerate(pairs)]
    body = json.dumps(events).encode()
    url = "https://leadgate.example/webhooks/hubspot"
    headers = signed_headers("secret", url, body, round(world.clock.now().timestamp() * 1000))
    verify_signature("POST", url, body, headers, "secret", world.clock.now())
    return parse_changes(body, app_id, world.clock.now())


def test_our_own_writes_come_back_and_are_dropped(tmp_path: Path) -> None:
    with hubspot_world(tmp_path) as world:
        world.crm.ensure_fields()
        record = world.crm.read(world.lead)
        assert record is not None
        wanted = WriteBack(world.lead, None, {"status": "nurture"}, owner_id=world.other_owner)
        changes = heard(world, lambda: world.crm.write(record, wanted))
    assert (changes.own, changes.signals, changes.unreadable) == (2, (), ())


NOTES = [("by our app", str(APP_ID), (1, 0)), ("by another app", "7", (0, 1)), ("by an unknown app", "", (0, 1))]


@pytest.mark.parametrize(("app_id", "counted"), [row[1:] for row in NOTES], ids=[row[0] for row in NOTES])
def test_a_note_on_a_contact_comes_back_and_is_dropped(app_id: str, counted: tuple[int, int], tmp_path: Path) -> None:
    with hubspot_world(tmp_path) as world:
        record = world.crm.read(world.lead)
        assert record is not None
        wanted = WriteBack(world.lead, None, {}, note="<p>Hello</p>")
        changes = heard(world, lambda: world.crm.write(record, wanted), app_id)
    assert (changes.own, changes.other) == counted
    assert (changes.signals, changes.unreadable) == ((), ())


def test_a_rep_who_changes_the_title_is_heard(tmp_path: Path) -> None:
    with hubspot_world(tmp_path) as world:
        changes = heard(world, lambda: world.put(world.lead, "jobtitle", "COO"))
    (signal,) = changes.signals
    assert (signal.kind, signal.lead_id, signal.account_id) == ("crm_change", world.lead, None)
    assert (signal.properties["property"], signal.properties["value"]) == ("jobtitle", "COO")
    assert signal.occurred_at == NOON
    assert changes.own == 0


def test_a_rep_who_overrides_our_verdict_is_heard(tmp_path: Path) -> None:
    with hubspot_world(tmp_path) as world:
        world.crm.ensure_fields()
        changes = heard(world, lambda: world.put(world.lead, "status", "nurture"))
    assert [one.properties["property"] for one in changes.signals] == ["leadgate_status"]


def test_a_company_is_heard_as_an_account(tmp_path: Path) -> None:
    with hubspot_world(tmp_path) as world:
        changes = heard(world, lambda: world.put(world.account, "numberofemployees", "900"))
    assert [(one.lead_id, one.account_id) for one in changes.signals] == [(None, world.account)]


def test_a_merge_concerns_the_one_that_is_left_and_the_one_that_is_gone(tmp_path: Path) -> None:
    with hubspot_world(tmp_path) as world:
        changes = heard(world, lambda: world.merge(into=world.lead, gone=world.alone))
    merges = [one for one in changes.signals if one.properties["property"] == "merge"]
    assert [one.lead_id for one in merges] == [world.lead, world.alone]
    assert merges[0].properties["value"] == [world.alone]
    assert merges[1].properties["value"] == world.lead
    assert changes.unreadable == ()


def test_a_deletion_is_heard(tmp_path: Path) -> None:
    with hubspot_world(tmp_path) as world:
        changes = heard(world, lambda: world.delete(world.alone))
    assert [(one.lead_id, one.properties["property"]) for one in changes.signals] == [(world.alone, "deletion")]


def test_a_new_colleague_is_heard_with_the_company(tmp_path: Path) -> None:
    with hubspot_world(tmp_path) as world:
        changes = heard(world, lambda: world.hire(1))
    associations = [one for one in changes.signals if one.properties["property"] == "association"]
    assert associations
    assert all(one.account_id == world.account and one.lead_id for one in associations)


def test_a_deal_is_heard_under_its_own_id(tmp_path: Path) -> None:
    with hubspot_world(tmp_path) as world:
        changes = heard(world, lambda: world.put(world.deal, "dealstage", "qualifiedtobuy"))
        assert {one.account_id for one in changes.signals} == {world.deal}
        assert world.crm.leads_of(world.deal) == (world.lead,)
