"""The link by which a lead books: signed, expiring, for one meeting; nothing of the person stands in it."""

from datetime import timedelta
from typing import Final

import jwt
from jwt.types import Options

from leadgate.domain.ids import content_id
from leadgate.domain.meeting import Meeting
from leadgate.errors import UnverifiedError
from leadgate.ports import Ports
from leadgate.service.meetings import last_meeting_of, meeting_of, remember_link, swap_meeting

_ALGORITHM: Final = "HS256"
_AUDIENCE: Final = "booking"


def invite(lead_id: str, ports: Ports, language: str = "") -> Meeting:
    """What the lead's link stands for: as before while that link does something, else a new one."""
    now, store = ports.clock.now(), ports.store
    standing = last_meeting_of(lead_id, store)
    if standing is not None and standing.status != "cancelled" and not standing.is_over(now):
        return standing
    valid = timedelta(days=ports.settings.current().booking.link_valid_days)
    made = Meeting(content_id("meeting", lead_id, now), lead_id, now + valid, language=language)
    swap_meeting(None, made, store)
    remember_link(made, store)
    return made


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
