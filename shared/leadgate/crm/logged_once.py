"""An e-mail that has left stands once among a record's activities."""

from typing import Protocol

from leadgate.ports import Store
from leadgate.ports.crm import SentEmail


class Emails(Protocol):
    """E-mails as a CRM keeps them."""

    def find(self, record_id: str, email: SentEmail) -> bool:
        """Whether it stands there already."""

    def create(self, record_id: str, email: SentEmail) -> None:
        """Never repeated blindly: the next try finds it."""


def log_once(emails: Emails, record_id: str, email: SentEmail, store: Store, crm: str) -> None:
    """It is looked for before it is written: we may have died between writing and remembering it."""
    key = f"{crm}:email:{email.message_id}"
    if store.recall(key) is not None:
        return
    if not emails.find(record_id, email):
        emails.create(record_id, email)
    store.remember(key, {"record": record_id})
