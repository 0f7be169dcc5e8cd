"""What several commands are given."""

from collections.abc import Sequence
from pathlib import Path

from leadgate.domain.settings import Settings
from leadgate.embedded.settings import read_settings


def read_settings_or_defaults(config: Path | None) -> Settings:
    """Raises BadInputError naming the file, the setting and what is allowed."""
    return read_settings(config) if config else Settings()


def names_in(given: Sequence[str]) -> tuple[str, ...]:
    """Each name once, in order; several may stand in one, parted by commas."""
    return tuple(dict.fromkeys(name.strip() for text in given for name in text.split(",") if name.strip()))
