"""The classifier's bundle: refused unless it fits, quick, and no worse than its manifest says."""

import json
import shutil
import time
from pathlib import Path

import numpy as np
import pytest

from leadgate.bootstrap import bundled_model
from leadgate.conversation.classifier import load_classifier
from leadgate.conversation.features import features_of
from leadgate.errors import PermanentError
from leadgate.learning.conversation.measuring import measure, read_once
from leadgate.learning.conversation.training import fit, graph_of
from leadgate.learning.conversation.utterances import LANGUAGES, held_out, written

BUNDLE = bundled_model().parent / "conversation"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BUNDLE, tmp_path / "bundle"))


def test_the_manifest_says_what_is_measured() -> None:
    said = json.loads((BUNDLE / "manifest.json").read_text())["held_out"]
    assert measure(held_out(), load_classifier(BUNDLE).opinion_of) == {k: v for k, v in said.items() if k != "note"}


def test_reading_has_not_become_worse() -> None:
    measured = measure(held_out(), load_classifier(BUNDLE).opinion_of)
    assert measured["accuracy"] >= 0.75
    assert measured["escalation"]["precision"] >= 0.83
    assert measured["escalation"]["recall"] >= 0.75


def test_nothing_held_out_is_learned() -> None:
    assert not {u.text.casefold() for u in held_out()} & {u.text.casefold() for u in written()}


@pytest.mark.parametrize(("language", "least"), [("en", 150), ("de", 60), ("fr", 60), ("es", 60)])
def test_enough_is_written_of_everything(language: str, least: int) -> None:
    intents = [utterance.intent for utterance in written() if utterance.language == language]
    assert all(intents.count(intent) >= least for intent in set(intents))
    assert language in LANGUAGES


def test_half_of_all_messages_take_less_than_two_milliseconds() -> None:
    """The limit of 5 ms for the 99th is the benchmark's: here others use the machine too."""
    read = read_once(load_classifier(BUNDLE).opinion_of)
    times = []
    for utterance in held_out():
        begin = time.thread_time()
        read(utterance.text)
        times.append(time.thread_time() - begin)
    assert np.median(times) < 0.002


REFUSED = [
    ("features", {"version": 0, "width": 16384}),
    ("classes", ["evaluation"]),
    ("format", 2),
    ("sha256", "0" * 64),
]


@pytest.mark.parametrize(("field", "value"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_bundle_that_does_not_fit_is_refused(copy: Path, field: str, value: object) -> None:
    manifest = json.loads((copy / "manifest.json").read_text())
    (copy / "manifest.json").write_text(json.dumps({**manifest, field: value}))
    with pytest.raises(PermanentError, match=field):
        load_classifier(copy)


def test_a_missing_bundle_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PermanentError, match="cannot be read"):
        load_classifier(tmp_path)


def test_features_have_length_one_or_none() -> None:
    assert np.linalg.norm(features_of("Grüße, how are you?")) == pytest.approx(1.0)
    assert not features_of("… —").any()


def test_training_twice_gives_the_same_graph() -> None:
    few = [utterance for utterance in held_out() if utterance.language == "en"]
    assert graph_of(fit(few, seed=3)) == graph_of(fit(few, seed=3))
