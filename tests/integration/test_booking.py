"""R13: a lead books, moves and cancels by its link; one time goes to one lead, and nothing is lost in between."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier
from typing import Any
from urllib.parse import urlencode

import icalendar
import pytest

from functions.book.app import ROUTES
from leadgate.calendars.caldav_calendar import CaldavCalendar
from leadgate.domain.meeting import Span
from leadgate.domain.section import validated
from leadgate.domain.settings import Settings
from leadgate.domain.team import Rep
from leadgate.embedded.database import Database
from leadgate.embedded.queue import SqliteQueue
from leadgate.embedded.secrets import EnvironmentSecrets
from leadgate.embedded.store import SqliteStore
from leadgate.errors import RetryableError
from leadgate.http import HttpAnswer, HttpRequest, failed
from leadgate.ports import Ports
from leadgate.ports.calendar import Appointment, Calendar
from leadgate.service.book import finish_all
from leadgate.service.booking_link import invite, token_of
from leadgate.service.meetings import entries_of, link_of, meeting_of, rep_met_by
from tests.contract.building import FixedClock
from tests.contract.dav_server import DavServer, dav_server

UNUSED: Any = None
LEAD = "hubspot:contact:501"
MONDAY = datetime(2026, 11, 23, 6, tzinfo=UTC)
TEN = datetime(2026, 11, 24, 9, tzinfo=UTC)  # 10 in Berlin
PLACE = "https://meet.seller.example/anna"
SHOW, CHOOSE = ROUTES


class Disturbed:
    """A calendar that does not answer while it is down."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self.is_down_for: tuple[str, ...] = ()

    def busy(self, rep: Rep, within: Span) -> tuple[Span, ...]:
        self._check("busy")
        return self._calendar.busy(rep, within)

    def put(self, rep: Rep, appointment: Appointment, event: str) -> str:
        self._check("put")
        return self._calendar.put(rep, appointment, event)

    def remove(self, rep: Rep, event: str) -> None:
        self._check("remove")
        self._calendar.remove(rep, event)

    def _check(self, what: str) -> None:
        if what in self.is_down_for:
            raise RetryableError("the calendar does not answer", after_seconds=30)


@dataclass
class TeamSettings:
    tree: dict[str, Any]

    def current(self) -> Settings:
        return validated(Settings, self.tree)


@dataclass
class Visitor:
    """Whoever holds a link."""

    ports: Ports
    token: str
    headers: dict[str, str] = field(default_factory=dict)

    def sees(self, **query: str) -> HttpAnswer:
        return self._asks("GET", query)

    def chooses(self, begins: datetime | str, zone: str = "") -> HttpAnswer:
        text = begins if isinstance(begins, str) else begins.isoformat()
        return self._asks("POST", {}, urlencode({"action": "book", "begins": text, "zone": zone}))

    def cancels(self) -> HttpAnswer:
        return self._asks("POST", {}, "action=cancel")

    def _asks(self, method: str, query: dict[str, str], body: str = "") -> HttpAnswer:
        route = SHOW if method == "GET" else CHOOSE
        request = HttpRequest(method, "", self.headers, body.encode(), {**query, "token": self.token})
        try:
            return route.receive(request, self.ports)
        except Exception as error:
            return failed(error, route, request)


@dataclass
class World:
    ports: Ports
    clock: FixedClock
    settings: TeamSettings
    calendar: Disturbed

    def visitor(self, lead: str = LEAD, **headers: str) -> Visitor:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return Visitor(self.ports, token_of(invite(lead, self.ports), self.ports), named)

    def rep(self, name: str = "anna") -> Rep:
        return next(rep for rep in self.settings.current().routing.team.reps if rep.id == name)

    def on(self, name: str = "anna") -> tuple[Span, ...]:
        """What stands in the rep's calendar."""
        now = self.clock.now()
        return self.calendar.busy(self.rep(name), Span(now, now + timedelta(days=30)))

    def judged(self, lead: str, rep: str = "anna") -> None:
        row = {
            "lead_id": lead,
            "as_of": self.clock.now().isoformat(),
            "lead": {"id": lead, "name": "Jo Ek", "email": "jo@buyer.example", "country": "DE"},
            "account": {"name": "Buyer AG", "country": "DE"},
            "decision": {"status": "sales_ready", "tier": "A", "score": 80},
            "assignment": {"rep_id": rep},
        }
        assert self.ports.store.put_verdict(lead, self.ports.store.version_of(lead), row)

    def meeting(self, lead: str = LEAD) -> Any:
        return meeting_of(link_of(lead, self.ports.store), self.ports.store)


@pytest.fixture(scope="module")
def dav(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DavServer]:
    with dav_server(tmp_path_factory.mktemp("dav")) as server:
        yield server


def a_rep(dav: DavServer, name: str, folder: str, **changes: Any) -> dict[str, Any]:
    url = dav.make_calendar(f"{name}-{folder}")
    hours = {day: ["09:00", "17:00"] for day in ("mon", "tue", "wed", "thu", "fri")}
    calendar = {"kind": "caldav", "url": url, "user": "team"}
    return {
        "id": name, "name": name.capitalize(), "email": f"{name}@seller.example", "timezone": "Europe/Berlin",
        "working_hours": hours, "calendar": calendar, "place": PLACE, **changes,
    }  # fmt: skip


@pytest.fixture
def world(tmp_path: Path, dav: DavServer) -> Iterator[World]:
    clock = FixedClock(MONDAY)
    reps = [a_rep(dav, "anna", tmp_path.name), a_rep(dav, "bo", tmp_path.name)]
    settings = TeamSettings({"routing": {"team": {"reps": reps}}, "booking": {"title": "Demo", "notice_hours": 1}})
    secrets = EnvironmentSecrets({"BOOKING_SECRET": "a secret that is long enough for it", "CALDAV_PASSWORD": "open"})
    with closing(Database(tmp_path / "d")) as database:
        queue = SqliteQueue(database, clock, timedelta(minutes=2), max_receives=60)
        calendar = Disturbed(CaldavCalendar(secrets, clock))
        ports = Ports(SqliteStore(database), queue, settings, UNUSED, secrets, UNUSED, clock, calendar, queue)
        made = World(ports, clock, settings, calendar)
        made.judged(LEAD)
        yield made


def test_a_lead_sees_free_times_of_its_rep(world: World) -> None:
    answer = world.visitor().sees()
    assert answer.status == 200
    assert "with Anna" in answer.text()
    assert 'value="2026-11-24T09:00:00Z"' in answer.text()
    assert "Tuesday, November 24, 2026, 10:00 AM" in answer.text()


def test_a_time_that_is_chosen_stands_in_the_calendar(world: World) -> None:
    visitor = world.visitor()
    assert visitor.chooses(TEN, "Europe/London").status == 303
    assert world.on() == (Span(TEN, TEN + timedelta(minutes=30)),)
    page = visitor.sees().text()
    assert "Your meeting is booked" in page
    assert PLACE in page
    assert "9:00 AM – 9:30 AM (Europe/London)" in page


def test_the_same_click_twice_is_one_meeting(world: World) -> None:
    visitor = world.visitor()
    assert [visitor.chooses(TEN).status for _ in range(2)] == [303, 303]
    assert len(world.on()) == 1
    assert world.meeting().moved == 0


def test_a_meeting_is_moved_and_its_time_is_free_again(world: World) -> None:
    visitor, later = world.visitor(), TEN + timedelta(hours=2)
    visitor.chooses(TEN)
    assert "Keep the time you have" in visitor.sees(move="1").text()
    assert visitor.chooses(later).status == 303
    assert [span.begins for span in world.on()] == [later]
    assert [entry.span.begins for entry in entries_of("anna", world.ports.store)] == [later]


def test_a_meeting_can_move_into_its_own_buffer(world: World) -> None:
    visitor = world.visitor()
    visitor.chooses(TEN)
    assert visitor.chooses(TEN + timedelta(minutes=30)).status == 303


def test_a_cancelled_meeting_leaves_the_calendar_and_spends_the_link(world: World) -> None:
    visitor = world.visitor()
    visitor.chooses(TEN)
    assert visitor.cancels().status == 303
    assert world.on() == ()
    assert entries_of("anna", world.ports.store) == ()
    assert "is cancelled" in visitor.sees().text()
    assert visitor.chooses(TEN).status in (303, 409)
    assert world.on() == ()


def test_a_lead_that_cancelled_can_be_invited_anew(world: World) -> None:
    first = world.visitor()
    first.chooses(TEN)
    first.cancels()
    world.clock.move(minutes=1)
    again = world.visitor()
    assert again.token != first.token
    assert again.chooses(TEN).status == 303


def test_the_link_stays_the_same_until_it_is_used_up(world: World) -> None:
    first = world.visitor().token
    world.clock.move(days=1)
    assert world.visitor().token == first


def test_a_taken_time_is_told_with_what_is_left(world: World) -> None:
    world.judged("hubspot:contact:502")
    world.visitor("hubspot:contact:502").chooses(TEN)
    answer = world.visitor().chooses(TEN)
    assert answer.status == 409
    assert "has just been taken" in answer.text()
    assert 'value="2026-11-24T09:00:00Z"' not in answer.text()
    assert "<button" in answer.text()


def test_of_fifty_on_one_time_exactly_one_gets_it(world: World) -> None:
    leads = [f"hubspot:contact:{number}" for number in range(600, 650)]
    for lead in leads:
        world.judged(lead)
    visitors, barrier = [world.visitor(lead) for lead in leads], Barrier(50)

    def choose(visitor: Visitor) -> HttpAnswer:
        barrier.wait()
        return visitor.chooses(TEN)

    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(choose, visitors))
    assert sorted(answer.status for answer in answers) == [303] + [409] * 49
    assert len(world.on()) == 1
    assert len(entries_of("anna", world.ports.store)) == 1
    assert all("<button" in answer.text() for answer in answers if answer.status == 409)


def test_one_link_used_in_two_windows_is_one_meeting(world: World) -> None:
    visitor, barrier = world.visitor(), Barrier(8)

    def choose(number: int) -> int:
        barrier.wait()
        return visitor.chooses(TEN + timedelta(hours=number)).status

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(choose, range(8)))
    assert 303 in statuses
    assert set(statuses) <= {303, 409}
    assert len(world.on()) == 1
    assert len(entries_of("anna", world.ports.store)) == 1


@pytest.mark.parametrize("begins", ["", "soon", "2026-11-24T09:07:00Z", "2026-11-24T10:00", "9999-12-31T23:59:59Z"])
def test_a_time_that_is_none_is_refused_with_those_there_are(world: World, begins: str) -> None:
    answer = world.visitor().chooses(begins)
    assert answer.status in (400, 409)
    assert "<button" in answer.text()
    assert world.on() == ()


ALTERED: list[tuple[str, Callable[[str], str]]] = [
    ("cut off", lambda token: token[:-4]),
    ("a letter changed", lambda token: token[:-1] + ("A" if token[-1] != "A" else "B")),
    ("unsigned", lambda token: token.rsplit(".", 1)[0] + "."),
    ("no token at all", lambda _: "hello"),
]


@pytest.mark.parametrize(("how", "alter"), ALTERED, ids=[name for name, _ in ALTERED])
def test_a_link_that_was_altered_shows_nothing(world: World, how: str, alter: Callable[[str], str]) -> None:
    answer = replace(world.visitor(), token=alter(world.visitor().token)).sees()
    assert answer.status == 404, how
    assert "link is not complete" in answer.text()
    assert "Anna" not in answer.text()


def test_an_expired_link_books_nothing(world: World) -> None:
    visitor = world.visitor()
    world.clock.move(days=15)
    assert visitor.sees().status == 410
    assert visitor.chooses(world.clock.now() + timedelta(days=1)).status in (400, 409, 410)
    assert world.on() == ()


def test_what_was_booked_in_time_can_be_moved_after_the_link_has_expired(world: World) -> None:
    world.settings.tree["booking"] |= {"link_valid_days": 1}
    visitor, friday = world.visitor(), TEN + timedelta(days=3)
    visitor.chooses(friday)
    world.clock.move(days=2)
    assert visitor.chooses(friday + timedelta(hours=1)).status == 303


def test_nothing_of_the_person_stands_in_the_link(world: World) -> None:
    import base64

    parts = world.visitor().token.split(".")
    read = b" ".join(base64.urlsafe_b64decode(part + "===") for part in parts[:2]).decode()
    assert not any(word in read for word in ("jo", "buyer", "501", "Ek"))


def test_a_rep_who_left_is_stood_in_for(world: World) -> None:
    visitor = world.visitor()
    world.settings.tree["routing"]["team"]["reps"] = [
        rep for rep in world.settings.tree["routing"]["team"]["reps"] if rep["id"] == "bo"
    ]
    assert "with Bo" in visitor.sees().text()
    assert visitor.chooses(TEN).status == 303
    assert len(world.on("bo")) == 1


def test_a_rep_on_leave_is_stood_in_for(world: World) -> None:
    world.settings.tree["routing"]["team"]["reps"][0] |= {"absent": [{"from": "2026-11-20", "to": "2026-12-24"}]}
    assert "with Bo" in world.visitor().sees().text()


def test_a_booked_meeting_whose_rep_left_moves_to_another(world: World) -> None:
    visitor = world.visitor()
    visitor.chooses(TEN)
    world.settings.tree["routing"]["team"]["reps"][0] |= {"absent": [{"from": "2026-11-20", "to": "2026-12-24"}]}
    assert visitor.chooses(TEN).status == 303  # the same click: it stands until it is moved
    assert visitor.chooses(TEN + timedelta(hours=1)).status == 303
    assert world.on("anna") == ()
    assert [span.begins for span in world.on("bo")] == [TEN + timedelta(hours=1)]
    assert entries_of("anna", world.ports.store) == ()


def test_whom_a_lead_has_booked_gets_the_lead(world: World) -> None:
    visitor = world.visitor()
    world.settings.tree["routing"]["team"]["reps"][0] |= {"absent": [{"from": "2026-11-20", "to": "2026-12-24"}]}
    visitor.chooses(TEN)
    assert rep_met_by(LEAD, world.ports.store, world.clock.now()) == "bo"
    visitor.cancels()
    assert rep_met_by(LEAD, world.ports.store, world.clock.now()) is None


def test_nobody_to_meet_is_told_plainly(world: World) -> None:
    world.settings.tree["routing"]["team"]["reps"] = []
    answer = world.visitor().sees()
    assert answer.status == 200
    assert "No time can be offered" in answer.text()


def test_a_calendar_that_is_down_is_a_page_and_the_time_stays_the_leads(world: World) -> None:
    visitor = world.visitor()
    world.calendar.is_down_for = ("put",)
    answer = visitor.chooses(TEN)
    assert answer.status == 503
    assert answer.headers["Retry-After"] == "30"
    assert "Nothing is lost" in answer.text()
    world.judged("hubspot:contact:502")
    assert world.visitor("hubspot:contact:502").chooses(TEN).status == 409
    world.calendar.is_down_for = ()
    assert "Your meeting is booked" in visitor.sees().text()
    assert [span.begins for span in world.on()] == [TEN]


def test_a_booking_that_was_cut_off_is_finished_without_the_visitor(world: World) -> None:
    world.calendar.is_down_for = ("put",)
    world.visitor().chooses(TEN)
    world.calendar.is_down_for = ()
    assert finish_all(world.ports) == 0  # whoever is at it has some minutes
    world.clock.move(minutes=3)
    assert finish_all(world.ports) == 1
    assert world.meeting().status == "booked"
    assert [span.begins for span in world.on()] == [TEN]
    assert finish_all(world.ports) == 0


def test_a_cancelling_that_was_cut_off_is_finished_without_the_visitor(world: World) -> None:
    visitor = world.visitor()
    visitor.chooses(TEN)
    world.calendar.is_down_for = ("remove",)
    assert visitor.cancels().status == 503
    world.calendar.is_down_for = ()
    world.clock.move(minutes=3)
    finish_all(world.ports)
    assert world.on() == ()
    assert entries_of("anna", world.ports.store) == ()


def test_a_booking_is_a_signal_of_the_lead_once(world: World) -> None:
    visitor = world.visitor()
    visitor.chooses(TEN)
    visitor.chooses(TEN)
    (signal,) = world.ports.store.signals_of([LEAD], None)
    assert (signal.kind, signal.source) == ("form_submission", "booking")
    assert [message.lead_id for message in world.ports.queue.receive(10)] == [LEAD]


def test_the_file_for_the_visitors_calendar_says_when_and_where(world: World) -> None:
    visitor = world.visitor()
    visitor.chooses(TEN)
    answer = visitor.sees(ics="1")
    assert answer.content_type.startswith("text/calendar")
    (event,) = icalendar.Calendar.from_ical(answer.text()).walk("VEVENT")
    assert (event.start, str(event["LOCATION"])) == (TEN, PLACE)
    assert "Demo" in event["SUMMARY"]


@pytest.mark.parametrize(("accepted", "said"), [("de-CH, en;q=0.5", "Termin mit Anna wählen"), ("ja", "Choose a time")])
def test_the_page_speaks_the_visitors_language(world: World, accepted: str, said: str) -> None:
    assert said in world.visitor(accept_language=accepted).sees().text()


def test_a_page_runs_nothing_but_its_own_script_and_tells_its_address_to_nobody(world: World) -> None:
    answer = world.visitor().sees()
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_name_is_text_and_nothing_else(world: World) -> None:
    world.settings.tree["routing"]["team"]["reps"][0] |= {"name": "<img src=x onerror=alert(1)>", "place": "<b>x</b>"}
    visitor = world.visitor()
    visitor.chooses(TEN)
    assert "<img" not in visitor.sees().text()
    assert "<b>x" not in visitor.sees().text()
