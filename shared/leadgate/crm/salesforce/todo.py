"""What the task asks of its owner: the very task that holds the handoff, with who, when and how urgent."""

from typing import Any, Final

from simple_salesforce.format import format_soql

from leadgate.crm.fields import clip
from leadgate.crm.salesforce.client import SalesforceClient
from leadgate.crm.salesforce.replies import GONE, RefusedError
from leadgate.crm.salesforce.tasks import BODY_LIMIT, SUBJECT, SalesforceTasks
from leadgate.domain.reading import render_instant
from leadgate.ports.crm import HandoffTask

_PUT_OFF: Final = "Deferred"


class SalesforceTodo:
    """`one_task.Tasks` on leads and contacts."""

    def __init__(self, client: SalesforceClient, notes: SalesforceTasks) -> None:
        self._client = client
        self._notes = notes

    def find(self, record_id: str) -> str:
        note = self._notes.find(record_id)
        return note if note and self.is_open(note) else ""

    def is_open(self, task_id: str) -> bool:
        found = self._client.query(format_soql("SELECT Id, IsClosed, Status FROM Task WHERE Id = {}", task_id))
        return bool(found) and not found[0].get("IsClosed") and found[0].get("Status") != _PUT_OFF

    def update(self, task_id: str, record_id: str, task: HandoffTask) -> None:
        del record_id
        self._change(task_id, _fields(task))

    def create(self, record_id: str, task: HandoffTask) -> str:
        fields = {"WhoId": record_id, "Subject": SUBJECT, "Description": clip(task.text, BODY_LIMIT), **_fields(task)}
        return self._client.create("Task", fields)

    def put_off(self, task_id: str) -> None:
        self._change(task_id, {"Status": _PUT_OFF, "IsReminderSet": False})

    def _change(self, task_id: str, fields: dict[str, Any]) -> None:
        refusal = self._client.update_all({("Task", task_id): fields})["Task", task_id]
        if refusal is not None and refusal.code not in GONE:
            raise RefusedError("Task", refusal)


def _fields(task: HandoffTask) -> dict[str, Any]:
    """A task is due on a day; the hour stands in its reminder."""
    owner = {"OwnerId": task.owner_id} if task.owner_id else {}
    return {
        "ActivityDate": f"{task.due_at:%Y-%m-%d}",
        "Priority": "High" if task.is_urgent else "Normal",
        "ReminderDateTime": render_instant(task.due_at),
        "IsReminderSet": True,
        **owner,
    }
