"""Trains the classifier: `python -m leadgate.learning.conversation.train --out model_artifacts/conversation`."""

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any, Final

from threadpoolctl import threadpool_limits

from leadgate.conversation.classifier import CLASSES, FORMAT, Classifier, load_classifier
from leadgate.conversation.features import VERSION, WIDTH
from leadgate.learning.conversation.measuring import measure, measure_latency, read_once
from leadgate.learning.conversation.training import fit, graph_of
from leadgate.learning.conversation.utterances import held_out, written

_HONESTY: Final = (
    "The held-out utterances were written after the others and in another style, but by the same author: real visitors"
    " will be read less well. No conversation of anybody is in the training."
)


def train(folder: Path, seed: int) -> dict[str, Any]:
    """Writes the bundle and returns its manifest. The same seed gives the same graph on one machine."""
    with threadpool_limits(limits=1):
        graph = graph_of(fit(written(), seed))
    manifest = {
        "format": FORMAT,
        "features": {"version": VERSION, "width": WIDTH},
        "classes": list(CLASSES),
        "sha256": hashlib.sha256(graph).hexdigest(),
        "seed": seed,
        "trained_on": len(written()),
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.onnx").write_bytes(graph)
    _write(folder, manifest)
    measured = _measured(load_classifier(folder))
    _write(folder, {**manifest, **measured})
    return {**manifest, **measured}


def _measured(classifier: Classifier) -> dict[str, Any]:
    utterances = held_out()
    texts = [utterance.text for utterance in utterances]
    read = read_once(classifier.opinion_of)
    longest = (" ".join(texts) * 10)[:10_000]
    return {
        "held_out": {"note": _HONESTY, **measure(utterances, classifier.opinion_of)},
        "latency": {
            "of": "one message, from text to decision: CPU time of its one thread, on the machine of training",
            "held_out_messages": measure_latency(texts, read),
            "messages_of_10000_characters": measure_latency([longest], read, rounds=100),
        },
    }


def _write(folder: Path, manifest: dict[str, Any]) -> None:
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder of the bundle")
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    manifest = train(given.out, given.seed)
    sys.stderr.write(f"{json.dumps({name: manifest[name] for name in ('held_out', 'latency')}, indent=2)}\n")


if __name__ == "__main__":
    main()
