"""The bundled classifier: `model.onnx` and `manifest.json`, refused unless they belong together and to this code.

The graph takes `features`, float32 (n, WIDTH), and gives `shares`, float32 (n, 6): of each of CLASSES, summing to 1.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from leadgate.conversation.features import VERSION, WIDTH, features_of
from leadgate.domain.conversation.said import INTENTS, Opinion
from leadgate.errors import PermanentError
from leadgate.model.runtime import onnxruntime, session_of

FORMAT: Final = 1
CLASSES: Final = ("ready", *INTENTS)
"""`ready` is evaluation of those who should talk to a person now; `evaluation` the rest of it."""
_OUTPUTS: Final = ["shares"]


@dataclass(frozen=True)
class Classifier:
    """`conversation.port.Converser` without any network."""

    session: onnxruntime.InferenceSession
    manifest: Mapping[str, Any]

    def opinion_of(self, text: str) -> Opinion:
        answer = self.session.run(_OUTPUTS, {"features": features_of(text)})[0][0]
        ready, *others = map(float, answer)
        shares = dict(zip(INTENTS, others, strict=True))
        shares["evaluation"] += ready
        return Opinion(shares, ready / max(shares["evaluation"], 1e-9))


def load_classifier(folder: Path) -> Classifier:
    """Raises PermanentError saying what does not fit."""
    try:
        manifest = json.loads((folder / "manifest.json").read_bytes())
        graph = (folder / "model.onnx").read_bytes()
    except (OSError, ValueError) as error:
        raise _refused(folder, f"cannot be read: {error}") from error
    _check(folder, manifest, graph)
    return Classifier(session_of(graph, lambda problem: _refused(folder, problem)), manifest)


def _check(folder: Path, manifest: Mapping[str, Any], graph: bytes) -> None:
    wanted = {
        "format": FORMAT,
        "features": {"version": VERSION, "width": WIDTH},
        "classes": list(CLASSES),
        "sha256": hashlib.sha256(graph).hexdigest(),
    }
    for name, value in wanted.items():
        if manifest.get(name) != value:
            raise _refused(folder, f"{name} of the manifest is {manifest.get(name)!r}, not {value!r}")


def _refused(folder: Path, problem: str) -> PermanentError:
    return PermanentError(f"conversation classifier {folder} is refused: {problem}")
