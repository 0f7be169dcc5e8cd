"""R6: one lead, one look: what has happened to it since it was placed, and where it is from now on. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from leadgate.domain.routing.assignment import Assignment, render_assignment
from leadgate.domain.routing.facts import TeamFacts
from leadgate.domain.routing.follow_up import Kind, Seen, settle, what_happened
from leadgate.domain.routing.placement import Phase, Placement
from leadgate.domain.routing.request import RoutingRequest
from leadgate.domain.routing.routing import route
from leadgate.domain.routing.state import RoutingState, close_lead
from leadgate.domain.routing.waiting import escalated, look_again_at
from leadgate.domain.routing.working_time import after_working_hours
from leadgate.domain.team import Team

EventKind = Kind | Literal["assigned", "queued", "looked_again", "escalated", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Limits:
    """acting: whether the assignment is put into effect. sla_hours: working hours in which a rep must accept.

    next_reps: to how many further reps a lead goes that was not accepted in time, before the manager decides.
    """

    acting: bool
    sla_hours: float
    next_reps: int


@dataclass(frozen=True, slots=True)
class Routed:
    """What one call of `route` was given and gave: enough to work it out again."""

    request: RoutingRequest
    state: RoutingState
    assignment: Assignment


@dataclass(frozen=True, slots=True)
class Event:
    """One step of a lead's way, with its reason. routed: where routing brought it about."""

    kind: EventKind
    why: str
    rep_id: str | None = None
    queue: str | None = None
    assignment_id: str = ""
    routed: Routed | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """placement: None where the lead concerns nobody and never did."""

    placement: Placement | None
    state: RoutingState
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class _Look:
    """Everything that one look is about."""

    request: RoutingRequest
    seen: Seen
    team: Team
    facts: TeamFacts
    limits: Limits

    @property
    def now(self) -> datetime:
        return self.request.as_of


def place(
    request: RoutingRequest,
    seen: Seen,
    before: Placement | None,
    state: RoutingState,
    team: Team,
    facts: TeamFacts,
    limits: Limits,
) -> Placed:
    """before: where it was left; None for a lead that was never placed."""
    look = _Look(request, seen, team, facts, limits)
    if before is None:
        return _placed_anew(look, None, state)
    happened = what_happened(before, seen, look.now, acting=limits.acting)
    if happened is None:
        before = replace(before, answer_then=seen.answer)
        stays = before.phase == "closed" and request.status == "sales_ready"
        if stays or (before.phase == "escalated" and not _taken_over(look, before)):
            return Placed(before, state)
        return _placed_anew(look, before, state)
    event = Event(happened.kind, happened.why, before.rep_id, None, _id_of(before.assignment))
    placement, books = settle(happened, before, state, request.lead_id)
    if placement.phase in ("accepted", "closed"):
        return Placed(placement, books, (event,))
    after = _placed_anew(look, placement, books)
    return replace(after, events=(event, *after.events))


def _placed_anew(look: _Look, before: Placement | None, state: RoutingState) -> Placed:
    passed_over = before.passed_over if before else ()
    request = replace(look.request, passed_over=passed_over)
    (assignment,), after = route((request,), look.team, state, look.facts)
    routed = Routed(request, state, assignment)
    if request.status != "sales_ready":
        return _not_for_reps(look, before, state, routed)
    if before is not None and _manager_decides(assignment, before, look.limits):
        made = escalated(assignment, look.team, passed_over)
        return _in_queue(look, before, state, replace(routed, assignment=made), "escalated")
    if assignment.rep_id is None:
        return _in_queue(look, before, after, routed, "queued")
    return _with_rep(look, before, after, routed)


def _manager_decides(assignment: Assignment, before: Placement, limits: Limits) -> bool:
    """Enough reps let it wait, or nobody is left but those who had it."""
    if before.expired > limits.next_reps:
        return True
    last = assignment.considered[-1] if assignment.considered else None
    if assignment.rep_id is not None or last is None or last.step != "eligible":
        return False
    return any(drop.rep_id in before.passed_over for drop in last.dropped)


def _taken_over(look: _Look, before: Placement) -> bool:
    """Somebody gave it by hand to a rep who did not have it yet; or it no longer is a lead for reps."""
    owner = look.request.lead_owner_id
    by_hand = owner in {rep.id for rep in look.team.reps} and owner not in before.passed_over
    return by_hand or look.request.status != "sales_ready"


def _with_rep(look: _Look, before: Placement | None, state: RoutingState, routed: Routed) -> Placed:
    assignment, acting = routed.assignment, look.limits.acting
    stays = before is not None and before.rep_id == assignment.rep_id and before.phase != "elsewhere"
    if before is not None and stays and not (acting and before.phase == "suggested"):
        return Placed(before, state)
    rep = next(rep for rep in look.team.reps if rep.id == assignment.rep_id)
    accept_by = after_working_hours(rep, look.facts, look.now, look.limits.sla_hours) if acting else None
    made = replace(assignment, accept_by=accept_by)
    placement = _placement(look, before, "offered" if acting else "suggested", made)
    return Placed(placement, state, (_event("assigned", replace(routed, assignment=made)),))


def _in_queue(
    look: _Look, before: Placement | None, state: RoutingState, routed: Routed, phase: Literal["queued", "escalated"]
) -> Placed:
    again = look_again_at(routed.assignment, look.team, look.facts) if phase == "queued" else None
    made = replace(routed.assignment, look_again_at=again)
    kind: EventKind = phase
    if before is not None and before.phase == phase and before.assignment.get("queue") == made.queue:
        if not before.is_due(look.now):
            return Placed(before, state)
        kind = "looked_again"
    event = _event(kind, replace(routed, assignment=made))
    return Placed(_placement(look, before, phase, made), state, (event,))


def _not_for_reps(look: _Look, before: Placement | None, state: RoutingState, routed: Routed) -> Placed:
    """A person looks at it, or nobody; a rep who had it no longer needs to."""
    assignment = routed.assignment
    events: list[Event] = []
    if before is not None and before.rep_id is not None:
        withdrawn = f"no longer a lead for a rep: {assignment.reason}"
        events.append(Event("withdrawn", withdrawn, before.rep_id, None, _id_of(before.assignment)))
        state = close_lead(state, assignment.lead_id)
    held = before.assignment if before and before.rep_id is None else {}
    if assignment.queue and (held.get("queue"), held.get("reason")) != (assignment.queue, assignment.reason):
        events.append(_event("queued", routed))
    if before is None and not assignment.queue:
        return Placed(None, state)
    if before is not None and not events:
        phase_stays = before.phase == ("queued" if assignment.queue else "elsewhere")
        return Placed(before if phase_stays else _elsewhere(look, assignment), state)
    return Placed(_elsewhere(look, assignment), state, tuple(events))


def _elsewhere(look: _Look, assignment: Assignment) -> Placement:
    """Whoever had it before may have it again: it starts anew."""
    return _placement(look, None, "queued" if assignment.queue else "elsewhere", assignment)


def _placement(look: _Look, before: Placement | None, phase: Phase, made: Assignment) -> Placement:
    return Placement(
        phase=phase,
        since=look.now,
        assignment=render_assignment(made),
        rep_id=made.rep_id,
        accept_by=made.accept_by,
        look_again_at=made.look_again_at,
        passed_over=before.passed_over if before else (),
        expired=before.expired if before else 0,
        status_then=look.seen.status,
        answer_then=look.seen.answer,
    )


def _event(kind: EventKind, routed: Routed) -> Event:
    made = routed.assignment
    return Event(kind, made.reason, made.rep_id, made.queue, made.assignment_id, routed)


def _id_of(assignment: Mapping[str, Any]) -> str:
    return str(assignment.get("assignment_id") or "")
