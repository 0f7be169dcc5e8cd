"""Heads as one ONNX graph, built node by node; and the same arithmetic in numpy, to which it must answer.

One output, `answers`, float64 (n, A); its columns are named by the manifest. Everything is linear in the basis, so
the graph is: unknown → sentinel, one product gives all ramps and flags, one product gives all answers.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from leadgate.domain.assessment import LAYERS
from leadgate.features.columns import FEATURE_BY_NAME
from leadgate.learning.basis import Basis, FloatArray
from leadgate.learning.effects import Effects
from leadgate.learning.heads import Heads
from leadgate.model.bundle import answer_names

_HEADS: Final = ("conversion", "close", "days", "amount")
OPSET: Final = 18
IR_VERSION: Final = 9
# Values are held inside these; what is unknown becomes a number below them, which a flag of its own catches.
LEAST: Final = -1e8
MOST: Final = 1e12
_UNKNOWN: Final = -1e9


@dataclass(frozen=True)
class Answers:
    """weights: (K + F + 1, A) from ramps, flags and a constant 1 to the answers. names: (A,)."""

    basis: Basis
    names: tuple[str, ...]
    weights: FloatArray
    baseline: float


def answers_of(heads: Heads) -> Answers:
    basis, conversion = heads.basis, heads.conversion
    baseline = conversion.intercept + float(heads.typical.sum())
    contributions = _contributions(basis, conversion, heads.typical)
    layer_of = np.array([LAYERS.index(FEATURE_BY_NAME[name].layer) for name in basis.features])
    layers = contributions @ np.eye(len(LAYERS))[layer_of]
    log_odds = _column(conversion)[:, None]
    rest = np.stack([_column(effects) for effects in (heads.close, *heads.days, *heads.amount)], axis=1)
    return Answers(
        basis=basis,
        names=answer_names(basis.features, _HEADS),
        weights=np.hstack((contributions, layers, log_odds, rest)),
        baseline=baseline,
    )


def answer(answers: Answers, features: FloatArray) -> FloatArray:
    """(n, A) by numpy: the reference."""
    held = np.where(np.isnan(features), np.nan, np.clip(features, LEAST, MOST))
    ramps, unknown = answers.basis.expand(held)
    return np.hstack((ramps, unknown, np.ones((len(features), 1)))) @ answers.weights


def graph_of(answers: Answers) -> bytes:
    """Pinned to one opset and IR version; the same answers give the same bytes."""
    width = len(answers.basis.features)
    constants = {
        "least": np.array(LEAST),
        "most": np.array(MOST),
        "sentinel": np.array(_UNKNOWN),
        "zero": np.array(0.0),
        "one": np.array(1.0),
        "slopes": _slopes(answers.basis),
        "offsets": _offsets(answers.basis),
        "weights": answers.weights,
    }
    nodes = [
        helper.make_node("IsNaN", ["features"], ["unknown"]),
        helper.make_node("Clip", ["features", "least", "most"], ["held"]),
        helper.make_node("Where", ["unknown", "sentinel", "held"], ["known"]),
        helper.make_node("Gemm", ["known", "slopes", "offsets"], ["rising"]),
        helper.make_node("Clip", ["rising", "zero", "one"], ["basis"]),
        helper.make_node("MatMul", ["basis", "weights"], ["answers"]),
    ]
    graph = helper.make_graph(
        nodes,
        "leadgate",
        [helper.make_tensor_value_info("features", TensorProto.DOUBLE, ["n", width])],
        [helper.make_tensor_value_info("answers", TensorProto.DOUBLE, ["n", len(answers.names)])],
        [numpy_helper.from_array(np.ascontiguousarray(value), name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, producer_name="leadgate", opset_imports=[helper.make_opsetid("", OPSET)])
    model.ir_version = IR_VERSION
    onnx.checker.check_model(model, full_check=True)
    return bytes(model.SerializeToString(deterministic=True))


def _slopes(basis: Basis) -> FloatArray:
    """(F, K + F + 1): each ramp rises with its feature; each flag falls with it, far below all knots."""
    ramps = np.where(basis.owner == np.arange(len(basis.features))[:, None], basis.slopes, 0.0)
    flags = np.eye(len(basis.features)) / LEAST
    return np.hstack((ramps, flags, np.zeros((len(basis.features), 1))))


def _offsets(basis: Basis) -> FloatArray:
    """A flag is 0 down to `LEAST` and 1 from twice that on; the sentinel lies at ten times."""
    return np.concatenate((-basis.starts * basis.slopes, np.full(len(basis.features), -1.0), [1.0]))


def _contributions(basis: Basis, effects: Effects, typical: FloatArray) -> FloatArray:
    """(K + F + 1, F): what each feature adds, less what it adds to a mean lead."""
    ramps = np.where(basis.owner[:, None] == np.arange(len(basis.features)), effects.ramps[:, None], 0.0)
    return np.vstack((ramps, np.diag(effects.unknown), -typical[None, :]))


def _column(effects: Effects) -> FloatArray:
    return np.concatenate((effects.ramps, effects.unknown, [effects.intercept]))
