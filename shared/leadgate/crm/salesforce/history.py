"""An org's past, record by record in the order of their ids: first its leads, then the contacts that came in otherwise.

A page goes on behind the last id, so it costs the same wherever it stands, and nothing that is made meanwhile moves it.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Final, TypeVar

from leadgate.crm.patience import Sleep
from leadgate.crm.salesforce.client import Row, SalesforceClient
from leadgate.crm.salesforce.config import SalesforceConfig
from leadgate.crm.salesforce.mapping import own_names, wanted_of_contact, wanted_of_lead
from leadgate.crm.salesforce.past import CONVERTED, PastReader
from leadgate.crm.salesforce.replies import RefusedError
from leadgate.crm.salesforce.schema import VisibleFields
from leadgate.crm.salesforce.soql import where
from leadgate.crm.salesforce.visible_past import VisiblePast, look_around
from leadgate.domain.past import LeadPast
from leadgate.errors import BadInputError
from leadgate.ports import Clock
from leadgate.ports.history import HistoryBatch

PAGE: Final = 200
OBJECTS: Final = ("Lead", "Contact")
Read = TypeVar("Read")


class SalesforceHistory:
    """`ports.history.CrmHistory`. since, until: people that were created between, both included.

    as_today: take today's value of a field where the org does not remember what it held.
    """

    def __init__(
        self,
        config: SalesforceConfig,
        clock: Clock,
        sleep: Sleep,
        since: datetime,
        until: datetime,
        *,
        as_today: bool = False,
    ) -> None:
        self._config = config
        self._client = SalesforceClient(config, clock, sleep, lambda _: None)
        self._clock = clock
        self._between = where("CreatedDate >= {} AND CreatedDate <= {}", since, until)
        self._until = until
        self._as_today = as_today
        self._seen: VisiblePast | None = None

    @property
    def calls(self) -> int:
        return self._client.calls

    def notes(self) -> tuple[str, ...]:
        if self._seen is None:
            return ()
        done = "are taken as today's" if self._as_today else "are left out"
        untracked = ", ".join(sorted(self._seen.memory.untracked))
        lost = (f"values that the org does not remember {done}: {untracked}",) if untracked else ()
        return (*self._seen.notes, *lost)

    def total(self) -> int:
        return sum(self._client.count(f"SELECT COUNT() FROM {name} WHERE {self._between}") for name in OBJECTS)  # noqa: S608 - no SQL

    def batches(self, cursor: str) -> Iterator[HistoryBatch]:
        """cursor: `Lead/00Q…`, the object and the last id of it."""
        begun, _, last_id = cursor.partition("/")
        if begun not in ("", *OBJECTS):
            raise BadInputError("cursor", "Lead/<id> or Contact/<id> is needed")
        self._seen = seen = look_around(self._client, self._clock, self._until, as_today=self._as_today)
        reader = PastReader(self._config, self._client, seen)
        for name in OBJECTS[OBJECTS.index(begun) if begun else 0 :]:
            while rows := self._page(seen.fields, name, last_id):
                last_id = str(rows[-1]["Id"])
                yield HistoryBatch(f"{name}/{last_id}", len(rows), self._read(reader, name, rows))
            last_id = ""

    def _read(self, reader: PastReader, name: str, rows: Sequence[Row]) -> tuple[LeadPast, ...]:
        came_as_leads = self._converted_contacts(rows) if name == "Contact" else frozenset()
        own = [row for row in rows if row["Id"] not in came_as_leads]
        return _patiently(reader.seen.fields, lambda: reader.read(name, own)) if own else ()

    def _page(self, fields: VisibleFields, name: str, last_id: str) -> list[Row]:
        return _patiently(fields, lambda: self._client.query(self._page_query(fields, name, last_id)))

    def _page_query(self, fields: VisibleFields, name: str, last_id: str) -> str:
        wanted = (
            wanted_of_lead(self._config.lead_fields) if name == "Lead" else wanted_of_contact(self._config.lead_fields)
        )
        theirs = [one for one in (*wanted, "CreatedDate", *CONVERTED) if one not in own_names("lead")]
        names = fields.among(name, theirs)
        behind = f" AND {where('Id > {}', last_id)}" if last_id else ""
        return f"SELECT {', '.join(names)} FROM {name} WHERE {self._between}{behind} ORDER BY Id LIMIT {PAGE}"  # noqa: S608 - no SQL

    def _converted_contacts(self, rows: Sequence[Row]) -> frozenset[str]:
        condition = where("ConvertedContactId IN {}", [str(row["Id"]) for row in rows])
        found = self._client.query(f"SELECT ConvertedContactId FROM Lead WHERE {condition}")  # noqa: S608 - no SQL
        return frozenset(str(row["ConvertedContactId"]) for row in found)


def _patiently(fields: VisibleFields, read: Callable[[], Read]) -> Read:
    """A field that went away since we asked for all of them makes a query fail: ask again, once."""
    try:
        return read()
    except RefusedError as error:
        if error.refusal.code != "INVALID_FIELD":
            raise
        fields.forget()
        return read()
