"""A model bundle: a folder with `model.onnx`, `manifest.json` and `MODEL_CARD.md`, refused unless all of it fits.

The graph takes `features`, float64 (n, F) in the manifest's order, NaN where unknown, and gives one output,
`answers`, float64 (n, A). Its columns stand in this order, and by name in the manifest:

| columns | how many | what |
|---|---|---|
| `contribution:<feature>` | F | what each feature adds to the log-odds of conversion; not with `inputs` |
| `layer:<layer>` | 4 | the same summed by layer: behavior, fit, intent, relationship |
| `log_odds` | 1 | of conversion: the layers and the manifest's baseline summed |
| `close_log_odds` | 1 | of won, given an opportunity; only if the manifest names the head |
| `log_days:low`, `:median`, `:high` | 3 | logarithm of days to close (80 % range); likewise |
| `log_amount:low`, `:median`, `:high` | 3 | logarithm of the amount in the manifest's currency; likewise |
| `log_odds_spread` | 1 | standard deviation of the log-odds among an ensemble of resampled models; likewise |

One output, because each costs a microsecond and one lead is a batch of one (`docs/decisions/0002-bundled-model.md`).

A bundle that was trained on an export lists `inputs` in its manifest: columns that are no features of ours but
properties of the CRM, with what is needed to read them (`leadgate.model.inputs`). Each feature then names its input and
the `use` it makes of it. Such a bundle has a second graph, `reasons.onnx`: from the same features to `contributions`,
float64 (n, inputs), what each input adds. It costs more than the answers, so it runs where reasons are asked for.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np

from leadgate.domain.assessment import LAYERS
from leadgate.errors import PermanentError
from leadgate.model.inputs import ACCOUNT, LEAD, Input, read_inputs
from leadgate.model.runtime import RUN, onnxruntime, session_of

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
ANSWERS: Final = "model.onnx"
REASONS: Final = "reasons.onnx"
_SEAL: Final = "manifest_sha256"
HEADS: Final = ("conversion", "close", "days", "amount", "spread")
BOUNDS: Final = ("low", "median", "high")
_COLUMNS_OF_HEAD: Final[Mapping[str, tuple[str, ...]]] = {
    "close": ("close_log_odds",),
    "days": tuple(f"log_days:{bound}" for bound in BOUNDS),
    "amount": tuple(f"log_amount:{bound}" for bound in BOUNDS),
    "spread": ("log_odds_spread",),
}
_OUTPUTS: Final = ["answers"]
_REASONS: Final = ["contributions"]
_REASONED_ROWS: Final = 256
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

    @property
    def spread(self) -> FloatArray | None:
        """(n,) how far an ensemble's log-odds are apart; None where the bundle has no such head."""
        place = self.columns.get("log_odds_spread")
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

    columns: where each group of answers stands. inputs: what to read instead of features of ours; uses: of each
    feature its input and the use made of it. prior: the expert model it is blended with while outcomes are few.
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
    reasons: onnxruntime.InferenceSession | None = None
    inputs: tuple[Input, ...] = ()
    uses: tuple[tuple[int, str], ...] = ()
    prior: "Model | None" = None

    def predict(self, features: FloatArray) -> Prediction:
        """features: (n, F) in the order of `self.features`, NaN where unknown."""
        return Prediction(self.session.run(_OUTPUTS, {"features": features}, RUN)[0], self.columns)

    def explain(self, features: FloatArray) -> FloatArray:
        """(n, features of ours or inputs) what each adds to the log-odds of conversion."""
        if self.reasons is None:
            return self.predict(features).contributions
        parts = [features[start : start + _REASONED_ROWS] for start in range(0, len(features), _REASONED_ROWS)]
        return np.concatenate([self.reasons.run(_REASONS, {"features": part})[0] for part in parts])

    @property
    def explained(self) -> tuple[str, ...]:
        """The names of what `explain` speaks of."""
        return tuple(one.name for one in self.inputs) or self.features

    def read(self, values: Sequence[Any], as_of_day: float) -> list[float]:
        """One row for the graph, of the inputs' values as they came."""
        found = [one.read(value, as_of_day) for one, value in zip(self.inputs, values, strict=True)]
        return [found[place][use] for place, use in self.uses]


def answer_names(features: Sequence[str], heads: Collection[str]) -> tuple[str, ...]:
    """The columns of `answers` of a bundle with these heads, in order. features: none where there are inputs."""
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
    graph = _read_graph(folder, ANSWERS, manifest["sha256"])
    features = tuple(feature["name"] for feature in manifest["features"])
    inputs = read_inputs(manifest.get("inputs", ()))
    for feature in _ours(manifest, inputs):
        layer = known_features.get(feature["name"])
        if layer != feature["layer"]:
            said = "unknown here" if layer is None else f"of layer {layer} here"
            raise _refused(folder, f"feature {feature['name']} (layer {feature['layer']}) is {said}")
    names = answer_names(() if inputs else features, manifest["heads"])
    if tuple(manifest["answers"]) != names:
        raise _refused(folder, "the manifest's answers do not follow from its features and heads")
    session = session_of(graph, lambda problem: _refused(folder, problem))
    _check_signature(folder, session, {"features": len(features)}, {"answers": len(names)})
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
        reasons=_reasons(folder, manifest, len(features), len(inputs)),
        inputs=inputs,
        uses=tuple((int(feature["input"]), feature["use"]) for feature in manifest["features"]) if inputs else (),
    )


def _ours(manifest: Mapping[str, Any], inputs: Sequence[Input]) -> Iterator[Mapping[str, Any]]:
    """What is said of the features that our code must know: name and layer of each."""
    if not inputs:
        yield from manifest["features"]
    for one in inputs:
        if not one.name.startswith((LEAD, ACCOUNT)):
            yield {"name": one.name, "layer": one.layer}


def _columns(names: Sequence[str]) -> Mapping[str, slice]:
    """Neighbours whose names begin alike are one group."""
    groups = [name.partition(":")[0] for name in names]
    return {group: slice(groups.index(group), groups.index(group) + groups.count(group)) for group in set(groups)}


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def sealed(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """With the hash of all else it says, for vocabularies decide as much as a graph does."""
    rest = {name: value for name, value in manifest.items() if name != _SEAL}
    return {**rest, _SEAL: sha256_of(json.dumps(rest, sort_keys=True, ensure_ascii=False).encode())}


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
    if manifest.get("inputs") and sealed(manifest)[_SEAL] != manifest.get(_SEAL):
        raise _refused(folder, f"{MANIFEST} is not as it was written (its hash differs)")
    return manifest


def _read_graph(folder: Path, name: str, digest: str | None) -> bytes:
    try:
        graph = (folder / name).read_bytes()
    except OSError as error:
        raise _refused(folder, f"{name} cannot be read: {error}") from error
    if sha256_of(graph) != digest:
        raise _refused(folder, f"{name} is not the file the manifest was written for (its hash differs)")
    return graph


def _reasons(folder: Path, manifest: Mapping[str, Any], width: int, inputs: int) -> onnxruntime.InferenceSession | None:
    """The second graph of a bundle with inputs."""
    if not inputs:
        return None
    graph = _read_graph(folder, REASONS, manifest.get("reasons_sha256"))
    session = session_of(graph, lambda problem: _refused(folder, problem))
    _check_signature(folder, session, {"features": width}, {"contributions": inputs})
    return session


def _check_signature(
    folder: Path, session: onnxruntime.InferenceSession, takes: Mapping[str, int], gives: Mapping[str, int]
) -> None:
    for what, nodes, wanted in (("inputs", session.get_inputs(), takes), ("outputs", session.get_outputs(), gives)):
        there = [(node.name, node.type, list(node.shape)[1:]) for node in nodes]
        if there != [(name, "tensor(double)", [columns]) for name, columns in wanted.items()]:
            said = ", ".join(f"{name}: float64 (n, {columns})" for name, columns in wanted.items())
            raise _refused(folder, f"the graph's {what} are {there}, not {said}")


def _refused(folder: Path, problem: str) -> PermanentError:
    return PermanentError(f"model bundle {folder} is refused: {problem}")
