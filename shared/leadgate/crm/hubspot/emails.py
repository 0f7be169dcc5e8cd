"""E-mails that have left, as engagements on a contact."""

import json
from typing import Any, Final

from leadgate.crm.fields import clean_text
from leadgate.crm.hubspot.batches import associated, read_records
from leadgate.crm.hubspot.client import HubSpotClient
from leadgate.crm.hubspot.shapes import id_of
from leadgate.domain.reading import parse_instant, render_instant
from leadgate.ports.crm import SentEmail

EMAIL_TO_CONTACT: Final = 198
MOST_EMAILS_SEARCHED: Final = 100


class HubSpotEmails:
    """`logged_once.Emails` on contacts."""

    def __init__(self, client: HubSpotClient) -> None:
        self._client = client

    def find(self, record_id: str, email: SentEmail) -> bool:
        """By subject and instant: HubSpot has no field for an id of ours."""
        ids = associated(self._client, "contacts", record_id, "emails", MOST_EMAILS_SEARCHED)
        found = read_records(self._client, "emails", ids, ("hs_email_subject", "hs_timestamp")) if ids else {}
        return any(
            one.get("hs_email_subject") == email.subject and parse_instant(one.get("hs_timestamp")) == _at(email)
            for one in found.values()
        )

    def create(self, record_id: str, email: SentEmail) -> None:
        headers = {"from": {"email": email.sender}, "to": [{"email": email.recipient}], "cc": [], "bcc": []}
        properties = {
            "hs_timestamp": render_instant(_at(email)) or "",
            "hs_email_direction": "EMAIL",
            "hs_email_status": "SENT",
            "hs_email_subject": email.subject,
            "hs_email_text": clean_text(email.text),
            "hs_email_headers": json.dumps(headers),
        }
        association = {"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": EMAIL_TO_CONTACT}
        body: dict[str, Any] = {
            "properties": properties | ({"hubspot_owner_id": email.owner_id} if email.owner_id else {}),
            "associations": [{"to": {"id": record_id}, "types": [association]}],
        }
        id_of(self._client.post("objects", "emails", body, repeatable=False), "POST emails")


def _at(email: SentEmail) -> Any:
    return email.sent_at.replace(microsecond=0)
