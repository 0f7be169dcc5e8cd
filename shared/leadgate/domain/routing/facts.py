"""What routing must know of the world and cannot know by itself: handed in, so that it stays pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


def _itself(name: str) -> frozenset[str]:
    return frozenset((name.strip().upper(),)) if name.strip() else frozenset()


def _as_written(text: str, _country: str) -> str | None:
    return text.strip().casefold() or None


def _same_word(industry: str, wanted: str) -> bool:
    return industry.strip().casefold() == wanted.strip().casefold()


def _no_holiday(_region: str, _on: date) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class TeamFacts:
    """The defaults compare words as they are written.

    countries_of: ISO codes of a country or of a group such as DACH; empty where unknown. subdivision_of: one spelling
    of a state or province, given the country. industry_matches: whether an industry belongs to a wanted one.
    holiday_on: name of the public holiday of a region (`DE-BY`) on a day. away: what the calendar adds to the team
    file's absences, by rep id, each as first instant away and first one back.
    """

    countries_of: Callable[[str], frozenset[str]] = _itself
    subdivision_of: Callable[[str, str], str | None] = _as_written
    industry_matches: Callable[[str, str], bool] = _same_word
    holiday_on: Callable[[str, date], str | None] = _no_holiday
    away: Mapping[str, tuple[tuple[datetime, datetime], ...]] = field(default_factory=dict)
