"""The sources there are: mapping files that ship with the product, and a folder of your own, which comes first."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from leadgate.errors import BadInputError
from leadgate.sources.mapping import SourceMapping, read_mapping

_READY: Final = Path(__file__).parent


def source_names(folder: str = "") -> tuple[str, ...]:
    """Sorted. folder: of the setting `sources.folder`; empty for none."""
    return tuple(sorted(_files(folder)))


def load_source(name: str, folder: str = "") -> SourceMapping:
    """Raises BadInputError where there is none of this name, or the file is wrong."""
    return load_file(path_of(name, folder))


def path_of(name: str, folder: str = "") -> Path:
    files = _files(folder)
    if name not in files:
        raise BadInputError("source", f"one of {', '.join(sorted(files))} is allowed")
    return files[name]


def load_file(path: Path) -> SourceMapping:
    """Raises BadInputError naming file, place and what is allowed."""
    try:
        return _read(path, path.stat().st_mtime_ns)
    except BadInputError as error:
        raise BadInputError(str(path), str(error)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(str(path), "cannot be read as a mapping file") from error


@cache
def _read(path: Path, _: int) -> SourceMapping:
    """By when it was changed: a mapping is read once, and again when somebody has edited it."""
    return read_mapping(path.read_text(encoding="utf-8"))


def _files(folder: str) -> Mapping[str, Path]:
    own = sorted(Path(folder).glob("*.toml")) if folder else []
    return {path.stem: path for path in (*sorted(_READY.glob("*.toml")), *own)}
