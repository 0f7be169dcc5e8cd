"""A model bundle: a folder with `model.onnx`, `manifest.json` and `MODEL_CARD.md`, refused unless all of it fits.

The graph takes `features`, float64 (n, F) in the manifest's order, NaN where unknown, and gives one output,
`answers`, float64 (n, A). Its columns stand in this order, and by name in the manifest:

| columns | how many | what |
|---|---|---|
| `contribution:<feature>` | F | what each feature adds to the log-odds of conversion |
| `layer:<layer>` | 4 | the same summed by layer: behavior, fit, intent, relationship |
| `log_odds` | 1 | of conversion: the layers and the manifest's baseline summed |
| `close_log_odds` | 1 | of won, given an opportunity; only if the manifest names the head |
| `log_days:low`, `:median`, `:high` | 3 | logarithm of days to close (80 % range); likewise |
| `log_amount:low`, `:median`, `:high` | 3 | logarithm of the amount in the manifest's currency; likewise |

One output, because each costs a microsecond and one lead is a batch of one (`docs/decisions/0002-bundled-model.md`).
"""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np

from leadgate.domain.assessment import LAYERS
from leadgate.errors import PermanentError
from leadgate.model.runtime import RUN, onnxruntime, session_of

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
HEADS: Final = ("conversion", "close", "days", "amount")
BOUNDS: Final = ("low", "median", "high")
_COLUMNS_OF_HEAD: Final[Mapping[str, tuple[str, ...]]] = {
    "close": ("close_log_odds",),
    "days": tuple(f"log_days:{bound}" for bound in BOUNDS),
    "amount": tuple(f"log_amount:{bound}" for bound in BOUNDS),
}
_OUTPUTS: Final = ["answers"]
FloatArray = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class Prediction:
    """The answers about n leads, read by name. columns: where each group of them stands."""

    answers: FloatArray
    columns: Mapping[str, slice]

    @property
    def contributions(self) -> FloatArray:
        """(n, F) what each feature adds to the log-odds of conversion."""
        return self.answers[:, self.columns["contribution"]]

    @property
    def layers(self) -> FloatArray:
        """(n, 4) the contributions summed by layer."""
        return self.answers[:, self.columns["layer"]]

    @property
    def log_odds(self) -> FloatArray:
        """(n,) of conversion: layers and baseline summed."""
        return self.answers[:, self.columns["log_odds"].start]

    @property
    def close_log_odds(self) -> FloatArray | None:
        """(n,) of won, given an opportunity; None where the bundle has no such head."""
        place = self.columns.get("close_log_odds")
        return None if place is None else self.answers[:, place.start]

    @cached_property
    def days(self) -> FloatArray | None:
        """(n, 3) low, median, high; None where the bundle has no such head."""
        return self._bounds("log_days")

    @cached_property
    def amount(self) -> FloatArray | None:
        """(n, 3) low, median, high; None where the bundle has no such head."""
        return self._bounds("log_amount")

    def _bounds(self, head: str) -> FloatArray | None:
        place = self.columns.get(head)
        return None if place is None else np.exp(self.answers[:, place])


@dataclass(frozen=True)
class Model:
    """A bundle that was loaded whole. outcomes: how many real outcomes it learned from (0: a simulation).

    columns: where each group of answers stands.
    """

    name: str
    version: str
    features: tuple[str, ...]
    baseline: float
    outcomes: int
    currency: str
    columns: Mapping[str, slice]
    session: onnxruntime.InferenceSession
    manifest: Mapping[str, Any]

    def predict(self, features: FloatArray) -> Prediction:
        """features: (n, F) in the order of `self.features`, NaN where unknown."""
        return Prediction(self.session.run(_OUTPUTS, {"features": features}, RUN)[0], self.columns)


def answer_names(features: Sequence[str], heads: Collection[str]) -> tuple[str, ...]:
    """The columns of `answers` of a bundle with these features and heads, in order."""
    names = [f"contribution:{feature}" for feature in features]
    names += [f"layer:{layer}" for layer in LAYERS]
    names.append("log_odds")
    for head in HEADS:
        names += _COLUMNS_OF_HEAD.get(head, ()) if head in heads else ()
    return tuple(names)


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
    names = answer_names(features, manifest["heads"])
    if tuple(manifest["answers"]) != names:
        raise _refused(folder, "the manifest's answers do not follow from its features and heads")
    session = session_of(graph, lambda problem: _refused(folder, problem))
    _check_signature(folder, session, len(features), len(names))
    return Model(
        name=manifest["name"],
        version=manifest["version"],
        features=features,
        baseline=float(manifest["baseline_log_odds"]),
        outcomes=int(manifest["outcomes"]),
        currency=manifest["currency"],
        columns=_columns(names),
        session=session,
        manifest=manifest,
    )


def _columns(names: Sequence[str]) -> Mapping[str, slice]:
    """Neighbours whose names begin alike are one group."""
    groups = [name.partition(":")[0] for name in names]
    return {group: slice(groups.index(group), groups.index(group) + groups.count(group)) for group in set(groups)}


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _read_manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    try:
        manifest: dict[str, Any] = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise _refused(folder, f"{MANIFEST} cannot be read: {error}") from error
    needed = {
        "format",
        "name",
        "version",
        "features",
        "heads",
        "answers",
        "baseline_log_odds",
        "outcomes",
        "currency",
        "sha256",
    }
    missing = needed - set(manifest) if isinstance(manifest, dict) else needed
    if missing:
        raise _refused(folder, f"{MANIFEST} lacks {', '.join(sorted(missing))}")
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


def _check_signature(folder: Path, session: onnxruntime.InferenceSession, width: int, answers: int) -> None:
    for what, nodes, name, columns in (
        ("inputs", session.get_inputs(), "features", width),
        ("outputs", session.get_outputs(), "answers", answers),
    ):
        there = [(node.name, node.type, list(node.shape)[1:]) for node in nodes]
        if there != [(name, "tensor(double)", [columns])]:
            raise _refused(folder, f"the graph's {what} are {there}, not {name}: float64 (n, {columns})")


def _refused(folder: Path, problem: str) -> PermanentError:
    return PermanentError(f"model bundle {folder} is refused: {problem}")
