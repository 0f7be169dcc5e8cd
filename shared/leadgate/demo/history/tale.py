"""One simulated lead in the time of a CRM: when it came, was handed on, became a deal, and how that ended.

The funnel is that of the bundled model (`leadgate.learning.simulation`); its leads are moved to the last months by
whole weeks. Seven of ten are handed on when the simulation meets them; the others nobody picks up. Once there is a
deal, sales fill in what was blank: a trap for whoever learns from records as they stand today.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final

from leadgate.domain.dossier import Dossier
from leadgate.domain.signals import Signal
from leadgate.learning.simulation.chance import generator, happens
from leadgate.learning.simulation.funnel import SimulatedLead, simulate
from leadgate.learning.simulation.world import State

HANDED_ON_SHARE: Final = 0.7
_MOST_DAYS_TO_A_DEAL: Final = 20.0
_SHARE_BEFORE_A_DEAL: Final = 0.5


@dataclass(frozen=True, slots=True)
class Tale:
    """by: moves an instant of the dossier into the CRM's time. deal_at, closed_at, won: None where that never came.

    given_up_at: when sales closed a lead that became nothing; None where that is still to come, or it became a deal.
    """

    number: int
    dossier: Dossier
    state: State
    by: timedelta
    created_at: datetime
    met_at: datetime
    handed_on: bool
    deal_at: datetime | None
    closed_at: datetime | None
    won: bool | None
    amount: float | None
    given_up_at: datetime | None

    def at(self, signal: Signal) -> tuple[datetime, datetime]:
        """When it occurred, and when it was written onto the person's record, which must have been there."""
        person_at = self.first_seen_at(signal.lead_id or "")
        return signal.occurred_at + self.by, max(signal.received_at + self.by, person_at)

    def first_seen_at(self, person_id: str) -> datetime:
        """When a person came into the CRM: the lead when it did, a colleague with what was first seen of it."""
        if person_id == self.dossier.lead.id:
            return self.created_at
        seen = (signal.occurred_at + self.by for signal in self.dossier.signals if signal.lead_id == person_id)
        return min(seen, default=self.created_at)

    @property
    def company_at(self) -> datetime:
        """When the company came into the CRM: before all of its people."""
        people = (self.first_seen_at(one.id) for one in self.dossier.colleagues)
        return min((self.created_at, *people)) - timedelta(days=1)

    @property
    def filled_in_at(self) -> datetime | None:
        return None if self.deal_at is None else self.deal_at - timedelta(minutes=5)


def tales(count: int, seed: int, until: datetime, months: float) -> Iterator[Tale]:
    """until: nothing is told of later. months: over how long the leads are spread."""
    for number, lead in enumerate(simulate(count, seed)):
        yield _tale(number, lead, generator(seed, number, "tale"), until, months)


def _tale(number: int, lead: SimulatedLead, rng: Random, until: datetime, months: float) -> Tale:
    dossier, outcome = lead.dossier, lead.outcome
    wanted = until - timedelta(days=30.4 * months * rng.random())
    by = timedelta(weeks=(wanted - dossier.as_of) // timedelta(weeks=1))
    met_at = dossier.as_of + by
    created_at = (dossier.lead.created_at or dossier.as_of) + by
    days = outcome.days or 0.0
    deal_at = met_at + timedelta(days=min(_MOST_DAYS_TO_A_DEAL * rng.random(), _SHARE_BEFORE_A_DEAL * days), minutes=10)
    is_deal = outcome.converted and deal_at <= until
    closed_at = met_at + timedelta(days=days) + timedelta(minutes=20)
    is_closed = is_deal and outcome.won is not None and closed_at <= until
    given_up_at = met_at + timedelta(days=20 + 60 * rng.random())
    return Tale(
        number=number,
        dossier=dossier,
        state=lead.state,
        by=by,
        created_at=_whole(created_at),
        met_at=_whole(met_at),
        handed_on=happens(rng, HANDED_ON_SHARE),
        deal_at=_whole(deal_at) if is_deal else None,
        closed_at=_whole(closed_at) if is_closed else None,
        won=outcome.won if is_closed else None,
        amount=outcome.amount if is_deal else None,
        given_up_at=given_up_at if not is_deal and given_up_at <= until else None,
    )


def _whole(at: datetime) -> datetime:
    """Seconds are all that every CRM keeps."""
    return at.replace(microsecond=0)


class Addresses:
    """Mail addresses, each given once: of two people of one name the second gets a number."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def one(self, email: str) -> str:
        """Empty stays empty."""
        name, _, host = email.partition("@")
        number, address = 1, email
        while address and address in self._given:
            number += 1
            address = f"{name}{number}@{host}"
        self._given.add(address)
        return address
