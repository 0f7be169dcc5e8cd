"""The basis every head stands on: monotone ramps between fixed knots, and one flag for "unknown", per feature."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np

FloatArray = np.ndarray[Any, np.dtype[np.float64]]
BoolArray = np.ndarray[Any, np.dtype[np.bool_]]
IntArray = np.ndarray[Any, np.dtype[np.int64]]

# Quantiles of the values above the smallest one: most columns are zero for most leads.
_QUANTILES: Final = (0.15, 0.5, 0.75, 0.95)
_FINE_QUANTILES: Final = (0.03, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.97)
_WIDE: Final = 100.0


@dataclass(frozen=True)
class Basis:
    """knots: of each feature, rising, at least two. A ramp goes from 0 at one knot to 1 at the next, flat beside."""

    features: tuple[str, ...]
    knots: tuple[tuple[float, ...], ...]

    @cached_property
    def owner(self) -> IntArray:
        """(K,) which feature a ramp belongs to."""
        return np.repeat(np.arange(len(self.knots)), [len(knots) - 1 for knots in self.knots])

    @cached_property
    def starts(self) -> FloatArray:
        """(K,) where each ramp leaves 0."""
        return np.array([knot for knots in self.knots for knot in knots[:-1]])

    @cached_property
    def slopes(self) -> FloatArray:
        """(K,) how steeply it reaches 1."""
        ends = np.array([knot for knots in self.knots for knot in knots[1:]])
        return 1.0 / (ends - self.starts)

    def expand(self, features: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Ramps (n, K), all 0 where the feature is unknown, and flags of the unknown (n, F)."""
        unknown = np.isnan(features)
        known = np.where(unknown, -np.inf, features)
        with np.errstate(over="ignore"):
            ramps = np.clip((known[:, self.owner] - self.starts) * self.slopes, 0.0, 1.0)
        return ramps, unknown.astype(np.float64)


def fit_basis(names: Sequence[str], features: FloatArray) -> Basis:
    """Knots by quantile of features (n, F). A column that never varies gets one ramp, which no fit will use."""
    return Basis(tuple(names), tuple(_knots(column) for column in features.T))


def _knots(column: FloatArray) -> tuple[float, ...]:
    known = column[np.isfinite(column)]
    if not known.size:
        return (0.0, 1.0)
    low = float(known.min())
    above = known[known > low]
    if not above.size:
        return (low, low + 1.0)
    quantiles = _FINE_QUANTILES if _is_wide(above) else _QUANTILES
    found = (low, *(float(f"{value:.6g}") for value in np.quantile(above, quantiles)))
    knots = tuple(sorted(set(found)))
    return knots if len(knots) > 1 else (low, low + 1.0)


def _is_wide(values: FloatArray) -> bool:
    """Whether it spans orders of magnitude, as company sizes do."""
    low, high = np.quantile(values, (0.03, 0.97))
    return bool(low > 1.0 and high / low > _WIDE)
