"""Templates filled in: the admin's where it is good, else the one that ships."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from leadgate.ports.outreach import TemplateSource
from leadgate.render.sandbox import TemplateFault, render_template


@dataclass(frozen=True, slots=True)
class BadTemplate:
    """line: None where nobody can tell."""

    place: str
    line: int | None
    reason: str

    @property
    def words(self) -> str:
        where = f"{self.place}, line {self.line}" if self.line else self.place
        return f"{where}: {self.reason}; the template that ships is used instead"


@dataclass(frozen=True, slots=True)
class Templates:
    """place: where the admin's are, as the settings say; empty for none. on_problem: told of each that is bad."""

    source: TemplateSource
    place: str
    on_problem: Callable[[BadTemplate], None]

    def fill(self, name: str, context: Mapping[str, Any]) -> str:
        """name: such as `slack.json.j2`."""
        found = self.source.read(self.place, name) if self.place else None
        if found is not None:
            try:
                return render_template(name, found.text, context)
            except TemplateFault as fault:
                self.on_problem(BadTemplate(found.place, fault.line, fault.reason))
        return render_template(name, shipped(name), context)


@cache
def shipped(name: str) -> str:
    return files("leadgate.render").joinpath("templates", name).read_text(encoding="utf-8")


def shipped_names() -> tuple[str, ...]:
    """All that an admin may replace."""
    folder = files("leadgate.render").joinpath("templates")
    return tuple(sorted(path.name for path in folder.iterdir() if path.name.endswith(".j2")))
