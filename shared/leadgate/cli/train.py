"""`leadgate train`: a history in, a bundle out."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from leadgate.cli.console import out, print_json_line, print_table, progress
from leadgate.cli.inputs import names_in, read_settings_or_defaults
from leadgate.errors import BadInputError

_OWN: Final = 0.2
_SHOWN: Final = 6


class Constraint(StrEnum):
    selection = "selection"
    opportunity = "opportunity"
    odds = "odds"


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
    group: Annotated[str | None, typer.Option(help="Column whose groups are measured apart; not learned from.")] = None,
    exclude: Annotated[list[str] | None, typer.Option(help="Column that is not learned from; may be repeated.")] = None,
    layer: Annotated[list[str] | None, typer.Option(help="LAYER=COLUMN,…: of which layer columns are.")] = None,
    segment: Annotated[str | None, typer.Option(help="Column whose values have models near the whole's.")] = None,
    fair: Annotated[
        list[str] | None, typer.Option(help="Column whose groups are treated alike, never learned from; repeatable.")
    ] = None,
    fair_by: Annotated[
        Constraint, typer.Option("--fair-by", help="Alike: share selected, the same of conversions, or error rates.")
    ] = Constraint.selection,
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
    roles |= {"segment": segment, "group": group}
    wishes = Wishes(
        {**roles, "positive": positive, "exclude": taken, "layers": layers, "fair": names_in(fair or [])},
        drop_leaks,
        tuple(allow_leak or ()),
        config,
        fair_by.value,
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
    fair_by: Any


def _layers(given: list[str]) -> Any:
    from leadgate.learning.tables import read_layers

    return read_layers(given)


def _train(file: Path, out_dir: Path, wishes: Wishes, origin: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The manifest and the evaluation of what was written."""
    from threadpoolctl import threadpool_limits

    from leadgate.learning.evaluation import evaluate
    from leadgate.learning.fairness.asked import ask_parity
    from leadgate.learning.fairness.cost import fairness_figures
    from leadgate.learning.groups import group_figures
    from leadgate.learning.histories import history_in
    from leadgate.learning.leak_rules import without_leaks
    from leadgate.learning.leaks import find_leaks
    from leadgate.learning.trained_bundle import write_trained
    from leadgate.learning.training import train

    settings = read_settings_or_defaults(wishes.config)
    fairness = settings.learning.fairness
    history, parity = ask_parity(history_in(file, wishes.roles, settings), wishes.fair_by, fairness)
    with _bar() as bar, threadpool_limits(limits=1):
        task = bar.add_task("looking for leaks", total=None)
        leaks = find_leaks(history)
        history, kept = without_leaks(history, leaks, drop_suspects=wishes.drop_leaks, allowed=wishes.allowed)
        _say_what_was_read(history, leaks, {leak.column for leak in kept})
        bar.update(task, description="choosing")

        def step(done: int, total: int) -> None:
            doing = "choosing" if done < total else "fitting"
            bar.update(task, description=doing, completed=done, total=total if done < total else None)

        trained = train(history, origin["seed"], step, parity)
        groups = group_figures(trained.conversion.unseen, history)
        evaluation = evaluate(trained, leaks, fairness_figures(trained.conversion, history, fairness), groups)
    for note in trained.notes:
        progress.print(f"warning: {note}", style="yellow", highlight=False, markup=False, soft_wrap=True)
    return write_trained(out_dir, trained, history, origin, evaluation), evaluation


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
    for said in _words_of_segments(evaluation) + _words_of_fairness(evaluation):
        out.print(said, highlight=False, markup=False, soft_wrap=True)
    if evaluation["groups"]:
        _print_groups(evaluation["groups"])
    chosen = f"{manifest['chosen']}, by {evaluation['measured_on']}; version {manifest['version']}"
    out.print(f"chosen: {chosen}", highlight=False)


def _print_groups(found: dict[str, Any]) -> None:
    figures = ("rows", "promised", "happened", "brier", "auc")
    shown = (
        (one["name"], *("–" if one[name] is None else str(one[name]) for name in figures)) for one in found["groups"]
    )
    print_table((found["column"], "rows", "promised", "happened", "Brier", "AUC"), shown)


def _words_of_segments(evaluation: dict[str, Any]) -> list[str]:
    found = evaluation.get("segments")
    if found is None:
        return []
    few = [one["name"] for one in found["segments"] if one["rows"] and one["own"] < _OWN]
    said = f"segments by {found['column']}: {found['moves']}"
    return [said + (f"; judged nearly as the whole: {', '.join(few[:_SHOWN])}" if few else "")]


def _words_of_fairness(evaluation: dict[str, Any]) -> list[str]:
    found = evaluation.get("fairness")
    if found is None:
        return []
    alike, cost = found["alike"], found["cost"]
    lines = [
        f"{one['column']}: gap in {alike} {_points(one['before'][alike])} → {_points(one['after'][alike])}"
        + (f"; still told by {', '.join(proxy['column'] for proxy in one['told_by'])}" if one["told_by"] else "")
        for one in found["columns"]
    ]
    paid = ", ".join(f"{name.replace('_', ' ')} {at['before']:.4f} → {at['after']:.4f}" for name, at in cost.items())
    return [
        *lines,
        f"at the cost of {paid}" + ("" if found["kept"] else "; more than was asked is left between groups"),
    ]


def _points(gap: float | None) -> str:
    return "unknown" if gap is None else f"{100 * gap:.1f} points"
