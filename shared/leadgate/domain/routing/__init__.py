"""R1–R6, R14: leads to reps or queues, fairly, explained and replayable."""

from leadgate.domain.routing.able import who_could_take
from leadgate.domain.routing.assignment import Assignment, Dropped, Step, render_assignment, render_step
from leadgate.domain.routing.facts import TeamFacts
from leadgate.domain.routing.request import RoutingRequest, parse_request, request_of
from leadgate.domain.routing.routing import route
from leadgate.domain.routing.state import RoutingState, close_lead, credit_back
from leadgate.domain.routing.state_json import parse_state, render_state

__all__ = [
    "Assignment",
    "Dropped",
    "RoutingRequest",
    "RoutingState",
    "Step",
    "TeamFacts",
    "close_lead",
    "credit_back",
    "parse_request",
    "parse_state",
    "render_assignment",
    "render_state",
    "render_step",
    "request_of",
    "route",
    "who_could_take",
]
