"""What the use cases need from the world, in our words. Adapters: `aws/`, `embedded/`, `crm/<name>/`.

Every method may raise RetryableError (throttled, down) or PermanentError (a person must act) unless it says otherwise;
one contract suite in `tests/contract/` holds every adapter to these docstrings.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from leadgate.domain.settings import Settings
from leadgate.model.bundle import Model
from leadgate.model.standing import Standing
from leadgate.ports.calendar import Calendar
from leadgate.ports.crm import Crm
from leadgate.ports.outreach import Outreach
from leadgate.ports.store import Entry, KeptRow, Parked, RowKind, Store, Swap, Verdict

__all__ = [
    "BundleStore",
    "Clock",
    "Entry",
    "KeptRow",
    "LeadChanged",
    "ModelRegistry",
    "Parked",
    "Ports",
    "Queue",
    "RowKind",
    "Scheduler",
    "Secrets",
    "SettingsSource",
    "Store",
    "Swap",
    "Verdict",
]


class Clock(Protocol):
    def now(self) -> datetime:
        """The present instant, aware UTC."""


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

    def forget(self, lead_ids: Sequence[str]) -> int:
        """Messages and dead letters of these leads are gone; how many.

        On SQS dead letters alone: what waits is given to a worker within moments, who knows that they are forgotten.
        """

    def waiting(self) -> int:
        """About how many messages wait or are being worked on."""


class Scheduler(Protocol):
    def wake(self, lead_id: str, at: datetime) -> None:
        """A message about the lead comes at the instant, or within a minute after it; durable when it returns.

        The same lead and instant twice is once. What is due by then is in the store: the message carries nothing.
        """


class SettingsSource(Protocol):
    def current(self) -> Settings:
        """The settings in force: a change is seen within a minute, a bad one never (the last good ones stay)."""

    @property
    def last_problem(self) -> str | None:
        """Why the newest settings are refused; None where they are in force."""


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
    calendar: Calendar
    scheduler: Scheduler
    outreach: Outreach = field(default_factory=Outreach)
