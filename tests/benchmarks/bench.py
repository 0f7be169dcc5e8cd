"""`make bench`: each figure beside its target. Misses are marked; the exit code is 0 whatever comes out."""

import os

from rich.console import Console
from rich.table import Table

from tests.benchmarks import day, functions, importing, judging, routing, serving, talking, training
from tests.benchmarks.figures import Figure

_WIDTH = 120


def main() -> None:
    console = Console(width=max(_WIDTH, Console().width))
    table = Table("what", "measured", "target", "", box=None, header_style="bold")
    missed = 0
    for part in (judging, routing, training, importing, talking, serving, day, functions):
        with console.status(f"measuring: {part.__doc__}"):
            for figure in part.figures():
                missed += figure.met is False
                table.add_row(*_cells(figure), style="red" if figure.met is False else None)
    console.print(table)
    console.print(f"{missed} missed" if missed else "all targets met", style="red" if missed else "green")
    console.print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} while measuring", style="dim")


def _cells(figure: Figure) -> tuple[str, str, str, str]:
    value = "–" if figure.value is None else _amount(figure.value, figure.unit)
    target = "" if figure.target is None else f"{figure.wanted} {_amount(figure.target, figure.unit)}"
    return figure.name, value, target, "MISSED" if figure.met is False else figure.note


def _amount(value: float, unit: str) -> str:
    shown = f"{value:,.0f}" if value >= 1000 or unit == "calls" else f"{value:.3g}"
    return f"{shown} {unit}"


if __name__ == "__main__":
    main()
