"""I6, I10: whether a posting or a surge is about what is sold."""

from typing import Any, Final

import pytest

from leadgate.domain.section import validated
from leadgate.domain.settings_market import Market
from leadgate.domain.topics import OFF_TOPIC, UNTOLD, is_about, relevance_of
from tests.builders import a_lead

MARKET: Final = validated(Market, {"topics": ["predictive maintenance", "MES"], "technologies": ["SAP"]})
ABOUT: Final = [
    ("Predictive Maintenance Engineer", "predictive maintenance", True),
    ("Maintenance Engineer, predictive methods", "predictive maintenance", True),
    ("Maintenance Engineer", "predictive maintenance", False),
    ("Head of Engineering", "engineer", True),
    ("Engineers wanted", "engineering", True),
    ("Automation lead", "automated", True),
    ("Warehousing", "warehouse", True),
    ("Project management", "manager", True),
    ("Line Monitoring", "monitors", True),
    ("Ingénieur de données", "donnees", True),
    ("Talks to users", "us", False),
    ("Payroll Clerk", "predictive maintenance", False),
    ("SAP consultant", "SAP", True),
    ("It saps energy", "SAP", False),
    ("", "SAP", False),
    ("anything", "", False),
]


@pytest.mark.capability("I10")
@pytest.mark.parametrize(("text", "topic", "about"), ABOUT, ids=[f"{text} / {topic}" for text, topic, _ in ABOUT])
def test_a_text_is_about_a_topic_by_the_stems_of_all_its_words(text: str, topic: str, about: bool) -> None:
    assert is_about(text, (topic,)) is about


RELEVANCE: Final = [
    ("a posting about it", "job_posting", {"title": "MES Project Lead"}, 1.0),
    ("a posting whose topic is it", "job_posting", {"title": "Engineer", "topic": "predictive maintenance"}, 1.0),
    ("a posting about something else", "job_posting", {"title": "Truck Driver"}, OFF_TOPIC),
    ("a posting that says nothing", "job_posting", {}, UNTOLD),
    ("a surge about it", "category_surge", {"topic": "maintenance, predictive"}, 1.0),
    ("a surge about something else", "category_surge", {"topic": "payroll software"}, OFF_TOPIC),
    ("a surge that says nothing", "category_surge", {"percent": 340}, 1.0),
]


@pytest.mark.capability("I6", "I10")
@pytest.mark.parametrize(
    ("kind", "properties", "expected"), [row[1:] for row in RELEVANCE], ids=[row[0] for row in RELEVANCE]
)
def test_postings_and_surges_are_matched_to_the_market(kind: str, properties: dict[str, Any], expected: float) -> None:
    (signal,) = a_lead().company_had(kind, **properties).build().signals
    assert relevance_of(signal, MARKET) == expected


@pytest.mark.capability("I10")
def test_without_topics_nobody_can_tell() -> None:
    (signal,) = a_lead().company_had("job_posting", title="Truck Driver").build().signals
    assert relevance_of(signal, Market()) == UNTOLD
