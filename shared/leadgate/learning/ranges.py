"""Days to close and amounts as 80 % ranges, each as wide as leads of its kind need.

The logarithm of a number is a middle and a width times what is left. Both are sums over the columns: the middle by a
censored log-normal, the width by how far that was off (`widths`). Low and high are quantiles of what forecasts of
unseen rows were off by, in widths: conformal and locally adaptive (Lei et al. 2018, section 5.2). They are taken by
Kaplan–Meier, so that what is still open counts as known to take longer. So 80 % of what comes lies between them,
whatever its shape, and where a width is true, so do 80 % of the narrow and of the wide ones.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from leadgate.learning.basis import BoolArray, FloatArray
from leadgate.learning.coverage import Foretold, measure_ranges
from leadgate.learning.encoding import Encoding
from leadgate.learning.fitting import fit_centre
from leadgate.learning.measures import closed_quantile
from leadgate.learning.sums import Sum, fit_sum
from leadgate.learning.terms import Columns, Terms
from leadgate.learning.widths import belief_in, believed, fit_widths

RANGE: Final = (0.1, 0.5, 0.9)
LEAST_ROWS: Final = 60
_MOST_ROWS: Final = 8_000
_FOLDS: Final = 5
_AHEAD_SHARE: Final = 0.4


@dataclass(frozen=True)
class Numbers:
    """Rows with a positive number. closed: (n,) 1 where it is final, 0 where it is only known to be at least that."""

    values: FloatArray
    numbers: FloatArray
    closed: FloatArray

    def __len__(self) -> int:
        return len(self.numbers)

    def rows(self, chosen: BoolArray) -> "Numbers":
        return Numbers(self.values[chosen], self.numbers[chosen], self.closed[chosen])


def fit_range(
    encoding: Encoding, given: Numbers, use: str, columns: Columns, timed: bool, seed: int
) -> tuple[tuple[Terms, ...], dict[str, Any]]:
    """Low, median and high of the logarithm, and what was measured. Rows oldest first where timed.

    use: the name of the head, under which the columns of categories are served.
    """
    rows = given.rows(np.arange(len(given)) >= len(given) - _MOST_ROWS)
    middle, width = _fit(encoding, rows)
    unseen, belief = _unseen(encoding, rows, timed, seed)
    mean = float(width.of(rows.values).mean())
    width = Sum(encoding, width.tables, width.basis, believed(width.effects, belief, mean))
    bounds = []
    for share in RANGE:
        quantile = closed_quantile(unseen.off, unseen.closed, share)
        terms = (*middle.terms(use, columns, 1.0), *width.terms(f"{use}_width", columns, quantile))
        bounds.append(Terms(middle.effects.intercept + quantile * width.effects.intercept, terms))
    return tuple(bounds), {**measure_ranges(unseen, (RANGE[0], RANGE[2])), "own_width": round(belief, 2)}


def _fit(encoding: Encoding, rows: Numbers) -> tuple[Sum, Sum]:
    """Middle and width."""
    logs = np.log(rows.numbers)
    middle = fit_sum(encoding, rows.values, logs, lambda design: fit_centre(design, logs, rows.closed))
    off = logs - middle.of(rows.values)
    width = fit_sum(encoding, rows.values, np.abs(off), lambda design: fit_widths(design, off, rows.closed))
    return middle, width


def _unseen(encoding: Encoding, rows: Numbers, timed: bool, seed: int) -> tuple[Foretold, float]:
    """What a fit that had not seen them was off by on rows, and how far these bear out that widths differ."""
    place = np.arange(len(rows))
    if timed:
        ahead = [place >= round(len(rows) * (1.0 - _AHEAD_SHARE))]
    else:
        fold = np.random.default_rng(seed).permutation(len(rows)) % _FOLDS
        ahead = [fold == part for part in range(_FOLDS)]
    off, widths = np.empty(len(rows)), np.empty(len(rows))
    for chosen in ahead:
        middle, width = _fit(encoding, rows.rows(~chosen))
        off[chosen] = np.log(rows.numbers[chosen]) - middle.of(rows.values[chosen])
        widths[chosen] = width.of(rows.values[chosen])
    there = np.any(ahead, axis=0)
    off, widths, closed = off[there], widths[there], rows.closed[there]
    belief = belief_in(widths[closed > 0], off[closed > 0])
    drawn = belief * widths + (1.0 - belief) * widths.mean()
    return Foretold(off / drawn, drawn, closed), belief
