"""POST /chat: kept before it is answered, read as one conversation, and a person called once."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from functions.chat.app import preflight, receive
from leadgate.bootstrap import embedded_ports
from leadgate.domain.signals import Signal
from leadgate.embedded.secrets import EnvironmentSecrets
from leadgate.errors import BadInputError, UnverifiedError
from leadgate.http import HttpRequest
from leadgate.ports import Ports
from leadgate.service.converse import ESCALATION, read_chat
from tests.contract.building import NOON, FixedClock

LEAD = "hubspot:contact:501"
ORIGIN = "https://www.seller.example"
Json = dict[str, Any]


@pytest.fixture
def ports(tmp_path: Path) -> Iterator[Ports]:
    config = tmp_path / "settings.json"
    config.write_text(json.dumps({"tracker": {"allowed_origins": [ORIGIN]}}))
    made, database = embedded_ports(tmp_path / "data", config)
    yield replace(made, clock=FixedClock(), secrets=EnvironmentSecrets({"TRACKER_WRITE_KEY": "write-key"}))
    database.close()


def post(ports: Ports, body: Any, **headers: str) -> Json:
    content = json.dumps({"lead_id": LEAD, **body}).encode()
    request = HttpRequest("POST", "https://x/chat", {"x-leadgate-key": "write-key", **headers}, content)
    answer = receive(request, ports)
    assert answer.status == 200
    return dict(json.loads(answer.text()))


def test_an_id_that_no_lead_can_have_is_refused(ports: Ports) -> None:
    with pytest.raises(BadInputError, match="hubspot:contact:<number>"):
        post(ports, {"lead_id": "jennifer@acme.example", "text": "hi"})


def kept(ports: Ports, kind: str) -> list[Signal]:
    return [signal for signal in ports.store.signals_of((LEAD,), None) if signal.kind == kind]


def said(text: str, minutes: int = 0, author: str = "visitor") -> Json:
    return {"author": author, "text": text, "at": (NOON + timedelta(minutes=minutes - 60)).isoformat()}


def test_a_message_is_kept_and_answered(ports: Ports) -> None:
    answer = post(ports, {"text": "I forgot my password"})
    assert (answer["intent"], answer["action"]) == ("support", "self_service")
    assert answer["reply"]
    assert set(answer) == {"intent", "action", "reply"}
    (signal,) = kept(ports, "chat_message")
    assert signal.properties["text"] == "I forgot my password"
    assert (signal.properties["author"], signal.occurred_at, signal.lead_id) == ("visitor", NOON, LEAD)


def test_high_intent_calls_a_person_and_has_the_lead_judged(ports: Ports) -> None:
    assert post(ports, {"text": "Can I get a demo next week? Budget is approved."})["action"] == "escalate"
    (call,) = kept(ports, ESCALATION)
    assert "demo" in call.properties["text"]
    assert ports.queue.waiting() == 1


def test_a_person_is_called_once_a_conversation(ports: Ports) -> None:
    for number, text in enumerate(("Can I get a demo next week?", "Hello? I want a quote too.", "thanks")):
        assert post(ports, {"conversation_id": "c1", "messages": [said(text, number)]})["action"] == "escalate"
    assert len(kept(ports, ESCALATION)) == 1
    assert len(kept(ports, "chat_message")) == 3


def test_the_same_message_twice_is_once(ports: Ports) -> None:
    for _ in range(2):
        post(ports, {"messages": [said("how much is it?")]})
    assert len(kept(ports, "chat_message")) == 1


def test_what_was_said_earlier_counts(ports: Ports) -> None:
    assert post(ports, {"messages": [said("we are a team of 80 people")]})["action"] != "escalate"
    asked = said("By when would you like to start?", 1, "agent")
    assert post(ports, {"messages": [said("how much is it?", 2), asked, said("in 3 weeks", 3)]})["action"] == "escalate"


def test_another_conversation_is_another(ports: Ports) -> None:
    post(ports, {"conversation_id": "c1", "messages": [said("Can I get a demo next week?")]})
    later = {"conversation_id": "c2", "messages": [said("I can't log in", 5)]}
    assert post(ports, later)["intent"] == "support"


def test_our_own_words_are_no_signals_but_questions_are_remembered(ports: Ports) -> None:
    post(ports, {"messages": [said("Do you have a budget?", 0, "agent"), said("yes", 1)]})
    (signal,) = kept(ports, "chat_message")
    assert signal.properties["asked"] == "Do you have a budget?"


def test_who_has_no_key_is_kept_out(ports: Ports) -> None:
    with pytest.raises(UnverifiedError):
        receive(HttpRequest("POST", "https://x/chat", {}, b"{}"), ports)
    with pytest.raises(UnverifiedError):
        post(ports, {"text": "hi"}, origin="https://elsewhere.example")
    assert not kept(ports, "chat_message")


def test_a_browser_of_ours_may_send(ports: Ports) -> None:
    answer = preflight(HttpRequest("OPTIONS", "https://x/chat", {"origin": ORIGIN}), ports)
    assert (answer.status, answer.headers["Access-Control-Allow-Origin"]) == (204, ORIGIN)


REFUSED: list[tuple[str, Any, str]] = [
    ("no object", ["hi"], "body"),
    ("nobody's", {"text": "hi"}, "lead_id"),
    ("a company's", {"lead_id": "hubspot:company:77", "text": "hi"}, "lead_id"),
    ("no text", {"lead_id": LEAD}, "text"),
    ("text that is none", {"lead_id": LEAD, "text": 5}, "text"),
    ("no messages", {"lead_id": LEAD, "messages": []}, "messages"),
    ("messages that are no list", {"lead_id": LEAD, "messages": "hi"}, "messages"),
    ("too many", {"lead_id": LEAD, "messages": [{"text": "hi"}] * 201}, "messages"),
    ("a message that is none", {"lead_id": LEAD, "messages": ["hi"]}, "messages[0]"),
    ("an unknown author", {"lead_id": LEAD, "messages": [{"author": "bot", "text": "hi"}]}, "messages[0].author"),
    (
        "a time that is none",
        {"lead_id": LEAD, "messages": [{"text": "hi"}, {"text": "x", "at": "now"}]},
        "messages[1].at",
    ),
    ("the future", {"lead_id": LEAD, "text": "hi", "at": "2099-01-01T00:00:00Z"}, "at"),
    ("too long", {"lead_id": LEAD, "text": "x" * 20_001}, "text"),
]


@pytest.mark.parametrize(("body", "path"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_nobody_can_read_is_refused_by_its_path(body: Any, path: str) -> None:
    with pytest.raises(BadInputError) as caught:
        read_chat(body, NOON)
    assert caught.value.path == path
