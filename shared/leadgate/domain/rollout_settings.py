"""Settings of going live: for which leads anything is written, on which Leadgate acts, and the switch that stops it."""

from typing import Annotated, Literal

from pydantic import Field

from leadgate.domain.section import Names, Section, Share

Channels = tuple[Literal["form", "chat", "email", "event", "referral", "campaign", "web", "none"], ...]


class ActLimits(Section):
    """Where autonomy is act: on which leads. A lead beyond a limit gets a recommendation, and a person decides."""

    share: Share = Field(1.0, description="Share of leads that are acted on, by a stable hash of the lead.")
    sources: Names = Field((), description="Only leads of these sources; empty: all.")
    channels: Channels = Field((), description="Only leads that last got in touch this way; empty: all.")
    tiers: tuple[Literal["A", "B", "C", "D"], ...] = Field((), description="Only leads of these tiers; empty: all.")
    value_below: Annotated[float, Field(gt=0)] | None = Field(
        None, description="From this expected deal size on, or where it is unknown, a person decides; none: no limit."
    )
    minimum_confidence: Share = Field(0.0, description="Below this confidence a person decides.")


class Rollout(Section):
    stopped: bool = Field(
        False, description="true stops every write to the CRM within a minute; leads wait, and nothing is lost."
    )
    share: Share = Field(1.0, description="Share of leads whose verdict is written, by a stable hash of the lead.")
    sources: Names = Field((), description="Only leads of these sources; empty: all.")
    channels: Channels = Field((), description="Only leads that last got in touch this way; empty: all.")
    act: ActLimits = ActLimits()
