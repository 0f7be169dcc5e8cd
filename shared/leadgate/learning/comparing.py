"""Two sets of chances of the same leads, compared on what became of them."""

from dataclasses import dataclass

import numpy as np

from leadgate.learning.basis import FloatArray, IntArray
from leadgate.learning.intervals import Estimate, resample
from leadgate.learning.performance import auc_within, brier, log_loss, ranked_within, scored


@dataclass(frozen=True, slots=True)
class Comparison:
    """challenger − champion, of the same leads, so what they share cancels out. Brier and loss: below 0 is better."""

    rows: int
    auc: Estimate
    brier: Estimate
    log_loss: Estimate


def compare(
    challenger: FloatArray,
    champion: FloatArray,
    happened: FloatArray,
    seed: int = 0,
    strata: IntArray | None = None,
) -> Comparison:
    """Each (n,). Every bootstrap sample holds the same leads for both. strata: as of `measure_performance`."""
    codes = np.zeros(len(happened), dtype=np.int64) if strata is None else strata
    both = (challenger, champion)
    orders: list[IntArray] = [np.argsort(chance, kind="stable") for chance in both]
    rows = [scored(chance, happened) for chance in both]
    ranked = [ranked_within(chance, happened, codes) for chance in both]

    def differences(weight: FloatArray) -> FloatArray:
        one, other = (weight[order] for order in orders)
        losses = [figure(rows[0], one) - figure(rows[1], other) for figure in (brier, log_loss)]
        return np.array([auc_within(ranked[0], weight) - auc_within(ranked[1], weight), *losses])

    drawn = resample(differences, len(happened), seed)
    return Comparison(len(happened), drawn.percentile(0), drawn.percentile(1), drawn.percentile(2))
