"""What an admin sets about models that learn: when they have drifted, are unfair, may take over, are trained anew."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from leadgate.domain.section import Days, Names, Section, Share

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


class FairnessSettings(Section):
    """What an audit calls unfair between groups of leads."""

    alarm_chance: SmallChance = Field(0.01, description="Chance of a false finding, over all groups of one column.")
    least_rows: int = Field(30, ge=5, description="Groups smaller than this are shown, but not judged.")
    least_difference: Share = Field(
        0.03, description="A rate that differs from that of all others by less than this is no finding."
    )
    least_ratio: Share = Field(
        0.8, description="A group selected less often than this share of the most selected one is named (four fifths)."
    )
    least_proxy: Share = Field(
        0.2, description="From this strength of association (Cramér's V) on a column gives the group away."
    )
    edge_cases: int = Field(20, ge=1, le=1000, description="So many edge cases of each sort are listed for people.")
    most_gap: Share = Field(0.02, description="Training with --fair ends where groups lie no further apart than this.")


class PromotionSettings(Section):
    """What a challenger must show before it judges instead of the champion."""

    least_outcomes: int = Field(300, ge=30, description="Leads with a known outcome that both have scored.")
    least_conversions: int = Field(50, ge=10, description="Of those, how many converted, and how many did not.")
    better_by: Literal["brier", "log_loss", "auc"] = Field(
        "brier", description="The figure that must be better, surely: its 95 % interval of the difference excludes 0."
    )
    least_gain: Share = Field(0.0, description="How much better at least.")
    most_calibration_error: Share = Field(0.05, description="Above this calibration error nothing is promoted.")
    segment_outcomes: int = Field(50, ge=10, description="A segment is judged from so many known outcomes on.")
    most_segment_loss: Share = Field(
        0.01, description="A segment is harmed where its Brier score is surely worse, and by more than this."
    )


class RetrainSettings(Section):
    """When a model is trained anew on your own history, and what becomes of it. Nothing is, while `data` is empty."""

    data: str = Field(
        "", description="The history: CSV, Parquet or JSON Lines of dossiers, as a file or s3://bucket/key."
    )
    target: str = Field("", description="Its column that says whether a lead converted.")
    positive: str = Field("", description="The value of it that is success; empty where yes and no are plain.")
    time: str = Field("", description="Its column that says when a lead was decided on.")
    id: str = Field("", description="Its column that names a lead; empty for none.")
    exclude: Names = Field((), description="Its columns that are not learned from.")
    segments: Names = Field((), description="Its columns whose groups a new model must not harm.")
    segment: str = Field("", description="Its column whose values have models of their own; empty for none.")
    fair: Names = Field((), description="Its columns whose groups are treated alike, and that are never learned from.")
    fair_by: Literal["selection", "opportunity", "odds"] = Field(
        "selection",
        description="Alike is: the share selected; that of leads that convert; that, and that of those that do not.",
    )
    every_days: Days = Field(30, description="So often, whatever happens.")
    on_drift: bool = Field(True, description="Also where the leads since have drifted from those learned from.")
    held_out_share: Annotated[float, Field(ge=0.05, le=0.5)] = Field(
        0.2, description="The newest share of the history: not learned from, but judged on."
    )
    then: Literal["shadow", "promote"] = Field(
        "shadow", description="shadow: it scores beside the champion; promote: it takes over where the rules hold."
    )

    @model_validator(mode="after")
    def _named(self) -> "RetrainSettings":
        is_table = bool(self.data) and not self.data.endswith(".jsonl")  # dossiers name their outcomes themselves
        if is_table and not (self.target and self.time):
            raise ValueError("with a table as data, target and time are needed")
        return self
