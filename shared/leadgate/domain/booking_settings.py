"""Settings of self-scheduling: which times a lead is offered, and for how long its link works."""

from typing import Annotated

from pydantic import Field

from leadgate.domain.section import Section
from leadgate.domain.team import Hours


class Booking(Section):
    minutes: Annotated[int, Field(ge=5, le=480)] = Field(30, description="How long a meeting takes.")
    every_minutes: Annotated[int, Field(ge=5, le=480)] = Field(
        30, description="A meeting can begin this often, counted from the start of the rep's working day."
    )
    buffer_minutes: Annotated[int, Field(ge=0, le=240)] = Field(
        10, description="Kept free before and after every meeting of the rep."
    )
    notice_hours: Annotated[float, Field(ge=0, le=720)] = Field(4, description="No meeting begins sooner than this.")
    days_ahead: Annotated[int, Field(ge=1, le=90)] = Field(14, description="How far ahead times are offered.")
    link_valid_days: Annotated[int, Field(ge=1, le=90)] = Field(14, description="How long a link can be booked by.")
    hours: Hours = Field(
        ("09:00", "17:00"), description="Monday to Friday, of reps whose working hours the team file does not name."
    )
    title: str = Field("Introduction", min_length=1, max_length=80, description="What the meeting is called.")
