"""Only what differs goes onto the records: our fields, the owner, and the one note.

A portal's own rules may refuse a value. Then that value stays out, with the rule's words for the admin, and all the
others are written. `lifecyclestage` is the portal's own business and never touched.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from leadgate.crm.fields import FIELD_BY_NAME, PREFIX, differences
from leadgate.crm.hubspot.batches import update_records
from leadgate.crm.hubspot.client import HubSpotClient
from leadgate.crm.hubspot.ids import hubspot_id
from leadgate.crm.hubspot.mapping import OWNER
from leadgate.crm.hubspot.notes import note_body
from leadgate.crm.hubspot.replies import Refusal, RefusedError
from leadgate.crm.one_note import NoteKeeper
from leadgate.crm.one_task import TaskKeeper
from leadgate.errors import BadInputError
from leadgate.ports.crm import CrmRecord, HandoffTask, WriteBack, Written

_UNKNOWN_PROPERTY: Final = "PROPERTY_DOESNT_EXIST"


@dataclass(frozen=True, slots=True)
class _Sent:
    """names: properties that stand now as wanted. refused: HubSpot's words about those that do not, blamed: which
    it names.
    """

    names: frozenset[str] = frozenset()
    refused: str | None = None
    blamed: frozenset[str] = frozenset()


class LeadWriter:
    def __init__(self, client: HubSpotClient, notes: NoteKeeper, tasks: TaskKeeper) -> None:
        self._client = client
        self._notes = notes
        self._tasks = tasks

    def write(self, record: CrmRecord, wanted: WriteBack) -> Written:
        """What was sent. Raises BadInputError naming the property where the portal lacks one of our fields."""
        contact_id = hubspot_id(record.lead.id, "contact")
        fields = differences(record.written, wanted.fields)
        properties = _by_hubspot_name(fields)
        if wanted.owner_id is not None and wanted.owner_id != record.lead.owner_id:
            properties[OWNER] = wanted.owner_id
        lead = self._send("contacts", contact_id, properties)
        account_fields = differences(record.account_written, wanted.account_fields) if record.account.id else {}
        account = self._send_account(record.account.id, account_fields)
        note = self._keep_note(contact_id, wanted.note)
        task = self._keep_task(contact_id, wanted.task)
        sent = lead.names | account.names
        return Written(
            changed=tuple(name for name in (*fields, *account_fields) if PREFIX + name in sent),
            note=bool(note.names),
            owner=OWNER in lead.names,
            task=bool(task.names),
            refused=_joined(lead.refused, account.refused, note.refused, task.refused),
            owner_refused=OWNER in lead.blamed,
        )

    def _keep_note(self, contact_id: str, html: str | None) -> _Sent:
        try:
            kept = html is not None and self._notes.keep(contact_id, note_body(contact_id, html))
        except RefusedError as error:
            return _Sent(refused=error.refusal.words)
        return _Sent(frozenset({"hs_note_body"}) if kept else frozenset())

    def _keep_task(self, contact_id: str, task: HandoffTask | None) -> _Sent:
        try:
            kept = self._tasks.keep(contact_id, task)
        except RefusedError as error:
            return _Sent(refused=error.refusal.words)
        return _Sent(frozenset({"hs_task_subject"}) if kept else frozenset())

    def _send_account(self, account_id: str, fields: Mapping[str, str]) -> _Sent:
        if not fields:
            return _Sent()
        return self._send("companies", hubspot_id(account_id, "company"), _by_hubspot_name(fields))

    def _send(self, kind: Literal["contacts", "companies"], record_id: str, properties: Mapping[str, str]) -> _Sent:
        if not properties:
            return _Sent()
        refusal = update_records(self._client, kind, {record_id: properties})[record_id]
        if refusal is None:
            return _Sent(frozenset(properties))
        _raise_if_missing(kind, refusal)
        rest = {name: text for name, text in properties.items() if name not in refusal.properties}
        if len(rest) == len(properties):
            return _Sent(refused=refusal.words)
        sent = self._send(kind, record_id, rest)
        blamed = sent.blamed | (properties.keys() - rest.keys())
        return replace(sent, refused=_joined(refusal.words, sent.refused), blamed=blamed)


def _joined(*refused: str | None) -> str | None:
    return "; ".join(dict.fromkeys(text for text in refused if text)) or None


def _by_hubspot_name(fields: Mapping[str, str]) -> dict[str, str]:
    return {FIELD_BY_NAME[name].hubspot_name: text for name, text in fields.items()}


def _raise_if_missing(kind: str, refusal: Refusal) -> None:
    for name, (code, _) in refusal.properties.items():
        if code == _UNKNOWN_PROPERTY:
            raise BadInputError(
                f"{kind}.{name}", "does not exist in the portal: run `leadgate crm setup --crm hubspot`"
            )
