"""Durable memory as the use cases need it. Adapters: `aws/store.py`, `embedded/store.py`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from leadgate.domain.retention import DEFAULT_RETENTION, Retention
from leadgate.domain.signals import Signal


@dataclass(frozen=True, slots=True)
class Verdict:
    """The newest assessment of a lead as it was kept.

    version: the lead's change count that it has seen. row: the assessment's JSON object.
    written: whether the CRM has it.
    """

    lead_id: str
    version: int
    row: Mapping[str, Any]
    written: bool


@dataclass(frozen=True, slots=True)
class Parked:
    """A record that nobody could use: kept with its reason until a person has looked."""

    id: str
    source: str
    reason: str
    record: Mapping[str, Any]
    parked_at: datetime


RowKind = Literal["signal", "verdict", "parked", "fact", "log"]


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A row as the store keeps it. key: what finds it again. packed: as it was read, to tell whether it has changed."""

    kind: RowKind
    key: tuple[str, ...]
    row: Mapping[str, Any]
    packed: bytes


@dataclass(frozen=True, slots=True)
class Swap:
    """A fact under a key: `new` is to be remembered if `old` is what stands (None: nothing)."""

    key: str
    old: Mapping[str, Any] | None
    new: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a log, of an instant; id: unlike those of the log's other lines of the same instant."""

    log: str
    at: datetime
    id: str
    row: Mapping[str, Any]


class Store(Protocol):
    """Durable memory: what a method has returned from survives a kill."""

    def put_signals(self, signals: Sequence[Signal], retention: Retention = DEFAULT_RETENTION) -> tuple[bool, ...]:
        """Keep them all, for as long as `retention` says at least; for each whether it is new.

        False if its id was kept before for the same lead, or for the same account where it has no lead: twice is once.
        Each new signal counts one change of its lead, in the same stroke. If this raises, some may have been kept:
        put all of them again, and then send every lead of the batch, whether its signals were new or not.
        Raises BadInputError, and keeps none, where `records.check_signal` refuses one.
        """

    def signals_of(self, lead_ids: Sequence[str], account_id: str | None) -> tuple[Signal, ...]:
        """All kept signals of these leads, and those of the account alone; in any order."""

    def sweep(self, retention: Retention, now: datetime) -> int:
        """Delete signals whose time is over; how many. None where the backend does that by itself, in its own time."""

    def touch(self, lead_id: str) -> int:
        """Count one change of the lead that came with no signal of its own (a colleague's, the account's)."""

    def touch_all(self, lead_ids: Sequence[str]) -> tuple[int, ...]:
        """The same for many leads at once: their versions then, in their order. An id given twice counts once."""

    def version_of(self, lead_id: str) -> int:
        """How many changes the lead has had; 0 if it was never heard of."""

    def versions_of(self, lead_ids: Sequence[str]) -> tuple[int, ...]:
        """The same for many leads at once, in their order."""

    def put_verdict(self, lead_id: str, version: int, row: Mapping[str, Any]) -> bool:
        """Keep the assessment as the lead's newest. False, and nothing changes, if a newer version stands.

        What `records.filing_of` reads in the row is what the verdict is listed by and due by. Its `dossier` is left
        out where the row would be too large with it.
        """

    def mark_written(self, lead_id: str, version: int) -> None:
        """The CRM has the verdict of this version. Nothing happens if another version stands by now."""

    def verdict_of(self, lead_id: str) -> Verdict | None: ...

    def verdicts(self, status: str | None = None, limit: int = 500) -> tuple[Verdict, ...]:
        """The newest judged first, those of one status or all; rows without a decision are in no list.

        What was judged within the last moments may be missing: DynamoDB's indexes lag a little behind.
        """

    def due(self, now: datetime, limit: int) -> tuple[str, ...]:
        """Leads whose `requalify.at` has come and that were not judged since, the longest due first, each once."""

    def put_off(self, lead_ids: Sequence[str], now: datetime, until: datetime) -> None:
        """Those of them that are still due at `now` are due at `until` instead, unless they are judged before."""

    def link(self, lead_id: str, account_id: str) -> None:
        """The lead belongs to this account (an earlier account is forgotten)."""

    def unlink(self, lead_id: str) -> None:
        """The lead belongs to no account."""

    def leads_of(self, account_id: str) -> tuple[str, ...]:
        """Leads that were linked to the account, sorted."""

    def account_of(self, lead_id: str) -> str | None: ...

    def park(self, parked: Parked) -> None:
        """Keep a record that nobody could use; the same id twice is once."""

    def parked(self, limit: int = 100) -> tuple[Parked, ...]:
        """The newest parked records first."""

    def dismiss(self, parked_id: str) -> bool:
        """A person has looked: take the record off the list and its content out of the store. False if none was there.

        Its id stays known, so that the same record coming again is not parked again.
        """

    def remember(self, key: str, row: Mapping[str, Any]) -> None:
        """Keep a small fact under a key of ours, such as which note stands on a record; replaces the last."""

    def recall(self, key: str) -> Mapping[str, Any] | None: ...

    def recall_all(self, keys: Sequence[str]) -> tuple[Mapping[str, Any] | None, ...]:
        """The same for many keys at once, in their order."""

    def drop(self, key: str) -> None:
        """What was remembered under the key is gone."""

    def swap(self, key: str, old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> bool:
        """Remember `new` if `old` is still what `recall` gives (None: nothing); False, and nothing changes, if not."""

    def kept_rows(self, near: Sequence[str] | None = None) -> Iterator[KeptRow]:
        """Every row that may name a person.

        near: leads whose rows, with the parked ones, are enough for whoever cannot wait for all; a store that looks
        through everything at once gives the others too. What is put meanwhile may be missing.
        """

    def replace_row(self, kept: KeptRow, row: Mapping[str, Any] | None) -> bool:
        """The row reads so from now on, or is gone (None). False, and nothing changes, if it has changed meanwhile."""

    def erase_leads(self, lead_ids: Sequence[str]) -> int:
        """All rows of these leads are gone, their counts of changes too; how many rows there were."""

    def wipe(self) -> None:
        """What was deleted or replaced is not in the files any more either, as far as the store has files of its own.

        Raises RetryableError while somebody else holds on to them.
        """

    def commit(self, swaps: Sequence[Swap], entries: Sequence[Entry] = ()) -> bool:
        """All swaps and log lines in one stroke, at most 100; False, and nothing changes, if one `old` does not stand.

        A line that is in the log already stays as it is.
        """

    def entries(self, log: str, since: datetime, until: datetime, limit: int = 10_000) -> tuple[Entry, ...]:
        """Lines of a log from `since` until before `until`, the oldest first, those of one instant by id."""

    def take_token(self, bucket: str, capacity: int, per_seconds: float, now: datetime) -> float:
        """Take one of `capacity` tokens that refill evenly over `per_seconds`, shared by all workers.

        Returns 0 when taken, else the seconds to wait before trying again (nothing is taken).
        """
