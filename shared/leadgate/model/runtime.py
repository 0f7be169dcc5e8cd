"""onnxruntime without its telemetry: as released it writes a device id into HOME and calls its maker at import.

The variable is read once, at the import, so nobody may import onnxruntime but from here.
"""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import onnxruntime  # after the variable is set

__all__ = ["onnxruntime"]
