"""Each kind of leak, planted, is named with its evidence; an honest table has none."""

from datetime import timedelta

import numpy as np
import polars as pl
import pytest

from leadgate.learning.leak_rules import without_leaks
from leadgate.learning.leaks import find_leaks
from leadgate.learning.tables import Roles, history_of
from tests.leads_table import a_table

ROWS = 3000
RANDOM = np.random.default_rng(5)
HONEST = a_table(ROWS).drop("won", "amount", "days")
YES = pl.col("converted") == "yes"
NOISE = pl.Series(RANDOM.random(ROWS))


def leaks_of(table: pl.DataFrame, *, timed: bool = True) -> dict[str, tuple[str, bool]]:
    history = history_of(table, Roles("converted", id="lead_id", time="created_at" if timed else None))
    return {leak.column: (leak.kind, leak.sure) for leak in reversed(find_leaks(history))}


PLANTED = [
    ("a copy of the outcome", YES.cast(pl.Int8).alias("leak"), "too_good", True),
    (
        "the outcome in other words",
        pl.when(YES).then(pl.lit("gold")).otherwise(pl.lit("lead")).alias("leak"),
        "too_good",
        True,
    ),
    ("a noisy copy", ((NOISE < 0.12) != YES).cast(pl.Int8).alias("leak"), "too_good", False),
    ("a number that follows it", (YES.cast(pl.Float64) * 1.7 + NOISE * 1.6).alias("leak"), "too_good", True),
    (
        "there only for success",
        pl.when(YES & (NOISE < 0.9)).then(NOISE * 100).otherwise(None).alias("leak"),
        "presence",
        True,
    ),
    (
        "words that only success has",
        pl.when(YES & (NOISE < 0.4)).then(pl.lit("welcome")).otherwise(pl.lit("standard")).alias("leak"),
        "one_outcome",
        False,
    ),
    (
        "a date after the decision",
        pl.when(YES)
        .then(pl.col("created_at") + timedelta(days=9))
        .otherwise(pl.col("created_at") - timedelta(days=3))
        .alias("leak"),
        "too_good",
        True,
    ),
    (
        "a date that is after it for some",
        pl.when(YES & (NOISE < 0.5))
        .then(pl.col("created_at") + timedelta(days=1))
        .otherwise(pl.col("created_at") - pl.duration(hours=(NOISE * 900).cast(pl.Int64)))
        .alias("leak"),
        "after",
        True,
    ),
    (
        "a name that says so",
        (YES.cast(pl.Float64) * 0.5 + NOISE).alias("days_to_close_estimate"),
        "named",
        False,
    ),
]


@pytest.mark.capability("L3")
@pytest.mark.parametrize(("column", "kind", "sure"), [row[1:] for row in PLANTED], ids=[row[0] for row in PLANTED])
def test_a_planted_leak_is_named(column: pl.Expr, kind: str, sure: bool) -> None:
    table = HONEST.with_columns(column)
    name = table.columns[-1]
    found = leaks_of(table)
    assert found[name][1] == sure
    history = history_of(table, Roles("converted", id="lead_id", time="created_at"))
    assert kind in {leak.kind for leak in find_leaks(history) if leak.column == name}
    assert set(found) == {name}


def test_ids_in_the_order_of_the_outcome_are_named() -> None:
    table = HONEST.sort("converted").with_columns(lead_id=pl.Series([f"L{number:05d}" for number in range(ROWS)]))
    assert leaks_of(table, timed=False) == {"lead_id": ("ordered", False)}


def test_an_honest_table_has_none() -> None:
    for seed in range(4):
        assert leaks_of(a_table(ROWS, seed=seed, interaction=0.8).drop("won", "amount", "days")) == {}


def test_what_is_sure_is_left_out_what_is_suspect_when_asked_and_what_is_allowed_stays() -> None:
    table = HONEST.with_columns(copy=YES.cast(pl.Int8), echo=((NOISE < 0.12) != YES).cast(pl.Int8))
    history = history_of(table, Roles("converted", id="lead_id", time="created_at"))
    leaks = find_leaks(history)

    def left(*, drop_suspects: bool, allowed: tuple[str, ...] = ()) -> set[str]:
        kept, _ = without_leaks(history, leaks, drop_suspects=drop_suspects, allowed=allowed)
        return {"copy", "echo"} & {column.name for column in kept.columns}

    assert left(drop_suspects=False) == {"echo"}
    assert left(drop_suspects=True) == set()
    assert left(drop_suspects=True, allowed=("copy",)) == {"copy"}
