"""Is a value one its property may hold, and how is it kept? Codes and words as HubSpot answers them."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

from leadgate.sandbox.clock import iso, parse_instant

from .errors import Issue
from .schema import Property

TEXT_LIMIT = 65_536
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>.]+(\.[^@\s,;<>.]+)+")


class RefusedError(Exception):
    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def keep_value(item: Property, raw: object, previous: str | None) -> str | Issue:
    """The value as HubSpot keeps it, or why not. None and "" clear a property."""
    text = _text(raw)
    if text == "":
        return ""
    try:
        if item.read_only:
            raise RefusedError("READ_ONLY_VALUE", f'"{item.name}" is a read only property; its value cannot be set.')
        if item.field_type == "checkbox" and item.options:
            return _keep_choices(item, text, previous)
        return _KEEP[item.type](item, text)
    except RefusedError as refused:
        return Issue(item.name, refused.code, str(refused))


def _text(raw: object) -> str:
    if raw is None:
        return ""
    return str(raw).lower() if isinstance(raw, bool) else str(raw)


def _keep_text(item: Property, text: str) -> str:
    if len(text) > TEXT_LIMIT:
        raise RefusedError("INVALID_LENGTH", f"{item.name} was too long: at most {TEXT_LIMIT} characters are allowed.")
    if item.name == "email":
        if not _EMAIL.fullmatch(text.strip()):
            raise RefusedError("INVALID_EMAIL", f"Email address {text} is invalid")
        return text.strip().lower()
    return text.strip().lower() if item.name == "domain" else text


def _keep_number(_: Property, text: str) -> str:
    if not _NUMBER.fullmatch(text):
        raise RefusedError("INVALID_NUMBER", f"{text} was not a valid number.")
    return text


def _keep_date(_: Property, text: str) -> str:
    at = parse_instant(text)
    if at is None:
        raise RefusedError("INVALID_LONG", f"{text} was not a valid long.")
    if at != datetime(at.year, at.month, at.day, tzinfo=UTC):
        raise RefusedError("INVALID_DATE", f"{text} is at {at:%H:%M:%S} UTC, not midnight!")
    return f"{at:%Y-%m-%d}"


def _keep_datetime(_: Property, text: str) -> str:
    at = parse_instant(text)
    if at is None:
        raise RefusedError("INVALID_LONG", f"{text} was not a valid long.")
    return iso(at)


def _keep_bool(item: Property, text: str) -> str:
    return _keep_choice(item, text.lower() if text.lower() in ("true", "false") else text)


def _keep_choice(item: Property, text: str) -> str:
    if item.references:
        return text
    allowed = [option.value for option in item.options]
    if text not in allowed:
        raise RefusedError("INVALID_OPTION", f"{text} was not one of the allowed options: [{', '.join(allowed)}]")
    return text


def _keep_choices(item: Property, text: str, previous: str | None) -> str:
    """Several options, semicolons between; a leading semicolon adds to what is there."""
    chosen = [part.strip() for part in text.split(";") if part.strip()]
    for part in chosen:
        _keep_choice(item, part)
    held = previous.split(";") if previous and text.startswith(";") else []
    return ";".join(dict.fromkeys(held + chosen))


_KEEP: dict[str, Callable[[Property, str], str]] = {
    "string": _keep_text,
    "phone_number": _keep_text,
    "number": _keep_number,
    "date": _keep_date,
    "datetime": _keep_datetime,
    "bool": _keep_bool,
    "enumeration": _keep_choice,
}
PROPERTY_TYPES = tuple(_KEEP)
