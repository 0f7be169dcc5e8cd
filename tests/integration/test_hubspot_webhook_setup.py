"""`leadgate crm setup --crm hubspot --webhook-url …`: the webhooks of a legacy public app, by API."""

from collections.abc import Iterator
from contextlib import suppress

import httpx
import pytest
from typer.testing import CliRunner, Result

from leadgate.cli.main import app
from leadgate.crm.hubspot.subscriptions import PRIVACY, SUBSCRIPTIONS
from leadgate.errors import BadInputError, PermanentError, RetryableError
from leadgate.sandbox.faults import Faults
from leadgate.sandbox.hubspot import AppSettings, HubSpotSandbox, WebhookSettings, seeded_state

URL = "https://leadgate.example/webhooks/hubspot"
VERSIONS = ["v3", "2026-09"]


class BreaksOff(Faults):
    left = 1_000

    def draw(self) -> str | None:
        self.left -= 1
        return "503" if self.left < 0 else None


@pytest.fixture
def sandbox() -> Iterator[HubSpotSandbox]:
    webhooks = WebhookSettings(url="http://127.0.0.1:9/", subscriptions=())
    with HubSpotSandbox(seeded_state({}), AppSettings(faults=BreaksOff()), webhooks) as made:
        yield made


@pytest.fixture(params=VERSIONS)
def config(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("settings") / "s.toml"
    path.write_text(f'[hubspot]\napi_version = "{request.param}"\n')
    return str(path)


def set_up(sandbox: HubSpotSandbox, config: str, *arguments: str, key: str = AppSettings.developer_key) -> Result:
    variables = {
        "HUBSPOT_BASE_URL": sandbox.url,
        "HUBSPOT_ACCESS_TOKEN": AppSettings.access_token,
        "HUBSPOT_DEVELOPER_KEY": key,
    }
    line = ["crm", "setup", "--crm", "hubspot", "--config", config, "--webhook-url", URL, *arguments]
    return CliRunner().invoke(app, line, env=variables)


def told(sandbox: HubSpotSandbox) -> set[str]:
    """What the portal tells of from now on."""
    assert sandbox.deliverer
    subscriptions = sandbox.deliverer.settings.subscriptions  # type: ignore[attr-defined]
    return {f"{one.type} {one.property_name or ''}".strip() for one in subscriptions}


WANTED = {one.name for one in (PRIVACY, *SUBSCRIPTIONS)}


def test_webhooks_are_subscribed_to_once(sandbox: HubSpotSandbox, config: str) -> None:
    planned = set_up(sandbox, config, "--dry-run").stdout.splitlines()
    assert not told(sandbox)
    made = set_up(sandbox, config).stdout.splitlines()
    assert made[1:] == planned[1:]
    assert f"  webhooks to {URL}" in made
    assert told(sandbox) == WANTED
    assert set_up(sandbox, config).stdout == "nothing to do: everything is there\n"


@pytest.mark.parametrize("calls", [4, 8, 20, 40])
def test_a_run_that_was_cut_off_is_finished_by_the_next(sandbox: HubSpotSandbox, config: str, calls: int) -> None:
    sandbox.settings.faults.left = calls  # type: ignore[attr-defined]
    with suppress(RetryableError):
        set_up(sandbox, config)
    sandbox.settings.faults.left = 1_000  # type: ignore[attr-defined]
    assert set_up(sandbox, config).exit_code == 0
    assert told(sandbox) == WANTED
    assert "nothing to do" in set_up(sandbox, config).stdout


def test_a_subscription_that_sleeps_is_woken(sandbox: HubSpotSandbox, config: str) -> None:
    set_up(sandbox, config)
    asleep = {"inputs": [{"id": 1_030, "active": False}]}
    url = f"{sandbox.url}/webhooks/v3/{AppSettings.app_id}/subscriptions/batch/update"
    httpx.post(url, json=asleep, params={"hapikey": AppSettings.developer_key}).raise_for_status()
    assert len(told(sandbox)) == len(WANTED) - 1
    assert "awake" in set_up(sandbox, config).stdout
    assert told(sandbox) == WANTED


def test_a_key_that_opens_nothing_is_a_failure(sandbox: HubSpotSandbox, config: str) -> None:
    assert isinstance(set_up(sandbox, config, key="another").exception, PermanentError)


def test_a_url_that_hubspot_would_not_call_is_bad_input(sandbox: HubSpotSandbox, config: str) -> None:
    error = set_up(sandbox, config, "--webhook-url", "http://inside/").exception
    assert isinstance(error, BadInputError)
    assert "https" in str(error)
