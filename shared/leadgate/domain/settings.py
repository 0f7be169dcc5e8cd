"""All that an admin can set: name, type, range, default and what it does to a lead.

`docs/settings.md`, the JSON Schema and the SSM parameters are generated from here and from the sections' modules.
"""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from leadgate.domain.assessment import Autonomy
from leadgate.domain.booking_settings import Booking
from leadgate.domain.content import Stager, stager
from leadgate.domain.conversation_settings import ConversationSettings
from leadgate.domain.enrichment_settings import EnrichmentSettings
from leadgate.domain.ids import content_id
from leadgate.domain.retention import Retention
from leadgate.domain.rollout_settings import Rollout
from leadgate.domain.section import Names, Section
from leadgate.domain.settings_judgement import AccountSettings, DecisionSettings, Evidence, FitWeights, Patterns
from leadgate.domain.settings_learning import DriftSettings, FairnessSettings, PromotionSettings, RetrainSettings
from leadgate.domain.settings_market import Committee, Competition, Content, Market
from leadgate.domain.settings_outreach import FirstResponse, HandoffSettings, MailSettings
from leadgate.domain.team import Team, Zone


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
    sla_next_reps: int = Field(
        1, ge=0, le=20, description="To how many further reps an unaccepted lead goes before the manager decides."
    )
    segments: Segments = Segments()
    fallback_queue: str = Field("", description="Where a lead waits when nobody is available.")


class Learning(Section):
    prior_outcomes: Annotated[float, Field(ge=0, le=1_000_000)] = Field(
        200, description="How many outcomes of your own weigh as much as the expert prior."
    )
    segment_outcomes: Annotated[int, Field(ge=0, le=1_000_000)] = Field(
        50, description="Leads of a segment with fewer outcomes go to review, where the model has segments."
    )
    drift: DriftSettings = DriftSettings()
    fairness: FairnessSettings = FairnessSettings()
    promotion: PromotionSettings = PromotionSettings()
    retrain: RetrainSettings = RetrainSettings()


class HubSpotSettings(Section):
    app_id: str = Field("", description="Id of your HubSpot app: its own writes are known by it when they come back.")
    api_version: Literal["v3", "2026-09"] = Field("2026-09", description="Version in the paths of HubSpot's API.")
    calls_per_10_seconds: int = Field(100, ge=1, le=2500, description="What your portal allows this app.")


class SalesforceSettings(Section):
    consumer_key: str = Field("", description="Consumer key of your External Client App.")
    username: str = Field("", description="Integration user that signed assertions are for; empty: client credentials.")
    organization_id: str = Field("", description="Id of your org: outbound messages of others are refused.")
    api_version: Annotated[str, Field(pattern=r"^\d{2}\.0$")] = Field("67.0", description="Version of the API.")
    reserve_percent: float = Field(10, ge=0, le=90, description="Share of the org's daily calls left to others.")


class Tracker(Section):
    allowed_origins: Names = Field((), description="Sites that may send page views; empty: none from a browser.")


class Sources(Section):
    folder: str = Field("", description="Folder of your own mapping files (TOML), which come before ours.")


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
    account: AccountSettings = AccountSettings()
    routing: Routing = Routing()
    booking: Booking = Booking()
    rollout: Rollout = Rollout()
    autonomy: Autonomy = Field(
        "recommend",
        description="observe: shadow fields only; recommend: verdict and note; act: owner and answer too.",
    )
    learning: Learning = Learning()
    hubspot: HubSpotSettings = HubSpotSettings()
    salesforce: SalesforceSettings = SalesforceSettings()
    tracker: Tracker = Tracker()
    sources: Sources = Sources()
    enrichment: EnrichmentSettings = EnrichmentSettings()
    retention: Retention = Retention()
    conversation: ConversationSettings = ConversationSettings()
    handoff: HandoffSettings = HandoffSettings()
    mail: MailSettings = MailSettings()
    first_response: FirstResponse = FirstResponse()
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")] = Field("USD", description="ISO 4217 code of all amounts.")
    timezone: Zone = Field("UTC", description="Zone of dates without one.")
    crm: Literal["hubspot", "salesforce"] = Field("hubspot", description="Which CRM the records live in.")

    @cached_property
    def fingerprint(self) -> str:
        """The same for the same settings, whatever they were read from."""
        return content_id(self.model_dump_json())

    @cached_property
    def stage_of(self) -> Stager:
        """Which stage of buying a signal belongs to: your globs, your competitors' names, the built-in globs."""
        rivals = tuple(competitor.name for competitor in self.competition.competitors)
        return stager(self.content.stages, rivals, self.content.use_built_in)
