"""`leadgate crm setup --crm salesforce` and `leadgate sandbox salesforce`, as an admin types them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from leadgate.cli.main import app
from leadgate.cli.sandbox import sandbox_app
from leadgate.crm.salesforce.setup import field_definitions
from leadgate.errors import BadInputError, PermanentError
from leadgate.sandbox.salesforce import SalesforceSandbox, SandboxOptions, record_id, sandbox_from


@pytest.fixture
def sandbox() -> Iterator[SalesforceSandbox]:
    with SalesforceSandbox() as made:
        yield made


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "s.toml").write_text('crm = "salesforce"\n[salesforce]\nconsumer_key = "sandbox-consumer"\n')
    return tmp_path / "s.toml"


def set_up(sandbox: SalesforceSandbox, config: Path, *arguments: str, secret: str = "sandbox-secret") -> Result:
    variables = {"SALESFORCE_INSTANCE_URL": sandbox.url, "SALESFORCE_CONSUMER_SECRET": secret}
    line = ["crm", "setup", "--crm", "salesforce", "--config", str(config), *arguments]
    return CliRunner().invoke(app, line, env=variables)


def test_an_org_is_set_up_once(sandbox: SalesforceSandbox, config: Path) -> None:
    planned = set_up(sandbox, config, "--dry-run").stdout.splitlines()
    made = set_up(sandbox, config).stdout.splitlines()
    assert planned[0].startswith("would make")
    assert sorted(made[1:]) == sorted(planned[1:])
    assert {f"  {name}" for name in field_definitions()} < set(made)
    assert set_up(sandbox, config).stdout == "nothing to do: everything is there\n"


def test_a_secret_that_is_refused_is_a_failure(sandbox: SalesforceSandbox, config: Path) -> None:
    refused = set_up(sandbox, config, secret="another").exception
    assert isinstance(refused, PermanentError)
    assert "docs/salesforce.md" in str(refused)


LEAD = {"LastName": "Lee", "Company": "Beta"}
SEEDS = [
    ("an unknown key", {"Leads": []}, "Leads: is not known"),
    ("an unknown object", {"records": {"Boat": []}}, "records.Boat"),
    ("records that are no list", {"records": {"Lead": {}}}, "records.Lead: a list is needed"),
    ("a record that is none", {"records": {"Lead": [7]}}, "records.Lead[0]: an object is needed"),
    ("an unknown field", {"records": {"Lead": [LEAD, {**LEAD, "Nope": 1}]}}, "records.Lead[1]"),
    ("a required one missing", {"records": {"Lead": [{"LastName": "Lee"}]}}, "records.Lead[0].Company"),
    ("an id of something else", {"records": {"Lead": [{**LEAD, "Id": record_id("003", 1)}]}}, "begins with 00Q"),
    ("a field without a label", {"fields": {"Lead": {"X__c": {"type": "Text"}}}}, "fields.Lead.X__c"),
    ("a rule that is none", {"rules": [{"object": "Lead"}]}, "rules[0]"),
]


@pytest.mark.parametrize(("seed", "said"), [row[1:] for row in SEEDS], ids=[row[0] for row in SEEDS])
def test_a_seed_that_no_org_can_hold_names_the_place(tmp_path: Path, seed: object, said: str) -> None:
    (tmp_path / "seed.json").write_text(json.dumps(seed))
    with pytest.raises(ValueError, match=r"seed\.json") as caught:
        sandbox_from(SandboxOptions(seed=tmp_path / "seed.json"))
    assert said in str(caught.value)


OPTIONS = [
    ("an unknown fault", ["--fail", "503:2"], "--fail"),
    ("no URL", ["--event-url", "here"], "--event-url"),
    ("no such file", ["--seed", "/nowhere.json"], "/nowhere.json"),
    ("no such key", ["--public-key", "/nowhere.pem"], "--public-key"),
]


@pytest.mark.parametrize(("arguments", "said"), [row[1:] for row in OPTIONS], ids=[row[0] for row in OPTIONS])
def test_an_option_that_cannot_be_is_bad_input(arguments: list[str], said: str) -> None:
    error = CliRunner().invoke(sandbox_app, ["salesforce", "--port", "0", *arguments]).exception
    assert isinstance(error, BadInputError)
    assert said in str(error)
