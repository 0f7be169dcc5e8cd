"""Records with the history of their properties: what a record held at any instant.

HubSpot keeps only the last versions of a property. What stood before the oldest that is
kept is unknown, as is what stood before the first was written; neither is ever filled with a later value.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from leadgate.crm.fields import clean_text
from leadgate.crm.hubspot.batches import chunks
from leadgate.crm.hubspot.client import HubSpotClient
from leadgate.crm.hubspot.shapes import Answer, id_of, object_in, objects_in, properties_of, strange
from leadgate.crm.reading import Properties, first_text, read_instant

Kind = Literal["contacts", "companies", "deals", "calls", "emails", "meetings", "notes"]
Version = tuple[datetime, str]
"""(since when, the text; empty where it was cleared)."""

HISTORY_BATCH: Final = 50
"""A read with history takes half as many records as one without."""


@dataclass(frozen=True, slots=True)
class Versioned:
    """versions: property → its values, newest first. now: its properties as they stand."""

    id: str
    created_at: datetime
    now: Properties
    versions: Mapping[str, Sequence[Version]]

    def value_at(self, name: str, at: datetime) -> str | None:
        return next((text or None for since, text in self.versions.get(name, ()) if since <= at), None)

    def properties_at(self, at: datetime) -> Properties:
        return {name: self.value_at(name, at) for name in self.versions}


def read_versioned(client: HubSpotClient, kind: Kind, ids: Sequence[str], names: Sequence[str]) -> dict[str, Versioned]:
    """Id → record, in the order of `ids`; records that are gone are left out, merged ones stand under their old id."""
    call = f"POST {kind}/batch/read"
    found: dict[str, Versioned] = {}
    for part in chunks(list(dict.fromkeys(ids)), HISTORY_BATCH):
        body = {"properties": [], "propertiesWithHistory": list(names), "inputs": [{"id": one} for one in part]}
        answer = client.post("objects", f"{kind}/batch/read", body)
        found |= {id_of(one, call): _versioned(one, call) for one in objects_in(answer, "results", call)}
    return {one: found[one] for one in dict.fromkeys(ids) if one in found}


def _versioned(answer: Answer, call: str) -> Versioned:
    properties = properties_of(answer, call)
    created = read_instant(str(answer.get("createdAt") or "")) or read_instant(first_text(properties, ("createdate",)))
    if created is None:
        raise strange("no createdAt", call)
    histories = object_in(answer, "propertiesWithHistory", call)
    versions = {str(name): _versions(listed) for name, listed in histories.items()}
    return Versioned(id_of(answer, call), created, properties, versions)


def _versions(listed: Any) -> list[Version]:
    """Newest first, whatever order they came in; those that say no time are passed over."""
    found = []
    for one in listed if isinstance(listed, list) else ():
        at = read_instant(str(one.get("timestamp") or "")) if isinstance(one, Mapping) else None
        if at is not None:
            found.append((at, clean_text(str(one.get("value") or ""))))
    return sorted(found, key=lambda version: version[0], reverse=True)
