"""The commands of who runs the product: start it, set the CRM up, see what failed, and have it done again."""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from typer.testing import CliRunner, Result

from leadgate.cli.main import app
from leadgate.clock import SystemClock
from leadgate.crm.hubspot.setup import field_definitions
from leadgate.embedded.database import Database
from leadgate.embedded.queue import SqliteQueue
from leadgate.embedded.serve import Server
from leadgate.embedded.store import SqliteStore
from leadgate.errors import BadInputError, PermanentError
from leadgate.ports import Parked
from leadgate.sandbox.hubspot import AppSettings, HubSpotSandbox, seeded_state
from tests.integration.test_cli import leadgate, the_line_of

LEAD: Final = "hubspot:contact:501"
REASON: Final = "contacts.leadgate_tier: does not exist in the portal: run `leadgate crm setup --crm hubspot`"
FIELDS: Final = sum(map(len, field_definitions().values()))


def run(*arguments: str | Path, **variables: str) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments], env={"NO_COLOR": "1", **variables})


# The CRM


@pytest.fixture
def sandbox() -> Iterator[HubSpotSandbox]:
    with HubSpotSandbox(state=seeded_state({}), settings=AppSettings()) as made:
        yield made


def set_up(sandbox: HubSpotSandbox, *arguments: str, token: str = AppSettings.access_token) -> Result:
    variables = {"HUBSPOT_BASE_URL": sandbox.url, "HUBSPOT_ACCESS_TOKEN": token}
    return run("crm", "setup", "--crm", "hubspot", *arguments, **variables)


def test_a_portal_is_set_up_once(sandbox: HubSpotSandbox) -> None:
    first, second = set_up(sandbox), set_up(sandbox)
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert f"made {FIELDS}:" in first.stdout
    assert "contacts.leadgate_status" in first.stdout
    assert second.stdout == "nothing to do: everything is there\n"


def test_a_dry_run_says_the_same_and_makes_nothing(sandbox: HubSpotSandbox) -> None:
    planned = set_up(sandbox, "--dry-run").stdout.splitlines()
    assert planned[0] == f"would make {FIELDS}:"
    assert set_up(sandbox).stdout.splitlines()[1:] == planned[1:]
    assert "nothing to do" in set_up(sandbox, "--dry-run").stdout


def test_a_token_that_is_refused_is_a_failure(sandbox: HubSpotSandbox) -> None:
    refused = set_up(sandbox, token="pat-na1-another").exception
    assert isinstance(refused, PermanentError)
    assert "access token" in str(refused)


SETUPS: list[tuple[str, str, dict[str, str], str]] = [
    ("no token", "hubspot", {"HUBSPOT_ACCESS_TOKEN": ""}, "HUBSPOT_ACCESS_TOKEN"),
    ("no URL", "hubspot", {"HUBSPOT_ACCESS_TOKEN": "x", "HUBSPOT_BASE_URL": "hubapi"}, "HUBSPOT_BASE_URL"),
    ("another scheme", "hubspot", {"HUBSPOT_ACCESS_TOKEN": "x", "HUBSPOT_BASE_URL": "ftp://x"}, "HUBSPOT_BASE_URL"),
    ("no instance", "salesforce", {"SALESFORCE_INSTANCE_URL": ""}, "SALESFORCE_INSTANCE_URL"),
    ("no client", "salesforce", {"SALESFORCE_INSTANCE_URL": "http://127.0.0.1:9"}, "salesforce.consumer_key"),
]


@pytest.mark.parametrize(("crm", "variables", "said"), [row[1:] for row in SETUPS], ids=[row[0] for row in SETUPS])
def test_a_setup_that_cannot_be_is_bad_input(crm: str, variables: dict[str, str], said: str) -> None:
    refused = run("crm", "setup", "--crm", crm, **variables).exception
    assert isinstance(refused, BadInputError)
    assert said in str(refused)


# The queue


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One lead among the dead letters, one that waits, one parked record."""
    with closing(Database(tmp_path / "leadgate.sqlite3")) as database:
        queue = SqliteQueue(database, SystemClock())
        queue.send_all([(LEAD, 1)])
        (message,) = queue.receive()
        queue.bury(message, REASON)
        queue.send_all([("hubspot:contact:502", 1)])
        parked = Parked("sha-1", "signals", "kind: is required", {"lead_id": LEAD}, datetime(2026, 11, 23, tzinfo=UTC))
        SqliteStore(database).park(parked)
    return tmp_path


def listed(folder: Path) -> dict[str, Any]:
    done = run("queue", "list", "--data-dir", folder, "--json")
    assert done.exit_code == 0, done.exception
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_what_failed_is_listed_with_its_reason(folder: Path) -> None:
    found = listed(folder)
    assert found["waiting"] == 1
    assert found["dead_letters"] == [{"lead_id": LEAD, "reason": REASON}]
    (parked,) = found["parked"]
    assert (parked["reason"], parked["record"]) == ("kind: is required", {"lead_id": LEAD})
    assert parked["parked_at"].startswith("2026-11-23T00:00:00")


def test_the_list_is_for_people(folder: Path) -> None:
    done = run("queue", "list", "--data-dir", folder)
    for shown in ("1 waiting, 1 dead letter, 1 parked record", LEAD, "sha-1", "2026-11-23 00:00", "redrive"):
        assert shown in done.stdout


def test_dead_letters_are_put_back(folder: Path) -> None:
    assert run("queue", "redrive", "--data-dir", folder).stdout == "1 dead letter put back into the queue\n"
    assert (listed(folder)["waiting"], listed(folder)["dead_letters"]) == (2, [])
    assert run("queue", "redrive", "--data-dir", folder).stdout == "0 dead letters put back into the queue\n"


def test_parked_records_are_dismissed_by_id_or_all(folder: Path) -> None:
    assert isinstance(run("queue", "dismiss", "--data-dir", folder).exception, BadInputError)
    unknown = run("queue", "dismiss", "--data-dir", folder, "sha-9")
    assert isinstance(unknown.exception, BadInputError)
    assert "sha-9" in str(unknown.exception)
    assert run("queue", "dismiss", "--data-dir", folder, "sha-1").stdout == "1 parked record dismissed\n"
    assert (listed(folder)["parked"], listed(folder)["parked_in_all"]) == ([], 0)
    assert run("queue", "dismiss", "--data-dir", folder, "--all").stdout == "0 parked records dismissed\n"


def test_health_asks_for_attention_until_the_dead_letters_are_put_back(folder: Path) -> None:
    with Server(folder, None, workers=0) as server:
        first = httpx.get(f"{server.url}/healthz")
        run("queue", "redrive", "--data-dir", folder)
        second = httpx.get(f"{server.url}/healthz")
    assert first.status_code == second.status_code == 200
    assert first.json()["status"] == "attention"
    assert (first.json()["waiting"], first.json()["dead_letters"], first.json()["parked"]) == (1, 1, 1)
    assert (second.json()["status"], second.json()["dead_letters"], second.json()["waiting"]) == ("ok", 0, 2)


def test_a_folder_that_is_none_is_bad_input(tmp_path: Path) -> None:
    for command in ("list", "redrive"):
        assert isinstance(run("queue", command, "--data-dir", tmp_path / "none").exception, BadInputError)
    assert not (tmp_path / "none").exists()


# The start


STARTS: list[tuple[str, dict[str, str], str]] = [
    ("an address that is none", {"HUBSPOT_BASE_URL": "localhost:8099"}, "HUBSPOT_BASE_URL"),
    ("a secret that is none", {"ENRICHMENT_WEBHOOK_SECRET": "whsec_@@"}, "ENRICHMENT_WEBHOOK_SECRET"),
]


@pytest.mark.parametrize(("variables", "said"), [row[1:] for row in STARTS], ids=[row[0] for row in STARTS])
def test_a_start_that_cannot_be_names_the_variable(tmp_path: Path, variables: dict[str, str], said: str) -> None:
    assert said in the_line_of(leadgate("serve", "--data-dir", tmp_path / "d", "--port", "0", **variables))
    assert not (tmp_path / "d").exists()


def test_a_salesforce_that_is_nowhere_is_refused_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text('crm = "salesforce"')
    arguments = ("--data-dir", tmp_path / "d", "--port", "0", "--config", tmp_path / "s.toml")
    assert "SALESFORCE_INSTANCE_URL" in the_line_of(leadgate("serve", *arguments))


@pytest.mark.parametrize("place", ["file", "file/below"])
def test_a_folder_that_cannot_be_is_one_line(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    line = the_line_of(leadgate("serve", "--data-dir", tmp_path / place, "--port", "0"))
    assert f"{tmp_path / place}: a folder is needed" in line
