"""Every kernel says what slow and obvious Python says, a batch is its rows one by one, and unknown is NaN."""

import math
from collections.abc import Callable, Mapping
from datetime import UTC, timedelta
from typing import Any, Final

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from leadgate.assess import measure
from leadgate.domain.case import Case
from leadgate.domain.reading import parse_instant
from leadgate.domain.section import validated
from leadgate.domain.settings import Settings
from leadgate.domain.signals import KIND_BY_NAME, Signal
from leadgate.domain.topics import relevance_of
from leadgate.features.behavior import decay, negative_binomial_tail
from leadgate.features.columns import FEATURES
from leadgate.features.intent import FORM_WEIGHTS, PICKED_UP, REFERRER_WEIGHTS, UNKNOWN_REFERRER
from tests.builders import a_buyer, a_lead
from tests.property.dossiers import dossiers

SETTINGS: Final = validated(
    Settings, {"market": {"industries": ["manufacturing"], "technologies": ["SAP"], "topics": ["maintenance"]}}
)
NAN: Final = math.nan
BUYING: Final = ("evaluation", "pricing", "implementation", "competitive")
DEPTH: Final = {"educational": 0, "evaluation": 1, "competitive": 1, "pricing": 2, "implementation": 3}
FORM_STAGES: Final = {
    "demo_request": "evaluation",
    "contact_sales": "evaluation",
    "trial": "evaluation",
    "pricing_request": "pricing",
    "webinar": "educational",
    "content": "educational",
    "newsletter": "educational",
    "support": "support",
    "careers": "careers",
}
ASKING: Final = ("demo_request", "contact_sales", "trial", "pricing_request")
examples = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def readers(last_days_ago: int = 0) -> st.SearchStrategy[Any]:
    """Leads who read: pages of all stages on whole days, so that some stand at one instant and on the limits."""
    stages, seconds = st.sampled_from([*DEPTH, "careers", "support"]), st.sampled_from([None, 0, 9.5, 10, 10.5, 90])
    pages = st.tuples(stages, st.integers(last_days_ago, 60), seconds)

    def build(pages: list[tuple[str, int, float | None]]) -> Any:
        lead = a_lead().at_company()
        for stage, days, seconds in pages:
            lead = lead.viewed(stage, days_ago=days, seconds=seconds)
        return lead.build()

    return st.lists(pages, max_size=12).map(build)


class Slow:
    """One lead, read signal by signal."""

    def __init__(self, case: Case) -> None:
        self.case, self.dossier, self.settings = case, case.dossier, case.settings
        self.own = [s for s in self.dossier.signals if s.lead_id == self.dossier.lead.id]
        self.ours = [s for s in self.dossier.signals if s.lead_id not in self.dossier.colleague_ids]
        self.interest = [s for s in self.own if self.shows_interest(s)]
        self.colleagues = [
            s for s in self.dossier.signals if s.lead_id in self.dossier.colleague_ids and self.shows_interest(s)
        ]

    def age(self, signal: Signal) -> float:
        return (self.dossier.as_of - signal.occurred_at.astimezone(UTC)).total_seconds() / 86_400

    def weight(self, signal: Signal) -> float:
        return float(0.5 ** (self.age(signal) / self.settings.evidence.half_life_days))

    def seconds(self, signal: Signal) -> float | None:
        found = signal.number("seconds") if signal.kind == "page_view" else None
        return found if found is not None and found >= 0 else None

    def stage(self, signal: Signal) -> str | None:
        if signal.kind in ("page_view", "content_download"):
            return self.settings.stage_of(signal)
        return FORM_STAGES.get(str(signal.properties.get("form"))) if signal.kind == "form_submission" else None

    def asks(self, signal: Signal) -> bool:
        beside = signal.id in self.case.heard.beside
        return signal.kind == "form_submission" and signal.properties.get("form") in ASKING and not beside

    def is_glance(self, signal: Signal) -> bool:
        seconds = self.seconds(signal)
        return seconds is not None and seconds < self.settings.patterns.bounce.under_seconds

    def shows_interest(self, signal: Signal) -> bool:
        kind = KIND_BY_NAME.get(signal.kind)
        by_agent = signal.kind == "chat_message" and signal.properties.get("author") == "agent"
        touch = kind is not None and kind.touch and not by_agent
        refuses = signal.id in self.case.heard.refused | self.case.heard.beside
        over = refuses or self.is_settled(signal) or self.is_glance(signal)
        return touch and not over and self.stage(signal) not in ("careers", "support")

    def is_settled(self, signal: Signal) -> bool:
        """A deal that ended since then has answered it, unless another was open by then and still is."""
        deals = self.dossier.deals
        ends = [deal.closed_at for deal in deals if deal.won is not None and deal.closed_at]
        still_open = [deal.created_at for deal in deals if deal.won is None]
        if not ends or any(at is None or at <= max(ends) for at in still_open):
            return False
        return signal.occurred_at <= max(ends)

    def is_due(self, signal: Signal) -> bool:
        """A no for now whose date came within the last 60 days."""
        at = parse_instant(signal.properties.get("revisit_on"))
        asked = signal.kind == "sales_activity" and signal.properties.get("result") == "timing"
        return asked and at is not None and 0 <= (self.dossier.as_of - at).total_seconds() / 86_400 <= 60

    def of(self, signals: list[Signal], *kinds: str) -> list[Signal]:
        return [s for s in signals if s.kind in kinds]

    def read(self, *stages: str) -> list[Signal]:
        return [s for s in self.of(self.interest, "page_view", "content_download") if self.stage(s) in stages]

    def said(self, *results: str) -> list[Signal]:
        return [s for s in self.of(self.own, "sales_activity") if s.properties.get("result") in results]


def active_days(lead: Slow) -> float:
    return len({int(lead.age(s)) for s in lead.interest if lead.age(s) < 30})


def burst_touches(lead: Slow) -> float:
    return sum(lead.age(s) < 7 for s in lead.interest)


def burst_surprise(lead: Slow) -> float:
    recent, before = int(burst_touches(lead)), sum(7 <= lead.age(s) < 37 for s in lead.interest)
    if recent < 4:
        return 0.0
    p, shape = 7 / 37, before + 0.5
    below = sum(
        math.exp(math.lgamma(k + shape) - math.lgamma(shape) - math.lgamma(k + 1)) * p**k * (1 - p) ** shape
        for k in range(recent)
    )
    return -math.log10(max(1 - below, 1e-12))


def funnel_progress(lead: Slow) -> float:
    steps = [
        (lead.age(s), 2 if lead.asks(s) else DEPTH[str(lead.stage(s))]) for s in lead.interest if _has_depth(lead, s)
    ]
    order = [
        (min(later, 2) > min(earlier, 2)) - (min(later, 2) < min(earlier, 2))
        for earlier_age, earlier in steps
        for later_age, later in steps
        if later_age < earlier_age
    ]
    rising, falling = order.count(1), order.count(-1)
    deepest = max((depth for _, depth in steps), default=0)
    if not rising + falling:
        return 0.0 if len(steps) >= 2 and deepest == 0 else NAN
    return max(0.0, (rising - falling) / (rising + falling)) * deepest / 3


def _has_depth(lead: Slow, signal: Signal) -> bool:
    return lead.asks(signal) or lead.stage(signal) in DEPTH


def depth_minutes(lead: Slow) -> float:
    views = [(lead.seconds(s), lead.weight(s)) for s in lead.interest if lead.stage(s) in BUYING]
    return sum(min(seconds, 1200) * weight for seconds, weight in views if seconds is not None) / 60


def pricing_bounce(lead: Slow) -> float:
    timed = [s for s in lead.own if lead.seconds(s) is not None and lead.stage(s) not in ("careers", "support")]
    if not any(lead.stage(s) == "pricing" for s in timed):
        return NAN
    return float(all(lead.is_glance(s) for s in timed))


def sporadic(lead: Slow) -> float:
    ages = [lead.age(s) for s in lead.interest]
    if len(ages) < 3:
        return 0.0
    span, lately = max(ages) - min(ages), [s for s in lead.interest if lead.age(s) <= 14]
    waking = any(lead.asks(s) or lead.stage(s) in BUYING for s in lately)
    return float(span >= 120 and span / (len(ages) - 1) >= 14 and len(lately) <= 2 and not waking)


def educational_only(lead: Slow) -> float:
    stages = [lead.stage(s) for s in lead.interest if lead.age(s) <= 180]
    too_many = stages.count("educational") - SETTINGS.patterns.top_funnel.minimum_touches + 1
    return 0.0 if any(stage in BUYING for stage in stages) else float(max(0, too_many))


def elsewhere_share(lead: Slow) -> float:
    touches = [s for s in lead.own if KIND_BY_NAME[s.kind].touch]
    elsewhere = sum(lead.stage(s) in ("careers", "support") for s in touches)
    staged = sum(3 if lead.asks(s) else 1 for s in lead.interest if lead.stage(s) is not None) + elsewhere
    return elsewhere / staged if staged else NAN


def form_intent(lead: Slow) -> float:
    weights = FORM_WEIGHTS | {"support": 0.0, "careers": 0.0}
    beside = lead.case.heard.beside
    forms = [s for s in lead.of(lead.own, "form_submission") if not lead.is_settled(s) and s.id not in beside]
    return max((weights.get(str(s.properties.get("form")), 0.15) * lead.weight(s) for s in forms), default=0.0)


def pricing_interest(lead: Slow) -> float:
    return sum((0.5 if lead.seconds(s) is None else 1.0) * lead.weight(s) for s in lead.read("pricing"))


def comparison(lead: Slow) -> float:
    elsewhere = lead.of(list(lead.dossier.signals), "competitor_research", "review_site_visit")
    return sum(map(lead.weight, [*lead.read("competitive"), *elsewhere]))


def surge_percent(lead: Slow) -> float:
    surges = [(s.number("percent"), s) for s in lead.of(list(lead.dossier.signals), "category_surge")]
    known = [(percent, s) for percent, s in surges if percent is not None and percent >= 0]
    return max((min(p, 1000) * lead.weight(s) * relevance_of(s, SETTINGS.market) for p, s in known), default=0.0)


def job_postings(lead: Slow) -> float:
    postings = lead.of(list(lead.dossier.signals), "job_posting")
    return sum(lead.weight(s) * relevance_of(s, SETTINGS.market) for s in postings)


def answered_sales(lead: Slow) -> float:
    against = lead.case.heard.refused | lead.case.heard.moot
    given = [*lead.of(lead.own, "email_reply"), *lead.said("interested")]
    answers = [(s, lead.weight(s)) for s in given] + [(s, 1.0) for s in lead.said("timing") if lead.is_due(s)]
    answers += [(s, PICKED_UP * lead.weight(s)) for s in lead.said("connected")]
    return sum(weight for signal, weight in answers if signal.id not in against and not lead.is_settled(signal))


def said_buying(lead: Slow) -> float:
    heard = lead.case.heard
    return min(heard.strength, 3.0) * lead.weight(heard.buying[-1].signal) if heard.buying else 0.0


def declined(lead: Slow) -> float:
    asked = [lead.age(s) for s in lead.own if lead.asks(s) and not lead.is_settled(s)]
    noes = [(1.0, lead.said("not_interested")), (0.5, [s for s in lead.said("timing") if not lead.is_due(s)])]
    noes.append((0.7, lead.of(lead.own, "email_unsubscribe")))
    heard = lead.case.heard
    if not heard.buying:
        final = 1.0 if heard.no is None or heard.no.cue == "refusal" else 0.5
        if final < 1 and heard.no and heard.no.days is not None:
            final *= heard.no.signal.occurred_at + timedelta(heard.no.days) > lead.dossier.as_of
        noes.append((final, [s for s in lead.own if s.id in lead.case.heard.refused]))
    standing = [(strength, s) for strength, signals in noes for s in signals if not asked or lead.age(s) < min(asked)]
    return max((strength * lead.weight(s) for strength, s in standing), default=0.0)


def awareness(lead: Slow) -> float:
    met, seen = lead.of(lead.ours, "event_attendance"), lead.of(lead.ours, "social_engagement")
    return sum(map(lead.weight, met)) + 0.3 * sum(map(lead.weight, seen))


def engaged(lead: Slow) -> set[str]:
    return {str(s.lead_id) for s in lead.colleagues if lead.age(s) <= 60}


def seats_engaged(lead: Slow) -> float:
    return len({person.seat for person in lead.case.profile.colleagues if person.id in engaged(lead)} - {""})


def alone(lead: Slow) -> float:
    account, reading = lead.dossier.account, lead.case.profile.person.reading
    small = account.employees is None or account.employees <= 100
    owns = bool({"owner", "founder"} & reading.markers) and small
    known = account.id or account.name or account.domain or lead.dossier.colleagues
    return float(not engaged(lead)) if known and not owns else NAN


def referred(lead: Slow) -> float:
    given = lead.of(list(lead.dossier.signals), "referral", "introduction_request")
    weights = [REFERRER_WEIGHTS.get(str(s.properties.get("referrer_kind")), UNKNOWN_REFERRER) for s in given]
    return max((weight * lead.weight(s) for weight, s in zip(weights, given, strict=True)), default=0.0)


def connected(lead: Slow) -> float:
    return sum(map(lead.weight, lead.of(lead.ours, "customer_connection", "partner_touch", "campaign_response")))


SLOW: Final[Mapping[str, Callable[[Slow], float]]] = {
    "burst_touches": burst_touches,
    "burst_surprise": burst_surprise,
    "active_days": active_days,
    "funnel_progress": funnel_progress,
    "depth_minutes": depth_minutes,
    "days_since_touch": lambda lead: min(map(lead.age, lead.interest), default=NAN),
    "pricing_bounce": pricing_bounce,
    "sporadic": sporadic,
    "educational_only": educational_only,
    "elsewhere_share": elsewhere_share,
    "form_intent": form_intent,
    "pricing_interest": pricing_interest,
    "evaluation_interest": lambda lead: sum(map(lead.weight, lead.read("evaluation"))),
    "implementation_interest": lambda lead: sum(map(lead.weight, lead.read("implementation"))),
    "comparison": comparison,
    "surge_percent": surge_percent,
    "job_postings": job_postings,
    "answered_sales": answered_sales,
    "said_buying": said_buying,
    "awareness": awareness,
    "declined": declined,
    "colleagues_engaged": lambda lead: float(len(engaged(lead))),
    "seats_engaged": seats_engaged,
    "colleague_depth": lambda lead: sum(
        (2 if lead.asks(s) else 1) * lead.weight(s)
        for s in lead.colleagues
        if lead.asks(s) or lead.stage(s) in ("pricing", "implementation")
    ),
    "alone": alone,
    "referred": referred,
    "connected": connected,
    "open_deals": lambda lead: float(sum(deal.won is None for deal in lead.dossier.deals)),
    "won_deals": lambda lead: float(sum(deal.won is True for deal in lead.dossier.deals)),
    "lost_deals": lambda lead: float(sum(deal.won is False for deal in lead.dossier.deals)),
}
# What is read from titles, addresses and companies is held by `test_fit.py` and `test_profile.py`.
READ: Final = {"company_fit", "role_fit", "technology_fit", "timing_fit", "employees", "contact_quality"}


def test_every_feature_has_its_slow_twin() -> None:
    assert SLOW.keys() | READ == {feature.name for feature in FEATURES}


@pytest.mark.capability("B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B10", "I1", "I2", "I3", "I5", "I6", "I7", "I8")
@pytest.mark.capability("I9", "I10", "I11", "I12", "I13", "I14", "I15", "A1", "Q6")
@examples
@given(st.lists(st.one_of(dossiers(14), readers()), min_size=1, max_size=4))
@example([a_buyer().build(), a_lead().build()])
def test_every_kernel_says_what_slow_python_says(batch: list[Any]) -> None:
    for case in measure(batch, SETTINGS):
        lead = Slow(case)
        for name, slow in SLOW.items():
            assert case.measures[name] == pytest.approx(slow(lead), rel=1e-9, abs=1e-9, nan_ok=True), name


@examples
@given(st.lists(dossiers(10), min_size=2, max_size=5))
def test_a_batch_is_its_rows_one_by_one(batch: list[Any]) -> None:
    for dossier, case in zip(batch, measure(batch, SETTINGS), strict=True):
        alone_case = measure((dossier,), SETTINGS)[0]
        for name, value in case.measures.items():
            assert value == pytest.approx(alone_case.measures[name], rel=1e-12, abs=0, nan_ok=True), name


@given(st.floats(0, 40).map(int), st.floats(0.5, 60), st.floats(0.01, 0.6))
def test_the_tail_is_what_the_masses_leave(count: int, shape: float, p: float) -> None:
    masses = [
        math.exp(math.lgamma(k + shape) - math.lgamma(shape) - math.lgamma(k + 1)) * p**k * (1 - p) ** shape
        for k in range(count)
    ]
    tail = negative_binomial_tail(np.array([float(count)]), np.array([shape]), p)
    assert tail[0] == pytest.approx(max(0.0, 1 - math.fsum(masses)), abs=1e-9)


@given(st.floats(0, 5000), st.floats(0.5, 400))
def test_evidence_halves_with_every_half_life(age: float, half_life: float) -> None:
    now, later = decay(np.array([age, age + half_life]), half_life)
    assert later == pytest.approx(now / 2)
    assert 0 <= later <= now <= 1
