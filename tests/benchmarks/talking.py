"""How long a visitor waits for one chat message to be read."""

import statistics
from collections.abc import Iterator
from functools import partial
from typing import Final

from leadgate.domain.conversation.reading import read_messages
from leadgate.domain.conversation.said import Message
from tests.benchmarks.figures import Figure, seconds_of

TEXTS: Final = (
    "Hi, what does it cost for {n} machines? We need it before March and the budget of {n}k is approved.",
    "We compare you with LineSight. Why should we switch? Our contract ends in {n} weeks.",
    "My password does not work since {n} days, please reset it.",
    "I write my master's thesis on OEE and would like to interview {n} people.",
    "Wir suchen eine Lösung für {n} Werke, das Budget ist freigegeben. Wann können wir telefonieren?",
    "Nous avons {n} sites et voulons une démonstration la semaine prochaine.",
    "No, we don't have a budget this year, ask again in {n} months.",
    "hello?",
)


def figures() -> Iterator[Figure]:
    texts = [text.format(n=number) for number in range(2, 102) for text in TEXTS]
    taken = [seconds_of(partial(read_messages, (Message("visitor", text),))) for text in texts]
    yield Figure("one chat message, p99 of 800", statistics.quantiles(taken, n=100)[98] * 1e3, "ms", 5.0)
    yield Figure("one chat message, median", statistics.median(taken) * 1e3, "ms")
