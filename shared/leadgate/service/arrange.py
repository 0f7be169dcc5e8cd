"""R13: what a booked time changes in the world: the rep's calendar, the lead's history, and who has the lead."""

from dataclasses import replace
from typing import Any

from leadgate.domain.ids import content_id
from leadgate.domain.meeting import Meeting
from leadgate.domain.signals import Signal
from leadgate.domain.team import Rep
from leadgate.errors import PermanentError
from leadgate.ports import Ports
from leadgate.ports.calendar import Appointment
from leadgate.service.keep_signals import keep_signals
from leadgate.service.meetings import release, settle, swap_meeting


def arrange(held: Meeting, ports: Ports) -> Meeting:
    """The meeting, booked: in the calendar, out of the one of a former rep, and known as a signal. Safe to repeat."""
    now, store = ports.clock.now(), ports.store
    rep = _rep(held.rep_id, ports)
    event = ports.calendar.put(rep, appointment_of(held, rep, ports), held.event)
    if held.former:
        _leave(*held.former, ports)
        release(held.former[0], held.id, now, store)
    booked = replace(held, status="booked", event=event, former=None)
    swap_meeting(held, booked, store)
    settle(held.rep_id, held.id, now, store)
    _tell(booked, "form_submission", {"form": f"Meeting booked: {_title(ports)}"}, ports)
    return booked


def withdraw(called_off: Meeting, ports: Ports) -> Meeting:
    """The meeting, out of the calendar, and its time free again. Safe to repeat."""
    _leave(called_off.rep_id, called_off.event, ports)
    release(called_off.rep_id, called_off.id, ports.clock.now(), ports.store)
    gone = replace(called_off, event="")
    swap_meeting(called_off, gone, ports.store)
    _tell(gone, "crm_change", {"property": "meeting", "value": "cancelled by the lead"}, ports)
    return gone


def appointment_of(meeting: Meeting, rep: Rep, ports: Ports) -> Appointment:
    """The lead as it was judged last. Raises PermanentError for a meeting without a time."""
    if meeting.span is None:
        raise PermanentError(f"meeting {meeting.id} has no time")
    verdict = ports.store.verdict_of(meeting.lead_id)
    row = verdict.row if verdict else {}
    lead, account = row.get("lead") or {}, row.get("account") or {}
    return Appointment(
        id=meeting.id,
        lead_id=meeting.lead_id,
        span=meeting.span,
        title=_title(ports),
        lead_name=str(lead.get("name") or ""),
        lead_email=str(lead.get("email") or ""),
        company=str(account.get("name") or ""),
        place=rep.place,
    )


def _leave(rep_id: str, event: str, ports: Ports) -> None:
    """Out of the calendar of a rep; one who has left the team has none that we can reach."""
    rep = ports.settings.current().routing.team.rep(rep_id)
    if rep and event:
        ports.calendar.remove(rep, event)


def _rep(rep_id: str, ports: Ports) -> Rep:
    rep = ports.settings.current().routing.team.rep(rep_id)
    if rep is None:
        raise PermanentError(f"rep {rep_id} is no longer on the team")
    return rep


def _title(ports: Ports) -> str:
    return ports.settings.current().booking.title


def _tell(meeting: Meeting, kind: str, properties: dict[str, Any], ports: Ports) -> None:
    now = ports.clock.now()
    signal_id = content_id("meeting", meeting.id, meeting.status, meeting.moved)
    keep_signals([Signal(signal_id, kind, now, now, meeting.lead_id, source="booking", properties=properties)], ports)
