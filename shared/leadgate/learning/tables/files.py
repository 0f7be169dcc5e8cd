"""Files as CRMs write them: CSV in any separator and encoding, gzipped or not, and Parquet. polars does the reading."""

import csv
import gzip
import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, TypeVar

import polars as pl

from leadgate.domain.words import counted
from leadgate.errors import BadInputError

_SEPARATORS: Final = ",;\t|"
_SNIFFED_LINES: Final = 20
_LAST_BYTES: Final = 1 << 16
_GZIP: Final = b"\x1f\x8b"
_PARQUET: Final = b"PAR1"
BATCH_ROWS: Final = 65_536
_T = TypeVar("_T")


def read_table(path: Path) -> pl.DataFrame:
    """Every row. CSV columns are text (what they mean is `columns.py`'s to say), those of Parquet as they were typed.

    Raises BadInputError naming the file: missing, empty, without rows, cut in the middle, or no table at all.
    """
    frame = _read(path, lambda: pl.read_parquet(path) if _is_parquet(path) else _read_csv(path))
    if frame.is_empty() or not frame.columns:
        raise BadInputError(str(path), "holds no rows: a header and at least one row are needed")
    return frame.rename({name: name.strip() for name in frame.columns if name.strip() != name})


def column_names(path: Path) -> tuple[str, ...]:
    """Of the header, without reading the rows where the file is Parquet or plain CSV."""
    names = _read(path, lambda: _scan(path).collect_schema().names())
    return tuple(name.strip() for name in names)


def read_batches(path: Path, columns: Sequence[str], rows: int = BATCH_ROWS) -> Iterator[pl.DataFrame]:
    """The named columns in the order of the file, some rows at a time: memory does not grow with the file."""

    def batches() -> Iterator[pl.DataFrame]:
        scan = _scan(path)
        stripped = {name: name.strip() for name in scan.collect_schema().names()}
        chosen = scan.rename(stripped).select(columns)
        yield from chosen.collect_batches(chunk_size=rows, maintain_order=True)

    iterator = batches()
    while (batch := _read(path, lambda: next(iterator, None))) is not None:
        yield batch


def _scan(path: Path) -> pl.LazyFrame:
    if _is_parquet(path):
        return pl.scan_parquet(path)
    head = _head(path)
    if head[:2] != _GZIP and _is_utf8(path):
        separator = _separator(head.decode("utf-8-sig", "ignore"))
        scan = pl.scan_csv(path, separator=separator, infer_schema=False)
        _refuse_cut(path, _tail(path).decode("utf-8", "ignore"), separator, len(scan.collect_schema()))
        return scan
    return _read_csv(path).lazy()


def _read(path: Path, read: Callable[[], _T]) -> _T:
    try:
        return read()
    except OSError as error:
        problem = "is cut in the middle" if "unexpected end" in str(error) else error.strerror or str(error)
        raise BadInputError(str(path), f"cannot be read: {problem}") from error
    except EOFError as error:
        raise BadInputError(str(path), "cannot be read: it is cut in the middle") from error
    except pl.exceptions.NoDataError as error:
        raise BadInputError(str(path), "is empty: a header and at least one row are needed") from error
    except pl.exceptions.PolarsError as error:
        raise BadInputError(str(path), f"is no table that can be read: {_first_line(error)}") from error


def _is_parquet(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_PARQUET)) == _PARQUET or path.suffix == ".parquet"


def _read_csv(path: Path) -> pl.DataFrame:
    content = path.read_bytes()
    if content[:2] == _GZIP:
        content = gzip.decompress(content)
    text = _decoded(content)
    separator = _separator(text[:_LAST_BYTES])
    frame = pl.read_csv(io.BytesIO(text.encode()), separator=separator, infer_schema=False)
    _refuse_cut(path, text, separator, len(frame.columns))
    return frame


def _decoded(content: bytes) -> str:
    """UTF-8 or what its mark says; each line that is neither is Windows' Western encoding."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "".join(map(_decoded_line, content.removeprefix(b"\xef\xbb\xbf").splitlines(keepends=True)))


def _decoded_line(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def _separator(head: str) -> str:
    """The one that parts the first lines into the same number of fields, the more the better."""
    lines = head.splitlines()[:_SNIFFED_LINES]
    return max(_SEPARATORS, key=lambda separator: _evenness(lines, separator))


def _evenness(lines: Sequence[str], separator: str) -> tuple[float, int]:
    widths = [len(row) for row in csv.reader(lines, delimiter=separator)]
    if not widths or widths[0] < 2:
        return 0.0, 0
    return sum(width == widths[0] for width in widths) / len(widths), widths[0]


def _refuse_cut(path: Path, text: str, separator: str, width: int) -> None:
    """A file that was cut ends in a line with too few fields and no line break."""
    if text.endswith(("\n", "\r")):
        return
    last = text[-_LAST_BYTES:].splitlines()[-1] if text else ""
    fields = len(next(csv.reader([last], delimiter=separator), []))
    if fields < width:
        problem = f"its last line has {counted(fields, 'field')} of {width}: the file seems to be cut in the middle"
        raise BadInputError(str(path), problem)


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_LAST_BYTES)


def _tail(path: Path) -> bytes:
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _LAST_BYTES))
        return file.read()


def _is_utf8(path: Path) -> bool:
    """Whether all of it is; read in pieces."""
    with path.open(encoding="utf-8") as file:
        try:
            while file.read(_LAST_BYTES):
                pass
        except UnicodeDecodeError:
            return False
    return True


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]
