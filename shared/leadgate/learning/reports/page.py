"""Pages for people: templates with everything escaped, pictures and style inside the file."""

from datetime import datetime
from functools import cache
from math import isfinite
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from leadgate.errors import PermanentError
from leadgate.learning.intervals import Estimate


def render_page(template: str, **content: Any) -> str:
    """template: `fairness` is `templates/fairness.html.j2`."""
    return _environment().get_template(f"{template}.html.j2").render(**content)


def write_page(path: Path, page: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise PermanentError(f"{path} cannot be written: {error.strerror}") from error


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("leadgate.learning.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"percent": percent, "points": points, "within": within, "figure": figure, "day": day}
    return environment


def percent(value: float | Estimate, digits: int = 1) -> str:
    number = value.value if isinstance(value, Estimate) else value
    return f"{100 * number:.{digits}f}\N{NO-BREAK SPACE}%" if isfinite(number) else "–"


def points(value: float | Estimate) -> str:
    """A difference of two shares."""
    number = value.value if isinstance(value, Estimate) else value
    return f"{100 * number:+.1f}" if isfinite(number) else "–"


def figure(value: float | Estimate, digits: int = 3) -> str:
    number = value.value if isinstance(value, Estimate) else value
    return f"{number:.{digits}f}" if isfinite(number) else "–"


def within(value: Estimate, scale: float = 1.0, digits: int = 3) -> str:
    """The interval; scale 100 for percent."""
    if not isfinite(value.low):
        return ""
    return f"{scale * value.low:.{digits}f} to {scale * value.high:.{digits}f}"


def day(at: datetime) -> str:
    return at.date().isoformat()
