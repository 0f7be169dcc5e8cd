"""Leadgate as its users run it: a process of its own on a real port, which a test may kill and start again."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import httpx

from leadgate.sandbox.hubspot import AppSettings
from tests.faults.product import SECRETS

ROOT: Final = Path(__file__).parents[2]
SETTINGS: Final = """
autonomy = "recommend"
own_domains = ["seller.example"]
[hubspot]
app_id = "1001"
calls_per_10_seconds = 2500
"""


@dataclass
class Process:
    """`leadgate serve` on one folder and one port."""

    folder: Path
    hubspot_url: str
    port: int = 0
    running: subprocess.Popen[bytes] | None = None
    starts: int = field(default=0)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Returns when it answers."""
        (self.folder / "settings.toml").write_text(SETTINGS)
        arguments = [
            "-m",
            "leadgate",
            "serve",
            "--data-dir",
            str(self.folder / "data"),
            "--port",
            str(self.port),
        ]
        arguments += ["--config", str(self.folder / "settings.toml")]
        with (self.folder / "serve.log").open("ab") as log:
            self.running = subprocess.Popen(
                [sys.executable, *arguments], env=self._environment(), cwd=ROOT, stdout=log, stderr=log
            )
        self.starts += 1
        self._await_answer()

    def kill(self) -> None:
        """As a power cut does: no goodbye."""
        self._signal(signal.SIGKILL)

    def stop(self) -> None:
        if self.running is not None:
            self._signal(signal.SIGINT)

    @property
    def log(self) -> str:
        return (self.folder / "serve.log").read_text()

    def _signal(self, number: signal.Signals) -> None:
        assert self.running is not None
        self.running.send_signal(number)
        self.running.wait(timeout=20)
        self.running = None

    def _environment(self) -> dict[str, str]:
        ours = {
            **SECRETS,
            "HUBSPOT_BASE_URL": self.hubspot_url,
            "HUBSPOT_ACCESS_TOKEN": AppSettings.access_token,
            "HUBSPOT_CLIENT_SECRET": AppSettings.client_secret,
            "OMP_NUM_THREADS": "1",
            "PYTHONPATH": f"{ROOT / 'shared'}{os.pathsep}{ROOT}",
        }
        return {**os.environ, **ours}

    def _await_answer(self) -> None:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            assert self.running is not None
            assert self.running.poll() is None, self.log
            try:
                if httpx.get(f"{self.url}/healthz", timeout=1).status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.02)
        raise AssertionError(f"leadgate serve does not answer: {self.log}")


@contextmanager
def served(folder: Path, hubspot_url: str) -> Iterator[Process]:
    process = Process(folder, hubspot_url, free_port())
    process.start()
    try:
        yield process
    finally:
        if process.running is not None:
            process.kill()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
