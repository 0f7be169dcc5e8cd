"""What goes in and what comes out: messages, mentions with their places, the reading of a whole conversation."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

Intent = Literal["evaluation", "support", "curiosity", "job", "other"]
INTENTS: Final[tuple[Intent, ...]] = ("evaluation", "support", "curiosity", "job", "other")
Action = Literal["escalate", "self_service", "continue"]
Shares = Mapping[Intent, float]
"""How much of a message speaks for each intent; all five, summing to 1."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a classifier takes a text for. ready: 0–1, whether somebody who writes so should talk to a person now."""

    shares: Shares
    ready: float = 0.0


Classify = Callable[[str], Opinion]


@dataclass(frozen=True, slots=True)
class Message:
    """author `agent` is our side; every other author is read as the lead's words. at: None where unknown."""

    author: str
    text: str
    at: datetime | None = None

    @property
    def is_ours(self) -> bool:
        return self.author == "agent"


@dataclass(frozen=True, slots=True)
class Mention:
    """Something found in a message: text[start:end] of message number `message`, counted from 0.

    kind: intent, timeline, urgency, budget, authority, pain, competitor, size, student.
    value: what could be read of it: `{"days": 30}`, `{"amount": 50000, "currency": "EUR"}`, `{"intent": "support"}`;
    of a no for now until when: `{"intent": "evaluation", "cue": "later", "days": 190}`.
    negated: it is said not to be so: "we are not looking to buy".
    """

    kind: str
    text: str
    message: int
    start: int
    end: int
    value: Mapping[str, Any] | None = None
    negated: bool = False

    def says(self, name: str) -> Any:
        """One entry of the value; None where there is none."""
        return self.value.get(name) if self.value else None


@dataclass(frozen=True, slots=True)
class MessageReading:
    """One message of the lead. number: its place among all messages. text: its own words, lower case, no accents."""

    number: int
    text: str
    shares: Shares
    ready: float
    mentions: tuple[Mention, ...]
    language: str

    @property
    def intent(self) -> Intent:
        return strongest(self.shares)


@dataclass(frozen=True, slots=True)
class ConversationReading:
    """All that was said. messages: those of the lead, in order."""

    intent: Intent
    shares: Shares
    messages: tuple[MessageReading, ...]
    language: str

    @property
    def mentions(self) -> tuple[Mention, ...]:
        return tuple(mention for message in self.messages for mention in message.mentions)


def strongest(shares: Shares) -> Intent:
    return max(INTENTS, key=lambda intent: shares[intent])


def undecided(_: str = "") -> Opinion:
    """The classifier that knows nothing: what is left are the rules."""
    return Opinion(dict.fromkeys(INTENTS, 1.0 / len(INTENTS)))
