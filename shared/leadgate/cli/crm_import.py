"""`leadgate crm import`: the CRM's past in, dossiers with outcomes out."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import typer
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from leadgate.bootstrap.history import crm_history
from leadgate.cli.console import out, print_json_line, print_table, progress
from leadgate.cli.inputs import names_in, read_settings_or_defaults
from leadgate.domain.past import JudgingRule
from leadgate.domain.reading import parse_instant, render_instant
from leadgate.domain.settings import Settings
from leadgate.embedded.history_file import HistoryFile
from leadgate.errors import BadInputError, RetryableError
from leadgate.service.import_history import Progress, import_history

USUAL_STAGES: Final = {"hubspot": ("marketingqualifiedlead",), "salesforce": ("Working - Contacted",)}
_COUNTS: Final = {
    "converted": "converted within the horizon",
    "not_converted": "did not convert within it",
    "open": "open: their horizon has not run out",
    "too_young": "not written: too young to be judged",
    "decided_before": "not written: had a deal before they were judged",
    "passed_over": "not written: gone, or contacts that came in as leads",
}


def import_command(
    crm: Annotated[Literal["hubspot", "salesforce"], typer.Option(help="Which CRM.")],
    since: Annotated[str, typer.Option(help="Leads created since this day, such as 2025-01-01.")],
    file: Annotated[Path, typer.Option("--out", help="JSON Lines to write; must not be there yet.")],
    config: Annotated[Path | None, typer.Option(help="Settings (TOML or JSON) by which the CRM is reached.")] = None,
    at_stage: Annotated[
        list[str] | None,
        typer.Option(help="A lead is judged when it reaches this stage; may be repeated. `none`: at no stage."),
    ] = None,
    after_days: Annotated[float, typer.Option(help="Else when it is so many days old.", min=0.0, max=365.0)] = 30.0,
    horizon_days: Annotated[
        float, typer.Option(help="A deal made within so many days is a conversion.", min=1.0, max=1095.0)
    ] = 90.0,
    untracked: Annotated[
        Literal["leave-out", "as-today"],
        typer.Option(help="Salesforce: values of fields whose history is not tracked, written since."),
    ] = "leave-out",
    json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Read leads as they stood when they were to be judged, and what became of them, for `leadgate train`.

    A run that was cut off goes on when the same command is given again. Rows stand in `FILE.part` until all is read.
    Needs the variables that `leadgate crm setup` needs, and read access only (docs/import.md).

    Example: `leadgate crm import --crm hubspot --since 2025-01-01 --out history.jsonl`
    """
    stages = tuple(stage for stage in names_in(at_stage or USUAL_STAGES[crm]) if stage != "none")
    plan = {
        "crm": crm,
        "since": render_instant(_day(since)),
        "until": render_instant(datetime.now(UTC)),
        "at_stage": list(stages),
        "after_days": after_days,
        "horizon_days": horizon_days,
        "untracked": untracked,
    }
    settings = read_settings_or_defaults(config).model_copy(update={"crm": crm})
    _print_summary(_imported(settings, file, plan), file, json=json)


def _imported(settings: Settings, file: Path, plan: dict[str, Any]) -> Progress:
    """Until all is read. Raises RetryableError that says how to go on."""
    stages = frozenset(stage.lower() for stage in plan["at_stage"])
    rule = JudgingRule(stages, plan["after_days"], plan["horizon_days"])
    with HistoryFile(file, plan) as output, _bar() as bar:
        since, until = (parse_instant(output.plan[name]) for name in ("since", "until"))
        assert since is not None  # both written by us
        assert until is not None
        state = output.progress
        try:
            with crm_history(settings, since, until, as_today=plan["untracked"] == "as-today") as source:
                task = bar.add_task("reading", total=source.total() or None, completed=state.read)
                import_history(source, output, rule, until, state, lambda told: _show(bar, task, told))
        except RetryableError as error:
            problem = f"{error}; {state.read:,} are read: give the same command again to go on"
            raise RetryableError(problem, error.after_seconds) from error
        output.finish()
    return state


def _day(text: str) -> datetime:
    """The start of that day in UTC, or the instant it says."""
    try:
        day = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadInputError("--since", "a day such as 2025-01-01 is needed") from error
    at = day.replace(tzinfo=UTC) if day.tzinfo is None else day.astimezone(UTC)
    if at > datetime.now(UTC):
        raise BadInputError("--since", "a day that has been is needed")
    return at


@contextmanager
def _bar() -> Iterator[Bar]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("left:"))
    with Bar(*columns, TimeRemainingColumn(), console=progress, transient=True) as bar:
        yield bar


def _show(bar: Bar, task: TaskID, state: Progress) -> None:
    bar.update(task, completed=state.read, description=f"reading, {state.written:,} written")


def _print_summary(state: Progress, file: Path, *, json: bool) -> None:
    calls_per_lead = round(state.calls / state.read, 3) if state.read else None
    if json:
        counts = {name: state.counts[name] for name in _COUNTS}
        figures = {"file": str(file), "read": state.read, "written": state.written, **counts}
        print_json_line({**figures, "calls": state.calls, "calls_per_lead": calls_per_lead, "notes": list(state.notes)})
        return
    rows = ((f"{state.counts[name]:,}", words) for name, words in _COUNTS.items() if state.counts[name])
    print_table(("leads", ""), rows)
    per_lead = f", {calls_per_lead} a lead" if calls_per_lead is not None else ""
    out.print(f"{state.written:,} dossiers in {file}; {state.calls:,} calls{per_lead}", highlight=False, markup=False)
    for note in state.notes:
        progress.print(note, style="yellow", highlight=False, markup=False, soft_wrap=True)
