"""Reasons: sentences that are true of the lead, with their evidence, and effects that add up."""

import math
from typing import Final

import pytest

from leadgate.domain.assessment import Reason
from leadgate.domain.disqualification import find_disqualifiers
from leadgate.domain.patterns import find_patterns
from leadgate.domain.reason_topics import TOPICS
from leadgate.domain.reasons import REST, explain
from leadgate.domain.section import validated
from leadgate.domain.settings import Settings
from leadgate.features.columns import FEATURES, LAYER_OF
from tests.builders import NOON, DossierBuilder, a_buyer, a_lead, case_of

JOBS: Final = validated(Settings, {"market": {"topics": ["maintenance"]}})
OFF: Final = validated(Settings, {"patterns": {"off": ["B1", "B2", "B3"]}})


def reasons(lead: DossierBuilder, settings: Settings | None = None) -> dict[str, Reason]:
    """By topic: what is said where every feature adds 1."""
    case = case_of(lead, settings)
    patterns = find_patterns(case, find_disqualifiers(case))
    found = {}
    for topic in TOPICS:
        (reason, *_) = explain(case, patterns, {topic.features[0]: 1.0}, LAYER_OF, -2.0)
        found[topic.name] = reason
    return found


SEEN: Final = a_lead().did("email_open")
SAID: Final = [
    ("form", SEEN, "has not asked for anything by form", 0),
    ("form", a_lead().sent_form("demo_request", days_ago=0), "sent the form demo request today", 1),
    (
        "form",
        a_lead().sent_form("demo_request", days_ago=9).with_deal(won=False, closed_at=NOON),
        "sent the form demo request 9 days ago, before the last deal was closed",
        1,
    ),
    (
        "form",
        a_lead().sent_form("webinar", days_ago=9).sent_form("webinar", days_ago=2),
        "sent the form webinar, last 2 days ago",
        2,
    ),
    (
        "form",
        a_lead().sent_form("webinar", days_ago=9).sent_form("trial"),
        "sent the forms trial and webinar, last yesterday",
        2,
    ),
    ("burst", SEEN, "no touch in 7 days", 0),
    ("burst", a_lead().clicked(), "1 touch in 7 days, no burst", 1),
    ("recency", a_lead().clicked(days_ago=5), "last touch 5 days ago", 1),
    (
        "progression",
        a_lead().viewed("pricing", days_ago=3).viewed("educational"),
        "no movement towards evaluation content",
        0,
    ),
    ("depth", SEEN, "no evaluation, pricing or implementation content read", 0),
    ("depth", a_lead().viewed("pricing", seconds=480), "time with buying content: pricing (8 min)", 1),
    ("depth", a_lead().viewed("pricing", seconds=None), "buying content opened, time unknown", 1),
    ("bounce", a_lead().viewed("pricing"), "stays on the pages it opens", 0),
    ("bounce", a_lead().viewed("pricing", seconds=3), "1 pricing visit, under 10 s, nothing read in depth", 1),
    ("top_funnel", a_lead().viewed("educational"), "no run of content that only educates", 0),
    ("elsewhere", a_lead().viewed("careers"), "1 touch about careers", 1),
    ("elsewhere", a_lead().sent_form("support").viewed("careers"), "2 touches about support and careers", 2),
    ("address", a_lead(email="info@acme.com"), "mailbox of no person", 0),
    ("pricing", a_lead().viewed("pricing", seconds=3), "no pricing content read", 0),
    ("pricing", a_lead().viewed("pricing"), "read pricing content: pricing, last yesterday", 1),
    ("comparison", a_lead().did("review_site_visit", site="G2"), "compares vendors: G2", 1),
    ("surge", SEEN, "no category research seen", 0),
    ("surge", a_lead().company_had("category_surge", percent=340), "category research up 340 %", 1),
    ("surge", a_lead().company_had("category_surge", percent=-20), "category research not up", 1),
    ("jobs", a_lead().company_had("job_posting", title="Maintenance Lead"), "hiring for this: Maintenance Lead", 1),
    ("jobs", a_lead().company_had("job_posting", title="Truck Driver"), "hiring for other things", 0),
    ("answered", SEEN, "has not answered sales", 0),
    ("answered", a_lead().replied("yes").heard_by_sales("interested"), "answered sales: 1 reply and 1 talk", 2),
    ("answered", a_lead().heard_by_sales("no_answer"), "has not answered sales", 0),
    ("awareness", a_lead().did("event_attendance", name="Hannover Messe"), "events and networks: Hannover Messe", 1),
    ("declined", SEEN, "never said no", 0),
    ("declined", a_lead().heard_by_sales("timing"), "said before that it was not the time", 1),
    ("declined", a_lead().heard_by_sales("not_interested"), "said no to sales before", 1),
    ("declined", a_lead().did("email_unsubscribe"), "unsubscribed", 1),
    ("colleagues", SEEN.at_company(), "no colleague was active", 0),
    (
        "colleagues",
        a_lead().at_company().viewed("pricing", by="CFO"),
        "1 colleague active too: CFO on pricing yesterday",
        1,
    ),
    (
        "referred",
        a_lead().did("referral", referrer="Jo Lee", referrer_kind="customer"),
        "was referred by Jo Lee (customer)",
        1,
    ),
    ("referred", SEEN, "not referred", 0),
    ("connected", a_lead().did("partner_touch", referrer="Kessel"), "came through Kessel", 1),
    ("deals", a_lead().at_company().with_deal(), "1 deal open at the company", 0),
]


@pytest.mark.parametrize(("topic", "lead", "text", "evidence"), SAID, ids=[f"{row[0]}: {row[2]}" for row in SAID])
def test_a_reason_is_true_of_the_lead(topic: str, lead: DossierBuilder, text: str, evidence: int) -> None:
    reason = reasons(lead, JOBS)[topic]
    assert (reason.text, len(reason.signals)) == (text, evidence)


def test_where_nothing_was_recorded_what_is_absent_is_no_reason() -> None:
    silent = reasons(a_lead())
    assert silent["form"].text == "nothing is known of intent"
    assert silent["colleagues"].text == "nothing is known of relationship"
    assert silent["deals"].text == "nothing is known of relationship"


def test_a_pattern_that_is_off_does_not_turn_its_reason_into_a_lie() -> None:
    found = reasons(a_buyer(), OFF)
    assert found["colleagues"].text.startswith("1 colleague active too")
    assert found["progression"].text == "some movement towards evaluation content"


def test_every_feature_but_the_size_is_explained_once() -> None:
    told = [name for topic in TOPICS for name in topic.features]
    assert len(told) == len(set(told))
    assert {feature.name for feature in FEATURES} - set(told) <= {"employees"}


def test_a_topic_is_of_one_layer() -> None:
    for topic in TOPICS:
        assert len({LAYER_OF[name] for name in topic.features}) == 1


@pytest.mark.capability("P1")
def test_effects_add_up_by_layer_and_small_ones_are_one_line() -> None:
    case = case_of(a_buyer())
    contributions = {feature.name: (0.3 if number % 2 else 0.001) for number, feature in enumerate(FEATURES)}
    found = explain(case, (), contributions, LAYER_OF, -2.0)
    assert math.fsum(reason.effect for reason in found) == pytest.approx(math.fsum(contributions.values()) - 2.0)
    for layer in ("behavior", "fit", "intent", "relationship"):
        wanted = math.fsum(value for name, value in contributions.items() if LAYER_OF[name] == layer)
        assert math.fsum(r.effect for r in found if r.layer == layer) == pytest.approx(wanted)
        assert sum(r.layer == layer and r.text.startswith(REST) for r in found) <= 1


def test_the_strongest_comes_first_and_the_baseline_last() -> None:
    found = explain(case_of(a_buyer()), (), {"form_intent": 1.2, "company_fit": 0.4, "declined": -0.9}, LAYER_OF, -2.0)
    assert [reason.effect for reason in found] == [1.2, -0.9, 0.4, -2.0]
    assert found[-1].layer == "baseline"


def test_what_is_unknown_is_no_reason() -> None:
    nobody = reasons(a_lead())
    for topic in ("recency", "progression", "bounce", "top_funnel", "address", "role"):
        assert nobody[topic].text.startswith(REST)
