"""What `evaluation.json` says: how unseen rows were foretold, beside baselines; what each family would have done."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

import numpy as np
from scipy.special import expit

from leadgate.learning.basis import FloatArray
from leadgate.learning.conversion import Conversion
from leadgate.learning.leaks import Leak
from leadgate.learning.measures import measure_probabilities
from leadgate.learning.training import Trained, vars_of

_BINS: Final = 10
_SHARES: Final = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
_THRESHOLDS: Final = (0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


def evaluate(
    trained: Trained,
    leaks: Sequence[Leak] = (),
    fairness: Mapping[str, Any] | None = None,
    groups: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """fairness: what treating groups alike changed; groups: how those of a column fared; where that was asked for."""
    conversion = trained.conversion
    unseen = conversion.unseen
    chance = expit(unseen.log_odds)
    baselines = {
        name: vars_of(measure_probabilities(log_odds, unseen.happened)) for name, log_odds in unseen.baselines.items()
    }
    return {
        "measured_on": "later rows (rolling origin)" if conversion.timed else "rows of other folds",
        "heads": {head: dict(measured) for head, measured in trained.measured.items()},
        "baselines": baselines,
        "chosen": conversion.choice.words,
        "families": _families(conversion),
        "leaks": [asdict(leak) for leak in leaks],
        "reliability": reliability(chance, unseen.happened),
        "gain": gain(chance, unseen.happened),
        "thresholds": thresholds(chance, unseen.happened),
        "segments": trained.segments.figures if trained.segments else None,
        "fairness": fairness,
        "groups": groups,
    }


def reliability(chance: FloatArray, happened: FloatArray) -> list[dict[str, float]]:
    """Tenths of the rows by promised chance: what was promised and what came."""
    order = np.argsort(chance, kind="stable")
    parts = [rows for rows in np.array_split(order, _BINS) if len(rows)]
    return [
        {"rows": len(rows), "promised": float(chance[rows].mean()), "happened": float(happened[rows].mean())}
        for rows in parts
    ]


def gain(chance: FloatArray, happened: FloatArray) -> list[dict[str, float]]:
    """Of the best so many: which share of all successes they hold, and how many times the average."""
    found = np.cumsum(happened[np.argsort(-chance, kind="stable")])
    counts = [max(1, round(share * len(chance))) for share in _SHARES]
    total = max(1.0, float(happened.sum()))
    return [
        {"share": share, "found": float(found[count - 1] / total), "lift": float(found[count - 1] / total / share)}
        for share, count in zip(_SHARES, counts, strict=True)
    ]


def thresholds(chance: FloatArray, happened: FloatArray) -> list[dict[str, float]]:
    """At each: how many rows lie above, how many of them succeeded, and which share of all successes they are."""
    rows = []
    for threshold in _THRESHOLDS:
        above = chance >= threshold
        if above.any():
            precision, recall = float(happened[above].mean()), float(happened[above].sum() / max(1, happened.sum()))
            rows.append({"threshold": threshold, "rows": int(above.sum()), "precision": precision, "recall": recall})
    return rows


def _families(conversion: Conversion) -> Mapping[str, dict[str, Any]]:
    """Loss on each split, after calibration: what the choice was made by."""
    return {
        family: {"loss": round(float(losses.mean()), 5), "by_split": [round(float(loss), 5) for loss in losses]}
        for family, losses in conversion.choice.losses.items()
    }
