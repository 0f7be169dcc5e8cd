"""A built function under the Runtime Interface Emulator, the program that plays Lambda inside Lambda's own images."""

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from leadgate.emulator.build import Build, host_architecture
from leadgate.emulator.template import Function
from leadgate.errors import BadInputError, PermanentError

_INVOCATIONS: Final = "/2015-03-31/functions/function/invocations"
_START_SECONDS: Final = 10.0
_SLACK_SECONDS: Final = 10.0


@dataclass(frozen=True, slots=True)
class Answer:
    """content: what the function returned. failed: it raised, ran out of time, or died; content then says how."""

    content: Any
    seconds: float
    failed: bool


@dataclass(frozen=True, slots=True)
class RunningFunction:
    port: int
    function: Function

    def invoke(self, event: Mapping[str, Any]) -> Answer:
        """The first time, the function starts: that time is its cold start."""
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=self.function.timeout_seconds + _SLACK_SECONDS
        )
        try:
            began = time.perf_counter()
            connection.request("POST", _INVOCATIONS, json.dumps(event), {"Content-Type": "application/json"})
            response = connection.getresponse()
            text = response.read().decode()
            seconds = time.perf_counter() - began
        except (OSError, http.client.HTTPException) as error:
            raise PermanentError(f"{self.function.name} did not answer: {type(error).__name__}") from error
        finally:
            connection.close()
        return _answer(text, response.status, seconds)


@contextmanager
def running(root: Path, function: Function, build: Build, environment: Mapping[str, str]) -> Iterator[RunningFunction]:
    """The function, ready to be invoked; what it and the emulator log goes to standard error."""
    port, api_port = _free_ports(2)
    command = [
        str(emulator(root)),
        *("--runtime-interface-emulator-address", f"127.0.0.1:{port}"),
        *("--runtime-api-address", f"127.0.0.1:{api_port}"),
        # -S: of this machine's Python the standard library only; all else is in the layer, or is missing.
        *(sys.executable, "-S", "-m", "awslambdaric", "app.handler"),
    ]
    variables = {**_lambda_variables(function, build), **environment}
    process = subprocess.Popen(  # noqa: S603  # our own words
        command, cwd=build.function, env=variables, stdout=sys.stderr.fileno(), start_new_session=True
    )
    try:
        _await_listener(port, process)
        yield RunningFunction(port, function)
    finally:
        _end(process)


def emulator(root: Path) -> Path:
    """The program that ships in `aws-sam-cli`, which may be ours or live in `.venv-sam`."""
    name = f"aws-lambda-rie-{host_architecture()}"
    for packages in (*(root / ".venv-sam").glob("lib/python*/site-packages"), *map(Path, sys.path)):
        found = packages / "samcli" / "local" / "rapid" / name
        if found.is_file():
            return found if os.access(found, os.X_OK) else _executable_copy(found, root / "build" / "host" / name)
    raise BadInputError(".venv-sam", f"{name} is not there: `make setup-sam` installs aws-sam-cli, which has it")


def _executable_copy(found: Path, place: Path) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(found, place)
    place.chmod(0o755)
    return place


def _lambda_variables(function: Function, build: Build) -> dict[str, str]:
    """What Lambda itself tells a function."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONPATH": build.path,
        "LAMBDA_TASK_ROOT": str(build.function),
        "_HANDLER": "app.handler",
        "AWS_LAMBDA_FUNCTION_NAME": function.logical_id,
        "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(function.memory_mb),
        "AWS_LAMBDA_FUNCTION_TIMEOUT": str(function.timeout_seconds),
        "AWS_LAMBDA_LOG_FORMAT": "JSON",
        "AWS_SAM_LOCAL": "true",  # there is no X-Ray to send traces to
    }


def _free_ports(count: int) -> list[int]:
    """Ports that are free while all are asked for."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def _await_listener(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.01)
        else:
            return
    raise PermanentError("the Runtime Interface Emulator does not start")


def _end(process: subprocess.Popen[bytes]) -> None:
    """The emulator ends the function with itself when it is asked to."""
    process.terminate()
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _answer(text: str, status: int, seconds: float) -> Answer:
    try:
        content = json.loads(text)
    except ValueError:
        return Answer({"errorMessage": text}, seconds, failed=True)
    failed = status >= 400 or (isinstance(content, dict) and "errorMessage" in content and "statusCode" not in content)
    return Answer(content, seconds, failed)
