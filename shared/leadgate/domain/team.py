"""The team that leads go to: reps, when they work, what they take (the team file of `docs/routing.md`)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, model_validator

from leadgate.domain.section import Section

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WallTime = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$|^24:00$")]


def _a_zone(name: str) -> str:
    """An IANA zone that this machine knows."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("an IANA time zone such as Europe/Berlin is needed") from error
    return name


Zone = Annotated[str, AfterValidator(_a_zone)]


class Absence(Section):
    """From and to as instants, or as dates with the last day included."""

    from_: datetime | date = Field(alias="from", description="First instant or day away.")
    to: datetime | date = Field(description="Last instant, or last day away (included).")


class Sizes(Section):
    min: int | None = Field(None, ge=0)
    max: int | None = Field(None, ge=0)


class Territories(Section):
    """Empty lists take everything."""

    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    employees: Sizes = Sizes()


class Rep(Section):
    id: str = Field(min_length=1)
    name: str = ""
    email: str = ""
    queue: str | None = Field(None, description="Queue of this rep's team.")
    timezone: Zone = "UTC"
    working_hours: Mapping[Weekday, tuple[WallTime, WallTime]] | None = Field(
        None, description="Hours by weekday in the rep's zone; missing: always at work."
    )
    absent: tuple[Absence, ...] = ()
    capacity_per_day: Annotated[float, Field(ge=0)] | None = None
    open_limit: Annotated[int, Field(ge=0)] | None = None
    territories: Territories = Territories()
    skills: tuple[str, ...] = ()
    accepts_tiers: tuple[Literal["A", "B", "C", "D"], ...] = ()
    segment: str | None = None
    weight: Annotated[float, Field(gt=0, le=100)] = 1.0


class Team(Section):
    reps: tuple[Rep, ...] = ()
    account_owners: Mapping[str, str] = Field({}, description="Account id or domain → rep id.")
    fallback_queue: str = ""

    @model_validator(mode="after")
    def _ids_once(self) -> "Team":
        seen: set[str] = set()
        for rep in self.reps:
            if rep.id in seen:
                raise ValueError(f"rep id {rep.id} stands twice; each id once is allowed")
            seen.add(rep.id)
        return self
