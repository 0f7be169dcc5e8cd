"""How well conversations are read, by language and intent, and how long a message takes; measured, never typed in."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, Final

import numpy as np

from leadgate.domain.conversation.deciding import decide_conversation
from leadgate.domain.conversation.reading import read_messages
from leadgate.domain.conversation.said import INTENTS, Classify, Message
from leadgate.domain.conversation_settings import ConversationSettings
from leadgate.learning.conversation.utterances import LANGUAGES, Utterance

_WRITTEN_AT: Final = datetime(2026, 11, 23, 12, tzinfo=UTC)
_SETTINGS: Final = ConversationSettings()


def measure(utterances: Sequence[Utterance], classify: Classify) -> dict[str, Any]:
    """Accuracy, F1 by intent and language, and precision and recall of calling a person in; a message each."""
    answers = [(u, *_read(u.text, classify)) for u in utterances]
    alone = [(u.intent, max(INTENTS, key=classify(u.text).shares.__getitem__)) for u in utterances]
    pairs = [(u.intent, intent) for u, intent, _ in answers]
    return {
        "utterances": len(utterances),
        "accuracy": _accuracy(pairs),
        "accuracy_of_the_classifier_alone": _accuracy(alone),
        "f1": {intent: _f1(pairs, intent) for intent in INTENTS},
        "by_language": {
            language: {
                "utterances": len(spoken),
                "accuracy": _accuracy(spoken),
                "f1": {intent: _f1(spoken, intent) for intent in INTENTS},
            }
            for language in LANGUAGES
            if (spoken := [(u.intent, intent) for u, intent, _ in answers if u.language == language])
        },
        "escalation": _escalation([(u.escalates, escalated) for u, _, escalated in answers]),
    }


def measure_latency(texts: Sequence[str], read: Callable[[str], object], rounds: int = 5) -> dict[str, float]:
    """Milliseconds of one thread for one message, from text to decision; what else the machine does not counted."""
    times = []
    for _ in range(rounds):
        for text in texts:
            begin = time.thread_time()
            read(text)
            times.append(1000.0 * (time.thread_time() - begin))
    return {f"p{share}_ms": round(float(np.percentile(times, share)), 2) for share in (50, 99)}


def read_once(classify: Classify) -> Callable[[str], object]:
    return lambda text: _read(text, classify)


def _read(text: str, classify: Classify) -> tuple[str, bool]:
    reading = read_messages([Message("visitor", text, _WRITTEN_AT)], classify)
    return reading.intent, decide_conversation(reading, _SETTINGS).action == "escalate"


def _accuracy(pairs: Sequence[tuple[str, str]]) -> float:
    return round(sum(truth == found for truth, found in pairs) / len(pairs), 3)


def _f1(pairs: Iterable[tuple[str, str]], intent: str) -> float:
    count = Counter((truth == intent, found == intent) for truth, found in pairs)
    missed, wrong = count[True, False], count[False, True]
    both = 2 * count[True, True]
    return round(both / (both + missed + wrong), 3) if both else 0.0


def _escalation(pairs: Sequence[tuple[bool, bool]]) -> dict[str, float | int]:
    count = Counter(pairs)
    called, wanted = count[True, True] + count[False, True], count[True, True] + count[True, False]
    return {
        "wanted": wanted,
        "called": called,
        "precision": round(count[True, True] / called, 3) if called else 0.0,
        "recall": round(count[True, True] / wanted, 3) if wanted else 0.0,
    }
