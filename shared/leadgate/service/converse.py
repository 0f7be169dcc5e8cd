"""C: a chat answered. What the lead wrote is kept first; who shows high intent reaches a person at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from leadgate.domain import reading
from leadgate.domain.conversation.deciding import Decided, decide_conversation
from leadgate.domain.conversation.reading import read_messages
from leadgate.domain.conversation.said import Classify, Message
from leadgate.domain.conversation.transcript import parse_message
from leadgate.domain.conversation_settings import ConversationSettings
from leadgate.domain.ids import content_id, is_lead_id
from leadgate.domain.signals import Signal
from leadgate.errors import BadInputError
from leadgate.ports import Ports
from leadgate.records import check_signal
from leadgate.service.keep_signals import keep_signals

MOST_MESSAGES: Final = 200
MOST_CHARACTERS: Final = 20_000
ESCALATION: Final = "chat_escalation"
_ASKED_CHARACTERS: Final = 500
_CLOCK_SLACK: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Chat:
    """What was sent: whose it is, and its messages in order, each with the id it will be kept under."""

    lead_id: str
    conversation: str
    messages: tuple[tuple[str, Message], ...]


def read_chat(content: Any, now: datetime) -> Chat:
    """`{"lead_id", "messages": […]}`, or one message beside the lead's id. Raises BadInputError naming the field."""
    row = reading.an_object(content, "body")
    lead_id = reading.required_text(row, "lead_id")
    if not is_lead_id(lead_id):
        raise BadInputError("lead_id", "a person's id is needed, not a company's or a deal's")
    conversation = reading.text(row, "conversation_id")
    rows = reading.rows(row, "messages") if "messages" in row else [row]
    if not 0 < len(rows) <= MOST_MESSAGES:
        raise BadInputError("messages", f"1 to {MOST_MESSAGES} are allowed, not {len(rows)}")
    return Chat(lead_id, conversation, tuple(_read_messages(rows, "messages" in row, (lead_id, conversation), now)))


def converse(chat: Chat, ports: Ports, classify: Classify) -> Decided:
    """The decision about the conversation so far. Durable when it returns: messages, and the call for a person."""
    settings = ports.settings.current()
    fresh = _signals_of(chat, ports.clock.now())
    keep_signals(fresh, ports)
    kept = settings.retention.readable(ports.store.signals_of((chat.lead_id,), None), ports.clock.now())
    messages = _conversation(chat, kept, settings.conversation)
    names = tuple(competitor.name for competitor in settings.competition.competitors)
    read = read_messages(messages, classify, names)
    decided = decide_conversation(read, settings.conversation)
    if decided.escalated_at is not None:
        keep_signals((_escalation(chat, messages[decided.escalated_at], ports.clock.now()),), ports)
    return decided


def _read_messages(
    rows: Sequence[Any], listed: bool, owner: tuple[str, str], now: datetime
) -> Sequence[tuple[str, Message]]:
    found = []
    for number, row in enumerate(rows):
        try:
            found.append(_read_one(reading.an_object(row, ""), owner, now))
        except BadInputError as error:
            raise (error.under(f"messages[{number}]") if listed else error) from error
    return found


def _read_one(row: Mapping[str, Any], owner: tuple[str, str], now: datetime) -> tuple[str, Message]:
    message = parse_message(row, now)
    if len(message.text) > MOST_CHARACTERS:
        raise BadInputError("text", f"{len(message.text):,} characters are too many; {MOST_CHARACTERS:,} are allowed")
    if message.at and message.at > now + _CLOCK_SLACK:
        raise BadInputError("at", "lies in the future")
    message_id = reading.text(row, "id") or content_id("chat_message", owner, message.at, message.author, message.text)
    return message_id, message


def _signals_of(chat: Chat, now: datetime) -> tuple[Signal, ...]:
    """The lead's messages, each with the question of ours that it answers; our own are no signals."""
    signals: list[Signal] = []
    asked = ""
    for message_id, message in chat.messages:
        if message.is_ours:
            asked = message.text
            continue
        properties = {"author": message.author, "text": message.text, "conversation": chat.conversation}
        if asked:
            properties["asked"] = asked[-_ASKED_CHARACTERS:]
        at = message.at or now
        signals.append(Signal(message_id, "chat_message", at, now, chat.lead_id, None, "chat", properties))
        asked = ""
    for number, signal in enumerate(signals):
        try:
            check_signal(signal)
        except BadInputError as error:
            raise error.under(f"messages[{number}]") from error
    return tuple(signals)


def _conversation(chat: Chat, kept: Sequence[Signal], settings: ConversationSettings) -> list[Message]:
    """Earlier messages of the same conversation, and these, in order of time."""
    sent = {message_id for message_id, _ in chat.messages}
    begin = min((message.at for _, message in chat.messages if message.at), default=None)
    window = timedelta(hours=settings.same_conversation_hours)
    earlier = [
        signal
        for signal in kept
        if signal.kind == "chat_message"
        and signal.id not in sent
        and signal.text("conversation") == chat.conversation
        and begin is not None
        and begin - window <= signal.occurred_at <= begin
    ]
    messages = [message for signal in sorted(earlier, key=lambda s: s.occurred_at) for message in _said(signal)]
    return [*messages, *(message for _, message in chat.messages)]


def _said(signal: Signal) -> tuple[Message, ...]:
    own = Message("visitor", signal.text("text"), signal.occurred_at)
    asked = signal.text("asked")
    return (replace(own, author="agent", text=asked), own) if asked else (own,)


def _escalation(chat: Chat, message: Message, now: datetime) -> Signal:
    """Once a conversation, or once a day where conversations have no id: more calls would be noise."""
    at = message.at or now
    key = content_id(ESCALATION, chat.lead_id, chat.conversation or at.date())
    properties = {"text": message.text[:_ASKED_CHARACTERS], "conversation": chat.conversation}
    return Signal(key, ESCALATION, at, now, chat.lead_id, None, "chat", properties)
