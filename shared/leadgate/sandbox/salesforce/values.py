"""Is a value one that a field can hold? And how it stands there afterwards."""

from datetime import date, datetime
from typing import Any

from leadgate.sandbox.clock import parse_instant

from .errors import ApiError, refused
from .ids import full_id
from .schema import Field

NUMBERS = ("int", "double", "currency", "percent")
MOST_DIGITS = 18


def stamp(at: datetime) -> str:
    """As Salesforce prints instants: whole seconds."""
    return f"{at:%Y-%m-%dT%H:%M:%S}.000+0000"


def checked(one: Field, value: Any) -> Any:
    """The value as it is kept. Raises ApiError for what the field cannot hold."""
    if value in (None, ""):
        return _nothing(one)
    if one.type == "boolean":
        return _boolean(one, value)
    if one.type in NUMBERS:
        return _number(one, value)
    if one.type in ("date", "datetime"):
        return _time(one, value)
    if one.type in ("json", "any"):
        return value
    return _text(one, value)


def _nothing(one: Field) -> Any:
    if one.required:
        raise refused("REQUIRED_FIELD_MISSING", f"Required fields are missing: [{one.name}]", one.name)
    return False if one.type == "boolean" else None


def _boolean(one: Field, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise _unreadable(one, value)


def _number(one: Field, value: Any) -> float | int:
    try:
        number = float(value)
    except (TypeError, ValueError) as error:
        raise _unreadable(one, value) from error
    if isinstance(value, bool) or not abs(number) < 10**MOST_DIGITS:
        raise refused("NUMBER_OUTSIDE_VALID_RANGE", f"{one.label or one.name}: value outside of valid range", one.name)
    return int(number) if one.type == "int" else number


def _time(one: Field, value: Any) -> str:
    if one.type == "date":
        try:
            return date.fromisoformat(str(value)[:10]).isoformat()
        except ValueError as error:
            raise _unreadable(one, value) from error
    at = parse_instant(value) if isinstance(value, str) and not value.isdigit() else None
    if at is None:
        raise _unreadable(one, value)
    return stamp(at)


def _text(one: Field, value: Any) -> str:
    if not isinstance(value, str):
        raise _unreadable(one, value)
    if one.type in ("reference", "id"):
        full = full_id(value)
        if full is None:
            raise refused("MALFORMED_ID", f"{one.name}: id value of incorrect type: {value}", one.name)
        return full
    if one.length and len(value) > one.length:
        shown = f"{one.label or one.name}: data value too large: {value[:40]} (max length={one.length})"
        raise refused("STRING_TOO_LONG", shown, one.name)
    if one.values and value not in one.values:
        shown = f"{one.label or one.name}: bad value for restricted picklist field: {value}"
        raise refused("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", shown, one.name)
    return value


def _unreadable(one: Field, value: Any) -> ApiError:
    return ApiError(400, "JSON_PARSER_ERROR", f"Cannot deserialize instance of {one.type} from {value!r} at {one.name}")
