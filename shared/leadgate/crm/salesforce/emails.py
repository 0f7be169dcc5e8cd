"""E-mails that have left, as completed tasks of the lead, which every edition of Salesforce shows as activities."""

from typing import Final

from simple_salesforce.format import format_soql

from leadgate.crm.fields import clip
from leadgate.crm.salesforce.client import SalesforceClient
from leadgate.crm.salesforce.tasks import BODY_LIMIT
from leadgate.ports.crm import SentEmail

SUBJECT: Final = "Leadgate e-mail: "
"""By which our own mail is known when tasks are read: it is no act of sales."""
_SUBJECT_LIMIT: Final = 255


class SalesforceEmails:
    """`logged_once.Emails` on leads and contacts."""

    def __init__(self, client: SalesforceClient) -> None:
        self._client = client

    def find(self, record_id: str, email: SentEmail) -> bool:
        soql = "SELECT Id, ActivityDate FROM Task WHERE WhoId = {} AND Subject = {} LIMIT 50"
        found = self._client.query(format_soql(soql, record_id, _subject(email)))
        return any(row.get("ActivityDate") == _day(email) for row in found)

    def create(self, record_id: str, email: SentEmail) -> None:
        text = f"From: {email.sender}\nTo: {email.recipient}\n\n{email.text}"
        task = {
            "WhoId": record_id,
            "Subject": _subject(email),
            "Description": clip(text, BODY_LIMIT),
            "ActivityDate": _day(email),
            "Status": "Completed",
            "TaskSubtype": "Email",
        }
        self._client.create("Task", task | ({"OwnerId": email.owner_id} if email.owner_id else {}))


def _subject(email: SentEmail) -> str:
    return clip(f"{SUBJECT}{email.subject}", _SUBJECT_LIMIT)


def _day(email: SentEmail) -> str:
    return f"{email.sent_at:%Y-%m-%d}"
