"""onnxruntime without its telemetry: as released it writes a device id into HOME and calls its maker at import.

The variable is read once, at the import, so nobody may import onnxruntime but from here.
"""

import os
from collections.abc import Callable

os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import onnxruntime  # after the variable is set

__all__ = ["RUN", "onnxruntime", "session_of"]

RUN = onnxruntime.RunOptions()  # the defaults, which else are made anew for every run


def session_of(graph: bytes, refused: Callable[[str], Exception]) -> onnxruntime.InferenceSession:
    """On one thread. Raises what `refused` makes of the problem where the graph cannot be loaded."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises classes of its own that share no base
        raise refused(f"onnxruntime cannot load model.onnx: {error}") from error
