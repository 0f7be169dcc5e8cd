"""How every audit answers: an object for programs on standard output, a page for people in a file."""

import json
from pathlib import Path
from typing import Any

import typer

from leadgate.cli.console import progress


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
