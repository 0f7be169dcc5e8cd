"""`leadgate handoff`: what reps are handed, as it would look."""

from pathlib import Path
from typing import Annotated, Any, Final, Literal

import typer

from leadgate.assess import assess
from leadgate.bootstrap import bundled_model
from leadgate.cli.console import out, progress
from leadgate.cli.inputs import read_settings_or_defaults
from leadgate.domain.assessment import Assessment
from leadgate.domain.assessment_json import parse_assessment
from leadgate.domain.dossier_json import parse_dossier
from leadgate.domain.settings import Settings
from leadgate.errors import BadInputError
from leadgate.http import json_of
from leadgate.model.registry import FolderRegistry
from leadgate.outreach.templates import FolderTemplates
from leadgate.render.briefing import briefing_of
from leadgate.render.filling import BadTemplate, Templates
from leadgate.service.handing_over import handed_of
from leadgate.service.letters import example_letter

handoff_app: Final = typer.Typer(help="What reps are handed, and leads are answered.", no_args_is_help=True)
_Form = Literal["text", "html", "slack", "teams", "note", "answer"]
_TEMPLATES: Final[dict[str, str]] = {
    "text": "handoff.txt.j2",
    "html": "handoff.html.j2",
    "slack": "slack.json.j2",
    "teams": "teams.json.j2",
    "note": "note.html.j2",
}


@handoff_app.callback()
def handoff() -> None:
    """What reps are handed, and leads are answered."""


@handoff_app.command("preview")
def preview_command(
    file: Annotated[Path, typer.Argument(help="One assessment or dossier, a JSON object; - is standard input.")],
    form: Annotated[_Form, typer.Option("--as", help="answer: the first response as an e-mail.")] = "text",
    config: Annotated[Path | None, typer.Option(help="Settings file; its templates are used.")] = None,
    templates: Annotated[Path | None, typer.Option(help="Folder of templates, whatever the settings say.")] = None,
) -> None:
    """Show a handoff as a channel would show it. A bad template is told of, and the one that ships is shown.

    Example: `leadgate handoff preview tests/cases/jennifer.json --as html > handoff.html`
    """
    settings = read_settings_or_defaults(config)
    assessment = _read(file, settings)
    place = str(templates) if templates else settings.handoff.templates
    if templates and not templates.is_dir():
        raise BadInputError(str(templates), "a folder of templates is needed")
    filling = Templates(FolderTemplates(), place, _tell)
    if form == "answer":
        out.file.write(example_letter(assessment, settings, filling))
        return
    handed = handed_of(assessment, settings, assessment.as_of, ())
    out.file.write(filling.fill(_TEMPLATES[form], briefing_of(assessment, handed, assessment.as_of)))


def _tell(problem: BadTemplate) -> None:
    progress.print(problem.words, style="yellow", markup=False, highlight=False, soft_wrap=True)


def _read(file: Path, settings: Settings) -> Assessment:
    try:
        content = typer.get_binary_stream("stdin").read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise BadInputError(str(file), f"cannot be read: {error.strerror}") from error
    try:
        row: Any = json_of(content)
        if not isinstance(row, dict):
            raise BadInputError("", "an assessment or a dossier, a JSON object, is needed")
        if "decision" in row:
            return parse_assessment(row)
        return assess(parse_dossier(row), settings, FolderRegistry(bundled_model()).current())
    except BadInputError as error:
        raise error.under(str(file)) from error
