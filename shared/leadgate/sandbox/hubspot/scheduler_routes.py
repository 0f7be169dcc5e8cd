"""Meeting links: what their owner has on, and booking by one. Every owner has one, named as in the e-mail address."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from leadgate.sandbox.clock import iso

from .associating import associate
from .errors import ApiError, Json, invalid, not_found
from .http import Answer, Call, Endpoint
from .object_types import object_type
from .people import Owner
from .records import Record
from .state import State
from .versions import DATED_VERSIONS
from .writing import create

_LONGEST_MINUTES = 480


def _paths(rest: str) -> tuple[str, ...]:
    return tuple(f"/scheduler/{version}/meetings/meeting-links{rest}" for version in ("v3", *DATED_VERSIONS))


def read_availability(state: State, call: Call) -> Answer:
    """One month of the calendar, the present one where no offset is given."""
    owner = _owner_of(state, call.params["slug"])
    if not call.one("timezone"):
        raise invalid("timezone is required")
    begins, ends = _month(state.now(), int(call.one("monthOffset") or 0))
    spans = (_span(meeting) for meeting in _meetings(state, owner))
    busy = [{"start": _ms(a), "end": _ms(b)} for a, b in spans if a < ends and b > begins]
    user: Json = {"userId": owner.id, "userProfile": {"email": owner.email}}
    return Answer(200, {"allUsersBusyTimes": [{"isOffline": False, "meetingsUser": user, "busyTimes": busy}]})


def book(state: State, call: Call) -> Answer:
    body = call.json()
    for name in ("slug", "firstName", "lastName", "email", "startTime", "duration"):
        if name not in body:
            raise invalid(f"{name} is required")
    owner = _owner_of(state, str(body["slug"]))
    begins, ends = _wanted(body)
    if any(a < ends and b > begins for a, b in map(_span, _meetings(state, owner))):
        raise ApiError(400, "The requested time is not available", "VALIDATION_ERROR")
    contact = state.find_by("contacts", "email", str(body["email"]))
    if contact is None:
        names = {"email": body["email"], "firstname": body["firstName"], "lastname": body["lastName"]}
        contact = create(state, object_type("contacts"), {name: str(text) for name, text in names.items()}, call.source)
    meeting = create(state, object_type("meetings"), _values(owner, begins, ends), call.source)
    associate(state, ("meetings", meeting.id), ("contacts", contact.id), [], call.source)
    answer: Json = {"calendarEventId": f"event-{meeting.id}", "contactId": contact.id, "start": iso(begins)}
    return Answer(200, {**answer, "end": iso(ends), "duration": body["duration"], "isOffline": False})


def _owner_of(state: State, slug: str) -> Owner:
    owners = (owner for owner in state.owners.values() if not owner.archived)
    found = next((owner for owner in owners if owner.email.partition("@")[0] == slug.partition("/")[0]), None)
    if found is None:
        raise not_found(f"No meeting link {slug}")
    return found


def _wanted(body: Json) -> tuple[datetime, datetime]:
    try:
        begins = datetime.fromisoformat(str(body["startTime"]))
        length = timedelta(milliseconds=float(body["duration"]))
    except (TypeError, ValueError, OverflowError) as error:
        raise invalid("startTime is an instant, duration a number of milliseconds") from error
    if begins.tzinfo is None or not timedelta(0) < length <= timedelta(minutes=_LONGEST_MINUTES):
        raise invalid("startTime needs a zone, duration is up to eight hours")
    return begins.astimezone(UTC), (begins + length).astimezone(UTC)


def _values(owner: Owner, begins: datetime, ends: datetime) -> dict[str, str]:
    return {
        "hs_timestamp": iso(begins),
        "hs_meeting_start_time": iso(begins),
        "hs_meeting_end_time": iso(ends),
        "hs_meeting_outcome": "SCHEDULED",
        "hubspot_owner_id": owner.id,
    }


def _meetings(state: State, owner: Owner) -> Iterator[Record]:
    for record in state.all("meetings"):
        timed = record.value("hs_meeting_start_time") and record.value("hs_meeting_end_time")
        stands = record.value("hs_meeting_outcome") != "CANCELED"
        if timed and stands and record.value("hubspot_owner_id") == owner.id:
            yield record


def _span(meeting: Record) -> tuple[datetime, datetime]:
    begins, ends = (str(meeting.value(f"hs_meeting_{name}_time")) for name in ("start", "end"))
    return datetime.fromisoformat(begins), datetime.fromisoformat(ends)


def _month(now: datetime, offset: int) -> tuple[datetime, datetime]:
    first = now.year * 12 + now.month - 1 + offset
    return _first_of(first), _first_of(first + 1)


def _first_of(month: int) -> datetime:
    """month: counted from the year 0."""
    return datetime(month // 12, month % 12 + 1, 1, tzinfo=UTC)


def _ms(at: datetime) -> int:
    return round(at.timestamp() * 1000)


ENDPOINTS = (
    Endpoint("GET", _paths("/book/availability-page/{slug:path}"), read_availability),
    Endpoint("POST", _paths("/book"), book),
)
