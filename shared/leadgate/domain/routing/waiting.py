"""R6: nobody is available. In whose queue a lead waits, and when it is looked at again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from leadgate.domain.routing.assignment import Assignment
from leadgate.domain.routing.facts import TeamFacts
from leadgate.domain.routing.working_time import next_at_work, next_day_at_work
from leadgate.domain.team import Rep, Team

_NOBODY_COVERS_IT: Final = timedelta(days=1)
_OPEN_LIMIT: Final = timedelta(hours=1)


def look_again_at(assignment: Assignment, team: Team, facts: TeamFacts) -> datetime:
    """When somebody who could take it may be able to.

    At work again: the first of those who were off. Room again: the next working day, or in an hour where an open limit
    is full, for leads are closed at any time. Where nobody covers it, only another team file helps: in a day.
    """
    now = assignment.at
    last = assignment.considered[-1] if assignment.considered else None
    if last is None or last.step not in ("present", "capacity"):
        return now + _NOBODY_COVERS_IT
    dropped = {drop.rep_id for drop in last.dropped}
    reps = [rep for rep in team.reps if rep.id in dropped]
    times = _when_at_work(reps, facts, now) if last.step == "present" else _when_with_room(reps, facts, now)
    return min(times, default=now + _NOBODY_COVERS_IT)


def escalated(assignment: Assignment, team: Team, passed_over: Sequence[str]) -> Assignment:
    """To the manager's queue instead of whatever was found: those who were asked did not take it."""
    names = {rep.id: rep.name or rep.id for rep in team.reps}
    who = ", ".join(names.get(rep_id, rep_id) for rep_id in passed_over)
    queue = team.queues.get("manager") or team.fallback_queue or None
    reason = f"the manager decides: not taken up by {who}"
    return replace(assignment, rep_id=None, queue=queue, reason=reason)


def _when_at_work(reps: Sequence[Rep], facts: TeamFacts, now: datetime) -> list[datetime]:
    return [at for rep in reps if (at := next_at_work(rep, facts, now)) is not None]


def _when_with_room(reps: Sequence[Rep], facts: TeamFacts, now: datetime) -> list[datetime]:
    times = [at for rep in reps if rep.capacity_per_day and (at := next_day_at_work(rep, facts, now)) is not None]
    return times + [now + _OPEN_LIMIT for rep in reps if rep.open_limit]
