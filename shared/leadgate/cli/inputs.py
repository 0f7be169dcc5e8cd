"""What several commands are given."""

from pathlib import Path

from leadgate.domain.settings import Settings
from leadgate.embedded.settings import read_settings


def read_settings_or_defaults(config: Path | None) -> Settings:
    """Raises BadInputError naming the file, the setting and what is allowed."""
    return read_settings(config) if config else Settings()
