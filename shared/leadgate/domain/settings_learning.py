"""What an admin sets about models that learn: when they have drifted."""

from typing import Annotated

from pydantic import Field

from leadgate.domain.section import Section, Share

SmallChance = Annotated[float, Field(gt=0, le=0.05)]


class DriftSettings(Section):
    """When the world has moved away from what a model was trained on."""

    alarm_chance: SmallChance = Field(
        0.001, description="Chance of a false alarm in one check, over all columns together."
    )
    least_psi: Share = Field(
        0.02, description="A column has not moved while its stability index, noise taken off, is below this."
    )
    least_calibration_gap: Share = Field(
        0.02, description="Chances are still true while promise and outcome differ by less than this."
    )
    least_auc_drop: Share = Field(0.02, description="The ranking still holds while AUC fell by less than this.")
    least_outcomes: int = Field(
        30, ge=10, description="Conversions, and as many others, before outcomes say anything about drift."
    )
    known_share: Share = Field(
        0.8, description="A period is judged when the outcomes of this share of its leads are known."
    )
