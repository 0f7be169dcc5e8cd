"""Making a CRM ready, step by step: the plan that a person may read first is the one that is carried out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """names: what it makes, a line each. make: makes it; what somebody else has made meanwhile is as good.

    Steps are looked for one after the other, each when those before it are done: what is there is no step. So a run
    that was cut off is finished by the next one, and a run after that does nothing.
    """

    names: tuple[str, ...]
    make: Callable[[], object]


def plan_of(steps: Iterable[Step]) -> tuple[str, ...]:
    """What would be made; nothing is."""
    return tuple(name for step in steps for name in step.names)


def carry_out(steps: Iterable[Step]) -> tuple[str, ...]:
    """Make it all. Returns what was made."""
    made: list[str] = []
    for step in steps:
        step.make()
        made += step.names
    return tuple(made)
