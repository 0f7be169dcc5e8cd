"""Every source of settings keeps the last good ones, says once what is wrong, and sees a change within a minute."""

import threading
from pathlib import Path

import pytest

from leadgate.aws.parameters import MAX_PARAMETER_BYTES, to_parameters, to_tree
from leadgate.aws.settings import SsmSettings
from leadgate.domain.section import validated
from leadgate.domain.settings import Settings
from leadgate.embedded.database import Database
from leadgate.embedded.settings import FileSettings, read_settings
from leadgate.embedded.store import SqliteStore
from leadgate.errors import BadInputError
from tests.contract.aws_server import AwsServer, fresh_name
from tests.contract.building import FixedClock
from tests.contract.conftest import SettingsBench

GOOD = {
    "market": {"minimum_fit": 55, "industries": ["manufacturing", "Maschinenbau"], "employees": {"min": 50}},
    "currency": "EUR",
    "autonomy": "act",
    "own_domains": ["example.com"],
}
BAD = {"market": {"minimum_fitt": 55}}


def test_nothing_set_is_the_defaults(settings_bench: SettingsBench) -> None:
    settings_bench.write({})
    assert settings_bench.open().current() == Settings()


def test_what_is_set_is_in_force(settings_bench: SettingsBench) -> None:
    settings_bench.write(GOOD)
    assert settings_bench.open().current() == validated(Settings, GOOD)


def test_a_change_is_seen(settings_bench: SettingsBench) -> None:
    settings_bench.write(GOOD)
    source = settings_bench.open()
    source.current()
    settings_bench.write({**GOOD, "currency": "CHF"})
    assert source.current().currency == "CHF"


def test_bad_settings_change_nothing_and_raise_one_alarm(settings_bench: SettingsBench) -> None:
    settings_bench.write(GOOD)
    source = settings_bench.open()
    source.current()
    settings_bench.write(BAD)
    assert source.current() == source.current() == validated(Settings, GOOD)
    (alarm,) = settings_bench.alarms
    assert "market.minimum_fitt: no such setting; did you mean minimum_fit?" in alarm
    assert source.last_problem == alarm


def test_settings_put_right_are_in_force_again(settings_bench: SettingsBench) -> None:
    settings_bench.write(GOOD)
    source = settings_bench.open()
    source.current()
    settings_bench.write(BAD)
    source.current()
    settings_bench.write({"currency": "CHF"})
    assert source.current() == validated(Settings, {"currency": "CHF"})
    assert source.last_problem is None


def test_the_crm_is_not_changed_while_it_is_in_use(settings_bench: SettingsBench) -> None:
    settings_bench.write({"crm": "hubspot", "currency": "EUR"})
    source = settings_bench.open()
    source.current()
    settings_bench.write({"crm": "salesforce", "currency": "CHF"})
    assert source.current().currency == "EUR"
    assert "crm: hubspot is in use" in (source.last_problem or "")


@pytest.mark.capability("G5")
def test_the_kill_switch_works_whatever_else_is_wrong(settings_bench: SettingsBench) -> None:
    settings_bench.write(GOOD)
    source = settings_bench.open()
    assert not source.current().rollout.stopped
    settings_bench.write({**GOOD, **BAD, "rollout": {"stopped": True}})
    assert source.current().rollout.stopped
    assert source.current().currency == "EUR"
    settings_bench.write({**GOOD, **BAD, "rollout": {"stopped": False}})
    assert not source.current().rollout.stopped
    settings_bench.write({**GOOD, "rollout": {"stopped": True}})
    assert source.current().rollout.stopped


def test_settings_that_are_bad_from_the_start_are_refused(settings_bench: SettingsBench) -> None:
    settings_bench.write({"currency": "euro"})
    with pytest.raises(BadInputError, match="currency"):
        settings_bench.open().current()


def test_many_threads_read_while_settings_change(settings_bench: SettingsBench) -> None:
    settings_bench.write({"currency": "EUR"})
    source = settings_bench.open()
    source.current()
    seen: set[str] = set()
    threads = [threading.Thread(target=lambda: seen.add(source.current().currency)) for _ in range(8)]
    for thread in threads:
        thread.start()
    settings_bench.write({"currency": "EUR", "own_domains": ["example.com"]})
    for thread in threads:
        thread.join()
    assert seen == {"EUR"}
    assert source.current().own_domains == ("example.com",)


FILES = [
    ("TOML that is none, by its line", "a.toml", "[market\n", r"a\.toml: is no TOML: .*line 1"),
    ("JSON that is none, by its line", "a.json", '{"market":\n', r"a\.json: is no JSON: .*line 2"),
    ("a list", "a.json", "[]", r"a\.json: an object with settings is needed"),
    ("out of range, by file and setting", "a.toml", "[market]\nminimum_fit = 101\n", r"a\.toml: market\.minimum_fit: "),
    ("no UTF-8", "a.toml", b"\xff", r"a\.toml: is no TOML"),
]


@pytest.mark.parametrize(("name", "content", "message"), [row[1:] for row in FILES], ids=[row[0] for row in FILES])
def test_a_bad_file_is_refused_with_its_place(tmp_path: Path, name: str, content: str | bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(BadInputError, match=message):
        FileSettings(path)


def test_a_toml_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "leadgate.toml"
    path.write_text('currency = "EUR"\n[routing.team]\nfallback_queue = "inbound"\n')
    assert read_settings(path).routing.team.fallback_queue == "inbound"


def test_a_file_that_is_gone_leaves_its_settings_in_force(tmp_path: Path) -> None:
    path = tmp_path / "leadgate.json"
    path.write_text('{"currency": "EUR"}')
    alarms: list[str] = []
    source = FileSettings(path, alarms.append)
    path.unlink()
    assert source.current().currency == "EUR"
    assert alarms == [f"{path}: cannot be read: No such file or directory"]


def test_a_function_that_starts_on_bad_parameters_has_the_last_good_ones(aws: AwsServer, database: Database) -> None:
    stage, ssm, clock, store = fresh_name("stage"), aws.client("ssm"), FixedClock(), SqliteStore(database)
    alarms: list[str] = []

    def put_currency(text: str) -> None:
        ssm.put_parameter(Name=f"/leadgate/{stage}/currency", Value=text, Type="String", Overwrite=True)

    put_currency("EUR")
    SsmSettings(ssm, stage, clock, store, alarms.append).current()
    put_currency("euro")
    started = SsmSettings(ssm, stage, clock, store, alarms.append)
    assert started.current().currency == "EUR"
    assert started.current().currency == "EUR"
    assert len(alarms) == 1


def test_parameters_are_read_twice_a_minute(aws: AwsServer, database: Database) -> None:
    stage, ssm, clock = fresh_name("stage"), aws.client("ssm"), FixedClock()
    source = SsmSettings(ssm, stage, clock, SqliteStore(database))
    source.current()
    ssm.put_parameter(Name=f"/leadgate/{stage}/currency", Value="EUR", Type="String")
    clock.move(seconds=29)
    assert source.current().currency == "USD"
    clock.move(seconds=1)
    assert source.current().currency == "EUR"


TEAM = {
    "routing": {
        "team": {
            "reps": [
                {
                    "id": f"rep-{number}",
                    "name": "Zoë " * 50,
                    "timezone": "Europe/Berlin",
                    "working_hours": {"mon": ["09:00", "17:00"]},
                }
                for number in range(40)
            ],
            "account_owners": {f"company-{number}.example": f"rep-{number % 40}" for number in range(300)},
        },
        "fallback_queue": "inbound",
    },
    "content": {"stages": {"/preise/*": "pricing"}},
    "timezone": "Europe/Berlin",
}


def test_settings_are_the_same_through_parameters() -> None:
    settings = validated(Settings, TEAM | GOOD)
    parameters = to_parameters(settings)
    assert max(len(value.encode()) for value in parameters.values()) <= MAX_PARAMETER_BYTES
    assert {"routing/team/reps/part-001", "market/minimum_fit", "content/stages"} <= set(parameters)
    assert parameters["currency"] == "EUR"
    assert validated(Settings, to_tree(parameters)) == settings


def test_an_element_too_long_for_a_parameter_is_refused_by_its_setting() -> None:
    settings = validated(Settings, {"own_domains": ["x" * MAX_PARAMETER_BYTES]})
    with pytest.raises(BadInputError, match="own_domains: one of its elements"):
        to_parameters(settings)


CROSSED = [
    ("a value beside its own parts", {"market": "5", "market/minimum_fit": "5"}),
    ("parts of two kinds", {"own_domains/part-001": "[]", "own_domains/part-002": "{}"}),
]


@pytest.mark.parametrize("parameters", [row[1] for row in CROSSED], ids=[row[0] for row in CROSSED])
def test_parameters_that_contradict_each_other_are_refused(parameters: dict[str, str]) -> None:
    with pytest.raises(BadInputError, match="allowed"):
        to_tree(parameters)
