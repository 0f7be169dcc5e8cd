"""An import's output: whole or not there, and resumed where the note says."""

import json
from pathlib import Path
from typing import Any

import pytest

from leadgate.embedded.history_file import HistoryFile
from leadgate.errors import BadInputError
from leadgate.service.import_history import Progress

PLAN: dict[str, Any] = {"crm": "hubspot", "since": "2026-01-01T00:00:00Z", "until": "2026-11-23T12:00:00Z"}


def write(path: Path, *rows: int, plan: dict[str, Any] = PLAN) -> None:
    with HistoryFile(path, plan) as file:
        progress = file.progress
        for row in rows:
            progress.cursor, progress.read = str(row), progress.read + 1
            file.append([{"row": row}], progress)


def lines(path: Path) -> list[int]:
    return [json.loads(line)["row"] for line in path.read_text().splitlines()]


def test_it_gets_its_name_when_all_is_there(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    write(path, 1, 2)
    assert not path.exists()
    with HistoryFile(path, {**PLAN, "until": "2027-01-01T00:00:00Z"}) as file:
        assert file.resumed
        assert file.plan["until"] == PLAN["until"]
        assert (file.progress.cursor, file.progress.read) == ("2", 2)
        file.finish()
    assert lines(path) == [1, 2]
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_kill_left_behind_the_note_is_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    write(path, 1, 2)
    with (tmp_path / "out.jsonl.part").open("a") as torn:
        torn.write('{"row": 3}\n{"ro')
    write(path, 4)
    assert lines(tmp_path / "out.jsonl.part") == [1, 2, 4]


def refused(path: Path, plan: dict[str, Any] = PLAN) -> str:
    with pytest.raises(BadInputError) as error, HistoryFile(path, plan):
        pass
    return str(error.value)


def test_what_cannot_be_gone_on_with_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    write(path, 1)
    assert "was begun with crm hubspot: ask for the same" in refused(path, {**PLAN, "crm": "salesforce"})
    note = tmp_path / "out.jsonl.part.json"
    held = note.read_text()
    for text in ("", "[]", "{}", '{"version": 2}', held.replace('"bytes": ', '"bytes": -')):
        note.write_text(text)
        assert "out.jsonl.part" in refused(path)
    note.write_text(held)
    (tmp_path / "out.jsonl.part").write_text("")
    assert "is shorter than out.jsonl.part.json says" in refused(path)
    (tmp_path / "out.jsonl.part").unlink()
    assert "cannot be written" in refused(path)
    path.touch()
    assert "is there already" in refused(path)


def test_two_imports_do_not_write_one_file(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with HistoryFile(path, PLAN) as first:
        first.append([{"row": 1}], Progress("1", 1))
        assert "is being written by another import" in refused(path)
    assert lines(tmp_path / "out.jsonl.part") == [1]
