"""Who gets a lead: the pure `route` over what the store remembers, safe among many workers.

The turns of all reps are one row that is swapped only for the one that was read, so no turn is lost. Each lead's own
assignment is a row of its own; the newest few stand in the shared row too, so that a worker killed between the two
writes counts nothing twice.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from leadgate.domain.assessment import Assessment
from leadgate.domain.routing import (
    Assignment,
    RoutingState,
    parse_state,
    render_assignment,
    render_state,
    request_of,
    route,
)
from leadgate.domain.team import Team
from leadgate.errors import RetryableError
from leadgate.ports import Ports, Store
from leadgate.service.team_facts import team_facts

_TURNS: Final = "routing:turns"
_NEWEST: Final = 100
_TRIES: Final = 20


def assign(assessment: Assessment, standing: Mapping[str, Any] | None, ports: Ports) -> Assessment:
    """The assessment with its assignment; unchanged where no team is set.

    standing: the assignment made last, which stays, with its reason, while the lead stays with its rep.
    """
    team = ports.settings.current().routing.team
    if not team.reps:
        return assessment
    made = render_assignment(_assigned(assessment, team, ports.store))
    stays = standing is not None and made["rep_id"] is not None and standing.get("rep_id") == made["rep_id"]
    return replace(assessment, assignment=standing if stays else made)


def _assigned(assessment: Assessment, team: Team, store: Store) -> Assignment:
    request = request_of(assessment)
    for _ in range(_TRIES):
        row = store.recall(_TURNS)
        state = _with_lead(parse_state(row) if row else RoutingState(), request.lead_id, store)
        (assignment,), after = route((request,), team, state, team_facts())
        if after == state or store.swap(_TURNS, row, render_state(_shared(after))):
            _remember_lead(after, request.lead_id, store)
            return assignment
    raise RetryableError("too many workers assign at once", after_seconds=1)


def _with_lead(state: RoutingState, lead_id: str, store: Store) -> RoutingState:
    """The shared state, with what was remembered of this lead."""
    row = store.recall(_key(lead_id))
    if row is None or lead_id in state.leads:
        return state
    return replace(state, leads={**state.leads, **parse_state(row).leads})


def _remember_lead(state: RoutingState, lead_id: str, store: Store) -> None:
    routed = state.leads.get(lead_id)
    row: Mapping[str, Any] = render_state(RoutingState(leads={lead_id: routed} if routed else {}))
    if store.recall(_key(lead_id)) != row:
        store.remember(_key(lead_id), row)


def _shared(state: RoutingState) -> RoutingState:
    newest = dict(list(state.leads.items())[-_NEWEST:])
    return replace(state, leads=newest)


def _key(lead_id: str) -> str:
    return f"routing:lead:{lead_id}"
