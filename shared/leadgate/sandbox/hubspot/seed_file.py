"""Is a seed file one that a portal can be made of? Says where it is not, and what would be right."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from leadgate.sandbox.clock import parse_instant
from leadgate.sandbox.seed_file import SeedError, a_list, an_object, check_keys

from .errors import ApiError, Json
from .object_types import OBJECT_TYPES, object_type

_RECORDS: Final = tuple(kind.name for kind in OBJECT_TYPES)
_LISTS: Final = ("owners", "pipelines", *_RECORDS, "associations", "rules", "subscriptions")
_BY_TYPE: Final = ("groups", "properties")
_KEYS: Final = ("portalId", *_BY_TYPE, *_LISTS)
_RECORD_KEYS: Final = ("id", "properties", "createdAt", "appId", "history")
_NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "groups": ("name", "label"),
    "owners": ("id",),
    "pipelines": ("id",),
    "associations": ("from", "to"),
    "subscriptions": ("subscriptionType",),
}


@contextmanager
def placed(place: str) -> Iterator[None]:
    """What the API would refuse, told with its place in the seed."""
    try:
        yield
    except ApiError as error:
        for issue in error.errors:
            name = issue["context"]["propertyName"][0]
            raise SeedError(f"{place}.properties.{name}", issue["message"]) from error
        raise SeedError(place, error.message) from error


def check_seed(content: Json) -> None:
    """Names, shapes and ids; the values are judged as they are written. Raises SeedError."""
    check_keys("", content, _KEYS)
    if "portalId" in content:
        _check_number("portalId", content["portalId"])
    for name in _LISTS:
        _check_objects(name, name, content.get(name, []))
    for name in _BY_TYPE:
        _check_by_type(name, an_object(name, content.get(name, {})))
    for name in (*_RECORDS, "owners"):
        _check_ids(name, content.get(name, []))
    for name in _RECORDS:
        _check_records(name, content.get(name, []))
    for number, body in enumerate(content.get("pipelines", [])):
        _check_stages(f"pipelines[{number}].stages", body.get("stages", []))


def _check_objects(name: str, place: str, bodies: Any) -> None:
    for number, body in enumerate(a_list(place, bodies)):
        an_object(f"{place}[{number}]", body)
        for key in _NEEDED.get(name, ()):
            if not isinstance(body.get(key), str | int):
                raise SeedError(f"{place}[{number}].{key}", "is required")


def _check_by_type(name: str, listed: Json) -> None:
    for type_name, bodies in listed.items():
        with placed(f"{name}.{type_name}"):
            object_type(type_name)
        _check_objects(name, f"{name}.{type_name}", bodies)


def _check_records(name: str, bodies: list[Json]) -> None:
    for number, body in enumerate(bodies):
        _check_record(f"{name}[{number}]", body)


def _check_record(place: str, body: Json) -> None:
    check_keys(place, body, _RECORD_KEYS)
    an_object(f"{place}.properties", body.get("properties", {}))
    created_at = body.get("createdAt")
    if created_at is not None and parse_instant(str(created_at)) is None:
        raise SeedError(f"{place}.createdAt", "an ISO 8601 instant is needed, such as 2026-09-30T14:02:00Z")
    for name, versions in an_object(f"{place}.history", body.get("history", {})).items():
        for number, version in enumerate(a_list(f"{place}.history.{name}", versions)):
            _check_version(f"{place}.history.{name}[{number}]", version)


def _check_version(place: str, version: Any) -> None:
    check_keys(place, an_object(place, version), ("value", "timestamp"))
    if "value" not in version or parse_instant(str(version.get("timestamp", ""))) is None:
        raise SeedError(place, "a value, and a timestamp such as 2026-09-30T14:02:00Z, are needed")


def _check_ids(name: str, bodies: list[Json]) -> None:
    seen: dict[str, int] = {}
    for number, body in enumerate(bodies):
        if "id" in body:
            place = f"{name}[{number}].id"
            text = _check_number(place, body["id"])
            if text in seen:
                raise SeedError(place, f"{text} is the id of {name}[{seen[text]}] already")
            seen[text] = number


def _check_stages(place: str, stages: Any) -> None:
    _check_objects("pipelines", place, stages)
    for number, stage in enumerate(stages):
        share = stage.get("probability", 0.5)
        if isinstance(share, bool) or not isinstance(share, int | float) or not 0 <= share <= 1:
            raise SeedError(f"{place}[{number}].probability", "a number from 0 to 1 is needed")


def _check_number(place: str, value: Any) -> str:
    text = str(value)
    if isinstance(value, bool) or not (text.isascii() and text.isdigit() and len(text) <= 15):
        raise SeedError(place, f"a whole number is needed, not {text[:40]!r}")
    return text
