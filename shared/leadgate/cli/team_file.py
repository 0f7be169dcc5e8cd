"""Team files and other JSON that routing reads, each refused by file and field."""

import json
from pathlib import Path
from typing import Any

from leadgate.domain.team import Team, read_team
from leadgate.errors import BadInputError
from leadgate.json_files import read_text
from leadgate.service.team_facts import check_holidays


def read_team_file(path: Path) -> Team:
    tree = read_json_file(path)
    if not isinstance(tree, dict):
        raise BadInputError(str(path), "an object with reps, account_owners and fallback_queue is needed")
    try:
        team = read_team(tree)
        check_holidays(team)
    except BadInputError as error:
        raise BadInputError(f"{path}: {error.path}" if error.path else str(path), error.problem) from error
    return team


def read_json_file(path: Path) -> Any:
    return parsed_json(read_text(str(path)), str(path))


def parsed_json(text: str, place: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        where = f" ({error.msg}, line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise BadInputError(place, f"is no JSON{where}") from error
