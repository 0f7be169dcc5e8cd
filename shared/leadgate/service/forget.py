"""A person forgotten: in the store, in the queues, and in whatever other place is named.

Who it is stands in the store itself, so that is erased last: broken off anywhere, the same again finishes it.
Colleagues are judged again, which writes maps and notes in the CRM that name the person no more.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from leadgate.domain.traces import Traces, without
from leadgate.errors import RetryableError
from leadgate.ports import KeptRow, Ports, Queue, Store
from leadgate.service.ask import asked_key
from leadgate.service.forgotten import remember_forgotten
from leadgate.service.meetings import facts_of_meeting
from leadgate.service.telling import CHANNELS

_TRIES: Final = 20


class Place(Protocol):
    """Somewhere a person may stand."""

    @property
    def name(self) -> str:
        """For who is told what was found where."""

    def count(self, traces: Traces) -> int:
        """How many records name the person; nothing is changed."""

    def erase(self, traces: Traces) -> int:
        """How many did, and do no more. Raises what it cannot do; done again, it goes on where it broke off."""


@dataclass(frozen=True, slots=True)
class Found:
    """How many records of a place named the person."""

    place: str
    records: int


@dataclass(frozen=True)
class StorePlace:
    """near: leads whose rows are enough where the store cannot be looked through as a whole; None: all of it."""

    store: Store
    near: Sequence[str] | None = None
    name: str = "store"

    def count(self, traces: Traces) -> int:
        return sum(_differs(kept, traces) for kept in self.store.kept_rows(self.near))

    def erase(self, traces: Traces) -> int:
        found = sum(self._erase_row(kept, traces) for kept in self.store.kept_rows(self.near))
        for lead_id in traces.ids:
            for key in (*_facts_of(lead_id, self.store), *facts_of_meeting(lead_id, self.store)):
                self.store.drop(key)
        self.store.erase_leads(sorted(traces.ids))
        self.store.wipe()
        return found

    def _erase_row(self, kept: KeptRow, traces: Traces) -> bool:
        if not _differs(kept, traces):
            return False
        if _owner_of(kept) in traces.ids:
            return True  # erased with all else of the lead, at the end
        if not self.store.replace_row(kept, _left_of(kept, traces)):
            raise RetryableError("a row changed while a person was erased from it", after_seconds=1)
        return True


@dataclass(frozen=True)
class QueuePlace:
    queue: Queue
    name: str = "queue"

    def count(self, traces: Traces) -> int:
        return sum(lead_id in traces.ids for lead_id, _ in self.queue.buried())

    def erase(self, traces: Traces) -> int:
        return self.queue.forget(sorted(traces.ids))


def places_of(ports: Ports, near: Sequence[str] | None = None) -> tuple[Place, ...]:
    """Where the product itself keeps people; what else there is comes before these."""
    return (QueuePlace(ports.queue), StorePlace(ports.store, near))


def forget(traces: Traces, places: Sequence[Place], ports: Ports, *, for_good: bool = True) -> tuple[Found, ...]:
    """Erase the person, and have all judged again whose verdict named them.

    for_good: what is told of the person later is not kept either. Safe to repeat; raises what the places raise.
    """
    if for_good:
        remember_forgotten(traces, ports.clock.now(), ports.store)
    others = _named_with(traces, ports.store, _near(places))
    _send(others, ports)  # before, lest nobody knows any more whom to send if this is cut off
    found = tuple(Found(place.name, _patiently(place, traces)) for place in places)
    _send(others, ports)  # and after, for who was judged meanwhile by words that named the person
    return found


def _send(lead_ids: Sequence[str], ports: Ports) -> None:
    if lead_ids:
        ports.queue.send_all(list(zip(lead_ids, ports.store.touch_all(lead_ids), strict=True)))


def _patiently(place: Place, traces: Traces) -> int:
    """The product may go on meanwhile, and write what is just being erased."""
    for _ in range(_TRIES - 1):
        try:
            return place.erase(traces)
        except RetryableError:
            continue
    return place.erase(traces)


def _near(places: Iterable[Place]) -> Sequence[str] | None:
    return next((place.near for place in places if isinstance(place, StorePlace)), None)


def _named_with(traces: Traces, store: Store, near: Sequence[str] | None) -> tuple[str, ...]:
    """Leads whose verdict names the person, and those of the person's accounts."""
    accounts = {account for lead_id in traces.ids if (account := store.account_of(lead_id))}
    people = {lead_id for account in accounts for lead_id in store.leads_of(account)}
    named = {
        str(kept.row["lead_id"])
        for kept in store.kept_rows(near)
        if kept.kind == "verdict" and kept.row.get("lead_id") and _differs(kept, traces)
    }
    return tuple(sorted((people | named) - traces.ids))


def _differs(kept: KeptRow, traces: Traces) -> bool:
    return _left_of(kept, traces) != kept.row


def _left_of(kept: KeptRow, traces: Traces) -> Mapping[str, Any] | None:
    """None for a row that is the person's own, or whose id names them: an id cannot be rewritten."""
    if _owner_of(kept) in traces.ids or any(map(traces.mentioned_in, kept.key)):
        return None
    left: Mapping[str, Any] | None = without(kept.row, traces)
    return left


def _owner_of(kept: KeptRow) -> str:
    return kept.key[0].removeprefix("lead:")


def _facts_of(lead_id: str, store: Store) -> tuple[str, ...]:
    """Keys under which something of one lead is remembered."""
    crm, _, rest = lead_id.partition(":")
    record_id = rest.rpartition(":")[2]
    told = tuple(f"told:{channel}:{lead_id}" for channel in CHANNELS)
    of_crm = (f"{crm}:note:{record_id}", f"{crm}:task:{record_id}")
    ours = (f"merged-into:{lead_id}", f"routing:lead:{lead_id}", asked_key(lead_id))
    return (*ours, *of_crm, *told, *_facts_of_answer(lead_id, crm, store))


def _facts_of_answer(lead_id: str, crm: str, store: Store) -> tuple[str, ...]:
    """The letter that was sent, under the names by which a reply or a bounce finds it."""
    message_id = (store.recall(f"answered:{lead_id}") or {}).get("message_id", "")
    mailing = (store.recall(f"message:{message_id}") or {}).get("mailing", "")
    return (f"answered:{lead_id}", f"message:{message_id}", f"mailing:{mailing}", f"{crm}:email:{message_id}")
