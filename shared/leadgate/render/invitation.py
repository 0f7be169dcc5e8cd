"""A meeting as an iCalendar file (RFC 5545): for the visitor's calendar, and for the rep's."""

from datetime import datetime

import icalendar

from leadgate.domain.team import Rep
from leadgate.ports.calendar import Appointment


def render_invitation(appointment: Appointment, rep: Rep, now: datetime) -> bytes:
    """Times in UTC, which every calendar shows in its own zone. The same meeting always has the same UID."""
    event = icalendar.Event()
    event.add("uid", appointment.id)
    event.add("dtstamp", now)
    event.add("dtstart", appointment.span.begins)
    event.add("dtend", appointment.span.ends)
    event.add("summary", _summary(appointment, rep))
    if appointment.place:
        event.add("location", appointment.place)
    if rep.email:
        organizer = icalendar.vCalAddress(f"MAILTO:{rep.email}")
        organizer.params["cn"] = icalendar.vText(rep.name or rep.email)
        event.add("organizer", organizer)
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Leadgate//Booking//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _summary(appointment: Appointment, rep: Rep) -> str:
    people = " / ".join(name for name in (appointment.lead_name, rep.name) if name)
    return f"{appointment.title}: {people}" if people else appointment.title
