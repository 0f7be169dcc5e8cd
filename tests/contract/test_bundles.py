"""Every store of bundles keeps what it was given, says when it was altered, and changes what stands in one stroke."""

import threading

import pytest

from leadgate.errors import PermanentError
from leadgate.model.standing import Standing, promoted, shadowed, version_of
from tests.contract.conftest import BundlesBench

ONE = {"model.onnx": b"\x00\x01", "manifest.json": b"{}"}
OTHER = {"model.onnx": b"\x00\x02", "manifest.json": b"{}"}


def test_a_bundle_is_kept_under_the_hash_of_its_content(bundles: BundlesBench) -> None:
    version = bundles.store.add(ONE)
    assert version == version_of(ONE) != version_of(OTHER)
    assert bundles.again().files(version) == ONE


def test_the_same_content_twice_is_one_bundle(bundles: BundlesBench) -> None:
    assert bundles.store.add(ONE) == bundles.store.add(dict(reversed(ONE.items())))
    bundles.store.add(OTHER)
    assert bundles.store.versions() == tuple(sorted((version_of(ONE), version_of(OTHER))))


def test_a_bundle_that_was_altered_is_refused(bundles: BundlesBench) -> None:
    version = bundles.store.add(ONE)
    bundles.alter(version, "model.onnx")
    with pytest.raises(PermanentError, match="was altered"):
        bundles.store.files(version)


def test_a_bundle_with_a_file_too_many_is_refused(bundles: BundlesBench) -> None:
    version = bundles.store.add(ONE)
    bundles.alter(version, "more.json")
    with pytest.raises(PermanentError, match="was altered"):
        bundles.store.files(version)


def test_a_bundle_that_is_not_there_is_said_so(bundles: BundlesBench) -> None:
    with pytest.raises(PermanentError, match="there is no bundle 0123456789abcdef"):
        bundles.store.files("0123456789abcdef")


def test_nothing_stands_at_first(bundles: BundlesBench) -> None:
    assert bundles.store.standing() == Standing()
    assert bundles.store.versions() == ()
    assert bundles.store.events() == ()


def test_what_stands_changes_together_with_its_record(bundles: BundlesBench) -> None:
    first, second = Standing(), promoted(Standing(), "a")
    assert bundles.store.swap(first, second, {"action": "promoted", "version": "a", "evidence": {"auc": 0.8}})
    third = shadowed(second, "b")
    assert bundles.store.swap(second, third, {"action": "shadow", "version": "b"})
    assert bundles.again().standing() == third
    assert [event["action"] for event in bundles.again().events()] == ["promoted", "shadow"]
    assert bundles.store.events()[0]["evidence"] == {"auc": 0.8}


def test_who_saw_something_else_stand_changes_nothing(bundles: BundlesBench) -> None:
    bundles.store.swap(Standing(), promoted(Standing(), "a"), {"action": "promoted"})
    assert not bundles.store.swap(Standing(), promoted(Standing(), "b"), {"action": "promoted"})
    assert bundles.store.standing().current == "a"
    assert len(bundles.store.events()) == 1


def test_of_many_who_change_it_at_once_one_does(bundles: BundlesBench) -> None:
    done: list[bool] = []

    def promote(version: str) -> None:
        done.append(bundles.again().swap(Standing(), promoted(Standing(), version), {"version": version}))

    threads = [threading.Thread(target=promote, args=(f"v{number}",)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == [False] * 5 + [True]
    (event,) = bundles.store.events()
    assert bundles.store.standing().current == event["version"]
