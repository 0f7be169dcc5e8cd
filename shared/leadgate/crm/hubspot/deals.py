"""A deal as it stood at an instant, and as it stands now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from leadgate.crm.hubspot.ids import our_id
from leadgate.crm.hubspot.mapping import DEAL
from leadgate.crm.hubspot.stages import Stage, Stages
from leadgate.crm.hubspot.versions import Versioned
from leadgate.crm.reading import Properties, first_text, read_instant
from leadgate.domain.dossier import Opportunity
from leadgate.domain.past import DealPast
from leadgate.domain.signals import read_number

DEAL_NAMES: Final = (*DEAL, "deal_currency_code", "amount_in_home_currency")


@dataclass(frozen=True, slots=True)
class DealView:
    record: Versioned
    stages: Stages

    def stage_of(self, properties: Properties) -> Stage | None:
        return self.stages.find(first_text(properties, ("pipeline",)), first_text(properties, ("dealstage",)))

    def won_by(self, properties: Properties) -> bool | None:
        """None while it is open. A stage that nobody knows any more leaves it to the deal's own flags."""
        stage = self.stage_of(properties)
        if stage is not None:
            return stage.won
        if str(properties.get("hs_is_closed") or "").lower() != "true":
            return None
        return str(properties.get("hs_is_closed_won") or "").lower() == "true"

    def closed_at(self, at: datetime) -> datetime | None:
        """Since when it was closed without a break, seen from an instant; None where it was open then.

        A deal that came in closed, by an import, was closed on the date it says.
        """
        since = None
        for moved_at, _ in self.record.versions.get("dealstage", ()):
            if moved_at > at:
                continue
            if self.won_by(self.record.properties_at(moved_at)) is None:
                break
            since = moved_at
        stated = read_instant(first_text(self.record.properties_at(at), ("closedate",)))
        if since is not None and stated is not None and self.record.created_at <= stated < since:
            return stated
        return since


def deal_at(view: DealView, at: datetime) -> Opportunity:
    """Without what was written since."""
    then = view.record.properties_at(at)
    stage, won = view.stage_of(then), view.won_by(then)
    return Opportunity(
        id=our_id("deal", view.record.id),
        stage=(stage.label if stage else "") or first_text(then, ("dealstage",)),
        amount=_amount(then),
        created_at=view.record.created_at,
        closed_at=None if won is None else view.closed_at(at),
        won=won,
        loss_reason=(first_text(then, ("closed_lost_reason",)) or None) if won is False else None,
    )


def deal_past(view: DealView) -> DealPast:
    """As it stands now. Closed without a word of when counts as closed at its last write."""
    now = {name: versions[0][1] for name, versions in view.record.versions.items() if versions}
    won = view.won_by(now)
    latest = max((versions[0][0] for versions in view.record.versions.values() if versions), default=None)
    closed_at = None if won is None or latest is None else view.closed_at(latest) or latest
    return DealPast(our_id("deal", view.record.id), view.record.created_at, closed_at, won, _amount(now))


def _amount(properties: Properties) -> float | None:
    """In the portal's own currency; None where the deal is in another one and HubSpot has not converted it."""
    home = read_number(properties.get("amount_in_home_currency"))
    if home is not None:
        return home
    return None if first_text(properties, ("deal_currency_code",)) else read_number(properties.get("amount"))
