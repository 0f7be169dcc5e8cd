"""GET and POST /book/{token}: a lead chooses a time of its rep. Every 15 minutes: what was cut off is finished."""

from urllib.parse import parse_qs

from leadgate.aws.entry import lambda_http, lambda_http_and_schedule, lambda_schedule
from leadgate.domain.meeting import Meeting
from leadgate.http import HttpAnswer, HttpRequest, Route
from leadgate.ports import Ports
from leadgate.service.book import book, cancel, finish, finish_all
from leadgate.service.booking_link import meeting_behind
from leadgate.service.meetings import meeting_of
from leadgate.web.booking import invitation_of, page_of, problem_page, read_instant
from leadgate.web.booking_page import is_zone


def show(request: HttpRequest, ports: Ports) -> HttpAnswer:
    meeting = finish(meeting_behind(request.query["token"], ports), ports)
    if "ics" in request.query and meeting.status == "booked":
        return invitation_of(meeting, ports)
    return page_of(meeting, request, ports)


def choose(request: HttpRequest, ports: Ports) -> HttpAnswer:
    """303 to the page where it was done, so that loading it again does nothing; 409 with what is left where not."""
    meeting = finish(meeting_behind(request.query["token"], ports), ports)
    form = {name: values[0] for name, values in parse_qs(request.body.decode()).items()}
    if form.get("action") == "cancel":
        cancel(meeting, ports)
        return _see_other(meeting.zone)
    begins = read_instant(form.get("begins", ""))
    if begins is None:
        return page_of(meeting, request, ports, "bad_choice", 400)
    if meeting.span and meeting.span.begins == begins:
        return _see_other(meeting.zone)  # the same click twice
    zone = form.get("zone", "")
    outcome = book(meeting, begins, zone if is_zone(zone) else "", ports)
    if outcome == "booked":
        return _see_other(zone if is_zone(zone) else "")
    return page_of(_as_it_stands(meeting, ports), request, ports, outcome, 409)


def _as_it_stands(meeting: Meeting, ports: Ports) -> Meeting:
    return meeting_of(meeting.id, ports.store) or meeting


def _see_other(zone: str) -> HttpAnswer:
    return HttpAnswer(
        303, "", {"Location": f"?zone={zone}" if zone else "?", "Cache-Control": "no-store"}, "text/plain"
    )


ROUTES = (
    Route("GET", "/book/{token}", show, "The page on which a lead chooses a time; ?ics=1 the file", problem_page),
    Route("POST", "/book/{token}", choose, "Takes a time, moves it or cancels the meeting", problem_page),
)
handler = lambda_http_and_schedule(lambda_http(*ROUTES), lambda_schedule(finish_all, counted="Finished"))
