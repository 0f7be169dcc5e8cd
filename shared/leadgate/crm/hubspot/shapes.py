"""What must be in an answer before it is believed: a success without it is none, and goes back to the queue."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from leadgate.crm.fields import clean_text
from leadgate.crm.reading import Properties
from leadgate.errors import RetryableError

Answer = Mapping[str, Any]


def strange(problem: str, call: str) -> RetryableError:
    """call: `GET contacts/501`."""
    return RetryableError(f"HubSpot answered 200 with {problem} on {call}")


def id_of(answer: Answer, call: str, name: str = "id") -> str:
    """HubSpot's ids are whole numbers, sent as text or as numbers."""
    value = answer.get(name)
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not (text.isascii() and text.isdigit()):
        raise strange(f"no {name}", call)
    return text


def properties_of(answer: Answer, call: str) -> Properties:
    """Every value as clean text; None where there is none."""
    properties = answer.get("properties")
    if not isinstance(properties, Mapping):
        raise strange("no properties", call)
    return {str(name): _as_text(value) for name, value in properties.items()}


def objects_in(answer: Answer, name: str, call: str) -> Sequence[Answer]:
    """A list that must be there, of objects."""
    listed = answer.get(name)
    if not isinstance(listed, list) or not all(isinstance(one, Mapping) for one in listed):
        raise strange(f"no list of {name}", call)
    return listed


def object_in(answer: Answer, name: str, call: str) -> Answer:
    """An object that may be left out."""
    value = answer.get(name)
    if value is not None and not isinstance(value, Mapping):
        raise strange(f"{name} that are no object", call)
    return value or {}


def _as_text(value: Any) -> str | None:
    if value is None:
        return None
    return clean_text(value if isinstance(value, str) else json.dumps(value))
