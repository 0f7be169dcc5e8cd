"""R5: the leads of one instant, such as a morning's backlog, handed out as an optimum over all of them.

First as many as can be, the best first; then fair in number; then, inside each lap of the rotation, the best lead to
the rep whose leads were the poorest: of all ways to hand out a lap this leaves the sums of scores closest together.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from leadgate.domain.routing.finder import Finder, Found
from leadgate.domain.routing.ledger import Ledger
from leadgate.domain.routing.request import RoutingRequest
from leadgate.domain.routing.sieve import bits
from leadgate.domain.routing.state import ONE_TURN


@dataclass(frozen=True, slots=True)
class Choice:
    """rep: its place in the team; None where nobody gets it. moved: whether it made room for another lead."""

    request: RoutingRequest
    found: Found
    rep: int | None
    moved: bool = False

    @property
    def is_free(self) -> bool:
        """Whether another rep could have it as well."""
        return self.rep is not None and self.found.is_free


def hand_out(requests: Sequence[RoutingRequest], finder: Finder, ledger: Ledger) -> tuple[list[Choice], Ledger]:
    """Choices in the requests' order, and the books after them. All requests are of one instant."""
    if len(requests) == 1:
        return [_choose(requests[0], finder, ledger)], ledger
    loose = _loose(requests)
    trial = ledger.copy()
    choices = [_choose(request, finder, trial) for request in requests]
    if any(choice.rep is None and choice.found.could for choice in choices):
        trial = ledger.copy()
        choices = _best_first(requests, loose, finder, trial)
    return _even_out(choices, loose, ledger, trial, finder), trial


def _choose(request: RoutingRequest, finder: Finder, ledger: Ledger) -> Choice:
    found = finder.find(request, ledger)
    if found.kind == "nobody":
        return Choice(request, found, None)
    if found.kind == "turn":
        return Choice(request, found, _take_turn(request, found, finder, ledger))
    i = found.reps.bit_length() - 1
    if found.kind == "owner":
        ledger.give(request, i, finder.attendance(request).dates[i], turn=False)
    return Choice(request, found, i)


def _take_turn(request: RoutingRequest, found: Found, finder: Finder, ledger: Ledger) -> int:
    turns = ledger.turns[request.tier]
    parts = turns.parts_of(found.reps)
    turns.share_out(parts)
    i = turns.next_up(parts, request.score)
    ledger.give(request, i, finder.attendance(request).dates[i], turn=True)
    return i


def _loose(requests: Sequence[RoutingRequest]) -> frozenset[int]:
    """Leads that come once and without a colleague: where they go says nothing about others of the batch."""
    leads = Counter(request.lead_id for request in requests)
    accounts = Counter(request.account_id for request in requests)
    alone = (r for r in enumerate(requests) if leads[r[1].lead_id] == 1)
    return frozenset(n for n, request in alone if not request.account_id or accounts[request.account_id] == 1)


def _best_first(
    requests: Sequence[RoutingRequest], loose: frozenset[int], finder: Finder, ledger: Ledger
) -> list[Choice]:
    """There is no room for all: the best are served first, and others move where that makes room for one more."""
    order = sorted(range(len(requests)), key=lambda n: (requests[n].tier, -requests[n].score, requests[n].lead_id))
    choices: dict[int, Choice] = {}
    hopeless: set[int] = set()
    for n in order:
        choice = _choose(requests[n], finder, ledger)
        could = choice.found.could
        if choice.rep is None and could and could not in hopeless:
            if _make_room(could, loose, choices, finder, ledger):
                choice = _choose(requests[n], finder, ledger)
            else:
                hopeless.add(could)
        choices[n] = choice
    return [choices[n] for n in range(len(requests))]


def _make_room(could: int, loose: frozenset[int], choices: dict[int, Choice], finder: Finder, ledger: Ledger) -> bool:
    """Move leads along the shortest chain that ends with a rep who has room. False where there is none."""
    held: dict[int, list[int]] = {}
    for n, choice in choices.items():
        if n in loose and choice.is_free and choice.rep is not None:
            held.setdefault(choice.rep, []).append(n)
    came_by: dict[int, int | None] = dict.fromkeys(bits(could))
    line = list(came_by)
    for giver in line:
        for n in held.get(giver, ()):
            reachable = tuple(bits(choices[n].found.could & ~_mask(came_by)))
            came_by.update(dict.fromkeys(reachable, n))
            line.extend(reachable)
            room = ledger.load.verdict(finder.attendance(choices[n].request).dates).passing
            for taker in reachable:
                if room >> taker & 1:
                    _move_along(taker, came_by, choices, finder, ledger)
                    return True
    return False


def _move_along(
    taker: int, came_by: dict[int, int | None], choices: dict[int, Choice], finder: Finder, ledger: Ledger
) -> None:
    n = came_by[taker]
    while n is not None:
        choice = choices[n]
        ledger.move(choice.request, taker, finder.attendance(choice.request).dates[taker])
        choices[n] = replace(choice, rep=taker, moved=True)
        if choice.rep is None:
            return
        taker = choice.rep
        n = came_by[taker]


def _mask(reps: Iterable[int]) -> int:
    return sum(1 << i for i in reps)


def _even_out(
    choices: list[Choice], loose: frozenset[int], before: Ledger, after: Ledger, finder: Finder
) -> list[Choice]:
    """Inside a lap of one tier among the same reps, each keeps its number of leads; who gets which is chosen anew."""
    evened = list(choices)
    laps = [lap for lap in _laps(choices, loose, before) if len({choices[n].request.score for n in lap}) > 1]
    for lap in laps:
        _count(lap, evened, after, -1)
    for lap in laps:
        for n, i in _match(lap, evened, after):
            if i != evened[n].rep:
                request = evened[n].request
                after.hand_over(request, i, finder.attendance(request).dates[i])
                evened[n] = replace(evened[n], rep=i)
        _count(lap, evened, after, 1)
    return evened


def _laps(choices: list[Choice], loose: frozenset[int], before: Ledger) -> Iterable[list[int]]:
    laps: dict[tuple[str, int, int], list[int]] = {}
    taken: Counter[tuple[str, int]] = Counter()
    for n, choice in enumerate(choices):
        if choice.is_free and choice.rep is not None:
            tier = choice.request.tier
            lap = _lap(choice, choice.rep, taken[tier, choice.rep], before)
            taken[tier, choice.rep] += 1
            if n in loose and not choice.moved:
                laps.setdefault((tier, choice.found.reps, lap), []).append(n)
    return laps.values()


def _lap(choice: Choice, rep: int, had: int, before: Ledger) -> int:
    """Which lap of the rotation a turn is: reps who were ahead at the start are in the next one."""
    turns = before.turns[choice.request.tier]
    parts = dict(turns.parts_of(choice.found.reps))
    ahead = round((max(turns.due[i] for i in parts) - turns.due[rep]) / ONE_TURN)
    return ahead + had * min(parts.values()) // parts[rep]


def _match(lap: list[int], choices: list[Choice], ledger: Ledger) -> list[tuple[int, int]]:
    """Best lead to the poorest rep, next best to the next poorest (the rearrangement inequality)."""
    turns = ledger.turns[choices[lap[0]].request.tier]
    seats = [i for i in (choices[n].rep for n in lap) if i is not None]
    mean = turns.mean_score(tuple(dict.fromkeys(seats))) or 0.0
    seats.sort(key=lambda i: (turns.surplus(i, mean), turns.rank[i]))
    leads = sorted(lap, key=lambda n: (-choices[n].request.score, choices[n].request.lead_id))
    return list(zip(leads, seats, strict=True))


def _count(lap: list[int], choices: list[Choice], ledger: Ledger, leads: int) -> None:
    for n in lap:
        request, i = choices[n].request, choices[n].rep
        if i is not None:
            ledger.turns[request.tier].count(i, request.score, leads)
