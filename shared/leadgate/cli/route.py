"""`leadgate route`: assessments in, assignments out; a state file carries fairness from call to call."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from leadgate.domain.routing import (
    Assignment,
    RoutingRequest,
    RoutingState,
    Step,
    parse_request,
    parse_state,
    render_assignment,
    render_state,
    render_step,
    route,
)
from leadgate.domain.team import Team, read_team
from leadgate.errors import BadInputError
from leadgate.json_files import read_text
from leadgate.service.team_facts import check_holidays, team_facts


def route_command(
    team: Annotated[Path, typer.Option("--team", help="Team file (JSON): reps, account owners, fallback queue.")],
    leads: Annotated[str, typer.Option("--leads", help="Assessments, one JSON object a line; - is standard input.")],
    state: Annotated[
        Path | None,
        typer.Option("--state", help="Fairness so far; made if missing, replaced when all lines were good."),
    ] = None,
) -> None:
    """Give each lead to a rep or a queue, one assignment a line, in the order of the leads."""
    the_team = _read_team(team)
    before = _read_state(state)
    requests = list(_read_requests(leads))
    assignments, after = route(requests, the_team, before, team_facts())
    lines = _Lines()
    sys.stdout.writelines(f"{lines.of(assignment)}\n" for assignment in assignments)
    sys.stdout.flush()
    if state is not None:
        _replace(state, json.dumps(render_state(after), separators=(",", ":")))


class _Lines:
    """Assignments as JSON; steps that many leads share are written once and reused."""

    def __init__(self) -> None:
        self._steps: dict[int, tuple[Step, str]] = {}

    def of(self, assignment: Assignment) -> str:
        head = json.dumps({**render_assignment(assignment), "considered": None}, ensure_ascii=False)
        steps = ", ".join(self._step(step) for step in assignment.considered)
        return f"{head.removesuffix('null}')}[{steps}]}}"

    def _step(self, step: Step) -> str:
        written = self._steps.get(id(step))
        if written is None:
            written = self._steps[id(step)] = step, json.dumps(render_step(step), ensure_ascii=False)
        return written[1]


def _read_team(path: Path) -> Team:
    tree = _read_json(path)
    if not isinstance(tree, dict):
        raise BadInputError(str(path), "an object with reps, account_owners and fallback_queue is needed")
    try:
        team = read_team(tree)
        check_holidays(team)
    except BadInputError as error:
        raise BadInputError(f"{path}: {error.path}" if error.path else str(path), error.problem) from error
    return team


def _read_state(path: Path | None) -> RoutingState:
    if path is None or not path.exists():
        return RoutingState()
    try:
        return parse_state(_read_json(path))
    except BadInputError as error:
        if error.path.startswith(str(path)):
            raise
        raise BadInputError(f"{path}: {error.path}" if error.path else str(path), error.problem) from error


def _read_requests(source: str) -> Iterator[RoutingRequest]:
    name = "standard input" if source == "-" else source
    for number, line in enumerate(read_text(source).split("\n"), start=1):
        if not line.strip():
            continue
        place = f"{name}:{number}"
        try:
            yield parse_request(_parsed(line, place))
        except BadInputError as error:
            if error.path == place:
                raise
            raise BadInputError(f"{place}: {error.path}" if error.path else place, error.problem) from error


def _read_json(path: Path) -> Any:
    return _parsed(read_text(str(path)), str(path))


def _parsed(text: str, place: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        where = f" ({error.msg}, line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise BadInputError(place, f"is no JSON{where}") from error


def _replace(path: Path, text: str) -> None:
    """All of the new file or all of the old one, whenever we are killed."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
