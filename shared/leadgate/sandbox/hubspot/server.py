"""A sandbox HubSpot that listens: in a thread for tests and the demo, or until interrupted."""

import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import uvicorn

from .app import AppSettings, create_app
from .delivery import Deliverer, WebhookSettings
from .events import Subscription, usual_subscriptions
from .faults import Faults
from .seed import seeded_state, seeded_subscriptions
from .seed_file import SeedError, read_seed
from .state import State

DEMO_RETRY_SCALE = 0.001


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
class HubSpotSandbox:
    """One portal, served. A context manager that yields itself, started."""

    state: State = field(default_factory=State)
    settings: AppSettings = field(default_factory=AppSettings)
    webhooks: WebhookSettings | None = None
    host: str = "127.0.0.1"
    url: str = ""
    deliverer: Deliverer | None = None

    def start(self, port: int = 0) -> str:
        """Listen (0: on any free port) and answer from a thread. Returns the base URL."""
        listener = self._listen(port)
        self._thread = threading.Thread(target=self._server.run, args=([listener],), name="hubspot", daemon=True)
        self._thread.start()
        return self.url

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._close()

    def run(self, port: int = 0, ready: Callable[[str], None] = lambda _: None) -> None:
        """Answer from this thread until interrupted; `ready` is told the base URL."""
        listener = self._listen(port)
        ready(self.url)
        try:
            with suppress(KeyboardInterrupt):  # how a person stops it
                self._server.run([listener])
        finally:
            self._close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _listen(self, port: int) -> socket.socket:
        if self.webhooks:
            self.deliverer = Deliverer(self.webhooks, self.state.clock)
        app = create_app(self.state, self.settings, self.deliverer)
        config = uvicorn.Config(app, log_level="warning", lifespan="off", timeout_graceful_shutdown=1)
        self._server = uvicorn.Server(config)
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind((self.host, port))
        self._socket.listen(128)
        self.url = f"http://{self.host}:{self._socket.getsockname()[1]}"
        return self._socket

    def _close(self) -> None:
        self._socket.close()
        if self.deliverer:
            self.deliverer.stop()


def sandbox_from(options: SandboxOptions) -> HubSpotSandbox:
    """Not yet started. Raises ValueError, naming the file or the option, when something is wrong with it."""
    for name, url in (("--webhook-url", options.webhook_url), ("--signed-url", options.signed_url)):
        if url and not _is_url(url):
            raise ValueError(f"{name}: {url!r} is no URL; http://host:port/path is needed")
    settings = AppSettings(
        access_token=options.access_token,
        app_id=options.app_id,
        client_secret=options.client_secret,
        faults=_faults(options.fail),
    )
    content = read_seed(options.seed) if options.seed else {}
    try:
        state, subscriptions = seeded_state(content), seeded_subscriptions(content)
    except SeedError as error:
        raise ValueError(f"{options.seed}: {error}") from error
    return HubSpotSandbox(state, settings, _webhooks(options, state.portal_id, subscriptions), options.host)


def _faults(spec: str) -> Faults:
    try:
        return Faults.parse(spec)
    except ValueError as error:
        raise ValueError(f"--fail: {error}") from error


def _is_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and text.isprintable()
    except ValueError:
        return False


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
