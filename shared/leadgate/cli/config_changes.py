"""Settings that differ, shown: one line a setting, and one for each entry that a list or a mapping gained or lost."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from rich.text import Text

from leadgate.cli.console import out
from leadgate.service.compare_settings import SettingChange

_STYLES: Final = {"-": "red", "+": "green", "~": "yellow"}


def print_changes(changes: Sequence[SettingChange]) -> None:
    if not changes:
        out.print(Text("no setting differs"))
    for change in changes:
        for mark, words in _lines(change):
            out.print(Text(f"{mark} {words}", style=_STYLES[mark]))


def changed_rows(changes: Sequence[SettingChange]) -> list[dict[str, Any]]:
    return [{"path": change.path, "old": change.old, "new": change.new} for change in changes]


def _lines(change: SettingChange) -> Iterator[tuple[str, str]]:
    """(mark, words): what a long list or mapping has in common is not repeated."""
    old, new = _entries(change.old), _entries(change.new)
    if old is None or new is None:
        yield "~", f"{change.path}: {_json(change.old)} → {_json(change.new)}"
        return
    gone = [entry for entry in old if entry not in new]
    come = [entry for entry in new if entry not in old]
    yield from (("-", f"{change.path}{entry}") for entry in gone)
    yield from (("+", f"{change.path}{entry}") for entry in come)
    if not gone and not come:
        yield "~", f"{change.path}: in another order"


def _entries(value: Any) -> list[str] | None:
    """Each entry as it is written behind the path; None for a single value."""
    if isinstance(value, Mapping):
        return [f".{name}: {_json(inner)}" for name, inner in value.items()]
    return [f"[]: {_json(inner)}" for inner in value] if isinstance(value, list) else None


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
