"""`leadgate config push`, `pull`, `diff`, `history`, `rollback` against SSM as moto plays it; a refused file shows."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner, Result

from leadgate.cli.main import app
from leadgate.embedded.serve import Server
from leadgate.errors import BadInputError
from tests.contract.aws_server import AwsServer, fresh_name


class Desk:
    """Who keeps the settings of a stage, with a folder of files."""

    def __init__(self, aws: AwsServer, folder: Path) -> None:
        self.aws, self.folder, self.stage = aws, folder, fresh_name("stage")

    def run(self, command: str, *arguments: str | Path, stage: bool = True) -> Result:
        environment = {
            "NO_COLOR": "1",
            "AWS_ENDPOINT_URL": self.aws.url,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": "eu-central-1",
        }
        given = [*command.split(), *map(str, arguments), *(("--stage", self.stage) if stage else ())]
        return CliRunner().invoke(app, given, env=environment)

    def file(self, text: str, name: str = "settings.toml") -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def put(self, name: str, value: str) -> None:
        path = f"/leadgate/{self.stage}/{name}"
        self.aws.client("ssm").put_parameter(Name=path, Value=value, Type="String", Overwrite=True)

    def shown(self, setting: str) -> Any:
        return json.loads(self.run("config show", "--json").stdout)[setting]


@pytest.fixture
def desk(aws: AwsServer, tmp_path: Path) -> Desk:
    return Desk(aws, tmp_path)


def test_a_push_shows_what_changes_and_is_in_force(desk: Desk) -> None:
    pushed = desk.run("config push", desk.file('currency = "EUR"\nown_domains = ["a.example"]\n'), "--note", "euro")
    assert pushed.exit_code == 0, pushed.exception
    assert pushed.stdout.splitlines() == [
        '+ own_domains[]: "a.example"',
        '~ currency: "USD" → "EUR"',
        "version 1 is in force, and live within a minute",
    ]
    assert desk.shown("currency") == "EUR"
    (row,) = map(json.loads, desk.run("config history", "--json").stdout.splitlines())
    assert (row["number"], row["note"], row["in_force"]) == (1, "euro", True)


def test_a_dry_run_changes_nothing(desk: Desk) -> None:
    assert '~ currency: "USD" → "EUR"' in desk.run("config push", desk.file('currency = "EUR"'), "--dry-run").stdout
    assert desk.shown("currency") == "USD"
    assert desk.run("config history").stdout == "nothing was pushed yet\n"


BAD = [
    ("misspelt", "[market]\nminimum_fitt = 5\n", "market.minimum_fitt: no such setting; did you mean minimum_fit"),
    ("out of range", "[market]\nminimum_fit = 101\n", "market.minimum_fit"),
    ("no such country", '[market]\ncountries = ["Atlantis"]\n', "market.countries"),
    ("another CRM than the stack's", 'crm = "salesforce"\n', "crm: hubspot is in use"),
]


@pytest.mark.parametrize(("text", "said"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_bad_settings_are_not_pushed(desk: Desk, text: str, said: str) -> None:
    refused = desk.run("config push", desk.file(text)).exception
    assert isinstance(refused, BadInputError)
    assert said in str(refused)
    assert desk.run("config history").stdout == "nothing was pushed yet\n"


def test_what_is_bad_only_together_with_the_stack_is_not_pushed(desk: Desk) -> None:
    desk.put("conversation/bedrock/enabled", "true")
    refused = desk.run("config push", desk.file('currency = "EUR"')).exception
    assert isinstance(refused, BadInputError)
    assert refused.path == "conversation.bedrock.model_id"


def test_what_is_pulled_can_be_pushed_and_differs_in_nothing(desk: Desk) -> None:
    desk.put("market/minimum_fit", "55")
    desk.run("config push", desk.file('currency = "EUR"\n[content.stages]\n"/preise/*" = "pricing"\n'))
    path = desk.folder / "pulled.json"
    assert desk.run("config pull", "--out", path).stdout == f"{path}: version 1 of stage {desk.stage}\n"
    assert json.loads(path.read_text()) == json.loads(desk.run("config pull").stdout)
    assert desk.run("config diff", path).stdout == "no setting differs\n"
    assert desk.run("config push", path).exit_code == 0
    assert (desk.shown("currency"), desk.shown("market.minimum_fit")) == ("EUR", 55)
    assert isinstance(desk.run("config pull", "--out", desk.folder / "x.toml").exception, BadInputError)


def test_a_diff_is_one_line_for_each_entry_that_differs(desk: Desk) -> None:
    desk.run("config push", desk.file('own_domains = ["a.example", "b.example"]'))
    new = desk.file('own_domains = ["b.example", "c.example"]\nautonomy = "act"\n', "new.toml")
    lines = desk.run("config diff", new).stdout.splitlines()
    assert lines == ['- own_domains[]: "a.example"', '+ own_domains[]: "c.example"', '~ autonomy: "recommend" → "act"']
    (row,) = [
        row
        for row in json.loads(desk.run("config diff", new, "--json").stdout)["settings"]
        if row["path"] == "autonomy"
    ]
    assert row == {"path": "autonomy", "old": "recommend", "new": "act"}


def test_two_files_are_compared_without_a_stage(desk: Desk) -> None:
    old, new = desk.file('currency = "EUR"', "old.toml"), desk.file('currency = "CHF"', "new.toml")
    assert desk.run("config diff", new, "--config", old, stage=False).stdout == '~ currency: "EUR" → "CHF"\n'
    assert isinstance(desk.run("config diff", new, stage=False).exception, BadInputError)
    assert isinstance(desk.run("config diff", new, "--config", old).exception, BadInputError)


def test_a_rollback_goes_one_step_back(desk: Desk) -> None:
    for currency in ("EUR", "CHF"):
        desk.run("config push", desk.file(f'currency = "{currency}"'))
    back = desk.run("config rollback")
    assert back.stdout.splitlines() == [
        '~ currency: "CHF" → "EUR"',
        "version 1 is in force again, and live within a minute",
    ]
    assert desk.shown("currency") == "EUR"
    assert isinstance(desk.run("config rollback").exception, BadInputError)
    assert desk.run("config rollback", "--version", "2").exit_code == 0
    assert desk.shown("currency") == "CHF"


def test_a_push_mends_what_stands_bad(desk: Desk) -> None:
    desk.put("currency", "euro")
    assert isinstance(desk.run("config show").exception, BadInputError)
    mended = desk.run("config push", desk.file('currency = "EUR"'))
    assert mended.exit_code == 0
    assert "what stands now is refused: currency" in mended.stderr
    assert desk.shown("currency") == "EUR"


def test_a_settings_file_that_is_refused_shows_in_the_health(tmp_path: Path) -> None:
    config = tmp_path / "settings.toml"
    config.write_text('currency = "EUR"\n')
    with Server(tmp_path / "data", config, workers=0) as server:
        good = httpx.get(f"{server.url}/healthz").json()
        config.write_text('currency = "EUR"\n[market]\nminimum_fit = 101\n')
        bad = httpx.get(f"{server.url}/healthz").json()
        config.write_text('currency = "CHF"\n')
        again = httpx.get(f"{server.url}/healthz").json()
        assert server.ports.settings.current().currency == "CHF"
    assert (good["status"], good["settings"]) == ("ok", "in force")
    assert bad["status"] == "attention"
    assert "settings.toml: market.minimum_fit: must be" in bad["settings"]
    assert "101" not in bad["settings"]
    assert (again["status"], again["settings"]) == ("ok", "in force")
