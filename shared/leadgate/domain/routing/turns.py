"""R5: whose turn it is, fair in number and in lead quality, over any stretch of time.

Every lead is one turn, shared out among the reps who could have taken it; whoever takes it pays a whole one. So who
is absent or full gains nothing, and nobody can be owed for long. Why it is done this way, and what was measured:
docs/decisions/0004-routing-fairness.md.
"""

import hashlib
from collections.abc import Sequence
from operator import itemgetter
from typing import Final

from leadgate.domain.assessment import Tier
from leadgate.domain.routing.load import shares
from leadgate.domain.routing.sieve import bits
from leadgate.domain.routing.state import ONE_TURN, RepState, RoutingState, TierTally
from leadgate.domain.team import Rep

_DRIFT_SHARE: Final = 0.005
_ENOUGH_LEADS: Final = 10

Parts = tuple[tuple[int, int], ...]
"""(rep, its part of ONE_TURN) of the reps in question, by rank."""


class TierTurns:
    """One tier's rotation. A copy is independent of its original."""

    def __init__(self, tier: Tier, reps: tuple[Rep, ...], state: RoutingState) -> None:
        """rank: breaks ties, by a hash, so that neither the oldest nor the first of the file is favoured."""
        rep_ids = [rep.id for rep in reps]
        tallies = [state.reps.get(rep_id, RepState()).tiers.get(tier, TierTally()) for rep_id in rep_ids]
        self.leads = [tally.leads for tally in tallies]
        self.quality = [tally.quality for tally in tallies]
        self.due = [tally.due for tally in tallies]
        overtaken = state.overtaken.get(tier)
        self.overtaken = rep_ids.index(overtaken) if overtaken in rep_ids else None
        by_hash = sorted(range(len(rep_ids)), key=lambda i: _hash(tier, rep_ids[i]))
        self.rank = {i: place for place, i in enumerate(by_hash)}
        self._shares = shares(reps)
        self._parts: dict[int, Parts] = {}

    def copy(self) -> "TierTurns":
        twin = object.__new__(TierTurns)
        twin.__dict__.update(self.__dict__)
        twin.leads, twin.quality, twin.due = list(self.leads), list(self.quality), list(self.due)
        return twin

    def share_out(self, parts: Parts) -> None:
        due = self.due
        for i, part in parts:
            due[i] += part

    def next_up(self, parts: Parts, score: float) -> int:
        """The rep next up or the one after, whoever evens out the mean score better; who is overtaken is next.

        Once mean scores have drifted apart, whoever is due before long may be chosen.
        """
        if len(parts) == 1:
            return parts[0][0]
        soon = self._soon(parts)
        if self.overtaken is not None and self.overtaken in soon:
            overtaken, self.overtaken = self.overtaken, None
            return overtaken
        if self._has_drifted(soon):
            return self._evening_out(soon, score)
        chosen = self._evening_out(soon[:2], score)
        self.overtaken = soon[0] if chosen != soon[0] else None
        return chosen

    def take(self, i: int, score: float) -> None:
        self.due[i] -= ONE_TURN
        self.count(i, score, 1)

    def give_back(self, i: int, score: float) -> None:
        self.due[i] += ONE_TURN
        self.count(i, score, -1)

    def count(self, i: int, score: float, leads: int) -> None:
        """leads: −1 takes one back."""
        self.leads[i] += leads
        self.quality[i] = self.quality[i] + leads * score if self.leads[i] else 0.0

    def surplus(self, i: int, mean: float) -> float:
        """Points a rep's leads have over as many of the mean."""
        return self.quality[i] - self.leads[i] * mean

    def mean_score(self, reps: Sequence[int]) -> float | None:
        leads = sum(self.leads[i] for i in reps)
        return sum(self.quality[i] for i in reps) / leads if leads else None

    def parts_of(self, mask: int) -> Parts:
        """How one turn is shared out among the reps of a mask."""
        made = self._parts.get(mask)
        if made is None:
            inside = sorted(bits(mask), key=self.rank.__getitem__)
            total = sum(self._shares[i] for i in inside)
            made = tuple((i, max(1, round(ONE_TURN * self._shares[i] / total))) for i in inside)
            self._parts[mask] = made
        return made

    def tally(self, i: int) -> TierTally:
        return TierTally(self.leads[i], self.quality[i], self.due[i])

    def _soon(self, parts: Parts) -> list[int]:
        """Who is the first to be a whole turn late, and who is within one lead after; the most urgent first.

        Only those count who are owed enough already (Tijdeman, The chairman assignment problem, 1980): so nobody is
        ever a whole turn off. Ties go by rank.
        """
        due = self.due
        enough = ONE_TURN // (2 * len(parts) - 2)
        line = [((ONE_TURN - due[i]) / part, i) for i, part in parts if due[i] >= enough]
        line = line or [((ONE_TURN - due[i]) / part, i) for i, part in parts]
        last = min(line)[0] + 1
        soon = [entry for entry in line if entry[0] <= last]
        soon.sort(key=itemgetter(0))
        return [i for _, i in soon]

    def _evening_out(self, reps: Sequence[int], score: float) -> int:
        mean = self.mean_score(reps)
        if mean is None or score == mean:
            return reps[0]
        pick = min if score > mean else max
        return pick(reps, key=lambda i: self.surplus(i, mean))

    def _has_drifted(self, reps: Sequence[int]) -> bool:
        means = [self.quality[i] / self.leads[i] for i in reps if self.leads[i] >= _ENOUGH_LEADS]
        return len(means) > 1 and max(means) - min(means) > _DRIFT_SHARE * max(means)


def _hash(tier: Tier, rep_id: str) -> str:
    return hashlib.sha256(f"{tier}:{rep_id}".encode()).hexdigest()
