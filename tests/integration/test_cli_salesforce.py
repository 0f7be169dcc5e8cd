"""`leadgate crm setup --crm salesforce` and `leadgate sandbox salesforce`, as an admin types them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from leadgate.cli.main import app
from leadgate.cli.sandbox import sandbox_app
from leadgate.crm.salesforce.metadata import field_definitions
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


RELAY = ("--relay-to", "eu-central-1:123456789012")


def test_an_event_relay_is_made_stopped_and_started_when_told(sandbox: SalesforceSandbox, config: Path) -> None:
    made = set_up(sandbox, config, *RELAY).stdout
    assert "named credential Leadgate_AWS" in made
    assert "then: partner event source: aws.partner/salesforce.com/00D" in made
    assert "--start-relay" in made
    (relay,) = sandbox.org.live("EventRelayConfig")
    (credential,) = sandbox.org.live("NamedCredential")
    assert (relay["State"], relay["DestinationResourceName"]) == ("STOP", f"callout:{credential['FullName']}")
    assert credential["Endpoint"] == "arn:aws:EU-CENTRAL-1:123456789012"
    planned = set_up(sandbox, config, *RELAY, "--start-relay", "--dry-run").stdout
    assert planned.startswith("would make 1:\n  event relay Leadgate started\n")
    assert relay["State"] == "STOP"
    assert "event relay Leadgate started" in set_up(sandbox, config, *RELAY, "--start-relay").stdout
    assert relay["State"] == "RUN"
    assert set_up(sandbox, config, *RELAY, "--start-relay").stdout.startswith("nothing to do: everything is there\n")


def test_a_plan_for_an_org_that_has_nothing_makes_nothing(sandbox: SalesforceSandbox, config: Path) -> None:
    planned = set_up(sandbox, config, *RELAY, "--start-relay", "--dry-run").stdout.splitlines()
    assert not list(sandbox.org.live("NamedCredential"))
    made = set_up(sandbox, config, *RELAY, "--start-relay").stdout.splitlines()
    assert [line for line in made if line.startswith("  ")] == [line for line in planned if line.startswith("  ")]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["--relay-to", "eu-central-1"], "region:account"), (["--start-relay"], "--relay-to")],
)
def test_a_relay_to_nowhere_is_bad_input(
    sandbox: SalesforceSandbox, config: Path, arguments: list[str], said: str
) -> None:
    error = set_up(sandbox, config, *arguments).exception
    assert isinstance(error, BadInputError)
    assert said in str(error)


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
