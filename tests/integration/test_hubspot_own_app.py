"""Which app are we? Told in the settings, asked of HubSpot, remembered for those who take webhooks."""

from pathlib import Path
from typing import Any

import pytest

from leadgate.crm.hubspot.own_app import recall_app_id
from leadgate.embedded.store import SqliteStore
from leadgate.ports.crm import WriteBack
from leadgate.sandbox.hubspot import AppSettings
from tests.contract.hubspot_world import HubSpotWorld, hubspot_world
from tests.integration.hubspot_script import Say, scripted

ANOTHER = AppSettings(other_tokens=(("pat-another", 2002),))


def remembered(world: HubSpotWorld) -> str | None:
    return recall_app_id(SqliteStore(world.databases[0]))


def test_hubspot_says_whose_token_it_is_and_is_asked_once(tmp_path: Path) -> None:
    with hubspot_world(tmp_path, app_id="") as world:
        assert remembered(world) is None
        assert [world.crm.own_app_id() for _ in range(3)] == [str(AppSettings.app_id)] * 3
        assert world.crm.calls == 1
        assert remembered(world) == str(AppSettings.app_id)


def test_another_worker_need_not_ask(tmp_path: Path) -> None:
    with hubspot_world(tmp_path, app_id="") as world:
        world.crm.own_app_id()
        another = world.another_worker()
        assert another.own_app_id() == str(AppSettings.app_id)
        assert another.calls == 0


def test_another_token_is_asked_for_anew(tmp_path: Path) -> None:
    with hubspot_world(tmp_path, ANOTHER, app_id="") as world:
        world.crm.own_app_id()
        assert world.another_worker(access_token="pat-another").own_app_id() == "2002"
        assert remembered(world) == "2002"


def test_what_the_settings_say_is_not_asked(tmp_path: Path) -> None:
    with hubspot_world(tmp_path, app_id="7") as world:
        assert world.crm.own_app_id() == "7"
        assert world.crm.calls == 0


def test_before_the_first_write_we_know_who_we_are(tmp_path: Path) -> None:
    with hubspot_world(tmp_path, app_id="") as world:
        record = world.crm.read(world.alone)
        assert record is not None
        assert remembered(world) is None
        world.crm.write(record, WriteBack(world.alone, "", {}))
        assert remembered(world) == str(AppSettings.app_id)


NO_ANSWERS = [
    ("a token of an OAuth app", Say(404, {"category": "OBJECT_NOT_FOUND"})),
    ("a missing scope", Say(403, {"category": "MISSING_SCOPES"})),
    ("a revoked token", Say(401, {})),
    ("an outage", Say(503, {})),
    ("a gateway's page", Say(200, b"<html>")),
    ("nothing", Say(200, {})),
    ("an id that is none", Say(200, {"appId": ["7"]})),
]


@pytest.mark.parametrize("answer", [row[1] for row in NO_ANSWERS], ids=[row[0] for row in NO_ANSWERS])
def test_no_answer_is_no_error_and_is_asked_for_again_in_an_hour(answer: Any, tmp_path: Path) -> None:
    with (
        scripted(answer, Say(200, {"appId": 7})) as (script, url),
        hubspot_world(tmp_path, base_url=url, app_id="") as world,
    ):
        assert [world.crm.own_app_id() for _ in range(3)] == [None] * 3
        assert len(script.seen) == 1
        world.clock.sleep(3600)
        assert world.crm.own_app_id() == "7"
