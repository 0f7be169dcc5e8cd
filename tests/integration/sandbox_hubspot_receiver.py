"""A webhook receiver on this machine that checks signatures as HubSpot's documentation says."""

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SECRET = "sandbox-secret"


@dataclass
class Receiver:
    """`answers` are given one after another, then 200."""

    url: str = ""
    answers: list[int] = field(default_factory=list)
    bodies: list[list[dict[str, Any]]] = field(default_factory=list)
    unsigned: int = 0

    @property
    def events(self) -> list[dict[str, Any]]:
        return [event for body in self.bodies for event in body]

    def of(self, subscription_type: str) -> list[dict[str, Any]]:
        return [event for event in self.events if event["subscriptionType"] == subscription_type]


@contextmanager
def receiving(*answers: int) -> Iterator[Receiver]:
    receiver = Receiver(answers=list(answers))
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            with lock:
                receiver.bodies.append(json.loads(body))
                receiver.unsigned += not _is_signed(self, receiver.url, body)
                status = receiver.answers.pop(0) if receiver.answers else 200
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver.url = f"http://127.0.0.1:{server.server_port}/webhooks/hubspot"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _is_signed(request: BaseHTTPRequestHandler, url: str, body: bytes) -> bool:
    message = f"POST{url}".encode() + body + request.headers["X-HubSpot-Request-Timestamp"].encode()
    wanted = base64.b64encode(hmac.new(SECRET.encode(), message, hashlib.sha256).digest()).decode()
    return request.headers["X-HubSpot-Signature-v3"] == wanted
