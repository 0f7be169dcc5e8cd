"""Columns that say what became of a lead, checked: two outcomes, enough of both, and times that are times."""

import difflib
import re
from collections.abc import Sequence
from typing import Final

import numpy as np
import polars as pl

from leadgate.domain.words import counted, listed, quoted
from leadgate.errors import BadInputError
from leadgate.learning.basis import FloatArray
from leadgate.learning.tables.columns import is_day_first, read_days, read_words
from leadgate.model.cells import flag_of

LEAST_OF_EACH: Final = 5
_NO: Final = re.compile(
    r"^(no|not|non|un|in(?!ter)|dis|never|lost|closed lost|rejected|declined|dead|fail\w*|bad|churned|cold|nein|0|-1)\b"
    r"|^(un|dis|not)\w+|lost$"
)
_YES: Final = re.compile(
    r"\b(yes|won|win|converted|convert|success\w*|sale|sold|qualified|accepted|bought|purchased?|customer|subscribed|"
    r"opportunity|good|hot|positive|1)\b"
)


def read_outcome(frame: pl.DataFrame, name: str, option: str, positive: str | None = None) -> FloatArray:
    """(n,) 1, 0, or NaN where the outcome is unknown.

    positive: the value that counts as success, every other known one as failure. Raises BadInputError naming the
    option and the values where there are more or fewer than two, or where it cannot be told which is success.
    """
    words = read_words(column_of(frame, name, option))
    values = sorted(words.drop_nulls().unique().to_list())
    if positive is not None:
        yes = _chosen(values, positive, name)
    elif len(values) == 2:
        yes = _success(values, name, option)
    else:
        shown = listed([quoted(value) for value in values[:6]]) if values else "none at all"
        many = f"{counted(len(values), 'value')} ({shown}{', …' if len(values) > 6 else ''})"
        advice = (
            "two are needed, such as yes and no" if len(values) < 2 else "name the one that is success by --positive"
        )
        raise BadInputError(f"{option} {name}", f"has {many}: {advice}")
    outcome = (words == yes).cast(pl.Float64).to_numpy()
    return np.asarray(outcome, dtype=np.float64)


def check_outcome(outcome: FloatArray, name: str) -> None:
    """Raises BadInputError where one outcome is too rare to learn from."""
    for value, word in ((1.0, "success"), (0.0, "failure")):
        count = int((outcome == value).sum())
        if count < LEAST_OF_EACH:
            problem = f"{counted(count, 'row')} of {word}: at least {LEAST_OF_EACH} of each outcome are needed"
            raise BadInputError(f"--target {name}", f"has {problem}")


def read_time(frame: pl.DataFrame, name: str) -> FloatArray:
    """(n,) days since 1970, NaN where unknown. Raises BadInputError where fewer than half of the rows have one."""
    series = column_of(frame, name, "--time")
    days = read_days(series, is_day_first(series) if series.dtype == pl.String else False)
    if np.isnan(days).mean() > 0.5:
        raise BadInputError(
            f"--time {name}", "holds instants such as 2026-11-23T17:00:00Z in less than half of its rows"
        )
    return days


def column_of(frame: pl.DataFrame, name: str, option: str) -> pl.Series:
    """Raises BadInputError naming the option, and the column it may have meant."""
    if name not in frame.columns:
        raise BadInputError(f"{option} {name}", missing_words(name, frame.columns))
    return frame[name]


def missing_words(name: str, there: Sequence[str]) -> str:
    """What to say of a column that is not there."""
    alike = difflib.get_close_matches(name.casefold(), [other.casefold() for other in there], 1, 0.6)
    near = next((other for other in there if alike and other.casefold() == alike[0]), None)
    guess = f"; is it {quoted(near)}?" if near else f"; there are {listed([quoted(other) for other in there[:12]])}"
    return f"there is no such column{guess}"


def _chosen(values: Sequence[str], positive: str, name: str) -> str:
    wanted = " ".join(positive.split()).casefold()
    if wanted not in values:
        raise BadInputError(
            "--positive", f"{name} holds {listed([quoted(value) for value in values[:8]])}, not {positive!r}"
        )
    return wanted


def _success(values: Sequence[str], name: str, option: str) -> str:
    flags = [flag_of(value) for value in values]
    if sorted(flags) == [0.0, 1.0]:
        return values[flags.index(1.0)]
    if all(value.lstrip("-").isdigit() for value in values):
        return max(values, key=float)
    noes = [bool(_NO.search(value)) for value in values]
    if sum(noes) == 1:
        return values[1 - noes.index(True)]
    yeses = [bool(_YES.search(value)) for value in values]
    if sum(yeses) == 1:
        return values[yeses.index(True)]
    pair = listed([quoted(value) for value in values])
    raise BadInputError(f"{option} {name}", f"holds {pair}: name the one that is success by --positive")
