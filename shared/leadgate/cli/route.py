"""`leadgate route`: assessments in, assignments out; a state file carries fairness from call to call."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final

import typer

from leadgate.cli.route_history import explain_command, replay_command
from leadgate.cli.team_file import parsed_json, read_json_file, read_team_file
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
from leadgate.errors import BadInputError
from leadgate.json_files import read_text
from leadgate.service.team_facts import team_facts

route_app: Final = typer.Typer(
    invoke_without_command=True, help="Leads to reps: hand them out; explain and replay what was handed out."
)


@route_app.callback()
def route_command(
    context: typer.Context,
    team: Annotated[
        Path | None, typer.Option("--team", help="Team file (JSON): reps, account owners, fallback queue.")
    ] = None,
    leads: Annotated[
        str | None, typer.Option("--leads", help="Assessments, one JSON object a line; - is standard input.")
    ] = None,
    state: Annotated[
        Path | None,
        typer.Option("--state", help="Fairness so far; made if missing, replaced when all lines were good."),
    ] = None,
) -> None:
    """Give each lead to a rep or a queue, one assignment a line, in the order of the leads."""
    if context.invoked_subcommand is not None:
        return
    if team is None or leads is None:
        missing = "--team" if team is None else "--leads"
        raise BadInputError(missing, "is needed (see `leadgate route --help`)")
    the_team = read_team_file(team)
    before = _read_state(state)
    requests = list(_read_requests(leads))
    assignments, after = route(requests, the_team, before, team_facts())
    lines = _Lines()
    sys.stdout.writelines(f"{lines.of(assignment)}\n" for assignment in assignments)
    sys.stdout.flush()
    if state is not None:
        _replace(state, json.dumps(render_state(after), separators=(",", ":")))


route_app.command("explain")(explain_command)
route_app.command("replay")(replay_command)


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


def _read_state(path: Path | None) -> RoutingState:
    if path is None or not path.exists():
        return RoutingState()
    try:
        return parse_state(read_json_file(path))
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
            yield parse_request(parsed_json(line, place))
        except BadInputError as error:
            if error.path == place:
                raise
            raise BadInputError(f"{place}: {error.path}" if error.path else place, error.problem) from error


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
