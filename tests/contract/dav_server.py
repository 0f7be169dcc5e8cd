"""A CalDAV server (Radicale) on a port of its own, with one empty calendar for each rep who is asked for."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import caldav
from radicale import Application, config


@dataclass(frozen=True)
class DavServer:
    url: str

    def make_calendar(self, name: str) -> str:
        """Its URL."""
        with caldav.DAVClient(f"{self.url}/", username="team", password="open") as client:
            return str(client.principal().make_calendar(cal_id=name).url)


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 128


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def dav_server(folder: Path) -> Iterator[DavServer]:
    settings = config.load()
    settings.update(
        {
            "storage": {"filesystem_folder": str(folder)},
            "auth": {"type": "none"},
            "rights": {"type": "authenticated"},
            "logging": {"level": "error"},
        },
        "test",
    )
    server = make_server("127.0.0.1", 0, Application(settings), server_class=_Server, handler_class=_Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield DavServer(f"http://127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
