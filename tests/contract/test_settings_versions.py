"""Settings that are pushed are in force all at once or not at all, and can be had back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from leadgate.aws.parameters import MAX_PARAMETER_BYTES, overlaid, to_parameters
from leadgate.aws.settings import READ_EVERY, SsmSettings
from leadgate.aws.settings_versions import MOST_KEPT, SettingsVersions
from leadgate.domain.section import validated
from leadgate.domain.settings import Settings
from leadgate.embedded.database import Database
from leadgate.embedded.store import SqliteStore
from leadgate.errors import BadInputError, PermanentError
from tests.contract.aws_server import AwsServer, fresh_name
from tests.contract.building import NOON, FixedClock

pytestmark = pytest.mark.capability("G6")
MANY = {"own_domains": [f"company-{number}.example" for number in range(400)], "currency": "EUR"}


class Stage:
    """A stage in SSM, as whoever pushes and a warm function see it."""

    def __init__(self, aws: AwsServer, store: SqliteStore) -> None:
        self.ssm, self.name, self.clock = aws.client("ssm"), fresh_name("stage"), FixedClock()
        self.versions = SettingsVersions(self.ssm, self.name)
        self.alarms: list[str] = []
        self.function = SsmSettings(self.ssm, self.name, self.clock, store, self.alarms.append)

    def push(self, tree: dict[str, Any], note: str = "") -> int:
        parameters = to_parameters(validated(Settings, tree))
        return self.versions.push(parameters, self.versions.in_force(), NOON, note).number

    def put(self, name: str, value: str) -> None:
        self.ssm.put_parameter(Name=name, Value=value, Type="String", Overwrite=True)

    def seen_within_a_minute(self) -> Settings:
        self.clock.at += READ_EVERY
        return self.function.current()


@pytest.fixture
def stage(aws: AwsServer, database: Database) -> Stage:
    return Stage(aws, SqliteStore(database))


@contextmanager
def cut_off_before(ssm: Any, monkeypatch: pytest.MonkeyPatch, name: str, number: int) -> Iterator[None]:
    """The machine dies before the so-manieth call of this name."""
    whole, calls = getattr(ssm, name), iter(range(number))

    def call(**request: Any) -> Any:
        if next(calls, None) is None:
            raise KeyboardInterrupt
        return whole(**request)

    with monkeypatch.context() as patched:
        patched.setattr(ssm, name, call)
        with pytest.raises(KeyboardInterrupt):
            yield


def test_nothing_was_pushed_at_first(stage: Stage) -> None:
    assert stage.versions.in_force() is None
    assert stage.versions.history() == ()
    assert stage.function.current() == Settings()


def test_what_is_pushed_is_in_force_within_a_minute(stage: Stage) -> None:
    stage.function.current()
    assert stage.push(MANY) == 1
    (folder,) = {one.folder for one in stage.versions.history()}
    place = f"/leadgate/versions/{stage.name}/{folder}/own_domains"
    assert len(stage.ssm.get_parameters_by_path(Path=place)["Parameters"]) > 1
    assert stage.seen_within_a_minute() == validated(Settings, MANY)


def test_a_push_is_seen_by_functions_that_run_no_later_than_a_minute(stage: Stage) -> None:
    stage.push({"currency": "EUR"})
    assert stage.function.current().currency == "EUR"
    stage.push({"currency": "CHF"})
    stage.clock.move(seconds=READ_EVERY.total_seconds() - 1)
    assert stage.function.current().currency == "EUR"
    stage.clock.move(seconds=1)
    assert stage.function.current().currency == "CHF"


@pytest.mark.parametrize("written", range(4))
def test_a_push_that_is_cut_off_changes_nothing(stage: Stage, monkeypatch: pytest.MonkeyPatch, written: int) -> None:
    stage.push({"currency": "EUR"})
    with cut_off_before(stage.ssm, monkeypatch, "put_parameter", written):
        stage.push({"currency": "CHF", "timezone": "Europe/Zurich", "autonomy": "act", "own_domains": ["a.example"]})
    assert stage.seen_within_a_minute() == validated(Settings, {"currency": "EUR"})
    assert stage.alarms == []


def test_a_push_that_is_cut_off_at_the_label_is_done_again(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.push({"currency": "EUR"})
    with cut_off_before(stage.ssm, monkeypatch, "label_parameter_version", 0):
        stage.push({"currency": "CHF"})
    assert stage.seen_within_a_minute().currency == "EUR"
    stage.push({"currency": "CHF"})
    assert stage.seen_within_a_minute().currency == "CHF"


def test_what_is_kept_by_hand_holds_for_what_a_push_does_not_name(stage: Stage) -> None:
    stage.put(f"/leadgate/{stage.name}/currency", "EUR")
    stage.put(f"/leadgate/{stage.name}/hubspot/app_id", "1001")
    stage.push({"currency": "USD"})
    settings = stage.seen_within_a_minute()
    assert (settings.currency, settings.hubspot.app_id) == ("USD", "1001")


def test_a_pushed_list_replaces_all_parts_of_the_one_kept_by_hand() -> None:
    below = {"own_domains/part-001": '["a.example"]', "own_domains/part-002": '["b.example"]', "crm": "hubspot"}
    assert overlaid(below, {"own_domains": '["c.example"]'}) == {"own_domains": '["c.example"]', "crm": "hubspot"}


def test_a_pushed_version_that_somebody_changes_is_refused_and_the_last_good_one_stays(stage: Stage) -> None:
    stage.push({"currency": "EUR"})
    stage.function.current()
    (folder,) = {one.folder for one in stage.versions.history()}
    stage.put(f"/leadgate/versions/{stage.name}/{folder}/currency", "CHF")
    assert stage.seen_within_a_minute().currency == "EUR"
    assert stage.function.last_problem is not None
    assert "is not what was pushed" in stage.function.last_problem
    assert len(stage.alarms) == 1
    stage.seen_within_a_minute()
    assert len(stage.alarms) == 1


def test_an_earlier_version_is_put_in_force_again(stage: Stage) -> None:
    first, second = stage.push({"currency": "EUR"}, "euro"), stage.push({"currency": "CHF"}, "francs")
    stage.versions.put_in_force(stage.versions.find(first).number, stage.versions.in_force())
    assert stage.seen_within_a_minute().currency == "EUR"
    told = [(one.number, one.note, one.in_force, one.at) for one in stage.versions.history()]
    assert told == [(second, "francs", False, NOON), (first, "euro", True, NOON)]


def test_two_who_push_at_once_do_not_overwrite_each_other(stage: Stage) -> None:
    stage.push({"currency": "EUR"})
    before = stage.versions.in_force()
    stage.push({"currency": "CHF"})
    with pytest.raises(BadInputError, match="version 2 came into force meanwhile"):
        stage.versions.push({"currency": "GBP"}, before, NOON)
    assert stage.seen_within_a_minute().currency == "CHF"


def test_old_versions_are_deleted_and_said_to_be_gone(stage: Stage) -> None:
    for number in range(MOST_KEPT + 2):
        stage.push({"own_domains": [f"company-{number}.example"]})
    assert [one.number for one in stage.versions.history()] == list(range(MOST_KEPT + 2, 2, -1))
    with pytest.raises(BadInputError, match="2 is not kept; kept are 12, 11"):
        stage.versions.find(2)
    assert stage.versions.find(3).number == 3


def test_a_version_that_is_in_force_is_never_deleted(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.push({"currency": "CHF"})
    for number in range(MOST_KEPT + 1):
        with cut_off_before(stage.ssm, monkeypatch, "label_parameter_version", 0):
            stage.push({"own_domains": [f"company-{number}.example"]})
    stage.push({"currency": "CHF"})
    assert stage.versions.find(1).folder == stage.versions.find(MOST_KEPT + 3).folder
    assert stage.seen_within_a_minute().currency == "CHF"


def test_empty_text_and_defaults_are_pushed_as_they_are(stage: Stage) -> None:
    stage.put(f"/leadgate/{stage.name}/routing/fallback_queue", "inbound")
    stage.push({"routing": {"fallback_queue": "", "sla_hours": 24}})
    assert stage.seen_within_a_minute().routing.fallback_queue == ""
    assert all(
        0 < len(value.encode()) <= MAX_PARAMETER_BYTES
        for value in stage.versions.together(stage.versions.in_force()).values()
    )


def test_what_is_no_version_is_said_to_be_none(stage: Stage) -> None:
    stage.put(f"/leadgate/versions/{stage.name}/pushed", "nonsense")
    with pytest.raises(PermanentError, match="version 1 of the settings is none that was pushed"):
        stage.versions.history()


def test_the_file_of_one_machine_is_read_in_the_same_way(tmp_path: Path) -> None:
    """Its twin: `tests/contract/test_settings_source.py` holds both sources to the same."""
    from leadgate.embedded.settings import FileSettings

    path = tmp_path / "settings.toml"
    path.write_text('currency = "EUR"\n')
    source = FileSettings(path, lambda _: None)
    path.write_text('currency = "not one"\n')
    assert (source.current().currency, source.last_problem is None) == ("EUR", False)
