"""A rep's meetings in HubSpot: the port `Calendar` on meeting records."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from leadgate.crm.hubspot.batches import associated, next_page, read_records, update_records
from leadgate.crm.hubspot.client import HubSpotClient
from leadgate.crm.hubspot.ids import hubspot_id
from leadgate.crm.hubspot.replies import RefusedError
from leadgate.crm.hubspot.shapes import id_of, objects_in, properties_of
from leadgate.domain.meeting import Span
from leadgate.domain.reading import parse_instant, render_instant
from leadgate.domain.team import Rep
from leadgate.ports.calendar import Appointment

MEETING_TO_CONTACT: Final = 200
CANCELLED: Final = "CANCELED"
_BEGINS: Final = "hs_meeting_start_time"
_ENDS: Final = "hs_meeting_end_time"
_OUTCOME: Final = "hs_meeting_outcome"
_NOTES: Final = "hs_internal_meeting_notes"
_LONGEST: Final = timedelta(days=1)
_PAGE: Final = 100
_MOST_PAGES: Final = 10
_MOST_MEETINGS_SEARCHED: Final = 50


class HubSpotCalendar:
    """A rep's id is the id of its HubSpot owner."""

    def __init__(self, client: HubSpotClient) -> None:
        self._client = client

    def busy(self, rep: Rep, within: Span) -> tuple[Span, ...]:
        found = (_span(properties) for properties in self._meetings_of(rep.id, within))
        return tuple(span for span in found if span and span.overlaps(within))

    def put(self, rep: Rep, appointment: Appointment, event: str) -> str:
        contact_id = hubspot_id(appointment.lead_id, "contact")
        properties = _properties(rep, appointment)
        standing = event or self._find(contact_id, appointment.id)
        if standing and self._update(standing, properties):
            return standing
        association = {"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": MEETING_TO_CONTACT}
        meeting: dict[str, Any] = {
            "properties": properties,
            "associations": [{"to": {"id": contact_id}, "types": [association]}],
        }
        return id_of(self._client.post("objects", "meetings", meeting, repeatable=False), "POST meetings")

    def remove(self, rep: Rep, event: str) -> None:  # noqa: ARG002 - the port's
        """The record stays, so that the history does; only its outcome says that it was called off."""
        self._update(event, {_OUTCOME: CANCELLED})

    def at(self, contact_id: str, begins: datetime) -> str:
        """The id of the contact's meeting that begins then and was not called off; empty if there is none."""
        for one, properties in self._of_contact(contact_id).items():
            span = _span(properties)
            if span is not None and span.begins == begins:
                return one
        return ""

    def _meetings_of(self, owner_id: str, within: Span) -> Iterator[Mapping[str, Any]]:
        query: dict[str, Any] = {
            "filterGroups": [{"filters": _filters(owner_id, within)}],
            "properties": [_BEGINS, _ENDS, _OUTCOME],
            "limit": _PAGE,
        }
        for _ in range(_MOST_PAGES):
            answer = self._client.post("objects", "meetings/search", query)
            yield from (properties_of(one, "search") for one in objects_in(answer, "results", "search"))
            after = next_page(answer, "search")
            if after is None:
                return
            query["after"] = after

    def _find(self, contact_id: str, meeting_id: str) -> str:
        """Made by a try whose answer was lost."""
        found = self._of_contact(contact_id).items()
        return next((one for one, properties in found if _mark(meeting_id) in str(properties.get(_NOTES))), "")

    def _of_contact(self, contact_id: str) -> Mapping[str, Mapping[str, Any]]:
        ids = associated(self._client, "contacts", contact_id, "meetings", _MOST_MEETINGS_SEARCHED)
        return read_records(self._client, "meetings", ids, (_BEGINS, _ENDS, _OUTCOME, _NOTES))

    def _update(self, meeting_id: str, properties: Mapping[str, str]) -> bool:
        """False if somebody has deleted it."""
        refusal = update_records(self._client, "meetings", {meeting_id: properties})[meeting_id]
        if refusal is not None and not refusal.is_gone:
            raise RefusedError("meetings", refusal)
        return refusal is None


def _filters(owner_id: str, within: Span) -> list[Mapping[str, str]]:
    """HubSpot searches by when a meeting begins; none is taken to be longer than a day."""
    return [
        {"propertyName": "hubspot_owner_id", "operator": "EQ", "value": owner_id},
        {"propertyName": _BEGINS, "operator": "GTE", "value": _milliseconds(within.begins - _LONGEST)},
        {"propertyName": _BEGINS, "operator": "LT", "value": _milliseconds(within.ends)},
    ]


def _span(properties: Mapping[str, Any]) -> Span | None:
    begins, ends = parse_instant(properties.get(_BEGINS)), parse_instant(properties.get(_ENDS))
    if begins is None or ends is None or properties.get(_OUTCOME) == CANCELLED:
        return None
    return Span(begins, ends)


def _properties(rep: Rep, appointment: Appointment) -> dict[str, str]:
    return {
        "hs_timestamp": render_instant(appointment.span.begins) or "",
        _BEGINS: render_instant(appointment.span.begins) or "",
        _ENDS: render_instant(appointment.span.ends) or "",
        "hs_meeting_title": appointment.title,
        "hs_meeting_location": appointment.place,
        _NOTES: _mark(appointment.id),
        _OUTCOME: "SCHEDULED",
        "hubspot_owner_id": rep.id,
    }


def _mark(meeting_id: str) -> str:
    return f"Booked by the lead, Leadgate meeting {meeting_id}"


def _milliseconds(at: datetime) -> str:
    return str(round(at.timestamp() * 1000))
