"""`leadgate invoke`: a built function under Lambda's Runtime Interface Emulator, without Docker."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from leadgate.cli.console import print_json_line, progress
from leadgate.errors import BadInputError

_OURS: Final = ("AWS_", "HUBSPOT_", "LEADGATE_", "POWERTOOLS_", "TRACKER_", "ENRICHMENT_")
_PORTAL: Final = Path("events/sandbox/hubspot.json")


def invoke_command(
    function: Annotated[str, typer.Argument(help="Its folder under functions/, or its logical id in template.yaml.")],
    event: Annotated[Path, typer.Option("--event", "-e", help="JSON file with the event.")],
    env: Annotated[list[str] | None, typer.Option(help="NAME=VALUE for the function; may be repeated.")] = None,
    aws_endpoint: Annotated[
        str | None, typer.Option(help="An AWS that is running, such as moto's server; without it, a fresh one.")
    ] = None,
    times: Annotated[int, typer.Option(help="How often; the first is a cold start.", min=1, max=1000)] = 1,
    print_event: Annotated[
        bool, typer.Option("--print-event", help="Print the event, signed now, instead: `… | sam local invoke -e -`.")
    ] = False,
) -> None:
    """Invoke a built function with an event; its answer on standard output, its log on standard error.

    Table, queues, settings and secrets are made as template.yaml has them, in an AWS that lasts as long as the call,
    beside a sandbox HubSpot. Variables of ours that are set already (HUBSPOT_BASE_URL, LEADGATE_TABLE …) stand.

    Example: `leadgate invoke signals -e events/signals-batch.json`
    """
    # Here, not above: no other command needs what plays AWS.
    from leadgate.emulator.build import host_build
    from leadgate.emulator.events import read_event, ready_event
    from leadgate.emulator.runtime import running
    from leadgate.emulator.surroundings import SANDBOX_SECRETS, surroundings
    from leadgate.emulator.template import read_template

    root = Path.cwd()
    template = read_template(root / "template.yaml")
    chosen = template.function(function)
    content = read_event(event)
    given = {name: value for name, value in os.environ.items() if name.startswith(_OURS)} | _pairs(env or ())
    if print_event:
        secrets = {name: given.get(name.upper(), value) for name, value in SANDBOX_SECRETS.items()}
        return print_json_line(ready_event(content, secrets, datetime.now(UTC)))
    build = host_build(root, chosen)
    with (
        surroundings(template, chosen, root / _PORTAL, given, aws_endpoint) as around,
        running(root, chosen, build, around.environment) as lambda_function,
    ):
        for number in range(times):
            answer = lambda_function.invoke(ready_event(content, around.secrets, datetime.now(UTC)))
            progress.print(f"{chosen.name}: {answer.seconds:.3f} s{', cold' if number == 0 else ''}", highlight=False)
            print_json_line(answer.content)
            if answer.failed:
                raise typer.Exit(1)
    return None


def _pairs(texts: Sequence[str]) -> dict[str, str]:
    pairs = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not (name and equals):
            raise BadInputError("--env", f"NAME=VALUE is needed, not {text!r}")
        pairs[name] = value
    return pairs
