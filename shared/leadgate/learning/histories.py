"""A history from whatever file it is in: a table by its named columns, or dossiers, which name their outcomes."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from leadgate.domain.settings import Settings
from leadgate.errors import BadInputError
from leadgate.json_files import is_json
from leadgate.learning.tables import History, Roles, history_of, read_dossiers, read_history, roles_of


def history_in(path: Path, roles: dict[str, Any], settings: Settings) -> History:
    """roles: as `Roles` takes them; dossiers name their outcomes. Raises BadInputError naming what is wrong."""
    if is_json(path):
        frame = read_dossiers(path, settings)
        found = roles_of(frame, roles.get("layers", {}))
        taken = (*found.exclude, *roles.get("exclude", ()))
        asked = replace(
            found, exclude=taken, segment=roles.get("segment"), group=roles.get("group"), fair=roles.get("fair", ())
        )
        return history_of(frame, asked)
    if not roles.get("target"):
        raise BadInputError("--target", "is required: the column that says whether the lead converted")
    return read_history(path, Roles(**roles))
