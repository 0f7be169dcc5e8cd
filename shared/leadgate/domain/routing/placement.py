"""R6: where a lead is, with whom, since when and until when."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal, get_args

from leadgate.domain import reading
from leadgate.domain.reading import Row, render_instant, shown
from leadgate.errors import BadInputError

Phase = Literal["suggested", "offered", "accepted", "queued", "escalated", "closed", "elsewhere"]


@dataclass(frozen=True, slots=True)
class Placement:
    """assignment: as it was made, the JSON object. passed_over: reps who had it and gave it back or let it wait.

    phase: suggested (to a person who assigns by hand), offered (a rep must accept it by `accept_by`), accepted,
    queued (nobody can take it now, or a person must look), escalated (the manager's queue), closed (worked off),
    elsewhere (no rep is needed). expired: how many reps let their time pass. status_then: what stood as its status
    in the CRM when it was placed. answer_then: what stood in the field that reps answer in when it was last looked at.
    """

    phase: Phase
    since: datetime
    assignment: Mapping[str, Any] = field(default_factory=dict)
    rep_id: str | None = None
    accept_by: datetime | None = None
    look_again_at: datetime | None = None
    passed_over: tuple[str, ...] = ()
    expired: int = 0
    status_then: str = ""
    answer_then: str = ""

    @property
    def due_at(self) -> datetime | None:
        """When it must be looked at again, whatever happens until then."""
        return self.accept_by if self.phase == "offered" else self.look_again_at

    def is_due(self, now: datetime) -> bool:
        return self.due_at is not None and self.due_at <= now

    def taken(self) -> "Placement":
        """The rep has accepted it: no limit binds any more."""
        assignment = {name: value for name, value in self.assignment.items() if name != "accept_by"}
        return replace(self, phase="accepted", accept_by=None, look_again_at=None, assignment=assignment)

    def without_rep(self, phase: Phase, *, passed_over: bool = False, expired: bool = False) -> "Placement":
        """The rep no longer has it, and is not asked again where it is passed over."""
        had = (self.rep_id,) if passed_over and self.rep_id and self.rep_id not in self.passed_over else ()
        return replace(
            self,
            phase=phase,
            rep_id=None,
            accept_by=None,
            passed_over=(*self.passed_over, *had),
            expired=self.expired + expired,
        )


def render_placement(placement: Placement) -> Mapping[str, Any]:
    return {
        "phase": placement.phase,
        "since": render_instant(placement.since),
        "assignment": dict(placement.assignment),
        "rep_id": placement.rep_id,
        "accept_by": _rendered(placement.accept_by),
        "look_again_at": _rendered(placement.look_again_at),
        "passed_over": list(placement.passed_over),
        "expired": placement.expired,
        "status_then": placement.status_then,
        "answer_then": placement.answer_then,
    }


def parse_placement(value: object) -> Placement:
    """Raises BadInputError naming the field."""
    row = reading.an_object(value, "placement")
    phase = row.get("phase")
    if phase not in get_args(Phase):
        raise BadInputError("phase", f"must be {', '.join(get_args(Phase))}, not {shown(phase)}")
    return Placement(
        phase=phase,  # type: ignore[arg-type]  # a member of Phase: just checked
        since=reading.required_instant(row, "since"),
        assignment=reading.an_object(row.get("assignment", {}), "assignment"),
        rep_id=reading.text(row, "rep_id") or None,
        accept_by=_instant(row, "accept_by"),
        look_again_at=_instant(row, "look_again_at"),
        passed_over=tuple(str(one) for one in row.get("passed_over") or ()),
        expired=int(reading.number(row, "expired") or 0),
        status_then=reading.text(row, "status_then"),
        answer_then=reading.text(row, "answer_then"),
    )


def _rendered(at: datetime | None) -> str | None:
    return None if at is None else render_instant(at)


def _instant(row: Row, name: str) -> datetime | None:
    return None if row.get(name) is None else reading.required_instant(row, name)
