"""`leadgate assess`: dossiers in, assessments out."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from leadgate.assess import assess_all, measure
from leadgate.bootstrap import bundled_model
from leadgate.cli.console import out, print_json_line, progress
from leadgate.cli.inputs import read_settings_or_defaults
from leadgate.cli.report import print_account, print_report
from leadgate.domain.account_report import report_account
from leadgate.domain.assessment_json import render_account, render_assessment
from leadgate.domain.dossier import Dossier
from leadgate.domain.dossier_json import count_untimely, parse_dossier
from leadgate.domain.dossier_keys import UnknownKey, unknown_keys
from leadgate.domain.reading import parse_instant
from leadgate.domain.settings import Settings
from leadgate.domain.words import counted
from leadgate.errors import BadInputError
from leadgate.json_files import read_objects
from leadgate.model.bundle import MANIFEST
from leadgate.model.registry import load_with_prior

_BATCH = 256


def assess_command(
    files: Annotated[
        list[str], typer.Argument(help="Dossiers: one JSON object a file, or JSON Lines; `-` is standard input.")
    ],
    config: Annotated[Path | None, typer.Option(help="Settings (TOML or JSON); default: the built-in ones.")] = None,
    model: Annotated[Path | None, typer.Option(help="Model bundle; default: the bundled one.")] = None,
    format: Annotated[  # noqa: A002  # the option's name is fixed
        Literal["json", "report"], typer.Option(help="`json`: one assessment a line; `report`: for people.")
    ] = "json",
    account: Annotated[
        bool, typer.Option("--account", help="The accounts' own assessments instead of the leads'.")
    ] = False,
    as_of: Annotated[str | None, typer.Option(help="Judge at this instant instead of the dossier's own.")] = None,
) -> None:
    """Judge leads and say why. A key that nobody reads is named, with the one that was probably meant, and ignored.

    Example: `leadgate assess tests/cases/jennifer.json --config tests/cases/market.toml --format report`
    """
    settings = read_settings_or_defaults(config)
    if model is not None and not (model / MANIFEST).is_file():
        raise BadInputError("--model", f"a bundle's folder is needed, with {MANIFEST} and its graph, not {model}")
    bundle = load_with_prior(model or bundled_model(), bundled_model())
    instant = _instant(as_of)
    if account:
        _assess_accounts(_dossiers(files, instant), settings, format)
        return
    for batch in _batches(_dossiers(files, instant)):
        for assessment in assess_all(batch, settings, bundle):
            if format == "json":
                print_json_line(render_assessment(assessment))
            else:
                print_report(assessment, out)


def _assess_accounts(dossiers: Iterator[Dossier], settings: Settings, format: str) -> None:  # noqa: A002  # as above
    """Each account once: by the dossier that knows most of it."""
    richest: dict[str, Dossier] = {}
    for dossier in dossiers:
        key = dossier.account.id or dossier.account.domain or f"lead {dossier.lead.id}"
        known = richest.get(key)
        if known is None or len(dossier.signals) > len(known.signals):
            richest[key] = dossier
    for case in measure(tuple(richest.values()), settings):
        report = report_account(case)
        if format == "json":
            print_json_line(render_account(report))
        else:
            print_account(report, out)


def _instant(text: str | None) -> datetime | None:
    found = parse_instant(text)
    if text is not None and found is None:
        raise BadInputError("--as-of", f"an instant such as 2026-11-23T17:00:00Z is allowed, not {text!r}")
    return found


def _batches(dossiers: Iterator[Dossier]) -> Iterator[list[Dossier]]:
    batch: list[Dossier] = []
    for dossier in dossiers:
        batch.append(dossier)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _dossiers(files: list[str], as_of: datetime | None) -> Iterator[Dossier]:
    untimely = 0
    told: set[UnknownKey] = set()
    for file in files:
        for place, row in read_objects(file):
            try:
                dossier = parse_dossier(row, as_of)
            except BadInputError as error:
                raise BadInputError(f"{place}: {error.path}" if error.path else place, error.problem) from error
            for key in unknown_keys(row):
                if key not in told:
                    told.add(key)
                    progress.print(f"{place}: {key.words}", markup=False, highlight=False, soft_wrap=True)
            untimely += count_untimely(row, dossier)
            yield dossier
    if untimely:
        left_out = f"{counted(untimely, 'signal was', 'signals were')} left out"
        progress.print(f"{left_out}: later than the instant of judgement, or without a time", highlight=False)
