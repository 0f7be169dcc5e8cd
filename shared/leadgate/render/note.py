"""The note on the CRM record: the report as simple HTML that both CRMs show."""

from leadgate.domain.assessment import Assessment
from leadgate.render.filling import Templates
from leadgate.render.report import report_of


def render_note(assessment: Assessment, templates: Templates) -> str:
    """HTML without scripts, styles or classes; all text is escaped. The same assessment gives the same note."""
    return templates.fill("note.html.j2", {"report": report_of(assessment)})
