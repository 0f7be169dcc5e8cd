"""What is done about leaks: the sure are left out, the suspect named, and what the admin allows is kept."""

from collections.abc import Sequence

from leadgate.errors import BadInputError
from leadgate.learning.leaks import Leak
from leadgate.learning.tables import History, column_of


def without_leaks(
    history: History, leaks: Sequence[Leak], *, drop_suspects: bool, allowed: Sequence[str]
) -> tuple[History, tuple[Leak, ...]]:
    """The history without what must not be learned from, and the leaks that stay in it.

    Raises BadInputError for an allowed column that is not there.
    """
    for name in allowed:
        column_of(history.frame, name, "--allow-leak")
    left_out = {
        leak.column: leak for leak in reversed(leaks) if (leak.sure or drop_suspects) and leak.column not in allowed
    }
    for column, leak in left_out.items():
        history = history.without(column, why=f"is a leak: {leak.evidence}")
    if not history.columns:
        raise BadInputError("", "no column is left to learn from: all leak; one can be kept by --allow-leak")
    there = {column.name for column in history.columns}
    return history, tuple(leak for leak in leaks if leak.column in there)
