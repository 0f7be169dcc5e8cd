"""Only what differs goes onto the records: our fields, the owner, and the one task.

An org's own rules may refuse a value. Then that value stays out, with the rule's words for the admin, and all the
others are written. Where the rule does not say which field it is about, none of the record's can be.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from leadgate.crm.fields import FIELD_BY_NAME, FIELDS, differences
from leadgate.crm.one_note import NoteKeeper
from leadgate.crm.one_task import TaskKeeper
from leadgate.crm.salesforce.client import Record, SalesforceClient
from leadgate.crm.salesforce.ids import OBJECTS, OWNER, full_id, place_of
from leadgate.crm.salesforce.mapping import value_of
from leadgate.crm.salesforce.replies import Refusal, RefusedError
from leadgate.crm.salesforce.tasks import text_of
from leadgate.errors import BadInputError
from leadgate.ports.crm import CrmRecord, HandoffTask, WriteBack, Written

MOST_TRIES: Final = 10
_NO_SUCH_FIELD: Final = ("INVALID_FIELD", "INVALID_FIELD_FOR_INSERT_UPDATE")
_OBJECT_TOLD: Final = re.compile(r"(?:of type|on entity) '?(\w+)")
_ABOUT_THE_OWNER: Final = ("INVALID_CROSS_REFERENCE_KEY", "INACTIVE_OWNER_OR_USER", "TRANSFER_REQUIRES_READ")

Changes = dict[Record, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Sent:
    """done: what stands now as wanted, by record. refused: Salesforce's words about the rest. blamed: fields that it
    names.
    """

    done: Mapping[Record, Mapping[str, Any]]
    refused: tuple[str, ...] = ()
    blamed: frozenset[tuple[Record, str]] = frozenset()


class LeadWriter:
    def __init__(self, client: SalesforceClient, notes: NoteKeeper, tasks: TaskKeeper) -> None:
        self._client = client
        self._notes = notes
        self._tasks = tasks

    def write(self, record: CrmRecord, wanted: WriteBack) -> Written:
        """What was sent. Raises BadInputError naming the field where the org lacks one of ours."""
        kind, lead_id = place_of(record.lead.id, "lead", "contact")
        lead: Record = (OBJECTS[kind], lead_id)
        changes = _changes(lead, record, wanted)
        sent = self._send({one: fields for one, fields in changes.items() if fields})
        note, note_refused = self._keep_note(lead_id, wanted.note)
        task, task_refused = self._keep_task(lead_id, wanted.task)
        names = {name for fields in sent.done.values() for name in fields}
        refused = dict.fromkeys((*sent.refused, *filter(None, (note_refused, task_refused))))
        return Written(
            changed=tuple(field.name for field in FIELDS if field.salesforce_name in names),
            note=note,
            task=task,
            owner=OWNER in sent.done.get(lead, {}),
            refused="; ".join(refused) or None,
            owner_refused=(lead, OWNER) in sent.blamed,
        )

    def _keep_note(self, lead_id: str, html: str | None) -> tuple[bool, str | None]:
        try:
            return html is not None and self._notes.keep(lead_id, text_of(html)), None
        except RefusedError as error:
            return False, error.refusal.words

    def _keep_task(self, lead_id: str, task: HandoffTask | None) -> tuple[bool, str | None]:
        try:
            return self._tasks.keep(lead_id, task), None
        except RefusedError as error:
            return False, error.refusal.words

    def _send(self, changes: Changes) -> _Sent:
        """All records in one call; what a rule refused is taken out, and its record sent again without."""
        done: Changes = {}
        refused: list[str] = []
        blamed: set[tuple[Record, str]] = set()
        for _ in range(MOST_TRIES):
            if not changes:
                break
            left: Changes = {}
            for one, refusal in self._updated(changes).items():
                if refusal is None:
                    done[one] = changes[one]
                    continue
                _raise_if_missing(refusal)
                refused.append(refusal.words)
                named = _blamed(changes[one], refusal)
                blamed |= {(one, name) for name in named}
                rest = {name: value for name, value in changes[one].items() if name not in named} if named else {}
                left |= {one: rest} if rest else {}
            changes = left
        return _Sent(done, tuple(refused), frozenset(blamed))

    def _updated(self, changes: Changes) -> Mapping[Record, Refusal | None]:
        """Raises BadInputError where the whole request was refused for a field that an object has not."""
        try:
            return self._client.update_all(changes)
        except RefusedError as error:
            _raise_if_missing(error.refusal)
            raise


def _changes(lead: Record, record: CrmRecord, wanted: WriteBack) -> Changes:
    changes: Changes = {lead: _by_name(differences(record.written, wanted.fields))}
    owner = wanted.owner_id
    if owner is not None and _other_owner(owner, record.lead.owner_id):
        changes[lead][OWNER] = owner
    if record.account.id:
        account: Record = (OBJECTS["account"], place_of(record.account.id, "account")[1])
        changes[account] = _by_name(differences(record.account_written, wanted.account_fields))
    return changes


def _other_owner(wanted: str, held: str | None) -> bool:
    """The same owner may be named by 15 characters or by 18."""
    return (full_id(wanted) or wanted) != (full_id(held or "") or held)


def _by_name(fields: Mapping[str, str]) -> dict[str, Any]:
    return {FIELD_BY_NAME[name].salesforce_name: value_of(FIELD_BY_NAME[name], text) for name, text in fields.items()}


def _blamed(fields: Mapping[str, str], refusal: Refusal) -> set[str]:
    """Which of the fields a refusal is about; none where nobody says which it was."""
    blamed = set(refusal.fields) & set(fields)
    if not blamed and refusal.code in _ABOUT_THE_OWNER:
        blamed = {OWNER} & set(fields)
    return blamed


def _raise_if_missing(refusal: Refusal) -> None:
    if refusal.code in _NO_SUCH_FIELD:
        told = _OBJECT_TOLD.search(refusal.message)
        ours = next((f.salesforce_name for f in FIELDS if f.salesforce_name in refusal.message), "field")
        place = ".".join((*(told.groups() if told else ()), *(refusal.fields[:1] or (ours,))))
        problem = "does not exist in the org, or our user may not write it"
        raise BadInputError(place, f"{problem}: run `leadgate crm setup --crm salesforce`")
