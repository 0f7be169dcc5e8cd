"""How the groups of a column fared among unseen rows: what was promised to each and what came."""

from typing import Any, Final

import numpy as np
import polars as pl
from scipy.special import expit

from leadgate.learning.conversion import Unseen
from leadgate.learning.frames import group_column
from leadgate.learning.levels import UNKNOWN_LEVEL
from leadgate.learning.measures import measure_probabilities
from leadgate.learning.tables import History

_MOST: Final = 20


def group_figures(unseen: Unseen, history: History) -> dict[str, Any] | None:
    """None where `roles.group` names no column. The largest groups first, at most twenty; unknown is a group.

    auc: None where a group has outcomes of one kind alone.
    """
    name = history.roles.group
    if name is None:
        return None
    words = group_column(history.frame[name]).cast(pl.String).fill_null(UNKNOWN_LEVEL).to_numpy()[unseen.rows]
    chance = expit(unseen.log_odds)
    groups, counts = np.unique(words, return_counts=True)
    largest = groups[np.argsort(-counts, kind="stable")][:_MOST]
    return {"column": name, "groups": [_figures(str(group), words == group, chance, unseen) for group in largest]}


def _figures(group: str, rows: np.ndarray[Any, Any], chance: np.ndarray[Any, Any], unseen: Unseen) -> dict[str, Any]:
    measured = measure_probabilities(unseen.log_odds[rows], unseen.happened[rows])
    return {
        "name": group,
        "rows": measured.rows,
        "promised": round(float(chance[rows].mean()), 4),
        "happened": measured.rate,
        "brier": measured.brier,
        "auc": None if np.isnan(measured.auc) else measured.auc,
    }
