"""An assignment: who gets a lead, or which queue, and every step that led there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from leadgate.domain.reading import render_instant

StepName = Literal["status", "owner", "territory", "eligible", "present", "capacity", "preference", "fairness"]


@dataclass(frozen=True, slots=True)
class Dropped:
    rep_id: str
    why: str


@dataclass(frozen=True, slots=True)
class Step:
    """kept: ids of the reps that were still in question after it, in the team's order."""

    step: StepName
    kept: tuple[str, ...]
    dropped: tuple[Dropped, ...]


@dataclass(frozen=True, slots=True)
class Assignment:
    """Either rep_id or queue is given; neither where nobody needs to see the lead. at: the assessment's `as_of`.

    rep_name: empty where the team file has none. accept_by: until when the rep must accept it, look_again_at: when a
    lead in a queue is routed anew; both None where nobody keeps watch, as on the command line.
    """

    assignment_id: str
    lead_id: str
    rep_id: str | None
    queue: str | None
    at: datetime
    reason: str
    considered: tuple[Step, ...]
    rep_name: str = ""
    accept_by: datetime | None = None
    look_again_at: datetime | None = None


def render_assignment(assignment: Assignment) -> Mapping[str, Any]:
    """The JSON object; `rep_name`, `accept_by` and `look_again_at` stand in it where they are set."""
    instants = {"accept_by": assignment.accept_by, "look_again_at": assignment.look_again_at}
    return {
        "assignment_id": assignment.assignment_id,
        "lead_id": assignment.lead_id,
        "rep_id": assignment.rep_id,
        "queue": assignment.queue,
        "at": render_instant(assignment.at),
        "reason": assignment.reason,
        "considered": [render_step(step) for step in assignment.considered],
        **({"rep_name": assignment.rep_name} if assignment.rep_name else {}),
        **{name: render_instant(at) for name, at in instants.items() if at is not None},
    }


def render_step(step: Step) -> Mapping[str, Any]:
    dropped = [{"rep_id": drop.rep_id, "why": drop.why} for drop in step.dropped]
    return {"step": step.step, "kept": list(step.kept), "dropped": dropped}
