"""Histories that are made up, each with one thing that is hard to learn: seeded, for `leadgate.learning.compare`.

They say how the trainer stands where public sets are few: rare success, very many categories, few rows, effects that
are no lines, columns that count only together inside a layer and across layers, a world that moves.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import polars as pl

from leadgate.learning.basis import FloatArray, IntArray
from leadgate.learning.tables import History, Roles, history_of

_STEMS: Final = ("visits", "demo", "size", "partner")
"""Words that the rules of `tables.layers` read: columns go round the four layers."""


@dataclass(frozen=True)
class MadeSet:
    """make: seed → history; seeds: how often, and with which."""

    name: str
    make: Callable[[int], History]
    seeds: Sequence[int]


def _history(
    numbers: FloatArray, categories: Sequence[IntArray], log_odds: FloatArray, random: np.random.Generator, timed: bool
) -> History:
    """Rows in the order of time where timed, an hour apart."""
    happened = random.random(len(log_odds)) < 1.0 / (1.0 + np.exp(-log_odds))
    columns: dict[str, Any] = {
        f"{_STEMS[place % 4]}_{place}": numbers[:, place].round(3) for place in range(numbers.shape[1])
    }
    columns |= {
        f"{_STEMS[place % 4]}_kind_{place}": [f"v{level}" for level in levels]
        for place, levels in enumerate(categories)
    }
    columns["converted"] = np.where(happened, "yes", "no")
    if timed:
        hours = np.arange(len(log_odds)) * np.timedelta64(3_600_000, "ms")
        columns["at"] = np.datetime64("2024-01-01T00:00:00", "ms") + hours
    frame = pl.DataFrame(columns).with_columns(pl.col(pl.Float64).fill_nan(None))
    return history_of(frame, Roles("converted", time="at" if timed else None))


def _levels(random: np.random.Generator, rows: int, sizes: Sequence[int], spread: float) -> Iterator[Any]:
    """Of each category the levels of the rows, the frequent first, and what they add."""
    for size in sizes:
        levels = np.minimum(random.geometric(min(0.5, 3.0 / size), rows) - 1, size - 1)
        yield levels, random.normal(0.0, spread, size)[levels]


def _linear(
    seed: int, rows: int, effects: Sequence[float], sizes: Sequence[int], level: float, spread: float = 0.6
) -> History:
    """Lines and levels. A twentieth of the numbers is unknown, the last five are skewed."""
    random = np.random.default_rng(seed)
    numbers = random.normal(size=(rows, len(effects) + 5))
    log_odds = level + numbers[:, : len(effects)] @ np.array(effects)
    numbers[:, -5:] = np.exp(numbers[:, -5:])
    numbers[random.random(numbers.shape) < 0.05] = np.nan
    found = list(_levels(random, rows, sizes, spread))
    log_odds = log_odds + sum(added for _, added in found)
    return _history(numbers, [levels for levels, _ in found], log_odds, random, timed=False)


def _curved(seed: int, rows: int, together: int, timed: bool) -> History:
    """Curves, steps, and pairs of columns: `together` apart, so in one layer for 4 and in two for 1."""
    random = np.random.default_rng(seed)
    numbers = random.normal(size=(rows, 12))
    one, other = numbers[:, 0], numbers[:, together]
    log_odds = -1.6 + np.sin(2.0 * one) + np.where(one * other > 0, 0.8, -0.8) + 0.6 * np.abs(numbers[:, 9])
    log_odds += np.where((numbers[:, 3] > 0) & (numbers[:, 3 + together] > 0), 1.0, 0.0) + 0.4 * numbers[:, 10]
    (levels, added), *_ = _levels(random, rows, (8,), 0.5)
    return _history(numbers, [levels], log_odds + added, random, timed)


def _moving(seed: int, rows: int) -> History:
    """The level rises, one effect fades while another grows, and two columns only tell the time."""
    random = np.random.default_rng(seed)
    numbers, time = random.normal(size=(rows, 10)), np.linspace(0.0, 1.0, rows)
    log_odds = -2.2 + time + 0.7 * numbers[:, 0] + 0.3 * numbers[:, 3]
    log_odds += numbers[:, 1] * (0.8 - time) + numbers[:, 2] * (0.8 * time - 0.2)
    numbers[:, 8], numbers[:, 9] = 3.0 * time + 0.3 * numbers[:, 8], -2.0 * time + 0.2 * numbers[:, 9]
    found = list(_levels(random, rows, (8, 20), 0.5))
    log_odds = log_odds + sum(added for _, added in found)
    return _history(numbers, [levels for levels, _ in found], log_odds, random, timed=True)


MADE: Final = (
    MadeSet(
        "rare success (under 1 %)", lambda seed: _linear(seed, 12_000, (0.6, -0.5, 0.4, 0.3, -0.2), (6, 25), -5.2), (1,)
    ),
    MadeSet("many categories", lambda seed: _linear(seed, 8_000, (0.4, -0.3), (30, 200, 800), -1.5, 0.8), (1,)),
    MadeSet("300 rows", lambda seed: _linear(seed, 300, (0.7, -0.5, 0.3), (4, 15), -1.2), range(8)),
    MadeSet("1,000 rows", lambda seed: _linear(seed, 1_000, (0.7, -0.5, 0.3), (4, 15), -1.2), range(4)),
    MadeSet("2,000 rows", lambda seed: _linear(seed, 2_000, (0.7, -0.5, 0.3), (4, 15), -1.2), range(2)),
    MadeSet("curves and pairs inside layers", lambda seed: _curved(seed, 6_000, 4, False), (1,)),
    MadeSet("curves and pairs across layers", lambda seed: _curved(seed, 6_000, 1, False), (1,)),
    MadeSet("steady in time", lambda seed: _curved(seed, 6_000, 4, True), (1, 2)),
    MadeSet("moving in time", lambda seed: _moving(seed, 8_000), (1, 2)),
)
