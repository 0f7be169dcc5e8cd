"""Whether a text is about what is sold: job postings and research are matched to the market's topics."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from leadgate.domain.settings_market import Market
from leadgate.domain.signals import Signal

UNTOLD: Final = 0.5
OFF_TOPIC: Final = 0.1
_ENDING: Final = re.compile(r"(?<=\w{4})(ing|s|en|er|ung|ion|ment|ed|e)$")


def relevance_of(signal: Signal, market: Market) -> float:
    """How much a job posting or a surge has to do with what is sold.

    1 where it is about a topic or a technology of the market, 0.1 where it is about something else. Nobody can tell
    while no topics are set, or where it says nothing: 0.5 for a posting, 1 for a surge, whose feed was ordered for
    the category.
    """
    text = f"{signal.text('title')} {signal.text('topic')}".strip()
    wanted = (*market.topics, *market.technologies)
    if not wanted or not text or (signal.kind == "category_surge" and not market.topics):
        return 1.0 if signal.kind == "category_surge" else UNTOLD
    return 1.0 if is_about(text, wanted) else OFF_TOPIC


@lru_cache(maxsize=20_000)
def is_about(text: str, topics: tuple[str, ...]) -> bool:
    """Whether all words of any topic stand in the text, by their stems: `monitor` is in `monitoring`."""
    words = _stems(text)
    return any(_stems(topic) <= words for topic in topics if _stems(topic))


@lru_cache(maxsize=20_000)
def _stems(text: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return frozenset(_stem(word) for word in re.findall(r"\w{2,}", plain))


def _stem(word: str) -> str:
    """`engineers`, `engineering` and `engineer` are one; four letters stay, so that `users` is not `us`."""
    shorter = _ENDING.sub("", word)
    return word if shorter == word else _stem(shorter)
