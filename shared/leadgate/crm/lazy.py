"""A CRM that is reached only when it is needed: taking webhooks needs none, and starts faster without."""

import threading
from collections.abc import Callable

from leadgate.ports.calendar import Calendar
from leadgate.ports.crm import Crm, CrmRecord, SentEmail, WriteBack, Written


class LazyCrm:
    """`ports.Crm` that makes the real adapter at the first call, once for all threads."""

    def __init__(self, make: Callable[[], Crm]) -> None:
        self._make = make
        self._made: Crm | None = None
        self._lock = threading.Lock()

    def read(self, lead_id: str) -> CrmRecord | None:
        return self._crm().read(lead_id)

    def write(self, record: CrmRecord, wanted: WriteBack) -> Written:
        return self._crm().write(record, wanted)

    def retire(self, lead_id: str) -> bool:
        return self._crm().retire(lead_id)

    def log_email(self, lead_id: str, email: SentEmail) -> None:
        self._crm().log_email(lead_id, email)

    def leads_of(self, record_id: str) -> tuple[str, ...]:
        return self._crm().leads_of(record_id)

    def find(self, email: str) -> tuple[str, ...]:
        return self._crm().find(email)

    def find_accounts(self, domain: str) -> tuple[str, ...]:
        return self._crm().find_accounts(domain)

    def ensure_fields(self) -> tuple[str, ...]:
        return self._crm().ensure_fields()

    @property
    def calendar(self) -> Calendar:
        return self._crm().calendar

    @property
    def calendar_by_link(self) -> Calendar:
        return self._crm().calendar_by_link

    @property
    def calls(self) -> int:
        return self._made.calls if self._made else 0

    def _crm(self) -> Crm:
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made
