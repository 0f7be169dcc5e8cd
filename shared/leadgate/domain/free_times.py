"""R13: the times at which a rep can be met: at work, nothing else on, with notice and room before and after."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from leadgate.domain.booking_settings import Booking
from leadgate.domain.meeting import Span
from leadgate.domain.team import Hours, Rep
from leadgate.domain.working_hours import HolidayOn, at_wall_time, hours_on, minutes_of

_SATURDAY: Final = 5


def horizon(rules: Booking, now: datetime) -> Span:
    """When a meeting may begin, at the earliest and before which instant."""
    return Span(now + timedelta(hours=rules.notice_hours), now + timedelta(days=rules.days_ahead))


def free_times(
    rep: Rep, busy: Iterable[Span], rules: Booking, now: datetime, holiday_on: HolidayOn
) -> tuple[Span, ...]:
    """All times that can be chosen, in order. busy: of the rep's calendar; the team file's absences are added.

    Times are those of the clock on the rep's wall: one that the spring change skips is not offered, one that comes
    twice in autumn is offered once, the first time.
    """
    buffer = timedelta(minutes=rules.buffer_minutes)
    taken = [Span(span.begins - buffer, span.ends + buffer) for span in busy]
    taken += [Span(*absence.between(rep.timezone)) for absence in rep.absent]
    within = horizon(rules, now)
    return tuple(
        span
        for span in _times_at_work(rep, within, rules, holiday_on)
        if within.begins <= span.begins < within.ends and not any(span.overlaps(other) for other in taken)
    )


def _times_at_work(rep: Rep, within: Span, rules: Booking, holiday_on: HolidayOn) -> Iterator[Span]:
    zone, length = ZoneInfo(rep.timezone), timedelta(minutes=rules.minutes)
    day, last = (at.astimezone(zone).date() for at in (within.begins, within.ends))
    while day <= last:
        hours = hours_on(rep, day, holiday_on, rules.hours if day.weekday() < _SATURDAY else None)
        if hours is not None:
            closes = at_wall_time(day, hours[1], zone)
            for begins in _starts(day, hours, rules.every_minutes, zone):
                if begins + length <= closes:
                    yield Span(begins, begins + length)
        day += timedelta(days=1)


def _starts(day: date, hours: Hours, every_minutes: int, zone: ZoneInfo) -> Iterator[datetime]:
    for minute in range(minutes_of(hours[0]), minutes_of(hours[1]), every_minutes):
        wall = datetime.combine(day, time(minute // 60, minute % 60), zone)
        at = wall.astimezone(UTC)
        if at.astimezone(zone).time() == wall.time():  # else the clock skips it
            yield at
