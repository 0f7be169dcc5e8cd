"""`leadgate backtest`: the past scored as it came, beside points and the base rate, and thresholds for a capacity."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leadgate.cli.audit_report import beside, report
from leadgate.cli.console import out, print_table, progress
from leadgate.cli.extras import learning_extra
from leadgate.cli.inputs import names_in, read_settings_or_defaults

if TYPE_CHECKING:
    from leadgate.learning.backtest.result import Backtest
    from leadgate.learning.intervals import Estimate
    from leadgate.learning.tables import History

_FIGURES = ("", "AUC", "Brier", "calibration error", "the model's AUC over it")
_THRESHOLDS = ("threshold", "leads", "a week", "precision", "recall", "lift")


def backtest_command(
    file: Annotated[Path, typer.Argument(help="A table (CSV or Parquet), or dossiers with outcomes as JSON Lines.")],
    target: Annotated[str | None, typer.Option(help="Of a table: the column that says who converted.")] = None,
    time: Annotated[str | None, typer.Option(help="Of a table: when a lead was decided on.")] = None,
    positive: Annotated[str | None, typer.Option(help="The value of the target that is success.")] = None,
    id_column: Annotated[str | None, typer.Option("--id", help="Column that names a lead.")] = None,
    exclude: Annotated[list[str] | None, typer.Option(help="Columns that are not learned from.")] = None,
    layer: Annotated[list[str] | None, typer.Option(help="LAYER=COLUMN,…: of which layer columns are.")] = None,
    drop_leaks: Annotated[bool, typer.Option("--drop-leaks", help="Leave out suspected leaks too.")] = False,
    allow_leak: Annotated[list[str] | None, typer.Option(help="Column to learn from although it leaks.")] = None,
    points: Annotated[str | None, typer.Option(help="Column with the score of today's system.")] = None,
    capacity: Annotated[list[float] | None, typer.Option(help="Leads a week; again for more.", min=0.01)] = None,
    origins: Annotated[int, typer.Option(help="From so many instants.", min=1, max=50)] = 5,
    gap_days: Annotated[float, typer.Option(help="So long until an outcome is known.", min=0)] = 0.0,
    seed: Annotated[int, typer.Option(help="The same seed gives the same figures.")] = 7,
    config: Annotated[Path | None, typer.Option(help="Settings, for features of dossiers.")] = None,
    html: Annotated[Path | None, typer.Option(help="Where the report goes; default: FILE-backtest.html here.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One object, for other programs.")] = False,
) -> None:
    """Train on the past and foretell what came next, several times over; nothing of the future is seen.

    Example: `leadgate backtest leads.csv --target converted --time created_at --capacity 40`
    """
    with learning_extra():
        from leadgate.learning.backtest.contenders import contenders
        from leadgate.learning.backtest.result import result_of
        from leadgate.learning.backtest.rolling import roll
        from leadgate.learning.histories import history_in
        from leadgate.learning.tables import read_layers

    left_out = (*names_in(exclude or ()), *((points,) if points else ()))
    roles = {"target": target, "time": time, "id": id_column, "positive": positive, "exclude": left_out}
    settings = read_settings_or_defaults(config)
    history = history_in(file, {**roles, "layers": read_layers(layer or ())}, settings)
    history = _without_leaks(history, drop_leaks, tuple(allow_leak or ()))
    with _told() as told:
        rolled = roll(history, contenders(seed, points), origins, gap_days, told)
    found = result_of(rolled, capacity or ())
    _show(found, file, html or beside(file, "backtest"), as_json)


def _without_leaks(history: "History", drop_suspects: bool, allowed: tuple[str, ...]) -> "History":
    """As `leadgate train` leaves them out; what was read, and each leak, is said."""
    from leadgate.learning.leak_rules import without_leaks
    from leadgate.learning.leaks import find_leaks

    for note in history.notes:
        progress.print(note, highlight=False, markup=False)
    leaks = find_leaks(history)
    history, kept = without_leaks(history, leaks, drop_suspects=drop_suspects, allowed=allowed)
    for leak in leaks:
        done = "kept" if leak in kept else "left out"
        progress.print(f"leak, {done}: {leak.column}: {leak.evidence}", highlight=False, markup=False, soft_wrap=True)
    return history


def _show(found: "Backtest", file: Path, where: Path, as_json: bool) -> None:
    from leadgate.learning.reports.backtest import backtest_page
    from leadgate.learning.reports.page import write_page

    page = backtest_page(found, file.name)
    if as_json:
        report(found, page, where)
        return
    write_page(where, page)
    _print(found)
    progress.print(f"report: {where}", markup=False, highlight=False, soft_wrap=True)


@contextmanager
def _told() -> Iterator[Callable[[int, int], None]]:
    from rich.progress import Progress
    from threadpoolctl import threadpool_limits

    with Progress(console=progress, transient=True) as bar, threadpool_limits(limits=1):
        task = bar.add_task("rolling origins", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _print(found: "Backtest") -> None:
    rows = []
    for name, one in found.overall.items():
        over = found.against.get(name)
        more = "" if over is None else f"{over.auc.value:+.3f} ({over.auc.low:+.3f} to {over.auc.high:+.3f})"
        error = f"{one.calibration_error.value:.3f}"
        rows.append((name, _said(one.auc), _said(one.brier), error, more))
    print_table(_FIGURES, rows)
    out.print()
    measured = ((one.at, one.a_week) for one in found.thresholds)
    print_table(
        _THRESHOLDS,
        [
            (
                f"{at.threshold:.2f}",
                f"{at.volume:,}",
                f"{a_week:.1f}",
                _percent(at.precision),
                _percent(at.recall),
                f"{at.lift.value:.2f}",
            )
            for at, a_week in measured
        ],
    )
    for capacity in found.capacities:
        threshold = f"{capacity.threshold.value:.2f} ({capacity.threshold.low:.2f}–{capacity.threshold.high:.2f})"
        come = f"{_percent(capacity.at.precision)} of them convert, {_percent(capacity.at.recall)} of all conversions"
        out.print(f"{capacity.a_week:g} leads a week → {threshold}: {come}", highlight=False, soft_wrap=True)


def _said(estimate: "Estimate") -> str:
    return f"{estimate.value:.3f} ({estimate.low:.3f}–{estimate.high:.3f})"


def _percent(estimate: "Estimate") -> str:
    if not estimate.is_known:
        return "unknown"
    return f"{estimate.value:.0%} ({estimate.low:.0%}–{estimate.high:.0%})"
