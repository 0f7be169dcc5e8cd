"""Who gets a lead, until when, and what follows if nothing happens: the pure `place` over the books in the store.

Many workers at once: whatever a look changes is committed in one stroke, only if the rows stand as they were read.
Who was slower reads again and decides anew: no turn is lost, nobody gets more than is allowed, a lead has one rep.
"""

from dataclasses import replace
from typing import Final

from leadgate.domain.assessment import Assessment
from leadgate.domain.dossier import Dossier
from leadgate.domain.routing import (
    Event,
    Happened,
    Limits,
    Placed,
    RoutingRequest,
    Seen,
    parse_placement,
    place,
    request_of,
    settle,
)
from leadgate.domain.settings import Routing
from leadgate.domain.team import Team
from leadgate.ports import Ports
from leadgate.ports.crm import CrmRecord
from leadgate.service.books import Books, lead_key, read_books, write_books
from leadgate.service.contention import OvertakenError, until_first
from leadgate.service.meetings import rep_met_by
from leadgate.service.team_facts import team_facts

ANSWER_FIELD: Final = "rep_answer"


def assign(
    assessment: Assessment, record: CrmRecord, dossier: Dossier, ports: Ports, *, keep: bool = True
) -> Assessment:
    """The assessment with its assignment; unchanged where neither a team nor a queue is set.

    While observing, and where it is not to be kept, it is what would be done: nobody gets the lead, so it costs nobody
    a turn.
    """
    routing = ports.settings.current().routing
    team = team_of(routing)
    if not (team.reps or team.fallback_queue or team.queues):
        return assessment
    limits = Limits(assessment.decision.autonomy == "act", routing.sla_hours, routing.sla_next_reps)
    meets = rep_met_by(assessment.lead_id, ports.store, ports.clock.now())
    request = request_of(assessment, meeting_rep_id=meets)
    seen = replace(seen_of(record, dossier), meeting_rep_id=meets)
    if keep and assessment.decision.autonomy != "observe":
        placed = place_in_books(request, seen, team, limits, ports)
    else:
        placed = _look(read_books(request.lead_id, request.account_id, ports.store), request, seen, team, limits)
    return replace(assessment, assignment=placed.placement.assignment if placed.placement else None)


def place_in_books(request: RoutingRequest, seen: Seen, team: Team, limits: Limits, ports: Ports) -> Placed:
    """One look at one lead, kept. Raises RetryableError where others were faster all the time."""
    placed, is_new = until_first(lambda: _place_once(request, seen, team, limits, ports))
    due_at = placed.placement.due_at if placed.placement else None
    if is_new and due_at is not None:
        ports.scheduler.wake(request.lead_id, due_at)
    return placed


def _place_once(request: RoutingRequest, seen: Seen, team: Team, limits: Limits, ports: Ports) -> tuple[Placed, bool]:
    """And whether anything has changed. Raises OvertakenError."""
    books = read_books(request.lead_id, request.account_id, ports.store)
    placed = _look(books, request, seen, team, limits)
    if placed.placement == books.placement and not placed.events:
        return placed, False
    if not write_books(books, placed, team, request.as_of, ports.store):
        raise OvertakenError("too many workers assign at once", after_seconds=1)
    return placed, True


def _look(books: Books, request: RoutingRequest, seen: Seen, team: Team, limits: Limits) -> Placed:
    return place(request, seen, books.placement, books.state, team, team_facts(), limits)


def is_due(lead_id: str, ports: Ports) -> bool:
    """Whether the time of a lead has come: its rep's limit is over, or somebody may be available again."""
    row = ports.store.recall(lead_key(lead_id))
    placed = row.get("placement") if row else None
    return placed is not None and parse_placement(placed).is_due(ports.clock.now())


def owner_was_refused(lead_id: str, why: str, ports: Ports) -> None:
    """The CRM does not take this rep as an owner: the turn is credited back, and the lead is to go to the next."""
    until_first(lambda: _refuse_once(lead_id, why, ports))


def _refuse_once(lead_id: str, why: str, ports: Ports) -> None:
    books = read_books(lead_id, "", ports.store)
    if books.placement is None or books.placement.rep_id is None:
        return
    placement, state = settle(Happened("owner_refused", why), books.placement, books.state, lead_id)
    event = Event("owner_refused", why, books.placement.rep_id, None, _assignment_id(books))
    team = team_of(ports.settings.current().routing)
    if not write_books(books, Placed(placement, state, (event,)), team, ports.clock.now(), ports.store):
        raise OvertakenError("too many workers assign at once", after_seconds=1)


def team_of(routing: Routing) -> Team:
    """The team file, with the fallback queue of the settings where it names none."""
    team = routing.team
    return team if team.fallback_queue else team.model_copy(update={"fallback_queue": routing.fallback_queue})


def seen_of(record: CrmRecord, dossier: Dossier) -> Seen:
    own = [signal for signal in dossier.signals if signal.lead_id == dossier.lead.id]
    return Seen(own, record.opportunities, record.written.get(ANSWER_FIELD, ""), record.worked_at, record.status)


def _assignment_id(books: Books) -> str:
    return str(books.placement.assignment.get("assignment_id") or "") if books.placement else ""
