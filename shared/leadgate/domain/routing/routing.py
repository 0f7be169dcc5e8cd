"""R1–R6, R14: who gets a lead. Pure: the same requests, team, state and facts always give the same assignments."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from leadgate.domain.ids import content_id
from leadgate.domain.routing.assignment import Assignment, Step
from leadgate.domain.routing.batch import Choice, hand_out
from leadgate.domain.routing.facts import TeamFacts
from leadgate.domain.routing.finder import Finder, Found
from leadgate.domain.routing.ledger import Ledger
from leadgate.domain.routing.request import RoutingRequest
from leadgate.domain.routing.sieve import bits
from leadgate.domain.routing.state import RoutingState
from leadgate.domain.team import Rep, Team

PLAIN_FACTS: Final = TeamFacts()


def route(
    requests: Iterable[RoutingRequest], team: Team, state: RoutingState, facts: TeamFacts = PLAIN_FACTS
) -> tuple[tuple[Assignment, ...], RoutingState]:
    """Assignments in the requests' order, and the state after them.

    Requests are handed out by their `as_of`; those of the same instant are one batch. Only sales-ready leads go to
    reps; the others go to the queue that the team names for them, or nowhere.
    """
    asked = tuple(requests)
    finder, ledger = Finder(team, facts), Ledger(team.reps, state)
    made: dict[int, Assignment] = {n: _elsewhere(r, team) for n, r in enumerate(asked) if r.status != "sales_ready"}
    ready = sorted((n for n in range(len(asked)) if n not in made), key=lambda n: asked[n].as_of)
    for _, batch in groupby(ready, key=lambda n: asked[n].as_of):
        numbers = list(batch)
        choices, ledger = hand_out([asked[n] for n in numbers], finder, ledger)
        ledger.settle()
        made.update((n, _assignment(choice, team, finder)) for n, choice in zip(numbers, choices, strict=True))
    return tuple(made[n] for n in range(len(asked))), ledger.close()


def _elsewhere(request: RoutingRequest, team: Team) -> Assignment:
    queues: dict[str, str] = {"review": team.fallback_queue, **{str(name): its for name, its in team.queues.items()}}
    queue = queues.get(request.category or "") or queues.get(request.status)
    what = f"{request.status} ({request.category})" if request.category else request.status
    where = "a human looks at it" if request.status == "review" else "no rep is needed"
    return _made(request, None, queue or None, f"{what}: {where}", ())


def _assignment(choice: Choice, team: Team, finder: Finder) -> Assignment:
    request, found, i = choice.request, choice.found, choice.rep
    if i is None:
        return _made(request, None, _queue(found, team), found.why, found.steps)
    if found.kind != "turn":
        return _made(request, team.reps[i], None, found.why, found.steps)
    step = finder.steps.pick("fairness", _in_question(choice), 1 << i, "it is another rep's turn")
    return _made(request, team.reps[i], None, _why_turn(choice, team), (*found.steps, step))


def _in_question(choice: Choice) -> int:
    return choice.found.reps if choice.rep is None else choice.found.reps | 1 << choice.rep


def _why_turn(choice: Choice, team: Team) -> str:
    tier, among = choice.request.tier, choice.found.reps.bit_count()
    name = (team.reps[choice.rep].name or team.reps[choice.rep].id) if choice.rep is not None else ""
    if choice.found.why:
        return choice.found.why
    if choice.moved:
        return f"{name} takes it so that another lead finds a rep"
    if among == 1:
        return f"{name} is the only rep who can take it now"
    return f"it is {name}'s turn for tier {tier} among {among} reps"


def _queue(found: Found, team: Team) -> str | None:
    """The queue most of the reps share who would have taken it; else the fallback queue."""
    queues = Counter(queue for i in bits(found.waiting) if (queue := team.reps[i].queue))
    if not queues:
        return team.fallback_queue or None
    return min(queues, key=lambda queue: (-queues[queue], queue))


def _made(
    request: RoutingRequest, rep: Rep | None, queue: str | None, reason: str, considered: Sequence[Step]
) -> Assignment:
    rep_id, name = (rep.id, rep.name) if rep else (None, "")
    assignment_id = content_id("assignment", request.assessment_id, request.lead_id, request.as_of, rep_id, queue)
    return Assignment(assignment_id, request.lead_id, rep_id, queue, request.as_of, reason, tuple(considered), name)
