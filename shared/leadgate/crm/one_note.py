"""The handoff as one note on a lead's record: made once, then kept up to date.

Its id is remembered. Where none is, because this is the first note or because we died between making it and
remembering it, the record's notes are looked through for our mark before another one is made.
"""

import hashlib
from typing import Final, Protocol

from leadgate.ports import Store


class Notes(Protocol):
    """Notes as a CRM keeps them. body: as it stands there, our mark with it."""

    def find(self, record_id: str) -> str:
        """The id of our oldest note on the record; empty if there is none."""

    def update(self, note_id: str, body: str) -> bool:
        """False if somebody has deleted it."""

    def create(self, record_id: str, body: str) -> str:
        """The id of the new note. Never repeated blindly: the next try finds it by its mark."""


RETIRED: Final = "This person was merged into another record. The other handoff here holds."


class NoteKeeper:
    """crm: names the CRM in what is remembered, such as `hubspot`."""

    def __init__(self, notes: Notes, store: Store, crm: str) -> None:
        self._notes = notes
        self._store = store
        self._crm = crm

    def keep(self, record_id: str, body: str) -> bool:
        """The note says this from now on. False if it did before. Raises what the notes raise."""
        key = f"{self._crm}:note:{record_id}"
        digest = hashlib.sha256(body.encode("utf-8", "replace")).hexdigest()[:16]
        held = self._store.recall(key) or {}
        if held.get("digest") == digest:
            return False
        note_id = str(held.get("note_id") or "") or self._notes.find(record_id)
        if not note_id or not self._notes.update(note_id, body):
            note_id = self._notes.create(record_id, body)
        self._store.remember(key, {"note_id": note_id, "digest": digest})
        return True

    def retire(self, record_id: str) -> bool:
        """The record was merged into another one, and its note went there too. False if none is remembered."""
        key = f"{self._crm}:note:{record_id}"
        held = self._store.recall(key) or {}
        if not held.get("note_id"):
            return False
        self._notes.update(str(held["note_id"]), RETIRED)
        self._store.drop(key)
        return True
