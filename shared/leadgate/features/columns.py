"""The registry of features: each stands once, with its layer, its direction and its words.

A feature is a column over leads: float64 (n,), NaN where unknown. `rises` says which way it may move the chance of
conversion (+1, −1), which the trainer holds the model to.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from leadgate.domain.assessment import LayerName
from leadgate.domain.profile import Profile
from leadgate.features import behavior, intent, relationship, said
from leadgate.features.batch import Batch
from leadgate.features.table import FloatArray

Unit = Literal["count", "share", "score", "minutes", "days", "percent", "−log10 chance", "flag", "weight"]
Columns = Mapping[str, FloatArray]


@dataclass(frozen=True)
class Feature:
    """words: how a rep would name it; `{value}` is the value in its unit."""

    name: str
    layer: LayerName
    unit: Unit
    rises: Literal[1, -1]
    words: str
    compute: Callable[[Batch], FloatArray]


def _touches_within(batch: Batch, days: float) -> FloatArray:
    return batch.table.count(batch.table.interest & (batch.table.age_days < days))


def _burst_touches(batch: Batch) -> FloatArray:
    return _touches_within(batch, batch.settings.patterns.burst.window_days)


def _burst_surprise(batch: Batch) -> FloatArray:
    burst = batch.settings.patterns.burst
    recent = _touches_within(batch, burst.window_days)
    before = _touches_within(batch, burst.window_days + burst.baseline_days) - recent
    return behavior.burst_surprise(recent, before, burst)


def _days_since_touch(batch: Batch) -> FloatArray:
    return batch.table.least(batch.table.interest, batch.table.age_days)


def _active_days(batch: Batch) -> FloatArray:
    table = batch.table
    return table.distinct(table.interest & (table.age_days < 30.0), table.age_days.astype(np.int64))


def _awareness(batch: Batch) -> FloatArray:
    """I9, F10: events attended, and engagement on networks for a third of one."""
    table = batch.table
    share = np.where(table.is_kind("event_attendance"), 1.0, 0.3)
    return table.total(
        table.is_kind("event_attendance", "social_engagement") & (table.person <= 0), share * batch.weight
    )


def _employees(batch: Batch) -> FloatArray:
    """How many people the company has: what a deal is worth; whether the size fits is `company_fit`'s to say."""
    known = (profile.account.employees for profile in batch.profiles)
    return np.array([np.nan if count is None else count for count in known], dtype=np.float64)


def _fit_column(name: Literal["company", "role", "technology", "timing"]) -> Callable[[Batch], FloatArray]:
    def compute(batch: Batch) -> FloatArray:
        scores = [getattr(fit, name) for fit in batch.fits]
        return np.array([np.nan if score is None else score for score in scores], dtype=np.float64)

    return compute


_CONTACT_WEIGHTS: Final = {"business": 1.0, "government": 1.0, "education": 0.6, "free": 0.4, "role": 0.3}


_PRIVATE_AT_A_COMPANY: Final = 0.7


def _contact_quality(batch: Batch) -> FloatArray:
    """N6: how likely a buyer has such an address; a private one of somebody on record at a company says little."""
    return np.array([_quality_of(profile) for profile in batch.profiles])


def _quality_of(profile: Profile) -> float:
    kind, account = profile.person.email_class, profile.account
    if kind == "free" and (account.name or account.domain):
        return _PRIVATE_AT_A_COMPANY
    return _CONTACT_WEIGHTS.get(kind, 0.0) if kind else np.nan


def _stage_interest(*stages: str) -> Callable[[Batch], FloatArray]:
    return lambda batch: intent.stage_interest(batch.table, batch.weight, *stages)


def _pricing_interest(batch: Batch) -> FloatArray:
    return intent.pricing_interest(batch.table, batch.weight)


FEATURES: Final[tuple[Feature, ...]] = (
    Feature("burst_touches", "behavior", "count", 1, "{value} touches lately", _burst_touches),
    Feature("burst_surprise", "behavior", "−log10 chance", 1, "far more active than before", _burst_surprise),
    Feature("active_days", "behavior", "count", 1, "active on {value} of 30 days", _active_days),
    Feature(
        "funnel_progress",
        "behavior",
        "share",
        1,
        "moved from education to evaluation",
        lambda b: behavior.funnel_progress(b.table),
    ),
    Feature(
        "depth_minutes",
        "behavior",
        "minutes",
        1,
        "{value} minutes with buying content",
        lambda b: behavior.depth_minutes(b.table, b.weight),
    ),
    Feature("days_since_touch", "behavior", "days", -1, "last touch {value} days ago", _days_since_touch),
    Feature(
        "pricing_bounce",
        "behavior",
        "flag",
        -1,
        "left pricing at once",
        lambda b: behavior.pricing_bounce(b.table, b.settings.patterns.bounce),
    ),
    Feature(
        "sporadic",
        "behavior",
        "flag",
        -1,
        "few touches over a long time",
        lambda b: behavior.sporadic(b.table, b.settings.patterns.sporadic),
    ),
    Feature(
        "educational_only",
        "behavior",
        "count",
        -1,
        "{value} touches too many that only educate",
        lambda b: behavior.educational_only(b.table, b.settings.patterns.top_funnel),
    ),
    Feature(
        "elsewhere_share",
        "behavior",
        "share",
        -1,
        "{value} of pages are careers or support",
        lambda b: behavior.elsewhere_share(b.table),
    ),
    Feature("company_fit", "fit", "score", 1, "company fit {value}", _fit_column("company")),
    Feature("role_fit", "fit", "score", 1, "role fit {value}", _fit_column("role")),
    Feature("technology_fit", "fit", "score", 1, "technology fit {value}", _fit_column("technology")),
    Feature("timing_fit", "fit", "score", 1, "timing {value}", _fit_column("timing")),
    Feature("employees", "fit", "count", 1, "{value} people", _employees),
    Feature("contact_quality", "fit", "weight", 1, "kind of e-mail address", _contact_quality),
    Feature("form_intent", "intent", "weight", 1, "asked by form", lambda b: intent.form_intent(b.table, b.weight)),
    Feature("pricing_interest", "intent", "weight", 1, "read pricing", _pricing_interest),
    Feature("evaluation_interest", "intent", "weight", 1, "read evaluation content", _stage_interest("evaluation")),
    Feature(
        "implementation_interest",
        "intent",
        "weight",
        1,
        "read implementation content",
        _stage_interest("implementation"),
    ),
    Feature("comparison", "intent", "weight", 1, "compares vendors", lambda b: intent.comparison(b.table, b.weight)),
    Feature(
        "surge_percent",
        "intent",
        "percent",
        1,
        "category research up {value} %",
        lambda b: intent.surge_percent(b.table, b.weight),
    ),
    Feature(
        "job_postings",
        "intent",
        "weight",
        1,
        "hiring for this",
        lambda b: b.table.total(b.table.is_kind("job_posting"), b.weight * b.table.relevance),
    ),
    Feature(
        "answered_sales", "intent", "weight", 1, "answered sales", lambda b: intent.answered_sales(b.table, b.weight)
    ),
    Feature("said_buying", "intent", "weight", 1, "said to be buying", said.said_buying),
    Feature("awareness", "intent", "weight", 1, "events and networks", _awareness),
    Feature("declined", "intent", "weight", -1, "said no before", said.declined),
    Feature("colleagues_engaged", "relationship", "count", 1, "{value} colleagues active too", relationship.engaged),
    Feature("seats_engaged", "relationship", "count", 1, "{value} committee seats active", relationship.engaged_seats),
    Feature(
        "colleague_depth",
        "relationship",
        "weight",
        1,
        "colleagues read pricing or implementation",
        relationship.colleague_depth,
    ),
    Feature("alone", "relationship", "flag", -1, "nobody else of the company", relationship.alone),
    Feature("referred", "relationship", "weight", 1, "was referred", lambda b: intent.referred(b.table, b.weight)),
    Feature("connected", "relationship", "weight", 1, "customers, partners, campaigns", relationship.connected),
    Feature("open_deals", "relationship", "count", 1, "{value} open opportunities", relationship.deals(None)),
    Feature("won_deals", "relationship", "count", 1, "{value} deals won before", relationship.deals(True)),
    Feature("lost_deals", "relationship", "count", -1, "{value} deals lost before", relationship.deals(False)),
)
FEATURE_BY_NAME: Final[Mapping[str, Feature]] = {feature.name: feature for feature in FEATURES}
LAYER_OF: Final[Mapping[str, LayerName]] = {feature.name: feature.layer for feature in FEATURES}


def columns_of(batch: Batch) -> Columns:
    """Every feature of the registry, each float64 (n,), NaN where unknown."""
    return {feature.name: feature.compute(batch) for feature in FEATURES}


def matrix_of(columns: Columns, names: Sequence[str]) -> FloatArray:
    """(n, F) in the order of `names`: what a bundle reads."""
    return np.ascontiguousarray(np.stack([columns[name] for name in names], axis=1))
