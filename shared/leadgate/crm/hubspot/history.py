"""A portal's past, contact by contact, in the order of their ids.

The list of contacts is a search by creation date that goes on behind the last id, so the 10,000 results that a search
pages through are never reached. A batch of 50 contacts costs one read with history each for contacts, companies, deals,
colleagues and four kinds of engagements, and one call each for who belongs to what.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from leadgate.crm.hubspot.batches import chunks
from leadgate.crm.hubspot.client import HubSpotClient
from leadgate.crm.hubspot.config import HubSpotConfig
from leadgate.crm.hubspot.past import PastReader
from leadgate.crm.hubspot.shapes import id_of, objects_in
from leadgate.crm.hubspot.stages import Stages
from leadgate.crm.hubspot.versions import HISTORY_BATCH
from leadgate.crm.patience import Sleep
from leadgate.domain.reading import render_instant
from leadgate.ports import Clock, Store
from leadgate.ports.history import HistoryBatch

SEARCH_PAGE: Final = 200
_SEARCH: Final = "contacts/search"


class HubSpotHistory:
    """`ports.history.CrmHistory`. since, until: contacts that were created between, both included."""

    def __init__(
        self, config: HubSpotConfig, store: Store, clock: Clock, sleep: Sleep, since: datetime, until: datetime
    ) -> None:
        self._client = HubSpotClient(config, store, clock, sleep)
        self._reader = PastReader(config, self._client, Stages(self._client, clock))
        self._between = [
            {"propertyName": "createdate", "operator": "GTE", "value": render_instant(since)},
            {"propertyName": "createdate", "operator": "LTE", "value": render_instant(until)},
        ]

    @property
    def calls(self) -> int:
        return self._client.calls

    def notes(self) -> tuple[str, ...]:
        cut_off = self._reader.cut_off
        lost = f"{cut_off:,} contacts have so many visits, mails or forms that HubSpot has forgotten the older ones"
        return (*self._reader.notes, lost) if cut_off else tuple(self._reader.notes)

    def total(self) -> int:
        total = self._search("", 1).get("total")
        return total if isinstance(total, int) else 0

    def batches(self, cursor: str) -> Iterator[HistoryBatch]:
        while ids := self._ids_behind(cursor):
            for part in chunks(ids, HISTORY_BATCH):
                yield HistoryBatch(part[-1], len(part), self._reader.read(part))
            cursor = ids[-1]

    def _ids_behind(self, cursor: str) -> Sequence[str]:
        results = objects_in(self._search(cursor, SEARCH_PAGE), "results", f"POST {_SEARCH}")
        return [id_of(one, f"POST {_SEARCH}") for one in results]

    def _search(self, cursor: str, limit: int) -> Mapping[str, Any]:
        behind = [{"propertyName": "hs_object_id", "operator": "GT", "value": cursor}] if cursor else []
        body = {
            "filterGroups": [{"filters": [*self._between, *behind]}],
            "sorts": [{"propertyName": "hs_object_id", "direction": "ASCENDING"}],
            "properties": ["hs_object_id"],
            "limit": limit,
        }
        return self._client.post("objects", _SEARCH, body)
