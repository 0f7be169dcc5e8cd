"""`leadgate train`: a history in, a bundle out."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from leadgate.cli.console import out, print_json_line, print_table, progress
from leadgate.cli.inputs import read_settings_or_defaults
from leadgate.errors import BadInputError

if TYPE_CHECKING:
    from leadgate.learning.tables import History


def train_command(
    file: Annotated[Path, typer.Argument(help="CSV, Parquet, or JSON Lines of dossiers with outcomes.")],
    out_dir: Annotated[Path, typer.Option("--out", help="Folder of the bundle.")],
    target: Annotated[str | None, typer.Option(help="Column that says whether the lead converted.")] = None,
    positive: Annotated[str | None, typer.Option(help="Value of the target that is success.")] = None,
    time: Annotated[str | None, typer.Option(help="Column of the instant at which the lead was judged.")] = None,
    won: Annotated[str | None, typer.Option(help="Column that says whether the deal was won.")] = None,
    amount: Annotated[str | None, typer.Option(help="Column of the amount.")] = None,
    days: Annotated[str | None, typer.Option(help="Column of the days to the close, or so far if open.")] = None,
    id: Annotated[str | None, typer.Option(help="Column of the lead's id.")] = None,  # noqa: A002  # the option's name is fixed
    exclude: Annotated[list[str] | None, typer.Option(help="Column that is not learned from; may be repeated.")] = None,
    layer: Annotated[list[str] | None, typer.Option(help="LAYER=COLUMN,…: of which layer columns are.")] = None,
    drop_leaks: Annotated[bool, typer.Option("--drop-leaks", help="Leave out suspected leaks too.")] = False,
    allow_leak: Annotated[list[str] | None, typer.Option(help="Column to learn from although it leaks.")] = None,
    config: Annotated[Path | None, typer.Option(help="Settings, for features of dossiers.")] = None,
    currency: Annotated[str, typer.Option(help="Currency of amounts.")] = "USD",
    seed: Annotated[int, typer.Option(help="The same seed gives the same bundle, to the bit.")] = 7,
    json: Annotated[bool, typer.Option("--json", help="Print what was measured as JSON.")] = False,
) -> None:
    """Train a model on this CRM's own history and write it as a bundle.

    Example: `leadgate train leads.csv --target converted --time created_at --id lead_id --out model`
    """
    if target is None and file.suffix != ".jsonl":
        raise BadInputError("--target", "is required: the column that says whether the lead converted")
    layers = _layers(layer or [])
    taken = tuple(exclude or ())
    roles = {"target": target, "time": time, "won": won, "amount": amount, "days": days, "id": id}
    wishes = Wishes(
        {**roles, "positive": positive, "exclude": taken, "layers": layers},
        drop_leaks,
        tuple(allow_leak or ()),
        config,
    )
    manifest, evaluation = _train(file, out_dir, wishes, {"name": out_dir.name, "currency": currency, "seed": seed})
    if json:
        print_json_line({"model": manifest["name"], "version": manifest["version"], **evaluation})
    else:
        _print_figures(manifest, evaluation)


@dataclass(frozen=True)
class Wishes:
    """roles: as `leadgate.learning.tables.Roles` takes them."""

    roles: dict[str, Any]
    drop_leaks: bool
    allowed: tuple[str, ...]
    config: Path | None


def _layers(given: list[str]) -> Any:
    from leadgate.learning.tables import read_layers

    return read_layers(given)


def _train(file: Path, out_dir: Path, wishes: Wishes, origin: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The manifest and the evaluation of what was written."""
    from threadpoolctl import threadpool_limits

    from leadgate.learning.evaluation import evaluate
    from leadgate.learning.leak_rules import without_leaks
    from leadgate.learning.leaks import find_leaks
    from leadgate.learning.trained_bundle import write_trained
    from leadgate.learning.training import train

    history = _history(file, wishes)
    with _bar() as bar, threadpool_limits(limits=1):
        task = bar.add_task("looking for leaks", total=None)
        leaks = find_leaks(history)
        history, kept = without_leaks(history, leaks, drop_suspects=wishes.drop_leaks, allowed=wishes.allowed)
        _say_what_was_read(history, leaks, {leak.column for leak in kept})
        bar.update(task, description="choosing")
        trained = train(history, origin["seed"], lambda done, total: bar.update(task, completed=done, total=total))
    for note in trained.notes:
        progress.print(f"warning: {note}", style="yellow", highlight=False, markup=False, soft_wrap=True)
    evaluation = evaluate(trained, leaks)
    return write_trained(out_dir, trained, history, origin, evaluation), evaluation


def _history(file: Path, wishes: Wishes) -> "History":
    from leadgate.learning.tables import Roles, history_of, read_dossiers, read_history, roles_of

    if file.suffix != ".jsonl":
        return read_history(file, Roles(**wishes.roles))
    frame = read_dossiers(file, read_settings_or_defaults(wishes.config))
    return history_of(frame, roles_of(frame, wishes.roles["layers"]))


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=progress, transient=True
    )


def _say_what_was_read(history: Any, leaks: Any, kept: set[str]) -> None:
    progress.print(f"{len(history):,} rows, {history.converted.mean():.1%} converted", highlight=False)
    for note in history.notes:
        progress.print(note, highlight=False, markup=False, soft_wrap=True)
    for column in history.dropped:
        progress.print(f"left out: {column.name} {column.why}", highlight=False, markup=False, soft_wrap=True)
    for leak in leaks:
        done = "kept" if leak.column in kept else "left out"
        said = f"leak ({leak.kind}), {done}: {leak.column}: {leak.evidence}"
        progress.print(said, style="yellow", highlight=False, markup=False, soft_wrap=True)
    for column in history.columns:
        said = f"{column.layer}: {column.name} ({column.kind})"
        progress.print(said, highlight=False, markup=False, soft_wrap=True)


def _print_figures(manifest: dict[str, Any], evaluation: dict[str, Any]) -> None:
    from leadgate.learning.reports.measured import sentences_of

    rows = [("this model", manifest["heads"]["conversion"]), *evaluation["baselines"].items()]
    figures = ("auc", "brier", "calibration_error")
    print_table(
        ("conversion", "AUC", "Brier", "calibration error"),
        ((name, *(f"{measured[figure]:.4f}" for figure in figures)) for name, measured in rows),
    )
    others = {head: measured for head, measured in manifest["heads"].items() if head != "conversion"}
    for name, sentence in sentences_of(others):
        out.print(f"{name}: {sentence}", highlight=False)
    chosen = f"{manifest['chosen']}, by {evaluation['measured_on']}; version {manifest['version']}"
    out.print(f"chosen: {chosen}", highlight=False)
