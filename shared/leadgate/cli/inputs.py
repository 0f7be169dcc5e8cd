"""What several commands are given."""

import sys
from pathlib import Path

from leadgate.domain.settings import Settings
from leadgate.embedded.settings import read_settings
from leadgate.errors import BadInputError


def read_settings_or_defaults(config: Path | None) -> Settings:
    """Raises BadInputError naming the file, the setting and what is allowed."""
    return read_settings(config) if config else Settings()


def read_text(file: str) -> str:
    """UTF-8 text of a file, `-` for standard input. Raises BadInputError naming the file."""
    name = "standard input" if file == "-" else file
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return content.decode("utf-8-sig")
    except OSError as error:
        raise BadInputError(name, f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BadInputError(name, "must be UTF-8 text") from error
