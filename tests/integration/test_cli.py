"""The command line from outside, as a process: results on standard output, all else on standard error, exit codes."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest
from typer.testing import CliRunner

from leadgate.cli.main import app
from leadgate.errors import BadInputError
from tests.builders import a_buyer, a_lead

ROOT: Final = Path(__file__).parents[2]
JENNIFER: Final = ROOT / "tests" / "cases" / "jennifer.json"
MARKET: Final = ROOT / "tests" / "cases" / "market.toml"


def leadgate(
    *arguments: str | Path, stdin: bytes = b"", cwd: Path = ROOT, **variables: str
) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": f"{ROOT / 'shared'}{os.pathsep}{ROOT}",
        "OMP_NUM_THREADS": "1",
        "PYTHONIOENCODING": "utf-8",
        "NO_COLOR": "1",
        "COLUMNS": "100",
        **variables,
    }
    command = [sys.executable, "-m", "leadgate", *map(str, arguments)]
    done = subprocess.run(command, input=stdin, capture_output=True, env=environment, cwd=cwd, timeout=60, check=False)
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())


def rows_of(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def the_line_of(done: subprocess.CompletedProcess[str]) -> str:
    """The one line that says what is wrong."""
    assert done.returncode == 2, done.stderr
    (line,) = done.stderr.splitlines()
    assert line.startswith("leadgate: ")
    return line


COMMANDS = ["", "assess", "serve", "demo", "route", "invoke", "config", "config check", "config show", "sandbox"]

OPERATION = ["forget", "queue", "queue list", "queue redrive", "crm", "crm setup"]
VERSIONS = [f"config {command}" for command in ("push", "pull", "history", "rollback")]
LEARNING = ["backtest", "audit", "audit fairness", "audit data", "audit drift"]
MODELS = [
    f"models {command}".strip() for command in ("", "list", "compare", "shadow", "promote", "rollback", "retrain")
]


@pytest.mark.parametrize(
    "command",
    [*COMMANDS, "sandbox hubspot", "config diff", "review", "review list", *OPERATION, *VERSIONS, *LEARNING, *MODELS],
)
def test_every_command_explains_itself(command: str) -> None:
    done = CliRunner().invoke(app, [*command.split(), "--help"])
    assert done.exit_code == 0
    assert "Usage" in done.stdout
    assert done.stderr == ""


def test_help_comes_from_the_process_too() -> None:
    done = leadgate("assess", "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Usage" in done.stdout


@pytest.mark.parametrize("arguments", ["nonsense", "assess", "assess --nonsense", "config nonsense", "serve --port x"])
def test_a_command_that_is_none_is_bad_input(arguments: str) -> None:
    done = CliRunner().invoke(app, arguments.split())
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr


MISUSED = [
    ("an argument is missing", "assess", "'files'"),
    ("a choice that is none", "crm setup --crm sugar", "'hubspot', 'salesforce'"),
    ("a number that is none", "serve --data-dir x --port x", "'--port'"),
    ("an option that is none", "queue list --nonsense", "--nonsense"),
    ("a command that is none", "nonsense", "'nonsense'"),
]


@pytest.mark.parametrize(("arguments", "said"), [row[1:] for row in MISUSED], ids=[row[0] for row in MISUSED])
def test_misuse_is_one_line_of_the_process(arguments: str, said: str) -> None:
    line = the_line_of(leadgate(*arguments.split()))
    assert said in line
    assert "--help`)" in line


def test_an_output_that_is_full_is_one_line_and_a_failure() -> None:
    full = f"'{sys.executable}' -m leadgate config show --json > /dev/full"
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'shared'}{os.pathsep}{ROOT}"}
    done = subprocess.run(full, shell=True, capture_output=True, env=environment, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stderr == b"leadgate: the output cannot be written: No space left on device\n"


def test_the_worked_example_is_sales_ready() -> None:
    (row,) = rows_of(leadgate("assess", JENNIFER, "--config", MARKET))
    assert row["lead_id"] == "hubspot:contact:501"
    assert row["decision"]["status"] == "sales_ready"


def test_the_report_is_for_people() -> None:
    done = leadgate("assess", JENNIFER, "--config", MARKET, "--format", "report")
    assert done.returncode == 0
    assert "Director of Operations" in done.stdout
    assert "sales ready" in done.stdout.lower()
    assert "{" not in done.stdout
    assert done.stderr == ""


def test_settings_that_are_in_force_are_shown() -> None:
    shown = json.loads(leadgate("config", "show", MARKET, "--json").stdout)
    assert shown["market.minimum_fit"] == 50 or shown["market.industries"]
    assert "market.industries" in leadgate("config", "show").stdout


def test_good_settings_are_good(tmp_path: Path) -> None:
    done = leadgate("config", "check", MARKET)
    assert (done.returncode, done.stderr) == (0, "")
    assert "good" in done.stdout


BAD_SETTINGS = [
    ("a misspelt key names its neighbour", "[market]\nindustri = []", ("market.industri", "did you mean industries")),
    ("a value out of range", "[market]\nminimum_fit = 101", ("market.minimum_fit", "100")),
    ("a wrong type", '[market]\nminimum_fit = "high"', ("market.minimum_fit", "number")),
    ("deep inside a list", '[[competition.competitors]]\ndomains = ["x"]', ("competition.competitors.0.name",)),
    ("no TOML", "[market", ("is no TOML",)),
    ("a rule between settings", "[decision.tiers]\nA = 0.1", ("decision.tiers", "≥ B ≥ C is needed")),
]


@pytest.mark.parametrize(("text", "said"), [row[1:] for row in BAD_SETTINGS], ids=[row[0] for row in BAD_SETTINGS])
def test_bad_settings_are_refused_by_their_path(tmp_path: Path, text: str, said: tuple[str, ...]) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(text)
    refused = CliRunner().invoke(app, ["config", "check", str(file)]).exception
    assert isinstance(refused, BadInputError)
    for words in (str(file), *said):
        assert words in str(refused)


def test_bad_settings_are_one_line_of_the_process(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("[market]\nindustri = []")
    assert "market.industri" in the_line_of(leadgate("config", "check", tmp_path / "bad.toml"))


def test_a_broken_dossier_is_one_line_of_the_process(tmp_path: Path) -> None:
    good = json.dumps(a_lead().row())
    (tmp_path / "leads.jsonl").write_text(f'{good}\n{good}\n{{"as_of": "2026-11-23", "lead": {{"id": ["x"]}}}}\n')
    done = leadgate("assess", tmp_path / "leads.jsonl")
    assert the_line_of(done).startswith(f"leadgate: {tmp_path / 'leads.jsonl'} line 3: lead.id: ")


def test_assess_refuses_bad_settings_too(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text('{"market": 7}')
    assert "market" in the_line_of(leadgate("assess", JENNIFER, "--config", tmp_path / "bad.json"))
    assert "cannot be read" in the_line_of(leadgate("assess", JENNIFER, "--config", tmp_path / "none.toml"))


def test_a_model_that_cannot_be_used_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{}")
    done = leadgate("assess", JENNIFER, "--model", tmp_path)
    assert done.returncode == 1
    assert "refused" in done.stderr
    assert done.stdout == ""


def test_a_pipe_that_closes_early_is_no_error(tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    many.write_text((json.dumps(a_buyer().row()) + "\n") * 300)
    command = f"'{sys.executable}' -m leadgate assess '{many}' | head -1"
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'shared'}{os.pathsep}{ROOT}"}
    done = subprocess.run(command, shell=True, capture_output=True, env=environment, timeout=60, check=False)
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == b""


def test_it_runs_from_any_folder(tmp_path: Path) -> None:
    (tmp_path / "lead.json").write_text(json.dumps(a_lead().row()))
    assert len(rows_of(leadgate("assess", "lead.json", cwd=tmp_path))) == 1
