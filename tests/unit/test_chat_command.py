"""`leadgate chat`: one transcript in, one object out; bad lines are named by file, line and field."""

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from leadgate.cli.chat import chat_command
from leadgate.errors import BadInputError

APP = typer.Typer()
APP.command()(chat_command)
AT = "2026-11-23T12:00:00Z"


def write(folder: Path, *rows: Any) -> str:
    file = folder / "chat.jsonl"
    file.write_text("".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return str(file)


def visitor(said: str, **fields: Any) -> dict[str, Any]:
    return {"at": AT, "author": "visitor", "text": said, **fields}


def run(*arguments: str, stdin: str | None = None) -> dict[str, Any]:
    result = CliRunner().invoke(APP, arguments, input=stdin)
    if result.exception is not None:
        raise result.exception
    (line,) = result.stdout.splitlines()
    return dict(json.loads(line))


def test_a_transcript_is_read(tmp_path: Path) -> None:
    text = "  Können wir nächste Woche eine Demo machen? Budget: 20.000 €"
    answer = run(write(tmp_path, {"at": AT, "author": "agent", "text": "Hallo!"}, visitor(text)))
    assert (answer["intent"], answer["action"], answer["escalated_at"]) == ("evaluation", "escalate", 1)
    assert answer["language"] == "de"
    assert answer["reply"]
    assert {"budget", "timeline", "intent"} <= {signal["kind"] for signal in answer["signals"]}
    for signal in answer["signals"]:
        assert signal["message"] == 1
        assert text[signal["start"] : signal["end"]] == signal["text"]


def test_settings_are_heeded(tmp_path: Path) -> None:
    config = tmp_path / "settings.toml"
    config.write_text(
        '[[competition.competitors]]\nname = "Rival"\n[[conversation.answers]]\ntopic = "job"\ntext = "See jobs."\n'
    )
    file = write(tmp_path, visitor("are you hiring? i come from rival"))
    answer = run(file, "--config", str(config))
    assert answer["reply"] == "See jobs."
    assert [s["value"] for s in answer["signals"] if s["kind"] == "competitor"] == [{"name": "Rival", "known": True}]


def test_standard_input_is_read() -> None:
    assert run("-", stdin=json.dumps(visitor("I can't log in")))["intent"] == "support"


BAD: list[tuple[str, tuple[Any, ...], str]] = [
    ("no JSON", (visitor("hi"), "{nope"), "line 2: is no JSON object"),
    ("no object", ("[]",), "line 1: an object is needed"),
    ("no text", ({"at": AT, "author": "visitor"},), "line 1: text: text is needed"),
    ("text that is none", (visitor("hi", text=None),), "line 1: text:"),
    ("no author", ({"at": AT, "text": "hi"},), "line 1: author: visitor or agent is allowed"),
    ("an unknown author", (visitor("hi", author="bot"),), "line 1: author:"),
    ("no time", ({"author": "visitor", "text": "hi"},), "line 1: at: is required"),
    ("a time that is none", (visitor("a"), visitor("b"), visitor("c", at="noon")), "line 3: at:"),
    ("nothing", (), "is empty"),
]


@pytest.mark.parametrize(("rows", "problem"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_bad_input_is_named(tmp_path: Path, rows: tuple[Any, ...], problem: str) -> None:
    file = write(tmp_path, *rows)
    with pytest.raises(BadInputError) as caught:
        run(file)
    assert str(caught.value).startswith(file)
    assert problem in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="cannot be read"):
        run(str(tmp_path / "none.jsonl"))
