"""`leadgate models`: which bundle judges, which score in its shadow, and one step back."""

import re
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from leadgate.bootstrap import bundle_store, models_place
from leadgate.cli.console import out, print_json_line, print_table
from leadgate.clock import SystemClock
from leadgate.domain.reading import render_instant
from leadgate.errors import BadInputError, RetryableError
from leadgate.features.columns import LAYER_OF
from leadgate.model.bundle import MANIFEST, Model, load_bundle
from leadgate.model.promoted import files_of, load_files
from leadgate.model.standing import BUNDLED, Standing, rolled_back, shadowed
from leadgate.ports import BundleStore

Place = Annotated[
    str | None,
    typer.Option("--models", help="Where models are: a folder, or s3://bucket/prefix; default: LEADGATE_MODELS."),
]
Version = Annotated[str, typer.Argument(help="Folder of a bundle, or the version of one that is kept.")]
_VERSION: Final = re.compile(r"[0-9a-f]{16}")
_COLUMNS: Final = ("version", "stands", "name", "outcomes", "AUC", "Brier", "since")


def list_command(
    models: Place = None,
    as_json: Annotated[bool, typer.Option("--json", help="One object a line, for other programs.")] = False,
) -> None:
    """Every bundle that is kept: which judges, which score in its shadow, and since when.

    Example: `leadgate models list --models data/models`
    """
    store = open_store(models)
    rows = [_listed(version, store) for version in store.versions()]
    if as_json:
        for row in rows:
            print_json_line(row)
        return
    if not rows:
        out.print("no bundle is kept; the one that ships with Leadgate judges", highlight=False)
        return
    print_table(_COLUMNS, [tuple(_cell(row[name.casefold()]) for name in _COLUMNS) for row in rows])


def shadow_command(bundle: Version, models: Place = None) -> None:
    """Let a challenger score every lead beside the model that judges; it decides nothing.

    Example: `leadgate models shadow model/ --models data/models`
    """
    store = open_store(models)
    version, _ = find_bundle(bundle, store)
    standing = store.standing()
    change(store, standing, shadowed(standing, version), {"action": "shadow", "version": version})
    out.print(f"{version} scores in the shadow of {standing.current or BUNDLED}", highlight=False)


def rollback_command(
    models: Place = None,
    reason: Annotated[str, typer.Option(help="Why, for the record.")] = "",
) -> None:
    """What judged before judges again, within a minute everywhere.

    Example: `leadgate models rollback --models data/models --reason "too many false alarms"`
    """
    store = open_store(models)
    standing = store.standing()
    back = rolled_back(standing)
    event = {"action": "rolled_back", "version": back.current, "from": standing.current, "reason": reason}
    change(store, standing, back, event)
    out.print(f"{back.current or BUNDLED} judges again instead of {standing.current}", highlight=False)


def open_store(models: str | None) -> BundleStore:
    """Raises BadInputError where no place is named."""
    place = models or models_place()
    if not place:
        raise BadInputError("--models", "a folder, or s3://bucket/prefix, is needed; or the variable LEADGATE_MODELS")
    return bundle_store(place)


def find_bundle(named: str, store: BundleStore) -> tuple[str, Model]:
    """Its version, under which it is kept from now on, and the model. Raises BadInputError where there is none."""
    if (Path(named) / MANIFEST).is_file():
        model = load_bundle(Path(named), LAYER_OF)
        return store.add(files_of(Path(named))), model
    if not _VERSION.fullmatch(named) or named not in store.versions():
        raise BadInputError(named, f"is neither the folder of a bundle, with its {MANIFEST}, nor a version kept here")
    return named, load_files(store.files(named))


def change(store: BundleStore, old: Standing, new: Standing, event: dict[str, Any]) -> None:
    """Raises RetryableError where somebody else changed it meanwhile."""
    if not store.swap(old, new, {"at": render_instant(SystemClock().now()), **event}):
        raise RetryableError("somebody else has just changed which model stands; look again")


def _listed(version: str, store: BundleStore) -> dict[str, Any]:
    standing = store.standing()
    manifest = load_files(store.files(version)).manifest
    measured = manifest["heads"].get("conversion", {})
    events = [event for event in store.events() if event.get("version") == version]
    return {
        "version": version,
        "stands": _stands(version, standing),
        "name": manifest["name"],
        "outcomes": manifest["outcomes"],
        "auc": measured.get("auc"),
        "brier": measured.get("brier"),
        "since": events[-1]["at"] if events else None,
    }


def _stands(version: str, standing: Standing) -> str:
    if version == standing.current:
        return "judges"
    if version in standing.shadows:
        return "in the shadow"
    return "judged before" if version in standing.previous else "kept"


def _cell(value: Any) -> str:
    return "" if value is None else f"{value:.4f}" if isinstance(value, float) else str(value)
