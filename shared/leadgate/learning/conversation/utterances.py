"""The written utterances: one a line, by language and intent; a held-out part that training never sees."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from leadgate.domain.conversation.said import INTENTS, Intent

LANGUAGES: Final = ("en", "de", "fr", "es")
_ESCALATES: Final = "! "


@dataclass(frozen=True, slots=True)
class Utterance:
    """escalates: whether a person should be called in at once (`! ` in front of the line)."""

    text: str
    intent: Intent
    language: str
    escalates: bool = False


def written() -> tuple[Utterance, ...]:
    """What is learned from."""
    return tuple(utterance for language in LANGUAGES for utterance in _read(f"{language}.toml", language))


def held_out() -> tuple[Utterance, ...]:
    """What is measured on: written afterwards, in another style."""
    return tuple(utterance for language in LANGUAGES for utterance in _read(f"held_out/{language}.toml", language))


def _read(name: str, language: str) -> Iterator[Utterance]:
    text = files("leadgate.learning").joinpath("utterances", name).read_text(encoding="utf-8")
    table = tomllib.loads(text)
    for intent in INTENTS:
        for line in table[intent].strip().splitlines():
            yield Utterance(line.removeprefix(_ESCALATES), intent, language, line.startswith(_ESCALATES))
