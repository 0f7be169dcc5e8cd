"""A figure beside its target, and how figures are taken: warm, the median of several."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Figure:
    """value None: not measured, `note` says why. target None: for information."""

    name: str
    value: float | None
    unit: Literal["ms", "µs", "s", "leads/s", "leads", "calls", "events", "assessments", "×", "%"]
    target: float | None = None
    wanted: Literal["at most", "at least"] = "at most"
    note: str = ""

    @property
    def met(self) -> bool | None:
        if self.value is None or self.target is None:
            return None
        return self.value <= self.target if self.wanted == "at most" else self.value >= self.target


def seconds_of(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def median_cpu_seconds(work: Callable[[], object], times: int, warm_up: int = 5, at_once: int = 1) -> float:
    """Of one call of work that neither waits nor has threads: on a quiet machine, the time that passes.

    at_once: how many calls are timed together, where one is too short for the clock.
    """
    for _ in range(warm_up):
        work()
    return statistics.median(_cpu_seconds_of(work, at_once) for _ in range(times))


def _cpu_seconds_of(work: Callable[[], object], calls: int) -> float:
    started = time.process_time()
    for _ in range(calls):
        work()
    return (time.process_time() - started) / calls
