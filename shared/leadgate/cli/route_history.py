"""`leadgate route explain` and `replay`: why a lead went where it went, and where another team file would send it."""

from dataclasses import asdict
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from leadgate import bootstrap
from leadgate.cli.console import out, print_json_line, print_table
from leadgate.cli.team_file import read_team_file
from leadgate.clock import SystemClock
from leadgate.domain.reading import parse_instant
from leadgate.domain.team import Team
from leadgate.errors import BadInputError
from leadgate.service.history import Again, Explained, Replay, explain, replay

_DataDir = Annotated[
    Path | None, typer.Option(help="Folder of `leadgate serve`; without it, the AWS stage of the environment.")
]
_AsJson = Annotated[bool, typer.Option("--json", help="One object, for other programs.")]
_AGAIN: dict[Again, str] = {
    "same": "worked out again from what was kept: the same",
    "different": "worked out again it comes out differently: the code or the holidays have changed since",
    "not kept": "a person's step, or its team file is not kept: it cannot be worked out again",
}
_SHOWN_DIFFERENCES = 30


def explain_command(
    assignment: Annotated[str, typer.Argument(help="Id of an assignment; or of a lead, for its last one.")],
    data_dir: _DataDir = None,
    as_json: _AsJson = False,
) -> None:
    """Each consideration in its order, who fell out at it and why, and what happened since.

    Example: `leadgate route explain hubspot:contact:501 --data-dir data`
    """
    with bootstrap.kept_store(data_dir) as store:
        found = explain(assignment, SystemClock().now(), store)
    if as_json:
        steps = [{"at": f"{one.at:%Y-%m-%dT%H:%M:%SZ}", **_plain(one.row)} for one in found.steps]
        print_json_line({**found.assignment, "worked_out_again": found.again, "steps": steps})
        return
    _show(found)


def replay_command(
    since: Annotated[str, typer.Option("--from", help="First day or instant: 2026-11-01.")],
    until: Annotated[str, typer.Option("--to", help="Last day (included), or instant (excluded).")],
    team: Annotated[Path | None, typer.Option("--team", help="Another team file (JSON).")] = None,
    data_dir: _DataDir = None,
    as_json: _AsJson = False,
) -> None:
    """What was assigned then, worked out again; with `--team`, what that team file would have done instead.

    Example: `leadgate route replay --from 2026-11-01 --to 2026-11-30 --team new-team.json --data-dir data`
    """
    begins, ends = _instant(since, "--from", 0), _instant(until, "--to", 1)
    if ends <= begins:
        raise BadInputError("--to", "must be later than --from")
    other = read_team_file(team) if team else None
    with bootstrap.kept_store(data_dir) as store:
        found = replay(begins, ends, other, store)
    if as_json:
        print_json_line(asdict(found))
        return
    _show_replay(found, compared=other is not None)


def _instant(text: str, name: str, days_later: int) -> datetime:
    try:
        day = date.fromisoformat(text) if len(text) == len("2026-11-01") else None
    except ValueError:
        day = None
    at = datetime.combine(day + timedelta(days=days_later), time(), UTC) if day else parse_instant(text)
    if at is None:
        raise BadInputError(name, f"a day such as 2026-11-01 or an instant is needed, not {text!r}")
    return at


def _plain(row: Any) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in ("inputs", "assignment", "lead_id")}


def _show(found: Explained) -> None:
    made = found.assignment
    names = _names(found.team)
    to = names.get(made["rep_id"], made["rep_id"]) or f"queue {made['queue']}"
    out.print(Text.assemble(("lead ", "dim"), made["lead_id"], (" → ", "dim"), (str(to), "bold green")))
    out.print(Text(f"{made['reason']}"))
    limits = [(what, made[name]) for what, name in _LIMITS if made.get(name)]
    out.print(Text(" · ".join([made["assignment_id"], made["at"], *(f"{what} {at}" for what, at in limits)]), "dim"))
    out.print()
    table = Table("consideration", "left", "who fell out, and why", box=None, pad_edge=False, header_style="bold")
    for step in made["considered"]:
        dropped = _by_reason(step["dropped"], names)
        table.add_row(step["step"], str(len(step["kept"])), Text("\n".join(dropped) or "nobody"))
    out.print(table)
    out.print()
    print_table(("when", "what", "who", "why"), [_step_row(one.at, one.row, names) for one in found.steps], whole=2)
    out.print()
    out.print(Text(_AGAIN[found.again], "dim"))


_LIMITS = (("accept by", "accept_by"), ("looked at again", "look_again_at"))
_MOST_NAMES = 6


def _names(team: Team | None) -> dict[str | None, str]:
    return {rep.id: f"{rep.name} ({rep.id})" if rep.name else rep.id for rep in team.reps} if team else {}


def _by_reason(dropped: list[dict[str, str]], names: dict[str | None, str]) -> list[str]:
    """One line a reason; of many reps only the first few by name."""
    by_why: dict[str, list[str]] = {}
    for one in dropped:
        by_why.setdefault(one["why"], []).append(names.get(one["rep_id"], one["rep_id"]))
    lines = []
    for why, who in by_why.items():
        more = f" and {len(who) - _MOST_NAMES} more" if len(who) > _MOST_NAMES else ""
        lines.append(f"{', '.join(who[:_MOST_NAMES])}{more}: {why}")
    return lines


def _step_row(at: datetime, row: Any, names: dict[str | None, str]) -> tuple[str, str, str, str]:
    who = names.get(row["rep_id"], row["rep_id"]) or row["queue"] or ""
    return f"{at:%Y-%m-%d %H:%M}", str(row["event"]).replace("_", " "), str(who), str(row["why"])


def _show_replay(found: Replay, *, compared: bool) -> None:
    out.print(
        f"{found.leads} leads; {found.same} of {found.checked} assignments come out as they were made", highlight=False
    )
    table = Table("rep or queue", "A", "B", "C", "D", "all", box=None, pad_edge=False, header_style="bold")
    for name, tiers in found.counts.items():
        cells = [_cell(was, would, compared=compared) for was, would in tiers.values()]
        totals = [sum(pair[n] for pair in tiers.values()) for n in (0, 1)]
        table.add_row(Text(name), *cells, _cell(totals[0], totals[1], compared=compared))
    out.print(table)
    if not compared:
        return
    out.print(f"\n{len(found.differences)} leads would be elsewhere", highlight=False)
    shown = found.differences[:_SHOWN_DIFFERENCES]
    rows = [(one.lead_id, one.tier, one.was or "nobody", one.would or "nobody", one.why) for one in shown]
    if rows:
        print_table(("lead", "tier", "was", "would be", "why"), rows)
    if len(found.differences) > len(shown):
        out.print(f"… and {len(found.differences) - len(shown)} more; `--json` has them all", highlight=False)


def _cell(was: int, would: int, *, compared: bool) -> str:
    return f"{was} → {would}" if compared and was != would else str(was)
