"""Chances that a bundle gives to the rows of a table, or to dossiers."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl
from scipy.special import expit

from leadgate.assess import assess_all
from leadgate.domain.assessment import Assessment
from leadgate.domain.dossier import Dossier
from leadgate.domain.settings import Settings
from leadgate.errors import BadInputError
from leadgate.learning.basis import FloatArray
from leadgate.learning.scoring import Plan, read_frame
from leadgate.learning.tables import missing_words
from leadgate.model.bundle import Model

_BATCH: Final = 256


def chances_of(path: Path, table: pl.DataFrame, model: Model) -> FloatArray:
    """(n,) of the rows of a table that came from `path`. Raises BadInputError naming a column that the model needs."""
    if not model.inputs:
        raise BadInputError(str(path), f"{model.name} reads the signals of dossiers, not columns of a table")
    columns = tuple(_column(path, one.column, one.name, table.columns) for one in model.inputs)
    time = model.manifest.get("time_column") if any(one.kind == "date" for one in model.inputs) else None
    if time is not None:
        _column(path, time, time, table.columns)
    planned = Plan(path, model, columns, id=None, time=time, reasons=0)
    return np.asarray(expit(model.predict(read_frame(planned, table).matrix).log_odds))


def _column(path: Path, name: str, other: str, there: Sequence[str]) -> str:
    found = next((one for one in (name, other) if one in there), None)
    if found is None:
        raise BadInputError(f"{path}: {name}", missing_words(name, there) + "; the model needs it")
    return found


def judged(dossiers: Sequence[Dossier], settings: Settings, model: Model) -> list[Assessment]:
    batches = [dossiers[start : start + _BATCH] for start in range(0, len(dossiers), _BATCH)]
    return [assessment for batch in batches for assessment in assess_all(batch, settings, model)]
