"""The README's report is what its command prints: `python -m tests.readme` writes it, a test holds it."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
README: Final = ROOT / "README.md"
COMMAND: Final = ("assess", "tests/cases/jennifer.json", "--config", "tests/cases/market.toml", "--format", "report")
_BLOCK: Final = re.compile(r"(?<=<!-- report:begin -->\n).*?(?=<!-- report:end -->)", re.DOTALL)


def with_report(text: str) -> str:
    """The README with the report as it is printed now."""
    return _BLOCK.sub(lambda _: f"```text\n{printed()}\n```\n", text)


def printed() -> str:
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"}
    command = [sys.executable, "-m", "leadgate", *COMMAND]
    run = subprocess.run(command, check=True, cwd=ROOT, env=environment, capture_output=True, text=True)
    return "\n".join(line.rstrip() for line in run.stdout.strip().splitlines())


if __name__ == "__main__":
    README.write_text(with_report(README.read_text(encoding="utf-8")), encoding="utf-8")
