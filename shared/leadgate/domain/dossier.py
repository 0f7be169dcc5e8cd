"""A dossier: all that is known of one lead at one instant."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from leadgate.domain.signals import Signal, in_order


@dataclass(frozen=True, slots=True)
class Lead:
    """A person in the CRM. Text is empty where unknown; `properties` are the CRM's own, as they came."""

    id: str
    email: str = ""
    first_name: str = ""
    last_name: str = ""
    title: str = ""
    country: str = ""
    region: str = ""
    lifecycle: str = ""
    source: str = ""
    created_at: datetime | None = None
    owner_id: str | None = None
    properties: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True)
class Account:
    """The company. Numbers are None and text is empty where unknown; `id` is empty where the lead has no company."""

    id: str = ""
    name: str = ""
    domain: str = ""
    employees: float | None = None
    annual_revenue: float | None = None
    industry: str = ""
    country: str = ""
    region: str = ""
    technologies: tuple[str, ...] = ()
    fiscal_year_end_month: int | None = None
    is_customer: bool = False
    target_account: bool = False
    owner_id: str | None = None
    properties: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Colleague:
    """Another person of the same account."""

    id: str
    email: str = ""
    first_name: str = ""
    last_name: str = ""
    title: str = ""

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True)
class Opportunity:
    """A deal of the account. won is None while it is open."""

    id: str
    stage: str = ""
    amount: float | None = None
    created_at: datetime | None = None
    closed_at: datetime | None = None
    won: bool | None = None
    loss_reason: str | None = None


@dataclass(frozen=True)
class Dossier:
    """Signals are unique by id, sorted by time then id, and none is later than `as_of` (see `as_known_at`)."""

    as_of: datetime
    lead: Lead
    account: Account = field(default_factory=Account)
    colleagues: tuple[Colleague, ...] = ()
    signals: tuple[Signal, ...] = ()
    opportunities: tuple[Opportunity, ...] = ()

    @cached_property
    def colleague_ids(self) -> frozenset[str]:
        return frozenset(colleague.id for colleague in self.colleagues)

    @cached_property
    def own_signals(self) -> tuple[Signal, ...]:
        """What the lead did, or what was learned of it."""
        lead_id = self.lead.id
        return tuple(s for s in self.signals if s.lead_id == lead_id)

    @cached_property
    def _own_by_kind(self) -> Mapping[str, tuple[Signal, ...]]:
        return _by_kind(self.own_signals)

    @cached_property
    def _every_by_kind(self) -> Mapping[str, tuple[Signal, ...]]:
        return _by_kind(self.signals)

    @cached_property
    def deals(self) -> tuple[Opportunity, ...]:
        """Opportunities as they stood at `as_of`: those created since are left out, those closed since are open."""
        known = (deal for deal in self.opportunities if deal.created_at is None or deal.created_at <= self.as_of)
        return tuple(
            replace(deal, won=None, closed_at=None) if deal.closed_at and deal.closed_at > self.as_of else deal
            for deal in known
        )

    @cached_property
    def settled_at(self) -> datetime | None:
        """When the last deal that ended was closed: what led to it before is answered, won or lost.

        None where no deal ended, and where the buying goes on in one that was open by then.
        """
        ended = max((deal.closed_at for deal in self.deals if deal.closed_at and deal.won is not None), default=None)
        if ended is None or any(_was_open(deal, ended) for deal in self.deals):
            return None
        return ended

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of its signals, in the order in which they first occurred."""
        return tuple(self._every_by_kind)

    def own(self, kind: str) -> tuple[Signal, ...]:
        """The lead's signals of this kind, oldest first."""
        return self._own_by_kind.get(kind, ())

    def every(self, kind: str) -> tuple[Signal, ...]:
        """Signals of this kind of the lead, its colleagues and the account, oldest first."""
        return self._every_by_kind.get(kind, ())


def _was_open(deal: Opportunity, at: datetime) -> bool:
    return deal.won is None and (deal.created_at is None or deal.created_at <= at)


def _by_kind(signals: tuple[Signal, ...]) -> Mapping[str, tuple[Signal, ...]]:
    groups: dict[str, list[Signal]] = {}
    for signal in signals:
        groups.setdefault(signal.kind, []).append(signal)
    return {kind: tuple(group) for kind, group in groups.items()}


def with_signals(dossier: Dossier, signals: tuple[Signal, ...]) -> Dossier:
    """The dossier with these signals instead: unique, in order, none after `as_of`."""
    return replace(dossier, signals=as_known_at(signals, dossier.as_of))


def as_known_at(signals: tuple[Signal, ...], as_of: datetime) -> tuple[Signal, ...]:
    """Unique by id, sorted by time then id, the future left out. The same for any order and for repeats."""
    chosen: dict[str, Signal] = {}
    for signal in signals:
        if signal.occurred_at > as_of:
            continue
        other = chosen.get(signal.id)
        if other is None or _precedence(signal) < _precedence(other):
            chosen[signal.id] = signal
    return in_order(chosen.values())


def _precedence(signal: Signal) -> tuple[datetime, str]:
    """Two signals of one id: the earlier stands; alike in time, the first in writing, so that order never matters."""
    return signal.occurred_at, repr((signal.kind, signal.lead_id, sorted(map(str, signal.properties.items()))))
