"""The booking page: works on a phone, by keyboard and without JavaScript, which only guesses the visitor's zone."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from jinja2 import Environment, PackageLoader

from leadgate.domain.meeting import Span
from leadgate.domain.reading import render_instant
from leadgate.http import HttpAnswer
from leadgate.web.booking_words import Speech
from leadgate.web.pages import page_answer

OPEN_DAYS: Final = 4
_AREAS: Final = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@dataclass(frozen=True, slots=True)
class Day:
    """times: of each what is sent when it is chosen, and how it reads."""

    name: str
    times: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """facts: (word, value, whether it is a link). zones: by area; empty where none can be chosen."""

    heading: str
    text: str = ""
    notice: str = ""
    facts: tuple[tuple[str, str, bool], ...] = ()
    zone: str = ""
    zones: tuple[tuple[str, tuple[str, ...]], ...] = ()
    days: tuple[Day, ...] = ()
    is_booked: bool = False
    is_moving: bool = False
    open_days: int = OPEN_DAYS


def render_page(page: Page, speech: Speech, status: int = 200, headers: Mapping[str, str] | None = None) -> HttpAnswer:
    """headers: beside those of every page."""
    html = _environment().get_template("booking.html.j2").render(page=page, speech=speech)
    parts = f"style-src '{_digest('booking.css')}'; script-src '{_digest('booking.js')}'"
    ours = {"X-Robots-Tag": "noindex", "Content-Language": speech.language}
    return page_answer(status, html, parts, {**ours, **(headers or {})})


def days_of(times: Sequence[Span], zone: str, speech: Speech) -> tuple[Day, ...]:
    """By the day on the visitor's wall."""
    walls = [(span, span.begins.astimezone(ZoneInfo(zone))) for span in times]
    return tuple(
        Day(
            name=speech.day_of(day),
            times=tuple((render_instant(span.begins) or "", speech.time_of(wall)) for span, wall in group),
        )
        for day, group in groupby(walls, key=lambda one: one[1].date())
    )


def span_in_words(span: Span, zone: str, speech: Speech) -> str:
    begins, ends = (at.astimezone(ZoneInfo(zone)) for at in (span.begins, span.ends))
    return f"{speech.day_of(begins)}, {speech.time_of(begins)} – {speech.time_of(ends)} ({zone.replace('_', ' ')})"


@cache
def zones() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """All zones that have a place for a name, by area."""
    known = sorted(name for name in available_timezones() if name.partition("/")[0] in _AREAS)
    grouped = groupby(known, key=lambda name: name.partition("/")[0])
    return (*((area, tuple(names)) for area, names in grouped), ("UTC", ("UTC",)))


def is_zone(name: str) -> bool:
    return any(name in names for _, names in zones())


@cache
def _digest(name: str) -> str:
    """By which a browser knows the part of the page that is ours."""
    text = _environment().get_template(name).render()
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def _environment() -> Environment:
    return Environment(loader=PackageLoader("leadgate.web"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
