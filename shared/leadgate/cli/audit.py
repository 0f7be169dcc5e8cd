"""`leadgate audit`: are groups treated alike; data and drift have modules of their own."""

from pathlib import Path
from typing import Annotated, Final

import typer

from leadgate.cli.audit_data import data_command
from leadgate.cli.audit_drift import drift_command
from leadgate.cli.audit_report import beside, report
from leadgate.cli.console import progress
from leadgate.cli.extras import learning_extra
from leadgate.cli.inputs import names_in, read_settings_or_defaults
from leadgate.domain.words import counted

audit_app: Final = typer.Typer(help="Audits: of the data, of fairness, of drift.", no_args_is_help=True)


audit_app.command("data")(data_command)
audit_app.command("drift")(drift_command)


@audit_app.command("fairness")
def fairness_command(
    file: Annotated[Path, typer.Argument(help="A table (CSV or Parquet), or dossiers as JSON Lines.")],
    more_groups: Annotated[list[str] | None, typer.Argument(hidden=True)] = None,
    group: Annotated[
        list[str] | None, typer.Option(help="Column whose groups are compared; again, or a comma, for more.")
    ] = None,
    score: Annotated[str | None, typer.Option(help="Column with chances from 0 to 1.")] = None,
    model: Annotated[Path | None, typer.Option(help="Bundle that gives the chances instead.")] = None,
    target: Annotated[str | None, typer.Option(help="Column that says whether a lead converted.")] = None,
    positive: Annotated[str | None, typer.Option(help="The value of it that is success.")] = None,
    threshold: Annotated[
        float | None, typer.Option(help="Selected from this chance on; default: as many as converted.", min=0, max=1)
    ] = None,
    id_column: Annotated[str | None, typer.Option("--id", help="Column that names a lead among the cases.")] = None,
    exclude: Annotated[list[str] | None, typer.Option(help="Columns that are not asked as proxies.")] = None,
    config: Annotated[Path | None, typer.Option(help="Settings (TOML or JSON); default: the built-in ones.")] = None,
    html: Annotated[Path | None, typer.Option(help="Where the report goes; default: FILE-fairness.html here.")] = None,
) -> None:
    """Compare how groups of leads are treated: selection, errors, calibration; alone and where groups cross.

    JSON on standard output; a report with pictures beside it.

    Example: `leadgate audit fairness scored.csv --group country,industry --score chance --target converted`
    """
    with learning_extra():
        from leadgate.learning.fairness.audit import audit_fairness
        from leadgate.learning.fairness.inputs import Asked, read_audited
        from leadgate.learning.reports.fairness import fairness_page

    settings = read_settings_or_defaults(config)
    asked = Asked(
        groups=names_in([*(group or ()), *(more_groups or ())]),
        score=score,
        model=model,
        target=target,
        positive=positive,
        threshold=threshold,
        id=id_column,
        exclude=names_in(exclude or ()),
    )
    audited = read_audited(file, asked, settings)
    if audited.unscored:
        progress.print(f"{counted(audited.unscored, 'row')} without a chance left out", highlight=False)
    audit = audit_fairness(audited.scores, audited.frame, audited.groups, audited.ids, settings.learning.fairness)
    page = fairness_page(audit, file.name, audited.selected_by)
    report(audit, page, html or beside(file, "fairness"))
