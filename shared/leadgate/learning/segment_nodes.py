"""What moves a lead's layers to those of its segment, in numpy and as nodes of the graph.

Served columns that are looked up by the segment: how much each layer is multiplied by beyond once, and what is added to
the segment's own layer. All are zero for a segment that was never seen.
"""

from dataclasses import dataclass

import numpy as np

from leadgate.domain.assessment import LAYERS
from leadgate.learning.basis import FloatArray, IntArray
from leadgate.learning.nodes import Graph, layer_spread

OFFSET = "segment"


def slope_use(layer: str) -> str:
    """The use that a segment's level is looked up for."""
    return f"segment:{layer}"


@dataclass(frozen=True)
class SegmentColumns:
    """Places of served columns: offset; slopes (4,) by layer. input, layer: of the segment itself."""

    offset: int
    slopes: IntArray
    input: int
    layer: int

    def moved(self, layers: FloatArray, served: FloatArray) -> FloatArray:
        """(n, 4)."""
        moved = layers * (1.0 + served[:, self.slopes])
        moved[:, self.layer] += served[:, self.offset]
        return moved


def move_answers(made: Graph, segment: SegmentColumns, whole: str, answers: int) -> None:
    """`answers` = those of the whole, and what each layer is moved by, added to it and to the log-odds."""
    count = len(LAYERS)
    made.node("Gather", ["features", made.constant("segment_slopes", segment.slopes)], "slopes_of_layers", axis=1)
    made.node("MatMul", [whole, made.constant("only_layers", np.eye(answers)[:, :count])], "whole_layers")
    made.node("Mul", ["whole_layers", "slopes_of_layers"], "moved_by_slopes")
    made.node("Gather", ["features", made.constant("segment_offset", np.array([segment.offset]))], "offset", axis=1)
    made.node("MatMul", ["offset", made.constant("own_layer", np.eye(count)[[segment.layer]])], "moved_by_offset")
    made.node("Add", ["moved_by_slopes", "moved_by_offset"], "moved")
    made.node("MatMul", ["moved", made.constant("segment_spread", layer_spread(answers))], "moved_answers")
    made.node("Add", [whole, "moved_answers"], "answers")


def move_reasons(made: Graph, segment: SegmentColumns, whole: str, layer_of_input: IntArray) -> None:
    """`contributions` = those of the whole, each times what its layer is; the offset is said of the segment."""
    slopes = made.constant("segment_slopes", segment.slopes[layer_of_input])
    made.node("Gather", ["features", slopes], "slopes_of_inputs", axis=1)
    made.node("Mul", [whole, "slopes_of_inputs"], "moved_by_slopes")
    made.node("Gather", ["features", made.constant("segment_offset", np.array([segment.offset]))], "offset", axis=1)
    own = np.eye(len(layer_of_input))[[segment.input]]
    made.node("MatMul", ["offset", made.constant("own_input", own)], "moved_by_offset")
    made.node("Add", ["moved_by_slopes", "moved_by_offset"], "moved")
    made.node("Add", [whole, "moved"], "contributions")
