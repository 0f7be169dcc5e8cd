"""Plays the story against the running product, before one CRM, and measures how long each step took."""

import json
import os
import secrets
import socket
import tempfile
import time
import tomllib
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

from leadgate.demo.booking import book_by_mail
from leadgate.demo.crms import HERE, DemoCrm
from leadgate.demo.story import COMPETITOR, JENNIFER, STORY, STUDENT, Event
from leadgate.embedded.serve import Server
from leadgate.errors import PermanentError
from leadgate.sandbox.inbox import Inbox
from leadgate.service.qualify import Qualified

OUTREACH: Final = HERE / "outreach.toml"
WATCHED: Final = (JENNIFER, COMPETITOR, STUDENT)
_PATIENCE_SECONDS: Final = 60.0

Tell = Callable[[str], None]


@dataclass
class Step:
    """One thing a person would have waited for."""

    name: str
    seconds: float = 0.0


@dataclass(frozen=True)
class Outcome:
    """What the demo shows at the end, by the story's names: records before and now, assessments as kept."""

    before: Mapping[str, Mapping[str, str]]
    after: Mapping[str, Mapping[str, str]]
    assessments: Mapping[str, Mapping[str, Any]]
    steps: tuple[Step, ...]
    crm_calls: int
    judged: int
    mail: tuple[EmailMessage, ...]
    meeting: str


@dataclass
class Stage:
    """The running product and its CRM."""

    crm: DemoCrm
    server: Server
    inbox: Inbox
    keys: Mapping[str, str]
    steps: list[Step] = field(default_factory=list)
    judged: int = 0
    meeting: str = ""


@contextmanager
def running(crm: DemoCrm, tell: Tell) -> Iterator[Stage]:
    """A sandbox CRM and the product before it, in a folder of their own that is gone afterwards."""
    keys = {
        **crm.keys,
        "TRACKER_WRITE_KEY": secrets.token_hex(12),
        "ENRICHMENT_WEBHOOK_SECRET": f"whsec_{b64encode(secrets.token_bytes(24)).decode()}",
        "MAIL_INTAKE_SECRET": f"whsec_{b64encode(secrets.token_bytes(24)).decode()}",
        "OUTREACH_SIGNING_KEY": secrets.token_hex(32),
        "BOOKING_SECRET": secrets.token_hex(32),
    }
    port = _free_port()
    keys["LEADGATE_PUBLIC_URL"] = f"http://127.0.0.1:{port}"
    with (
        tempfile.TemporaryDirectory(prefix="leadgate-demo-") as folder,
        _environment(keys, crm.url_variable),
        Inbox() as inbox,
    ):
        tell(f"Starting a sandbox {crm.name} and Leadgate")
        stage: Stage | None = None

        def count(judged: Qualified) -> None:
            if stage and judged.assessment:
                stage.judged += 1

        config = _settings_file(Path(folder), crm, inbox)
        with Server(Path(folder), config, port=port, on_judged=count) as server:
            crm.point_at(server.url)
            with crm.sandbox:
                os.environ[crm.url_variable] = crm.sandbox.url
                stage = Stage(crm, server, inbox, keys)
                yield stage


def _settings_file(folder: Path, crm: DemoCrm, inbox: Inbox) -> Path:
    """The demo's settings before this CRM, with the inbox in them."""
    base = tomllib.loads((HERE / "settings.toml").read_text(encoding="utf-8"))
    outreach = tomllib.loads(OUTREACH.read_text(encoding="utf-8"))
    outreach["mail"]["port"] = inbox.port
    path = folder / "settings.json"
    path.write_text(json.dumps({**crm.settings(base), **outreach}), encoding="utf-8")
    return path


def play(stage: Stage, tell: Tell) -> Outcome:
    """Set up the CRM, send the traffic, wait for the verdicts."""
    crm = stage.crm
    before = {who: crm.values(who) for who in WATCHED}
    with _timed(stage, f"create Leadgate's fields in {crm.name}", tell):
        stage.server.ports.crm.ensure_fields()
    with _timed(stage, "enrichment arrives (signed)", tell):
        _send_enrichment(stage)
    with _timed(stage, f"{len(_of('tracker'))} page views, clicks and forms arrive", tell):
        _send_tracker(stage)
    with _timed(stage, f"a person edits the records; {crm.name} tells of it", tell):
        for who in WATCHED:
            crm.edit(who)
    with _timed(stage, "verdicts stand on the records", tell):
        _wait_for_verdicts(stage)
    with _timed(stage, "the lead books a time by the link in the answer", tell):
        stage.meeting = book_by_mail(stage.inbox.messages)
        _wait_for_verdicts(stage)
    return _outcome(stage, before)


def _outcome(stage: Stage, before: Mapping[str, Mapping[str, str]]) -> Outcome:
    kept = {who: stage.server.ports.store.verdict_of(stage.crm.ids[who]) for who in WATCHED}
    return Outcome(
        before=before,
        after={who: stage.crm.values(who) for who in WATCHED},
        assessments={who: verdict.row for who, verdict in kept.items() if verdict},
        steps=tuple(stage.steps),
        crm_calls=stage.server.ports.crm.calls,
        judged=stage.judged,
        mail=tuple(stage.inbox.messages),
        meeting=stage.meeting,
    )


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
        body = json.dumps(event.signal(now, number, stage.crm.ids))
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
    signals = [event.signal(now, number, stage.crm.ids) for number, event in _of("tracker")]
    _accepted(httpx.post(f"{stage.server.url}/signals", json={"signals": signals}, headers=headers))


def _accepted(answer: httpx.Response) -> None:
    if answer.status_code != 202:
        raise PermanentError(f"{answer.request.url} answered {answer.status_code}: {answer.text}")


def _wait_for_verdicts(stage: Stage) -> None:
    """Until every record says what was judged last, and nothing waits any more."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    deliverer = stage.crm.sandbox.deliverer
    status = stage.crm.field("status")
    while time.monotonic() < deadline:
        settled = deliverer is None or deliverer.wait_until_delivered(1.0)
        quiet = stage.server.ports.queue.waiting() == 0
        if settled and quiet and all(stage.crm.values(who).get(status) for who in WATCHED):
            return
        time.sleep(0.05)
    raise PermanentError(f"no verdict on the records within {_PATIENCE_SECONDS:.0f} s")


@contextmanager
def _timed(stage: Stage, name: str, tell: Tell) -> Iterator[None]:
    tell(name)
    started = time.perf_counter()
    yield
    stage.steps.append(Step(name, time.perf_counter() - started))


@contextmanager
def _environment(values: Mapping[str, str], url_variable: str) -> Iterator[None]:
    """These variables are set inside, and as they were outside."""
    names = (*values, url_variable)
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
