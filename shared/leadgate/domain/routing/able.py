"""R13: who could take a lead at some later time: by territory and eligibility alone, whoever is at work now."""

from leadgate.domain.routing.criteria import Criteria, Criterion, eligibility, territory
from leadgate.domain.routing.facts import TeamFacts
from leadgate.domain.routing.request import RoutingRequest
from leadgate.domain.team import Rep, Team


def who_could_take(request: RoutingRequest, team: Team, facts: TeamFacts) -> tuple[Rep, ...]:
    """In the order of the team file; empty where no territory covers the lead or nobody in it is eligible."""
    criteria: tuple[Criterion, ...] = (*territory(team, facts), *eligibility(team))
    mask = (1 << len(team.reps)) - 1
    for verdict in Criteria(team.reps, criteria).verdicts(request):
        mask &= verdict.passing
    return tuple(rep for i, rep in enumerate(team.reps) if mask >> i & 1)
