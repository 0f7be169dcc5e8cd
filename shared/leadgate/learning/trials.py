"""A trial from a file: leads that challenger and champion both score, with what became of them and who else judged."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from leadgate.bootstrap import bundled_model
from leadgate.domain.settings import Settings
from leadgate.features.columns import LAYER_OF
from leadgate.json_files import is_json
from leadgate.learning.basis import BoolArray, FloatArray
from leadgate.learning.dossier_files import read_dossiers
from leadgate.learning.fairness.scores import natural_threshold
from leadgate.learning.frames import dossier_frame
from leadgate.learning.levels import Coded, code
from leadgate.learning.promotion import Trial
from leadgate.learning.scored import chances_of, judged
from leadgate.learning.tables import column_of, read_numbers, read_outcome, read_table
from leadgate.model.bundle import Model, load_bundle


@dataclass(frozen=True)
class AskedTrial:
    """points: today's score, a number; human: whether a person took the lead. Of dossiers all but segments are known
    from the file itself.
    """

    target: str | None = None
    positive: str | None = None
    id: str | None = None
    segments: tuple[str, ...] = ()
    points: str | None = None
    human: str | None = None


def read_trial(path: Path, asked: AskedTrial, challenger: Model, champion: Model | None, settings: Settings) -> Trial:
    """champion: None while the bundled one judges, which reads no tables: then the base rate must be beaten, or the
    bundled one where these are dossiers.

    Raises BadInputError naming file, option or column.
    """
    if is_json(path):
        return _of_dossiers(path, asked, challenger, champion, settings)
    table = read_table(path)
    happened = np.full(len(table), np.nan)
    if asked.target is not None:
        happened = read_outcome(table, asked.target, "--target", asked.positive)
    chance = chances_of(path, table, challenger)
    takes_from = natural_threshold(chance, happened, settings.decision.thresholds.sales_ready)
    return Trial(
        ids=_ids(table, asked.id),
        challenger=chance,
        champion=_base_rate(happened) if champion is None else chances_of(path, table, champion),
        happened=happened,
        takes_from=takes_from,
        others=_others(table, asked, int((chance >= takes_from).sum())),
        segments=_segments(table, asked),
    )


def _of_dossiers(path: Path, asked: AskedTrial, challenger: Model, champion: Model | None, settings: Settings) -> Trial:
    rows = read_dossiers(path)
    dossiers = [row.dossier for row in rows]
    chances = [
        np.array([assessment.prediction.conversion_probability for assessment in judged(dossiers, settings, model)])
        for model in (challenger, champion or load_bundle(bundled_model(), LAYER_OF))
    ]
    happened = np.array([row.converted for row in rows])
    return Trial(
        ids=[dossier.lead.id for dossier in dossiers],
        challenger=chances[0],
        champion=chances[1],
        happened=happened,
        takes_from=settings.decision.thresholds.sales_ready,
        segments=_segments(dossier_frame(dossiers), asked),
    )


def _base_rate(happened: FloatArray) -> FloatArray:
    known = happened[~np.isnan(happened)]
    return np.full(len(happened), float(known.mean()) if known.size else 0.5)


def _ids(table: pl.DataFrame, name: str | None) -> list[str]:
    if name is None:
        return [str(number) for number in range(1, len(table) + 1)]
    return [str(value) for value in column_of(table, name, "--id").to_list()]


def _others(table: pl.DataFrame, asked: AskedTrial, volume: int) -> Mapping[str, BoolArray]:
    """Today's points take as many leads as the challenger does: the best of them, unknown ones last."""
    others: dict[str, BoolArray] = {}
    if asked.points is not None:
        points = np.nan_to_num(read_numbers(column_of(table, asked.points, "--points")), nan=-np.inf)
        taken = np.zeros(len(table), dtype=np.bool_)
        taken[np.argsort(-points, kind="stable")[:volume]] = True
        others["points"] = taken
    if asked.human is not None:
        others["human"] = read_outcome(table, asked.human, "--human") == 1
    return others


def _segments(table: pl.DataFrame, asked: AskedTrial) -> Mapping[str, Coded]:
    return {name: code(column_of(table, name, "--segment")) for name in asked.segments}
