"""`leadgate sources`: what a payload of another system becomes, and a file of them brought in."""

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from rich.text import Text

from leadgate.bootstrap import embedded_ports
from leadgate.cli.console import out, print_json_line, print_table
from leadgate.clock import SystemClock
from leadgate.domain.reading import clean
from leadgate.domain.words import counted
from leadgate.embedded.data_folder import kept_in, served_file
from leadgate.errors import BadInputError
from leadgate.service.sources import Taken, take_records
from leadgate.sources.catalog import load_file, load_source, path_of, source_names
from leadgate.sources.mapping import SourceMapping
from leadgate.sources.reading import Understood, records_of, understand

sources_app: Final = typer.Typer(help="Other systems' payloads: mapping files to signals.", no_args_is_help=True)
_MOST_SHOWN: Final = 20
_WIDEST: Final = 100
_Folder = Annotated[Path | None, typer.Option(help="Folder of your own mapping files.")]
_Source = Annotated[str | None, typer.Option(help="Which source, as `leadgate sources list` names it.")]
_Mapping = Annotated[Path | None, typer.Option(help="A mapping file of your own instead.")]
_Json = Annotated[bool, typer.Option("--json", help="For other programs.")]


@sources_app.command("list")
def list_command(folder: _Folder = None, as_json: _Json = False) -> None:
    """The sources there are, and the kinds of signals each becomes.

    Example: `leadgate sources list`
    """
    place = str(folder or "")
    found = [(name, load_source(name, place)) for name in source_names(place)]
    if as_json:
        for name, mapping in found:
            print_json_line({"name": name, "label": mapping.label, "about": mapping.about, "kinds": mapping.kinds})
        return
    print_table(("name", "what", "becomes"), [(n, m.label, ", ".join(m.kinds)) for n, m in found])


@sources_app.command("show")
def show_command(name: Annotated[str, typer.Argument(help="Of a source.")], folder: _Folder = None) -> None:
    """The mapping file of a source: a copy of it, changed, is one of your own.

    Example: `leadgate sources show segment > mappings/segment.toml`
    """
    text = path_of(name, str(folder or "")).read_text(encoding="utf-8")
    out.print(text, markup=False, highlight=False, end="")


@sources_app.command("test")
def try_command(
    file: Annotated[Path, typer.Argument(help="A payload as the source gives it: JSON, JSON Lines or CSV.")],
    source: _Source = None,
    mapping: _Mapping = None,
    folder: _Folder = None,
    as_json: _Json = False,
) -> None:
    """Show what a payload becomes and what of it is not understood, with field path and reason. Nothing is kept.

    Without --source and --mapping the source that understands most of the payload is taken. Exit 1 where a record is
    not understood.

    Example: `leadgate sources test calls.json --source segment`
    """
    name, records = _read(file, source, mapping, str(folder or ""))
    if as_json:
        for one in records:
            print_json_line(_row(name, one))
    else:
        _show(name, records)
    if any(one.problems for one in records):
        raise typer.Exit(1)


@sources_app.command("load")
def load_command(
    file: Annotated[Path, typer.Argument(help="A payload as the source gives it: JSON, JSON Lines or CSV.")],
    source: Annotated[str, typer.Option(help="Which source, as `leadgate sources list` names it.")],
    data_dir: Annotated[Path, typer.Option(help="Folder of `leadgate serve`, which may be running.")],
    as_json: _Json = False,
) -> None:
    """Keep a file's signals, as if the source had sent them; what is not understood is parked. Safe to repeat.

    Example: `leadgate sources load surge.csv --source bombora --data-dir data`
    """
    with kept_in(data_dir) as known:
        config = served_file(known)
    ports, database = embedded_ports(data_dir, config)
    with closing(database):
        folder = ports.settings.current().sources.folder
        taken = take_records(_understood(file, source, load_source(source, folder)), source, ports)
    _say(taken, as_json)


def _read(file: Path, source: str | None, mapping: Path | None, folder: str) -> tuple[str, Sequence[Understood]]:
    if source and mapping:
        raise BadInputError("--mapping", "or --source is allowed, not both")
    if mapping:
        return mapping.stem, _understood(file, mapping.stem, load_file(mapping))
    if source:
        return source, _understood(file, source, load_source(source, folder))
    return _best(file, folder)


def _best(file: Path, folder: str) -> tuple[str, Sequence[Understood]]:
    """The source whose mapping leaves the fewest records and fields over; the first by name of equals."""
    tried: list[tuple[tuple[int, int], str, Sequence[Understood]]] = []
    for name in source_names(folder):
        try:
            records = _understood(file, name, load_source(name, folder))
        except BadInputError:
            continue
        good = sum(bool(one.signals) and not one.problems and one.whom.names_somebody for one in records)
        if good:
            tried.append(((-good, sum(len(one.left) for one in records)), name, records))
    if not tried:
        raise BadInputError("--source", f"is needed: no mapping understands {file.name} by itself")
    _, name, records = min(tried, key=lambda one: one[:2])
    return name, records


def _understood(file: Path, name: str, mapping: SourceMapping) -> Sequence[Understood]:
    try:
        body = file.read_bytes()
    except OSError as error:
        raise BadInputError(str(file), "cannot be read") from error
    try:
        return tuple(understand(records_of(body, mapping), name, mapping, SystemClock().now()))
    except BadInputError as error:
        raise BadInputError(str(file), str(error)) from error


def _show(name: str, records: Sequence[Understood]) -> None:
    made = [signal for one in records for signal in one.signals]
    ignored = sum(one.ignored for one in records)
    aside = f", {ignored} left out by the mapping" if ignored else ""
    out.print(f"{name}: {counted(len(records), 'record')} → {counted(len(made), 'signal')}{aside}", highlight=False)
    rows = [(one, signal) for one in records for signal in one.signals]
    for one, signal in rows[:_MOST_SHOWN]:
        head = Text(f"\nrecord {one.number}  ")
        head.append(str(signal["kind"]), style="bold green").append(f"  {signal['occurred_at']}  {_whom(one)}")
        out.print(head)
        for name, value in signal["properties"].items():
            out.print(Text(f"  {name}: {_said(value)}"))
    _more(len(rows))
    problems = [(str(one.number), problem.path, problem.reason) for one in records for problem in one.problems]
    if problems:
        out.print("\nnot understood", style="bold", highlight=False)
        print_table(("record", "field", "reason"), problems[:_MOST_SHOWN], whole=2)
        _more(len(problems))
    left = Counter(path for one in records if not one.problems for path in one.left)
    if left:
        out.print("\nnot read by the mapping", style="bold", highlight=False)
        print_table(("field", "records"), [(path, str(count)) for path, count in left.most_common(_MOST_SHOWN)])
        _more(len(left))


def _more(count: int) -> None:
    if count > _MOST_SHOWN:
        out.print(f"… and {count - _MOST_SHOWN} more (--json has all)", highlight=False)


def _whom(one: Understood) -> str:
    whom = one.whom
    return ", ".join(whom.lead_ids or whom.emails or whom.account_ids or whom.domains) or "nobody is named"


def _said(value: Any) -> str:
    text = clean(", ".join(map(str, value)) if isinstance(value, list) else str(value))
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"


def _row(name: str, one: Understood) -> dict[str, Any]:
    return {
        "source": name,
        "record": one.number,
        "ignored": one.ignored,
        "signals": list(one.signals),
        "whom": {
            "lead_ids": list(one.whom.lead_ids),
            "account_ids": list(one.whom.account_ids),
            "emails": list(one.whom.emails),
            "domains": list(one.whom.domains),
        },
        "problems": [{"path": problem.path, "reason": problem.reason} for problem in one.problems],
        "not_read": list(one.left),
    }


def _say(taken: Taken, as_json: bool) -> None:
    if as_json:
        print_json_line({"kept": taken.kept, "parked": taken.parked, "problems": list(taken.problems)})
        return
    out.print(f"kept {counted(taken.kept, 'new signal')}, parked {counted(taken.parked, 'record')}", highlight=False)
    for reason, count in Counter(taken.problems).most_common(_MOST_SHOWN):
        out.print(f"  {count} × {reason}", markup=False, highlight=False)
