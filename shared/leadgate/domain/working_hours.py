"""A rep's working day as the team file writes it, and its wall times as instants."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from leadgate.domain.team import WEEKDAYS, Hours, Rep

HolidayOn = Callable[[str, date], str | None]
"""Name of the public holiday of a region on a day; None for none."""


def hours_on(rep: Rep, day: date, holiday_on: HolidayOn, otherwise: Hours | None) -> Hours | None:
    """None for a public holiday and a day off. otherwise: of a rep whose hours the team file does not name."""
    if rep.holidays is not None and holiday_on(rep.holidays, day):
        return None
    return otherwise if rep.working_hours is None else rep.working_hours.get(WEEKDAYS[day.weekday()])


def minutes_of(wall_time: str) -> int:
    """Of the day: `24:00` is 1440."""
    return int(wall_time[:2]) * 60 + int(wall_time[3:])


def at_wall_time(day: date, wall_time: str, zone: ZoneInfo) -> datetime:
    """The first of two, where the wall shows it twice; `24:00` is the next day's midnight."""
    later, minutes = divmod(minutes_of(wall_time), 24 * 60)
    return datetime.combine(day + timedelta(days=later), time(minutes // 60, minutes % 60), zone)
