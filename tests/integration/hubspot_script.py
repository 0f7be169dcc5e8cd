"""A CRM that answers word for word as a test tells it, for what the sandboxes never say."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Say:
    """One scripted answer. content: JSON, or bytes as they go out."""

    status: int
    content: Any
    headers: Mapping[str, str] = field(default_factory=dict)
    hang_seconds: float = 0


@dataclass
class Script:
    """Answers as told, the last answer for ever."""

    answers: Sequence[Say | Callable[[Any], Say]]
    seen: list[tuple[str, str, Any]] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)

    def next(self, body: Any) -> Say:
        answer = self.answers[min(len(self.seen), len(self.answers)) - 1]
        return answer if isinstance(answer, Say) else answer(body)


def _content(raw: bytes) -> Any:
    """JSON, or the text of a form."""
    try:
        return json.loads(raw) if raw else None
    except ValueError:
        return raw.decode()


@contextmanager
def scripted(*answers: Say | Callable[[Any], Say]) -> Iterator[tuple[Script, str]]:
    script = Script(answers)
    stopped = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            content = _content(raw)
            script.seen.append((self.command, self.path, content))
            script.headers.append({name.lower(): value for name, value in self.headers.items()})
            say = script.next(content)
            stopped.wait(say.hang_seconds)
            body = say.content if isinstance(say.content, bytes) else json.dumps(say.content).encode()
            head = [f"HTTP/1.1 {say.status} Said", f"Content-Length: {len(body)}", "Connection: close"]
            head += [f"{name}: {value}" for name, value in say.headers.items()]
            self.close_connection = True
            if not stopped.is_set():
                self.wfile.write("\r\n".join([*head, "", ""]).encode() + body)

        do_GET = answer  # noqa: N815 - the library's name
        do_POST = answer  # noqa: N815 - the library's name
        do_PATCH = answer  # noqa: N815 - the library's name

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield script, f"http://127.0.0.1:{server.server_port}"
    finally:
        stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()
