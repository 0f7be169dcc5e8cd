"""Settings of the judgement: what counts as a pattern, how evidence weighs, when a lead is ready."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from leadgate.domain.assessment import Status
from leadgate.domain.section import Days, Names, Score, Section, Share


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


class Implementation(Section):
    minimum_pages: int = Field(2, ge=1, le=100, description="So many pages on implementation, docs or security count.")


class TopFunnel(Section):
    minimum_touches: int = Field(3, ge=1, le=1000, description="Fewer touches say nothing.")


class Recent(Section):
    days: Days = Field(60, description="What a colleague or the lead did longer ago no longer counts as engagement.")


class Patterns(Section):
    burst: Burst = Burst()
    bounce: Bounce = Bounce()
    sporadic: Sporadic = Sporadic()
    implementation: Implementation = Implementation()
    top_funnel: TopFunnel = TopFunnel()
    engaged: Recent = Recent()
    off: Names = Field(
        (),
        description="Ids of patterns, such as B10, that are neither shown nor lead to a rule; the model is as before.",
    )


class Evidence(Section):
    half_life_days: Days = Field(21, description="After this long a signal of intent weighs half.")


class FitWeights(Section):
    """How the parts make up the fit score; parts that are unknown drop out."""

    company: Share = 0.4
    role: Share = 0.35
    technology: Share = 0.15
    timing: Share = 0.1

    @model_validator(mode="after")
    def _some(self) -> "FitWeights":
        if self.company + self.role + self.technology + self.timing <= 0:
            raise ValueError("at least one part must weigh more than 0")
        return self


_URGENT = 0.28


class Thresholds(Section):
    sales_ready: Share = Field(0.42, description="Conversion probability from which a lead is sales ready.")
    urgent: Share = Field(_URGENT, description="The same for a lead with an urgency trigger, where it is lower.")
    minimum_confidence: Share = Field(0.25, description="Below this confidence a sales ready lead goes to review.")
    high_value: Annotated[float, Field(ge=0)] = Field(
        250_000, description="From this expected deal size on, a lead must be known well or goes to review."
    )
    high_value_confidence: Share = Field(0.5, description="How well, as confidence.")

    @model_validator(mode="before")
    @classmethod
    def _urgent_below(cls, given: object) -> object:
        """Whoever sets only the first to less than urgent leads need by default means both."""
        ready = given.get("sales_ready") if isinstance(given, dict) else None
        if not isinstance(given, dict) or not isinstance(ready, int | float):
            return given
        return {"urgent": min(_URGENT, ready)} | given

    @model_validator(mode="after")
    def _in_order(self) -> "Thresholds":
        if self.urgent > self.sales_ready:
            raise ValueError("urgent ≤ sales_ready is needed")
        return self


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


Trigger = Literal[
    "demo_request",
    "contact_sales",
    "pricing_request",
    "trial",
    "reply",
    "customer_referral",
    "executive_on_pricing",
    "colleague_request",
    "urgent_words",
]


class Override(Section):
    """A rule of your own: leads that meet all that is given get the status, whatever the model says."""

    name: str = Field(min_length=1, description="How the rule is called where it fires.")
    status: Status
    sources: Names = ()
    lifecycles: Names = ()
    domains: Names = ()
    countries: Names = Field((), description="ISO codes.")
    functions: Names = ()
    seniorities: Names = ()
    target_account: bool | None = None
    is_customer: bool | None = None

    @model_validator(mode="after")
    def _some_condition(self) -> "Override":
        lists = (self.sources, self.lifecycles, self.domains, self.countries, self.functions, self.seniorities)
        if not any(lists) and self.target_account is None and self.is_customer is None:
            raise ValueError("at least one condition is needed: without any it would hold for every lead")
        return self


class DecisionSettings(Section):
    thresholds: Thresholds = Thresholds()
    tiers: Tiers = Tiers()
    urgency: tuple[Trigger, ...] = Field(
        (
            "demo_request",
            "contact_sales",
            "pricing_request",
            "reply",
            "customer_referral",
            "executive_on_pricing",
            "colleague_request",
            "urgent_words",
        ),
        description="What makes a lead urgent when it happened within the urgency days.",
    )
    urgency_days: Days = Field(7, description="For so long an urgency trigger counts.")
    quiet_days: Days = Field(
        180, description="A lead is nurtured if nothing was heard of them or their company for longer than this."
    )
    overrides: tuple[Override, ...] = Field((), description="Rules of your own, the first that holds decides.")


class AccountSettings(Section):
    """Account score from which an account is of the priority; below medium it is low."""

    high: Score = 70
    medium: Score = 45

    @model_validator(mode="after")
    def _in_order(self) -> "AccountSettings":
        if self.high < self.medium:
            raise ValueError("high ≥ medium is needed")
        return self
