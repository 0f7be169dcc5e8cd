"""Where two judges of the same leads differ, and who was right: a model, today's points, a person."""

from dataclasses import dataclass

import numpy as np

from leadgate.learning.basis import BoolArray, FloatArray
from leadgate.learning.intervals import Estimate, resample, share_of


@dataclass(frozen=True, slots=True)
class Agreement:
    """agreed: share of leads both take or both leave. kappa: Cohen's, 0 as luck would, 1 always.

    only_first, only_second: leads that one takes and the other leaves; first_right, second_right: the share of those
    with a known outcome that converted. Who is right more often where they differ should be followed.
    """

    leads: int
    agreed: Estimate
    kappa: Estimate
    only_first: int
    only_second: int
    first_right: Estimate
    second_right: Estimate

    @property
    def better(self) -> str | None:
        """`first` or `second`, where that is sure."""
        if self.first_right.low > self.second_right.high:
            return "first"
        return "second" if self.second_right.low > self.first_right.high else None


def agree(first: BoolArray, second: BoolArray, happened: FloatArray, seed: int = 0) -> Agreement:
    """first, second: (n,) who takes which lead. happened: (n,) 1 or 0, NaN where unknown."""
    alone = [first & ~second, second & ~first]
    drawn = resample(lambda weight: np.array([_kappa(first, second, weight)]), len(first), seed)
    right = [happened[mine & ~np.isnan(happened)] for mine in alone]
    return Agreement(
        leads=len(first),
        agreed=share_of(int((first == second).sum()), len(first)),
        kappa=drawn.percentile(0),
        only_first=int(alone[0].sum()),
        only_second=int(alone[1].sum()),
        first_right=share_of(float(right[0].sum()), len(right[0])),
        second_right=share_of(float(right[1].sum()), len(right[1])),
    )


def _kappa(first: BoolArray, second: BoolArray, weight: FloatArray) -> float:
    """Cohen 1960: agreement beyond luck; NaN where both take all, or none, and luck could do no other."""
    one, other, same = (float(weight @ marked) / float(weight.sum()) for marked in (first, second, first == second))
    by_luck = one * other + (1.0 - one) * (1.0 - other)
    return (same - by_luck) / (1.0 - by_luck) if by_luck < 1.0 else float("nan")
