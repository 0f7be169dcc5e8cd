"""An opportunity as it stood at an instant, and as it stands now; amounts in the org's corporate currency."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from leadgate.crm.salesforce.client import Row
from leadgate.crm.salesforce.mapping import read_opportunity
from leadgate.crm.salesforce.tracked import instant_of, known_since
from leadgate.domain.dossier import Opportunity
from leadgate.domain.past import DealPast
from leadgate.domain.signals import read_number

SNAPSHOT: Final = ("OpportunityId", "StageName", "Amount", "CreatedDate")
Ends = Mapping[str, bool | None]
"""Stage → won; None for those in which an opportunity is open."""


@dataclass(frozen=True, slots=True)
class DealView:
    """snapshots: of every change of its stage or amount, oldest first; none where they cannot be read.

    rates: currency → how much of it one unit of the corporate one is; empty where the org has one currency.
    """

    row: Row
    snapshots: Sequence[Row]
    ends: Ends
    rates: Mapping[str, float]

    @property
    def created_at(self) -> datetime | None:
        return instant_of(self.row, "CreatedDate")

    def at(self, at: datetime) -> Opportunity:
        """Without what was written since."""
        now = read_opportunity(self.row)
        if not self.snapshots:
            return self._by_its_dates(now, at)
        known = [one for one in self.snapshots if (made := instant_of(one, "CreatedDate")) and made <= at]
        if not known:
            return replace(now, stage="", amount=None, won=None, closed_at=None, loss_reason=None)
        stage, won = str(known[-1].get("StageName") or ""), self._won_in(known[-1])
        amount = self._converted(read_number(known[-1].get("Amount")))
        return replace(now, stage=stage, amount=amount, won=won, closed_at=self._closed_at(known), loss_reason=None)

    def past(self, joined_at: datetime | None) -> DealPast | None:
        """joined_at: when the person came to it, where that was later than its making. None where it says no time."""
        now, made_at = read_opportunity(self.row), self.created_at
        if made_at is None:
            return None
        closed_at = None if now.won is None else self._closed_at(self.snapshots) or now.closed_at
        began_at = max(made_at, joined_at) if joined_at else made_at
        return DealPast(now.id, began_at, closed_at, now.won, self._converted(now.amount))

    def _by_its_dates(self, now: Opportunity, at: datetime) -> Opportunity:
        closed_at = known_since(self.row, "CloseDate")
        if now.won is not None and closed_at is not None and closed_at <= at:
            return replace(now, amount=self._converted(now.amount))
        return replace(now, stage="", amount=None, won=None, closed_at=None, loss_reason=None)

    def _won_in(self, snapshot: Row) -> bool | None:
        return self.ends.get(str(snapshot.get("StageName") or ""))

    def _closed_at(self, snapshots: Sequence[Row]) -> datetime | None:
        """Since when it was closed without a break."""
        since = None
        for one in reversed(snapshots):
            if self._won_in(one) is None:
                break
            since = instant_of(one, "CreatedDate")
        return since

    def _converted(self, amount: float | None) -> float | None:
        """None where the currency's rate is unknown."""
        if amount is None or not self.rates:
            return amount
        rate = self.rates.get(str(self.row.get("CurrencyIsoCode") or ""))
        return round(amount / rate, 2) if rate else None
