"""Small rules of what is sent to people: hours, zones, addresses of webhooks, templates."""

from datetime import UTC, date, datetime
from typing import Any, Final

import pytest

from leadgate.domain.offered_times import offer_windows
from leadgate.domain.quiet_hours import may_write_from
from leadgate.domain.section import validated
from leadgate.domain.settings_outreach import FirstResponse
from leadgate.domain.team import Rep
from leadgate.errors import BadInputError, PermanentError
from leadgate.outreach.message import message_of
from leadgate.ports.outreach import FoundTemplate, Letter
from leadgate.reference.zones import zones_of
from leadgate.render.filling import BadTemplate, Templates, shipped_names
from leadgate.render.sandbox import TemplateFault, render_template
from leadgate.service.mail_events import read_event, read_message
from leadgate.service.webhook_urls import check_webhook_url

FRIDAY: Final = datetime(2026, 11, 27, 19, 30, tzinfo=UTC)
QUIET: Final = FirstResponse()

HOURS: Final[list[tuple[str, datetime, tuple[str, ...], FirstResponse, str]]] = [
    ("day is day", FRIDAY, ("America/New_York",), QUIET, "2026-11-27T19:30"),
    ("an evening before a weekend waits for Monday", FRIDAY, ("Europe/Berlin",), QUIET, "2026-11-30T07:00"),
    ("weekends may be days too", FRIDAY, ("Europe/Berlin",), QUIET.model_copy(update={"weekends": True}),
     "2026-11-28T07:00"),
    ("it must be day in all places they may be", datetime(2026, 11, 24, 14, tzinfo=UTC),
     ("America/New_York", "America/Los_Angeles"), QUIET, "2026-11-24T16:00"),
    ("half the world is never awake at once", datetime(2026, 11, 24, 3, tzinfo=UTC),
     ("Europe/Kaliningrad", "Asia/Kamchatka", "America/New_York"), QUIET, "2026-11-24T06:00"),
    ("no quiet hours", FRIDAY.replace(hour=3), ("UTC",),
     QUIET.model_copy(update={"quiet_from": "00:00", "quiet_until": "00:00"}), "2026-11-27T03:30"),
    ("the hour that is missing in spring", datetime(2026, 3, 30, 0, 59, tzinfo=UTC), ("Europe/Berlin",), QUIET,
     "2026-03-30T06:00"),
]  # fmt: skip


@pytest.mark.parametrize(("now", "zones", "settings", "at"), [row[1:] for row in HOURS], ids=[row[0] for row in HOURS])
def test_quiet_hours(now: datetime, zones: tuple[str, ...], settings: FirstResponse, at: str) -> None:
    assert may_write_from(now, zones, settings) == datetime.fromisoformat(at).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("country", "region", "zones"),
    [
        ("United States", "Ohio", ("America/New_York",)),
        ("US", "CA", ("America/Los_Angeles",)),
        ("Austria", None, ("Europe/Vienna",)),
        ("", "Ohio", ()),
        ("Nowhere", None, ()),
    ],
)
def test_clocks_hang_where_the_state_is_or_the_country(
    country: str, region: str | None, zones: tuple[str, ...]
) -> None:
    assert zones_of(country, region) == zones
    assert len(zones_of("US")) > 5


def test_offered_times_are_the_reps_hours_on_the_leads_day() -> None:
    hours = {"mon": ("09:00", "17:00"), "tue": ("09:00", "17:00"), "wed": ("09:00", "17:00"), "fri": ("09:00", "17:00")}
    rep = {"id": "1", "timezone": "America/New_York", "working_hours": hours, "holidays": "US"}
    ava = validated(Rep, rep | {"absent": [{"from": "2026-12-01", "to": "2026-12-01"}]})
    windows = offer_windows(ava, "Europe/Berlin", FRIDAY, _holiday_on)
    assert [f"{begins:%a %d %H:%M}–{ends:%H:%M}" for begins, ends in windows] == [
        "Wed 02 15:00–18:00",
        "Fri 04 15:00–18:00",
        "Mon 07 15:00–18:00",
    ]
    assert offer_windows(Rep(id="1"), "Europe/Berlin", FRIDAY, _holiday_on) == []


def _holiday_on(region: str, on: date) -> str | None:
    return "a holiday" if (region, on) == ("US", date(2026, 11, 30)) else None


URLS: Final = [
    ("slack", "https://hooks.slack.com/services/T/B/x", True),
    ("slack", "http://hooks.slack.com/services/T/B/x", False),
    ("slack", "https://hooks.slack.com.evil.example/x", False),
    ("slack", "https://hooks.slack.com@169.254.169.254/x", False),
    ("slack", "https://169.254.169.254/latest", False),
    ("slack", "file:///etc/passwd", False),
    ("slack", "", False),
    ("teams", "https://prod-1.westus.logic.azure.com/workflows/x", True),
    ("teams", "https://logic.azure.com.evil.example/x", False),
    ("slack", "https://chat.mine.example/hook", True),
    ("slack", "http://chat.mine.example/hook", False),
    ("slack", "https://[::1", False),
]


@pytest.mark.parametrize(("name", "url", "allowed"), URLS)
def test_a_webhook_is_where_the_channel_or_the_admin_says(name: str, url: str, allowed: bool) -> None:
    if allowed:
        check_webhook_url(name, url, ("chat.mine.example",))
        return
    with pytest.raises(PermanentError) as error:
        check_webhook_url(name, url, ("chat.mine.example",))
    assert "evil" not in str(error.value)


BAD: Final = [
    ("x.txt.j2", "a\n{% if %}", 2, "Expected an expression"),
    ("x.txt.j2", "{{ ''.__class__.__mro__ }}", 1, "unsafe"),
    ("x.txt.j2", "\n\n{{ nobody }}", 3, "undefined"),
    ("x.txt.j2", "{{ 'a' * 1000000000 }}", None, "not allowed"),
    ("x.txt.j2", "{{ 9 ** 9 ** 9 }}", None, "not allowed"),
    ("x.txt.j2", "{% for i in range(9) %}{% endfor %}", 1, "undefined"),
    ("x.html.j2", "{{ name|safe }}", 1, "safe"),
    ("x.json.j2", '{"a": }', None, "no JSON"),
    ("x.txt.j2", "{% include '/etc/passwd' %}", 1, "/etc/passwd"),
    ("x.txt.j2", "{{ 1 / 0 }}", None, "ZeroDivisionError"),
]


@pytest.mark.parametrize(("name", "text", "line", "reason"), BAD)
def test_a_bad_template_says_where_and_why(name: str, text: str, line: int | None, reason: str) -> None:
    with pytest.raises(TemplateFault, match=reason) as fault:
        render_template(name, text, {"name": "x"})
    assert line is None or fault.value.line == line


NASTY: Final = '"}]<b>&\\\n\u202e\x1b[31m{{ 1 }}'


@pytest.mark.parametrize(
    ("name", "text", "made"),
    [
        ("x.html.j2", "<p>{{ name }}</p>", "<p>&#34;}]&lt;b&gt;&amp;\\ [31m{{ 1 }}</p>"),
        ("slack.json.j2", '{"a": "{{ name }}"}', '{"a": "\\"}]&lt;b&gt;&amp;\\\\ [31m{{ 1 }}"}'),
        ("teams.json.j2", '{"a": "{{ name|e }}"}', '{"a": "\\"}]<b>&\\\\ [31m{{ 1 }}"}'),
        ("x.txt.j2", "{{ name }}", '"}]<b>&\\ [31m{{ 1 }}'),
    ],
)
def test_what_leads_are_called_breaks_no_template(name: str, text: str, made: str) -> None:
    assert render_template(name, text, {"name": NASTY}) == made


def test_every_template_that_ships_can_be_replaced_and_is_used_when_the_other_is_bad() -> None:
    class Broken:
        def read(self, place: str, name: str) -> FoundTemplate:
            return FoundTemplate(f"{place}/{name}", "{{ nobody.knows }}")

    told: list[BadTemplate] = []
    context: dict[str, Any] = {"report": {"verdict": "v", "headline": "h", "blocks": []}}
    assert "<strong>v</strong>" in Templates(Broken(), "mine", told.append).fill("note.html.j2", context)
    assert [one.words for one in told] == [
        "mine/note.html.j2, line 1: 'nobody' is undefined; the template that ships is used instead"
    ]
    assert {"answer.en.txt.j2", "handoff.txt.j2", "slack.json.j2"} <= set(shipped_names())


@pytest.mark.parametrize("subject", ["a\r\nBcc: x@evil.example", "a\nb"])
def test_no_header_carries_another(subject: str) -> None:
    with pytest.raises(ValueError, match="Header values"):
        message_of(Letter("a@b.example", "A", "c@d.example", subject, "t", "h", "1@b.example"))


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"Content-Type: multipart/report; report-type=delivery-status\n\n"])
def test_mail_that_is_none_is_about_nothing(raw: bytes) -> None:
    assert list(read_message(raw).about) == []


def test_notifications_of_ses_are_read() -> None:
    bounce = {"notificationType": "Bounce", "mail": {"messageId": "m"}, "bounce": {"bounceType": "Permanent"}}
    assert read_event(bounce).kind == "bounce"
    assert read_event({**bounce, "bounce": {"bounceType": "Transient"}}).kind == "nothing"
    assert read_event({"eventType": "Complaint", "mail": {"messageId": "m"}}).about == ("m",)
    with pytest.raises(BadInputError, match="reply, bounce, complaint"):
        read_event({"kind": "x", "message_id": "m"})


def test_absurd_dates_move_nothing() -> None:
    assert may_write_from(datetime(2026, 11, 24, 12, tzinfo=UTC), (), QUIET) == datetime(2026, 11, 24, 12, tzinfo=UTC)
    assert offer_windows(Rep(id="1", timezone="UTC", working_hours={}), "UTC", FRIDAY, _holiday_on) == []
