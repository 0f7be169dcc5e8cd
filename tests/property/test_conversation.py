"""Whatever anybody writes is read without failing, and what is found lies where it is said to lie."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadgate.bootstrap import bundled_model
from leadgate.conversation.classifier import load_classifier
from leadgate.domain.conversation.deciding import decide_conversation
from leadgate.domain.conversation.reading import read_messages
from leadgate.domain.conversation.said import Message
from leadgate.domain.conversation.text import fold
from leadgate.domain.conversation_settings import ConversationSettings

CLASSIFY = load_classifier(bundled_model().parent / "conversation").opinion_of
WORDS = st.sampled_from(
    "we not need demo by end of Q1 31.02.2027 february 30 budget $50k 20-30k no in 3 months until Friday yes nicht kein"
    " Budget d'ici mars dans deux semaines presupuesto 30 mil euros ? ! . , ' \" « » > \n support told me ASAP vs Zoho"
    " 99 0 1.000.000 € 2027-13-45 eoy next ".split(" ")
)
SENTENCES = st.lists(WORDS, max_size=25).map(" ".join)
TEXTS = st.one_of(SENTENCES, st.text(max_size=200))
DAYS = st.integers(0, 33_000).map(lambda days: datetime(2000, 1, 1, tzinfo=UTC) + timedelta(days=days)) | st.none()
MESSAGES = st.lists(st.builds(Message, st.sampled_from(("visitor", "agent")), TEXTS, DAYS), max_size=5)


@given(MESSAGES)
@settings(deadline=None)
def test_anything_can_be_read(messages: list[Message]) -> None:
    reading = read_messages(messages, CLASSIFY, ("Zoho", ""))
    decided = decide_conversation(reading, ConversationSettings())
    assert sum(reading.shares.values()) == pytest.approx(1.0)
    for mention in reading.mentions:
        assert messages[mention.message].text[mention.start : mention.end] == mention.text
        assert mention.kind != "timeline" or not mention.value or mention.value["days"] >= 0
    if decided.escalated_at is not None:
        assert messages[decided.escalated_at].author == "visitor"


@given(MESSAGES)
@settings(deadline=None)
def test_escalation_comes_with_the_first_message_that_shows_it(messages: list[Message]) -> None:
    def escalated(count: int) -> int | None:
        reading = read_messages(messages[:count], CLASSIFY)
        return decide_conversation(reading, ConversationSettings()).escalated_at

    first = escalated(len(messages))
    if first is not None:
        assert escalated(first + 1) == first
        assert escalated(first) is None


@given(st.text())
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)
