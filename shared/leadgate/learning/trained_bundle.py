"""Writes what was trained as a bundle: graph, manifest, card, evaluation; the format `leadgate.model.bundle` reads."""

import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import numpy as np

from leadgate.domain.assessment import LAYERS
from leadgate.features.columns import LAYER_OF
from leadgate.learning.basis import FloatArray
from leadgate.learning.export import IR_VERSION, OPSET
from leadgate.learning.graph import answers_graph, reasons_graph
from leadgate.learning.reports.measured import sentences_of
from leadgate.learning.reports.page import write_page
from leadgate.learning.reports.training import training_page
from leadgate.learning.tables import History
from leadgate.learning.training import Trained
from leadgate.learning.tree_nodes import ML_OPSET
from leadgate.model.bundle import ANSWERS, FORMAT, HEADS, MANIFEST, REASONS, Model, answer_names, sealed, sha256_of
from leadgate.model.bundle import load_bundle as load
from leadgate.model.segments import SEGMENTS

_VERSION_LENGTH: Final = 12
_SAMPLE: Final = 4_000
_TAILS: Final = (0.005, 0.995)


def write_trained(
    folder: Path, trained: Trained, history: History, origin: Mapping[str, Any], evaluation: Mapping[str, Any]
) -> dict[str, Any]:
    """origin: `name`, `currency`, `seed` and what was asked for. Returns the manifest. The same in, the same bytes."""
    heads = [head for head in HEADS if head in trained.measured]
    names = answer_names((), heads)
    graph, reasons = answers_graph(trained.heads, len(names)), reasons_graph(trained.heads)
    manifest = _manifest(trained, history, origin, (graph, reasons), names)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ANSWERS).write_bytes(graph)
    (folder / REASONS).write_bytes(reasons)
    _write_json(folder / MANIFEST, sealed(manifest))
    model = load(folder, LAYER_OF)
    manifest = sealed({**manifest, "inputs": _weighed(manifest["inputs"], model, trained.served)})
    _write_json(folder / MANIFEST, manifest)
    _write_json(folder / "evaluation.json", evaluation)
    write_page(folder / "report.html", training_page(manifest, evaluation, trained, history, model))
    (folder / "MODEL_CARD.md").write_text(_card(manifest, trained, history, evaluation), encoding="utf-8")
    return manifest


def _manifest(
    trained: Trained, history: History, origin: Mapping[str, Any], graphs: tuple[bytes, bytes], names: tuple[str, ...]
) -> dict[str, Any]:
    digest, reasons = map(sha256_of, graphs)
    return {
        "format": FORMAT,
        **origin,
        "outcomes": len(history),
        "version": digest[:_VERSION_LENGTH],
        "sha256": digest,
        "reasons_sha256": reasons,
        "onnx": {"opset": OPSET, "ml_opset": ML_OPSET, "ir_version": IR_VERSION},
        "trained_rows": len(history),
        "converted_rows": int(history.converted.sum()),
        "window": _window(history),
        "family": trained.conversion.choice.family,
        "chosen": trained.conversion.choice.words,
        "time_column": history.roles.time,
        "baseline_log_odds": trained.heads.baseline,
        "heads": {head: dict(trained.measured[head]) for head in HEADS if head in trained.measured},
        "inputs": [_input(trained, number) for number in range(len(trained.columns.fields))],
        "features": [_feature(trained, place) for place in range(len(trained.columns.made))],
        "answers": list(names),
        **({SEGMENTS: dict(trained.segments.known)} if trained.segments else {}),
    }


def _input(trained: Trained, number: int) -> dict[str, Any]:
    field, categories = trained.columns.fields[number], trained.encoding.categories[number]
    said = {"name": field.source, "column": field.name, "layer": field.layer, "kind": field.kind}
    if field.kind == "date":
        said["day_first"] = field.day_first  # type: ignore[assignment]  # JSON of several types
    if categories is None:
        place = next(p for p, one in enumerate(trained.columns.made) if one.field == number)
        return {**said, "range": _range(trained.served[:, place])}
    served = {
        one.use: [float(value) for value in one.table]
        for one in trained.columns.made
        if one.field == number and one.table is not None
    }
    return {**said, "levels": list(categories.kept), "served": served}


def _range(column: FloatArray) -> list[float] | None:
    known = column[np.isfinite(column)]
    return [float(value) for value in np.quantile(known, _TAILS)] if known.size else None


def _feature(trained: Trained, place: int) -> dict[str, Any]:
    one = trained.columns.made[place]
    field = trained.columns.fields[one.field]
    name = field.source if one.table is None else f"{field.source}#{one.use}"
    return {"name": name, "layer": field.layer, "input": one.field, "use": one.use}


def _weighed(inputs: list[dict[str, Any]], model: Model, served: FloatArray) -> list[dict[str, Any]]:
    """Each with its share of what moves the chance: the mean size of its contributions."""
    step = max(1, len(served) // _SAMPLE)
    size = np.abs(model.explain(np.ascontiguousarray(served[::step]))).mean(axis=0)
    shares = size / size.sum() if size.sum() > 0 else np.full(len(size), 1.0 / len(size))
    return [{**one, "importance": round(float(share), 6)} for one, share in zip(inputs, shares, strict=True)]


def _window(history: History) -> dict[str, str] | None:
    if history.at is None:
        return None
    days = [np.datetime64(int(day), "D") for day in (history.at[0], history.at[-1])]
    return {"from": str(days[0]), "to": str(days[1])}


def _card(manifest: Mapping[str, Any], trained: Trained, history: History, evaluation: Mapping[str, Any]) -> str:
    from jinja2 import Environment

    text = files("leadgate.learning").joinpath("trained_card.md").read_text(encoding="utf-8")
    environment = Environment(trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)  # noqa: S701  # no HTML
    ranked = sorted(manifest["inputs"], key=lambda one: -one["importance"])
    there = {column.name for column in history.columns}
    return environment.from_string(text).render(
        manifest=manifest,
        history=history,
        notes=(*history.notes, *trained.notes),
        leaks=[leak for leak in evaluation["leaks"] if leak["column"] in there],
        ranked=ranked[:12],
        evaluation=evaluation,
        layers=LAYERS,
        measured=tuple(sentences_of(manifest["heads"])),
    )


def _write_json(path: Path, content: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
