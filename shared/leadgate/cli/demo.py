"""`leadgate demo`: from nothing to a verdict on a CRM record, on this machine."""

import logging
import time
from collections.abc import Mapping
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from leadgate.cli.console import out, progress
from leadgate.cli.report import print_report
from leadgate.demo.run import Outcome, play, running
from leadgate.demo.story import JENNIFER
from leadgate.domain.assessment_json import parse_assessment
from leadgate.errors import PermanentError

_SHOWN = ("status", "tier", "score", "conversion_percent", "next_step", "reasons", "stakeholder_map")
_WIDEST = 90


def demo_command(
    keep_open: Annotated[bool, typer.Option(help="Leave everything running until interrupted.")] = False,
) -> None:
    """Start sandbox CRMs and Leadgate, play recorded-style traffic, and show the verdict on the record.

    Example: `leadgate demo --keep-open`
    """
    logging.getLogger("leadgate").setLevel(logging.ERROR)  # what happens is shown at the end
    with running(_tell) as stage:
        outcome = play(stage, _tell)
        _show(outcome)
        _check(outcome)
        if keep_open:
            out.print(
                f"\nLeadgate runs at {stage.server.url}, the sandbox HubSpot at {stage.sandbox.url}. Ctrl-C ends it."
            )
            while True:
                time.sleep(1.0)


def _tell(what: str) -> None:
    progress.print(f"• {what}", highlight=False)


def _check(outcome: Outcome) -> None:
    status = outcome.after[JENNIFER].get("leadgate_status")
    if status != "sales_ready":
        raise PermanentError(f"the demo's lead should be sales_ready, and is {status}")


def _show(outcome: Outcome) -> None:
    print_report(parse_assessment(outcome.assessments[JENNIFER]), out)
    _show_record(outcome)
    _show_mail(outcome)
    _show_others(outcome)
    _show_steps(outcome)


def _show_record(outcome: Outcome) -> None:
    before, after = outcome.before[JENNIFER], outcome.after[JENNIFER]
    table = Table("property", "before", "after", title="The HubSpot record", title_justify="left", show_lines=True)
    for name in _SHOWN:
        key = f"leadgate_{name}"
        table.add_row(key, before.get(key) or "–", _first_lines(after.get(key) or "–"))
    owner = outcome.owners.get(after.get("hubspot_owner_id") or "", "–")
    table.add_row("hubspot_owner_id", before.get("hubspot_owner_id") or "–", owner)
    out.print(table)


def _show_mail(outcome: Outcome) -> None:
    """What came to the sandbox inbox: the handoff to the rep, and the first response to the lead."""
    table = Table("to", "from", "mail", title="\nThe sandbox inbox", title_justify="left", show_lines=True)
    for mail in outcome.mail:
        body = mail.get_body(("plain",))
        text = "\n".join(line for line in str(body.get_content() if body else "").splitlines() if line)
        table.add_row(
            *(Text(str(one)) for one in (mail["To"], mail["From"], f"{mail['Subject']}\n{_first_lines(text, 8)}"))
        )
    out.print(table)


def _first_lines(text: str, most: int = 4) -> str:
    lines = [line if len(line) <= _WIDEST else f"{line[: _WIDEST - 1]}…" for line in text.splitlines()]
    more = f"\n… {len(lines) - most} more lines" if len(lines) > most else ""
    return "\n".join(lines[:most]) + more


def _show_others(outcome: Outcome) -> None:
    others: list[Mapping[str, Any]] = [row for lead, row in outcome.assessments.items() if lead != JENNIFER]
    table = Table("lead", "verdict", "because", title="\nThe same demo form, other people", title_justify="left")
    for row in others:
        rule = row["decision"]["rules"][0]["text"] if row["decision"]["rules"] else ""
        table.add_row(row["lead"]["title"], row["decision"]["status"], rule)
    out.print(table)


def _show_steps(outcome: Outcome) -> None:
    table = Table("step", "seconds", title="\nHow long it took", title_justify="left")
    for step in outcome.steps:
        table.add_row(step.name, f"{step.seconds:.2f}")
    out.print(table)
    out.print(f"{outcome.judged} assessments, {outcome.crm_calls} calls to HubSpot", highlight=False)
