"""`leadgate config`: the settings, checked, shown, compared and put in force."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from leadgate.cli.config_diff import diff_command
from leadgate.cli.config_versions import (
    history_command,
    pull_command,
    push_command,
    rollback_command,
    standing_settings,
)
from leadgate.cli.console import out, progress
from leadgate.cli.inputs import read_settings_or_defaults
from leadgate.domain.section import leaves
from leadgate.domain.settings import Settings
from leadgate.embedded.settings import read_settings
from leadgate.errors import BadInputError
from leadgate.settings_tree import doubts_about

config_app = typer.Typer(
    help="The settings: check a file, show what is in force, push it to AWS.", no_args_is_help=True
)


@config_app.command("check")
def check_command(file: Annotated[Path, typer.Argument(help="Settings as TOML or JSON.")]) -> None:
    """Say whether a settings file can be used; name the path and what is allowed where it cannot."""
    for doubt in doubts_about(read_settings(file)):
        progress.print(f"{file}: {doubt}", markup=False, highlight=False)
    out.print(f"{file}: good", markup=False, highlight=False)


@config_app.command("show")
def show_command(
    file: Annotated[Path | None, typer.Argument(help="Settings as TOML or JSON; default: the built-in ones.")] = None,
    stage: Annotated[str | None, typer.Option(help="Those of this stage in AWS instead of a file's.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For other programs.")] = False,
) -> None:
    """Show every setting with its value; what differs from the default is marked."""
    if file is not None and stage is not None:
        raise BadInputError("--stage", "a file or a stage is allowed, not both")
    settings = standing_settings(stage) if stage is not None else read_settings_or_defaults(file)
    defaults = dict(leaves(Settings()))
    if as_json:
        out.print_json(json.dumps(dict(leaves(settings))))
        return
    table = Table("setting", "value", "", box=None)
    for path, value in leaves(settings):
        changed = "set" if value != defaults[path] else ""
        table.add_row(path, json.dumps(value, ensure_ascii=False), changed, style="bold" if changed else None)
    out.print(table)


config_app.command("diff")(diff_command)
config_app.command("push")(push_command)
config_app.command("pull")(pull_command)
config_app.command("history")(history_command)
config_app.command("rollback")(rollback_command)
