"""The two tables of a drift check."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from leadgate.learning.drift.report import Leads
from leadgate.learning.scored import chances_of
from leadgate.learning.tables import column_of, read_numbers, read_outcome, read_table, read_time
from leadgate.model.bundle import Model

_DAY = 86_400.0


@dataclass(frozen=True)
class AskedDrift:
    """score, model: where chances come from; without either only columns are compared."""

    target: str | None = None
    positive: str | None = None
    time: str | None = None
    score: str | None = None
    model: Model | None = None
    exclude: tuple[str, ...] = ()


def read_leads(path: Path, asked: AskedDrift) -> Leads:
    """Raises BadInputError naming file, option or column."""
    return leads_of(path, read_table(path), asked)


def leads_of(path: Path, table: pl.DataFrame, asked: AskedDrift) -> Leads:
    """path: where the table was read from. The columns that are compared leave out what was asked for by name."""
    unknown = np.full(len(table), np.nan)
    taken = {asked.target, asked.time, asked.score, *asked.exclude} & set(table.columns)
    chance = unknown
    if asked.score is not None:
        chance = read_numbers(column_of(table, asked.score, "--score"))
    elif asked.model is not None:
        chance = chances_of(path, table, asked.model)
    return Leads(
        table=table.drop([name for name in table.columns if name in taken]),
        at=unknown if asked.time is None else read_time(table, asked.time) * _DAY,
        chance=chance,
        happened=unknown if asked.target is None else read_outcome(table, asked.target, "--target", asked.positive),
    )
