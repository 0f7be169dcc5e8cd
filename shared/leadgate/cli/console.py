"""The two streams: results, and what a person waits for."""

import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

out = Console(soft_wrap=True)
progress = Console(stderr=True)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]], whole: int = 1) -> None:
    """What a CRM holds is shown as it is, never taken for markup.

    whole: so many columns, from the first, which is an id, are never cut.
    """
    made = (Column(name, no_wrap=number < whole) for number, name in enumerate(columns))
    table = Table(*made, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*map(Text, row))
    out.print(table)


_HALF = re.compile("[\ud800-\udfff]")


def print_json_line(row: Mapping[str, Any]) -> None:
    """One object a line, as other programs read it."""
    line = json.dumps(row, ensure_ascii=False)
    readable = line.isascii() or _HALF.search(line) is None
    sys.stdout.write((line if readable else json.dumps(row)) + "\n")
