"""What people write: in the chat, below a form, in a reply, and what a rep noted of a call. By the hidden state."""

from collections.abc import Mapping
from functools import cache
from random import Random
from typing import Final, Literal

from leadgate.learning.conversation.utterances import written
from leadgate.learning.simulation import words
from leadgate.learning.simulation.chance import chosen, happens, on_ladder, picked
from leadgate.learning.simulation.pen import Pen
from leadgate.learning.simulation.world import Persona, State

Subject = Literal["buying", "asking", "curiosity", "support", "job", "study", "refusal", "other"]

# Whoever does not want to talk yet, by rung of readiness: what it writes about when it writes at all.
_ASKING_SHARE: Final = (0.4, 0.6, 0.7, 0.7)
_BUYING_SHARE: Final = (0.01, 0.02, 0.03, 0.04)
_BUYING_SHARE_OF_THE_WILLING: Final = (0.0, 0.2, 0.3)
_BUYING_SHARE_OF_THE_FUNDED: Final = 0.9
_SUBJECTS: Final[Mapping[Persona, Mapping[Subject, float]]] = {
    "reader": {"curiosity": 0.25, "other": 0.13, "asking": 0.58, "buying": 0.04},
    "student": {"study": 0.6, "curiosity": 0.2, "asking": 0.2},
    "job_seeker": {"job": 0.85, "other": 0.15},
    "rival": {"asking": 0.45, "curiosity": 0.45, "buying": 0.1},
    "customer": {"support": 0.7, "asking": 0.25, "other": 0.05},
    "listed": {"other": 1.0},
    "machine": {"other": 0.85, "curiosity": 0.15},
}
_CHATS: Final[Mapping[Persona, float]] = {
    "reader": 0.5,
    "customer": 0.45,
    "student": 0.4,
    "job_seeker": 0.2,
    "listed": 0.0,
    "machine": 0.1,
}
_CHATTING: Final = (0.26, 0.29, 0.31, 0.32)
_CHATTING_OF_THE_WILLING: Final = (0.0, 0.22, 0.24)
_CHATTING_OF_THE_FUNDED: Final = 0.6
_MORE_DETAILS: Final = (0.04, 0.05, 0.06)
_DETAILS_OF_THE_FUNDED: Final = 0.6


def write_chat(pen: Pen, state: State, idle_days: float) -> bool:
    """Some sites have a chat; our side's questions are kept too. Returns whether anything was written."""
    rng = pen.rng
    if not state.sight.chat or not happens(rng, _chance_of_chat(state)):
        return False
    days_ago = idle_days + 30.0 * rng.random() ** 3
    for place, text in enumerate(_lines(rng, state)):
        at = max(days_ago - 0.001 * place, 0.0)
        if place and happens(rng, 0.5):
            pen.write(
                "chat_message", at + 0.0005, pen.lead_id, author="agent", text=picked(rng, words.QUESTIONS_OF_OURS)
            )
        pen.write("chat_message", at, pen.lead_id, author="visitor", text=text)
    return True


def message_of(rng: Random, state: State) -> str:
    """All in one piece, as below a form or in a reply."""
    return " ".join(_lines(rng, state))


def note_of(rng: Random, result: str) -> str:
    """What a rep wrote down of a call; mostly nothing."""
    return picked(rng, words.NOTES[result]) if result in words.NOTES and happens(rng, 0.45) else ""


def _chance_of_chat(state: State) -> float:
    if state.funded:
        return _CHATTING_OF_THE_FUNDED
    if state.will:
        return _CHATTING_OF_THE_WILLING[state.will]
    return _CHATS.get(state.persona, on_ladder(state.shown, _CHATTING))


def _lines(rng: Random, state: State) -> tuple[str, ...]:
    """One message about the subject; whoever wants to talk goes on with what a rep would ask for."""
    subject = _subject(rng, state)
    first = picked(rng, _written()[subject])
    if subject not in ("buying", "asking"):
        return (first,)
    more = _DETAILS_OF_THE_FUNDED if state.funded else _MORE_DETAILS[state.will]
    details = (words.DETAILS[kind] for kind in words.DETAILS if happens(rng, more))
    return (first, *(picked(rng, lines) for lines in list(details)[:3]))


def _subject(rng: Random, state: State) -> Subject:
    if state.refuses and happens(rng, 0.75):
        return "refusal"
    if state.persona in _SUBJECTS:
        return chosen(rng, _SUBJECTS[state.persona])
    if state.funded:
        return "buying" if happens(rng, _BUYING_SHARE_OF_THE_FUNDED) else "asking"
    if state.will:
        return "buying" if happens(rng, _BUYING_SHARE_OF_THE_WILLING[state.will]) else "asking"
    buying = on_ladder(state.shown, _BUYING_SHARE)
    asking = on_ladder(state.shown, _ASKING_SHARE)
    rest = 1.0 - buying - asking
    return chosen(rng, {"buying": buying, "asking": asking, "curiosity": 0.6 * rest, "other": 0.4 * rest})


@cache
def _written() -> Mapping[Subject, tuple[str, ...]]:
    """The utterances the classifier of chats learns from, by subject; studies and refusals are ours."""
    found: dict[Subject, list[str]] = {"buying": [], "asking": [], "study": [*words.STUDIES], "refusal": [*words.NOES]}
    for one in written():
        about = one.intent
        subject: Subject = ("buying" if one.escalates else "asking") if about == "evaluation" else about
        found.setdefault(subject, []).append(one.text)
    return {subject: tuple(texts) for subject, texts in found.items()}
