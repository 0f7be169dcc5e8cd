"""Reading a seed file: what is wrong with it is told with its place, and what would be right."""

import difflib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

Json = Mapping[str, Any]


class SeedError(ValueError):
    """place: `contacts[2].id`, empty for the whole."""

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"{place}: {problem}" if place else problem)


def read_seed(path: Path) -> dict[str, Any]:
    """Raises ValueError, naming the file, when it cannot be read or is not JSON."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ValueError(f"{path}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: is not UTF-8 text") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"{path}:{error.lineno}: is no JSON: {error.msg} at column {error.colno}") from error
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{path}: is no JSON: {error}") from error
    if not isinstance(content, dict):
        raise ValueError(f'{path}: a JSON object is needed, such as {{"contacts": [...]}}')
    return content


def check_keys(place: str, body: Json, known: Iterable[str]) -> None:
    for name in body:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            told = f"; did you mean {near[0]}?" if near else f"; known are {', '.join(known)}"
            raise SeedError(f"{place}.{name}" if place else name, f"is not known{told}")


def an_object(place: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise SeedError(place, "an object is needed")
    return value


def a_list(place: str, value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise SeedError(place, "a list is needed")
    return value
