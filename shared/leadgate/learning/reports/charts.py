"""Pictures as SVG to stand in a page: the same figures give the same bytes."""

import io
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import matplotlib as mpl
from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from leadgate.domain.reading import clean
from leadgate.learning.intervals import Estimate

_WIDTH: Final = 5.2
_LONGEST: Final = 34
_MOST_TICKS: Final = 7
INK: Final = "#1f2933"
PALE: Final = "#9aa5b1"
BLUE: Final = "#2563a8"
RED: Final = "#c2410c"
GREEN: Final = "#15803d"
COLORS: Final = (BLUE, "#d97706", GREEN, "#7c3aed", "#be185d", PALE)
_STYLE: Final[Any] = {  # of names that only matplotlib lists
    "text.parse_math": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "leadgate",
    "font.family": "sans-serif",
    "font.size": 10.0,
    "text.color": INK,
    "axes.edgecolor": PALE,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": INK,
    "ytick.color": INK,
}


@dataclass(frozen=True, slots=True)
class Dot:
    """A line of a dot plot. marked: a finding, drawn to be seen; pale: not to be judged."""

    label: str
    at: Estimate
    marked: bool = False
    pale: bool = False


@dataclass(frozen=True, slots=True)
class Curve:
    """x, y: of each point. low, high: a band around it, where there is one."""

    name: str
    x: Sequence[Any]
    y: Sequence[float]
    low: Sequence[float] = ()
    high: Sequence[float] = ()
    points: bool = False


def dots(rows: Sequence[Dot], label: str, reference: float | None = None, percent: bool = True) -> Markup:
    """Each with its interval, the first on top. reference: a line to compare with."""
    with _drawing(0.55 + 0.26 * len(rows)) as (figure, axes):
        for place, row in enumerate(rows):
            color = PALE if row.pale else RED if row.marked else BLUE
            axes.plot([row.at.low, row.at.high], [place, place], color=color, linewidth=1.6)
            axes.plot([row.at.value], [place], "o", color=color, markersize=5)
        if reference is not None:
            axes.axvline(reference, color=INK, linewidth=0.8, linestyle=":")
        _name_rows(axes, [row.label for row in rows], label, percent)
        return _svg(figure, label)


def bars(rows: Sequence[tuple[str, float]], label: str, marked: Sequence[bool] = (), percent: bool = False) -> Markup:
    """Lying bars, the first on top."""
    with _drawing(0.55 + 0.26 * len(rows)) as (figure, axes):
        colors = [RED if place < len(marked) and marked[place] else BLUE for place in range(len(rows))]
        axes.barh(range(len(rows)), [value for _, value in rows], color=colors, height=0.62)
        _name_rows(axes, [name for name, _ in rows], label, percent)
        return _svg(figure, label)


def curves(
    lines: Sequence[Curve],
    labels: tuple[str, str],
    percent: tuple[bool, bool] = (False, False),
    diagonal: bool = False,
) -> Markup:
    """labels: of the x and the y axis. percent: whether each is a share. diagonal: draw y = x."""
    with _drawing(3.1) as (figure, axes):
        for color, line in zip(COLORS * len(lines), lines, strict=False):
            style = "o-" if line.points else "-"
            axes.plot(line.x, line.y, style, color=color, linewidth=1.6, markersize=4, label=_short(line.name))
            if line.low:
                axes.fill_between(line.x, line.low, line.high, color=color, alpha=0.15, linewidth=0)
        if diagonal:
            end = max(max(line.x) for line in lines)
            axes.plot([0, end], [0, end], color=INK, linewidth=0.8, linestyle=":")
        for axis, label, is_share in zip((axes.xaxis, axes.yaxis), labels, percent, strict=True):
            axis.set_label_text(label)
            if is_share:
                axis.set_major_formatter(PercentFormatter(1.0))
        if lines and isinstance(lines[0].x[0], str):
            axes.set_xticks(range(0, len(lines[0].x), max(1, -(-len(lines[0].x) // _MOST_TICKS))))
        if len(lines) > 1:
            axes.legend(frameon=False)
        return _svg(figure, f"{labels[1]} by {labels[0]}")


def heat(rows: Sequence[tuple[str, Sequence[float]]], columns: Sequence[str], label: str) -> Markup:
    """Shares by row and column: the darker, the more; white where nothing is known."""
    with _drawing(1.0 + 0.24 * len(rows)) as (figure, axes):
        axes.grid(visible=False)
        shares = [values for _, values in rows]
        cells = axes.pcolormesh(shares, cmap="Blues", vmin=0.0, vmax=1.0, edgecolors="white", linewidth=1.0)
        axes.set_yticks([place + 0.5 for place in range(len(rows))], [_short(name) for name, _ in rows])
        axes.set_ylim(len(rows), 0)
        shown = range(0, len(columns), max(1, -(-len(columns) // _MOST_TICKS)))
        axes.set_xticks([place + 0.5 for place in shown], [columns[place] for place in shown])
        figure.colorbar(cells, ax=axes, format=PercentFormatter(1.0), aspect=30)
        return _svg(figure, label)


def _name_rows(axes: Axes, names: Sequence[str], label: str, percent: bool) -> None:
    axes.set_yticks(range(len(names)), [_short(name) for name in names])
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set_xlabel(label)
    if percent:
        axes.xaxis.set_major_formatter(PercentFormatter(1.0))


def _short(label: str) -> str:
    text = clean(label)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


@contextmanager
def _drawing(height: float) -> Iterator[tuple[Figure, Axes]]:
    """height: in inches."""
    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=(_WIDTH, height), layout="constrained")
        axes = figure.add_subplot()
        axes.grid(axis="x", color="#e4e7eb", linewidth=0.6)
        axes.set_axisbelow(True)
        yield figure, axes


def _svg(figure: Figure, description: str) -> Markup:
    """description: for those who do not see the picture."""
    buffer = io.StringIO()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from font")  # the browser's font is used, not that one
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None}, transparent=True)
    picture = buffer.getvalue()
    role = Markup('<svg role="img" aria-label="{}" ').format(description)
    return Markup(role + Markup(picture[picture.index("<svg") + 5 :]))  # noqa: S704  # matplotlib escapes its labels
