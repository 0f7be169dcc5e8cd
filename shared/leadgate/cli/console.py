"""The two streams: results, and what a person waits for."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

out = Console(soft_wrap=True)
progress = Console(stderr=True)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """What a CRM holds is shown as it is, never taken for markup. The first column is an id, and never cut."""
    first, *others = columns
    table = Table(Column(first, no_wrap=True), *others, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*map(Text, row))
    out.print(table)


def print_json_line(row: Mapping[str, Any]) -> None:
    """One object a line, as other programs read it."""
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
