"""What every calendar of reps does: tells when they are busy, and makes, moves and removes a meeting, once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from leadgate.calendars.caldav_calendar import CaldavCalendar
from leadgate.domain.meeting import Span
from leadgate.domain.section import validated
from leadgate.domain.team import Rep
from leadgate.embedded.secrets import EnvironmentSecrets
from leadgate.ports.calendar import Appointment, Calendar
from tests.contract.building import FixedClock
from tests.contract.dav_server import dav_server
from tests.contract.hubspot_world import hubspot_world
from tests.contract.salesforce_world import JENNIFER, SDR, USER, salesforce_world

TEN = datetime(2026, 11, 24, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)
WEEK = Span(TEN - timedelta(days=2), TEN + timedelta(days=5))


@dataclass
class Desk:
    calendar: Calendar
    rep: Rep
    other: Rep
    lead_id: str
    email: str = "jo@buyer.example"

    def meeting(self, begins: datetime = TEN, name: str = "m1") -> Appointment:
        return Appointment(name, self.lead_id, Span(begins, begins + HOUR), "Demo", "Jo Ek", self.email)

    def put(self, begins: datetime = TEN, event: str = "", name: str = "m1") -> str:
        return self.calendar.put(self.rep, self.meeting(begins, name), event)

    def begins(self) -> list[datetime]:
        return sorted(span.begins for span in self.calendar.busy(self.rep, WEEK))


def a_rep(name: str, **changes: object) -> Rep:
    return validated(Rep, {"id": name, "timezone": "Europe/Berlin", **changes})


@contextmanager
def hubspot(path: Path) -> Iterator[Desk]:
    with hubspot_world(path) as world:
        yield Desk(world.crm.calendar, a_rep("11"), a_rep("12"), "hubspot:contact:501")


@contextmanager
def hubspot_link(path: Path) -> Iterator[Desk]:
    """Each move is a new booking: HubSpot's API moves none."""
    with hubspot_world(path) as world:
        links = [a_rep("11", calendar=_link("rep")), a_rep("12", calendar=_link("sdr/half-an-hour"))]
        yield Desk(world.crm.calendar_by_link, links[0], links[1], "hubspot:contact:501", "jennifer@acme.example")


def _link(slug: str) -> dict[str, str]:
    return {"kind": "hubspot_link", "link": slug}


@contextmanager
def salesforce(path: Path) -> Iterator[Desk]:
    with salesforce_world(path) as world:
        yield Desk(world.crm.calendar, a_rep(USER), a_rep(SDR), f"salesforce:contact:{JENNIFER}")


@contextmanager
def caldav(path: Path) -> Iterator[Desk]:
    with dav_server(path) as server:
        reps = [
            a_rep(name, calendar={"kind": "caldav", "url": server.make_calendar(name), "user": "team"})
            for name in ("anna", "bo")
        ]
        calendar = CaldavCalendar(EnvironmentSecrets({"CALDAV_PASSWORD": "open"}), FixedClock())
        yield Desk(calendar, reps[0], reps[1], "hubspot:contact:501")


CALENDARS: tuple[Callable[..., object], ...] = (hubspot, hubspot_link, salesforce, caldav)


@pytest.fixture(params=CALENDARS, ids=lambda make: make.__name__)
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    with request.param(tmp_path) as made:
        yield made


def test_a_rep_with_nothing_on_is_free(desk: Desk) -> None:
    assert desk.begins() == []


def test_a_meeting_makes_the_rep_busy_and_nobody_else(desk: Desk) -> None:
    assert desk.put()
    assert desk.calendar.busy(desk.rep, WEEK) == (Span(TEN, TEN + HOUR),)
    assert desk.calendar.busy(desk.other, WEEK) == ()


def test_what_is_outside_of_what_was_asked_is_not_told(desk: Desk) -> None:
    desk.put()
    assert desk.calendar.busy(desk.rep, Span(TEN + HOUR, WEEK.ends)) == ()
    assert desk.calendar.busy(desk.rep, Span(WEEK.begins, TEN)) == ()


def test_a_try_whose_answer_was_lost_makes_no_second_meeting(desk: Desk) -> None:
    assert desk.put() == desk.put()
    assert desk.begins() == [TEN]


def test_two_meetings_are_two(desk: Desk) -> None:
    assert desk.put() != desk.put(TEN + HOUR, name="m2")
    assert desk.begins() == [TEN, TEN + HOUR]


def test_a_meeting_is_moved(desk: Desk) -> None:
    event = desk.put()
    moved = desk.put(TEN + 2 * HOUR, event)
    assert (moved == event) == (desk.rep.calendar.kind != "hubspot_link")
    assert desk.begins() == [TEN + 2 * HOUR]


def test_a_meeting_that_was_removed_takes_no_time(desk: Desk) -> None:
    event = desk.put()
    desk.calendar.remove(desk.rep, event)
    assert desk.begins() == []
    desk.calendar.remove(desk.rep, event)


def test_a_removed_meeting_is_made_again_under_another_id(desk: Desk) -> None:
    desk.calendar.remove(desk.rep, desk.put())
    desk.put(name="m2")
    assert desk.begins() == [TEN]


def test_words_in_any_script_are_kept(desk: Desk) -> None:
    written = replace(desk.meeting(), title="Vorführung 🚀, „Linie 3“; <b>", place="Straße 1\nHof", lead_name="محمد")
    assert desk.calendar.put(desk.rep, written, "")
    assert desk.begins() == [TEN]
