"""What a letter to a lead says of booking: the lead's link, and a few times that are free now."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from leadgate.domain.meeting import Span
from leadgate.errors import PermanentError, RetryableError
from leadgate.ports import Ports
from leadgate.service.book import offer
from leadgate.service.booking_link import invite, token_of

_SHOWN: Final = 3

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BookingOffer:
    """times: when meetings could begin, the soonest first, of different days; empty where nobody could look."""

    url: str
    times: tuple[datetime, ...] = ()


def booking_offer(lead_id: str, language: str, ports: Ports) -> BookingOffer | None:
    """None where nothing can be booked: no address of ours, no key for links, or no time that is free."""
    if not ports.outreach.public_url:
        return None
    meeting = invite(lead_id, ports, language)
    try:
        url = f"{ports.outreach.public_url}/book/{token_of(meeting, ports)}"
    except PermanentError:  # nobody has set a key: links are not in use
        return None
    try:
        offered = offer(meeting, ports)
    except RetryableError as error:  # a letter need not wait for a calendar: the page looks anew
        _logger.warning("lead %s is offered no times: %s", lead_id, error)
        return BookingOffer(url)
    if offered.rep is None:
        return None
    return BookingOffer(url, _of_different_days(offered.times, offered.rep.timezone))


def _of_different_days(times: Sequence[Span], zone: str) -> tuple[datetime, ...]:
    first = {span.begins.astimezone(ZoneInfo(zone)).date(): span.begins for span in reversed(times)}
    return tuple(sorted(first.values())[:_SHOWN])
