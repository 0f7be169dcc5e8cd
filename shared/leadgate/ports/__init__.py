"""What the use cases need from the world, in our words. Adapters: `aws/`, `embedded/`, `crm/<name>/`.

Every method may raise RetryableError (throttled, down) or PermanentError (a person must act) unless it says otherwise;
one contract suite in `tests/contract/` holds every adapter to these docstrings.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from leadgate.domain.settings import Settings
from leadgate.domain.signals import Signal
from leadgate.model.bundle import Model
from leadgate.model.standing import Standing
from leadgate.ports.crm import Crm
from leadgate.ports.outreach import Outreach


class Clock(Protocol):
    def now(self) -> datetime:
        """The present instant, aware UTC."""


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


class Store(Protocol):
    """Durable memory: what a method has returned from survives a kill."""

    def put_signals(self, signals: Sequence[Signal]) -> tuple[bool, ...]:
        """Keep them all; for each whether it is new.

        False if its id was kept before for the same lead, or for the same account where it has no lead: twice is once.
        Each new signal counts one change of its lead, in the same stroke. If this raises, some may have been kept:
        put all of them again, and then send every lead of the batch, whether its signals were new or not.
        Raises BadInputError, and keeps none, where `records.check_signal` refuses one.
        """

    def signals_of(self, lead_ids: Sequence[str], account_id: str | None) -> tuple[Signal, ...]:
        """All kept signals of these leads, and those of the account alone; in any order."""

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

    def swap(self, key: str, old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> bool:
        """Remember `new` if `old` is still what `recall` gives (None: nothing); False, and nothing changes, if not."""

    def take_token(self, bucket: str, capacity: int, per_seconds: float, now: datetime) -> float:
        """Take one of `capacity` tokens that refill evenly over `per_seconds`, shared by all workers.

        Returns 0 when taken, else the seconds to wait before trying again (nothing is taken).
        """


@dataclass(frozen=True, slots=True)
class LeadChanged:
    """A message: this lead changed. The facts themselves are in the store.

    attempts: how often it was received before. receipt: what the queue needs to know it again; good for this receive.
    """

    lead_id: str
    attempts: int = 0
    receipt: str = ""


class Queue(Protocol):
    """One message group a lead: a lead that is being worked on is given to nobody else.

    Messages about one lead that wait collapse into one (SQS: up to ten of them). A message that nobody finishes within
    the visibility timeout comes again, and after the queue's `max_receives` goes to the dead letters by itself.
    """

    def send_all(self, changes: Sequence[tuple[str, int]]) -> None:
        """(lead id, its version) of each lead that changed; durable when it returns.

        The same lead and version sent twice may be one message, on SQS within five minutes even after it is done.
        If this raises, some may have been sent: send all of them again.
        """

    def receive(self, limit: int = 10) -> tuple[LeadChanged, ...]:
        """Up to `limit` messages of different leads, each hidden from others for the visibility timeout."""

    def done(self, message: LeadChanged) -> None:
        """The message will not come again; one sent since it was received will.

        Nothing happens if its visibility timeout has passed and somebody else has it: theirs counts.
        """

    def release(self, message: LeadChanged, delay: timedelta) -> None:
        """Come again after the delay (at most 11 hours); until then its lead waits, with whatever is sent meanwhile.

        Counts as a receive: whoever waits out an outage takes long delays.
        """

    def bury(self, message: LeadChanged, reason: str) -> None:
        """To the dead letters, with the reason; its lead's later messages are not held up."""

    def buried(self) -> tuple[tuple[str, str], ...]:
        """(lead id, reason) of the dead letters, oldest first."""

    def redrive(self) -> int:
        """Put all dead letters back; returns how many."""

    def waiting(self) -> int:
        """About how many messages wait or are being worked on."""


class SettingsSource(Protocol):
    def current(self) -> Settings:
        """The settings in force: a change is seen within a minute, a bad one never (the last good ones stay)."""


class ModelRegistry(Protocol):
    def current(self) -> Model:
        """The bundle that judges. Raises PermanentError if none can be loaded."""

    def shadows(self) -> Sequence[Model]:
        """Challengers that score beside it and decide nothing; those that cannot be loaded are left out."""


class BundleStore(Protocol):
    """Model bundles by the hash of their content, and which of them stands where."""

    def add(self, files: Mapping[str, bytes]) -> str:
        """Keep a bundle for good; its version. The same content twice is once."""

    def files(self, version: str) -> Mapping[str, bytes]:
        """Raises PermanentError where it is not there, or no longer what its version says."""

    def versions(self) -> tuple[str, ...]:
        """Of all bundles, sorted."""

    def standing(self) -> Standing: ...

    def swap(self, old: Standing, new: Standing, event: Mapping[str, Any]) -> bool:
        """`new` stands, and the event is recorded, in one stroke; False, and nothing changes, if not `old` stands."""

    def events(self) -> tuple[Mapping[str, Any], ...]:
        """Every change with its evidence, the oldest first."""


class Secrets(Protocol):
    def get(self, name: str) -> str:
        """Raises PermanentError naming the secret if there is none."""


@dataclass(frozen=True, slots=True)
class Ports:
    """All that a handler or a use case may reach; made once by `bootstrap`."""

    store: Store
    queue: Queue
    settings: SettingsSource
    models: ModelRegistry
    secrets: Secrets
    crm: Crm
    clock: Clock
    outreach: Outreach = field(default_factory=Outreach)
