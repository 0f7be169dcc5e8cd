"""What routing remembers between calls, so that fairness holds over months and a lead keeps its rep."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from leadgate.domain.assessment import Tier

SCHEMA: Final = 1
_NEWEST_DAYS: Final = 7
ONE_TURN: Final = 1 << 40
"""A whole turn in the unit turns are counted in: whole numbers, so that equal reps stay exactly equal."""


@dataclass(frozen=True, slots=True)
class TierTally:
    """leads: turns taken. quality: sum of their scores. due: turns owed, in parts of ONE_TURN (negative: ahead)."""

    leads: int = 0
    quality: float = 0.0
    due: int = 0


@dataclass(frozen=True, slots=True)
class Allowance:
    """How much of a capacity that is no whole number is left, as of a day."""

    on: date
    left: float


@dataclass(frozen=True, slots=True)
class RepState:
    """days: new leads by day in the rep's zone."""

    tiers: Mapping[Tier, TierTally] = field(default_factory=dict)
    open: int = 0
    days: Mapping[date, int] = field(default_factory=dict)
    allowance: Allowance | None = None


@dataclass(frozen=True, slots=True)
class RoutedLead:
    """turn: whether it counted as a turn of the rotation; an account's owner gets leads without one."""

    rep_id: str
    tier: Tier
    score: float
    on: date
    account_id: str = ""
    turn: bool = True


@dataclass(frozen=True, slots=True)
class RoutingState:
    """overtaken: by tier, the rep that was passed for quality's sake and is next in any case."""

    reps: Mapping[str, RepState] = field(default_factory=dict)
    leads: Mapping[str, RoutedLead] = field(default_factory=dict)
    overtaken: Mapping[Tier, str] = field(default_factory=dict)


def slim(state: RoutingState) -> RoutingState:
    """What routing another lead needs of it: no leads, and of the days the newest few."""
    reps = {rep_id: _with_newest_days(rep) for rep_id, rep in state.reps.items()}
    return RoutingState(reps, {}, state.overtaken)


def _with_newest_days(rep: RepState) -> RepState:
    if len(rep.days) <= _NEWEST_DAYS:
        return rep
    return replace(rep, days=dict(sorted(rep.days.items())[-_NEWEST_DAYS:]))


def credit_back(state: RoutingState, lead_id: str) -> RoutingState:
    """The lead was none (rejected, bounced, did not show): its rep gets the turn back. Unknown leads change nothing."""
    lead = state.leads.get(lead_id)
    if lead is None:
        return state
    rep = state.reps.get(lead.rep_id, RepState())
    days = {**rep.days, lead.on: max(0, rep.days.get(lead.on, 0) - 1)}
    allowance = rep.allowance and replace(rep.allowance, left=rep.allowance.left + 1)
    return _without(state, lead_id, replace(rep, tiers=_tiers_back(rep, lead), days=days, allowance=allowance))


def close_lead(state: RoutingState, lead_id: str) -> RoutingState:
    """The lead is worked off, or its person is to be forgotten: it no longer fills the rep's open limit."""
    lead = state.leads.get(lead_id)
    return state if lead is None else _without(state, lead_id, state.reps.get(lead.rep_id, RepState()))


def _tiers_back(rep: RepState, lead: RoutedLead) -> Mapping[Tier, TierTally]:
    if not lead.turn:
        return rep.tiers
    tally = rep.tiers.get(lead.tier, TierTally())
    leads = max(0, tally.leads - 1)
    back = TierTally(leads, tally.quality - lead.score if leads else 0.0, tally.due + ONE_TURN)
    return {**rep.tiers, lead.tier: back}


def _without(state: RoutingState, lead_id: str, rep: RepState) -> RoutingState:
    lead = state.leads[lead_id]
    reps = {**state.reps, lead.rep_id: replace(rep, open=max(0, rep.open - 1))}
    leads = {key: value for key, value in state.leads.items() if key != lead_id}
    return replace(state, reps=reps, leads=leads)
