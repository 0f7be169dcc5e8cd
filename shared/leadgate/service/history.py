"""R14: assignments as they were made, worked out again, and what another team file would have done."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final, Literal, get_args

from leadgate.domain.assessment import Tier
from leadgate.domain.reading import parse_instant
from leadgate.domain.routing import (
    Assignment,
    RoutingRequest,
    RoutingState,
    close_lead,
    credit_back,
    kept_request,
    parse_state,
    render_assignment,
    route,
)
from leadgate.domain.team import Team, read_team
from leadgate.errors import BadInputError
from leadgate.ports import Entry, Store
from leadgate.service.books import LOG, assignment_key, lead_key, team_key
from leadgate.service.team_facts import team_facts

MOST_LINES: Final = 200_000
_TICK: Final = timedelta(microseconds=1)
_ROUTED: Final = ("assigned", "queued", "looked_again")
_OF_THE_LEAD: Final = ("closed", "bounced", "no_show", "withdrawn")
_OF_THE_REP: Final = ("rejected", "expired", "owner_refused")
_CREDITED: Final = ("rejected", "bounced", "no_show", "owner_refused")

Again = Literal["same", "different", "not kept"]


@dataclass(frozen=True, slots=True)
class Explained:
    """again: whether the kept inputs still give the same; steps: of the lead, this assignment's and later ones."""

    line: Entry
    again: Again
    steps: tuple[Entry, ...]
    team: Team | None

    @property
    def assignment(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.line.row["assignment"]
        return found


@dataclass(frozen=True, slots=True)
class Difference:
    """was, would: rep id or queue; None for nobody."""

    lead_id: str
    tier: Tier
    was: str | None
    would: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Replay:
    """counts: rep or queue → tier → (leads it had in the end, leads it would have had).

    checked: assignments that were worked out again from what was kept; same: those that came out as they were made.
    """

    leads: int
    checked: int
    same: int
    counts: Mapping[str, Mapping[Tier, tuple[int, int]]]
    differences: tuple[Difference, ...]


def explain(name: str, until: datetime, store: Store) -> Explained:
    """name: of an assignment, or of a lead for its last one. Raises BadInputError where there is none."""
    line = _line_of(name, store)
    if line is None and (row := store.recall(lead_key(name))) is not None:
        assignment_id = ((row.get("placement") or {}).get("assignment") or {}).get("assignment_id")
        line = _line_of(str(assignment_id), store)
    if line is None:
        raise BadInputError(name, "is neither an assignment nor a lead that has one")
    lines = store.entries(LOG, line.at, until + _TICK, MOST_LINES)
    own = tuple(one for one in lines if one.row["lead_id"] == line.row["lead_id"])
    return Explained(line, _again(line.row, store), own, _team(line.row, store))


def replay(since: datetime, until: datetime, team: Team | None, store: Store) -> Replay:
    """team: another than the one of that time; None works every assignment out again as it was."""
    lines = sorted(store.entries(LOG, since, until, MOST_LINES), key=lambda line: (line.row["sequence"], line.id))
    routed = [line.row for line in lines if line.row["event"] in _ROUTED and "inputs" in line.row]
    made = [_again(row, store) for row in routed]
    was = _Outcome()
    for row in (line.row for line in lines if "assignment" in line.row):
        was.place(kept_request(row["inputs"]["request"]), row["assignment"]["rep_id"], row["assignment"]["queue"], "")
    would = was if team is None else _under(team, [line.row for line in lines])
    return Replay(
        leads=len(was.holder),
        checked=sum(one != "not kept" for one in made),
        same=sum(one == "same" for one in made),
        counts=_counts(was, would),
        differences=tuple(_differences(was, would)),
    )


@dataclass
class _Outcome:
    """Where each lead is in the end: rep or queue."""

    holder: dict[str, str | None] = field(default_factory=dict)
    tier: dict[str, Tier] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)

    def place(self, request: RoutingRequest, rep_id: str | None, queue: str | None, why: str) -> None:
        self.holder[request.lead_id] = rep_id or queue
        self.tier[request.lead_id] = request.tier
        self.why[request.lead_id] = why


def _under(team: Team, rows: Sequence[Mapping[str, Any]]) -> _Outcome:
    """The same leads in the same order, with the books as they stood at the start.

    What a rep did with a lead (gave it back, let it wait) is taken to happen to whoever did it, and to no other rep.
    """
    first = next((row for row in rows if "inputs" in row), None)
    state = replace(parse_state(first["inputs"]["state"]), leads={}) if first else RoutingState()
    found, had = _Outcome(), defaultdict[str, list[str]](list)
    for row in rows:
        lead_id = row["lead_id"]
        if row["event"] in _ROUTED and "inputs" in row:
            request = _asked_anew(kept_request(row["inputs"]["request"]), had[lead_id])
            (assignment,), state = route((request,), team, state, team_facts())
            had[lead_id] += [assignment.rep_id] if assignment.rep_id else []
            found.place(request, assignment.rep_id, assignment.queue, assignment.reason)
        elif row["event"] in _OF_THE_LEAD or (
            row["event"] in _OF_THE_REP and found.holder.get(lead_id) == row["rep_id"]
        ):
            books = credit_back if row["event"] in _CREDITED else close_lead
            state = books(state, lead_id)
    return found


def _asked_anew(request: RoutingRequest, had: Sequence[str]) -> RoutingRequest:
    """Only who had it here is passed over; who owned the lead by what was done then does not own it here."""
    passed_over = tuple(rep_id for rep_id in request.passed_over if rep_id in had)
    owner = None if had or request.passed_over else request.lead_owner_id
    return replace(request, passed_over=passed_over, lead_owner_id=owner)


def _again(row: Mapping[str, Any], store: Store) -> Again:
    team = _team(row, store)
    if team is None or row["event"] not in _ROUTED:
        return "not kept"
    inputs = row["inputs"]
    request, state = kept_request(inputs["request"]), parse_state(inputs["state"])
    (assignment,), _ = route((request,), team, state, team_facts())
    return "same" if _content(assignment) == _bare(row["assignment"]) else "different"


def _content(assignment: Assignment) -> Mapping[str, Any]:
    return _bare(render_assignment(assignment))


def _bare(assignment: Mapping[str, Any]) -> Mapping[str, Any]:
    """Without the limits, which are no part of who gets it."""
    return {name: value for name, value in assignment.items() if name not in ("accept_by", "look_again_at")}


def _team(row: Mapping[str, Any], store: Store) -> Team | None:
    tree = store.recall(team_key(row["inputs"]["team"])) if "inputs" in row else None
    return None if tree is None else read_team(tree)


def _line_of(assignment_id: str, store: Store) -> Entry | None:
    found = store.recall(assignment_key(assignment_id))
    at = parse_instant(found["at"]) if found else None
    if at is None:
        return None
    lines = store.entries(LOG, at, at + _TICK)
    return next((one for one in lines if "inputs" in one.row and one.row["assignment_id"] == assignment_id), None)


def _counts(was: _Outcome, would: _Outcome) -> Mapping[str, Mapping[Tier, tuple[int, int]]]:
    before, after = (Counter((found.holder[one], found.tier[one]) for one in found.holder) for found in (was, would))
    names: Iterable[str] = sorted({name for name, _ in (*before, *after) if name})
    return {name: {tier: (before[name, tier], after[name, tier]) for tier in get_args(Tier)} for name in names}


def _differences(was: _Outcome, would: _Outcome) -> Iterable[Difference]:
    for lead_id, holder in was.holder.items():
        other = would.holder.get(lead_id)
        if other != holder:
            yield Difference(lead_id, was.tier[lead_id], holder, other, would.why.get(lead_id, ""))
