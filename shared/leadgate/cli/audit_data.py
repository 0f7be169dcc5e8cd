"""`leadgate audit data`: is there enough to learn from, and what cannot be seen for lack of it."""

from pathlib import Path
from typing import Annotated

import typer

from leadgate.cli.audit_report import beside, report
from leadgate.cli.extras import learning_extra
from leadgate.cli.inputs import read_settings_or_defaults
from leadgate.json_files import is_json


def data_command(
    file: Annotated[Path, typer.Argument(help="Dossiers as JSON Lines, or a table (CSV or Parquet).")],
    target: Annotated[str | None, typer.Option(help="Of a table: the column that says who converted.")] = None,
    positive: Annotated[str | None, typer.Option(help="The value of it that is success.")] = None,
    time: Annotated[str | None, typer.Option(help="Of a table: when a row was decided on.")] = None,
    id_column: Annotated[str | None, typer.Option("--id", help="Of a table: the column that names a lead.")] = None,
    config: Annotated[Path | None, typer.Option(help="Settings (TOML or JSON); default: the built-in ones.")] = None,
    html: Annotated[Path | None, typer.Option(help="Where the report goes; default: FILE-data.html here.")] = None,
) -> None:
    """Sources, completeness over time, freshness, duplicates, gaps and missing outcomes.

    JSON on standard output; a report with pictures beside it.

    Example: `leadgate audit data export.csv --target converted --time created`
    """
    with learning_extra():
        from leadgate.learning.data_audit.dossiers import audit_dossiers
        from leadgate.learning.data_audit.table import Asked, audit_table
        from leadgate.learning.dossier_files import read_dossiers
        from leadgate.learning.reports.data import dossiers_page, table_page
        from leadgate.learning.tables import read_table

    where = html or beside(file, "data")
    if is_json(file):
        found = audit_dossiers(
            [(row.row, row.dossier) for row in read_dossiers(file)], read_settings_or_defaults(config)
        )
        report(found, dossiers_page(found, file.name), where)
    else:
        audited = audit_table(read_table(file), Asked(target, positive, time, id_column))
        report(audited, table_page(audited, file.name), where)
