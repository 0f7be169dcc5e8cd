"""`leadgate score`: a table in, a table of chances out."""

from pathlib import Path
from typing import Annotated

import typer

from leadgate.cli.console import out as console
from leadgate.cli.console import progress
from leadgate.cli.inputs import read_settings_or_defaults
from leadgate.errors import BadInputError
from leadgate.model.bundle import MANIFEST, load_bundle


def score_command(
    file: Annotated[Path, typer.Argument(help="CSV or Parquet with the columns the model was trained on.")],
    model: Annotated[Path, typer.Option(help="Folder of a bundle that `leadgate train` wrote.")],
    out: Annotated[Path, typer.Option(help="Where to write: CSV, or Parquet where it ends in .parquet.")],
    id: Annotated[str | None, typer.Option(help="Column that names a row; default: its number.")] = None,  # noqa: A002  # the option's name is fixed
    reasons: Annotated[int, typer.Option(min=0, max=50, help="So many reasons a row, in words.")] = 0,
    config: Annotated[Path | None, typer.Option(help="Settings: from how many outcomes a segment is known.")] = None,
) -> None:
    """Give each row of a table its chances, in the order of the file.

    Example: `leadgate score leads.parquet --model model --out scores.parquet --id lead_id --reasons 3`
    """
    from rich.progress import Progress, TextColumn, TimeElapsedColumn

    from leadgate.features.columns import LAYER_OF
    from leadgate.learning.scoring import plan, score, warnings_of

    if not (model / MANIFEST).is_file():
        raise BadInputError("--model", f"a bundle's folder is needed, with {MANIFEST} and its graph, not {model}")
    bundle = load_bundle(model, LAYER_OF)
    if not bundle.inputs:
        raise BadInputError("--model", "this bundle reads signals, not columns: use `leadgate assess`")
    planned = plan(file, bundle, id, reasons, read_settings_or_defaults(config).learning.segment_outcomes)
    columns = (TextColumn("{task.completed:,.0f} rows"), TimeElapsedColumn())
    with Progress(*columns, console=progress, transient=True) as bar:
        task = bar.add_task("scoring", total=None)
        scored = score(planned, out, lambda done: bar.advance(task, done))
    for warning in warnings_of(scored):
        progress.print(f"warning: {warning}", style="yellow", markup=False, highlight=False, soft_wrap=True)
    console.print(f"{scored.rows:,} rows → {out}", highlight=False, markup=False)
