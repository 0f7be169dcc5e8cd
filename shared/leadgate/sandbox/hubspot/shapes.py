"""Parts of a JSON body in the shape they need, or HubSpot's 400."""

from collections.abc import Mapping
from typing import Any

from .errors import ApiError, Json, invalid

INTEGER_LIMIT = 2**53


def an_object(value: object, name: str) -> Json:
    if not isinstance(value, dict):
        raise _malformed(name, "an object")
    return value


def objects(body: Mapping[str, Any], name: str) -> list[Json]:
    """A list of objects; empty where it is missing or null."""
    value = body.get(name)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise _malformed(name, "a list of objects")
    return value


def texts(body: Mapping[str, Any], name: str) -> list[str]:
    """A list of plain values, as text; empty where it is missing or null."""
    value = body.get(name)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(one, str | int | float) for one in value):
        raise _malformed(name, "a list of plain values")
    return [str(one) for one in value]


def whole(body: Mapping[str, Any], name: str, default: int) -> int:
    """A whole number, as a number or as text; the default where it is missing or null."""
    value = body.get(name)
    if value is None:
        return default
    try:
        number = int(str(value))
    except ValueError:
        raise _malformed(name, "a whole number") from None
    if abs(number) > INTEGER_LIMIT:
        raise _malformed(name, "a whole number")
    return number


def _malformed(name: str, needed: str) -> ApiError:
    return invalid(f'Invalid input JSON: "{name}" must be {needed}', {"propertyName": [name]})
