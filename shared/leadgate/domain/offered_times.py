"""R12: when the rep can be met, as the team file knows it: hours at work that are day where the lead is."""

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from leadgate.domain.team import Rep
from leadgate.domain.working_hours import HolidayOn, at_wall_time, hours_on

Window = tuple[datetime, datetime]
_MOST: Final = 3
_LOOK_AHEAD_DAYS: Final = 14
_NOTICE: Final = timedelta(hours=3)
_SHORTEST: Final = timedelta(hours=1)
_DAY: Final = (time(8), time(18))


def offer_windows(rep: Rep, zone: str, now: datetime, holiday_on: HolidayOn) -> list[Window]:
    """The next stretches of at least an hour, in the lead's zone; none where the file names no hours of the rep.

    They are no promise: the rep's calendar is not known here.
    """
    if rep.working_hours is None:
        return []
    theirs, found = ZoneInfo(zone), []
    today = now.astimezone(ZoneInfo(rep.timezone)).date()
    for ahead in range(_LOOK_AHEAD_DAYS):
        window = _at_work(rep, today + timedelta(days=ahead), holiday_on)
        begins, ends = _by_day(window, theirs) if window else (now, now)
        begins = max(begins, _next_half_hour(now + _NOTICE).astimezone(theirs))
        if ends - begins >= _SHORTEST:
            found.append((begins, ends))
    return found[:_MOST]


def _at_work(rep: Rep, day: date, holiday_on: HolidayOn) -> Window | None:
    hours = hours_on(rep, day, holiday_on, None)
    if hours is None:
        return None
    begins, ends = (at_wall_time(day, text, ZoneInfo(rep.timezone)) for text in hours)
    away = (absence.between(rep.timezone) for absence in rep.absent)
    return None if any(first < ends and begins < back for first, back in away) else (begins, ends)


def _by_day(window: Window, theirs: ZoneInfo) -> Window:
    """The part of it that lies between eight and six of the lead's day on which it begins or ends."""
    begins, ends = (at.astimezone(theirs) for at in window)
    parts = [
        (max(begins, datetime.combine(day, _DAY[0], theirs)), min(ends, datetime.combine(day, _DAY[1], theirs)))
        for day in (begins.date(), ends.date())
    ]
    return max(parts, key=lambda part: part[1] - part[0])


def _next_half_hour(at: datetime) -> datetime:
    plain = at.replace(minute=0, second=0, microsecond=0)
    steps = 0 if at == plain else 1 if at <= plain + timedelta(minutes=30) else 2
    return plain + timedelta(minutes=30 * steps)
