"""A case: one dossier with all that was read and measured of it; what patterns, rules and words are made from."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from operator import attrgetter
from typing import Final

from leadgate.domain.dossier import Dossier
from leadgate.domain.fit import Fit
from leadgate.domain.hearing import SILENCE, Heard
from leadgate.domain.profile import Person, Profile
from leadgate.domain.settings import Settings
from leadgate.domain.signals import Signal

_DAY_SECONDS: Final = 86_400.0
# After this long a wish or an application is no longer what somebody wants now.
WISH_DAYS: Final = 180.0
_CUSTOMER_DAYS: Final = 730.0
_occurred_at: Final = attrgetter("occurred_at")


@dataclass(frozen=True, slots=True)
class Seen:
    """What the features' table says of each signal, so that rules and words go by the very same.

    touches: what the lead did itself; interest: of these what may lead to a purchase; colleagues: the same of
    colleagues; asked: forms that ask to buy and that no deal has answered; all oldest first. glances: ids of pages
    that were left at once. stages: by signal id, where it has one. pages: the lead's own page views and downloads that
    have a stage, with it. engagement: by person, what of it they did lately, fresh touches counting 1 and older ones by
    their age.
    """

    touches: tuple[Signal, ...] = ()
    interest: tuple[Signal, ...] = ()
    colleagues: tuple[Signal, ...] = ()
    asked: tuple[Signal, ...] = ()
    glances: frozenset[str] = frozenset()
    stages: Mapping[str, str] = field(default_factory=dict)
    pages: tuple[tuple[Signal, str], ...] = ()
    engagement: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """measures: the lead's row of `features/columns.py` by feature name, NaN where unknown.

    machines: signals that no person made, left out of the dossier. heard: what the lead said.
    """

    dossier: Dossier
    profile: Profile
    fit: Fit
    measures: Mapping[str, float]
    settings: Settings
    seen: Seen
    machines: tuple[Signal, ...] = ()
    heard: Heard = SILENCE

    def measure(self, name: str) -> float | None:
        """A feature's value; None where it is unknown."""
        value = self.measures[name]
        return None if math.isnan(value) else value

    def amount(self, name: str) -> float:
        """A feature's value; 0 where it is unknown. Only where nothing known and nothing there mean the same."""
        value = self.measures[name]
        return 0.0 if math.isnan(value) else value

    @property
    def touches(self) -> tuple[Signal, ...]:
        """What the lead did itself, oldest first."""
        return self.seen.touches

    @property
    def interest(self) -> tuple[Signal, ...]:
        """The touches that may lead to a purchase: no page left at once, no refusal, nothing of careers or support."""
        return self.seen.interest

    @property
    def asked(self) -> tuple[Signal, ...]:
        """Forms by which the lead asks to buy, oldest first; a deal that was closed since has answered the others."""
        return self.seen.asked

    @property
    def asks_to_buy(self) -> bool:
        """By a form, of late: nobody is turned away who asks."""
        return bool(self.asked) and self.age_days(self.asked[-1]) <= WISH_DAYS

    @property
    def wants_to_buy(self) -> bool:
        """By a form or in words: a price that is asked for beside an open ticket is asked for."""
        said = self.heard.buying
        return self.asks_to_buy or (bool(said) and self.age_days(said[-1].signal) <= WISH_DAYS)

    @cached_property
    def is_customer(self) -> bool:
        """By what the CRM says of company or lead, or by a deal won in the last two years."""
        if self.profile.account.is_customer or self.dossier.lead.lifecycle.casefold() == "customer":
            return True
        earliest = self.dossier.as_of - timedelta(days=_CUSTOMER_DAYS)
        return any(deal.won and (deal.closed_at is None or deal.closed_at >= earliest) for deal in self.dossier.deals)

    def interest_in(self, from_day: float, to_day: float) -> tuple[Signal, ...]:
        """Interest from `from_day` up to, not including, `to_day` days ago."""
        now, interest = self.dossier.as_of, self.interest
        first = bisect_right(interest, now - timedelta(days=to_day), key=_occurred_at)
        last = bisect_right(interest, now - timedelta(days=from_day), lo=first, key=_occurred_at)
        return interest[first:last]

    def lately(self, signals: tuple[Signal, ...], days: float) -> tuple[Signal, ...]:
        """Those of signals in order that are at most so many days old."""
        since = self.dossier.as_of - timedelta(days=days)
        return signals[bisect_left(signals, since, key=_occurred_at) :]

    def is_glance(self, signal: Signal) -> bool:
        """A page that was left at once; not one whose time is unknown."""
        return signal.id in self.seen.glances

    def is_settled(self, signal: Signal) -> bool:
        """From before the company's last deal was closed."""
        return self.dossier.settled_at is not None and signal.occurred_at <= self.dossier.settled_at

    def stage_of(self, signal: Signal) -> str | None:
        """The stage of a page, an asset or a form of this dossier; None for anything else."""
        return self.seen.stages.get(signal.id)

    def in_stage(self, *stages: str) -> tuple[Signal, ...]:
        """The lead's own page views and downloads of these stages, oldest first."""
        found = self._in_stages.get(stages)
        if found is None:
            found = tuple([page for page, stage in self.seen.pages if stage in stages])
            self._in_stages[stages] = found
        return found

    @cached_property
    def _in_stages(self) -> dict[tuple[str, ...], tuple[Signal, ...]]:
        return {}

    def read_in(self, *stages: str) -> tuple[Signal, ...]:
        """The same without what was left at once."""
        return tuple([signal for signal in self.in_stage(*stages) if signal.id not in self.seen.glances])

    def age_days(self, signal: Signal) -> float:
        return (self.dossier.as_of - signal.occurred_at).total_seconds() / _DAY_SECONDS

    @cached_property
    def engaged_colleagues(self) -> Mapping[str, tuple[Signal, ...]]:
        """Colleague id → what that colleague did lately that may lead to a purchase, oldest first; only who did."""
        found: dict[str, list[Signal]] = {}
        for signal in self.lately(self.seen.colleagues, self.settings.patterns.engaged.days):
            if signal.lead_id:
                found.setdefault(signal.lead_id, []).append(signal)
        return {lead_id: tuple(signals) for lead_id, signals in found.items()}

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """The lead and its colleagues by id."""
        return {person.id: person for person in (self.profile.person, *self.profile.colleagues)}


def ids(signals: tuple[Signal, ...]) -> tuple[str, ...]:
    return tuple([signal.id for signal in signals])
