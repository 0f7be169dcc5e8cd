"""`leadgate config push`, `pull`, `history`, `rollback`: the settings of a stage in SSM, as whole versions."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from leadgate.aws.parameters import overlaid, to_parameters, to_tree
from leadgate.aws.settings_versions import Pushed, SettingsVersions
from leadgate.bootstrap import settings_versions
from leadgate.cli.config_changes import print_changes
from leadgate.cli.console import out, print_json_line, print_table, progress
from leadgate.clock import SystemClock
from leadgate.domain.reading import render_instant
from leadgate.domain.settings import Settings
from leadgate.embedded.settings import read_settings
from leadgate.errors import BadInputError, LeadgateError
from leadgate.service.compare_settings import changed_settings
from leadgate.settings_tree import doubts_about, settings_of

Stage = Annotated[str, typer.Option(envvar="LEADGATE_STAGE", help="Stage of the deployment, such as `dev`.")]


def push_command(
    file: Annotated[Path, typer.Argument(help="Settings as TOML or JSON.")],
    stage: Stage,
    note: Annotated[str, typer.Option(help="Why, for the history.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
) -> None:
    """Put the settings of a file in force in AWS: checked first, all at once, live within a minute.

    Settings that the file does not name stay as they are kept under `/leadgate/{stage}/`, or at their default.

    Example: `leadgate config push settings.toml --stage dev --note "more leads for March"`
    """
    parameters, versions = to_parameters(read_settings(file)), settings_versions(stage)
    before = versions.in_force()
    wanted = _read(overlaid(versions.by_hand(), parameters))
    for doubt in doubts_about(wanted):
        progress.print(f"{file}: {doubt}", markup=False, highlight=False)
    _show_changes(versions, before, wanted)
    if dry_run:
        return
    pushed = versions.push(parameters, before, SystemClock().now(), note)
    out.print(f"version {pushed.number} is in force, and live within a minute", highlight=False)


def pull_command(
    stage: Stage,
    file: Annotated[Path | None, typer.Option("--out", help="JSON file to write; default: standard output.")] = None,
    version: Annotated[int | None, typer.Option(help="Of this version instead of the one in force.")] = None,
) -> None:
    """Write the settings that are set in AWS as a file, which `push` and every `--config` take.

    Example: `leadgate config pull --stage dev --out settings.json`
    """
    versions = settings_versions(stage)
    chosen = versions.in_force() if version is None else versions.find(version)
    tree = to_tree(versions.together(chosen))
    settings_of(tree)  # a file that nobody can use is no answer
    text = json.dumps(tree, indent=2, ensure_ascii=False)
    if file is None:
        out.print(text, markup=False, highlight=False)
        return
    if file.suffix != ".json":
        raise BadInputError("--out", f"a file that ends in .json is needed, not {file.name}")
    file.write_text(f"{text}\n", encoding="utf-8")
    what = f"version {chosen.number}" if chosen else "what is kept by hand"
    out.print(f"{file}: {what} of stage {stage}", markup=False, highlight=False)


def history_command(
    stage: Stage,
    as_json: Annotated[bool, typer.Option("--json", help="One object a line, for other programs.")] = False,
) -> None:
    """The versions that were pushed, the newest first, and which one is in force.

    Example: `leadgate config history --stage dev`
    """
    versions = settings_versions(stage).history()
    if as_json:
        for one in versions:
            print_json_line({**asdict(one), "at": render_instant(one.at)})
        return
    if not versions:
        out.print("nothing was pushed yet", highlight=False)
        return
    print_table(("version", "pushed at", "", "note"), map(_cells, versions), whole=3)


def rollback_command(
    stage: Stage,
    version: Annotated[int | None, typer.Option(help="Version to go back to; default: the one before.")] = None,
) -> None:
    """Put an earlier version in force again, all at once, live within a minute.

    Example: `leadgate config rollback --stage dev`
    """
    versions = settings_versions(stage)
    before = versions.in_force()
    chosen = versions.find(version if version is not None else _one_before(versions, before))
    _show_changes(versions, before, _read(versions.together(chosen)))
    versions.put_in_force(chosen.number, before)
    out.print(f"version {chosen.number} is in force again, and live within a minute", highlight=False)


def standing_settings(stage: str) -> Settings:
    """Those that a function which starts now would use. Raises BadInputError where they are bad."""
    versions = settings_versions(stage)
    return _read(versions.together(versions.in_force()))


def _read(parameters: Mapping[str, str]) -> Settings:
    return settings_of(to_tree(parameters))


def _show_changes(versions: SettingsVersions, before: Pushed | None, wanted: Settings) -> None:
    """Raises BadInputError for what no function would take while it runs."""
    try:
        standing = _read(versions.together(before))
    except LeadgateError as error:
        progress.print(f"what stands now is refused: {error}", markup=False, highlight=False)
        return
    if standing.crm != wanted.crm:
        raise BadInputError("crm", f"{standing.crm} is in use, and changed with the stack alone")
    print_changes(changed_settings(standing, wanted))


def _one_before(versions: SettingsVersions, before: Pushed | None) -> int:
    """The newest that is older than the one in force. Raises BadInputError where there is none."""
    older = [one.number for one in versions.history() if before and one.number < before.number]
    if not older:
        raise BadInputError("--version", "is needed: there is no version before the one in force")
    return max(older)


def _cells(one: Pushed) -> tuple[str, ...]:
    return str(one.number), render_instant(one.at) or "", "in force" if one.in_force else "", one.note
