"""A sandbox Salesforce that listens: in a thread for tests and the demo, or until interrupted."""

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from starlette.applications import Starlette

from leadgate.sandbox.listening import DEMO_RETRY_SCALE, Listening, check_urls, faults_option
from leadgate.sandbox.seed_file import SeedError, read_seed

from .app import AppSettings, create_app, make_gate
from .delivery import Deliverer, EventSettings
from .http import Gate, Limits
from .oauth import ClientApp
from .org import Org
from .seed import seeded_org

KEY_HEADER = "x-leadgate-key"


@dataclass(frozen=True)
class SandboxOptions:
    """What `leadgate sandbox salesforce` is given."""

    port: int = 0
    host: str = "127.0.0.1"
    seed: Path | None = None
    event_url: str | None = None
    event_key: str = ""
    queue_url: str | None = None
    consumer_key: str = ClientApp.consumer_key
    consumer_secret: str = ClientApp.consumer_secret
    username: str = ClientApp.username
    public_key: Path | None = None
    calls_per_day: int = Limits.calls_per_day
    fail: str = ""


@dataclass
class SalesforceSandbox(Listening):
    """One org, served. A context manager that yields itself, started."""

    org: Org = field(default_factory=Org)
    settings: AppSettings = field(default_factory=AppSettings)
    events: EventSettings | None = None
    host: str = "127.0.0.1"
    url: str = ""
    deliverer: Deliverer | None = None

    def __post_init__(self) -> None:
        self.gate: Gate = make_gate(self.org, self.settings)

    def make_app(self) -> Starlette:
        if self.events:
            self.deliverer = Deliverer(self.events, self.org, _sqs() if self.events.queue_url else None)
        return create_app(self.gate, self.settings, self.deliverer)


def _sqs() -> Any:
    import boto3

    return boto3.client("sqs")


def sandbox_from(options: SandboxOptions) -> SalesforceSandbox:
    """Not yet started. Raises ValueError, naming the file or the option, when something is wrong with it."""
    check_urls(event_url=options.event_url, queue_url=options.queue_url)
    app = ClientApp(options.consumer_key, options.consumer_secret, options.username, _public_key(options.public_key))
    settings = AppSettings(app, Limits(options.calls_per_day), faults_option(options.fail))
    content = read_seed(options.seed) if options.seed else {}
    try:
        org = seeded_org(content)
    except SeedError as error:
        raise ValueError(f"{options.seed}: {error}") from error
    return SalesforceSandbox(org, settings, _events(options), options.host)


def _public_key(path: Path | None) -> str:
    try:
        return path.read_text() if path else ""
    except OSError as error:
        raise ValueError(f"--public-key: {path} cannot be read: {error.strerror or error}") from error


def _events(options: SandboxOptions) -> EventSettings | None:
    if not (options.event_url or options.queue_url):
        return None
    return EventSettings(
        url=options.event_url or "",
        queue_url=options.queue_url or "",
        headers=((KEY_HEADER, options.event_key),) if options.event_key else (),
        retry_scale=DEMO_RETRY_SCALE,
    )


def serve(options: SandboxOptions) -> None:
    """Serve until interrupted. The address goes to standard error."""
    sandbox_from(options).run(options.port, ready=lambda url: print(f"sandbox Salesforce at {url}", file=sys.stderr))
