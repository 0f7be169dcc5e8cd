"""Whom a reply tells us to ask instead: an address, or a name behind the words that refer to it."""

import re
from collections.abc import Sequence
from typing import Final

from leadgate.domain.conversation.phrases import Hit

_ADDRESS: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NAME: Final = re.compile(
    r"(?<=[\s(])(?!(?:I|Sie|Ihnen|Sich|Please|Bitte|The|Our|My|He|She|They)\b)[A-ZÀ-Ý][\w'’-]+"
    r"(?: (?:(?:van|von|de|der|den|di|da|la) ){0,2}[A-ZÀ-Ý][\w'’-]+){0,3}"
)
_NEAR: Final = 90


def ask_instead(text: str, referred: Sequence[Hit], start: int) -> str:
    """As it was written; empty where nobody is named."""
    address = _ADDRESS.search(text, start)
    for hit in referred:
        name = _NAME.search(text, hit.start, hit.start + _NEAR)
        if name:
            return f"{name.group()} ({address.group()})" if address else name.group()
    return address.group() if address else ""
