"""The books of routing in the store, and everything that is written into them in one stroke.

| key | row |
|---|---|
| `routing:turns` | whose turn it is and what everybody has: one row, swapped only for the one that was read |
| `routing:lead:<id>` | where a lead is, and what it counts as |
| `routing:account:<id>` | which lead of an account came last, so that colleagues find the same rep |
| `routing:team:<version>` | a team file that assignments were made by |
| `routing:assignment:<id>` | in which log line an assignment is |

Log `assignments`: every step of every lead with its reason; where routing brought it about, with all it was given.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from leadgate.domain.ids import content_id
from leadgate.domain.reading import render_instant
from leadgate.domain.routing import (
    Event,
    Placed,
    Placement,
    RoutingState,
    parse_placement,
    parse_state,
    render_assignment,
    render_placement,
    render_request,
    render_state,
    slim,
)
from leadgate.domain.team import Team
from leadgate.ports import Entry, Store, Swap
from leadgate.service.merges import earlier_ids

LOG: Final = "assignments"
_TURNS: Final = "routing:turns"
_NOBODY: Final = render_state(RoutingState())

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Books:
    """As they were read for one lead. The rows are None where nothing is kept yet.

    state: the turns, this lead, and the newest of its account. sequence: how often the turns were written. steps: how
    many the lead has gone.
    """

    lead_id: str
    account_id: str
    state: RoutingState
    placement: Placement | None
    turns: Row | None
    lead: Row | None
    account: Row | None
    sequence: int
    steps: int


def read_books(lead_id: str, account_id: str, store: Store) -> Books:
    turns, lead = store.recall(_TURNS), store.recall(lead_key(lead_id))
    account = store.recall(_account_key(account_id)) if account_id else None
    known = lead or _of_merged(lead_id, store)
    own = next(iter(parse_state(known).leads.values()), None) if known else None
    leads = {**(parse_state(account).leads if account else {}), **({lead_id: own} if own else {})}
    placed = known.get("placement") if known else None
    return Books(
        lead_id=lead_id,
        account_id=account_id,
        state=replace(parse_state(turns or _NOBODY), leads=leads),
        placement=parse_placement(placed) if placed else None,
        turns=turns,
        lead=lead,
        account=account,
        sequence=int((turns or {}).get("sequence", 0)),
        steps=int((known or {}).get("steps", 0)),
    )


def write_books(books: Books, placed: Placed, team: Team, now: datetime, store: Store) -> bool:
    """All of one look, or nothing: False where another worker was faster, and then everything is to be read again."""
    version = _kept_team(team, books, store) if any(event.routed for event in placed.events) else ""
    known = version or (books.turns or {}).get("team", "")
    shared = slim(placed.state)
    changed = shared != slim(books.state)
    sequence = books.sequence + changed
    swaps = [Swap(lead_key(books.lead_id), books.lead, _lead_row(books, placed))]
    if changed:
        swaps.append(Swap(_TURNS, books.turns, {**render_state(shared), "sequence": sequence, "team": known}))
    routed = placed.state.leads.get(books.lead_id)
    if books.account_id and routed is not None and placed.state.leads != books.state.leads:
        row = render_state(RoutingState(leads={books.lead_id: routed}))
        swaps.append(Swap(_account_key(books.account_id), books.account, row))
    entries = _entries(books, placed.events, sequence, version, now)
    swaps += [
        Swap(assignment_key(entry.row["assignment_id"]), None, {"at": render_instant(now), "line": entry.id})
        for entry in entries
        if "inputs" in entry.row and not (books.lead and store.recall(assignment_key(entry.row["assignment_id"])))
    ]
    return store.commit([swap for swap in swaps if swap.old != swap.new], entries)


def lead_key(lead_id: str) -> str:
    return f"routing:lead:{lead_id}"


def assignment_key(assignment_id: str) -> str:
    return f"routing:assignment:{assignment_id}"


def team_key(version: str) -> str:
    return f"routing:team:{version}"


def _account_key(account_id: str) -> str:
    return f"routing:account:{account_id}"


def _of_merged(lead_id: str, store: Store) -> Row | None:
    """A lead that another was merged into, or that was converted, is where that one was."""
    rows = (store.recall(lead_key(earlier)) for earlier in earlier_ids((lead_id,), store)[lead_id])
    return next((row for row in rows if row is not None), None)


def _lead_row(books: Books, placed: Placed) -> Row:
    routed = placed.state.leads.get(books.lead_id)
    row = render_state(RoutingState(leads={books.lead_id: routed} if routed else {}))
    placement = {"placement": render_placement(placed.placement)} if placed.placement else {}
    return {**row, **placement, "steps": books.steps + len(placed.events)}


def _kept_team(team: Team, books: Books, store: Store) -> str:
    """The version of the team file, which is kept; the turns say which one was kept last."""
    tree = team.model_dump(mode="json", by_alias=True, exclude_unset=True)
    version = content_id(tree)
    if (books.turns or {}).get("team") != version and store.recall(team_key(version)) is None:
        store.remember(team_key(version), tree)
    return version


def _entries(books: Books, events: Sequence[Event], sequence: int, version: str, now: datetime) -> list[Entry]:
    """One line an event; the id puts the lines of one instant in the order in which they were written."""
    entries = []
    for number, event in enumerate(events, start=books.steps):
        row: dict[str, Any] = {
            "event": event.kind,
            "why": event.why,
            "lead_id": books.lead_id,
            "rep_id": event.rep_id,
            "queue": event.queue,
            "assignment_id": event.assignment_id,
            "sequence": sequence,
        }
        if event.routed is not None:
            row["inputs"] = {
                "request": render_request(event.routed.request),
                "team": version,
                "state": render_state(replace(slim(event.routed.state), leads=event.routed.state.leads)),
            }
            row["assignment"] = render_assignment(event.routed.assignment)
        entries.append(Entry(LOG, now, f"{sequence:012d}-{number:06d}-{content_id(books.lead_id)}", row))
    return entries
