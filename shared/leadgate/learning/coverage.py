"""Whether ranges hold what they promise: over all unseen rows, and among those with narrow and with wide ranges."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from leadgate.learning.basis import FloatArray, IntArray
from leadgate.learning.measures import closed_quantile, share_closed

_MOST_SLICES: Final = 10
_ROWS_OF_SLICE: Final = 100


@dataclass(frozen=True)
class Foretold:
    """Of n rows not trained on. off: logarithm less its middle, in widths. widths: of the logarithm.

    closed: 1 where the number is final, 0 where it is only known to be at least that.
    """

    off: FloatArray
    widths: FloatArray
    closed: FloatArray

    def rows(self, chosen: IntArray) -> "Foretold":
        return Foretold(self.off[chosen], self.widths[chosen], self.closed[chosen])

    def bounds(self, shares: tuple[float, float]) -> tuple[float, float]:
        """In widths."""
        low, high = (closed_quantile(self.off, self.closed, share) for share in shares)
        return low, high

    def covered(self, bounds: tuple[float, float]) -> float:
        """Share of the rows between bounds, by Kaplan–Meier."""
        low, high = (share_closed(self.off, self.closed, bound) for bound in bounds)
        return high - low


def measure_ranges(unseen: Foretold, shares: tuple[float, float]) -> dict[str, Any]:
    """Coverage of one half of the rows by bounds from the other half, both ways; so too by slices of rising width.

    high_to_low: how many times its low end the high end of a range is: of the narrowest tenth, the median, the widest.
    """
    low, high = unseen.bounds(shares)
    ratios = np.exp((high - low) * np.quantile(unseen.widths, (0.1, 0.5, 0.9)))
    found = list(_halves(unseen, shares))
    return {
        "rows": len(unseen.off),
        "open": int((unseen.closed == 0).sum()),
        "coverage": round(float(np.mean([covered for covered, _ in found])), 4),
        "coverage_by_width": np.mean([by_slice for _, by_slice in found], axis=0).round(4).tolist(),
        "high_to_low": ratios.round(3).tolist(),
    }


def _halves(unseen: Foretold, shares: tuple[float, float]) -> Iterator[tuple[float, FloatArray]]:
    """Coverage of a half, and of its slices, the narrowest first."""
    places = np.arange(len(unseen.off))
    slices = int(np.clip(len(places) // _ROWS_OF_SLICE, 1, _MOST_SLICES))
    for taken in (0, 1):
        bounds = unseen.rows(places[places % 2 == taken]).bounds(shares)
        tried = unseen.rows(places[places % 2 != taken])
        parts = np.array_split(np.argsort(tried.widths, kind="stable"), slices)
        yield tried.covered(bounds), np.array([tried.rows(part).covered(bounds) for part in parts])
