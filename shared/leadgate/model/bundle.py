"""A model bundle: a folder with `model.onnx`, `manifest.json` and `MODEL_CARD.md`, refused unless all of it fits.

The graph takes `features`, float64 (n, F) in the manifest's order, NaN where unknown, and gives, float64 each:

| output | shape | what |
|---|---|---|
| `contributions` | (n, F) | what each feature adds to the log-odds of conversion |
| `layers` | (n, 4) | the same summed by layer: behavior, fit, intent, relationship |
| `close_log_odds` | (n,) | log-odds of won, given an opportunity; only if the manifest names the head |
| `days` | (n, 3) | low, median, high days to close (80 % range); likewise |
| `amount` | (n, 3) | low, median, high amount in the manifest's currency; likewise |
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnxruntime

from leadgate.domain.assessment import LAYERS
from leadgate.errors import PermanentError

FORMAT: Final = 1
HEADS: Final = ("conversion", "close", "days", "amount")
FloatArray = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Prediction:
    """n leads at once. layers: (n, 4); contributions: (n, F); log_odds: (n,) = layers summed + baseline.

    close_log_odds (n,), days (n, 3) and amount (n, 3) are None where the bundle has no such head.
    """

    contributions: FloatArray
    layers: FloatArray
    log_odds: FloatArray
    close_log_odds: FloatArray | None = None
    days: FloatArray | None = None
    amount: FloatArray | None = None


@dataclass(frozen=True)
class Model:
    """A bundle that was loaded whole. outcomes: how many real outcomes it learned from (0: a simulation)."""

    name: str
    version: str
    features: tuple[str, ...]
    baseline: float
    outcomes: int
    currency: str
    outputs: tuple[str, ...]
    session: onnxruntime.InferenceSession
    manifest: Mapping[str, Any]

    def predict(self, features: FloatArray) -> Prediction:
        """features: (n, F) in the order of `self.features`, NaN where unknown."""
        values = dict(zip(self.outputs, self.session.run(self.outputs, {"features": features}), strict=True))
        layers = values["layers"]
        return Prediction(
            contributions=values["contributions"],
            layers=layers,
            log_odds=layers.sum(axis=1) + self.baseline,
            close_log_odds=values.get("close_log_odds"),
            days=values.get("days"),
            amount=values.get("amount"),
        )


def load_bundle(folder: Path, known_features: Mapping[str, str]) -> Model:
    """known_features: name → layer of every feature this code can compute.

    Raises PermanentError saying what does not fit: a file missing or altered, an unknown format, a feature this code
    does not know or knows in another layer, a graph with other inputs or outputs.
    """
    manifest = _read_manifest(folder)
    graph = _read_graph(folder, manifest)
    features = tuple(feature["name"] for feature in manifest["features"])
    for feature in manifest["features"]:
        layer = known_features.get(feature["name"])
        if layer != feature["layer"]:
            said = "unknown here" if layer is None else f"of layer {layer} here"
            raise _refused(folder, f"feature {feature['name']} (layer {feature['layer']}) is {said}")
    session = _session(folder, graph)
    outputs = ("contributions", "layers", *_outputs_of(manifest["heads"]))
    _check_signature(folder, session, outputs, len(features))
    return Model(
        name=manifest["name"],
        version=manifest["version"],
        features=features,
        baseline=float(manifest["baseline_log_odds"]),
        outcomes=int(manifest["outcomes"]),
        currency=manifest["currency"],
        outputs=outputs,
        session=session,
        manifest=manifest,
    )


def _outputs_of(heads: Mapping[str, Any]) -> tuple[str, ...]:
    names = {"close": "close_log_odds", "days": "days", "amount": "amount"}
    return tuple(names[head] for head in HEADS[1:] if head in heads)


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _read_manifest(folder: Path) -> dict[str, Any]:
    path = folder / "manifest.json"
    try:
        manifest: dict[str, Any] = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise _refused(folder, f"manifest.json cannot be read: {error}") from error
    needed = {
        "format",
        "name",
        "version",
        "features",
        "heads",
        "baseline_log_odds",
        "outcomes",
        "currency",
        "sha256",
    }
    missing = needed - set(manifest) if isinstance(manifest, dict) else needed
    if missing:
        raise _refused(folder, f"manifest.json lacks {', '.join(sorted(missing))}")
    if manifest["format"] != FORMAT:
        raise _refused(folder, f"format {manifest['format']} is not {FORMAT}, the one this version reads")
    return manifest


def _read_graph(folder: Path, manifest: Mapping[str, Any]) -> bytes:
    try:
        graph = (folder / "model.onnx").read_bytes()
    except OSError as error:
        raise _refused(folder, f"model.onnx cannot be read: {error}") from error
    if sha256_of(graph) != manifest["sha256"]:
        raise _refused(folder, "model.onnx is not the file the manifest was written for (its hash differs)")
    return graph


def _session(folder: Path, graph: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises classes of its own that share no base
        raise _refused(folder, f"onnxruntime cannot load model.onnx: {error}") from error


def _check_signature(folder: Path, session: onnxruntime.InferenceSession, outputs: tuple[str, ...], width: int) -> None:
    inputs = [(node.name, node.type, list(node.shape)[1:]) for node in session.get_inputs()]
    if inputs != [("features", "tensor(double)", [width])]:
        raise _refused(folder, f"the graph's inputs are {inputs}, not features: float64 (n, {width})")
    there = {node.name for node in session.get_outputs()}
    lacking = [name for name in outputs if name not in there]
    if lacking:
        raise _refused(folder, f"the graph lacks the outputs {', '.join(lacking)} (of {len(LAYERS)} layers)")


def _refused(folder: Path, problem: str) -> PermanentError:
    return PermanentError(f"model bundle {folder} is refused: {problem}")
