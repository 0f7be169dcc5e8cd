"""All that a backtest says: figures of every contender, every threshold, every capacity."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from leadgate.learning.backtest.capacity import GRID, ForCapacity, for_capacity
from leadgate.learning.backtest.contenders import MODEL
from leadgate.learning.backtest.rolling import Origin, Rolled
from leadgate.learning.comparing import Comparison
from leadgate.learning.intervals import Estimate
from leadgate.learning.performance import AtThreshold, Performance, measure_thresholds, reliability


@dataclass(frozen=True, slots=True)
class Threshold:
    """a_week: how many leads a mean week brings at or above it."""

    at: AtThreshold
    a_week: float


@dataclass(frozen=True)
class Backtest:
    """rows: how many were foretold. overall, against: by contender. calibration: of the model, (promised, came)."""

    rows: int
    weeks: float
    origins: tuple[Origin, ...]
    overall: Mapping[str, Performance]
    against: Mapping[str, Comparison]
    thresholds: tuple[Threshold, ...]
    capacities: tuple[ForCapacity, ...]
    calibration: tuple[tuple[float, Estimate], ...]


def result_of(rolled: Rolled, capacities: Sequence[float]) -> Backtest:
    """capacities: leads a week."""
    foretold = rolled.foretold
    chance = foretold.chances[MODEL]
    measured = measure_thresholds(chance, foretold.happened, GRID)
    return Backtest(
        rows=len(chance),
        weeks=foretold.weeks,
        origins=rolled.origins,
        overall=rolled.overall,
        against=rolled.against,
        thresholds=tuple(Threshold(at, at.volume / foretold.weeks) for at in measured if at.volume),
        capacities=tuple(for_capacity(foretold, a_week) for a_week in capacities),
        calibration=reliability(chance, foretold.happened),
    )
