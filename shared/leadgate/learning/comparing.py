"""Two sets of chances of the same leads, compared on what became of them."""

from dataclasses import dataclass

import numpy as np

from leadgate.learning.basis import FloatArray, IntArray
from leadgate.learning.intervals import Estimate, resample
from leadgate.learning.performance import auc, brier, log_loss, scored


@dataclass(frozen=True, slots=True)
class Comparison:
    """challenger − champion, of the same leads, so what they share cancels out. Brier and loss: below 0 is better."""

    rows: int
    auc: Estimate
    brier: Estimate
    log_loss: Estimate


def compare(challenger: FloatArray, champion: FloatArray, happened: FloatArray, seed: int = 0) -> Comparison:
    """Each (n,). Every bootstrap sample holds the same leads for both."""
    orders: list[IntArray] = [np.argsort(chance, kind="stable") for chance in (challenger, champion)]
    rows = [scored(chance, happened) for chance in (challenger, champion)]

    def differences(weight: FloatArray) -> FloatArray:
        one, other = (weight[order] for order in orders)
        return np.array([figure(rows[0], one) - figure(rows[1], other) for figure in (auc, brier, log_loss)])

    drawn = resample(differences, len(happened), seed)
    return Comparison(len(happened), drawn.percentile(0), drawn.percentile(1), drawn.percentile(2))
