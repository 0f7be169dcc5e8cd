"""When a provider is asked for what is not known of a lead, and how much may be spent on it."""

from typing import Annotated

from pydantic import Field

from leadgate.domain.section import Days, Section

Amount = Annotated[float, Field(ge=0, le=1_000_000)]


class EnrichmentSettings(Section):
    """All amounts in one unit of your choice, such as credits of the provider."""

    url: Annotated[str, Field(pattern=r"^(https?://\S+)?$")] = Field(
        "", description="Where questions to a provider are posted, signed; empty: none are asked."
    )
    worth_of_verdict: Amount = Field(
        10, description="What another verdict is worth: asked when its chance times this is more than the cost."
    )
    cost_of_company: Amount = Field(1, description="Cost of a question about a company.")
    cost_of_person: Amount = Field(1, description="Cost of a question about a person.")
    cost_of_technologies: Amount = Field(1, description="Cost of a question about a company's technologies.")
    budget_a_day: Amount = Field(100, description="What all questions of a day (UTC) may cost.")
    again_after_days: Days = Field(30, description="The same field of the same lead is asked for once in so many days.")
