"""Files that may name a person: exports, training sets, reports, logs. Records of the person go, mentions are blanked.

A file is written anew beside itself and takes its own place in one stroke; one that holds nothing else is deleted.
"""

import csv
import io
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from leadgate.domain.traces import Traces, without
from leadgate.errors import PermanentError

Eraser = Callable[[bytes, Traces], tuple[bytes, int]]
"""The content of a file → the same without the person, and how many records named them; empty where nothing is left."""
_SEARCHED_BYTES: Final = 1 << 20


@dataclass(frozen=True)
class FilesPlace:
    """paths: files, and folders with all below. erasers: for further kinds of files, by suffix."""

    paths: Sequence[Path]
    erasers: Mapping[str, Eraser] = field(default_factory=dict)
    name: str = "files"

    def count(self, traces: Traces) -> int:
        return sum(self._left(path, traces)[1] for path in self._files())

    def erase(self, traces: Traces) -> int:
        found = 0
        for path in self._files():
            content, records = self._left(path, traces)
            if records:
                found += records
                _replace(path, content)
        return found

    def _files(self) -> Iterator[Path]:
        """What held nothing but the person is not there any more the next time."""
        for path in dict.fromkeys(self.paths):
            below = path.rglob("*") if path.is_dir() else (path,)
            yield from sorted(one for one in below if one.is_file())

    def _left(self, path: Path, traces: Traces) -> tuple[bytes, int]:
        eraser = {**ERASERS, **self.erasers}.get(path.suffix.lower(), from_text)
        try:
            return eraser(path.read_bytes(), traces)
        except OSError as error:
            raise PermanentError(f"{path} cannot be read: {error.strerror}") from error
        except UnicodeDecodeError:
            if next(found_in(path, traces.needles), None) is None:
                return b"", 0
            raise PermanentError(f"{path} names the person and is no text: delete it, or make it anew") from None


def from_json_lines(content: bytes, traces: Traces) -> tuple[bytes, int]:
    lines, records = [], 0
    for line in content.splitlines(keepends=True):
        left, found = _from_line(line, traces)
        lines.append(left)
        records += found
    return b"".join(lines), records


def from_json(content: bytes, traces: Traces) -> tuple[bytes, int]:
    try:
        value = json.loads(content)
    except ValueError:
        return from_text(content, traces)
    left = without(value, traces)
    if left == value:
        return content, 0
    return (b"" if left is None else json.dumps(left, indent=2, ensure_ascii=False).encode() + b"\n"), 1


def from_table(content: bytes, traces: Traces) -> tuple[bytes, int]:
    """Rows with the person's id or address are out, and in all others the name is blanked."""
    text = content.decode("utf-8-sig")
    delimiter = max(",;\t|", key=text.partition("\n")[0].count)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    ids = [place for place, name in enumerate(rows[0] if rows else ()) if name.strip().lower().endswith("id")]
    kept = [row for row in rows if not _is_about(row, ids, traces)]
    left = [[traces.erased_from(cell) for cell in row] for row in kept]
    records = len(rows) - len(kept) + sum(before != after for before, after in zip(kept, left, strict=True))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(left)
    return out.getvalue().encode(), records


def from_text(content: bytes, traces: Traces) -> tuple[bytes, int]:
    """Anything else that can be read, such as a log: lines stay, blanked."""
    text = content.decode()
    lines = text.splitlines(keepends=True)
    left = [traces.erased_from(line) for line in lines]
    return "".join(left).encode(), sum(before != after for before, after in zip(lines, left, strict=True))


def found_in(path: Path, needles: Sequence[str]) -> Iterator[str]:
    """Those of the needles that stand in the bytes of a file, whatever case they are in."""
    wanted = {needle: needle.lower().encode() for needle in needles}
    overlap = max(map(len, wanted.values()), default=1) - 1
    tail = b""
    with path.open("rb") as file:
        while wanted and (chunk := file.read(_SEARCHED_BYTES)):
            seen = tail + chunk.lower()
            for needle in [needle for needle, text in wanted.items() if text in seen]:
                del wanted[needle]
                yield needle
            tail = seen[-overlap:] if overlap else b""


ERASERS: Final[Mapping[str, Eraser]] = {
    ".jsonl": from_json_lines,
    ".ndjson": from_json_lines,
    ".json": from_json,
    ".csv": from_table,
    ".tsv": from_table,
}


def _from_line(line: bytes, traces: Traces) -> tuple[bytes, int]:
    try:
        value: Any = json.loads(line)
    except ValueError:
        return from_text(line, traces)
    left = without(value, traces)
    if left == value:
        return line, 0
    return (b"" if left is None else json.dumps(left, ensure_ascii=False).encode() + b"\n"), 1


def _is_about(row: Sequence[str], ids: Sequence[int], traces: Traces) -> bool:
    return any(map(traces.is_named_by, row)) or any(traces.is_crm_id(row[at]) for at in ids if at < len(row))


def _replace(path: Path, content: bytes) -> None:
    try:
        if not content:
            path.unlink()
            return
        beside = path.with_name(f".{path.name}.erasing")
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(path.stat().st_mode)
        beside.replace(path)
    except OSError as error:
        raise PermanentError(f"{path} cannot be written: {error.strerror}") from error
