"""R1–R6, R14: leads to reps or queues, fairly, explained and replayable."""

from leadgate.domain.routing.able import who_could_take
from leadgate.domain.routing.assignment import Assignment, Dropped, Step, render_assignment, render_step
from leadgate.domain.routing.facts import TeamFacts
from leadgate.domain.routing.follow_up import Happened, Seen, settle
from leadgate.domain.routing.placement import Placement, parse_placement, render_placement
from leadgate.domain.routing.placing import Event, Limits, Placed, Routed, place
from leadgate.domain.routing.request import RoutingRequest, parse_request, request_of
from leadgate.domain.routing.request_json import kept_request, render_request
from leadgate.domain.routing.routing import route
from leadgate.domain.routing.state import RoutingState, close_lead, credit_back, slim
from leadgate.domain.routing.state_json import parse_state, render_state

__all__ = [
    "Assignment",
    "Dropped",
    "Event",
    "Happened",
    "Limits",
    "Placed",
    "Placement",
    "Routed",
    "RoutingRequest",
    "RoutingState",
    "Seen",
    "Step",
    "TeamFacts",
    "close_lead",
    "credit_back",
    "kept_request",
    "parse_placement",
    "parse_request",
    "parse_state",
    "place",
    "render_assignment",
    "render_placement",
    "render_request",
    "render_state",
    "render_step",
    "request_of",
    "route",
    "settle",
    "slim",
    "who_could_take",
]
