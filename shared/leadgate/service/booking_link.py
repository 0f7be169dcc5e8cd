"""The link by which a lead books: signed, expiring, for one meeting; nothing of the person stands in it."""

from datetime import timedelta
from typing import Final

import jwt
from jwt.types import Options

from leadgate.domain.ids import content_id
from leadgate.domain.meeting import Meeting
from leadgate.errors import UnverifiedError
from leadgate.ports import Ports
from leadgate.service.meetings import link_of, meeting_of, remember_link, swap_meeting

_ALGORITHM: Final = "HS256"
_AUDIENCE: Final = "booking"


def invite(lead_id: str, ports: Ports, language: str = "") -> str:
    """The token of the lead's link: the one it has while nothing was booked by it and it is valid, else a new one."""
    now, store = ports.clock.now(), ports.store
    standing = meeting_of(link_of(lead_id, store), store)
    if standing is None or standing.status == "cancelled" or standing.is_over(now):
        valid = timedelta(days=ports.settings.current().booking.link_valid_days)
        standing = Meeting(content_id("meeting", lead_id, now), lead_id, now + valid, language=language)
        swap_meeting(None, standing, store)
        remember_link(standing, store)
    return token_of(standing, ports)


def token_of(meeting: Meeting, ports: Ports) -> str:
    claims = {"sub": meeting.id, "exp": meeting.expires_at, "aud": _AUDIENCE}
    return jwt.encode(claims, ports.secrets.get("booking_secret"), _ALGORITHM)


def meeting_behind(token: str, ports: Ports) -> Meeting:
    """Raises UnverifiedError where the token is not ours. Whether it has expired is the meeting's to say: our clock
    is handed in, and what was booked in time can still be moved.
    """
    try:
        checks: Options = {"verify_exp": False, "require": ["sub", "exp", "aud"]}
        claims = jwt.decode(
            token, ports.secrets.get("booking_secret"), [_ALGORITHM], options=checks, audience=_AUDIENCE
        )
    except jwt.InvalidTokenError as error:
        raise UnverifiedError("token", "this link is not one of ours, or was cut off") from error
    meeting = meeting_of(str(claims["sub"]), ports.store)
    if meeting is None:
        raise UnverifiedError("token", "nothing is known of this link")
    return meeting
