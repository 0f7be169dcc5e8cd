"""Reading values that came from outside: each says what it allows, none guesses."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final, TypeVar

from leadgate.domain.signals import TOO_LARGE, read_number
from leadgate.errors import BadInputError

_HALF: Final = re.compile("[\ud800-\udfff]")
# Control characters but blanks, halves of surrogate pairs, and marks that turn the direction of what follows.
_UNSAFE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

Row = Mapping[str, Any]
Read = TypeVar("Read")


def an_object(value: object, path: str) -> Row:
    if not isinstance(value, Mapping):
        raise BadInputError(path, f"an object is needed, not {_kind_of(value)}")
    return value


def rows(row: Row, name: str) -> Sequence[Any]:
    """A list; empty where missing or null."""
    value = row.get(name)
    if value is None:
        return ()
    if not isinstance(value, list | tuple):
        raise BadInputError(name, f"a list or null is allowed, not {_kind_of(value)}")
    return value


def each(row: Row, name: str, read: Callable[[Row], Read]) -> tuple[Read, ...]:
    """Each object of a list, read; errors name the place: `signals[3].kind`."""
    found = []
    for number, value in enumerate(rows(row, name)):
        place = f"{name}[{number}]"
        try:
            found.append(read(an_object(value, "")))
        except BadInputError as error:
            raise error.under(place) from error
    return tuple(found)


def required_id(row: Row, name: str) -> str:
    value = identifier(row, name)
    if not value:
        raise BadInputError(name, "is required: text that is not empty")
    return value


def optional_id(row: Row, name: str) -> str | None:
    return identifier(row, name) or None


def identifier(row: Row, name: str) -> str:
    """Text exactly as it came, but for blanks around it: two ids that differ in anything are two."""
    value = row.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise BadInputError(name, f"text or null is allowed, not {_kind_of(value)}")
    if _HALF.search(str(value)):
        raise BadInputError(name, "is no text: it holds half a character")
    return str(value).strip()


def required_text(row: Row, name: str) -> str:
    value = text(row, name)
    if not value:
        raise BadInputError(name, "is required: text that is not empty")
    return value


def text(row: Row, name: str) -> str:
    """Text, trimmed and clean; numbers as written; empty where missing or null."""
    value = row.get(name)
    return clean(value) if isinstance(value, str) else identifier(row, name)


def clean(text: str) -> str:
    """Text that any store, record and terminal can hold: no control characters, no half characters, no turned order."""
    if text.isprintable():  # most is
        return text.strip()
    return "".join(" " if char in "\t\n\r" else char for char in text if not _UNSAFE.match(char)).strip()


def optional_text(row: Row, name: str) -> str | None:
    return text(row, name) or None


def number(row: Row, name: str, *, low: float = 0.0) -> float | None:
    value = row.get(name)
    if value is None or value == "":
        return None
    found = read_number(value)
    if found is None or found < low:
        allowed = f"a number of at least {low:g} and below {TOO_LARGE:g}, or null, is allowed"
        raise BadInputError(name, f"{allowed}, not {shown(value)}")
    return found


def flag(row: Row, name: str) -> bool:
    """True or false; false where missing or null."""
    value = row.get(name)
    if value is None:
        return False
    if not isinstance(value, bool):
        raise BadInputError(name, f"true, false or null is allowed, not {shown(value)}")
    return value


def optional_flag(row: Row, name: str) -> bool | None:
    return None if row.get(name) is None else flag(row, name)


def required_instant(row: Row, name: str) -> datetime:
    found = instant(row, name)
    if found is None:
        raise BadInputError(name, "is required: an instant such as 2026-11-23T17:00:00Z")
    return found


def instant(row: Row, name: str) -> datetime | None:
    """An aware UTC instant; None where missing, null or empty."""
    value = row.get(name)
    if value is None or value == "":
        return None
    found = parse_instant(value)
    if found is None:
        raise BadInputError(name, f"an instant such as 2026-11-23T17:00:00Z is allowed, not {shown(value)}")
    return found


def parse_instant(value: object) -> datetime | None:
    """ISO 8601 text → aware UTC; text without a zone is UTC, a date is its first instant. None for anything else."""
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value)
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def render_instant(at: datetime | None) -> str | None:
    """ISO 8601 in UTC with a Z, the way all instants are written."""
    return None if at is None else at.astimezone(UTC).isoformat().replace("+00:00", "Z")


@cache
def field_names(kind: type) -> tuple[str, ...]:
    """Of a frozen record, in the order they are written."""
    return tuple(field.name for field in fields(kind))


def shown(value: object) -> str:
    """A value for an error line: short, on one line."""
    line = repr(value)
    return line if len(line) <= 40 else f"{line[:37]}..."


def _kind_of(value: object) -> str:
    names = {
        str: "text",
        bool: "true or false",
        int: "a number",
        float: "a number",
        list: "a list",
        dict: "an object",
    }
    return "null" if value is None else names.get(type(value), type(value).__name__)
