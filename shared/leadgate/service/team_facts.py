"""What routing must know of the world: countries, industries and public holidays from the reference tables."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache, lru_cache

import holidays

from leadgate.domain.routing import TeamFacts
from leadgate.domain.team import Team
from leadgate.errors import BadInputError
from leadgate.reference.industries import industry_matches
from leadgate.reference.places import countries_of, read_subdivision


def team_facts(away: Mapping[str, tuple[tuple[datetime, datetime], ...]] | None = None) -> TeamFacts:
    """away: absences that reps' calendars add to the team file, by rep id."""
    return TeamFacts(
        countries_of=countries_of,
        subdivision_of=read_subdivision,
        industry_matches=_is_of,
        holiday_on=holiday_on,
        away=away or {},
    )


def check_holidays(team: Team) -> None:
    """Raises BadInputError where a rep names a region whose public holidays nobody knows."""
    for number, rep in enumerate(team.reps):
        if rep.holidays is not None and _calendar(rep.holidays) is None:
            raise BadInputError(
                f"reps.{number}.holidays", f"a country or its part such as DE-BY is needed (got {rep.holidays!r})"
            )


@lru_cache(maxsize=100_000)
def holiday_on(region: str, on: date) -> str | None:
    calendar = _calendar(region)
    return None if calendar is None else calendar.get(on)


@cache
def _calendar(region: str) -> holidays.HolidayBase | None:
    """The public holidays of `DE` or `DE-BY`; None where there is no such region."""
    country, _, part = region.partition("-")
    try:
        return holidays.country_holidays(country, subdiv=part or None)
    except NotImplementedError:
        return None


@lru_cache(maxsize=10_000)
def _is_of(industry: str, wanted: str) -> bool:
    """Whether an industry is a wanted one or part of it; a near relation is another territory."""
    return industry_matches(industry, (wanted,)) == 1
