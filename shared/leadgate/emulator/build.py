"""The build that this machine can run: the recipe of `sam build`, for its own processor and Python."""

import fcntl
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from leadgate.emulator.template import Function
from leadgate.errors import BadInputError, PermanentError

_ARCHITECTURES: Final = {"x86_64": "x86_64", "AMD64": "x86_64", "aarch64": "arm64", "arm64": "arm64"}


@dataclass(frozen=True, slots=True)
class Build:
    """function: the folder Lambda calls the task root. path: folders to import from, in Lambda's order."""

    function: Path
    layer: Path
    runtime: Path

    @property
    def path(self) -> str:
        return os.pathsep.join(str(folder) for folder in (self.function, self.layer, self.runtime))


def host_build(root: Path, function: Function) -> Build:
    """Made where it is missing or older than what it is made of; see `shared/Makefile`.

    Raises PermanentError saying what `make` said.
    """
    home = root / "build" / "host" / f"{host_architecture()}-python{sys.version_info.major}.{sys.version_info.minor}"
    build = Build(home / function.logical_id, home / "SharedLayer" / "python", home / "runtime")
    with _alone(home):
        _make(root / "shared", "build-SharedLayer", home / "SharedLayer")
        _make(root / "shared", "runtime", build.runtime)
        _make(root / "functions", f"build-{function.logical_id}", build.function)
    return build


def host_architecture() -> str:
    """As Lambda calls it. Raises BadInputError where Lambda's emulator does not run."""
    architecture = _ARCHITECTURES.get(platform.machine())
    if architecture is None or sys.platform != "linux":
        raise BadInputError("invoke", "runs on Linux, on x86_64 or arm64; elsewhere take `sam local invoke`")
    return architecture


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """One build at a time, whoever starts it."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make(folder: Path, target: str, artifacts: Path) -> None:
    variables = [
        f"ARTIFACTS_DIR={artifacts}",
        f"ARCHITECTURE={host_architecture()}",
        f"PYTHON_VERSION={sys.version_info.major}.{sys.version_info.minor}",
    ]
    # Ours alone: a `make` that we run under would hand down its own flags.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    command = ["make", "--silent", "-C", str(folder), target, *variables]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  # our own words
    sys.stderr.write(done.stderr if done.returncode == 0 else "")
    if done.returncode != 0:
        raise PermanentError(f"make {target} failed: {done.stderr.strip() or done.stdout.strip()}")
