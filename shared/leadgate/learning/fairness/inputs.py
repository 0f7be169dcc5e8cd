"""What a fairness audit is given: a table with scores and outcomes, or dossiers that are judged first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import polars as pl

from leadgate.bootstrap import bundled_model
from leadgate.domain.settings import Settings
from leadgate.errors import BadInputError
from leadgate.features.columns import LAYER_OF
from leadgate.json_files import is_json
from leadgate.learning.basis import FloatArray
from leadgate.learning.dossier_files import read_dossiers
from leadgate.learning.fairness.scores import Scores, natural_threshold, scores_at
from leadgate.learning.frames import dossier_frame, group_column, typed_frame
from leadgate.learning.scored import chances_of, judged
from leadgate.learning.tables import column_of, read_numbers, read_outcome, read_table
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
    """frame: the columns of groups, and those that may be proxies. selected_by: in words. unscored: rows left out."""

    scores: Scores
    frame: pl.DataFrame
    groups: tuple[str, ...]
    ids: Sequence[str]
    selected_by: str
    unscored: int = 0


def read_audited(path: Path, asked: Asked, settings: Settings) -> Audited:
    """Raises BadInputError naming file, option or column."""
    if not asked.groups:
        raise BadInputError("--group", "a column whose groups are compared is needed")
    if is_json(path):
        return _of_dossiers(path, asked, settings)
    return _of_table(path, asked, settings)


def _of_table(path: Path, asked: Asked, settings: Settings) -> Audited:
    table = read_table(path)
    chance = _given(table, asked.score) if asked.score else _modelled(path, table, asked.model)
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
        unscored=int((~known).sum()),
    )


def _modelled(path: Path, table: pl.DataFrame, model: Path | None) -> FloatArray:
    if model is None:
        raise BadInputError("--score", "the column with the chances of a table, or --model with a bundle, is needed")
    return chances_of(path, table, load_bundle(model, LAYER_OF))


def _given(table: pl.DataFrame, name: str) -> FloatArray:
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
    groups = [group_column(column_of(table, name, "--group")) for name in asked.groups]
    others = table.drop([*asked.groups, *(name for name in {*taken, *asked.exclude} if name in table.columns)])
    return pl.DataFrame([*groups, *(typed_frame(others).get_columns() if others.width else ())])


def _of_dossiers(path: Path, asked: Asked, settings: Settings) -> Audited:
    """Selected is who the verdict says: rules and the model together."""
    rows = read_dossiers(path)
    dossiers = [row.dossier for row in rows]
    verdicts = judged(dossiers, settings, load_bundle(asked.model or bundled_model(), LAYER_OF))
    selected = np.array([assessment.decision.status == "sales_ready" for assessment in verdicts])
    chance = np.array([assessment.prediction.conversion_probability for assessment in verdicts])
    table = dossier_frame(dossiers)
    groups = tuple(_whole_name(table, name) for name in asked.groups)
    return Audited(
        scores=Scores(chance, selected, np.array([row.converted for row in rows]), float("nan")),
        frame=_columns(table, replace(asked, groups=groups), ()),
        groups=groups,
        ids=[dossier.lead.id for dossier in dossiers],
        selected_by="selected where the verdict is sales ready",
    )


def _whole_name(table: pl.DataFrame, name: str) -> str:
    """`industry` is `account.industry` where only one column ends so."""
    alike = [column for column in table.columns if column.endswith(f".{name}")]
    return alike[0] if name not in table.columns and len(alike) == 1 else name
