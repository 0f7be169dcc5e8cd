"""`leadgate models compare` and `promote`: a challenger is measured, and takes over by the rules of the settings."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from leadgate.cli.audit_report import beside, report
from leadgate.cli.console import out, print_table, progress
from leadgate.cli.extras import learning_extra
from leadgate.cli.inputs import names_in, read_settings_or_defaults
from leadgate.cli.models import (
    Place,
    Version,
    change,
    find_bundle,
    list_command,
    open_store,
    rollback_command,
    shadow_command,
)
from leadgate.cli.models_retrain import retrain_command
from leadgate.errors import PermanentError
from leadgate.model.bundle import Model
from leadgate.model.promoted import load_files
from leadgate.model.standing import BUNDLED, promoted
from leadgate.ports import BundleStore

models_app: Final = typer.Typer(help="Champion and challengers.", no_args_is_help=True)

if TYPE_CHECKING:
    from leadgate.learning.agreement import Agreement
    from leadgate.learning.promotion import Judgement
    from leadgate.learning.trials import AskedTrial

On = Annotated[Path, typer.Option(help="Leads with outcomes: a table, or dossiers as JSON Lines.")]
Target = Annotated[str | None, typer.Option(help="Of a table: the column that says who converted.")]
Positive = Annotated[str | None, typer.Option(help="The value of it that is success.")]
Id = Annotated[str | None, typer.Option("--id", help="Of a table: the column that names a lead.")]
Segment = Annotated[list[str] | None, typer.Option(help="Column whose groups must not be harmed; again for more.")]
Points = Annotated[str | None, typer.Option(help="Of a table: the score of today's system.")]
Human = Annotated[str | None, typer.Option(help="Of a table: whether a person took the lead.")]
Config = Annotated[Path | None, typer.Option(help="Settings (TOML or JSON) with the rules; default: built in.")]
Html = Annotated[Path | None, typer.Option(help="Where the report goes; default: FILE-promotion.html here.")]


def compare_command(
    bundle: Version,
    on: On,
    models: Place = None,
    target: Target = None,
    positive: Positive = None,
    id_column: Id = None,
    segment: Segment = None,
    points: Points = None,
    human: Human = None,
    config: Config = None,
    html: Html = None,
    as_json: Annotated[bool, typer.Option("--json", help="One object, for other programs.")] = False,
) -> None:
    """Measure a challenger beside the model that judges, today's points and people; changes nothing.

    Example: `leadgate models compare model/ --on recent.csv --target converted --models data/models --segment industry`
    """
    with learning_extra():
        from leadgate.learning.trials import AskedTrial

    store = open_store(models)
    _, challenger = find_bundle(bundle, store)
    asked = AskedTrial(target, positive, id_column, names_in(segment or ()), points, human)
    found = _judged(store, challenger, on, asked, config)
    _show(found, on, html, as_json)


def promote_command(
    bundle: Version,
    on: On,
    models: Place = None,
    target: Target = None,
    positive: Positive = None,
    id_column: Id = None,
    segment: Segment = None,
    points: Points = None,
    human: Human = None,
    config: Config = None,
    html: Html = None,
    force: Annotated[str, typer.Option(help="Promote whatever the rules say; the reason is recorded.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One object, for other programs.")] = False,
) -> None:
    """Let a challenger judge, if the rules of `learning.promotion` hold; the evidence is recorded with it.

    Example: `leadgate models promote model/ --on recent.csv --target converted --models data/models`
    """
    with learning_extra():
        from leadgate.learning.reports.plain import plain
        from leadgate.learning.trials import AskedTrial

    store = open_store(models)
    version, challenger = find_bundle(bundle, store)
    standing = store.standing()
    new = promoted(standing, version)
    asked = AskedTrial(target, positive, id_column, names_in(segment or ()), points, human)
    found = _judged(store, challenger, on, asked, config)
    _show(found, on, html, as_json)
    if not found.promote and not force:
        raise PermanentError(f"{version} is not promoted: {'; '.join(found.refused_for)}")
    event = {"action": "promoted", "version": version, "instead_of": standing.current, "evidence": plain(found)}
    change(store, standing, new, {**event, "on": on.name, "forced": force or None})
    progress.print(f"{version} judges instead of {standing.current or BUNDLED}", highlight=False)


def _judged(store: BundleStore, challenger: Model, on: Path, asked: "AskedTrial", config: Path | None) -> "Judgement":
    from leadgate.learning.promotion import judge
    from leadgate.learning.trials import read_trial

    settings = read_settings_or_defaults(config)
    current = store.standing().current
    champion = load_files(store.files(current)) if current else None
    return judge(read_trial(on, asked, challenger, champion, settings), settings.learning.promotion)


def _show(found: "Judgement", on: Path, html: Path | None, as_json: bool) -> None:
    from leadgate.learning.reports.page import write_page
    from leadgate.learning.reports.promotion import promotion_page

    page, where = promotion_page(found, on.name), html or beside(on, "promotion")
    if as_json:
        report(found, page, where)
        return
    write_page(where, page)
    rows = [("yes" if check.kept else "no", check.rule, check.text) for check in found.checks]
    print_table(("kept", "rule", "measured"), rows, whole=2)
    for name, agreement in found.agreements.items():
        out.print(_agreement(name, agreement), highlight=False, soft_wrap=True)
    progress.print(f"report: {where}", markup=False, highlight=False, soft_wrap=True)


def _agreement(name: str, found: "Agreement") -> str:
    alone = ((found.only_first, "the challenger", found.first_right), (found.only_second, name, found.second_right))
    sides = [
        f"{right.value:.0%} of the {count:,} that only {who} takes" for count, who, right in alone if right.is_known
    ]
    kappa = f" (kappa {found.kappa.value:.2f})" if found.kappa.is_known else ""
    said = f"; where they differ, {' and '.join(sides)} converted" if sides else ""
    return f"agrees with {name} on {found.agreed.value:.0%} of the leads{kappa}{said}"


models_app.command("list")(list_command)
models_app.command("compare")(compare_command)
models_app.command("shadow")(shadow_command)
models_app.command("promote")(promote_command)
models_app.command("rollback")(rollback_command)
models_app.command("retrain")(retrain_command)
