"""How far a chance of a trained bundle is to be trusted: what is known, how like what was learned, of how many."""

from typing import Any, Final

import numpy as np

from leadgate.model.bundle import FloatArray, Model

_STRANGE: Final = 0.5
_HALF_TAUGHT: Final = 50.0


def trust(
    model: Model, known: np.ndarray[Any, np.dtype[np.bool_]], inside: np.ndarray[Any, np.dtype[np.bool_]]
) -> FloatArray:
    """(n,) 0–1. known, inside: (n, inputs). What is unknown, or unlike what was trained on, never raises it.

    Each input counts by its share of what moves the chance; of few outcomes little can be learned: n / (n + 50) for the
    rarer outcome's n.
    """
    weight = np.array([one.importance for one in model.inputs])
    weight = weight / weight.sum() if weight.sum() > 0 else np.full(len(weight), 1.0 / max(1, len(weight)))
    strange = known & ~inside
    like = known.astype(np.float64) @ weight - _STRANGE * (strange.astype(np.float64) @ weight)
    return np.asarray(np.clip(like, 0.0, 1.0) * taught(model), dtype=np.float64)


def taught(model: Model) -> float:
    """0–1, by how often the rarer outcome was seen."""
    converted = int(model.manifest.get("converted_rows", 0))
    rarer = min(converted, model.outcomes - converted)
    return rarer / (rarer + _HALF_TAUGHT)
