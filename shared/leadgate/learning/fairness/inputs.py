"""What a fairness audit is given: a table with scores and outcomes, or dossiers that are judged first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl

from leadgate.assess import assess_all
from leadgate.bootstrap import bundled_model
from leadgate.domain.dossier import Dossier
from leadgate.domain.dossier_json import parse_dossier
from leadgate.domain.settings import Settings
from leadgate.errors import BadInputError
from leadgate.features.columns import LAYER_OF
from leadgate.json_files import is_json, read_objects
from leadgate.learning.basis import FloatArray
from leadgate.learning.fairness.scores import Scores, natural_threshold, scores_at
from leadgate.learning.frames import dossier_frame, typed_frame
from leadgate.learning.tables import column_of, read_numbers, read_outcome, read_table, read_words
from leadgate.model.bundle import load_bundle


@dataclass(frozen=True)
class Asked:
    """score, model: where chances come from; of dossiers, the bundled model gives them where neither is named."""

    groups: tuple[str, ...]
    score: str | None = None
    model: Path | None = None
    target: str | None = None
    positive: str | None = None
    threshold: float | None = None
    id: str | None = None
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True)
class Audited:
    """frame: the columns of groups, and those that may be proxies. selected_by: in words."""

    scores: Scores
    frame: pl.DataFrame
    groups: tuple[str, ...]
    ids: Sequence[str]
    selected_by: str


_BATCH: Final = 256


def read_audited(path: Path, asked: Asked, settings: Settings) -> Audited:
    """Raises BadInputError naming file, option or column."""
    if not asked.groups:
        raise BadInputError("--group", "a column whose groups are compared is needed")
    if is_json(path):
        return _of_dossiers(path, asked, settings)
    return _of_table(path, asked, settings)


def _of_table(path: Path, asked: Asked, settings: Settings) -> Audited:
    table = read_table(path)
    if asked.score is None:
        raise BadInputError("--score", "the column with the chances of a table is needed")
    chance = _chances(table, asked.score)
    known = ~np.isnan(chance)
    table, chance = table.filter(pl.Series(known)), chance[known]
    happened = _outcomes(table, asked)
    threshold = asked.threshold
    if threshold is None:
        threshold = natural_threshold(chance, happened, settings.decision.thresholds.sales_ready)
    return Audited(
        scores=scores_at(chance, happened, threshold),
        frame=_columns(table, asked, (asked.score, asked.target, asked.id)),
        groups=asked.groups,
        ids=_ids(table, asked.id),
        selected_by=f"selected from a chance of {threshold:.1%} on",
    )


def _chances(table: pl.DataFrame, name: str) -> FloatArray:
    chance = read_numbers(column_of(table, name, "--score"))
    known = chance[~np.isnan(chance)]
    if not known.size:
        raise BadInputError(f"--score {name}", "holds no numbers: chances from 0 to 1 are needed")
    if known.min() < 0 or known.max() > 1:
        raise BadInputError(
            f"--score {name}", f"holds numbers from {known.min():g} to {known.max():g}: chances from 0 to 1 are needed"
        )
    return chance


def _outcomes(table: pl.DataFrame, asked: Asked) -> FloatArray:
    if asked.target is None:
        return np.full(len(table), np.nan)
    return read_outcome(table, asked.target, "--target", asked.positive)


def _ids(table: pl.DataFrame, name: str | None) -> list[str]:
    if name is None:
        return [str(number) for number in range(1, len(table) + 1)]
    return [str(value) for value in column_of(table, name, "--id").to_list()]


def _columns(table: pl.DataFrame, asked: Asked, taken: Sequence[str | None]) -> pl.DataFrame:
    """The groups as they are, whatever they hold, and every other column that says something."""
    groups = [_group(column_of(table, name, "--group")) for name in asked.groups]
    others = table.drop([*asked.groups, *(name for name in {*taken, *asked.exclude} if name in table.columns)])
    return pl.DataFrame([*groups, *(typed_frame(others).get_columns() if others.width else ())])


def _group(column: pl.Series) -> pl.Series:
    typed = typed_frame(column.to_frame())
    return typed[column.name] if typed.width and typed.dtypes[0] != pl.String else _as_written(column)


def _as_written(column: pl.Series) -> pl.Series:
    """`AT`, `at` and `At ` are one group, called as it is written most often."""
    both = pl.DataFrame({"word": read_words(column), "written": column.cast(pl.String).str.strip_chars()})
    usual = both.drop_nulls().group_by("word", "written").len().sort("len", "written", descending=[True, False])
    names = usual.unique("word", keep="first", maintain_order=True)
    return both.join(names, on="word", how="left", maintain_order="left")["written_right"].rename(column.name)


def _of_dossiers(path: Path, asked: Asked, settings: Settings) -> Audited:
    """Selected is who the verdict says: rules and the model together."""
    rows = [(place, row) for place, row in read_objects(str(path)) if isinstance(row, Mapping)]
    dossiers = [_dossier(place, row) for place, row in rows]
    model = load_bundle(asked.model or bundled_model(), LAYER_OF)
    batches = [dossiers[start : start + _BATCH] for start in range(0, len(dossiers), _BATCH)]
    judged = [assessment for batch in batches for assessment in assess_all(batch, settings, model)]
    selected = np.array([assessment.decision.status == "sales_ready" for assessment in judged])
    chance = np.array([assessment.prediction.conversion_probability for assessment in judged])
    table = dossier_frame(dossiers)
    groups = tuple(_whole_name(table, name) for name in asked.groups)
    return Audited(
        scores=Scores(chance, selected, np.array([_converted(row) for _, row in rows]), float("nan")),
        frame=_columns(table, replace(asked, groups=groups), ()),
        groups=groups,
        ids=[dossier.lead.id for dossier in dossiers],
        selected_by="selected where the verdict is sales ready",
    )


def _dossier(place: str, row: Mapping[str, Any]) -> Dossier:
    try:
        return parse_dossier(row)
    except BadInputError as error:
        raise error.under(place) from error


def _converted(row: Mapping[str, Any]) -> float:
    outcome = row.get("outcome")
    converted = outcome.get("converted") if isinstance(outcome, Mapping) else None
    return float(converted) if isinstance(converted, bool | int) else float("nan")


def _whole_name(table: pl.DataFrame, name: str) -> str:
    """`industry` is `account.industry` where only one column ends so."""
    alike = [column for column in table.columns if column.endswith(f".{name}")]
    return alike[0] if name not in table.columns and len(alike) == 1 else name
