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
from leadgate.learning.scoring import plan, read_frame
from leadgate.model.bundle import Model

_BATCH: Final = 256


def chances_of(path: Path, table: pl.DataFrame, model: Model) -> FloatArray:
    """(n,) of the rows of a table read from `path`. Raises BadInputError naming a column that the model needs."""
    if not model.inputs:
        raise BadInputError(str(path), f"{model.name} reads the signals of dossiers, not columns of a table")
    return np.asarray(expit(model.predict(read_frame(plan(path, model, None, 0), table).matrix).log_odds))


def judged(dossiers: Sequence[Dossier], settings: Settings, model: Model) -> list[Assessment]:
    batches = [dossiers[start : start + _BATCH] for start in range(0, len(dossiers), _BATCH)]
    return [assessment for batch in batches for assessment in assess_all(batch, settings, model)]
