"""`leadgate chat`: a transcript in, what it is about and what to do about it out."""

import json
from pathlib import Path
from typing import Annotated

import typer

from leadgate.cli.console import print_json_line
from leadgate.cli.inputs import read_settings_or_defaults
from leadgate.conversation.choice import converser_for
from leadgate.domain import reading
from leadgate.domain.conversation.deciding import decide_conversation
from leadgate.domain.conversation.reading import read_messages
from leadgate.domain.conversation.said import Message
from leadgate.domain.conversation.talk_json import render_talk
from leadgate.domain.conversation.transcript import parse_message
from leadgate.errors import BadInputError
from leadgate.json_files import read_text


def chat_command(
    file: Annotated[
        str, typer.Argument(help='Transcript: JSON Lines of {"at","author","text"}; `-` is standard input.')
    ],
    config: Annotated[Path | None, typer.Option(help="Settings (TOML or JSON); default: the built-in ones.")] = None,
) -> None:
    """Read a conversation: intent, signals with their places, and whether a person should take over.

    Example: `leadgate chat transcript.jsonl`
    """
    settings = read_settings_or_defaults(config)
    messages = _messages(file)
    names = tuple(competitor.name for competitor in settings.competition.competitors)
    read = read_messages(messages, converser_for(settings.conversation).opinion_of, names)
    print_json_line(render_talk(decide_conversation(read, settings.conversation), read))


def _messages(file: str) -> list[Message]:
    name = "standard input" if file == "-" else file
    lines = [(number, line) for number, line in enumerate(read_text(file).split("\n"), 1) if line.strip()]
    if not lines:
        raise BadInputError(name, "is empty: a transcript needs at least one message")
    return [_message(f"{name} line {number}", line) for number, line in lines]


def _message(place: str, line: str) -> Message:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadInputError(place, f"is no JSON object: {error}") from error
    try:
        return parse_message(reading.an_object(row, ""))
    except BadInputError as error:
        raise BadInputError(f"{place}: {error.path}" if error.path else place, error.problem) from error
