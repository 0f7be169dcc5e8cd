"""`train --group`: how the groups of a column fared among rows that were not trained on."""

import polars as pl
import pytest

from leadgate.learning.groups import group_figures
from leadgate.learning.levels import UNKNOWN_LEVEL
from leadgate.learning.tables import Roles, history_of
from leadgate.learning.training import train


def a_frame(rows: int = 600) -> pl.DataFrame:
    """The number tells the outcome; every third lead's region is unknown."""
    number = [(7 * place) % 20 for place in range(rows)]
    region = [("north", "south", None)[place % 3] for place in range(rows)]
    converted = [int((place * 37) % 100 < 5 + 4 * of) for place, of in enumerate(number)]
    return pl.DataFrame({"visits": number, "region": region, "converted": converted})


def test_each_group_is_measured_on_unseen_rows_and_unknown_is_one() -> None:
    history = history_of(a_frame(), Roles("converted", group="region"))
    found = group_figures(train(history, 7).conversion.unseen, history)
    assert found is not None
    assert {one["name"] for one in found["groups"]} == {"north", "south", UNKNOWN_LEVEL}
    assert sum(one["rows"] for one in found["groups"]) == 600
    for one in found["groups"]:
        assert one["promised"] == pytest.approx(one["happened"], abs=0.1)
        assert one["auc"] > 0.6


def test_the_column_of_the_groups_is_not_learned_from() -> None:
    history = history_of(a_frame(), Roles("converted", group="region"))
    assert [column.name for column in history.columns] == ["visits"]


def test_nothing_is_told_where_no_groups_were_asked_for() -> None:
    history = history_of(a_frame(), Roles("converted"))
    assert group_figures(train(history, 7).conversion.unseen, history) is None
