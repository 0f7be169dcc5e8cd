"""The HubSpot client against bad days: limits, outages, gateways, silence."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from leadgate.crm.hubspot.batches import update_records
from leadgate.crm.hubspot.client import HubSpotClient, rolling_bucket
from leadgate.crm.hubspot.config import HubSpotConfig
from leadgate.crm.hubspot.replies import DAILY_WAIT_SECONDS, RefusedError
from leadgate.embedded.database import Database
from leadgate.embedded.store import SqliteStore
from leadgate.errors import PermanentError, RetryableError
from leadgate.ports import Store
from leadgate.sandbox.hubspot import AppSettings, Faults, Limits
from tests.contract.hubspot_world import NOON, SteppingClock, hubspot_world
from tests.integration.hubspot_script import Say, scripted

READ = {"id": "501", "properties": {"email": "a@b.example"}}
GATEWAY = b"<html><body>Probl\xe8me</body></html>"
ROLLING = {"errorType": "RATE_LIMIT", "policyName": "TEN_SECONDLY_ROLLING"}
INTERVAL = {"X-HubSpot-RateLimit-Interval-Milliseconds": "10000"}


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    database = Database(tmp_path / "store")
    yield SqliteStore(database)
    database.close()


def a_client(url: str, store: Store, clock: SteppingClock, **changes: Any) -> HubSpotClient:
    settings: dict[str, Any] = {"base_url": url, "access_token": "secret-token", "app_id": "7", **changes}
    return HubSpotClient(HubSpotConfig(**settings), store, clock, clock.sleep)


PASSING = [
    ("a rolling limit waits out HubSpot's interval", Say(429, ROLLING, INTERVAL), 10.0),
    ("a rolling limit without headers waits ten seconds", Say(429, ROLLING), 10.0),
    ("a limit by the second waits one", Say(429, {"policyName": "SECONDLY"}), 1.0),
    ("a limit of an unknown policy waits as Retry-After says", Say(429, {}, {"Retry-After": "4"}), 4.0),
    ("a locked record waits two seconds", Say(423, {"category": "LOCKED"}), 2.0),
    ("a migration waits as Retry-After says", Say(477, {}, {"Retry-After": "5"}), 5.0),
    ("an outage", Say(503, {"message": "Service unavailable"}), 0.0),
    ("a gateway timeout", Say(524, {"message": "timeout"}), 0.0),
    ("a gateway's page, not in UTF-8 either", Say(502, GATEWAY), 0.0),
    ("a page instead of JSON, with 200", Say(200, b"<html></html>"), 0.0),
    ("a login page of a proxy, with 403", Say(403, b"<html></html>"), 0.0),
    ("JSON that is no object", Say(200, b"[]"), 0.0),
    ("half an answer", Say(200, b'{"id": "5'), 0.0),
]


@pytest.mark.parametrize(("answer", "seconds"), [row[1:] for row in PASSING], ids=[row[0] for row in PASSING])
def test_it_passes_when_tried_again(answer: Say, seconds: float, store: Store, clock: SteppingClock) -> None:
    with scripted(answer, answer, Say(200, READ)) as (script, url):
        client = a_client(url, store, clock)
        assert client.get("objects", "contacts/501") == READ
    assert client.calls == len(script.seen) == 3
    assert len(clock.slept) == 2
    assert all(seconds <= slept <= max(seconds * 1.1, 8) for slept in clock.slept)


@pytest.mark.parametrize("answer", [row[1] for row in PASSING], ids=[row[0] for row in PASSING])
def test_what_does_not_pass_goes_back_to_the_queue(answer: Say, store: Store, clock: SteppingClock) -> None:
    with scripted(answer) as (_, url), pytest.raises(RetryableError) as told:
        a_client(url, store, clock).get("objects", "contacts/501")
    assert "secret-token" not in str(told.value)
    assert sum(clock.slept) <= 25


def test_a_daily_limit_is_left_to_the_queue_at_once_and_for_long(store: Store, clock: SteppingClock) -> None:
    with scripted(Say(429, {"policyName": "DAILY"})) as (script, url), pytest.raises(RetryableError) as told:
        a_client(url, store, clock).get("objects", "contacts/501")
    assert told.value.after_seconds == DAILY_WAIT_SECONDS
    assert (len(script.seen), clock.slept) == (1, [])


def test_a_hang_ends_at_the_deadline(store: Store, clock: SteppingClock) -> None:
    with scripted(Say(200, READ, hang_seconds=30)) as (script, url), pytest.raises(RetryableError, match="answer"):
        a_client(url, store, clock, read_timeout_seconds=0.05, attempts=2).get("objects", "contacts/501")
    assert len(script.seen) == 2


def test_nobody_there_is_a_reason_to_try_later(store: Store, clock: SteppingClock) -> None:
    with pytest.raises(RetryableError, match="cannot be reached"):
        a_client("http://127.0.0.1:1", store, clock).get("objects", "contacts/501")


def test_a_write_that_must_not_be_repeated_is_not(store: Store, clock: SteppingClock) -> None:
    with scripted(Say(503, {})) as (script, url), pytest.raises(RetryableError):
        a_client(url, store, clock).post("objects", "notes", {"properties": {}}, repeatable=False)
    assert len(script.seen) == 1


def test_a_write_that_was_surely_not_done_is_repeated(store: Store, clock: SteppingClock) -> None:
    with scripted(Say(429, ROLLING), Say(201, {"id": "9"})) as (_, url):
        assert a_client(url, store, clock).post("objects", "notes", {"a": 1}, repeatable=False) == {"id": "9"}


NEEDS_A_PERSON = [
    ("the token is revoked", Say(401, {"category": "INVALID_AUTHENTICATION"})),
    ("the token is revoked, says a page", Say(401, b"<html>")),
    ("a scope is missing", Say(403, {"category": "MISSING_SCOPES"})),
    ("a redirect would carry the token elsewhere", Say(302, {}, {"Location": "http://127.0.0.1:1/"})),
    ("an answer nobody foresaw", Say(418, {"category": "TEAPOT"})),
]


@pytest.mark.parametrize("answer", [row[1] for row in NEEDS_A_PERSON], ids=[row[0] for row in NEEDS_A_PERSON])
def test_a_person_must_act(answer: Say, store: Store, clock: SteppingClock) -> None:
    with scripted(answer) as (script, url), pytest.raises(PermanentError):
        a_client(url, store, clock).get("objects", "contacts/501")
    assert len(script.seen) == 1


def test_what_hubspot_says_of_a_person_stays_out_of_our_error(store: Store, clock: SteppingClock) -> None:
    refused = Say(400, {"category": "VALIDATION_ERROR", "message": "jane@acme.example is invalid"})
    with scripted(refused) as (_, url), pytest.raises(RefusedError) as told:
        a_client(url, store, clock).get("objects", "contacts/501")
    assert "jane" not in str(told.value)
    assert "jane" in told.value.refusal.words


PATHS = [
    ("v3", "objects", "/crm/v3/objects/contacts/batch/read"),
    ("v3", "associations", "/crm/v4/associations/contacts/batch/read"),
    ("2026-09", "objects", "/crm/objects/2026-09/contacts/batch/read"),
    ("2026-09", "associations", "/crm/associations/2026-09/contacts/batch/read"),
]


@pytest.mark.parametrize(("version", "family", "path"), PATHS)
def test_the_version_is_in_the_path(version: str, family: Any, path: str, store: Store, clock: SteppingClock) -> None:
    with scripted(Say(200, {})) as (script, url):
        a_client(url, store, clock, version=version).post(family, "contacts/batch/read", {"inputs": []})
    assert script.seen == [("POST", path, {"inputs": []})]


def test_emoji_and_right_to_left_text_arrive_as_they_are(store: Store, clock: SteppingClock) -> None:
    words = {"properties": {"x": "الأمين 🚀 👩‍🔬 “quoted” \\ \n"}}
    with scripted(Say(200, words)) as (script, url):
        assert a_client(url, store, clock).post("objects", "contacts", words) == words
    assert script.seen[0][2] == words


@pytest.mark.parametrize(("limit", "window"), [(1, 10), (5, 1), (19, 10), (100, 10), (190, 10), (250, 10)])
def test_no_window_of_the_bucket_lets_more_through_than_the_limit(limit: int, window: float) -> None:
    capacity, per_seconds = rolling_bucket(limit, window)
    assert capacity + int(window * capacity / per_seconds) <= max(limit, 2)


def test_workers_share_one_limit_and_wait_their_turn(store: Store, clock: SteppingClock) -> None:
    with scripted(Say(200, READ)) as (_, url):
        workers = [a_client(url, store, clock, rate_limit=20) for _ in range(3)]
        for number in range(30):
            workers[number % 3].get("objects", "contacts/501")
    assert clock.at.timestamp() - NOON.timestamp() == pytest.approx(30 / 18 * 10, rel=0.15)


def test_searches_have_a_limit_of_their_own(store: Store, clock: SteppingClock) -> None:
    with scripted(Say(200, {"results": []})) as (_, url):
        client = a_client(url, store, clock, rate_limit=100, search_rate_limit=5)
        for _ in range(5):
            client.post("objects", "contacts/search", {"limit": 1})
        searching = sum(clock.slept)
        for _ in range(5):
            client.get("objects", "contacts/501")
    assert searching == pytest.approx(1.0, abs=0.1)
    assert sum(clock.slept) == searching


def test_a_turn_that_never_comes_is_left_to_the_queue(store: Store, clock: SteppingClock) -> None:
    with scripted(Say(200, READ)) as (script, url):
        config = HubSpotConfig(url, "secret-token", "7", rate_limit=1)
        standing = HubSpotClient(config, store, clock, sleep=lambda _: None)  # time does not pass
        standing.get("objects", "contacts/501")
        with pytest.raises(RetryableError, match="rate limit"):
            standing.get("objects", "contacts/501")
    assert len(script.seen) == 1


def test_our_own_limit_keeps_below_hubspots(tmp_path: Path) -> None:
    settings = AppSettings(limits=Limits(per_ten_seconds=100))
    with hubspot_world(tmp_path, settings, rate_limit=100) as world:
        before = world.crm.calls
        for _ in range(60):
            world.crm.read(world.lead)
    assert world.crm.calls - before == 60 * 4 + 1
    assert sum(world.clock.slept) < 30


def test_another_app_that_eats_the_limit_is_waited_out(tmp_path: Path) -> None:
    settings = AppSettings(limits=Limits(per_ten_seconds=30))
    with hubspot_world(tmp_path, settings, rate_limit=300) as world:
        for _ in range(20):
            assert world.crm.read(world.lead) is not None
    assert max(world.clock.slept) >= 10


def test_a_portal_that_is_spent_for_the_day_says_when_to_come_back(tmp_path: Path) -> None:
    with hubspot_world(tmp_path, AppSettings(limits=Limits(per_day=3))) as world, pytest.raises(RetryableError) as told:
        world.crm.read(world.lead)
    assert told.value.after_seconds == DAILY_WAIT_SECONDS


@pytest.mark.parametrize("fault", ["503", "429", "423", "html", "500"])
def test_one_call_in_ten_may_fail(fault: str, tmp_path: Path) -> None:
    with hubspot_world(tmp_path, AppSettings(faults=Faults({fault: 0.1}, seed=3))) as world:
        for _ in range(25):
            assert world.crm.read(world.lead) is not None


def test_a_batch_that_is_refused_as_a_whole_is_halved_until_the_bad_record_stands_alone(
    store: Store, clock: SteppingClock
) -> None:
    def answer(body: Any) -> Say:
        ids = [one["id"] for one in body["inputs"]]
        if "5" in ids:
            return Say(400, {"category": "VALIDATION_ERROR", "message": "Title is locked"})
        return Say(200, {"results": [{"id": one} for one in ids]})

    with scripted(answer) as (script, url):
        changes = {str(number): {"jobtitle": "x"} for number in range(8)}
        outcome = update_records(a_client(url, store, clock), "contacts", changes)
    assert {one: refusal.words for one, refusal in outcome.items() if refusal} == {"5": "Title is locked"}
    assert len(script.seen) == 7


def test_a_207_is_read_record_by_record(store: Store, clock: SteppingClock) -> None:
    answer = {
        "results": [{"id": "1"}],
        "errors": [
            {"category": "VALIDATION_ERROR", "message": "Locked", "context": {"objectWriteTraceId": ["2"]}},
            {"category": "OBJECT_NOT_FOUND", "message": "Gone", "context": {"ids": ["3"]}},
        ],
    }
    with scripted(Say(207, answer)) as (_, url):
        outcome = update_records(a_client(url, store, clock), "contacts", {one: {"a": "b"} for one in "123"})
    assert outcome["1"] is None
    assert outcome["2"] is not None
    assert outcome["2"].words == "Locked"
    assert outcome["3"] is not None
    assert outcome["3"].is_gone


def test_a_207_whose_error_names_nobody_is_of_those_that_were_not_written(store: Store, clock: SteppingClock) -> None:
    answer = {"results": [{"id": "1"}], "errors": [{"message": "Locked"}]}
    with scripted(Say(207, answer)) as (_, url):
        outcome = update_records(a_client(url, store, clock), "contacts", {one: {"a": "b"} for one in "12"})
    assert outcome["1"] is None
    assert outcome["2"] is not None
