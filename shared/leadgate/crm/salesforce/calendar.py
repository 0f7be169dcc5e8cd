"""A rep's events in Salesforce: the port `Calendar` on Event records."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from simple_salesforce.format import format_soql

from leadgate.crm.salesforce.client import Row, SalesforceClient
from leadgate.crm.salesforce.ids import place_of
from leadgate.crm.salesforce.replies import GONE, RefusedError
from leadgate.domain.meeting import Span
from leadgate.domain.reading import parse_instant, render_instant
from leadgate.domain.team import Rep
from leadgate.ports.calendar import Appointment

_BUSY: Final = (
    "SELECT StartDateTime, EndDateTime, IsAllDayEvent, ShowAs FROM Event"
    " WHERE OwnerId = {} AND StartDateTime < {} AND EndDateTime >= {}"
)
_OURS: Final = "SELECT Id, Description FROM Event WHERE WhoId = {} AND Subject = {}"
_DAY: Final = timedelta(days=1)


class SalesforceCalendar:
    """A rep's id is the id of its Salesforce user."""

    def __init__(self, client: SalesforceClient) -> None:
        self._client = client

    def busy(self, rep: Rep, within: Span) -> tuple[Span, ...]:
        soql = format_soql(_BUSY, rep.id, within.ends, within.begins - _DAY)
        found = (_span(row) for row in self._client.query(soql) if row.get("ShowAs") != "Free")
        return tuple(span for span in found if span and span.overlaps(within))

    def put(self, rep: Rep, appointment: Appointment, event: str) -> str:
        _, person_id = place_of(appointment.lead_id, "lead", "contact")
        fields = _fields(rep, appointment)
        standing = event or self._find(person_id, appointment)
        if standing and self._update(standing, fields):
            return standing
        return self._client.create("Event", {"WhoId": person_id, **fields})

    def remove(self, rep: Rep, event: str) -> None:  # noqa: ARG002 - the port's
        """The record stays, so that the history does; it no longer takes the rep's time."""
        found = self._client.query(format_soql("SELECT Subject FROM Event WHERE Id = {}", event))
        subject = str(found[0].get("Subject") or "") if found else ""
        if found and not subject.startswith(_CALLED_OFF):
            self._update(event, {"ShowAs": "Free", "Subject": f"{_CALLED_OFF}{subject}"})

    def _find(self, person_id: str, appointment: Appointment) -> str:
        """Made by a try whose answer was lost. Long text cannot be asked for, so it is read."""
        rows = self._client.query(format_soql(_OURS, person_id, appointment.title))
        return next((str(row["Id"]) for row in rows if _mark(appointment) in str(row.get("Description"))), "")

    def _update(self, event_id: str, fields: Row) -> bool:
        """False if somebody has deleted it."""
        refusal = self._client.update_all({("Event", event_id): fields})["Event", event_id]
        if refusal is not None and refusal.code not in GONE:
            raise RefusedError("Event", refusal)
        return refusal is None


_CALLED_OFF: Final = "Cancelled: "


def _span(row: Mapping[str, Any]) -> Span | None:
    """An event of whole days ends with its last day."""
    begins, ends = parse_instant(row.get("StartDateTime")), parse_instant(row.get("EndDateTime"))
    if begins is None or ends is None:
        return None
    return Span(begins, ends + _DAY if row.get("IsAllDayEvent") else ends)


def _fields(rep: Rep, appointment: Appointment) -> dict[str, Any]:
    return {
        "OwnerId": rep.id,
        "Subject": appointment.title,
        "StartDateTime": render_instant(appointment.span.begins),
        "EndDateTime": render_instant(appointment.span.ends),
        "Location": appointment.place,
        "Description": _mark(appointment),
        "ShowAs": "Busy",
    }


def _mark(appointment: Appointment) -> str:
    return f"Booked by the lead, Leadgate meeting {appointment.id}"
