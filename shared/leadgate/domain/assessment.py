"""An assessment: the full judgement of one dossier, as it is written, stored and explained.

The field names are those of the JSON that goes out (`docs/schema/assessment.json` is generated from here).
Scores are 0–100, None where unknown; log-odds are natural logarithms.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from leadgate.domain.handed import Handoff

Status = Literal["sales_ready", "nurture", "disqualified", "review"]
Tier = Literal["A", "B", "C", "D"]
Autonomy = Literal["observe", "recommend", "act"]
LayerName = Literal["behavior", "fit", "intent", "relationship", "baseline"]
Priority = Literal["high", "medium", "low"]
Category = Literal[
    "competitor",
    "analyst",
    "student",
    "researcher",
    "job_seeker",
    "customer_support",
    "non_decision_maker",
    "invalid_contact",
]
LAYERS: tuple[LayerName, ...] = ("behavior", "fit", "intent", "relationship")


@dataclass(frozen=True, slots=True)
class AssessedLead:
    id: str
    email: str = ""
    email_class: str = ""
    title: str = ""
    country: str = ""
    region: str = ""
    language: str = ""
    owner_id: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that fired. effect: what it did to the verdict, such as `status:review` or `tier:A`."""

    id: str
    effect: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A single change that would give another verdict."""

    text: str
    to: Status


@dataclass(frozen=True, slots=True)
class Disqualification:
    """action: where the lead goes instead. watch_for: what would bring it back by itself."""

    category: Category
    action: str
    watch_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    status: Status
    tier: Tier
    score: int
    confidence: float
    autonomy: Autonomy
    rules: tuple[Rule, ...] = ()
    unknowns: tuple[str, ...] = ()
    would_change: tuple[Change, ...] = ()
    disqualification: Disqualification | None = None


@dataclass(frozen=True, slots=True)
class LayerScore:
    score: int | None
    log_odds: float


@dataclass(frozen=True, slots=True)
class FitScore:
    score: int | None
    log_odds: float
    company: int | None = None
    role: int | None = None
    technology: int | None = None
    timing: int | None = None


@dataclass(frozen=True, slots=True)
class IntentScore:
    score: int | None
    log_odds: float
    first_party: int | None = None
    third_party: int | None = None


@dataclass(frozen=True, slots=True)
class Baseline:
    log_odds: float


@dataclass(frozen=True, slots=True)
class Layers:
    """The log-odds of the five sum to those of the conversion probability, to 1e-6."""

    behavior: LayerScore
    fit: FitScore
    intent: IntentScore
    relationship: LayerScore
    baseline: Baseline


@dataclass(frozen=True, slots=True)
class Pattern:
    """A named behaviour found. strength 0–1; signals: ids of the evidence, oldest first."""

    id: str
    name: str
    strength: float
    text: str
    signals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Range:
    """An 80 % range around the median."""

    low: float
    median: float
    high: float


@dataclass(frozen=True, slots=True)
class MoneyRange:
    low: float
    median: float
    high: float
    currency: str


@dataclass(frozen=True, slots=True)
class SegmentUsed:
    """The lead's segment, where the model has segments. outcomes: how many of it were learned from.

    value: as the CRM says it, None where unknown. own: how much of its own the segment's model has; 0 is the whole's.
    """

    column: str
    value: str | None
    outcomes: int
    own: float


@dataclass(frozen=True, slots=True)
class ModelUsed:
    """weight: 0 the expert prior alone, 1 the model learned from this CRM's outcomes alone."""

    name: str
    version: str
    weight: float
    segment: SegmentUsed | None = None


@dataclass(frozen=True, slots=True)
class Prediction:
    conversion_probability: float
    close_probability: float | None
    timeline_days: Range | None
    deal_size: MoneyRange | None
    model: ModelUsed


@dataclass(frozen=True, slots=True)
class Reason:
    """effect: what this adds to the log-odds of conversion."""

    layer: LayerName
    text: str
    effect: float
    signals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """Seats of the buying committee."""

    filled: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AssessedAccount:
    id: str = ""
    name: str = ""
    domain: str = ""
    country: str = ""
    region: str = ""
    industry: str = ""
    employees: float | None = None
    owner_id: str | None = None
    score: int | None = None
    priority: Priority = "low"
    coverage: Coverage = field(default_factory=Coverage)


@dataclass(frozen=True, slots=True)
class Stakeholder:
    """engagement: 0–100, from what this person did lately; the lead itself stands in the map too."""

    lead_id: str
    name: str
    title: str
    function: str
    seniority: str
    seat: str
    engagement: int


@dataclass(frozen=True, slots=True)
class Recommendation:
    """route_to: the kind of owner this needs. within_hours is None where nobody needs to act."""

    route_to: str
    within_hours: int | None
    approach: str
    executive_sponsorship: bool = False
    talking_points: tuple[str, ...] = ()
    alerts: tuple[str, ...] = ()
    required_skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Requalify:
    """on: what would make us look again. at: when we look again in any case."""

    on: tuple[str, ...] = ()
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    assessment_id: str
    lead_id: str
    as_of: datetime
    lead: AssessedLead
    decision: Decision
    layers: Layers
    patterns: tuple[Pattern, ...]
    prediction: Prediction
    reasons: tuple[Reason, ...]
    account: AssessedAccount
    stakeholders: tuple[Stakeholder, ...]
    recommendation: Recommendation
    requalify: Requalify
    schema: int = 1
    assignment: Mapping[str, Any] | None = None
    handoff: Handoff | None = None
