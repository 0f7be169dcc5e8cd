"""R12: when somebody may be written to, by the clock where they are."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from leadgate.domain.settings_outreach import FirstResponse

_STEP: Final = timedelta(minutes=15)
_LOOK_AHEAD: Final = timedelta(days=4)


def may_write_from(now: datetime, zones: Sequence[str], settings: FirstResponse) -> datetime:
    """`now` where it is no quiet hour, else the first quarter of an hour that is none.

    zones: where the recipient may be; it must be day in all of them. Where that is never so within four days, as in a
    country that spans half the world, the first one counts.
    """
    clocks = [ZoneInfo(zone) for zone in zones]
    for chosen in (clocks, clocks[:1]):
        found = _first(now, chosen, settings)
        if found is not None:
            return found
    return now


def _first(now: datetime, clocks: Sequence[ZoneInfo], settings: FirstResponse) -> datetime | None:
    at = now
    while at <= now + _LOOK_AHEAD:
        if not any(_is_quiet(at.astimezone(clock), settings) for clock in clocks):
            return at
        at = at + _STEP - timedelta(minutes=at.minute % 15, seconds=at.second, microseconds=at.microsecond)
    return None


def _is_quiet(wall: datetime, settings: FirstResponse) -> bool:
    if wall.weekday() >= 5 and not settings.weekends:
        return True
    begins, ends = time.fromisoformat(settings.quiet_from), time.fromisoformat(settings.quiet_until)
    at = wall.time()
    return begins <= at or at < ends if begins > ends else begins <= at < ends
