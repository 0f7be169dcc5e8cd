"""`leadgate demo`: from nothing to a verdict on a CRM record, on this machine."""

import logging
import time
from collections.abc import Mapping
from contextlib import ExitStack
from typing import Annotated, Any, Final, Literal

import typer
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from leadgate.cli.console import out, progress
from leadgate.cli.report import print_report
from leadgate.demo.crms import DemoCrm, DemoHubSpot, DemoSalesforce
from leadgate.demo.run import Outcome, Stage, play, running
from leadgate.demo.story import JENNIFER
from leadgate.domain.assessment_json import parse_assessment
from leadgate.errors import PermanentError

_SHOWN: Final = ("status", "tier", "score", "conversion_percent", "next_step", "reasons", "stakeholder_map")
_WIDEST: Final = 90
_CRMS: Final[Mapping[str, tuple[type[DemoCrm], ...]]] = {
    "hubspot": (DemoHubSpot,),
    "salesforce": (DemoSalesforce,),
    "both": (DemoHubSpot, DemoSalesforce),
}


def demo_command(
    crm: Annotated[Literal["hubspot", "salesforce", "both"], typer.Option(help="Before which CRM.")] = "both",
    keep_open: Annotated[bool, typer.Option(help="Leave everything running until interrupted.")] = False,
) -> None:
    """Start sandbox CRMs and Leadgate, play recorded-style traffic, and show the verdict on the record.

    Example: `leadgate demo --keep-open`
    """
    logging.getLogger("leadgate").setLevel(logging.ERROR)  # what happens is shown at the end
    with ExitStack() as kept:
        stages = []
        for made in _CRMS[crm]:
            stage = kept.enter_context(running(made(), _tell))
            stages.append(stage)
            outcome = play(stage, _tell)
            _show(stage.crm, outcome)
            _check(stage.crm, outcome)
            if not keep_open:
                kept.close()
        if keep_open:
            _wait(stages)


def _wait(stages: list[Stage]) -> None:
    for stage in stages:
        out.print(f"\nLeadgate runs at {stage.server.url}, the sandbox {stage.crm.name} at {stage.crm.sandbox.url}.")
    out.print("Ctrl-C ends it.")
    while True:
        time.sleep(1.0)


def _tell(what: str) -> None:
    progress.print(f"• {what}", highlight=False)


def _check(crm: DemoCrm, outcome: Outcome) -> None:
    status = outcome.after[JENNIFER].get(crm.field("status"))
    if status != "sales_ready":
        raise PermanentError(f"{crm.name}: the demo's lead should be sales_ready, and is {status}")


def _show(crm: DemoCrm, outcome: Outcome) -> None:
    out.print(Rule(crm.name, characters="═"))
    print_report(parse_assessment(outcome.assessments[JENNIFER]), out)
    _show_record(crm, outcome)
    _show_mail(outcome)
    _show_others(outcome)
    _show_steps(crm, outcome)


def _show_record(crm: DemoCrm, outcome: Outcome) -> None:
    before, after = outcome.before[JENNIFER], outcome.after[JENNIFER]
    title = f"The {crm.name} record"
    table = Table("field", "before", "after", title=title, title_justify="left", show_lines=True)
    for name in _SHOWN:
        key = crm.field(name)
        table.add_row(key, before.get(key) or "–", _first_lines(after.get(key) or "–"))
    table.add_row(crm.owner_field, *(crm.owner(one.get(crm.owner_field) or "") for one in (before, after)))
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
    out.print(f"\nBooked by the link in it: {outcome.meeting}", highlight=False, markup=False)


def _first_lines(text: str, most: int = 4) -> str:
    lines = [line if len(line) <= _WIDEST else f"{line[: _WIDEST - 1]}…" for line in text.splitlines()]
    more = f"\n… {len(lines) - most} more lines" if len(lines) > most else ""
    return "\n".join(lines[:most]) + more


def _show_others(outcome: Outcome) -> None:
    others: list[Mapping[str, Any]] = [row for who, row in outcome.assessments.items() if who != JENNIFER]
    table = Table("lead", "verdict", "because", title="\nThe same demo form, other people", title_justify="left")
    for row in others:
        rule = row["decision"]["rules"][0]["text"] if row["decision"]["rules"] else ""
        table.add_row(row["lead"]["title"], row["decision"]["status"], rule)
    out.print(table)


def _show_steps(crm: DemoCrm, outcome: Outcome) -> None:
    table = Table("step", "seconds", title="\nHow long it took", title_justify="left")
    for step in outcome.steps:
        table.add_row(step.name, f"{step.seconds:.2f}")
    out.print(table)
    out.print(f"{outcome.judged} assessments, {outcome.crm_calls} calls to {crm.name}\n", highlight=False)
