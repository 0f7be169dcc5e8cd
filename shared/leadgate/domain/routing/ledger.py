"""The books while leads are handed out, opened from a state and closed to one: turns, load, who has which lead."""

from datetime import date
from typing import get_args

from leadgate.domain.assessment import Tier
from leadgate.domain.routing.load import Load
from leadgate.domain.routing.request import RoutingRequest
from leadgate.domain.routing.state import RepState, RoutedLead, RoutingState
from leadgate.domain.routing.turns import TierTurns
from leadgate.domain.team import Rep


class Ledger:
    """A copy is independent of its original, so that a batch can be tried."""

    def __init__(self, reps: tuple[Rep, ...], state: RoutingState) -> None:
        self.rep_ids = tuple(rep.id for rep in reps)
        self.load = Load(reps, state.reps)
        self.turns: dict[Tier, TierTurns] = {tier: TierTurns(tier, reps, state) for tier in get_args(Tier)}
        self._state = state
        self._place = {rep_id: i for i, rep_id in enumerate(self.rep_ids)}
        self._kept: dict[str, RoutedLead] = dict(state.leads)
        self._accounts = {lead.account_id: lead.rep_id for lead in state.leads.values() if lead.account_id}
        self._new: dict[str, RoutedLead] = {}
        self._new_accounts: dict[str, str] = {}

    def copy(self) -> "Ledger":
        twin = object.__new__(Ledger)
        twin.__dict__.update(self.__dict__)
        twin.load = self.load.copy()
        twin.turns = {tier: turns.copy() for tier, turns in self.turns.items()}
        twin._new, twin._new_accounts = dict(self._new), dict(self._new_accounts)
        return twin

    def place_of(self, rep_id: str | None) -> int | None:
        return self._place.get(rep_id) if rep_id else None

    def lead(self, lead_id: str) -> RoutedLead | None:
        return self._new.get(lead_id) or self._kept.get(lead_id)

    def rep_of_account(self, account_id: str) -> int | None:
        """Who has the latest lead of an account."""
        if not account_id:
            return None
        return self.place_of(self._new_accounts.get(account_id) or self._accounts.get(account_id))

    def give(self, request: RoutingRequest, i: int, on: date, *, turn: bool) -> None:
        before = self.lead(request.lead_id)
        if before is not None and (had_it := self.place_of(before.rep_id)) is not None:
            self.load.release(had_it)
        self._book(request, i, on, turn)

    def move(self, request: RoutingRequest, taker: int, on: date) -> None:
        """The turn goes to another rep, at the instant it was given."""
        lead = self._new[request.lead_id]
        giver = self._place[lead.rep_id]
        self.load.book(giver, lead.on, -1)
        self.turns[lead.tier].give_back(giver, lead.score)
        self._book(request, taker, on, True)

    def hand_over(self, request: RoutingRequest, i: int, on: date) -> None:
        """The lead goes to another rep who gives one of the same tier and instant for it: only the names change."""
        self._note(request, i, on, True)

    def settle(self) -> None:
        """A batch is done: what was new is kept."""
        self._kept.update(self._new)
        self._accounts.update(self._new_accounts)
        self._new, self._new_accounts = {}, {}

    def close(self) -> RoutingState:
        reps = dict(self._state.reps)
        for i, rep_id in enumerate(self.rep_ids):
            open_leads, days, allowance = self.load.state_of(i)
            tiers = {tier: turns.tally(i) for tier, turns in self.turns.items() if turns.due[i] or turns.leads[i]}
            reps[rep_id] = RepState(tiers, open_leads, days, allowance)
        overtaken = {
            tier: self.rep_ids[turns.overtaken] for tier, turns in self.turns.items() if turns.overtaken is not None
        }
        return RoutingState(reps, self._kept, overtaken)

    def _book(self, request: RoutingRequest, i: int, on: date, turn: bool) -> None:
        self.load.book(i, on)
        if turn:
            self.turns[request.tier].take(i, request.score)
        self._note(request, i, on, turn)

    def _note(self, request: RoutingRequest, i: int, on: date, turn: bool) -> None:
        rep_id = self.rep_ids[i]
        self._new[request.lead_id] = RoutedLead(rep_id, request.tier, request.score, on, request.account_id, turn)
        if request.account_id:
            self._new_accounts[request.account_id] = rep_id
