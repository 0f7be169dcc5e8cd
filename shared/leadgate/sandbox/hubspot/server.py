"""A sandbox HubSpot that listens: in a thread for tests and the demo, or until interrupted."""

import sys
from dataclasses import dataclass, field
from pathlib import Path

from starlette.applications import Starlette

from leadgate.sandbox.listening import DEMO_RETRY_SCALE, Listening, check_urls, faults_option
from leadgate.sandbox.seed_file import SeedError, read_seed

from .app import AppSettings, create_app
from .delivery import Deliverer, WebhookSettings
from .events import Subscription, usual_subscriptions
from .seed import seeded_state, seeded_subscriptions
from .state import State


@dataclass(frozen=True)
class SandboxOptions:
    """What `leadgate sandbox hubspot` is given."""

    port: int = 0
    host: str = "127.0.0.1"
    seed: Path | None = None
    webhook_url: str | None = None
    signed_url: str = ""
    client_secret: str = AppSettings.client_secret
    access_token: str = AppSettings.access_token
    app_id: int = AppSettings.app_id
    fail: str = ""
    retry_scale: float = DEMO_RETRY_SCALE


@dataclass
class HubSpotSandbox(Listening):
    """One portal, served. A context manager that yields itself, started."""

    state: State = field(default_factory=State)
    settings: AppSettings = field(default_factory=AppSettings)
    webhooks: WebhookSettings | None = None
    host: str = "127.0.0.1"
    url: str = ""
    deliverer: Deliverer | None = None

    def make_app(self) -> Starlette:
        if self.webhooks:
            self.deliverer = Deliverer(self.webhooks, self.state.clock)
        return create_app(self.state, self.settings, self.deliverer)


def sandbox_from(options: SandboxOptions) -> HubSpotSandbox:
    """Not yet started. Raises ValueError, naming the file or the option, when something is wrong with it."""
    check_urls(webhook_url=options.webhook_url, signed_url=options.signed_url)
    settings = AppSettings(
        access_token=options.access_token,
        app_id=options.app_id,
        client_secret=options.client_secret,
        faults=faults_option(options.fail),
    )
    content = read_seed(options.seed) if options.seed else {}
    try:
        state, subscriptions = seeded_state(content), seeded_subscriptions(content)
    except SeedError as error:
        raise ValueError(f"{options.seed}: {error}") from error
    return HubSpotSandbox(state, settings, _webhooks(options, state.portal_id, subscriptions), options.host)


def _webhooks(
    options: SandboxOptions, portal_id: int, subscriptions: tuple[Subscription, ...] | None
) -> WebhookSettings | None:
    if not options.webhook_url:
        return None
    return WebhookSettings(
        url=options.webhook_url,
        signed_url=options.signed_url,
        client_secret=options.client_secret,
        app_id=options.app_id,
        portal_id=portal_id,
        retry_scale=options.retry_scale,
        subscriptions=usual_subscriptions() if subscriptions is None else subscriptions,
    )


def serve(options: SandboxOptions) -> None:
    """Serve until interrupted. The address goes to standard error."""
    sandbox_from(options).run(options.port, ready=lambda url: print(f"sandbox HubSpot at {url}", file=sys.stderr))
