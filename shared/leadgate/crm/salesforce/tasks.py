"""The handoff as a task of the lead: what to do stands in the rep's list, and in the record's activities."""

from typing import Final

from simple_salesforce.format import format_soql

from leadgate.crm.fields import clip
from leadgate.crm.salesforce.client import SalesforceClient
from leadgate.crm.salesforce.replies import GONE, RefusedError
from leadgate.crm.text import words_of
from leadgate.ports import Clock

SUBJECT: Final = "Leadgate handoff"
BODY_LIMIT: Final = 32_000


class SalesforceTasks:
    """`one_note.Notes` on leads and contacts."""

    def __init__(self, client: SalesforceClient, clock: Clock) -> None:
        self._client = client
        self._clock = clock

    def find(self, record_id: str) -> str:
        soql = "SELECT Id FROM Task WHERE WhoId = {} AND Subject = {} ORDER BY CreatedDate LIMIT 1"
        found = self._client.query(format_soql(soql, record_id, SUBJECT))
        return str(found[0]["Id"]) if found else ""

    def update(self, note_id: str, body: str) -> bool:
        refusal = self._client.update_all({("Task", note_id): {"Description": body}})["Task", note_id]
        if refusal is not None and refusal.code not in GONE:
            raise RefusedError("Task", refusal)
        return refusal is None

    def create(self, record_id: str, body: str) -> str:
        today = f"{self._clock.now():%Y-%m-%d}"
        task = {"WhoId": record_id, "Subject": SUBJECT, "Description": body, "ActivityDate": today}
        return self._client.create("Task", task)


def text_of(html: str) -> str:
    """The handoff's HTML as plain text: a task holds no markup."""
    return clip(words_of(html), BODY_LIMIT)
