"""Messages of a chat as JSON objects: `{"at", "author": "visitor" | "agent", "text"}`."""

from datetime import datetime
from typing import Final

from leadgate.domain import reading
from leadgate.domain.conversation.said import Message
from leadgate.domain.reading import Row, shown
from leadgate.errors import BadInputError

AUTHORS: Final = ("visitor", "agent")


def parse_message(row: Row, now: datetime | None = None) -> Message:
    """now: for messages that do not say when; None where they must. Raises BadInputError naming the field.

    The text stays as it was written: places in it are counted by its sender too.
    """
    author = row.get("author", "visitor" if now else None)
    if author not in AUTHORS:
        raise BadInputError("author", f"visitor or agent is allowed, not {shown(author)}")
    text = row.get("text")
    if not isinstance(text, str):
        raise BadInputError("text", f"text is needed, not {shown(text)}")
    at = (reading.instant(row, "at") or now) if now else reading.required_instant(row, "at")
    return Message(author, text, at)
