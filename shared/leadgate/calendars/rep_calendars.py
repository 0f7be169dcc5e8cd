"""The port `Calendar` over all of them: each rep's own, and the CRM, where every meeting stands in any case."""

from collections.abc import Callable

from leadgate.domain.meeting import Span
from leadgate.domain.team import Rep
from leadgate.ports.calendar import Appointment, Calendar
from leadgate.ports.crm import Crm


class RepCalendars:
    """dav: the rep's CalDAV calendar, made when it is needed."""

    def __init__(self, crm: Crm, dav: Callable[[], Calendar]) -> None:
        self._crm = crm
        self._dav = dav

    def busy(self, rep: Rep, within: Span) -> tuple[Span, ...]:
        found = self._crm.calendar.busy(rep, within)
        match rep.calendar.kind:
            case "crm":
                return found
            case "caldav":
                return (*found, *self._dav().busy(rep, within))
            case "hubspot_link":
                return (*found, *self._crm.calendar_by_link.busy(rep, within))

    def put(self, rep: Rep, appointment: Appointment, event: str) -> str:
        if rep.calendar.kind == "hubspot_link":
            return self._crm.calendar_by_link.put(rep, appointment, event)
        own, _, in_crm = event.rpartition(" ")
        if rep.calendar.kind == "caldav":
            own = self._dav().put(rep, appointment, own)
        in_crm = self._crm.calendar.put(rep, appointment, in_crm)
        return f"{own} {in_crm}".strip()

    def remove(self, rep: Rep, event: str) -> None:
        own, _, in_crm = event.rpartition(" ")
        if own and rep.calendar.kind == "caldav":
            self._dav().remove(rep, own)
        self._crm.calendar.remove(rep, in_crm)
