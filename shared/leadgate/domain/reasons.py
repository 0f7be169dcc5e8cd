"""Reasons in words that add up exactly: every feature belongs to one topic, whose effect is the sum of its features'.

The effects of all reasons of a layer sum to the layer's log-odds, and with the baseline to those of the verdict.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from leadgate.domain.assessment import LAYERS, LayerName, Pattern, Reason
from leadgate.domain.case import Case, ids
from leadgate.domain.fit_parts import FitPart
from leadgate.domain.signals import Signal
from leadgate.domain.words import counted, days_ago, listed, page_name, spoken

_SMALL: Final = 0.02

Words = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Topic:
    """Features of one layer that one sentence explains. say gives the sentence and its evidence."""

    name: str
    features: tuple[str, ...]
    say: Callable[[Case, Mapping[str, Pattern]], Words]


def explain(
    case: Case,
    patterns: tuple[Pattern, ...],
    contributions: Mapping[str, float],
    layer_of: Mapping[str, LayerName],
    baseline: float,
) -> tuple[Reason, ...]:
    """contributions: feature → what it adds to the log-odds. The strongest reason first; small ones are one a layer."""
    found = {pattern.id: pattern for pattern in patterns}
    reasons: list[Reason] = []
    rest = dict.fromkeys(LAYERS, 0.0)
    for name, value in contributions.items():
        rest[layer_of[name]] += value
    for topic in TOPICS:
        effect = sum(contributions.get(name, 0.0) for name in topic.features)
        if abs(effect) >= _SMALL:
            layer = layer_of[topic.features[0]]
            text, evidence = topic.say(case, found)
            reasons.append(Reason(layer, text, effect, evidence))
            rest[layer] -= effect
    small = ((layer, value) for layer, value in rest.items() if abs(value) > 1e-12)
    reasons.extend(Reason(layer, f"everything else in {layer}", value) for layer, value in small)
    reasons.append(Reason("baseline", "where a lead starts of whom nothing is known", baseline))
    return tuple(
        sorted(reasons, key=lambda r: (r.layer == "baseline", r.text.startswith("everything"), -abs(r.effect)))
    )


def _burst(case: Case, found: Mapping[str, Pattern]) -> Words:
    if "B1" in found:
        return found["B1"].text, found["B1"].signals
    days = case.settings.patterns.burst.window_days
    recent = case.interest_in(0.0, days)
    if recent:
        return f"{counted(len(recent), 'touch', 'touches')} in {days:g} days, as usual for this lead", ids(recent)
    return f"no touch in {days:g} days", ()


def _recency(case: Case, _: Mapping[str, Pattern]) -> Words:
    if not case.touches:
        return "no activity of the lead itself", ()
    last = case.touches[-1]
    return f"last touch {days_ago(case.age_days(last))}", (last.id,)


def _progression(_: Case, found: Mapping[str, Pattern]) -> Words:
    if "B2" in found:
        return found["B2"].text, found["B2"].signals
    return "no movement from educational to evaluation content", ()


def _depth(case: Case, _: Mapping[str, Pattern]) -> Words:
    deep = case.in_stage("evaluation", "pricing", "implementation", "competitive")
    longest = sorted(deep, key=lambda s: -(s.number("seconds") or 0.0))[:2]
    if not longest:
        return "no evaluation, pricing or implementation content read", ()
    names = listed([f"{page_name(s)} ({_minutes(s)})" for s in longest if s.number("seconds")])
    return (f"time with buying content: {names}" if names else "buying content opened, time unknown"), ids(
        tuple(longest)
    )


def _minutes(signal: Signal) -> str:
    seconds = signal.number("seconds") or 0.0
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


def _pattern_or(pattern: str, otherwise: str) -> Callable[[Case, Mapping[str, Pattern]], Words]:
    def say(_: Case, found: Mapping[str, Pattern]) -> Words:
        return (found[pattern].text, found[pattern].signals) if pattern in found else (otherwise, ())

    return say


def _top_funnel(case: Case, _: Mapping[str, Pattern]) -> Words:
    share = case.amount("top_funnel_share")
    text = (
        f"{share:.0%} of what it read only educates"
        if share > 0.5
        else "reads what buyers read, not only what educates"
    )
    return text, ids(case.in_stage("educational"))


def _elsewhere(case: Case, _: Mapping[str, Pattern]) -> Words:
    pages = case.in_stage("careers", "support")
    text = f"{len(pages)} careers or support pages" if pages else "no careers or support pages"
    return text, ids(pages)


def _fit_parts(*groups: str) -> Callable[[Case, Mapping[str, Pattern]], Words]:
    def say(case: Case, _: Mapping[str, Pattern]) -> Words:
        parts: list[FitPart] = [part for part in case.fit.parts if part.group in groups]
        text = "; ".join(part.text for part in parts) or f"{listed(groups)} unknown"
        return text, tuple(signal for part in parts for signal in part.signals)

    return say


def _address(case: Case, _: Mapping[str, Pattern]) -> Words:
    kind = case.profile.person.email_class
    return (f"{kind} e-mail address" if kind else "no e-mail address"), ()


def _forms(case: Case, _: Mapping[str, Pattern]) -> Words:
    forms = case.dossier.own("form_submission")
    if not forms:
        return "has not asked for anything by form", ()
    last = forms[-1]
    names = listed([spoken(name) for name in dict.fromkeys(s.text("form") or "other" for s in reversed(forms))])
    return f"sent the form {names}, last {days_ago(case.age_days(last))}", ids(forms)


def _stage_words(stage: str) -> Callable[[Case, Mapping[str, Pattern]], Words]:
    def say(case: Case, _: Mapping[str, Pattern]) -> Words:
        read = case.in_stage(stage)
        if not read:
            return f"no {stage} content read", ()
        names = listed(list(dict.fromkeys(page_name(s) for s in reversed(read))), most=2)
        return f"read {stage} content: {names}, last {days_ago(case.age_days(read[-1]))}", ids(read)

    return say


def _surge(case: Case, _: Mapping[str, Pattern]) -> Words:
    surges = case.dossier.every("category_surge")
    if not surges:
        return "no category research seen", ()
    strongest = max(surges, key=lambda s: (s.number("percent") or 0.0, s.id))
    return f"category research up {strongest.number('percent') or 0:.0f} %", ids(surges)


def _of_kinds(words: str, otherwise: str, *kinds: str) -> Callable[[Case, Mapping[str, Pattern]], Words]:
    def say(case: Case, _: Mapping[str, Pattern]) -> Words:
        evidence = tuple(signal for kind in kinds for signal in case.dossier.every(kind))
        return (f"{words} ({len(evidence)})" if evidence else otherwise), ids(evidence)

    return say


def _declined(case: Case, _: Mapping[str, Pattern]) -> Words:
    said = tuple(s for s in case.dossier.own("sales_activity") if s.text("result") in ("not_interested", "timing"))
    gone = case.dossier.own("email_unsubscribe")
    text = "said no to sales before" if said else "unsubscribed" if gone else "never said no"
    return text, ids((*said, *gone))


def _colleagues(_: Case, found: Mapping[str, Pattern]) -> Words:
    for pattern in ("B3", "B8"):
        if pattern in found:
            return found[pattern].text, found[pattern].signals
    return "no colleague was active", ()


def _deals(case: Case, _: Mapping[str, Pattern]) -> Words:
    count = sum(deal.won is None for deal in case.dossier.opportunities)
    return (
        f"{counted(count, 'open opportunity', 'open opportunities')} at the company" if count else "no open opportunity"
    ), ()


TOPICS: Final[tuple[Topic, ...]] = (
    Topic("burst", ("burst_touches", "burst_surprise", "active_days"), _burst),
    Topic("recency", ("days_since_touch",), _recency),
    Topic("progression", ("funnel_progress",), _progression),
    Topic("depth", ("depth_minutes",), _depth),
    Topic("bounce", ("pricing_bounce",), _pattern_or("B10", "stays on the pages it opens")),
    Topic("sporadic", ("sporadic",), _pattern_or("B6", "not scattered over months")),
    Topic("top_funnel", ("top_funnel_share",), _top_funnel),
    Topic("elsewhere", ("elsewhere_share",), _elsewhere),
    Topic("company", ("company_fit",), _fit_parts("company")),
    Topic("role", ("role_fit",), _fit_parts("role")),
    Topic("technology", ("technology_fit",), _fit_parts("technology")),
    Topic("timing", ("timing_fit",), _fit_parts("timing")),
    Topic("address", ("contact_quality",), _address),
    Topic("form", ("form_intent",), _forms),
    Topic("pricing", ("pricing_interest",), _stage_words("pricing")),
    Topic("evaluation", ("evaluation_interest",), _stage_words("evaluation")),
    Topic("implementation", ("implementation_interest",), _stage_words("implementation")),
    Topic("comparison", ("comparison",), _pattern_or("B4", "compares no vendors")),
    Topic("surge", ("surge_percent",), _surge),
    Topic("jobs", ("job_postings",), _of_kinds("hiring for this", "no job postings seen", "job_posting")),
    Topic("answered", ("answered_sales",), _of_kinds("answered sales", "has not answered sales", "email_reply")),
    Topic(
        "awareness",
        ("awareness",),
        _of_kinds("events and networks", "no events", "event_attendance", "social_engagement"),
    ),
    Topic("declined", ("declined",), _declined),
    Topic("colleagues", ("colleagues_engaged", "seats_engaged", "colleague_depth", "alone"), _colleagues),
    Topic("referred", ("referred",), _of_kinds("was referred", "not referred", "referral", "introduction_request")),
    Topic(
        "connected",
        ("connected",),
        _of_kinds(
            "known through customers, partners or campaigns",
            "no connection known",
            "customer_connection",
            "partner_touch",
            "campaign_response",
        ),
    ),
    Topic("deals", ("open_deals",), _deals),
)
