"""A lead's past, and what there is to learn from it: the lead as it stood when it was to be judged, and what came then.

The moment is the first of: the lead reached a stage at which a person would look at it; the lead asked for somebody;
the lead was so many days old. All three are known when they happen and none knows what follows, so leads that convert
and leads that do not are met alike. What came is read over one horizon for all: a lead whose horizon has not run out
is open, also where it has converted already, or quick successes would count before slow failures can.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from leadgate.domain.dossier import Dossier

ASKING_FORMS: Final = frozenset(("demo_request", "contact_sales", "pricing_request", "trial"))
LeftOut = Literal["too_young", "decided_before"]


@dataclass(frozen=True, slots=True)
class DealPast:
    """A deal of the lead's, as it stands now. closed_at, won: None while it is open. amount: None where unknown."""

    id: str
    created_at: datetime
    closed_at: datetime | None = None
    won: bool | None = None
    amount: float | None = None


@dataclass(frozen=True, slots=True)
class LeadPast:
    """stages: (since when, the CRM's own name), oldest first. seen_at: the dossier of an instant, no later."""

    lead_id: str
    created_at: datetime
    stages: tuple[tuple[datetime, str], ...]
    deals: tuple[DealPast, ...]
    seen_at: Callable[[datetime], Dossier]


@dataclass(frozen=True, slots=True)
class JudgingRule:
    """When a lead of the past is judged, and for how long its outcome is awaited. at_stages: in lower case."""

    at_stages: frozenset[str]
    after_days: float
    horizon_days: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """converted: a deal was made within the horizon; None as long as it runs. days: from the moment to the close.

    won, amount, days: of the first such deal; of one that is open, days so far.
    """

    converted: bool | None
    won: bool | None = None
    amount: float | None = None
    days: float | None = None

    def row(self) -> dict[str, Any]:
        return {"converted": self.converted, "won": self.won, "amount": self.amount, "days": self.days}


@dataclass(frozen=True, slots=True)
class Example:
    dossier: Dossier
    outcome: Outcome


def example_of(past: LeadPast, rule: JudgingRule, until: datetime) -> Example | LeftOut:
    """until: the end of what is known. A lead that had a deal by its moment is left out: it had been decided."""
    moment = _moment(past, rule)
    if moment > until:
        return "too_young"
    if any(deal.created_at <= moment for deal in past.deals):
        return "decided_before"
    return Example(past.seen_at(moment), _outcome(past, rule, moment, until))


def _moment(past: LeadPast, rule: JudgingRule) -> datetime:
    latest = past.created_at + timedelta(days=rule.after_days)
    staged = [at for at, stage in past.stages if stage.lower() in rule.at_stages and at < latest]
    first = max(past.created_at, min(staged, default=latest))
    return min([first, *(at for at in _asked_at(past.seen_at(first)) if at >= past.created_at)])


def _asked_at(dossier: Dossier) -> list[datetime]:
    """When we knew that the lead asked for somebody."""
    asked = (s for s in dossier.own("form_submission") if s.text("form") in ASKING_FORMS)
    return [max(s.occurred_at, s.received_at) for s in (*asked, *dossier.own("campaign_response"))]


def _outcome(past: LeadPast, rule: JudgingRule, moment: datetime, until: datetime) -> Outcome:
    ends_at = moment + timedelta(days=rule.horizon_days)
    if ends_at > until:
        return Outcome(None)
    made = sorted((deal for deal in past.deals if deal.created_at <= ends_at), key=lambda deal: deal.created_at)
    if not made:
        return Outcome(converted=False)
    deal = made[0]
    ended_at = until if deal.won is None or deal.closed_at is None else deal.closed_at
    days = max((ended_at - moment) / timedelta(days=1), 0.0)
    return Outcome(True, deal.won, deal.amount, round(days, 2))
