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
    """Either rep_id or queue is given; neither where nobody needs to see the lead. at: the assessment's `as_of`."""

    assignment_id: str
    lead_id: str
    rep_id: str | None
    queue: str | None
    at: datetime
    reason: str
    considered: tuple[Step, ...]


def render_assignment(assignment: Assignment) -> Mapping[str, Any]:
    return {
        "assignment_id": assignment.assignment_id,
        "lead_id": assignment.lead_id,
        "rep_id": assignment.rep_id,
        "queue": assignment.queue,
        "at": render_instant(assignment.at),
        "reason": assignment.reason,
        "considered": [render_step(step) for step in assignment.considered],
    }


def render_step(step: Step) -> Mapping[str, Any]:
    dropped = [{"rep_id": drop.rep_id, "why": drop.why} for drop in step.dropped]
    return {"step": step.step, "kept": list(step.kept), "dropped": dropped}
