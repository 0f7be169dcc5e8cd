"""`leadgate config diff`: which settings differ, and which leads would be judged differently, before any is given."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, get_args

import typer
from rich.progress import Progress
from rich.text import Text

from leadgate.bootstrap import model_registry
from leadgate.cli.config_changes import changed_rows, print_changes
from leadgate.cli.config_versions import standing_settings
from leadgate.cli.console import out, print_json_line, print_table, progress
from leadgate.clock import SystemClock
from leadgate.domain.assessment import Decision, Status
from leadgate.domain.settings import Settings
from leadgate.domain.words import counted, spoken
from leadgate.embedded.data_folder import kept_in, served_settings
from leadgate.embedded.settings import read_settings
from leadgate.errors import BadInputError
from leadgate.service.compare_settings import LeadChange, WhatIf, changed_settings, compare_settings


def diff_command(
    new: Annotated[Path, typer.Argument(help="The settings that you think of, as TOML or JSON.")],
    data_dir: Annotated[
        Path | None, typer.Option(help="Folder of `leadgate serve`, which may be running: its leads are judged again.")
    ] = None,
    config: Annotated[
        Path | None, typer.Option(help="The settings to compare with; default: those that `leadgate serve` uses.")
    ] = None,
    stage: Annotated[str | None, typer.Option(help="Compare with what stands in AWS, at this stage.")] = None,
    last: Annotated[int, typer.Option(help="How many leads, those judged last.", min=1)] = 500,
    as_json: Annotated[bool, typer.Option("--json", help="One object, for other programs.")] = False,
) -> None:
    """Show which settings differ and, with a data folder, judge its last leads again, each as it stood then, by both.

    Writes nothing.

    Examples: `leadgate config diff new.toml --data-dir data`, `leadgate config diff new.toml --stage dev`,
    `leadgate config diff new.toml --config now.toml`
    """
    wanted = read_settings(new)
    if stage is not None and (config is not None or data_dir is not None):
        raise BadInputError("--stage", "stands alone: the settings in AWS are compared, and no leads")
    if data_dir is not None:
        _show(_judged(wanted, data_dir, config, last), as_json)
        return
    if stage is None and config is None:
        raise BadInputError("diff", "what to compare with is needed: --data-dir, --stage or --config")
    current = read_settings(config) if config is not None else standing_settings(stage or "")
    changes = changed_settings(current, wanted)
    if as_json:
        print_json_line({"settings": changed_rows(changes)})
    else:
        print_changes(changes)


def _judged(wanted: Settings, data_dir: Path, config: Path | None, last: int) -> WhatIf:
    bar = Progress(console=progress, transient=True, disable=not progress.is_terminal)
    with kept_in(data_dir) as store, bar:
        current = read_settings(config) if config else served_settings(store)
        verdicts = store.verdicts(limit=last)
        task = bar.add_task("judging leads again", total=len(verdicts))
        model = model_registry(data_dir).current()
        now = SystemClock().now()
        return compare_settings(current, wanted, verdicts, store, model, now, lambda done: bar.advance(task, done))


def _show(found: WhatIf, as_json: bool) -> None:
    if as_json:
        print_json_line(_row(found))
    else:
        _print(found)


def _print(found: WhatIf) -> None:
    print_changes(found.settings)
    out.print()
    counts = [
        (spoken(status), str(found.old.get(status, 0)), str(found.new.get(status, 0))) for status in get_args(Status)
    ]
    _print_rows(("verdict", "now", "then"), counts)
    leads = [(lead.lead_id, _who(lead), _verdict(lead.old), _verdict(lead.new), lead.because) for lead in found.leads]
    _print_rows(("lead", "who", "now", "then", "because"), leads, "no lead would be judged differently")
    total = f"{len(found.leads)} of {counted(found.judged, 'lead')} would be judged differently"
    missing = f"; {found.not_kept} more cannot be judged again as they stood" if found.not_kept else ""
    out.print(Text(f"{total}{missing}"))


def _print_rows(columns: Sequence[str], rows: Sequence[Sequence[str]], if_none: str = "") -> None:
    if not rows:
        out.print(Text(f"{if_none}\n"))
        return
    print_table(columns, rows)
    out.print()


def _row(found: WhatIf) -> Mapping[str, Any]:
    return {
        "settings": changed_rows(found.settings),
        "judged": found.judged,
        "not_kept": found.not_kept,
        "old": {status: found.old.get(status, 0) for status in get_args(Status)},
        "new": {status: found.new.get(status, 0) for status in get_args(Status)},
        "leads": [
            {
                "lead_id": lead.lead_id,
                "title": lead.title,
                "company": lead.company,
                "old": _decision(lead.old),
                "new": _decision(lead.new),
                "because": lead.because,
            }
            for lead in found.leads
        ],
    }


def _decision(decision: Decision) -> Mapping[str, Any]:
    return {"status": decision.status, "tier": decision.tier, "score": decision.score}


def _verdict(decision: Decision) -> str:
    return f"{spoken(decision.status)} {decision.tier} {decision.score}"


def _who(lead: LeadChange) -> str:
    return ", ".join(filter(None, (lead.title, lead.company)))
