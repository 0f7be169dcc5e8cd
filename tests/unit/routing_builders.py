"""Requests and teams that start valid; a test says only what matters to it."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from leadgate.domain.routing import Assignment, RoutingRequest, RoutingState, TeamFacts, route
from leadgate.domain.team import Team, read_team

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)  # a Monday
OFFICE = {day: ["09:00", "17:00"] for day in ("mon", "tue", "wed", "thu", "fri")}


def a_request(lead_id: str = "lead-1", **changes: Any) -> RoutingRequest:
    return replace(RoutingRequest(lead_id, NOON, "sales_ready", "A", 80.0), **changes)


def a_team(*reps: dict[str, Any], **rest: Any) -> Team:
    return read_team({"reps": list(reps), "fallback_queue": "everybody", **rest})


def one(request: RoutingRequest, team: Team, state: RoutingState = RoutingState(), **facts: Any) -> Assignment:  # noqa: B008  # frozen
    return route([request], team, state, TeamFacts(**facts))[0][0]


def dropped(assignment: Assignment, step: str) -> dict[str, str]:
    """Why each rep was dropped at a step."""
    found = next(s for s in assignment.considered if s.step == step)
    return {drop.rep_id: drop.why for drop in found.dropped}
