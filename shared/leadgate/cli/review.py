"""`leadgate review`: verdicts that a person may want to look at."""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from leadgate.cli.console import out, print_json_line, print_table
from leadgate.domain.assessment import Status
from leadgate.domain.reading import render_instant
from leadgate.domain.words import spoken
from leadgate.embedded.data_folder import kept_in
from leadgate.service.listing import Listed, listed

_COLUMNS: Final = ("lead", "verdict", "since", "why")

review_app: Final = typer.Typer(help="Verdicts as they stand: to look at, and to work through.", no_args_is_help=True)


@review_app.callback()
def review() -> None:
    """A group, however few commands it has."""


@review_app.command("list")
def list_command(
    data_dir: Annotated[Path, typer.Option(help="Folder of `leadgate serve`, which may be running.")],
    status: Annotated[Status | None, typer.Option(help="Only this verdict.")] = None,
    last: Annotated[int, typer.Option(help="How many, the newest judged first.", min=1)] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="One object a line, for other programs.")] = False,
) -> None:
    """Leads with their verdict: since when, and why.

    With `--json` also who it is, what would bring another verdict, and when the lead is looked at again.

    Example: `leadgate review list --data-dir data --status disqualified`
    """
    with kept_in(data_dir) as store:
        leads = [listed(verdict) for verdict in store.verdicts(status, last)]
    if as_json:
        for lead in leads:
            instants = {"since": render_instant(lead.since), "again_at": render_instant(lead.again_at)}
            print_json_line({**asdict(lead), **instants})
        return
    if not leads:
        out.print("no verdicts", highlight=False)
        return
    print_table(_COLUMNS, map(_cells, leads), whole=3)


def _cells(lead: Listed) -> tuple[str, ...]:
    verdict = spoken(lead.status)
    judged = f"{verdict}\n{spoken(lead.category)}" if lead.category else f"{verdict} {lead.tier} {lead.score}"
    not_yet = "" if lead.written else "\nnot written yet"
    return (lead.lead_id, judged + not_yet, _day(lead.since), lead.why)


def _day(at: datetime | None) -> str:
    return "" if at is None else at.date().isoformat()
