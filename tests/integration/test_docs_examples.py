"""The examples of `docs/signals-api.md` do what they say, run by a shell as a reader would."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from leadgate.embedded.serve import ROUTES, Server
from tests.faults.product import SECRETS

DOC: Final = (Path(__file__).parents[2] / "docs" / "signals-api.md").read_text(encoding="utf-8")
EXAMPLES: Final = dict(re.findall(r"\n## (\w+ /[\w/{}]+)\n.*?```sh\n(.*?)```", DOC, re.DOTALL))
STATUS: Final = {
    "POST /chat": "200",
    "GET /healthz": "200",
    "GET /cards/hubspot/{contact_id}": "200",
    "GET /book/{token}": "404",
    "POST /book/{token}": "404",
    "GET /unsubscribe/{token}": "404",
    "POST /unsubscribe/{token}": "404",
    "POST /mail": "202",
}


KEYS: Final = {**SECRETS, "BOOKING_SECRET": "a secret that is long enough for it"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with pytest.MonkeyPatch.context() as environment:
        for name, value in KEYS.items():
            environment.setenv(name, value)
        environment.delenv("LEADGATE_PUBLIC_URL", raising=False)
        with Server(tmp_path_factory.mktemp("served"), None, workers=0) as running:
            yield running


def test_every_door_has_its_example() -> None:
    doors = {f"{route.method} {route.path}" for route in ROUTES if route.method != "OPTIONS"}
    assert set(EXAMPLES) == {*doors, "GET /healthz"}


@pytest.mark.skipif(not (shutil.which("curl") and shutil.which("openssl")), reason="needs curl and openssl")
@pytest.mark.parametrize("door", sorted(EXAMPLES))
def test_an_example_is_accepted(server: Server, door: str) -> None:
    environment = {**os.environ, **KEYS, "LEADGATE": server.url}
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", EXAMPLES[door]], capture_output=True, text=True, env=environment, check=False
    )
    assert done.stdout.strip().endswith(STATUS.get(door, "202")), done.stdout + done.stderr
    assert '"parked": 0' in done.stdout or door in STATUS
