"""What was read of a conversation and decided about it, as one JSON object."""

from typing import Any

from leadgate.domain.conversation.deciding import Decided
from leadgate.domain.conversation.said import ConversationReading, Mention


def render_talk(decided: Decided, reading: ConversationReading) -> dict[str, Any]:
    """`signals` in order; `message` counts all lines of the transcript from 0, `start` and `end` its characters."""
    return {
        "intent": decided.intent,
        "action": decided.action,
        "signals": [_render(mention) for mention in reading.mentions],
        "reply": decided.reply,
        "escalated_at": decided.escalated_at,
        "language": reading.language,
        "shares": {intent: round(share, 4) for intent, share in reading.shares.items()},
    }


def _render(mention: Mention) -> dict[str, Any]:
    return {
        "kind": mention.kind,
        "text": mention.text,
        "message": mention.message,
        "start": mention.start,
        "end": mention.end,
        "value": dict(mention.value) if mention.value else None,
        "negated": mention.negated,
    }
