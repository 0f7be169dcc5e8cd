"""The product on one machine: HTTP intake under uvicorn, workers in threads, one SQLite file."""

import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import uvicorn

from functions.book.app import ROUTES as BOOK
from functions.chat.app import ROUTES as CHAT
from functions.enrichment.app import ROUTES as ENRICHMENT
from functions.hubspot_card.app import ROUTES as HUBSPOT_CARD
from functions.hubspot_webhook.app import ROUTES as HUBSPOT
from functions.mail.app import ROUTES as MAIL
from functions.salesforce_webhook.app import ROUTES as SALESFORCE
from functions.signals.app import ROUTES as SIGNALS
from leadgate import bootstrap
from leadgate.embedded.data_folder import remember_settings_file
from leadgate.embedded.entry import http_app
from leadgate.embedded.folder_lock import FolderLock
from leadgate.embedded.health import health_route
from leadgate.embedded.loop import Loop
from leadgate.embedded.queue import SqliteQueue
from leadgate.embedded.retraining import LOOK_EVERY_SECONDS, Retrainer
from leadgate.embedded.worker import make_worker
from leadgate.errors import BadInputError
from leadgate.http import Route
from leadgate.ports import Clock
from leadgate.service.age import requalify_due
from leadgate.service.ask import send_questions
from leadgate.service.book import finish_all
from leadgate.service.qualify import Qualified
from leadgate.service.sweep import sweep

ROUTES: tuple[Route, ...] = (*HUBSPOT, *HUBSPOT_CARD, *SALESFORCE, *SIGNALS, *ENRICHMENT, *CHAT, *BOOK, *MAIL)

AGE_EVERY_SECONDS: Final = 30.0
SWEEP_EVERY_SECONDS: Final = 3600.0


class Server:
    """A context manager: listens when entered, and stops after the leads in hand when left."""

    def __init__(
        self,
        data_dir: Path,
        config: Path | None,
        host: str = "127.0.0.1",
        port: int = 0,
        workers: int = 4,
        on_judged: Callable[[Qualified], None] = lambda _: None,
        clock: Clock | None = None,
        age_every_seconds: float = AGE_EVERY_SECONDS,
    ) -> None:
        """clock: another than the machine's."""
        self._lock = FolderLock(data_dir)
        self.ports, self._database = bootstrap.embedded_ports(data_dir, config, clock)
        remember_settings_file(self.ports.store, config)
        SqliteQueue(self._database, self.ports.clock).take_back()
        self.ports.models.current()  # refused now rather than at the first lead
        self._socket = _bound(host, port)
        self.url = f"http://{host}:{self._socket.getsockname()[1]}"
        app = http_app((*ROUTES, health_route(self._database)), self.ports, bootstrap.public_url)
        log_config = uvicorn.Config(app, log_level="warning", lifespan="off", access_log=False)
        self._server = uvicorn.Server(log_config)
        self._listener = threading.Thread(target=self._server.run, args=([self._socket],), name="leadgate-http")
        self._workers = [make_worker(self.ports, on_judged) for _ in range(workers)]
        self._retrainer = Retrainer(self.ports.settings, bootstrap.models_in(data_dir), config)
        self._loops = (
            Loop(lambda: requalify_due(self.ports), age_every_seconds, "ageing"),
            Loop(lambda: send_questions(self.ports), age_every_seconds, "asking"),
            Loop(lambda: sweep(self.ports), SWEEP_EVERY_SECONDS, "sweeping"),
            Loop(lambda: finish_all(self.ports), age_every_seconds, "booking"),
            Loop(self._retrainer.look, LOOK_EVERY_SECONDS, "retraining"),
        )

    def __enter__(self) -> Self:
        self._listener.start()
        for worker in self._workers:
            worker.start()
        for loop in self._loops:
            loop.start()
        return self

    def wait(self) -> None:
        """Until the listener ends, or somebody interrupts."""
        while self._listener.is_alive():
            self._listener.join(0.5)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.should_exit = True
        self._listener.join()
        self._retrainer.stop()
        for loop in self._loops:
            loop.stop()
        for worker in self._workers:
            worker.stop()
        self._socket.close()
        self._database.close()
        self._lock.close()


def _bound(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), backlog=512, reuse_port=False)
    except OSError as error:
        raise BadInputError(f"{host}:{port}", f"cannot be listened on: {os.strerror(error.errno or 0)}") from error
