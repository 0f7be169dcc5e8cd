"""How far a chance of a trained bundle is to be trusted.

What is known, how like what was learned it is, of how many outcomes, and how far an ensemble of models agrees.
"""

from typing import Any, Final

import numpy as np

from leadgate.model.bundle import FloatArray, Model, Prediction

BoolArray = np.ndarray[Any, np.dtype[np.bool_]]
_STRANGE: Final = 0.5
_HALF_TAUGHT: Final = 50.0


def weights_of(model: Model) -> FloatArray:
    """(inputs,) each input's share of what moves the chance."""
    weight = np.array([one.importance for one in model.inputs])
    return weight / weight.sum() if weight.sum() > 0 else np.full(len(weight), 1.0 / max(1, len(weight)))


def likeness(weight: float, known: BoolArray, strange: BoolArray) -> FloatArray:
    """(n,) what one input adds: all of its weight where it is known, half where it is unlike what was trained on."""
    return np.asarray(weight * (known - _STRANGE * strange), dtype=np.float64)


def trust(model: Model, like: FloatArray, predicted: Prediction) -> FloatArray:
    """(n,) 0–1. like: the inputs' likeness summed. What is unknown, or unlike what was trained on, never raises it.

    Of few outcomes little can be learned: n / (n + 50) for the rarer outcome's n.
    """
    return np.asarray(np.clip(like, 0.0, 1.0) * taught(model) * agreement(model, predicted), dtype=np.float64)


def sureness(model: Model, predicted: Prediction, strange: BoolArray) -> FloatArray:
    """(n,) 0–1, where how much is known is told apart. strange: (n, inputs)."""
    return np.asarray(agreement(model, predicted) * (1.0 - _STRANGE * (strange @ weights_of(model))), dtype=np.float64)


def taught(model: Model) -> float:
    """0–1, by how often the rarer outcome was seen."""
    converted = int(model.manifest.get("converted_rows", 0))
    rarer = min(converted, model.outcomes - converted)
    return rarer / (rarer + _HALF_TAUGHT)


def agreement(model: Model, predicted: Prediction) -> FloatArray:
    """(n,) 0–1: how much of what tells a lead from a mean one is no accident of the rows that were learned from.

    V / (V + s²), with V the variance of log-odds between leads and s the ensemble's spread: the reliability of a
    measurement (Lord and Novick 1968). 1 where the bundle has no ensemble.
    """
    if predicted.spread is None:
        return np.ones(len(predicted.answers))
    between = float(model.manifest["heads"]["spread"]["between_leads"]) ** 2
    squared = np.square(predicted.spread)
    return np.asarray(between / np.maximum(between + squared, 1e-12), dtype=np.float64)
