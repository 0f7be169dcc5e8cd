"""Plays the story against the running product, and measures how long each step took."""

import os
import secrets
import socket
import tempfile
import time
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Final

import httpx
from standardwebhooks import Webhook

from leadgate.demo.story import COMPETITOR, JENNIFER, STORY, STUDENT, Event
from leadgate.embedded.serve import Server
from leadgate.errors import PermanentError
from leadgate.sandbox.hubspot import AppSettings, HubSpotSandbox, WebhookSettings, read_seed, seeded_state
from leadgate.sandbox.inbox import Inbox
from leadgate.service.qualify import Qualified

HERE: Final = Path(__file__).parent
SETTINGS: Final = HERE / "settings.toml"
OUTREACH: Final = HERE / "outreach.toml"
WATCHED: Final = (JENNIFER, COMPETITOR, STUDENT)
APP_ID: Final = 1001
_PATIENCE_SECONDS: Final = 60.0

Tell = Callable[[str], None]


@dataclass
class Step:
    """One thing a person would have waited for."""

    name: str
    seconds: float = 0.0


@dataclass(frozen=True)
class Outcome:
    """What the demo shows at the end: records as the CRM had them before and has them now, assessments as kept."""

    before: Mapping[str, Mapping[str, str]]
    after: Mapping[str, Mapping[str, str]]
    owners: Mapping[str, str]
    assessments: Mapping[str, Mapping[str, Any]]
    steps: tuple[Step, ...]
    crm_calls: int
    judged: int
    mail: tuple[EmailMessage, ...]


@dataclass
class Stage:
    """The running product and its CRM."""

    sandbox: HubSpotSandbox
    server: Server
    inbox: Inbox
    keys: Mapping[str, str]
    steps: list[Step] = field(default_factory=list)
    judged: int = 0


@contextmanager
def running(tell: Tell) -> Iterator[Stage]:
    """A sandbox HubSpot and the product before it, in a folder of their own that is gone afterwards."""
    keys = {
        "HUBSPOT_CLIENT_SECRET": secrets.token_hex(16),
        "HUBSPOT_ACCESS_TOKEN": f"pat-na1-{secrets.token_hex(8)}",
        "TRACKER_WRITE_KEY": secrets.token_hex(12),
        "ENRICHMENT_WEBHOOK_SECRET": f"whsec_{b64encode(secrets.token_bytes(24)).decode()}",
        "MAIL_INTAKE_SECRET": f"whsec_{b64encode(secrets.token_bytes(24)).decode()}",
        "OUTREACH_SIGNING_KEY": secrets.token_hex(32),
    }
    port = _free_port()
    keys["LEADGATE_PUBLIC_URL"] = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory(prefix="leadgate-demo-") as folder, _environment(keys), Inbox() as inbox:
        tell("Starting a sandbox HubSpot and Leadgate")
        sandbox = HubSpotSandbox(
            state=seeded_state(read_seed(HERE / "portal.json")),
            settings=AppSettings(
                access_token=keys["HUBSPOT_ACCESS_TOKEN"], app_id=APP_ID, client_secret=keys["HUBSPOT_CLIENT_SECRET"]
            ),
        )
        stage: Stage | None = None

        def count(judged: Qualified) -> None:
            if stage and judged.assessment:
                stage.judged += 1

        with Server(Path(folder), _settings_in(Path(folder), inbox), port=port, on_judged=count) as server:
            sandbox.webhooks = WebhookSettings(
                url=f"{server.url}/webhooks/hubspot",
                client_secret=keys["HUBSPOT_CLIENT_SECRET"],
                app_id=APP_ID,
                portal_id=sandbox.state.portal_id,
                retry_scale=0.001,
            )
            with sandbox:
                os.environ["HUBSPOT_BASE_URL"] = sandbox.url
                stage = Stage(sandbox, server, inbox, keys)
                yield stage


def play(stage: Stage, tell: Tell) -> Outcome:
    """Set up the portal, send the traffic, wait for the verdicts."""
    before = {lead: _properties(stage, lead) for lead in WATCHED}
    with _timed(stage, "create Leadgate's fields in HubSpot", tell):
        stage.server.ports.crm.ensure_fields()
    with _timed(stage, "enrichment arrives (signed)", tell):
        _send_enrichment(stage)
    with _timed(stage, f"{len(_of('tracker'))} page views, clicks and forms arrive", tell):
        _send_tracker(stage)
    with _timed(stage, "a person edits the contacts; HubSpot's webhooks arrive (signed)", tell):
        for lead in WATCHED:
            _edit_as_a_person(stage, lead, {"lifecyclestage": "marketingqualifiedlead"})
    with _timed(stage, "verdicts stand on the records", tell):
        _wait_for_verdicts(stage)
    return _outcome(stage, before)


def _outcome(stage: Stage, before: Mapping[str, Mapping[str, str]]) -> Outcome:
    kept = {lead: stage.server.ports.store.verdict_of(lead) for lead in WATCHED}
    return Outcome(
        before=before,
        after={lead: _properties(stage, lead) for lead in WATCHED},
        owners={owner.id: f"{owner.first_name} {owner.last_name}" for owner in stage.sandbox.state.owners.values()},
        assessments={lead: verdict.row for lead, verdict in kept.items() if verdict},
        steps=tuple(stage.steps),
        crm_calls=stage.server.ports.crm.calls,
        judged=stage.judged,
        mail=tuple(stage.inbox.messages),
    )


def _settings_in(folder: Path, inbox: Inbox) -> Path:
    """The demo's settings with the inbox in them."""
    path = folder / "settings.toml"
    outreach = OUTREACH.read_text(encoding="utf-8").replace("port = 0", f"port = {inbox.port}")
    path.write_text(SETTINGS.read_text(encoding="utf-8") + outreach, encoding="utf-8")
    return path


def _free_port() -> int:
    """Links in mail name the port before anybody listens at it."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def _of(door: str) -> list[tuple[int, Event]]:
    return [(number, event) for number, event in enumerate(STORY) if event.door == door]


def _send_enrichment(stage: Stage) -> None:
    now = datetime.now(UTC)
    hook = Webhook(stage.keys["ENRICHMENT_WEBHOOK_SECRET"])
    for number, event in _of("enrichment"):
        body = httpx.Request("POST", "http://x", json=event.signal(now, number)).content.decode()
        name = f"msg_{number}"
        headers = {
            "webhook-id": name,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": hook.sign(name, now, body),
        }
        _accepted(httpx.post(f"{stage.server.url}/enrichment", content=body, headers=headers))


def _send_tracker(stage: Stage) -> None:
    now = datetime.now(UTC)
    headers = {"x-leadgate-key": stage.keys["TRACKER_WRITE_KEY"], "origin": "https://www.example.com"}
    signals = [event.signal(now, number) for number, event in _of("tracker")]
    _accepted(httpx.post(f"{stage.server.url}/signals", json={"signals": signals}, headers=headers))


def _accepted(answer: httpx.Response) -> None:
    if answer.status_code != 202:
        raise PermanentError(f"{answer.request.url} answered {answer.status_code}: {answer.text}")


def _edit_as_a_person(stage: Stage, lead: str, properties: Mapping[str, str]) -> None:
    number = lead.rsplit(":", 1)[1]
    url = f"{stage.sandbox.url}/sandbox/ui/contacts/{number}"
    httpx.post(url, json={"properties": properties}).raise_for_status()


def _wait_for_verdicts(stage: Stage) -> None:
    """Until every record says what was judged last, and nothing waits any more."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    deliverer = stage.sandbox.deliverer
    while time.monotonic() < deadline:
        settled = deliverer is None or deliverer.wait_until_delivered(1.0)
        quiet = stage.server.ports.queue.waiting() == 0
        if settled and quiet and all(_properties(stage, lead).get("leadgate_status") for lead in WATCHED):
            return
        time.sleep(0.05)
    raise PermanentError(f"no verdict on the records within {_PATIENCE_SECONDS:.0f} s")


def _properties(stage: Stage, lead: str) -> Mapping[str, str]:
    number = lead.rsplit(":", 1)[1]
    answer = httpx.get(f"{stage.sandbox.url}/sandbox/ui/contacts/{number}").raise_for_status()
    found: Mapping[str, str] = answer.json()["properties"]
    return found


@contextmanager
def _timed(stage: Stage, name: str, tell: Tell) -> Iterator[None]:
    tell(name)
    started = time.perf_counter()
    yield
    stage.steps.append(Step(name, time.perf_counter() - started))


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    """These variables are set inside, and as they were outside."""
    names = (*values, "HUBSPOT_BASE_URL")
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
