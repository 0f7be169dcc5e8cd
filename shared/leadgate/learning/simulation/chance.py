"""Draws that the funnel needs beyond those of `random.Random`."""

import math
from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def generator(*names: object) -> Random:
    """A generator of its own for each combination of names, the same on every machine."""
    return Random("/".join(map(str, names)))  # noqa: S311 - a simulation, not a secret


def chosen(rng: Random, shares: Mapping[T, float]) -> T:
    """One key, with chances in proportion to the values."""
    left = rng.random() * sum(shares.values())
    for key, share in shares.items():
        left -= share
        if left < 0:
            return key
    return next(reversed(list(shares)))


def on_ladder(readiness: float, rungs: tuple[float, ...]) -> float:
    """Between the rungs 0, 1, 2 …, in a straight line; flat beside them."""
    below = min(max(int(readiness), 0), len(rungs) - 2)
    share = min(max(readiness - below, 0.0), 1.0)
    return rungs[below] + share * (rungs[below + 1] - rungs[below])


def rung_near(rng: Random, readiness: float, rungs: int) -> int:
    """The rung below or above, with chances as near as they are."""
    below = min(max(int(readiness), 0), rungs - 2)
    return below + happens(rng, readiness - below)


def picked(rng: Random, values: Sequence[T]) -> T:
    return values[int(rng.random() * len(values))]


def happens(rng: Random, chance: float) -> bool:
    return rng.random() < chance


def poisson(rng: Random, mean: float) -> int:
    """How many events of a steady pace; Knuth's product of uniforms, for means below a few hundred."""
    floor, product, count = math.exp(-mean), rng.random(), 0
    while product > floor:
        product *= rng.random()
        count += 1
    return count


def spread(rng: Random, median: float, sigma: float) -> float:
    """A log-normal draw."""
    return median * math.exp(rng.gauss(0.0, sigma))


def logistic(log_odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-log_odds))
