"""The rule layer: what decides beside the probability. Each says what it does and why; all that hold are listed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from leadgate.domain.alerts import asked_lately
from leadgate.domain.assessment import Change, Pattern, Rule, SegmentUsed
from leadgate.domain.case import Case
from leadgate.domain.company_news import insolvent, taken_over
from leadgate.domain.findings import Finding
from leadgate.domain.fit_parts import headline
from leadgate.domain.hearing import words_of
from leadgate.domain.noes import no_in_words, standing_no
from leadgate.domain.putting_off import is_for_now
from leadgate.domain.settings_judgement import Override, Thresholds
from leadgate.domain.urgency import urgency_of, what_is_urgent
from leadgate.domain.words import below, below_score, counted, days_ago, listed, quoted

DISQUALIFIED: Final = "status:disqualified"
REVIEW: Final = "status:review"
NURTURE: Final = "status:nurture"
URGENT: Final = "threshold:urgent"


@dataclass(frozen=True, slots=True)
class Judged:
    """What the verdict is made from: the probability, how sure we are, the expected amount, and what was found.

    what_ifs: (change, probability after it) of single changes. returns: what brings a disqualified lead back, judged.
    segment: of the model that judged, where it has segments. sure: 0–1, how far what was learned of this CRM agrees
    about such leads; part of the confidence.
    """

    probability: float
    confidence: float
    amount: float | None
    patterns: tuple[Pattern, ...]
    findings: tuple[Finding, ...]
    what_ifs: tuple[tuple[str, float], ...] = ()
    returns: tuple[Change, ...] = ()
    segment: SegmentUsed | None = None
    sure: float = 1.0


def fired_rules(case: Case, judged: Judged) -> tuple[Rule, ...]:
    """Every rule that holds, in the order in which they decide."""
    return tuple(rule for find in RULES for rule in find(case, judged))


def ready_from(thresholds: Thresholds, *, urgent: bool) -> float:
    """The probability from which a lead is ready."""
    return thresholds.urgent if urgent else thresholds.sales_ready


def _overrides(case: Case, _: Judged) -> Iterable[Rule]:
    for override in case.settings.decision.overrides:
        if _holds(override, case):
            yield Rule(f"override:{override.name}", f"override:{override.status}", f"your rule {override.name}")
            return


def _holds(override: Override, case: Case) -> bool:
    lead, profile = case.dossier.lead, case.profile
    lists = (
        (override.sources, lead.source),
        (override.lifecycles, lead.lifecycle),
        (override.domains, profile.company_domain),
        (override.countries, profile.country or ""),
        (override.functions, profile.person.reading.function),
        (override.seniorities, profile.person.reading.seniority),
    )
    flags = (
        (override.target_account, profile.account.target_account),
        (override.is_customer, case.is_customer),
    )
    return all(not wanted or value.casefold() in {one.casefold() for one in wanted} for wanted, value in lists) and all(
        wanted is None or wanted == value for wanted, value in flags
    )


def _disqualifying(_: Case, judged: Judged) -> Iterable[Rule]:
    return (Rule(finding.id, DISQUALIFIED, finding.text) for finding in judged.findings if finding.strong)


def _doubtful(case: Case, judged: Judged) -> Iterable[Rule]:
    """Weak disqualifiers: a human looks, where there is something to lose; else it is nurtured with the doubt told."""
    effect = _if_worth_a_look(case, judged)
    return (Rule(finding.id, effect, finding.text) for finding in judged.findings if not finding.strong)


def _if_worth_a_look(case: Case, judged: Judged) -> str:
    worth_it = judged.probability >= case.settings.decision.tiers.C or asked_lately(case) is not None
    return REVIEW if worth_it else NURTURE


def _selling(case: Case, _: Judged) -> Iterable[Rule]:
    """Who writes to sell to us came by a buyer's form; whether they buy too, a human may find out."""
    pitches = case.heard.pitches
    if pitches:
        when = days_ago(case.age_days(pitches[-1].signal))
        yield Rule("C1", REVIEW, f"writes to sell to you, not to buy, {when}: {quoted(words_of(pitches[-1].signal))}")


def _too_little_known(case: Case, judged: Judged) -> Iterable[Rule]:
    """A lead that would be ready, if only more were known of it; the more it is worth, the more must be known."""
    if any(finding.strong for finding in judged.findings):
        return  # what is known is enough
    thresholds = case.settings.decision.thresholds
    needed = thresholds.minimum_confidence
    if not _would_be_ready(case, judged, thresholds):
        if asked_lately(case) is not None and judged.confidence < needed:
            sure = below(judged.confidence, needed)
            yield Rule("P6", REVIEW, f"asks to buy, and too little is known to say no ({sure})")
        return
    if judged.amount is not None and judged.amount >= thresholds.high_value:
        needed = max(needed, thresholds.high_value_confidence)
    if judged.confidence < needed:
        sure = below(judged.confidence, needed)
        yield Rule("P6", REVIEW, f"too little is known (confidence {sure}, {needed:.0%} needed)")


def _would_be_ready(case: Case, judged: Judged, thresholds: Thresholds) -> bool:
    if judged.probability >= thresholds.sales_ready:
        return True
    return judged.probability >= thresholds.urgent and urgency_of(case) is not None


def _new_segment(case: Case, judged: Judged) -> Iterable[Rule]:
    """L6: of a segment with few outcomes only the whole is known; a person looks until there are enough."""
    segment, needed = judged.segment, case.settings.learning.segment_outcomes
    if segment is not None and segment.outcomes < needed:
        named = quoted(segment.value) if segment.value else "unknown"
        has = counted(segment.outcomes, "outcome")
        yield Rule("L6", REVIEW, f"{segment.column} is {named}, a segment with {has} of {needed} needed")


def _poor_fit(case: Case, _: Judged) -> Iterable[Rule]:
    fit, minimum = case.fit.score, case.settings.market.minimum_fit
    if fit is not None and fit < minimum:
        yield Rule("F", NURTURE, f"fit {below_score(fit, minimum)} is below the minimum of {minimum:g}")
    company = case.fit.company
    if company is not None and company < minimum and (fit is None or fit >= minimum):
        yield Rule("F1", NURTURE, f"company fit {below_score(company, minimum)} is below the minimum of {minimum:g}")


def _blocked(case: Case, judged: Judged) -> Iterable[Rule]:
    """F3: what they run rules us out, unless somebody knows a way."""
    if case.profile.blocking:
        yield Rule(
            "F3", _if_worth_a_look(case, judged), f"uses {listed(case.profile.blocking)}, with which you cannot be used"
        )


def _not_free_to_buy(case: Case, judged: Judged) -> Iterable[Rule]:
    """A company that cannot pay, or now belongs to a rival: somebody looks before anybody calls."""
    effect = _if_worth_a_look(case, judged)
    broke, sold = insolvent(case.dossier), taken_over(case.dossier)
    if broke is not None:
        yield Rule("F5", effect, f"their company is said to be insolvent: {headline(broke)}")
    rivals = (competitor.name for competitor in case.settings.competition.competitors)
    buyer = sold and next((name for name in rivals if name.casefold() in headline(sold).casefold()), None)
    if sold is not None and buyer:
        yield Rule("N1", effect, f"their company was taken over by the competitor {buyer}: {headline(sold)}")


def _said_no(case: Case, _: Judged) -> Iterable[Rule]:
    no = standing_no(case)
    if no is not None:
        rule = "L10" if no.kind == "outcome" else "Q3" if is_for_now(case, no) else "I5"
        yield Rule(rule, NURTURE, no_in_words(case, no))


def _curious(_: Case, judged: Judged) -> Iterable[Rule]:
    """Leaving pricing at once, scattered over months or alone with educational content: curiosity, no project."""
    against = {pattern.id: pattern for pattern in judged.patterns}
    for other in ("B6", "B7"):
        if "B10" in against and other in against:
            yield Rule("B10", NURTURE, f"{against['B10'].text}; {against[other].text}")
            return


def _gone_quiet(case: Case, _: Judged) -> Iterable[Rule]:
    """Ready means now: where lead and company have long been silent, fit alone is no reason to call."""
    last = case.dossier.signals[-1] if case.dossier.signals else None
    if last is not None and case.age_days(last) > case.settings.decision.quiet_days:
        yield Rule("Q6", NURTURE, f"the last that was heard of lead or company was {days_ago(case.age_days(last))}")


def _urgent(case: Case, _: Judged) -> Iterable[Rule]:
    signal = urgency_of(case)
    if signal is not None:
        threshold = case.settings.decision.thresholds.urgent
        when = days_ago(case.age_days(signal))
        yield Rule("R11", URGENT, f"urgent: {what_is_urgent(case, signal)} {when}, so {threshold:.0%} is enough")


RULES: Final[tuple[Callable[[Case, Judged], Iterable[Rule]], ...]] = (
    _overrides,
    _disqualifying,
    _doubtful,
    _selling,
    _too_little_known,
    _new_segment,
    _poor_fit,
    _blocked,
    _not_free_to_buy,
    _said_no,
    _curious,
    _gone_quiet,
    _urgent,
)
