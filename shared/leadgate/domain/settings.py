"""All that an admin can set: name, type, range, default and what it does to a lead.

`docs/settings.md`, the JSON Schema and the SSM parameters are generated from here.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, model_validator

from leadgate.domain.assessment import Autonomy
from leadgate.domain.content import DEFAULT_STAGES, Stager, stager
from leadgate.domain.section import Section
from leadgate.domain.signals import Stage
from leadgate.domain.team import Team, Zone

Share = Annotated[float, Field(ge=0, le=1)]
Score = Annotated[float, Field(ge=0, le=100)]
Days = Annotated[float, Field(gt=0, le=3650)]
Names = tuple[str, ...]


class Employees(Section):
    """Company sizes: full marks inside the ideal band, none outside min–max, a slope between."""

    min: int = Field(10, ge=0, description="Smaller companies do not fit at all.")
    ideal_min: int = Field(100, ge=0, description="From here on the size is ideal.")
    ideal_max: int = Field(5000, ge=1, description="Up to here the size is ideal.")
    max: int = Field(50_000, ge=1, description="Larger companies do not fit at all.")

    @model_validator(mode="before")
    @classmethod
    def _ideal_inside(cls, given: object) -> object:
        """Whoever sets only some of the four gets an ideal band that lies inside what they set."""
        if not isinstance(given, dict) or not given:
            return given
        low, high = given.get("min", 10), given.get("max", 50_000)
        if not all(isinstance(bound, int) for bound in (low, high)):
            return given
        ideal_min = given.get("ideal_min", min(max(low, 100), high))
        return {"ideal_min": ideal_min, "ideal_max": max(min(5000, high), ideal_min)} | given

    @model_validator(mode="after")
    def _in_order(self) -> "Employees":
        if not self.min <= self.ideal_min <= self.ideal_max <= self.max:
            raise ValueError("min ≤ ideal_min ≤ ideal_max ≤ max is needed")
        return self


class Market(Section):
    """Who can buy. A list that is empty is not judged: everybody fits it."""

    industries: Names = Field((), description="Industries you sell to, in any common vocabulary or language.")
    employees: Employees = Field(Employees(), description="Company sizes you sell to.")
    countries: Names = Field((), description="Countries or regions (DACH, EMEA …) you sell to.")
    technologies: Names = Field((), description="Technologies that make a company a better fit.")
    blocking_technologies: Names = Field((), description="Technologies with which you cannot be used.")
    minimum_fit: Score = Field(40, description="Below this fit score no lead is sales ready.")


class Competitor(Section):
    name: str = Field(min_length=1, description="Name as it stands on their site.")
    domains: Names = Field((), description="Their domains; subdomains are included.")


class Competition(Section):
    competitors: tuple[Competitor, ...] = Field((), description="Their people are disqualified.")
    analysts: Names = Field((), description="Domains of analyst firms.")


class Content(Section):
    stages: Mapping[str, Stage] = Field(
        {}, description="Which pages belong to which stage: glob over the URL's path → stage. Yours come first."
    )
    use_built_in: bool = Field(True, description=f"Whether the {len(DEFAULT_STAGES)} built-in globs apply after yours.")

    @cached_property
    def stage_of(self) -> Stager:
        return stager(self.stages, self.use_built_in)


class Seat(Section):
    """A seat of the buying committee: who can fill it."""

    functions: Names = Field(description="Functions that fill it; empty: any.")
    seniorities: Names = Field(description="Seniorities that fill it; empty: any.")
    required: bool = Field(False, description="Whether coverage calls it missing while nobody fills it.")


_DECIDERS = ("c_level", "vp", "director")
_DEFAULT_SEATS: Mapping[str, Seat] = {
    "economic_buyer": Seat(
        functions=("finance", "executive"), seniorities=("c_level", "vp", "director"), required=True
    ),
    "champion": Seat(
        functions=("operations", "marketing", "sales", "product", "hr", "support"),
        seniorities=(*_DECIDERS, "manager"),
        required=True,
    ),
    "technical_buyer": Seat(
        functions=("it", "engineering"), seniorities=(*_DECIDERS, "manager", "senior"), required=True
    ),
    "procurement": Seat(functions=("procurement", "legal"), seniorities=()),
}


class Committee(Section):
    seats: Mapping[str, Seat] = Field(_DEFAULT_SEATS, description="Seats by name, in order of importance.")

    def seat_of(self, function: str, seniority: str) -> str:
        """The first seat that somebody of this function and seniority can fill; empty for none."""
        for name, seat in self.seats.items():
            if (not seat.functions or function in seat.functions) and (
                not seat.seniorities or seniority in seat.seniorities
            ):
                return name
        return ""


class Burst(Section):
    window_days: Days = Field(7, description="The burst is looked for in the last days.")
    baseline_days: Days = Field(30, description="The days before, against which it is measured.")
    minimum_touches: int = Field(4, ge=1, le=1000, description="Fewer touches are never a burst.")
    surprise: Annotated[float, Field(gt=0, le=12)] = Field(
        2.0, description="How unlikely it must be under the lead's own baseline, as −log10 of the chance."
    )


class Bounce(Section):
    under_seconds: Annotated[float, Field(gt=0, le=120)] = Field(
        10, description="A pricing visit shorter than this is a bounce."
    )


class Sporadic(Section):
    span_days: Days = Field(120, description="Touches spread over at least this long.")
    gap_days: Days = Field(14, description="With a typical pause of at least this long between them.")
    minimum_touches: int = Field(3, ge=2, le=1000, description="Fewer touches say nothing.")


class Recent(Section):
    days: Days = Field(60, description="What a colleague or the lead did longer ago no longer counts as engagement.")


class Patterns(Section):
    burst: Burst = Burst()
    bounce: Bounce = Bounce()
    sporadic: Sporadic = Sporadic()
    engaged: Recent = Recent()
    off: Names = Field((), description="Ids of patterns that are not looked for, such as B10.")


class Evidence(Section):
    half_life_days: Days = Field(21, description="After this long a signal of intent weighs half.")


class FitWeights(Section):
    """How the parts make up the fit score; parts that are unknown drop out."""

    company: Share = 0.4
    role: Share = 0.35
    technology: Share = 0.15
    timing: Share = 0.1


class Thresholds(Section):
    sales_ready: Share = Field(0.5, description="Conversion probability from which a lead is sales ready.")
    minimum_confidence: Share = Field(0.25, description="Below this confidence a sales ready lead goes to review.")


class Tiers(Section):
    """Conversion probability from which a lead is of the tier; below C it is D."""

    A: Share = 0.7
    B: Share = 0.5
    C: Share = 0.2

    @model_validator(mode="after")
    def _in_order(self) -> "Tiers":
        if not self.A >= self.B >= self.C:
            raise ValueError("A ≥ B ≥ C is needed")
        return self


class DecisionSettings(Section):
    thresholds: Thresholds = Thresholds()
    tiers: Tiers = Tiers()


class Segments(Section):
    """Who sells to whom: the role that a handoff recommends, by company size."""

    enterprise: str = Field("Enterprise SDR", description="Takes companies of the size below or more.")
    enterprise_from_employees: int = Field(250, ge=1, description="From this size on a company is enterprise.")
    commercial: str = Field("Commercial SDR", description="Takes smaller companies.")
    default: str = Field("SDR", description="Takes companies whose size is unknown.")


class Routing(Section):
    team: Team = Field(Team(), description="Reps, account owners and the fallback queue (the team file).")
    sla_hours: Annotated[float, Field(gt=0, le=720)] = Field(
        24, description="Working hours in which a rep must accept."
    )
    segments: Segments = Segments()
    fallback_queue: str = Field("", description="Where a lead waits when nobody is available.")


class Rollout(Section):
    share: Share = Field(1.0, description="Share of leads whose verdict is written, by a stable hash of the lead.")
    sources: Names = Field((), description="Only leads of these sources; empty: all.")


class Learning(Section):
    prior_outcomes: Annotated[float, Field(ge=0, le=1_000_000)] = Field(
        200, description="How many outcomes of your own weigh as much as the expert prior."
    )


class HubSpotSettings(Section):
    app_id: str = Field("", description="Id of your HubSpot app: its own writes are known by it when they come back.")
    api_version: Literal["v3", "2026-09"] = Field("2026-09", description="Version in the paths of HubSpot's API.")
    calls_per_10_seconds: int = Field(100, ge=1, le=2500, description="What your portal allows this app.")


class Tracker(Section):
    allowed_origins: Names = Field((), description="Sites that may send page views; empty: none from a browser.")


class Settings(Section):
    market: Market = Market()
    competition: Competition = Competition()
    own_domains: Names = Field((), description="Your own domains: their people are never leads.")
    content: Content = Content()
    committee: Committee = Committee()
    patterns: Patterns = Patterns()
    evidence: Evidence = Evidence()
    fit: FitWeights = FitWeights()
    decision: DecisionSettings = DecisionSettings()
    routing: Routing = Routing()
    rollout: Rollout = Rollout()
    autonomy: Autonomy = Field(
        "recommend",
        description="observe: shadow fields only; recommend: verdict and note; act: owner and answer too.",
    )
    learning: Learning = Learning()
    hubspot: HubSpotSettings = HubSpotSettings()
    tracker: Tracker = Tracker()
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")] = Field("USD", description="ISO 4217 code of all amounts.")
    timezone: Zone = Field("UTC", description="Zone of dates without one.")
    crm: Literal["hubspot", "salesforce"] = Field("hubspot", description="Which CRM the records live in.")
