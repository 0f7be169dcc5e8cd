"""How fast a built function starts and answers under Lambda's own emulator."""

import contextlib
import os
import statistics
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from leadgate.emulator.build import host_build
from leadgate.emulator.events import read_event, ready_event
from leadgate.emulator.runtime import running
from leadgate.emulator.surroundings import surroundings
from leadgate.emulator.template import read_template
from leadgate.errors import LeadgateError, PermanentError
from tests.benchmarks.figures import Figure

ROOT: Final = Path(__file__).parents[2]
COLD: Final = 5
WARM: Final = 20
NAMES: Final = ("qualify, cold start under the Lambda emulator", "qualify, warm under the Lambda emulator")


def figures() -> Iterator[Figure]:
    if not (ROOT / "build" / "host").is_dir():
        yield Figure(NAMES[0], None, "s", 1.0, note="not measured: run make build first")
        return
    try:
        cold, warm = _measured("qualify", ROOT / "events" / "qualify-one-lead.json")
    except LeadgateError as error:
        yield Figure(NAMES[0], None, "s", 1.0, note=f"not measured: {error}")
        return
    yield Figure(NAMES[0], statistics.median(cold), "s", 1.0, note="a sandbox CRM and an AWS of moto's are in it")
    yield Figure(NAMES[1], statistics.median(warm), "s")


def _measured(name: str, event: Path) -> tuple[list[float], list[float]]:
    """Seconds of cold starts, each of a process of its own, and of what comes after."""
    template = read_template(ROOT / "template.yaml")
    function = template.function(name)
    build, cold, warm = host_build(ROOT, function), [], []
    for _ in range(COLD):
        with (
            quiet(),
            surroundings(template, function, ROOT / "events" / "sandbox" / "hubspot.json", {}) as around,
            running(ROOT, function, build, around.environment) as started,
        ):
            answers = [
                started.invoke(ready_event(read_event(event), around.secrets, datetime.now(UTC)))
                for _ in range(1 + WARM // COLD)
            ]
        if any(answer.failed for answer in answers):
            raise PermanentError(f"{name} failed: {answers[0].content}")
        cold.append(answers[0].seconds)
        warm += [answer.seconds for answer in answers[1:]]
    return cold, warm


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """What the function and the emulator log goes nowhere."""
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
