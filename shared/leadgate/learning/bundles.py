"""Writes a bundle: `model.onnx`, `manifest.json`, `MODEL_CARD.md`; the format `leadgate.model.bundle` reads."""

import json
from pathlib import Path
from typing import Any, Final

from leadgate.features.columns import FEATURE_BY_NAME
from leadgate.learning.export import IR_VERSION, OPSET, Answers, answers_of, graph_of
from leadgate.learning.heads import Heads
from leadgate.model.bundle import FORMAT, sha256_of

_VERSION_LENGTH: Final = 12


def write_bundle(folder: Path, heads: Heads, origin: dict[str, Any], card: str) -> dict[str, Any]:
    """origin: `name`, `outcomes`, `currency` and where the rows came from. card: the text above the measured figures.

    Returns the manifest. The same heads give the same bytes.
    """
    answers = answers_of(heads)
    graph = graph_of(answers)
    manifest = _manifest(heads, answers, graph, origin)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.onnx").write_bytes(graph)
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (folder / "MODEL_CARD.md").write_text(card + _figures(manifest), encoding="utf-8")
    return manifest


def _manifest(heads: Heads, answers: Answers, graph: bytes, origin: dict[str, Any]) -> dict[str, Any]:
    digest = sha256_of(graph)
    return {
        "format": FORMAT,
        **origin,
        "version": digest[:_VERSION_LENGTH],
        "sha256": digest,
        "onnx": {"opset": OPSET, "ir_version": IR_VERSION},
        "trained_rows": heads.trained_rows,
        "baseline_log_odds": answers.baseline,
        "heads": heads.measured,
        "features": [
            _feature(name, knots) for name, knots in zip(heads.basis.features, heads.basis.knots, strict=True)
        ],
        "answers": list(answers.names),
    }


def _feature(name: str, knots: tuple[float, ...]) -> dict[str, Any]:
    feature = FEATURE_BY_NAME[name]
    return {"name": name, "layer": feature.layer, "unit": feature.unit, "rises": feature.rises, "knots": list(knots)}


def _figures(manifest: dict[str, Any]) -> str:
    """The measured part of the card, from the manifest alone."""
    lines = ["", "## Measured on the newest part, which was neither trained nor calibrated on", ""]
    for head, measured in manifest["heads"].items():
        lines.append(
            f"- **{head}**: " + ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in measured.items())
        )
    lines += [
        "",
        (
            f"Version {manifest['version']}; {manifest['trained_rows']:,} rows trained on; "
            f"{manifest['outcomes']} real outcomes."
        ),
    ]
    return "\n".join(lines) + "\n"
