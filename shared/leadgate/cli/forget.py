"""`leadgate forget`: a person erased wherever something of them is kept, with proof."""

import os
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Final

import typer

from leadgate.bootstrap import embedded_ports, lambda_ports, raw_queues
from leadgate.cli.console import out, print_json_line, print_table, progress
from leadgate.cli.extras import learning_extra
from leadgate.domain.reading import render_instant
from leadgate.domain.traces import Traces
from leadgate.domain.words import counted
from leadgate.embedded.data_folder import DATABASE, database_in, served_file
from leadgate.embedded.files import FilesPlace, found_in
from leadgate.embedded.store import SqliteStore
from leadgate.errors import BadInputError, LeadgateError, PermanentError
from leadgate.ports import Ports
from leadgate.service.forget import Found, Place, forget, places_of
from leadgate.service.forgotten import forgotten_at, lift, receipt_of
from leadgate.service.traces import everywhere, traces_of_record

_OURS: Final = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", "serve.lock")


@dataclass(frozen=True, slots=True)
class _Searched:
    files: int
    bytes: int


def forget_command(
    email: Annotated[str, typer.Argument(help="The person's e-mail address.")],
    data_dir: Annotated[
        Path | None, typer.Option(help="Folder of `leadgate serve`, which may be running; default: what AWS holds.")
    ] = None,
    inside: Annotated[
        list[Path] | None,
        typer.Option("--in", help="Also here: exports, training sets, reports, logs; files or folders."),
    ] = None,
    lead: Annotated[list[str] | None, typer.Option(help="Also known by this id, such as hubspot:contact:501.")] = None,
    dead_letters: Annotated[
        list[str] | None, typer.Option(help="On AWS: also this queue, whose messages hold what was sent; its URL.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say how much is where.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Only say whether and when the person was forgotten.")] = False,
    again: Annotated[bool, typer.Option("--lift", help="The person may be known again, from now on.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The receipt as one object, for other programs.")] = False,
) -> None:
    """Erase a person for good: store, queues, the data folder's files, and whatever `--in` names.

    What comes later about the person is not kept. Colleagues are judged again, so that no map or note in the CRM names
    the person any more; the CRM's own record of the person is yours to delete. Afterwards every place, and every byte
    of the data folder, is searched again; the receipt holds nothing of the person. Safe to repeat.

    Example: `leadgate forget jennifer@acme.example --data-dir data --in exports --in history.jsonl`
    """
    if "@" not in email:
        raise BadInputError("EMAIL", "an e-mail address is needed")
    with _ports(data_dir) as ports:
        if check or again:
            _say_if_forgotten((email, *(lead or ())), ports, again)
            return
        traces = _traces(email, tuple(lead or ()), ports)
        files = _files(data_dir, tuple(inside or ()), ports)
        raw = (raw_queues(dead_letters),) if dead_letters else ()
        places: tuple[Place, ...] = (FilesPlace(files, {".parquet": _from_parquet}), *raw, *places_of(ports))
        found = [Found(place.name, place.count(traces)) for place in places]
        if not as_json or dry_run:
            _show(found, len(traces.ids))
        if dry_run:
            return
        _ask(yes)
        done = forget(traces, places, ports)
        searched = _prove(traces, places, data_dir)
        _receipt(email, done, searched, ports, as_json)


@contextmanager
def _ports(data_dir: Path | None) -> Iterator[Ports]:
    if data_dir is None:
        if not os.environ.get("LEADGATE_STAGE"):
            raise BadInputError("--data-dir", "is needed, or LEADGATE_STAGE and the other variables of a stage in AWS")
        yield lambda_ports()
        return
    with database_in(data_dir, read_only=True) as known:
        config = served_file(SqliteStore(known))
    ports, database = embedded_ports(data_dir, config if config and config.is_file() else None)
    with closing(database):
        yield ports


def _traces(email: str, lead_ids: Sequence[str], ports: Ports) -> Traces:
    """What store and CRM know; a CRM that cannot be asked is no reason to keep what the store has."""
    in_crm: tuple[str, ...] = ()
    records = Traces()
    try:
        in_crm = ports.crm.find(email)
        for one in in_crm:
            record = ports.crm.read(one)
            records |= traces_of_record(record) if record else Traces()
    except LeadgateError as error:
        progress.print(f"the CRM was not asked: {error}", markup=False, highlight=False, soft_wrap=True)
    return everywhere(email, (*lead_ids, *in_crm), ports) | records


def _files(data_dir: Path | None, inside: Sequence[Path], ports: Ports) -> tuple[Path, ...]:
    """What is named, what models are trained on, and all in the data folder but the store itself."""
    for path in inside:
        if not path.exists():
            raise BadInputError("--in", f"{path} is not there")
    history = ports.settings.current().learning.retrain.data
    own = [one for one in sorted(data_dir.iterdir()) if one.name not in _OURS] if data_dir else []
    trained_on = [Path(history)] if history and Path(history).is_file() else []
    return tuple(dict.fromkeys((*inside, *trained_on, *own)))


def _from_parquet(content: bytes, traces: Traces) -> tuple[bytes, int]:
    with learning_extra():
        from leadgate.learning.tables.erasing import from_parquet
    return from_parquet(content, traces)


def _ask(yes: bool) -> None:
    if yes:
        return
    if not progress.is_terminal:
        raise BadInputError("--yes", "is needed where nobody can be asked")
    if not typer.confirm("Erase all of this for good?", err=True):
        raise typer.Exit(1)


def _prove(traces: Traces, places: Sequence[Place], data_dir: Path | None) -> _Searched:
    """Search again, by record and by byte. Raises PermanentError naming where something is left."""
    left = [place.name for place in places if place.count(traces)]
    files = [path for path in sorted(data_dir.rglob("*")) if path.is_file()] if data_dir else []
    left += [str(path) for path in files if next(found_in(path, traces.needles), None) is not None]
    if left:
        raise PermanentError(f"something of the person is left in {', '.join(left)}: run the same again")
    return _Searched(len(files), sum(path.stat().st_size for path in files))


def _show(found: Sequence[Found], ids: int) -> None:
    print_table(("place", "records that name the person"), [(one.place, str(one.records)) for one in found])
    out.print(f"{counted(ids, 'CRM record')} known", highlight=False)


def _receipt(email: str, done: Sequence[Found], searched: _Searched, ports: Ports, as_json: bool) -> None:
    receipt, at = receipt_of(email, ports.store), render_instant(ports.clock.now())
    if as_json:
        places = {one.place: one.records for one in done}
        print_json_line({"receipt": receipt, "at": at, "erased": places, "searched": asdict(searched)})
        return
    erased = ", ".join(f"{one.place} {one.records}" for one in done)
    out.print(f"erased: {erased}", highlight=False)
    bytes_too = f", and {searched.bytes:,} bytes in {counted(searched.files, 'file')}" if searched.files else ""
    out.print(f"searched every place again{bytes_too}: nothing is left", highlight=False)
    out.print(f"receipt {receipt} of {at}", highlight=False)


def _say_if_forgotten(known_by: Sequence[str], ports: Ports, again: bool) -> None:
    """known_by: the address, and CRM ids."""
    at = forgotten_at(known_by, ports.store)[known_by[0]]
    if at is None:
        raise BadInputError("EMAIL", "was never forgotten here")
    if again:
        for value in known_by:
            lift(value, ports.store)
    what = "may be known again; forgotten" if again else f"receipt {receipt_of(known_by[0], ports.store)}: forgotten"
    out.print(f"{what} at {render_instant(at)}", highlight=False)
