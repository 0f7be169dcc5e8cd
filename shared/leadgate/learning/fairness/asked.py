"""What `--fair` asks of a training: groups to be treated alike, and no column that is a copy of them."""

from typing import Final

import numpy as np
import polars as pl

from leadgate.domain.settings_learning import FairnessSettings
from leadgate.domain.words import counted, listed
from leadgate.errors import BadInputError
from leadgate.learning.fairness.copies import find_copies
from leadgate.learning.fairness.scores import JOINED, Grouping, groupings
from leadgate.learning.fairness.weighing import Constraint, Parity
from leadgate.learning.frames import group_column
from leadgate.learning.tables import History

_LEAST_GROUPS: Final = 2


def ask_parity(history: History, by: Constraint, settings: FairnessSettings) -> tuple[History, Parity | None]:
    """The history without copies of what `roles.fair` names, and what its groups are owed; None where it names nothing.

    Raises BadInputError where a column has less than two groups that can be judged, or no other column is left.
    """
    names = history.roles.fair
    if not names:
        return history, None
    if history.segment is not None:
        raise BadInputError("--fair", "cannot be had with --segment: a segment's own model moves groups apart again")
    frame = pl.DataFrame([group_column(history.frame[name]) for name in names])
    asked = tuple(grouping for grouping in groupings(frame, names) if JOINED not in grouping.by)
    for grouping in asked:
        _check_groups(grouping, settings.least_rows)
    for copy in find_copies(history, asked):
        history = history.without(
            copy.column, why=f"is a copy of {copy.of}, which it tells for {copy.told:.1%} of leads"
        )
    if not history.columns:
        raise BadInputError("--fair", f"no column is left to learn from: all are copies of {listed(names)}")
    return history, Parity(by, asked, settings.most_gap, settings.least_rows)


def _check_groups(grouping: Grouping, least_rows: int) -> None:
    large = int((np.bincount(grouping.codes, minlength=len(grouping.labels)) >= least_rows).sum())
    if large < _LEAST_GROUPS:
        raise BadInputError(
            f"--fair {grouping.by}",
            f"has {counted(large, 'group')} of {least_rows} leads or more: two are needed to be compared",
        )
