"""`leadgate queue`: what waits, what failed and why; and once that was looked at, everything again or off the list."""

from pathlib import Path
from typing import Annotated, Final

import typer

from leadgate.cli.console import out, print_json_line, print_table
from leadgate.clock import SystemClock
from leadgate.domain.reading import render_instant
from leadgate.embedded.data_folder import database_in
from leadgate.embedded.health import Counts, count_all
from leadgate.embedded.queue import SqliteQueue
from leadgate.embedded.store import SqliteStore
from leadgate.errors import BadInputError
from leadgate.ports import Parked

queue_app: Final = typer.Typer(help="Leads that wait, dead letters and parked records.", no_args_is_help=True)
_ALL: Final = 1_000_000
_DataDir = Annotated[Path, typer.Option(help="Folder of `leadgate serve`, which may be running.")]


@queue_app.command("list")
def list_command(
    data_dir: _DataDir,
    last: Annotated[int, typer.Option(help="How many parked records, the newest first.", min=1)] = 50,
    as_json: Annotated[
        bool, typer.Option("--json", help="One object, parked records whole, for other programs.")
    ] = False,
) -> None:
    """How many leads wait; dead letters with their reason; parked records with their reason and when.

    Dead letters are leads that come again after `leadgate queue redrive`; parked records are what nobody could read.

    Example: `leadgate queue list --data-dir data`
    """
    clock = SystemClock()
    with database_in(data_dir, read_only=True) as database:
        counts = count_all(database, clock.now())
        dead_letters = SqliteQueue(database, clock).buried()
        parked = SqliteStore(database).parked(last)
    if as_json:
        print_json_line(
            {
                "waiting": counts.waiting,
                "dead_letters": [{"lead_id": lead_id, "reason": reason} for lead_id, reason in dead_letters],
                "parked_in_all": counts.parked,
                "parked": list(map(_row, parked)),
            }
        )
        return
    _show(counts, dead_letters, parked)


@queue_app.command("redrive")
def redrive_command(data_dir: _DataDir) -> None:
    """Judge all dead letters again, after their reason was mended; `leadgate serve` may be running.

    Example: `leadgate queue redrive --data-dir data`
    """
    with database_in(data_dir) as database:
        count = SqliteQueue(database, SystemClock()).redrive()
    out.print(f"{_counted(count, 'dead letter')} put back into the queue", highlight=False)


@queue_app.command("dismiss")
def dismiss_command(
    data_dir: _DataDir,
    records: Annotated[list[str] | None, typer.Argument(help="Ids, as `leadgate queue list` shows them.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="All parked records.")] = False,
) -> None:
    """Take parked records off the list after somebody has looked; their content leaves the store.

    Example: `leadgate queue dismiss --data-dir data sha-7be3750907a3b4ab91a6c4a7`
    """
    if bool(records) == everything:
        raise BadInputError("dismiss", "ids of parked records, or --all, are needed")
    with database_in(data_dir) as database:
        store = SqliteStore(database)
        wanted = records or [parked.id for parked in store.parked(_ALL)]
        unknown = [parked_id for parked_id in wanted if not store.dismiss(parked_id)]
    out.print(f"{_counted(len(wanted) - len(unknown), 'parked record')} dismissed", highlight=False)
    if unknown:
        raise BadInputError(", ".join(unknown), "no such parked record; see `leadgate queue list`")


def _show(counts: Counts, dead_letters: tuple[tuple[str, str], ...], parked: tuple[Parked, ...]) -> None:
    failed = f"{_counted(counts.dead_letters, 'dead letter')}, {_counted(counts.parked, 'parked record')}"
    out.print(f"{counts.waiting} waiting, {failed}", highlight=False)
    if dead_letters:
        out.print("\nDead letters: mend the reason, then `leadgate queue redrive`", highlight=False)
        print_table(("lead", "reason"), dead_letters)
    if parked:
        out.print("\nParked records, the newest first; `--json` shows them whole", highlight=False)
        rows = ((one.id, f"{one.parked_at:%Y-%m-%d %H:%M}", one.source, one.reason) for one in parked)
        print_table(("record", "since", "from", "reason"), rows, whole=3)


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _row(parked: Parked) -> dict[str, object]:
    return {
        "id": parked.id,
        "source": parked.source,
        "reason": parked.reason,
        "parked_at": render_instant(parked.parked_at),
        "record": dict(parked.record),
    }
