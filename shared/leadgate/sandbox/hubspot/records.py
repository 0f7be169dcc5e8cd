"""Records with the history of every property, who wrote it, and the facts a write leaves behind."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from leadgate.sandbox.clock import iso

from .errors import Json


@dataclass(frozen=True)
class Source:
    """Who wrote. Property history and webhooks use the same two words for it."""

    type: str
    id: str
    label: str = ""
    user_id: int | None = None


def integration(app_id: int) -> Source:
    return Source("INTEGRATION", str(app_id))


def crm_user(user_id: int) -> Source:
    return Source("CRM_UI", f"userId:{user_id}", user_id=user_id)


@dataclass(frozen=True)
class Value:
    """What a property held from `at` on. An empty text is a value somebody cleared."""

    text: str
    at: datetime
    source: Source

    def body(self) -> Json:
        answer: Json = {
            "value": self.text,
            "timestamp": iso(self.at),
            "sourceType": self.source.type,
            "sourceId": self.source.id,
        }
        if self.source.label:
            answer["sourceLabel"] = self.source.label
        if self.source.user_id is not None:
            answer["updatedByUserId"] = self.source.user_id
        return answer


@dataclass
class Record:
    """One object. `history` is newest first, as the API answers it."""

    type_name: str
    id: str
    created_at: datetime
    updated_at: datetime
    history: dict[str, list[Value]] = field(default_factory=dict)
    archived_at: datetime | None = None

    def value(self, name: str) -> str | None:
        """None when never set or cleared."""
        values = self.history.get(name)
        return values[0].text or None if values else None

    def put(self, name: str, value: Value) -> bool:
        """Keep a value; False if it is the one already held."""
        if (self.value(name) or "") == value.text:
            return False
        self.history.setdefault(name, []).insert(0, value)
        return True


@dataclass(frozen=True)
class Fact:
    """Something that happened to a record, before anybody has turned it into a webhook."""

    kind: str
    """`creation`, `propertyChange`, `deletion`, `merge`, `associationChange` or `privacyDeletion`."""
    type_name: str
    object_id: str
    at: datetime
    source: Source
    details: Mapping[str, Any] = field(default_factory=dict)
