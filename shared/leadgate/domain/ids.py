"""Ids made from content: the same fact always gets the same one."""

import hashlib
import json
from typing import Any, Final

_ENCODER: Final = json.JSONEncoder(sort_keys=True, default=str)
_ERRANDS: Final = ("tell", "answer")
_NOT_PEOPLE: Final = frozenset({"company", "account", "deal", "opportunity", "task", "individual", "changes"})


def content_id(*parts: Any) -> str:
    """A short stable id of JSON-like values; what JSON does not know counts as its text."""
    content = _ENCODER.encode(parts)
    return f"sha-{hashlib.sha256(content.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}"


def is_lead_id(record_id: str) -> bool:
    """Whether an id (`hubspot:contact:501`, `hubspot:deal:9`) can be a person's.

    `…:changes:…` is nobody's: it asks the CRM who has changed.
    """
    parts = record_id.split(":")
    return len(parts) < 3 or parts[1] not in _NOT_PEOPLE


def errand_id(errand: str, lead_id: str) -> str:
    """What the queue calls an errand about a lead: `tell:hubspot:contact:501`."""
    assert errand in _ERRANDS
    return f"{errand}:{lead_id}"


def read_errand(record_id: str) -> tuple[str, str] | None:
    """(errand, lead id); None where the id is a record's."""
    errand, _, lead_id = record_id.partition(":")
    return (errand, lead_id) if errand in _ERRANDS and lead_id else None
