"""What the booking page shows of a meeting: times to choose, what was booked, or why there is nothing to do."""

from datetime import datetime
from typing import Final

from leadgate.domain.meeting import Meeting
from leadgate.domain.team import Rep
from leadgate.http import HttpAnswer, HttpRequest
from leadgate.ports import Ports
from leadgate.render.invitation import render_invitation
from leadgate.service.arrange import appointment_of
from leadgate.service.book import Offer, offer
from leadgate.web.booking_page import Page, days_of, is_zone, render_page, span_in_words, zones
from leadgate.web.booking_words import Speech, speech_for

_PROBLEMS: Final = {401: "bad_link", 503: "later"}


def page_of(meeting: Meeting, request: HttpRequest, ports: Ports, notice: str = "", status: int = 200) -> HttpAnswer:
    """notice: a word of `booking_words` about what has just been tried."""
    speech = _speech(request, meeting)
    said = speech.say(notice) if notice else ""
    if meeting.status == "cancelled":
        return render_page(Page(speech.say("cancelled"), speech.say("cancelled_more"), said), speech, status)
    if meeting.status == "open" and meeting.is_over(ports.clock.now()):
        return render_page(Page(speech.say("over"), speech.say("over_more"), said), speech, 410)
    if meeting.status == "booked" and "move" not in request.query:
        return render_page(_booked(meeting, request, ports, speech, said), speech, status)
    return render_page(_choice(offer(meeting, ports), request, ports, speech, said), speech, status)


def invitation_of(meeting: Meeting, ports: Ports) -> HttpAnswer:
    """The booked meeting as a file for the visitor's calendar."""
    rep = _rep(meeting, ports) or Rep(id=meeting.rep_id)
    written = render_invitation(appointment_of(meeting, rep, ports), rep, ports.clock.now()).decode()
    headers = {"Content-Disposition": 'attachment; filename="meeting.ics"', "Cache-Control": "no-store"}
    return HttpAnswer(200, written, headers, "text/calendar; charset=utf-8")


def problem_page(answer: HttpAnswer, request: HttpRequest) -> HttpAnswer:
    """An error as a page: what a person can do now, and nothing of what is inside."""
    speech = speech_for(request.headers.get("accept-language", ""))
    word = _PROBLEMS.get(answer.status, "failed")
    page = Page(speech.say(word), speech.say(f"{word}_more"))
    return render_page(page, speech, 404 if word == "bad_link" else answer.status, answer.headers)


def _booked(meeting: Meeting, request: HttpRequest, ports: Ports, speech: Speech, notice: str) -> Page:
    rep = _rep(meeting, ports)
    zone = _zone(request, meeting, rep)
    facts = []
    if rep and rep.name:
        facts.append(("with", rep.name, False))
    if meeting.span:
        facts.append(("when", span_in_words(meeting.span, zone, speech), False))
    if rep and rep.place:
        facts.append(("where", rep.place, rep.place.startswith("https://")))
    over = meeting.is_over(ports.clock.now())
    return Page(speech.say("booked"), "", notice, tuple(facts), zone, is_booked=not over)


def _choice(offered: Offer, request: HttpRequest, ports: Ports, speech: Speech, notice: str) -> Page:
    rep, rules = offered.rep, ports.settings.current().booking
    zone = _zone(request, offered.meeting, rep)
    name = rep.name if rep else ""
    heading = speech.say("heading", rep=name) if name else speech.say("heading_plain")
    is_moving = offered.meeting.status == "booked"
    if not offered.times:
        return Page(heading, speech.say("nobody"), notice, zone=zone, is_moving=is_moving)
    text = f"{rules.title} · {speech.say('minutes', minutes=rules.minutes)}"
    days = days_of(offered.times, zone, speech)
    return Page(heading, text, notice, (), zone, zones(), days, is_moving=is_moving)


def _speech(request: HttpRequest, meeting: Meeting) -> Speech:
    return speech_for(request.headers.get("accept-language", ""), meeting.language)


def _zone(request: HttpRequest, meeting: Meeting, rep: Rep | None) -> str:
    """What the visitor chose, now or before; else the rep's."""
    asked = request.query.get("zone", "")
    if is_zone(asked):
        return asked
    return meeting.zone or (rep.timezone if rep else "UTC")


def _rep(meeting: Meeting, ports: Ports) -> Rep | None:
    return ports.settings.current().routing.team.rep(meeting.rep_id)


def read_instant(text: str) -> datetime | None:
    """An instant as the page's own buttons send it; None for anything else."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
