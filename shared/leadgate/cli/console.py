"""The two streams: results, and what a person waits for."""

import json
import sys
from collections.abc import Mapping
from typing import Any

from rich.console import Console

out = Console(soft_wrap=True)
progress = Console(stderr=True)


def print_json_line(row: Mapping[str, Any]) -> None:
    """One object a line, as other programs read it."""
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
