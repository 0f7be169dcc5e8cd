"""R6: what has become of a lead since a rep got it: accepted, given back, worked off, or not taken up in time.

What counts as accepted is what a rep cannot do without having seen the lead: docs/routing.md has the table by CRM.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from leadgate.domain.dossier import Opportunity
from leadgate.domain.routing.placement import Placement
from leadgate.domain.routing.state import RoutingState, close_lead, credit_back
from leadgate.domain.signals import Signal

Kind = Literal["accepted", "rejected", "bounced", "no_show", "closed", "expired", "owner_refused"]

_CREDITED: Final[tuple[Kind, ...]] = ("rejected", "bounced", "no_show", "owner_refused")
_PASSED_OVER: Final[tuple[Kind, ...]] = ("rejected", "expired", "owner_refused")
_CLOSING: Final = {"won": "won", "lost": "lost", "no_response": "the lead never answered"}
_ACCEPTING: Final = {
    "accepted": "the rep accepted it",
    "opportunity_created": "an opportunity was made of it",
    "stage_change": "its opportunity moved",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """What the CRM and the kept signals show of the work on a lead.

    signals: the lead's own. answer: what stands in the field that reps answer in. worked_at: when somebody of sales
    last did something with the record; None where unknown. status: the record's own, in the CRM's words.
    meeting_rep_id: whom the lead has booked a time of.
    """

    signals: Sequence[Signal] = ()
    opportunities: Sequence[Opportunity] = ()
    answer: str = ""
    worked_at: datetime | None = None
    status: str = ""
    meeting_rep_id: str | None = None


@dataclass(frozen=True, slots=True)
class Happened:
    kind: Kind
    why: str


def what_happened(placement: Placement, seen: Seen, now: datetime, *, acting: bool) -> Happened | None:
    """The one thing that decides what comes next; None where there is nothing new.

    acting: whether the limit binds; nobody is hurried who was only suggested.
    """
    if placement.phase not in ("suggested", "offered", "accepted", "escalated"):
        return None
    back = _given_back(placement, seen) or _closed(placement, seen)
    if back is not None or placement.phase == "accepted":
        return back
    accepted = _accepted(placement, seen)
    if accepted is not None:
        return Happened("accepted", accepted)
    if acting and placement.phase == "offered" and placement.is_due(now):
        return Happened("expired", "not accepted in time")
    return None


def settle(
    happened: Happened, placement: Placement, state: RoutingState, lead_id: str
) -> tuple[Placement, RoutingState]:
    """Books and placement after it: a lead that was none is credited back, one that is worked off leaves the limit."""
    if happened.kind == "accepted":
        return placement.taken(), state
    books = credit_back if happened.kind in _CREDITED else close_lead
    if happened.kind in _PASSED_OVER:
        after = placement.without_rep("elsewhere", passed_over=True, expired=happened.kind == "expired")
    else:
        after = placement.without_rep("closed")
    return after, books(state, lead_id)


def _given_back(placement: Placement, seen: Seen) -> Happened | None:
    if _answered(placement, seen) == "rejected":
        return Happened("rejected", "the rep gave it back")
    for signal in _since(placement, seen):
        if signal.kind == "outcome" and signal.text("type") == "rejected":
            reason = signal.text("reason")
            return Happened("rejected", f"the rep gave it back{f': {reason}' if reason else ''}")
        if signal.kind == "outcome" and signal.text("type") == "no_show":
            return Happened("no_show", "the lead did not come to the meeting")
        if signal.kind == "email_bounce":
            return Happened("bounced", "an e-mail to the lead bounced")
    return None


def _closed(placement: Placement, seen: Seen) -> Happened | None:
    for signal in _since(placement, seen):
        if signal.kind == "outcome" and signal.text("type") in _CLOSING:
            return Happened("closed", _CLOSING[signal.text("type")])
    closed = [one for one in seen.opportunities if one.closed_at is not None and one.closed_at > placement.since]
    if closed and all(one.won is not None for one in seen.opportunities):
        return Happened("closed", "won" if any(one.won for one in closed) else "lost")
    return None


def _accepted(placement: Placement, seen: Seen) -> str | None:
    if _answered(placement, seen) == "accepted":
        return "the rep answered on the record"
    if seen.meeting_rep_id is not None and seen.meeting_rep_id == placement.rep_id:
        return "the lead booked a meeting"
    told = next(filter(None, map(_tells_of_work, _since(placement, seen))), None)
    if told is not None:
        return told
    if seen.worked_at is not None and seen.worked_at > placement.since:
        return "sales logged an activity, or did the task"
    if any(one.created_at is not None and one.created_at > placement.since for one in seen.opportunities):
        return "an opportunity was made of it"
    if seen.status and seen.status != placement.status_then:
        return f"its status was moved to {seen.status}"
    return None


def _tells_of_work(signal: Signal) -> str | None:
    if signal.kind == "outcome":
        return _ACCEPTING.get(signal.text("type"))
    return f"sales logged {_an_activity(signal.text('type'))}" if signal.kind == "sales_activity" else None


def _answered(placement: Placement, seen: Seen) -> str:
    """The rep's answer; what an earlier rep left in the field is none."""
    return "" if seen.answer == placement.answer_then else seen.answer


def _an_activity(kind: str) -> str:
    return {"call": "a call", "meeting": "a meeting", "email": "an e-mail"}.get(kind, "an activity")


def _since(placement: Placement, seen: Seen) -> Sequence[Signal]:
    return [signal for signal in seen.signals if signal.occurred_at > placement.since]
