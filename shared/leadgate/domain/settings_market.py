"""Settings of the market: who can buy, who competes, which pages mean what, who sits on the buying committee."""

from collections.abc import Mapping

from pydantic import Field, model_validator

from leadgate.domain.content import DEFAULT_STAGES
from leadgate.domain.section import Names, Score, Section
from leadgate.domain.signals import Stage


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
    topics: Names = Field((), description="What you solve, in a few words each; job postings are matched to them.")
    customers: Names = Field((), description="Domains of customers: whoever worked there knows you.")
    blocking_technologies: Names = Field((), description="Technologies with which you cannot be used.")
    minimum_fit: Score = Field(
        40, description="Below this fit score, or this company fit alone, no lead is sales ready."
    )


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
