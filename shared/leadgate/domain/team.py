"""The team that leads go to: reps, when they work, what they take (the team file of `docs/routing.md`)."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from leadgate.domain.assessment import Category
from leadgate.domain.section import Section, validated

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WallTime = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$|^24:00$")]
Tiers = tuple[Literal["A", "B", "C", "D"], ...]
Elsewhere = Literal["review", "nurture", "disqualified", "manager", Category]


def _a_zone(name: str) -> str:
    """An IANA zone that this machine knows."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("an IANA time zone such as Europe/Berlin is needed") from error
    return name


def _in_order(hours: tuple[str, str]) -> tuple[str, str]:
    if hours[0] >= hours[1]:
        raise ValueError(
            "the end must be later than the start; hours over midnight are two days: 22:00–24:00, 00:00–06:00"
        )
    return hours


def _a_day_or_instant(given: object) -> object:
    if not isinstance(given, str):
        return given
    try:
        return date.fromisoformat(given) if len(given) == len("2026-12-24") else datetime.fromisoformat(given)
    except ValueError as error:
        raise ValueError("a date such as 2026-12-24 or an instant such as 2026-12-24T12:00:00Z is needed") from error


Zone = Annotated[str, AfterValidator(_a_zone)]
Hours = Annotated[tuple[WallTime, WallTime], AfterValidator(_in_order)]


DayOrInstant = Annotated[date | datetime, BeforeValidator(_a_day_or_instant)]


class Absence(Section):
    """From and to as instants (in the rep's zone where they name none), or as dates with the last day included."""

    from_: DayOrInstant = Field(alias="from", description="First instant or day away.")
    to: DayOrInstant = Field(description="Last instant, or last day away (included).")

    @model_validator(mode="after")
    def _forward(self) -> "Absence":
        begins, ends = self.between("UTC")
        if ends < begins or (ends == begins and not isinstance(self.to, datetime)):
            raise ValueError("to must not be before from")
        return self

    def between(self, zone: str) -> tuple[datetime, datetime]:
        """The first instant away and the first one back, in UTC."""
        return _instant(self.from_, zone, 0), _instant(self.to, zone, 1)


def read_team(tree: Mapping[str, Any]) -> "Team":
    """A team file's tree, in which null is as good as missing. Raises BadInputError: full path and what is allowed."""
    return validated(Team, _without_nulls(tree))


def _without_nulls(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _without_nulls(item) for name, item in value.items() if item is not None}
    return [_without_nulls(item) for item in value] if isinstance(value, list) else value


def _instant(at: date, zone: str, days_later: int) -> datetime:
    if not isinstance(at, datetime):
        at = datetime.combine(at + timedelta(days=days_later), time(), ZoneInfo(zone))
    return (at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)


class Sizes(Section):
    min: int | None = Field(None, ge=0)
    max: int | None = Field(None, ge=0)

    @model_validator(mode="after")
    def _ordered(self) -> "Sizes":
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError("min must not be above max")
        return self


class Territories(Section):
    """Empty lists take everything; a lead must answer to every list that is not empty."""

    countries: tuple[str, ...] = Field((), description="Countries, or groups of them such as DACH.")
    regions: tuple[str, ...] = Field((), description="States and provinces, or groups of countries.")
    industries: tuple[str, ...] = ()
    employees: Sizes = Sizes()


class RepCalendar(Section):
    """Which calendar says when a rep is free. The meeting stands in the CRM in any case."""

    kind: Literal["crm", "hubspot_link", "caldav"] = Field(
        "crm", description="crm: meetings in the CRM; hubspot_link: a HubSpot meeting link; caldav: a CalDAV calendar."
    )
    link: str = Field("", description="Of hubspot_link: the link's slug, such as anna-meyer/30-minutes.")
    url: str = Field("", description="Of caldav: the URL of the calendar itself.")
    user: str = Field("", description="Of caldav: who signs in; the password is the secret named here.")
    secret: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,63}$")] = Field(
        "caldav_password", description="Of caldav: the secret's name."
    )

    @model_validator(mode="after")
    def _has_its_address(self) -> "RepCalendar":
        if self.kind == "hubspot_link" and not self.link:
            raise ValueError("link is required: the meeting link's slug, such as anna-meyer/30-minutes")
        if self.kind == "caldav" and not self.url.startswith(("https://", "http://")):
            raise ValueError("url is required: where the calendar is, such as https://dav.example.com/anna/work/")
        return self


class Rep(Section):
    id: str = Field(min_length=1)
    name: str = ""
    email: str = ""
    queue: str | None = Field(None, description="Queue of this rep's team.")
    timezone: Zone = "UTC"
    working_hours: Mapping[Weekday, Hours] | None = Field(
        None, description="Hours by weekday in the rep's zone; a day that is missing is free; none: always at work."
    )
    holidays: Annotated[str, Field(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$")] | None = Field(
        None, description="Whose public holidays are free: a country or its part, such as DE-BY."
    )
    absent: tuple[Absence, ...] = ()
    calendar: RepCalendar = RepCalendar()
    place: str = Field("", description="Where this rep meets leads: a video link, or words such as: I call you.")
    capacity_per_day: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = Field(
        None, description="New leads a working day; 0.5 is one every other day."
    )
    open_limit: Annotated[int, Field(ge=0)] | None = Field(None, description="Leads at work at once.")
    territories: Territories = Territories()
    skills: tuple[str, ...] = ()
    languages: tuple[str, ...] = Field((), description="Two-letter codes; empty: not judged.")
    accepts_tiers: Tiers = Field((), description="Empty: all.")
    segment: str | None = Field(None, description="Such as enterprise; leads meant for another segment go elsewhere.")
    weight: Annotated[float, Field(gt=0, le=100)] = Field(
        1.0, description="Share of the turns; a newcomer's 0.5 is half."
    )

    @model_validator(mode="after")
    def _hours_have_a_zone(self) -> "Rep":
        if self.working_hours is not None and "timezone" not in self.model_fields_set:
            raise ValueError("timezone is required with working_hours: an IANA time zone such as Europe/Berlin")
        return self


class Team(Section):
    reps: tuple[Rep, ...] = ()
    account_owners: Mapping[str, str] = Field({}, description="Account id or domain → rep id.")
    fallback_queue: str = ""
    queues: Mapping[Elsewhere, str] = Field(
        {},
        description="Queues of leads that no rep gets, by status or category; manager: of those that no rep accepted"
        " in time. review, manager: else the fallback queue.",
    )
    queue_owners: Mapping[str, str] = Field(
        {}, description="Queue → id of the CRM's owner or queue that holds its leads; a queue without one is a name."
    )

    def rep(self, rep_id: str | None) -> Rep | None:
        """None for nobody's id, or for that of who has left the team."""
        return next((rep for rep in self.reps if rep.id == rep_id), None)

    @model_validator(mode="after")
    def _ids_once(self) -> "Team":
        seen: set[str] = set()
        for rep in self.reps:
            if rep.id in seen:
                raise ValueError(f"rep id {rep.id} stands twice; each id once is allowed")
            seen.add(rep.id)
        return self
