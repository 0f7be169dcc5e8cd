"""What one more fact may do to a verdict, and what it may not: held by the bundled model, whatever the dossier."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadgate.assess import assess_all, measure
from leadgate.bootstrap import bundled_model
from leadgate.domain.assessment import Assessment
from leadgate.domain.confidence import confidence_of
from leadgate.domain.dossier import Account, Colleague, Dossier, with_signals
from leadgate.domain.machines import find_machine_signals
from leadgate.domain.section import validated
from leadgate.domain.settings import Settings
from leadgate.domain.signals import Signal
from leadgate.model.registry import FolderRegistry
from tests.property.dossiers import dossiers
from tests.property.test_features import readers

MODEL: Final = FolderRegistry(bundled_model()).current()
SETTINGS: Final = validated(
    Settings,
    {
        "market": {"industries": ["manufacturing"], "countries": ["US", "DACH"], "technologies": ["SAP"]},
        "competition": {"competitors": [{"name": "LineSight", "domains": ["linesight.test"]}]},
    },
)
EXACTLY: Final = 1e-9
leads = st.one_of(dossiers(12), readers(last_days_ago=1)).filter(lambda d: not find_machine_signals(d.signals))
examples = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
Change = Callable[[Dossier], Dossier]


def judge(*dossiers: Dossier) -> tuple[Assessment, ...]:
    return assess_all(dossiers, SETTINGS, MODEL)


def chances(*dossiers: Dossier) -> list[float]:
    return [found.prediction.conversion_probability for found in judge(*dossiers)]


def with_fact(dossier: Dossier, kind: str, by: str | None = None, **properties: Any) -> Dossier:
    """One more signal of the lead (or a colleague), of this instant."""
    now, number = dossier.as_of, len(dossier.signals)
    fact = Signal(f"added-{number}", kind, now, now, by or dossier.lead.id, dossier.account.id or None, "", properties)
    return with_signals(dossier, (*dossier.signals, fact))


def viewed(path: str, seconds: float) -> Change:
    return lambda dossier: with_fact(dossier, "page_view", url=path, seconds=seconds)


def with_active_cfo(dossier: Dossier) -> Dossier:
    return with_fact(dossier, "page_view", by="the-cfo", url="/pricing", seconds=120)


BUYING: Final[Mapping[str, Change]] = {
    "a demo request": lambda dossier: with_fact(dossier, "form_submission", form="demo_request"),
    "a trial": lambda dossier: with_fact(dossier, "form_submission", form="trial"),
    "a pricing request": lambda dossier: with_fact(dossier, "form_submission", form="pricing_request"),
    "three minutes on pricing": viewed("/pricing", 180),
    "six minutes on the docs": viewed("/docs/api", 360),
    "interested on the phone": lambda dossier: with_fact(dossier, "sales_activity", type="call", result="interested"),
    "a referral by a customer": lambda dossier: with_fact(dossier, "referral", referrer_kind="customer"),
}
NOT_BUYING: Final[Mapping[str, Change]] = {
    "unsubscribed": lambda dossier: with_fact(dossier, "email_unsubscribe"),
    "not interested": lambda dossier: with_fact(dossier, "sales_activity", type="call", result="not_interested"),
    "a page of the careers site": viewed("/careers/welder", 90),
    "an application": lambda dossier: with_fact(dossier, "form_submission", form="careers"),
    "a support page": viewed("/support/reset", 90),
    "a mail that bounced": lambda dossier: with_fact(dossier, "email_bounce"),
    "pricing left in four seconds": viewed("/pricing", 4),
    "a case study left in two seconds": viewed("/case-studies/pumps", 2),
    "nobody picked up": lambda dossier: with_fact(dossier, "sales_activity", type="call", result="no_answer"),
}


@pytest.mark.capability("B2", "I1", "I2", "I3", "I5", "I12")
@pytest.mark.parametrize("change", BUYING.values(), ids=BUYING)
@examples
@given(dossier=leads)
def test_evidence_for_a_purchase_never_lowers_the_chance(dossier: Dossier, change: Change) -> None:
    before, after = chances(dossier, change(dossier))
    assert after >= before - EXACTLY


@pytest.mark.capability("B3", "A1")
@examples
@given(leads)
def test_a_colleague_with_a_seat_who_becomes_active_never_lowers_the_chance(dossier: Dossier) -> None:
    account = dossier.account if dossier.account.id else Account("hubspot:company:77")
    colleagues = (*dossier.colleagues, Colleague("the-cfo", title="CFO"))
    with_cfo = replace(dossier, account=account, colleagues=colleagues)
    before, after = chances(with_cfo, with_active_cfo(with_cfo))
    assert after >= before - EXACTLY


@pytest.mark.capability("B10", "N3", "N6", "I5")
@pytest.mark.parametrize("change", NOT_BUYING.values(), ids=NOT_BUYING)
@examples
@given(dossier=leads)
def test_evidence_against_a_purchase_never_raises_the_chance(dossier: Dossier, change: Change) -> None:
    before, after = chances(dossier, change(dossier))
    assert after <= before + EXACTLY


@pytest.mark.capability("B3")
@examples
@given(leads)
def test_a_colleague_on_the_careers_site_never_raises_the_chance(dossier: Dossier) -> None:
    with_colleague = replace(dossier, colleagues=(*dossier.colleagues, Colleague("the-cfo", title="CFO")))
    looked = with_fact(with_colleague, "page_view", by="the-cfo", url="/careers/controller", seconds=200)
    before, after = chances(with_colleague, looked)
    assert after <= before + EXACTLY


# Knowing less

FORGETTING: Final[Mapping[str, Change]] = {
    "title": lambda d: replace(d, lead=replace(d.lead, title="")),
    "address": lambda d: replace(d, lead=replace(d.lead, email="")),
    "country": lambda d: replace(d, lead=replace(d.lead, country=""), account=replace(d.account, country="")),
    "country of the lead": lambda d: replace(d, lead=replace(d.lead, country="")),
    "size": lambda d: replace(d, account=replace(d.account, employees=None)),
    "industry": lambda d: replace(d, account=replace(d.account, industry="")),
    "technologies": lambda d: replace(d, account=replace(d.account, technologies=())),
    "colleagues": lambda d: replace(d, colleagues=()),
    "fiscal year": lambda d: replace(d, account=replace(d.account, fiscal_year_end_month=None)),
    "everything that happened": lambda d: replace(d, signals=()),
    "the last thing that happened": lambda d: replace(d, signals=d.signals[:-1]),
}


def confidence(dossier: Dossier) -> float:
    return confidence_of(measure((dossier,), SETTINGS)[0], 0.0)


@pytest.mark.capability("P6")
@pytest.mark.parametrize("forget", FORGETTING.values(), ids=FORGETTING)
@examples
@given(dossier=leads)
def test_more_unknown_never_raises_the_confidence(dossier: Dossier, forget: Change) -> None:
    assert confidence(forget(dossier)) <= confidence(dossier) + EXACTLY


# Names, order and time


def renamed(dossier: Dossier, name: Callable[[str], str]) -> Dossier:
    """The same under other ids; what is of nobody stays so."""

    def named(signal: Signal) -> Signal:
        lead_id = name(signal.lead_id) if signal.lead_id else None
        return replace(signal, id=name(signal.id), lead_id=lead_id)

    return replace(
        dossier,
        lead=replace(dossier.lead, id=name(dossier.lead.id)),
        account=replace(dossier.account, id=name(dossier.account.id) if dossier.account.id else ""),
        colleagues=tuple(replace(one, id=name(one.id)) for one in dossier.colleagues),
        signals=with_signals(dossier, tuple(map(named, dossier.signals))).signals,
    )


@examples
@given(leads)
def test_renaming_ids_changes_nothing_but_ids(dossier: Dossier) -> None:
    found, other = judge(dossier, renamed(dossier, lambda id_: id_[::-1]))
    assert (other.decision, other.layers, other.prediction) == (found.decision, found.layers, found.prediction)
    assert [(p.id, p.strength, p.text) for p in other.patterns] == [(p.id, p.strength, p.text) for p in found.patterns]


@pytest.mark.capability("B2")
@examples
@given(leads, st.permutations(["educational", "evaluation", "pricing", "implementation"]))
def test_touches_of_one_instant_have_no_order(dossier: Dossier, stages: list[str]) -> None:
    now = dossier.as_of
    pages = [
        Signal(f"page-{place}", "page_view", now, now, dossier.lead.id, None, "", {"stage": stage, "seconds": 60})
        for place, stage in enumerate(stages)
    ]
    one, other = (with_signals(dossier, (*dossier.signals, *some)) for some in (pages, renumbered(pages)))
    assert len(set(chances(one, other))) == 1


def renumbered(pages: list[Signal]) -> list[Signal]:
    return [replace(page, id=f"page-{len(pages) - place}") for place, page in enumerate(pages)]


@pytest.mark.capability("Q6")
@examples
@given(leads, st.integers(1, 300))
def test_a_verdict_ages_by_itself(dossier: Dossier, days: int) -> None:
    """Without news, interest only fades: no intent is stronger later. (A promise may come due, a contract near.)"""
    kinds = ("sales_activity", "contract")
    still = replace(dossier, signals=tuple(s for s in dossier.signals if s.kind not in kinds))
    later = replace(still, as_of=still.as_of + timedelta(days=days))
    assert confidence(later) <= confidence(still) + EXACTLY
    now_case, later_case = measure((still,), SETTINGS)[0], measure((later,), SETTINGS)[0]
    for name in ("form_intent", "pricing_interest", "evaluation_interest", "comparison", "surge_percent"):
        assert later_case.amount(name) <= now_case.amount(name) + EXACTLY
