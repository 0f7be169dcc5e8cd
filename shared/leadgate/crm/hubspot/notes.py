"""The handoff as a note on a contact."""

from typing import Any, Final

from leadgate.crm.fields import clip
from leadgate.crm.hubspot.batches import associated, read_records, update_records
from leadgate.crm.hubspot.client import HubSpotClient
from leadgate.crm.hubspot.replies import RefusedError
from leadgate.crm.hubspot.shapes import id_of
from leadgate.domain.reading import render_instant
from leadgate.ports import Clock

NOTE_TO_CONTACT: Final = 202
BODY_LIMIT: Final = 65_536
MARK: Final = "Leadgate handoff"
MOST_NOTES_SEARCHED: Final = 200


class HubSpotNotes:
    """`one_note.Notes` on contacts."""

    def __init__(self, client: HubSpotClient, clock: Clock) -> None:
        self._client = client
        self._clock = clock

    def find(self, record_id: str) -> str:
        ids = associated(self._client, "contacts", record_id, "notes", MOST_NOTES_SEARCHED)
        notes = read_records(self._client, "notes", ids, ("hs_note_body",))
        ours = [one for one, properties in notes.items() if _mark(record_id) in str(properties.get("hs_note_body"))]
        return ours[-1] if ours else ""

    def update(self, note_id: str, body: str) -> bool:
        refusal = update_records(self._client, "notes", {note_id: self._properties(body)})[note_id]
        if refusal is not None and not refusal.is_gone:
            raise RefusedError("notes", refusal)
        return refusal is None

    def create(self, record_id: str, body: str) -> str:
        association = {"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": NOTE_TO_CONTACT}
        note: dict[str, Any] = {
            "properties": self._properties(body),
            "associations": [{"to": {"id": record_id}, "types": [association]}],
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
    return f"{MARK} {contact_id}"
