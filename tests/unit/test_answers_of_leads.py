"""I5, I1: what replies and forms' messages come to on the way of a lead: its features, rules, findings and reasons."""

from typing import Final

import pytest

from leadgate.domain.disqualification import find_disqualifiers
from leadgate.domain.reason_topics import TOPICS
from leadgate.domain.rules import Judged, fired_rules
from tests.builders import DossierBuilder, a_lead, case_of

SAY: Final = {topic.name: topic.say for topic in TOPICS}
REPLIES: Final = [
    ("in our favour", "Thursday at 3 pm works", True, ""),
    ("of which no text is known", None, True, ""),
    ("handed on", "Looping in our IT lead.", True, ""),
    ("unclear", "ok", False, ""),
    ("not theirs", "Not my department.", False, ""),
    ("a no", "Non siamo interessati.", False, "turned us down yesterday: “Non siamo interessati.”"),
    ("an opt-out", "Stop emailing me", False, "do not contact: wrote yesterday “Stop emailing me”"),
    ("a mailbox's own", "I am on parental leave and back in May.", False, ""),
]


@pytest.mark.capability("I5", "R11")
@pytest.mark.parametrize(("text", "answers", "no"), [row[1:] for row in REPLIES], ids=[row[0] for row in REPLIES])
def test_only_what_is_in_our_favour_answers_sales(text: str | None, answers: bool, no: str) -> None:
    case = case_of(a_lead().replied(text))
    rules = {rule.id: rule for rule in fired_rules(case, Judged(0.2, 0.9, None, (), ()))}
    assert (case.amount("answered_sales") > 0, "R11" in rules) == (answers, answers)
    assert (case.amount("declined") > 0) is bool(no)
    assert (rules["I5"].text if "I5" in rules else "") == no


@pytest.mark.capability("I5")
def test_a_yes_after_a_no_takes_it_back() -> None:
    lead = a_lead().replied("No thanks", days_ago=9).replied("Thursday at 3 pm works after all", days_ago=1)
    case = case_of(lead)
    assert case.amount("declined") == 0
    assert "I5" not in {rule.id for rule in fired_rules(case, Judged(0.2, 0.9, None, (), ()))}


SAID: Final = [
    ("unclear", a_lead().replied("ok"), "answered", "replied, but says nothing of buying", 1),
    ("a no", a_lead().replied("No thanks"), "answered", "has not answered sales", 0),
    ("a no, quoted", a_lead().replied("No thanks"), "declined", "turned us down yesterday: “No thanks”", 1),
    ("a date", a_lead().replied("Je suis là en mars"), "said", "has not said what they want", 0),
    ("a vendor", a_lead().replied("We already signed with PlantPulse"), "said", "has not said what they want", 0),
]


@pytest.mark.capability("I5")
@pytest.mark.parametrize(("lead", "topic", "text", "count"), [row[1:] for row in SAID], ids=[row[0] for row in SAID])
def test_the_reason_says_no_more_than_the_reply(lead: DossierBuilder, topic: str, text: str, count: int) -> None:
    said, evidence = SAY[topic](case_of(lead), {})
    assert (said, len(evidence)) == (text, count)


WRONG: Final = "Not my department, please contact Anna Weber."
FOUND: Final = [
    ("not theirs, and who is", a_lead().replied(WRONG),
     [("N5", f"replied that they are not the one to ask: “{WRONG}”; ask Anna Weber instead")]),
    ("wrote for themselves since", a_lead().replied(WRONG, days_ago=5).replied("Send me pricing"), []),
    ("a form that is a test", a_lead().sent_form("demo_request", "asdf"),
     [("N6", "the form was only tried out: “asdf”")]),
    ("a test, and a real one since", a_lead().sent_form("demo_request", "test", days_ago=2).sent_form("demo_request"),
     []),
    ("the press", a_lead(title="Journalist"), [("N1", "Journalist: of the press; do they ask to buy or to write?")]),
    ("an investor", a_lead(title="Angel Investor"),
     [("N1", "Angel Investor: an investor; do they ask to buy or to invest?")]),
    ("a founder who also invests", a_lead(title="CEO & Founder | Angel Investor"), []),
    ("a recruiter", a_lead(title="Technical Recruiter"),
     [("N5", "Technical Recruiter: recruits; do they ask for their company?")]),
    ("who leads personnel", a_lead(title="HR Director"), []),
]  # fmt: skip


@pytest.mark.capability("N1", "N5", "N6", "I5")
@pytest.mark.parametrize(("lead", "found"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND])
def test_who_is_no_buyer_goes_to_a_human(lead: DossierBuilder, found: list[tuple[str, str]]) -> None:
    findings = find_disqualifiers(case_of(lead))
    assert [(one.id, one.text) for one in findings] == found
    assert not any(one.strong for one in findings)
