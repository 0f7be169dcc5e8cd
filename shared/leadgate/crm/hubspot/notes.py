"""The handoff as one note on the contact: made once, then kept up to date.

Its id is remembered. Where none is, because this is the first note or because we died between making it and
remembering it, the contact's notes are looked through for our mark before another one is made.
"""

import hashlib
from typing import Any, Final

from leadgate.crm.fields import clip
from leadgate.crm.hubspot.batches import associated, read_records, update_records
from leadgate.crm.hubspot.client import HubSpotClient
from leadgate.crm.hubspot.replies import RefusedError
from leadgate.crm.hubspot.shapes import id_of
from leadgate.domain.reading import render_instant
from leadgate.ports import Clock, Store

NOTE_TO_CONTACT: Final = 202
BODY_LIMIT: Final = 65_536
MOST_NOTES_SEARCHED: Final = 200


class NoteKeeper:
    def __init__(self, client: HubSpotClient, store: Store, clock: Clock) -> None:
        self._client = client
        self._store = store
        self._clock = clock

    def keep(self, contact_id: str, html: str) -> bool:
        """The note says this from now on. False if it did before. Raises RefusedError with the portal's words."""
        body = note_body(contact_id, html)
        digest = hashlib.sha256(body.encode("utf-8", "replace")).hexdigest()[:16]
        held = self._store.recall(_key(contact_id)) or {}
        if held.get("digest") == digest:
            return False
        note_id = str(held.get("note_id") or "") or self._search(contact_id)
        if not note_id or not self._update(note_id, body):
            note_id = self._create(contact_id, body)
        self._store.remember(_key(contact_id), {"note_id": note_id, "digest": digest})
        return True

    def _search(self, contact_id: str) -> str:
        """The oldest of our notes on the contact; empty if there is none."""
        ids = associated(self._client, "contacts", contact_id, "notes", MOST_NOTES_SEARCHED)
        notes = read_records(self._client, "notes", ids, ("hs_note_body",))
        ours = [one for one, properties in notes.items() if _mark(contact_id) in str(properties.get("hs_note_body"))]
        return ours[-1] if ours else ""

    def _update(self, note_id: str, body: str) -> bool:
        """False if somebody has deleted it."""
        refusal = update_records(self._client, "notes", {note_id: self._properties(body)})[note_id]
        if refusal is not None and not refusal.is_gone:
            raise RefusedError("notes", refusal)
        return refusal is None

    def _create(self, contact_id: str, body: str) -> str:
        """Never repeated blindly: without an answer it may have been made, and the next try finds it by its mark."""
        association = {"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": NOTE_TO_CONTACT}
        note: dict[str, Any] = {
            "properties": self._properties(body),
            "associations": [{"to": {"id": contact_id}, "types": [association]}],
        }
        return id_of(self._client.post("objects", "notes", note, repeatable=False), "POST notes")

    def _properties(self, body: str) -> dict[str, str]:
        return {"hs_note_body": body, "hs_timestamp": render_instant(self._clock.now()) or ""}


def note_body(contact_id: str, html: str) -> str:
    """The handoff with our mark below it, cut to what a note holds."""
    mark = f"<p>{_mark(contact_id)}</p>"
    return clip(html, BODY_LIMIT - len(mark)) + mark


def _mark(contact_id: str) -> str:
    """Plain words, because HubSpot strips comments and attributes from a note."""
    return f"Leadgate handoff {contact_id}"


def _key(contact_id: str) -> str:
    return f"hubspot:note:{contact_id}"
