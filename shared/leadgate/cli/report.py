"""The report in the terminal."""

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from leadgate.domain.account_report import AccountAssessment
from leadgate.domain.assessment import Assessment
from leadgate.render.report import Line, report_of, stakeholder_line

_STYLES = {"sales_ready": "bold green", "nurture": "bold yellow", "disqualified": "bold red", "review": "bold magenta"}


def print_report(assessment: Assessment, console: Console) -> None:
    report = report_of(assessment)
    console.print()
    console.print(Text(report.headline, style="bold"))
    console.print(Text(report.verdict, style=_STYLES[assessment.decision.status]))
    for block in report.blocks:
        console.print(Text(f"\n{block.title}", style="bold"))
        console.print(Padding(_table(block.lines), (0, 0, 0, 2)))
    console.print()


def print_account(report: AccountAssessment, console: Console) -> None:
    account = report.account
    score = "unknown" if account.score is None else account.score
    console.print()
    console.print(Text(account.name or account.domain or account.id or "Unknown company", style="bold"))
    console.print(Text(f"{account.priority.upper()} PRIORITY · score {score}", style="bold"))
    console.print(Text(report.play))
    people = tuple(stakeholder_line(person) for person in report.stakeholders)
    blocks = (
        ("Why", tuple(map(Line, report.reasons))),
        ("People", people),
        ("Look for", tuple(map(Line, report.look_for))),
    )
    for title, lines in blocks:
        if lines:
            console.print(Text(f"\n{title}", style="bold"))
            console.print(Padding(_table(lines), (0, 0, 0, 2)))
    console.print()


def _table(lines: tuple[Line, ...]) -> Table:
    table = Table.grid(padding=(0, 2))
    has_effects = any(line.effect is not None for line in lines)
    has_labels = any(line.label for line in lines)
    if has_effects:
        table.add_column(justify="right", no_wrap=True)
    if has_labels:
        table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    for line in lines:
        effect = [Text(f"{line.effect:+.2f}" if line.effect is not None else "")] if has_effects else []
        label = [Text(line.label)] if has_labels else []
        table.add_row(*effect, *label, Text(line.text))
    return table
