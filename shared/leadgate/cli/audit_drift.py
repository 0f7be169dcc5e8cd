"""`leadgate audit drift`: is the world still the one that was learned from."""

from pathlib import Path
from typing import Annotated

import typer

from leadgate.cli.audit_report import beside, report
from leadgate.cli.extras import learning_extra
from leadgate.cli.inputs import names_in, read_settings_or_defaults
from leadgate.features.columns import LAYER_OF
from leadgate.model.bundle import load_bundle


def drift_command(
    reference: Annotated[Path, typer.Argument(help="A table of the leads that were learned from.")],
    current: Annotated[Path, typer.Argument(help="A table of leads since, with the same columns.")],
    score: Annotated[str | None, typer.Option(help="Column with chances from 0 to 1.")] = None,
    model: Annotated[Path | None, typer.Option(help="Bundle that gives the chances instead.")] = None,
    target: Annotated[str | None, typer.Option(help="Column that says whether a lead converted.")] = None,
    positive: Annotated[str | None, typer.Option(help="The value of it that is success.")] = None,
    time: Annotated[str | None, typer.Option(help="Column that says when a lead was scored.")] = None,
    exclude: Annotated[list[str] | None, typer.Option(help="Columns that are not compared.")] = None,
    config: Annotated[Path | None, typer.Option(help="Settings (TOML or JSON); default: the built-in ones.")] = None,
    html: Annotated[Path | None, typer.Option(help="Where the report goes; default: CURRENT-drift.html here.")] = None,
) -> None:
    """Columns that moved, chances that no longer come true, a ranking that fell; with the noise of the sample known.

    JSON on standard output; a report with pictures beside it.

    Example: `leadgate audit drift trained.csv recent.csv --model model --target converted --time created`
    """
    with learning_extra():
        from leadgate.learning.drift.inputs import AskedDrift, read_leads
        from leadgate.learning.drift.report import find_drift
        from leadgate.learning.reports.drift import drift_page

    settings = read_settings_or_defaults(config)
    bundle = load_bundle(model, LAYER_OF) if model else None
    asked = AskedDrift(target, positive, time, score, bundle, names_in(exclude or ()))
    found = find_drift(read_leads(reference, asked), read_leads(current, asked), settings.learning.drift)
    report(found, drift_page(found, f"{reference.name}, {current.name}"), html or beside(current, "drift"))
