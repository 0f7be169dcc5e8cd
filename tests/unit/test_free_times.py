"""R13: which times a lead can choose: the rep at work, nothing else on, notice, room before and after."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadgate.domain.booking_settings import Booking
from leadgate.domain.free_times import free_times, horizon
from leadgate.domain.meeting import Span
from leadgate.domain.section import validated
from leadgate.domain.team import Rep

MONDAY = datetime(2026, 11, 23, 6, tzinfo=UTC)  # 7 in Berlin
BERLIN = ZoneInfo("Europe/Berlin")


def a_rep(**changes: Any) -> Rep:
    hours = {day: ["09:00", "12:00"] for day in ("mon", "tue", "wed", "thu", "fri")}
    return validated(Rep, {"id": "anna", "timezone": "Europe/Berlin", "working_hours": hours, **changes})


def the_rules(**changes: Any) -> Booking:
    plain = {"minutes": 30, "every_minutes": 30, "buffer_minutes": 0, "notice_hours": 0, "days_ahead": 1}
    return validated(Booking, {**plain, **changes})


def no_holiday(_region: str, _on: date) -> str | None:
    return None


def at(hour: int, minute: int = 0, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=BERLIN)


def walls(
    rep: Rep, rules: Booking, *busy: Span, now: datetime = MONDAY, holiday_on: Callable[..., str | None] = no_holiday
) -> list[str]:
    found = free_times(rep, busy, rules, now, holiday_on)
    return [f"{span.begins.astimezone(ZoneInfo(rep.timezone)):%a %H:%M}" for span in found]


ALL_MORNING = ["Mon 09:00", "Mon 09:30", "Mon 10:00", "Mon 10:30", "Mon 11:00", "Mon 11:30"]


def test_times_are_those_of_the_working_day() -> None:
    assert walls(a_rep(), the_rules()) == ALL_MORNING


def test_a_meeting_ends_before_the_rep_goes_home() -> None:
    assert walls(a_rep(), the_rules(minutes=45))[-1] == "Mon 11:00"


def test_a_longer_step_offers_fewer_times() -> None:
    assert walls(a_rep(), the_rules(every_minutes=60)) == ["Mon 09:00", "Mon 10:00", "Mon 11:00"]


def test_what_is_on_already_is_not_offered() -> None:
    assert walls(a_rep(), the_rules(), Span(at(9, 45), at(10, 15))) == ["Mon 09:00", *ALL_MORNING[3:]]


def test_back_to_back_is_allowed_without_a_buffer() -> None:
    assert "Mon 10:30" in walls(a_rep(), the_rules(), Span(at(10), at(10, 30)))


def test_a_buffer_is_kept_before_and_after() -> None:
    found = walls(a_rep(), the_rules(buffer_minutes=10), Span(at(10), at(10, 30)))
    assert found == ["Mon 09:00", "Mon 11:00", "Mon 11:30"]


def test_nothing_sooner_than_the_notice() -> None:
    assert walls(a_rep(), the_rules(notice_hours=3))[0] == "Mon 10:00"


def test_a_public_holiday_is_free() -> None:
    def on_monday(region: str, on: date) -> str | None:
        return "Feast" if (region, on) == ("DE-BY", date(2026, 11, 23)) else None

    rep, rules = a_rep(holidays="DE-BY"), the_rules(days_ahead=2)
    assert {name[:3] for name in walls(rep, rules, holiday_on=on_monday)} == {"Tue"}


def test_who_is_away_is_not_met() -> None:
    rep = a_rep(absent=[{"from": "2026-11-23", "to": "2026-11-23"}])
    assert {name[:3] for name in walls(rep, the_rules(days_ahead=2))} == {"Tue"}


def test_a_rep_without_hours_has_the_usual_ones_from_monday_to_friday() -> None:
    rep = validated(Rep, {"id": "anna", "timezone": "Europe/Berlin"})
    found = walls(rep, the_rules(days_ahead=7, hours=["10:00", "11:00"]))
    assert [name[:3] for name in found[::2]] == ["Mon", "Tue", "Wed", "Thu", "Fri"]


def test_a_day_the_team_file_does_not_name_is_free() -> None:
    rep = a_rep(working_hours={"tue": ["09:00", "10:00"]})
    assert walls(rep, the_rules(days_ahead=3)) == ["Tue 09:00", "Tue 09:30"]


def test_an_hour_that_spring_skips_is_not_offered() -> None:
    rep = a_rep(working_hours={"sun": ["01:00", "04:00"]})
    found = walls(rep, the_rules(every_minutes=60), now=datetime(2026, 3, 28, 12, tzinfo=UTC))
    assert found == ["Sun 01:00", "Sun 03:00"]


def test_an_hour_that_comes_twice_is_offered_once() -> None:
    rep = a_rep(working_hours={"sun": ["02:00", "04:00"]})
    found = free_times(rep, (), the_rules(every_minutes=60), datetime(2026, 10, 24, 12, tzinfo=UTC), no_holiday)
    assert [span.begins.hour for span in found] == [0, 2]


def test_a_day_ends_at_midnight() -> None:
    rep = a_rep(working_hours={"mon": ["23:00", "24:00"]})
    assert walls(rep, the_rules(days_ahead=2)) == ["Mon 23:00", "Mon 23:30"]


@given(
    zone=st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland"]),
    start=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),  # noqa: DTZ001 - the zone comes below
    busy=st.lists(st.tuples(st.integers(0, 14 * 24 * 60), st.integers(1, 600)), max_size=8),
    buffer=st.integers(0, 60),
    notice=st.integers(0, 72),
)
def test_every_time_offered_is_free_and_in_working_hours(
    zone: str, start: datetime, busy: list[tuple[int, int]], buffer: int, notice: int
) -> None:
    now = start.replace(tzinfo=UTC)
    spans = [Span(now + timedelta(minutes=m), now + timedelta(minutes=m + long)) for m, long in busy]
    rep = a_rep(timezone=zone)
    rules = the_rules(buffer_minutes=buffer, notice_hours=notice, days_ahead=14)
    found = free_times(rep, spans, rules, now, no_holiday)
    within, room = horizon(rules, now), timedelta(minutes=buffer)
    for span in found:
        wall = span.begins.astimezone(ZoneInfo(zone))
        assert within.begins <= span.begins < within.ends
        assert wall.weekday() < 5
        assert 9 <= wall.hour < 12
        assert span.ends - span.begins == timedelta(minutes=30)
        assert not any(span.overlaps(Span(one.begins - room, one.ends + room)) for one in spans)
    assert len(set(found)) == len(found)
    assert list(found) == sorted(found)


@pytest.mark.parametrize(
    ("calendar", "named"),
    [
        ({"kind": "hubspot_link"}, "link is required"),
        ({"kind": "caldav", "url": "dav.example.com"}, "url is required"),
        ({"kind": "outlook"}, "calendar.kind"),
    ],
)
def test_a_calendar_without_an_address_is_refused(calendar: dict[str, str], named: str) -> None:
    with pytest.raises(Exception, match=named):
        a_rep(calendar=calendar)
