"""The handoff as a task on a contact, in its owner's list of things to do."""

from html import escape
from typing import Any, Final

from leadgate.crm.fields import clip
from leadgate.crm.hubspot.batches import associated, read_records, update_records
from leadgate.crm.hubspot.client import HubSpotClient
from leadgate.crm.hubspot.replies import RefusedError
from leadgate.crm.hubspot.shapes import id_of
from leadgate.domain.reading import render_instant
from leadgate.ports.crm import HandoffTask

TASK_TO_CONTACT: Final = 204
MOST_TASKS_SEARCHED: Final = 100
_BODY_LIMIT: Final = 20_000
_SUBJECT_LIMIT: Final = 250
_ENDED: Final = ("COMPLETED", "DEFERRED")
_LOOKED_AT: Final = ("hs_task_body", "hs_task_status")


class HubSpotTasks:
    """`one_task.Tasks` on contacts."""

    def __init__(self, client: HubSpotClient) -> None:
        self._client = client

    def find(self, record_id: str) -> str:
        ids = associated(self._client, "contacts", record_id, "tasks", MOST_TASKS_SEARCHED)
        found = read_records(self._client, "tasks", ids, _LOOKED_AT) if ids else {}
        ours = [
            one
            for one, properties in found.items()
            if _mark(record_id) in str(properties.get("hs_task_body"))
            and properties.get("hs_task_status") not in _ENDED
        ]
        return ours[0] if ours else ""

    def is_open(self, task_id: str) -> bool:
        found = read_records(self._client, "tasks", (task_id,), _LOOKED_AT)
        return task_id in found and found[task_id].get("hs_task_status") not in _ENDED

    def update(self, task_id: str, record_id: str, task: HandoffTask) -> None:
        self._change(task_id, _properties(record_id, task))

    def create(self, record_id: str, task: HandoffTask) -> str:
        association = {"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": TASK_TO_CONTACT}
        body: dict[str, Any] = {
            "properties": {**_properties(record_id, task), "hs_task_status": "NOT_STARTED", "hs_task_type": "TODO"},
            "associations": [{"to": {"id": record_id}, "types": [association]}],
        }
        return id_of(self._client.post("objects", "tasks", body, repeatable=False), "POST tasks")

    def put_off(self, task_id: str) -> None:
        self._change(task_id, {"hs_task_status": "DEFERRED"})

    def _change(self, task_id: str, properties: dict[str, str]) -> None:
        refusal = update_records(self._client, "tasks", {task_id: properties})[task_id]
        if refusal is not None:
            raise RefusedError("tasks", refusal)


def _properties(record_id: str, task: HandoffTask) -> dict[str, str]:
    lines = "".join(f"<p>{escape(line)}</p>" for line in clip(task.text, _BODY_LIMIT).splitlines())
    owner = {"hubspot_owner_id": task.owner_id} if task.owner_id else {}
    return {
        "hs_task_subject": clip(task.subject, _SUBJECT_LIMIT),
        "hs_task_body": f"{lines}<p>{_mark(record_id)}</p>",
        "hs_timestamp": render_instant(task.due_at) or "",
        "hs_task_priority": "HIGH" if task.is_urgent else "MEDIUM",
        **owner,
    }


def _mark(contact_id: str) -> str:
    return f"Leadgate task {contact_id}"
