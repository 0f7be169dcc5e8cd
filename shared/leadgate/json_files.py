"""Text and JSON objects from files, each with the place where it stands."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from leadgate.errors import BadInputError


def read_text(file: str) -> str:
    """UTF-8 text of a file, `-` for standard input. Raises BadInputError naming the file."""
    name = name_of(file)
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return content.decode("utf-8-sig")
    except OSError as error:
        raise BadInputError(name, f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BadInputError(name, "must be UTF-8 text") from error


def name_of(file: str) -> str:
    """How errors call it."""
    return "standard input" if file == "-" else file


def is_json(path: Path) -> bool:
    """By its name: an object, or objects a line."""
    return path.suffix.casefold() in {".jsonl", ".ndjson", ".json"}


def read_objects(file: str) -> Iterator[tuple[str, Any]]:
    """(where, object): the file as one object where it is one, else each of its lines."""
    text = read_text(file)
    name = name_of(file)
    if not text.strip():
        raise BadInputError(name, "is empty: a JSON object is needed")
    try:
        yield name, json.loads(text)
        return
    except (ValueError, RecursionError) as error:
        first = text.lstrip()[:1]
        lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
        if len(lines) < 2 or first != "{" or not _is_object(lines[0][1]):
            raise _broken(name, error) from error
    for number, line in lines:
        try:
            yield f"{name} line {number}", json.loads(line)
        except (ValueError, RecursionError) as error:
            raise BadInputError(f"{name} line {number}", f"is no JSON object: {error}") from error


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _broken(name: str, error: Exception) -> BadInputError:
    if isinstance(error, json.JSONDecodeError):
        place = f"{name} line {error.lineno}"
        return BadInputError(place, f"is no JSON: {error.msg} (column {error.colno})")
    return BadInputError(name, "is no JSON")
