"""The rule layer: each rule holds where it should, says why, and nothing more."""

from datetime import timedelta
from typing import Any, Final

import pytest

from leadgate.domain.alerts import asked_lately
from leadgate.domain.assessment import Pattern
from leadgate.domain.findings import Finding
from leadgate.domain.rules import NURTURE, REVIEW, URGENT, Judged, fired_rules
from leadgate.domain.section import validated
from leadgate.domain.settings import Settings
from leadgate.domain.urgency import urgency_of
from tests.builders import NOON, DossierBuilder, a_buyer, a_lead, case_of


def judged(probability: float = 0.2, confidence: float = 0.9, amount: float | None = None, **more: Any) -> Judged:
    return Judged(probability, confidence, amount, more.get("patterns", ()), more.get("findings", ()))


def rules(lead: DossierBuilder, found: Judged | None = None, **tree: Any) -> dict[str, tuple[str, str]]:
    """Id → (effect, text)."""
    case = case_of(lead, validated(Settings, tree))
    return {rule.id: (rule.effect, rule.text) for rule in fired_rules(case, found or judged())}


def day(days: int) -> str:
    return (NOON + timedelta(days=days)).date().isoformat()


NO: Final = a_lead().heard_by_sales("not_interested", days_ago=9)
NOT_NOW: Final = a_lead().heard_by_sales("timing", days_ago=110, revisit_on=day(40))
NOES: Final[list[tuple[str, DossierBuilder, str | None, str]]] = [
    ("not interested", NO, "I5", "said that they are not interested, 9 days ago"),
    ("unsubscribed", a_lead().did("email_unsubscribe", days_ago=1), "I5", "unsubscribed yesterday"),
    ("not now, with a date", NOT_NOW, "Q3",
     "said that now is not the time, 4 months ago; to be asked again on 2027-01-02"),
    ("not now, without a date", a_lead().heard_by_sales("timing", days_ago=3), "Q3",
     "said that now is not the time, 3 days ago"),
    ("the date has come", a_lead().heard_by_sales("timing", days_ago=110, revisit_on=day(0)), None, ""),
    ("a date in a year holds a year",
     a_lead().heard_by_sales("timing", days_ago=200, revisit_on=day(100)), "Q3",
     "said that now is not the time, 7 months ago; to be asked again on 2027-03-03"),
    ("half a year ago to the day", a_lead().heard_by_sales("not_interested", days_ago=180), "I5",
     "said that they are not interested, 6 months ago"),
    ("longer ago", a_lead().heard_by_sales("not_interested", days_ago=181), None, ""),
    ("asked since", NO.sent_form("demo_request", days_ago=1), None, ""),
    ("asked before", NO.sent_form("demo_request", days_ago=20), "I5", "said that they are not interested, 9 days ago"),
    ("interested since", NO.heard_by_sales("interested", days_ago=1), None, ""),
    ("a newsletter since is no yes", NO.sent_form("newsletter", days_ago=1), "I5",
     "said that they are not interested, 9 days ago"),
    ("nobody picked up", a_lead().heard_by_sales("no_answer"), None, ""),
    ("the colleague's no is not the lead's",
     a_lead().at_company().with_colleague("CFO").did("sales_activity", by="CFO", result="not_interested"), None, ""),
]  # fmt: skip


@pytest.mark.capability("I5", "Q3")
@pytest.mark.parametrize(("lead", "rule", "text"), [row[1:] for row in NOES], ids=[row[0] for row in NOES])
def test_a_no_holds_until_a_yes_or_its_time(lead: DossierBuilder, rule: str | None, text: str) -> None:
    fired = rules(lead)
    assert fired.keys() & {"I5", "Q3"} == ({rule} if rule else set())
    assert rule is None or fired[rule] == ("status:nurture", text)


CFO: Final = a_lead().at_company().with_colleague("CFO")
TRIGGERS: Final[list[tuple[str, DossierBuilder, str | None]]] = [
    ("a demo request today", a_lead().sent_form("demo_request", days_ago=0.2), "urgent: demo request today"),
    ("exactly a week ago", a_lead().sent_form("demo_request", days_ago=7), "urgent: demo request 7 days ago"),
    ("longer ago", a_lead().sent_form("demo_request", days_ago=7.1), None),
    ("a newsletter", a_lead().sent_form("newsletter"), None),
    ("a reply", a_lead().replied("Yes, call me"), "urgent: reply to sales yesterday"),
    ("an executive on pricing", CFO.viewed("pricing", by="CFO"), "urgent: CFO on pricing yesterday"),
    ("an executive who left at once", CFO.viewed("pricing", seconds=3, by="CFO"), None),
    ("an executive on the blog", CFO.viewed("educational", by="CFO"), None),
    ("a clerk on pricing", a_lead().at_company().viewed("pricing", by="Payroll Clerk"), None),
    ("nothing at all", a_lead(), None),
]


@pytest.mark.capability("R11")
@pytest.mark.parametrize(("lead", "text"), [row[1:] for row in TRIGGERS], ids=[row[0] for row in TRIGGERS])
def test_what_is_urgent_needs_less(lead: DossierBuilder, text: str | None) -> None:
    fired = rules(lead).get("R11")
    assert fired == (None if text is None else ("threshold:urgent", f"{text}, so 28% is enough"))


@pytest.mark.capability("R11")
def test_the_newest_trigger_is_the_one_and_triggers_are_settings() -> None:
    lead = a_lead().sent_form("demo_request", days_ago=3, by=None).sent_form("trial", days_ago=1)
    assert rules(lead)["R11"][1].startswith("urgent: demo request")
    assert rules(lead, decision={"urgency": ["trial"]})["R11"][1].startswith("urgent: trial")
    assert urgency_of(case_of(lead, validated(Settings, {"decision": {"urgency": []}}))) is None


KNOWN: Final[list[tuple[str, Judged, bool]]] = [
    ("ready, and little is known", judged(0.6, 0.2), True),
    ("ready, and exactly enough is known", judged(0.6, 0.25), False),
    ("not ready anyway", judged(0.4, 0.2), False),
    ("a large deal needs more", judged(0.6, 0.45, 250_000), True),
    ("a large deal, well known", judged(0.6, 0.5, 250_000), False),
    ("just no large deal", judged(0.6, 0.45, 249_999), False),
    ("a deal of unknown size", judged(0.6, 0.45, None), False),
]


@pytest.mark.capability("P6")
@pytest.mark.parametrize(("found", "review"), [row[1:] for row in KNOWN], ids=[row[0] for row in KNOWN])
def test_who_would_be_ready_but_is_not_known_goes_to_a_human(found: Judged, review: bool) -> None:
    fired = rules(a_lead(), found)
    assert ("P6" in fired) is review
    assert not review or fired["P6"][0] == "status:review"


@pytest.mark.capability("P6")
def test_a_confidence_that_misses_does_not_read_as_one_that_reaches() -> None:
    assert rules(a_lead(), judged(0.6, 0.2499))["P6"][1] == "too little is known (confidence 24%, 25% needed)"


@pytest.mark.capability("F1", "F2")
def test_poor_fit_is_nurtured_and_unknown_fit_is_not() -> None:
    small = a_lead(title="Intern").at_company(employees=2.0)
    effect, text = rules(small)["F"]
    assert effect == "status:nurture"
    assert text.endswith("is below the minimum of 40")
    assert rules(a_lead()) == {}
    assert "F1" in rules(a_lead(title="CEO").at_company(employees=2.0))


@pytest.mark.capability("B6", "B7", "B10")
def test_curiosity_takes_two_patterns() -> None:
    bounce, sporadic = Pattern("B10", "bounce", 1.0, "left at once"), Pattern("B6", "sporadic", 0.8, "now and then")
    assert rules(a_lead(), judged(patterns=(bounce, sporadic)))["B10"] == (
        "status:nurture",
        "left at once; now and then",
    )
    for one in (bounce, sporadic):
        assert rules(a_lead(), judged(patterns=(one,))) == {}


@pytest.mark.capability("N1", "N2")
def test_what_is_sure_disqualifies_and_what_is_weak_goes_to_a_human() -> None:
    sure = Finding("N1", "competitor", True, "works for them")
    weak = Finding("N2", "student", False, "may study")
    assert rules(a_lead(), judged(findings=(sure, weak))) == {
        "N1": ("status:disqualified", "works for them"),
        "N2": ("status:review", "may study"),
    }


OVERRIDES: Final[list[tuple[str, dict[str, Any], bool]]] = [
    ("its source", {"sources": ["Trade Show"]}, True),
    ("another source", {"sources": ["web"]}, False),
    ("its function and seniority", {"functions": ["operations"], "seniorities": ["director"]}, True),
    ("its function, another seniority", {"functions": ["operations"], "seniorities": ["vp"]}, False),
    ("its country", {"countries": ["us", "CA"]}, True),
    ("its domain", {"domains": ["ACME-manufacturing.example"]}, True),
    ("a target account", {"target_account": True}, False),
    ("no target account", {"target_account": False}, True),
]


@pytest.mark.parametrize(("given", "holds"), [row[1:] for row in OVERRIDES], ids=[row[0] for row in OVERRIDES])
def test_a_rule_of_ones_own_needs_all_that_it_names(given: dict[str, Any], holds: bool) -> None:
    own = {"overrides": [{"name": "mine", "status": "review", **given}]}
    fired = rules(a_buyer().with_lead(source="trade show"), decision=own)
    assert ("override:mine" in fired) is holds
    assert not holds or fired["override:mine"] == ("override:review", "your rule mine")


QUIET: Final[list[tuple[str, DossierBuilder, bool]]] = [
    ("heard of half a year ago", a_lead().viewed("/pricing", days_ago=180), False),
    ("longer ago", a_lead().viewed("/pricing", days_ago=181), True),
    ("a colleague came since",
     a_lead().at_company().viewed("/pricing", days_ago=400).with_colleague("CFO").did("page_view", by="CFO"),
     False),
    ("nothing is known of what they did", a_lead(), False),
]  # fmt: skip


@pytest.mark.capability("Q6")
@pytest.mark.parametrize(("lead", "quiet"), [row[1:] for row in QUIET], ids=[row[0] for row in QUIET])
def test_long_silence_of_lead_and_company_is_nurtured_however_well_they_fit(lead: DossierBuilder, quiet: bool) -> None:
    assert ("Q6" in rules(lead, judged(0.9))) == quiet


PITCH: Final = "We can help you with your purchasing and save 20% on paper."
PITCHED: Final = a_lead().sent_form("contact_sales", PITCH)


@pytest.mark.capability("C1", "I1")
def test_who_writes_to_sell_goes_to_a_human_and_asks_for_nothing() -> None:
    fired = rules(PITCHED, judged(0.9, confidence=0.3))
    assert fired["C1"] == (
        "status:review",
        "writes to sell to you, not to buy, yesterday: “We can help you with your purchasing and save 20% on paper.”",
    )
    assert asked_lately(case_of(PITCHED)) is None
    assert "R11" not in rules(PITCHED, decision={"urgency": ["contact_sales"]})


@pytest.mark.parametrize(
    "lead",
    [
        PITCHED.chatted("Besides, can we get a demo of your product?", days_ago=0.5),
        a_lead().sent_form("contact_sales", "Could you help us with our purchasing? We need a quote."),
        a_lead().replied(PITCH),
    ],
    ids=["wants to buy since", "asks us to help", "an answer to our mail"],
)
def test_who_buys_is_not_taken_for_a_seller(lead: DossierBuilder) -> None:
    assert "C1" not in rules(lead)


JUNE: Final = "come back to me in June"
WORDS: Final[list[tuple[str, DossierBuilder, str | None]]] = [
    ("in a chat", a_lead().chatted(JUNE), "said that now is not the time, yesterday; to be asked again on 2027-06-01"),
    ("in a reply", a_lead().replied("melden Sie sich im Juni wieder"),
     "said that now is not the time, yesterday; to be asked again on 2027-06-01"),
    ("a freeze", a_lead().replied("spending freeze until September"),
     "said that now is not the time, yesterday; to be asked again on 2027-09-01"),
    ("after a fiscal year that is known",
     a_lead().at_company(fiscal_year_end_month=3).replied("after our fiscal year"),
     "said that now is not the time, yesterday; to be asked again on 2027-04-01"),
    ("after one that is not known", a_lead().replied("after our fiscal year"),
     "said that now is not the time, yesterday"),
    ("asked since", a_lead().chatted(JUNE, days_ago=3).sent_form("demo_request"), None),
    ("wrote of buying since", a_lead().chatted(JUNE, days_ago=3).chatted("actually, can we get a demo now?"), None),
    ("the date has come", a_lead().chatted("come back to me in two months", days_ago=70), None),
    ("for now, without a date", a_lead().chatted("let's hold off for now"),
     "said that now is not the time, yesterday"),
    ("a no for good is another rule", a_lead().chatted("we went with Zoho"), None),
    ("what is in a form asks", a_lead().sent_form("demo_request", "Our vendor said: come back to me in June."), None),
]  # fmt: skip


@pytest.mark.capability("Q3", "C2")
@pytest.mark.parametrize(("lead", "text"), [row[1:] for row in WORDS], ids=[row[0] for row in WORDS])
def test_a_no_for_now_in_words_holds_until_its_date(lead: DossierBuilder, text: str | None) -> None:
    fired = rules(lead)
    assert fired.get("Q3") == (("status:nurture", text) if text else None)


WENT: Final = a_lead().sent_form("demo_request", days_ago=5).replied("Thanks, but we went with another vendor.")


@pytest.mark.capability("I5")
def test_a_no_in_words_holds_until_they_write_of_buying() -> None:
    text = "turned us down yesterday: “Thanks, but we went with another vendor.”"
    assert rules(WENT)["I5"] == ("status:nurture", text)
    assert "I5" not in rules(WENT.chatted("It did not work out with them, can we get a demo?", days_ago=0.5))
    assert "I5" not in rules(WENT.sent_form("demo_request", days_ago=0.5))


@pytest.mark.capability("C6")
@pytest.mark.parametrize(("strength", "called"), [(1.0, True), (3.0, False)])
def test_how_much_must_be_said_is_a_setting(strength: float, called: bool) -> None:
    settings = validated(Settings, {"conversation": {"escalation": {"strength": strength}}})
    case = case_of(a_lead().chatted("Can we get a demo next week?"), settings)
    assert (case.heard.call is not None) is called


@pytest.mark.capability("R11", "A3")
def test_a_colleague_who_asks_makes_it_urgent() -> None:
    lead = a_lead().at_company().viewed("pricing").sent_form("demo_request", by="Plant Manager")
    assert rules(lead)["R11"] == (URGENT, "urgent: Plant Manager: demo request yesterday, so 28% is enough")
    assert "R11" not in rules(a_lead().at_company().viewed("pricing").sent_form("webinar", by="Plant Manager"))


@pytest.mark.capability("F3")
def test_what_blocks_a_sale_is_looked_at_or_nurtured() -> None:
    lead = a_lead().at_company(technologies=("Oracle",)).sent_form("demo_request")
    market = {"blocking_technologies": ["Oracle"], "technologies": ["SAP"]}
    assert rules(lead, market=market)["F3"][0] == REVIEW
    assert rules(a_lead().at_company(technologies=("Oracle",)), judged(0.1), market=market)["F3"][0] == NURTURE
    assert "F3" not in rules(lead, market={"technologies": ["SAP"]})


@pytest.mark.capability("L10")
def test_a_reps_rejection_holds_until_the_lead_asks_again() -> None:
    rejected = a_lead().sent_form("demo_request", days_ago=3).did("outcome", type="rejected", reason="only curious")
    assert rules(rejected)["L10"] == (NURTURE, "rejected by sales yesterday: only curious")
    assert "L10" not in rules(rejected.sent_form("pricing_request", days_ago=0.1))
    assert "L10" not in rules(a_lead().did("outcome", type="accepted"))


def test_what_is_disqualified_is_not_told_to_be_unknown() -> None:
    sure = judged(0.2, 0.1, findings=(Finding("N6", "invalid_contact", True, "a disposable address"),))
    assert "P6" not in rules(a_lead().sent_form("demo_request"), sure)


@pytest.mark.capability("Q3", "I5")
def test_who_asks_us_to_come_back_is_no_mailbox() -> None:
    fired = rules(a_lead().replied("Not now. Come back to me in April when the new budget is set."))
    assert fired["Q3"] == (NURTURE, "said that now is not the time, yesterday; to be asked again on 2027-04-01")
