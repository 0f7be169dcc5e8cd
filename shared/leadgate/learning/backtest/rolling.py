"""Rolling origin: at several instants of the past, train on what lay before and foretell what came next."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import Final, Protocol

import numpy as np

from leadgate.domain.words import counted
from leadgate.errors import BadInputError
from leadgate.learning.basis import FloatArray, IntArray
from leadgate.learning.comparing import Comparison, compare
from leadgate.learning.performance import Performance, measure_performance
from leadgate.learning.tables import History

_TRAINED_SHARE: Final = 0.4
_LEAST_OF_EACH: Final = 10
_DAY: Final = 86_400.0
Predict = Callable[[History], FloatArray]
Progress = Callable[[int, int], None]


class Fit(Protocol):
    def __call__(self, history: History) -> Predict:
        """Learns from the history; what it returns gives (n,) chances of other rows of the same table."""


@dataclass(frozen=True)
class Origin:
    """A test: trained on rows before `at`, judged on the next ones. performance: contender → figures."""

    at: datetime
    until: datetime
    trained: int
    performance: Mapping[str, Performance]


@dataclass(frozen=True)
class Foretold:
    """All rows that were foretold, oldest first. days: (n,) since 1970. chances: contender → (n,).

    origins: (n,) the number of the origin that each was foretold from.
    """

    days: FloatArray
    origins: IntArray
    happened: FloatArray
    chances: Mapping[str, FloatArray]

    @property
    def weeks(self) -> float:
        return max(float(self.days[-1] - self.days[0]) / 7.0, 1.0 / 7.0)


@dataclass(frozen=True)
class Rolled:
    """overall: contender → figures over all origins. against: every other contender → the model less it.

    Rows are ranked among those of their origin: to know that one period converts more than another ranks no lead.
    """

    origins: tuple[Origin, ...]
    foretold: Foretold
    overall: Mapping[str, Performance]
    against: Mapping[str, Comparison]


def roll(
    history: History,
    contenders: Mapping[str, Fit],
    origins: int,
    gap_days: float = 0.0,
    progress: Progress = lambda _done, _all: None,
) -> Rolled:
    """contenders: the first is the model, the others what it must beat.

    gap_days: so long before an origin outcomes were not known yet; those rows are not trained on. Raises BadInputError
    where no origin has enough outcomes before and after it.
    """
    at = _times(history)
    windows = _windows(at, history.converted, origins, gap_days)
    found: list[Origin] = []
    parts: list[tuple[IntArray, Mapping[str, FloatArray]]] = []
    for number, (trained, ahead) in enumerate(windows):
        past, coming = history.rows(trained), history.rows(ahead)
        chances = {name: fit(past)(coming) for name, fit in contenders.items()}
        parts.append((ahead, chances))
        found.append(_origin(at[ahead], len(trained), chances, coming.converted))
        progress(number + 1, len(windows))
    foretold = _joined(history, at, parts)
    model, *others = foretold.chances
    happened, strata = foretold.happened, foretold.origins
    return Rolled(
        origins=tuple(found),
        foretold=foretold,
        overall={
            name: measure_performance(chance, happened, strata=strata) for name, chance in foretold.chances.items()
        },
        against={
            name: compare(foretold.chances[model], foretold.chances[name], happened, strata=strata) for name in others
        },
    )


def _times(history: History) -> FloatArray:
    if history.at is None:
        raise BadInputError("--time", "is needed: the column that says when each row was decided on")
    return history.at


def _windows(at: FloatArray, happened: FloatArray, origins: int, gap_days: float) -> list[tuple[IntArray, IntArray]]:
    """(rows trained on, rows foretold) of each origin; rows of one instant are never parted."""
    count = len(at)
    ends = np.linspace(_TRAINED_SHARE, 1.0, origins + 1)
    edges = [int(np.searchsorted(at, at[min(round(count * end), count - 1)], side="left")) for end in ends[:-1]]
    windows = []
    for start, end in pairwise((*edges, count)):
        known = int(np.searchsorted(at, at[start] - gap_days, side="right")) if gap_days else start
        trained, ahead = np.arange(min(known, start)), np.arange(start, end)
        if _has_both(happened[trained]) and _has_both(happened[ahead]):
            windows.append((trained, ahead))
    if not windows:
        problem = f"at no instant lie {_LEAST_OF_EACH} rows of each outcome before and after it"
        raise BadInputError("--time", f"{problem} ({counted(count, 'row')}, {happened.sum():.0f} converted)")
    return windows


def _has_both(happened: FloatArray) -> bool:
    return bool(min(happened.sum(), len(happened) - happened.sum()) >= _LEAST_OF_EACH)


def _origin(days: FloatArray, trained: int, chances: Mapping[str, FloatArray], happened: FloatArray) -> Origin:
    return Origin(
        at=datetime.fromtimestamp(float(days[0]) * _DAY, UTC),
        until=datetime.fromtimestamp(float(days[-1]) * _DAY, UTC),
        trained=trained,
        performance={name: measure_performance(chance, happened) for name, chance in chances.items()},
    )


def _joined(history: History, at: FloatArray, parts: Sequence[tuple[IntArray, Mapping[str, FloatArray]]]) -> Foretold:
    rows = np.concatenate([ahead for ahead, _ in parts])
    names = parts[0][1]
    chances = {name: np.concatenate([chance[name] for _, chance in parts]) for name in names}
    origins = np.repeat(np.arange(len(parts)), [len(ahead) for ahead, _ in parts])
    return Foretold(at[rows], origins, history.converted[rows], chances)
