"""The port `Calendar` on CalDAV (RFC 4791): Nextcloud, iCloud, Fastmail, Radicale and others."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any, Final
from zoneinfo import ZoneInfo

import caldav
from caldav.lib.error import AuthorizationError, DAVError, NotFoundError
from requests import RequestException

from leadgate.domain.meeting import Span
from leadgate.domain.team import Rep
from leadgate.errors import PermanentError, RetryableError
from leadgate.ports import Clock, Secrets
from leadgate.ports.calendar import Appointment
from leadgate.render.invitation import render_invitation

_TIMEOUT_SECONDS: Final = 10


class CaldavCalendar:
    """The entry's name in the calendar is the meeting's id, so that twice is once."""

    def __init__(self, secrets: Secrets, clock: Clock) -> None:
        self._secrets = secrets
        self._clock = clock

    def busy(self, rep: Rep, within: Span) -> tuple[Span, ...]:
        with self._calendar(rep) as calendar:
            found = calendar.search(start=within.begins, end=within.ends, event=True, expand=True)
            spans = [_span(part, rep) for entry in found for part in entry.icalendar_instance.walk("VEVENT")]
        return tuple(span for span in spans if span and span.overlaps(within))

    def put(self, rep: Rep, appointment: Appointment, event: str) -> str:  # noqa: ARG002 - the name is the meeting's id
        with self._calendar(rep) as calendar:
            calendar.save_event(render_invitation(appointment, rep, self._clock.now()).decode())
        return appointment.id

    def remove(self, rep: Rep, event: str) -> None:
        with self._calendar(rep) as calendar:
            try:
                calendar.event_by_uid(event).delete()
            except NotFoundError:
                return

    @contextmanager
    def _calendar(self, rep: Rep) -> Iterator[Any]:
        """Raises what the port says for whatever goes wrong inside."""
        place = rep.calendar
        password = self._secrets.get(place.secret) if place.user else None
        try:
            with caldav.DAVClient(
                place.url, username=place.user or None, password=password, timeout=_TIMEOUT_SECONDS
            ) as client:
                yield client.calendar(url=place.url)  # type: ignore[no-untyped-call]  # the library has no types here
        except AuthorizationError as error:
            raise PermanentError(f"the calendar of rep {rep.id} refuses user and secret {place.secret}") from error
        except NotFoundError as error:
            raise PermanentError(f"the calendar of rep {rep.id} is not where the team file says") from error
        except (DAVError, RequestException, OSError) as error:
            raise RetryableError(f"the calendar of rep {rep.id} does not answer", after_seconds=30) from error


def _span(part: Any, rep: Rep) -> Span | None:
    """None for what takes no time: shown as free, or cancelled. A day without times is one in the rep's zone."""
    if str(part.get("TRANSP", "")).upper() == "TRANSPARENT" or str(part.get("STATUS", "")).upper() == "CANCELLED":
        return None
    zone = ZoneInfo(rep.timezone)
    return Span(_instant(part.start, zone), _instant(part.end, zone))


def _instant(at: date, zone: ZoneInfo) -> datetime:
    if not isinstance(at, datetime):
        at = datetime.combine(at, time())
    return at if at.tzinfo else at.replace(tzinfo=zone)
