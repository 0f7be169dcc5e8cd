"""An import's output: JSON Lines that grow beside a note of how far they go, and get their name once all is there.

`FILE.part` holds the rows, `FILE.part.json` how far they go. Rows are on the disk before the note says so; what a kill
left behind the note is cut off when the run goes on.
"""

import fcntl
import json
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final

from leadgate.domain.reading import an_object
from leadgate.errors import BadInputError
from leadgate.service.import_history import Progress

VERSION: Final = 1


class HistoryFile:
    """`service.import_history.HistoryOutput`, and a context manager."""

    def __init__(self, path: Path, plan: Mapping[str, Any]) -> None:
        """plan: what was asked for; a run that is resumed must ask for the same, or BadInputError says what differs.

        `plan` is afterwards the one that was begun with: what it says of `until` was said then.
        """
        self.path = path
        self.part = path.with_name(f"{path.name}.part")
        self._note = path.with_name(f"{path.name}.part.json")
        if path.exists():
            raise BadInputError(str(path), "is there already: name another file, or remove it to import anew")
        held = self._read_note()
        self.plan = dict(plan) if held is None else self._same_plan(held, plan)
        self.progress = _progress_in(held) if held else Progress()
        self.resumed = held is not None
        self._file = self._open(int(held["bytes"]) if held else 0)
        self._begin()

    def append(self, rows: Sequence[Mapping[str, Any]], progress: Progress) -> None:
        for row in rows:
            self._file.write((json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n").encode())
        self._file.flush()
        os.fsync(self._file.fileno())
        self._write_note(progress)

    def finish(self) -> None:
        """All is there: the file gets its name, the note is gone."""
        self._file.close()
        self.part.replace(self.path)
        self._note.unlink(missing_ok=True)

    def close(self) -> None:
        self._file.close()

    def __enter__(self) -> "HistoryFile":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _begin(self) -> None:
        if not self.resumed:
            self._write_note(self.progress)

    def _open(self, size: int) -> BinaryIO:
        try:
            file = self.part.open("r+b" if self.resumed else "ab")
        except OSError as error:
            raise BadInputError(str(self.part), f"cannot be written: {error.strerror}") from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._cut(file, size)
        except BlockingIOError as error:
            file.close()
            raise BadInputError(str(self.part), "is being written by another import") from error
        except BadInputError:
            file.close()
            raise
        return file

    def _cut(self, file: BinaryIO, size: int) -> None:
        if file.seek(0, os.SEEK_END) < size:
            raise BadInputError(str(self.part), f"is shorter than {self._note.name} says; remove both")
        file.truncate(size)
        file.seek(size)

    def _read_note(self) -> Mapping[str, Any] | None:
        try:
            text = self._note.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        except OSError as error:
            raise BadInputError(str(self._note), f"cannot be read: {error.strerror}") from error
        try:
            note = an_object(json.loads(text), "")
            if note["version"] != VERSION or not isinstance(note["bytes"], int) or note["bytes"] < 0:
                raise ValueError(f"version {VERSION} and a number of bytes are needed")
            _progress_in(note)
        except (ValueError, KeyError, TypeError, BadInputError) as error:
            problem = f"is no note of an import that was begun ({error}); remove it and {self.part.name}"
            raise BadInputError(str(self._note), problem) from error
        return note

    def _write_note(self, progress: Progress) -> None:
        note = {
            "version": VERSION,
            "plan": self.plan,
            "bytes": self._file.tell(),
            "cursor": progress.cursor,
            "read": progress.read,
            "calls": progress.calls,
            "counts": dict(progress.counts),
            "notes": list(progress.notes),
        }
        new = self._note.with_name(f"{self._note.name}.new")
        with new.open("w", encoding="utf-8") as file:
            json.dump(note, file)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self._note)

    def _same_plan(self, held: Mapping[str, Any], plan: Mapping[str, Any]) -> dict[str, Any]:
        begun = dict(an_object(held.get("plan"), "plan"))
        different = [name for name in plan if name != "until" and plan[name] != begun.get(name)]
        if different:
            told = ", ".join(f"{name} {begun.get(name)}" for name in different)
            raise BadInputError(str(self.part), f"was begun with {told}: ask for the same, or remove {self._note.name}")
        return begun


def _progress_in(note: Mapping[str, Any]) -> Progress:
    counts = {str(name): int(count) for name, count in note["counts"].items()}
    notes = dict.fromkeys(str(one) for one in note["notes"])
    return Progress(str(note["cursor"]), int(note["read"]), int(note["calls"]), Counter(counts), notes)
