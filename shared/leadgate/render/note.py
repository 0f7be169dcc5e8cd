"""The note on the CRM record: the report as simple HTML that both CRMs show."""

from functools import cache

from jinja2 import Environment, PackageLoader, Template

from leadgate.domain.assessment import Assessment
from leadgate.render.report import report_of


def render_note(assessment: Assessment) -> str:
    """HTML without scripts, styles or classes; all text is escaped. The same assessment gives the same note."""
    return _template().render(report=report_of(assessment))


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("leadgate.render"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("note.html.j2")
