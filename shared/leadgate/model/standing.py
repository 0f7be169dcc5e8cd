"""Which bundle judges, which did before, and which score in its shadow; each by the hash of its content."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from leadgate.errors import BadInputError

BUNDLED: Final = "bundled"
"""How the bundle that ships with the code is called where a version is expected."""
_LENGTH: Final = 16
_REMEMBERED: Final = 50


@dataclass(frozen=True, slots=True)
class Standing:
    """current: None while the bundled one judges. previous: what judged before, the last first; None as there."""

    current: str | None = None
    previous: tuple[str | None, ...] = ()
    shadows: tuple[str, ...] = ()


def version_of(files: Mapping[str, bytes]) -> str:
    """The hash of names and contents, whatever their order."""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{hashlib.sha256(files[name]).hexdigest()}\n".encode())
    return digest.hexdigest()[:_LENGTH]


def shadowed(standing: Standing, version: str) -> Standing:
    """It scores beside the one that judges. Raises BadInputError where it judges, or does so already."""
    if version == standing.current:
        raise BadInputError(version, "judges already")
    if version in standing.shadows:
        raise BadInputError(version, "is in the shadow already")
    return replace(standing, shadows=(*standing.shadows, version))


def promoted(standing: Standing, version: str) -> Standing:
    """It judges. Raises BadInputError where it does so already."""
    if version == standing.current:
        raise BadInputError(version, "judges already")
    others = tuple(shadow for shadow in standing.shadows if shadow != version)
    return Standing(version, (standing.current, *standing.previous)[:_REMEMBERED], others)


def rolled_back(standing: Standing) -> Standing:
    """What judged before judges again. Raises BadInputError where nothing did."""
    if not standing.previous:
        raise BadInputError("", "there is nothing to roll back to: no bundle was ever promoted")
    return replace(standing, current=standing.previous[0], previous=standing.previous[1:])


def render_standing(standing: Standing) -> dict[str, Any]:
    return {
        "current": standing.current,
        "previous": list(standing.previous),
        "shadows": list(standing.shadows),
    }


def parse_standing(row: Mapping[str, Any]) -> Standing:
    return Standing(row.get("current"), tuple(row.get("previous", ())), tuple(row.get("shadows", ())))
