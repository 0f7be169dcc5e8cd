"""A sandbox that listens: in a thread for tests and the demo, or until interrupted."""

import socket
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette

from .delivery import Deliverer
from .faults import Faults

DEMO_RETRY_SCALE = 0.001


class Listening(ABC):
    """A context manager that yields itself, started. Whoever inherits says what is served.

    deliverer: made with the application where anybody is told of changes.
    """

    host: str
    url: str
    deliverer: Deliverer | None

    @abstractmethod
    def make_app(self) -> Starlette:
        """The application, made anew at each start."""

    def start(self, port: int = 0) -> str:
        """Listen (0: on any free port) and answer from a thread. Returns the base URL."""
        listener = self._listen(port)
        self._thread = threading.Thread(target=self._server.run, args=([listener],), name="sandbox", daemon=True)
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
        config = uvicorn.Config(self.make_app(), log_level="warning", lifespan="off", timeout_graceful_shutdown=1)
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


def faults_option(spec: str) -> Faults:
    """What `--fail` was given. Raises ValueError naming the option."""
    try:
        return Faults.parse(spec)
    except ValueError as error:
        raise ValueError(f"--fail: {error}") from error


def check_urls(**options: str | None) -> None:
    """Of the options that are given. Raises ValueError naming the one that is no URL."""
    for name, url in options.items():
        if url and not _is_url(url):
            raise ValueError(f"--{name.replace('_', '-')}: {url!r} is no URL; http://host:port/path is needed")


def _is_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and text.isprintable()
    except ValueError:
        return False
