"""`leadgate crm import` from outside, and the whole way behind it: audit, train, promote, judge by webhook."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from leadgate.bootstrap import bundle_store, bundled_model
from leadgate.cli.main import app
from leadgate.demo.history.hubspot import hubspot_seed
from leadgate.demo.history.salesforce import salesforce_seed
from leadgate.demo.history.tale import tales
from leadgate.errors import BadInputError, PermanentError, RetryableError
from leadgate.model.promoted import PromotedModels
from leadgate.sandbox.faults import Faults
from leadgate.sandbox.hubspot import AppSettings, HubSpotSandbox, Limits, seeded_state
from leadgate.sandbox.salesforce import AppSettings as OrgSettings
from leadgate.sandbox.salesforce import SalesforceSandbox, seeded_org
from tests.contract.hubspot_world import NOON
from tests.faults.product import Product, product, salesforce_product

pytestmark = pytest.mark.capability("G2")

LEADS = 260
CONFIG = """
crm = "{crm}"
[hubspot]
calls_per_10_seconds = 2500
[salesforce]
consumer_key = "sandbox-consumer"
"""
FAST = Limits(per_ten_seconds=100_000, searches_per_second=1_000)


@pytest.fixture(params=["hubspot", "salesforce"])
def crm(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def seed_of(crm: str, leads: int) -> dict[str, Any]:
    told = tales(leads, 5, NOON, 18.0)
    return hubspot_seed(told) if crm == "hubspot" else salesforce_seed(told)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments])


def done(*arguments: str | Path) -> Result:
    result = run(*arguments)
    assert result.exit_code == 0, result.exception
    return result


def reach(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("HUBSPOT_BASE_URL", url)
    monkeypatch.setenv("HUBSPOT_ACCESS_TOKEN", AppSettings.access_token)
    monkeypatch.setenv("SALESFORCE_INSTANCE_URL", url)
    monkeypatch.setenv("SALESFORCE_CONSUMER_SECRET", "sandbox-secret")


def command(crm: str, folder: Path, *more: str) -> list[str]:
    config = folder / "settings.toml"
    config.write_text(CONFIG.format(crm=crm))
    needed = ["--since", "2020-01-01", "--out", str(folder / "past.jsonl"), "--config", str(config)]
    return ["crm", "import", "--crm", crm, *needed, *more]


def rows_in(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


PRODUCTS: dict[str, Any] = {"hubspot": product, "salesforce": salesforce_product}


def running(crm: str, path: Path) -> AbstractContextManager[Product]:
    made: AbstractContextManager[Product] = PRODUCTS[crm](
        path, seed_of(crm, LEADS), **({"limits": FAST} if crm == "hubspot" else {})
    )
    return made


def test_the_past_becomes_a_model_that_judges_what_comes_in(
    crm: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LEADGATE_MODELS", str(tmp_path / "models"))
    past = tmp_path / "past.jsonl"
    with running(crm, tmp_path) as made:
        reach(monkeypatch, made.world.sandbox.url)
        summary = json.loads(done(*command(crm, tmp_path, "--json")).stdout)
        rows = rows_in(past)
        assert summary["written"] == len(rows) == len({row["lead"]["id"] for row in rows})
        assert summary["converted"] > LEADS / 20
        audit = json.loads(done("audit", "data", past).stdout)
        assert audit["leads"] == len(rows)
        trained = json.loads(done("train", past, "--out", "bundle", "--json").stdout)
        assert trained["model"] == "bundle"
        done("models", "promote", "bundle", "--on", past, "--force", "the first of our own")
        models = PromotedModels(lambda: bundle_store(str(tmp_path / "models")), bundled_model(), made.clock)
        made.ports = replace(made.ports, models=models)
        chosen = next(row["lead"]["id"] for row in reversed(rows) if row["outcome"]["converted"] is None)
        assert made.tells(chosen).status == 202
        made.settle()
        verdict = made.ports.store.verdict_of(chosen)
    assert verdict is not None
    assert verdict.row["prediction"]["model"]["version"] == trained["version"]


@dataclass
class Stall(Faults):
    """So many calls go well, and then nobody answers any more until somebody lets them."""

    good_calls: int | None = None

    def draw(self) -> str | None:
        if self.good_calls is None:
            return None
        self.good_calls -= 1
        return "timeout" if self.good_calls < 0 else None


@pytest.fixture
def stall() -> Stall:
    return Stall()


@pytest.fixture
def sandbox(crm: str, stall: Stall, monkeypatch: pytest.MonkeyPatch) -> Iterator[HubSpotSandbox | SalesforceSandbox]:
    made: HubSpotSandbox | SalesforceSandbox
    if crm == "hubspot":
        settings = AppSettings(limits=FAST, faults=stall, hang_seconds=1.0)
        made = HubSpotSandbox(seeded_state(seed_of(crm, 60)), settings)
    else:
        made = SalesforceSandbox(seeded_org(seed_of(crm, 60)), OrgSettings(faults=stall, hang_seconds=1.0))
    with made:
        reach(monkeypatch, made.url)
        yield made


def test_a_run_that_was_killed_goes_on_and_nothing_is_there_twice(
    crm: str, sandbox: HubSpotSandbox | SalesforceSandbox, stall: Stall, tmp_path: Path
) -> None:
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    whole.mkdir()
    cut.mkdir()
    stall.good_calls = json.loads(done(*command(crm, whole, "--json")).stdout)["calls"] - 3  # in the last batch
    note, part = cut / "past.jsonl.part.json", cut / "past.jsonl.part"
    process = subprocess.Popen([sys.executable, "-m", "leadgate", *command(crm, cut)], env=dict(os.environ))
    for _ in range(600):
        if stall.good_calls < 0 and note.exists() and json.loads(note.read_text())["read"]:
            break
        time.sleep(0.1)
    process.send_signal(signal.SIGKILL)
    process.wait()
    read_before = json.loads(note.read_text())["read"]
    with part.open("ab") as torn:
        torn.write(b'{"as_of": "20')
    stall.good_calls = None
    summary = json.loads(done(*command(crm, cut, "--json")).stdout)
    assert 0 < read_before < summary["read"]
    found, expected = (
        [(row["lead"]["id"], row["as_of"], row["signals"]) for row in rows_in(folder / "past.jsonl")]
        for folder in (cut, whole)
    )
    assert found == expected
    assert not part.exists()


def test_the_summary_is_for_people_too(crm: str, sandbox: HubSpotSandbox | SalesforceSandbox, tmp_path: Path) -> None:
    told = done(*command(crm, tmp_path)).stdout
    assert "converted within the horizon" in told
    assert f"dossiers in {tmp_path / 'past.jsonl'}" in " ".join(told.split())
    again = run(*command(crm, tmp_path)).exception
    assert isinstance(again, BadInputError)
    assert "is there already" in str(again)


def test_what_was_asked_for_counts(crm: str, sandbox: HubSpotSandbox | SalesforceSandbox, tmp_path: Path) -> None:
    done(*command(crm, tmp_path, "--at-stage", "none", "--after-days", "5"))
    ages = {
        datetime.fromisoformat(row["as_of"]) - datetime.fromisoformat(row["lead"]["created_at"])
        for row in rows_in(tmp_path / "past.jsonl")
    }
    assert max(ages) == timedelta(days=5)


WRONG = [
    ("a day that is none", ["--since", "yesterday"], "--since: a day such as 2025-01-01 is needed"),
    ("a day to come", ["--since", "2999-01-01"], "--since: a day that has been is needed"),
    ("a folder that is not there", ["--out", "/nowhere/past.jsonl"], "/nowhere/past.jsonl.part"),
]


@pytest.mark.parametrize(("more", "words"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_wrong_options_are_refused_in_one_line(
    more: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reach(monkeypatch, "http://127.0.0.1:9")
    refused = run(*command("hubspot", tmp_path, *more)).exception
    assert isinstance(refused, BadInputError)
    assert words in str(refused)


def test_a_token_that_is_refused_is_one_clear_line(
    crm: str, sandbox: HubSpotSandbox | SalesforceSandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUBSPOT_ACCESS_TOKEN", "another")
    monkeypatch.setenv("SALESFORCE_CONSUMER_SECRET", "another")
    refused = run(*command(crm, tmp_path)).exception
    assert isinstance(refused, PermanentError)
    assert not isinstance(refused, RetryableError)
