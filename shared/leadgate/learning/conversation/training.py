"""Logistic regression over hashed n-grams, on the utterances and on misspelt copies of them, as an ONNX graph."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from leadgate.conversation.classifier import CLASSES
from leadgate.conversation.features import WIDTH, features_of
from leadgate.learning.conversation.utterances import Utterance

OPSET: Final = 18
IR_VERSION: Final = 9
COPIES: Final = 2
TEMPERATURE: Final = 1.4
"""Chosen by cross-validation on the written part: the rules beside the classifier then decide best."""
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
FloatArray = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class Weights:
    """coefficients: (WIDTH, 6), intercepts: (6,), in the order of CLASSES."""

    coefficients: FloatArray
    intercepts: FloatArray


def fit(utterances: Sequence[Utterance], seed: int, strength: float = 12.0) -> Weights:
    """Every language weighs the same, and within it every intent."""
    rows = [*utterances, *misspelt(utterances, seed)]
    features = sparse.csr_matrix(np.vstack([features_of(row.text) for row in rows]))
    targets = np.array([CLASSES.index("ready" if row.escalates else row.intent) for row in rows])
    groups = Counter((row.language, row.intent) for row in rows)
    weights = np.array([1.0 / groups[row.language, row.intent] for row in rows])
    model = LogisticRegression(C=strength, max_iter=2000)
    model.fit(features, targets, sample_weight=weights * len(weights) / weights.sum())
    return Weights(model.coef_.T / TEMPERATURE, model.intercept_ / TEMPERATURE)


def misspelt(utterances: Sequence[Utterance], seed: int) -> Iterator[Utterance]:
    """Each with a slip or two, as fingers make them."""
    chance = random.Random(seed)  # noqa: S311  # no secret: the same seed must give the same copies
    for utterance in utterances:
        for _ in range(COPIES):
            text = utterance.text
            for _ in range(1 + len(text) // 40):
                text = _slip(text, chance)
            yield replace(utterance, text=text)


def graph_of(weights: Weights) -> bytes:
    """The same weights give the same bytes."""
    constants = {
        "coefficients": np.ascontiguousarray(weights.coefficients, dtype=np.float32),
        "intercepts": weights.intercepts.astype(np.float32),
    }
    nodes = [
        helper.make_node("Gemm", ["features", "coefficients", "intercepts"], ["log_shares"]),
        helper.make_node("Softmax", ["log_shares"], ["shares"], axis=1),
    ]
    graph = helper.make_graph(
        nodes,
        "leadgate-conversation",
        [helper.make_tensor_value_info("features", TensorProto.FLOAT, ["n", WIDTH])],
        [helper.make_tensor_value_info("shares", TensorProto.FLOAT, ["n", len(CLASSES)])],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, producer_name="leadgate", opset_imports=[helper.make_opsetid("", OPSET)])
    model.ir_version = IR_VERSION
    onnx.checker.check_model(model, full_check=True)
    return bytes(model.SerializeToString(deterministic=True))


def _slip(text: str, chance: random.Random) -> str:
    """Two letters swapped, one lost, doubled or another; or the marks at the end forgotten."""
    if len(text) < 4:
        return text
    place = chance.randrange(1, len(text) - 1)
    one, other = text[place], text[place + 1]
    return chance.choice(
        (
            text[:place] + other + one + text[place + 2 :],
            text[:place] + text[place + 1 :],
            text[:place] + one + text[place:],
            text[:place] + chance.choice(_LETTERS) + text[place + 1 :],
            text.rstrip("?!. ").lower(),
        )
    )
