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
    unit: Literal["ms", "µs", "s", "leads/s", "calls", "×"]
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


def median_seconds(work: Callable[[], object], times: int, warm_up: int = 5) -> float:
    for _ in range(warm_up):
        work()
    return statistics.median(seconds_of(work) for _ in range(times))
