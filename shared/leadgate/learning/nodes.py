"""An ONNX graph while it is built, node by node."""

from typing import Any

import numpy as np
import onnx
from onnx import NodeProto, TensorProto, helper, numpy_helper

from leadgate.domain.assessment import LAYERS
from leadgate.learning.basis import FloatArray
from leadgate.learning.export import IR_VERSION, OPSET
from leadgate.learning.tree_nodes import ML_OPSET


class Graph:
    def __init__(self) -> None:
        self.nodes: list[NodeProto] = []
        self._constants: dict[str, np.ndarray[Any, Any]] = {}

    def constant(self, name: str, value: Any) -> str:
        self._constants[name] = np.ascontiguousarray(value)
        return name

    def node(self, kind: str, given: list[str], made: str, **attributes: Any) -> None:
        self.nodes.append(helper.make_node(kind, given, [made], **attributes))

    def bytes(self, width: int, output: str, columns: int) -> bytes:
        """From `features` (n, width) to `output` (n, columns)."""
        graph = helper.make_graph(
            self.nodes,
            "leadgate",
            [helper.make_tensor_value_info("features", TensorProto.DOUBLE, ["n", width])],
            [helper.make_tensor_value_info(output, TensorProto.DOUBLE, ["n", columns])],
            [numpy_helper.from_array(value, name) for name, value in self._constants.items()],
        )
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("ai.onnx.ml", ML_OPSET)]
        model = helper.make_model(graph, producer_name="leadgate", opset_imports=opsets)
        model.ir_version = IR_VERSION
        onnx.checker.check_model(model, full_check=True)
        return bytes(model.SerializeToString(deterministic=True))


def layer_spread(answers: int) -> FloatArray:
    """(4, A): each layer to its own answer and to the log-odds."""
    spread = np.zeros((len(LAYERS), answers))
    spread[:, : len(LAYERS)] = np.eye(len(LAYERS))
    spread[:, len(LAYERS)] = 1.0
    return spread
