"""`leadgate audit`: are groups treated alike, and (see the sibling modules) is there data to learn from."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from leadgate.cli.console import progress
from leadgate.cli.extras import learning_extra
from leadgate.cli.inputs import read_settings_or_defaults

audit_app: Final = typer.Typer(help="Audits: of the data, of fairness, of drift.", no_args_is_help=True)


@audit_app.callback()
def audit() -> None:
    """A group, however few commands it has."""


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
    audit = audit_fairness(audited.scores, audited.frame, audited.groups, audited.ids, settings.learning.fairness)
    page = fairness_page(audit, file.name, audited.selected_by)
    report(audit, page, html or beside(file, "fairness"))


def names_in(given: Sequence[str]) -> tuple[str, ...]:
    """Each name once, in order; several may stand in one, parted by commas."""
    return tuple(dict.fromkeys(name.strip() for text in given for name in text.split(",") if name.strip()))


def beside(file: Path, what: str) -> Path:
    """In the working folder: the file itself may lie where nothing can be written."""
    return Path(f"{file.name.split('.')[0] or 'leads'}-{what}.html")


def report(found: Any, page: str, path: Path) -> None:
    """The object on standard output, and the page where it belongs."""
    from leadgate.learning.reports.page import write_page
    from leadgate.learning.reports.plain import plain

    write_page(path, page)
    typer.echo(json.dumps({**plain(found), "report": str(path)}, ensure_ascii=False, indent=1))
    progress.print(f"report: {path}", markup=False, highlight=False, soft_wrap=True)
