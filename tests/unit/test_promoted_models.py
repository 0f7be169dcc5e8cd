"""A running process picks up what was promoted, and whatever is refused leaves the last good model in place."""

import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from leadgate.bootstrap import bundled_model
from leadgate.embedded.bundles import FolderBundles
from leadgate.errors import BadInputError, RetryableError
from leadgate.model.promoted import LOOK_EVERY, PromotedModels, files_of
from leadgate.model.standing import Standing, promoted, rolled_back, shadowed
from tests.contract.building import FixedClock

BUNDLED = files_of(bundled_model())


def another(note: str) -> dict[str, bytes]:
    """The bundled one with another card: another version that judges alike."""
    return {**BUNDLED, "MODEL_CARD.md": note.encode()}


@pytest.fixture
def store(tmp_path: Path) -> FolderBundles:
    return FolderBundles(tmp_path / "models")


def stand(store: FolderBundles, standing: Standing) -> None:
    assert store.swap(store.standing(), standing, {})


def test_the_bundled_model_judges_until_one_is_promoted(store: FolderBundles) -> None:
    models = PromotedModels(lambda: store, bundled_model(), FixedClock())
    assert models.current().name == "leadgate-bundled"
    assert models.shadows() == ()


def test_a_promoted_model_is_picked_up_within_a_minute_and_not_before(store: FolderBundles) -> None:
    clock = FixedClock()
    models = PromotedModels(lambda: store, bundled_model(), clock)
    first = models.current()
    stand(store, promoted(store.standing(), store.add(another("new"))))
    assert models.current() is first
    clock.at += LOOK_EVERY
    second = models.current()
    assert second is not first
    assert models.current() is second


def test_rolling_back_is_picked_up_too(store: FolderBundles) -> None:
    clock = FixedClock()
    models = PromotedModels(lambda: store, bundled_model(), clock)
    stand(store, promoted(store.standing(), store.add(another("a"))))
    one = models.current()
    stand(store, promoted(store.standing(), store.add(another("b"))))
    clock.at += LOOK_EVERY
    assert models.current() is not one
    stand(store, rolled_back(store.standing()))
    clock.at += LOOK_EVERY
    assert models.current().version == one.version


REFUSED = [
    ("one byte of the graph changed", lambda files: {**files, "model.onnx": files["model.onnx"][:-1] + b"\x00"}),
    ("no manifest", lambda files: {name: content for name, content in files.items() if name != "manifest.json"}),
]


@pytest.mark.parametrize("broken", [row[1] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_a_bundle_that_is_refused_leaves_the_last_good_one(
    store: FolderBundles, broken: object, caplog: pytest.LogCaptureFixture
) -> None:
    clock = FixedClock()
    models = PromotedModels(lambda: store, bundled_model(), clock)
    good = models.current()
    assert callable(broken)
    stand(store, promoted(store.standing(), store.add(broken(BUNDLED))))
    clock.at += LOOK_EVERY
    with caplog.at_level(logging.ERROR):
        assert models.current() is good
        assert models.current() is good
    assert len(caplog.records) == 1


def test_shadows_score_beside_and_one_that_is_refused_is_left_out(store: FolderBundles) -> None:
    good, bad = store.add(another("shadow")), store.add({"manifest.json": b"{}"})
    stand(store, shadowed(shadowed(store.standing(), good), bad))
    models = PromotedModels(lambda: store, bundled_model(), FixedClock())
    assert len(models.shadows()) == 1
    assert models.current().name == "leadgate-bundled"


class Down(FolderBundles):
    """A store that cannot be reached."""

    def standing(self) -> Standing:
        raise RetryableError("S3 get: ServiceUnavailable")


def test_a_store_that_is_down_stops_nobody(tmp_path: Path) -> None:
    assert PromotedModels(lambda: Down(tmp_path), bundled_model(), FixedClock()).current().name == "leadgate-bundled"


def test_a_promoted_model_leaves_the_shadow_and_is_remembered_for_rolling_back() -> None:
    standing = promoted(shadowed(promoted(Standing(), "a"), "b"), "b")
    assert standing == Standing("b", ("a", None), ())
    assert rolled_back(standing) == Standing("a", (None,), ())
    assert rolled_back(rolled_back(standing)) == Standing(None, (), ())


WRONG = [
    ("what judges cannot be promoted", lambda: promoted(Standing("a"), "a"), "a: judges already"),
    ("what judges cannot be in the shadow", lambda: shadowed(Standing("a"), "a"), "a: judges already"),
    ("a shadow is one once", lambda: shadowed(Standing(shadows=("a",)), "a"), "a: is in the shadow already"),
    ("there must be something to go back to", lambda: rolled_back(Standing()), "nothing to roll back to"),
]


@pytest.mark.parametrize(("change", "message"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_what_cannot_stand_is_refused(change: object, message: str) -> None:
    assert callable(change)
    with pytest.raises(BadInputError, match=message):
        change()


def test_the_clock_alone_decides_when_to_look(store: FolderBundles) -> None:
    clock = FixedClock(datetime(2026, 1, 1, tzinfo=UTC))
    models = PromotedModels(lambda: store, bundled_model(), clock)
    first = models.current()
    clock.at += timedelta(hours=5)
    assert models.current() is first
