"""A history: rows of a table with what became of each, ready to learn from."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl

from leadgate.domain.assessment import LayerName
from leadgate.domain.words import counted
from leadgate.errors import BadInputError
from leadgate.learning.basis import BoolArray, FloatArray, IntArray
from leadgate.learning.tables.columns import Column, Dropped, read_category, read_column, read_numbers
from leadgate.learning.tables.files import read_table
from leadgate.learning.tables.target import check_outcome, column_of, read_outcome, read_time

_MANY_MISSING: Final = 0.05
_NAMING_SHARE: Final = 0.95


@dataclass(frozen=True)
class Roles:
    """Which column is what; those named here are not learned from. positive: the value of `target` that is success.

    segment: what each value of has a model of its own. fair: columns whose groups are to be treated alike.
    group: a column whose groups are told apart in what is measured.
    """

    target: str
    time: str | None = None
    won: str | None = None
    amount: str | None = None
    days: str | None = None
    id: str | None = None
    positive: str | None = None
    exclude: tuple[str, ...] = ()
    layers: Mapping[str, LayerName] = field(default_factory=dict)
    segment: str | None = None
    group: str | None = None
    fair: tuple[str, ...] = ()

    @property
    def named(self) -> Mapping[str, str]:
        """option → column, where given."""
        roles = ("target", "time", "won", "amount", "days", "id", "segment", "group")
        return {f"--{role}": name for role in roles if (name := getattr(self, role))}


@dataclass(frozen=True)
class History:
    """n rows with a known outcome, oldest first where there is a time, else in the order of the file.

    frame: the rows as read, in that order. converted: (n,) 1 or 0. at: (n,) days since 1970, or None.
    won, amount, days: (n,) NaN where unknown, or None. notes: what a person should know of the reading.
    segment: a category, beside the columns.
    """

    frame: pl.DataFrame
    columns: tuple[Column, ...]
    dropped: tuple[Dropped, ...]
    notes: tuple[str, ...]
    roles: Roles
    converted: FloatArray
    at: FloatArray | None = None
    won: FloatArray | None = None
    amount: FloatArray | None = None
    days: FloatArray | None = None
    segment: Column | None = None

    def __len__(self) -> int:
        return len(self.converted)

    @property
    def inputs(self) -> tuple[Column, ...]:
        """All that a bundle reads: the columns, then the segment."""
        return self.columns if self.segment is None else (*self.columns, self.segment)

    def without(self, *names: str, why: str) -> "History":
        """The same without these columns."""
        kept = tuple(column for column in self.columns if column.name not in names)
        gone = tuple(Dropped(column.name, why) for column in self.columns if column.name in names)
        return replace(self, columns=kept, dropped=(*self.dropped, *gone))

    def rows(self, chosen: BoolArray | IntArray) -> "History":
        """The same with these rows only."""
        places = np.flatnonzero(chosen) if chosen.dtype == bool else chosen
        parts = {name: getattr(self, name) for name in ("at", "won", "amount", "days")}
        cut: dict[str, Any] = {name: None if values is None else values[places] for name, values in parts.items()}
        columns = tuple(replace(column, values=column.values[places]) for column in self.columns)
        cut["segment"] = self.segment and replace(self.segment, values=self.segment.values[places])
        return replace(self, frame=self.frame[places], columns=columns, converted=self.converted[places], **cut)


def read_history(path: Path, roles: Roles) -> History:
    """Raises BadInputError naming file, option or column, and what is allowed."""
    return history_of(read_table(path), roles)


def history_of(frame: pl.DataFrame, roles: Roles) -> History:
    """As `read_history`, of a table that was read."""
    _check_names(frame, roles)
    frame, notes = _without_repeats(frame)
    outcome = read_outcome(frame, roles.target, "--target", roles.positive)
    frame, outcome, missing = _with_outcome(frame, outcome, roles)
    check_outcome(outcome, roles.target)
    at = None if roles.time is None else read_time(frame, roles.time)
    if at is not None:
        frame, outcome, at, untimely = _in_time(frame, outcome, at, roles)
        missing += untimely
    columns, dropped = _columns(frame, roles)
    return History(
        frame=frame,
        columns=_aged(columns, at),
        dropped=dropped if at is not None else (*dropped, *_dates(columns)),
        notes=(*notes, *missing),
        roles=roles,
        converted=outcome,
        at=at,
        won=None if roles.won is None else read_outcome(frame, roles.won, "--won"),
        amount=None if roles.amount is None else read_numbers(frame[roles.amount]),
        days=None if roles.days is None else read_numbers(frame[roles.days]),
        segment=None if roles.segment is None else _segment(frame[roles.segment], roles),
    )


def _check_names(frame: pl.DataFrame, roles: Roles) -> None:
    named = [*roles.named.items(), *(("--exclude", name) for name in roles.exclude)]
    for option, name in (*named, *(("--fair", name) for name in roles.fair)):
        column_of(frame, name, option)
    for name in roles.fair:
        other = next((option for option, column in named if column == name and option != "--exclude"), None)
        if other is not None:
            raise BadInputError(f"--fair {name}", f"is {other} too: what groups are compared by must be no role")


def _segment(series: pl.Series, roles: Roles) -> Column:
    """As a category, whatever it holds."""
    found = read_category(series, roles.layers)
    if isinstance(found, Dropped):
        raise BadInputError(f"--segment {series.name}", f"{found.why}: a few values with many leads each are needed")
    return found


def _without_repeats(frame: pl.DataFrame) -> tuple[pl.DataFrame, list[str]]:
    """Rows that are alike in every column are one row; where no column names a row, they may be as many leads."""
    distinct = frame.unique(keep="first", maintain_order=True)
    repeats = len(frame) - len(distinct)
    if not repeats:
        return frame, []
    alike = f"{counted(repeats, 'row')} {{}}: the same as another in every column"
    if any(distinct[name].n_unique() >= _NAMING_SHARE * len(distinct) for name in distinct.columns):
        return distinct, [alike.format("left out")]
    return frame, [alike.format("kept") + ", but none of them names a row"]


def _with_outcome(frame: pl.DataFrame, outcome: FloatArray, roles: Roles) -> tuple[pl.DataFrame, FloatArray, list[str]]:
    known = ~np.isnan(outcome)
    if known.all():
        return frame, outcome, []
    share = 1.0 - known.mean()
    open_rows = counted(int((~known).sum()), "row")
    note = f"{open_rows} ({share:.0%}) left out: {roles.target} is unknown there"
    if share >= _MANY_MISSING:
        note += "; if those are mostly failures, the chances will be too high"
    return frame.filter(pl.Series(known)), outcome[known], [note]


def _in_time(
    frame: pl.DataFrame, outcome: FloatArray, at: FloatArray, roles: Roles
) -> tuple[pl.DataFrame, FloatArray, FloatArray, list[str]]:
    known = ~np.isnan(at)
    notes = [] if known.all() else [f"{counted(int((~known).sum()), 'row')} left out: {roles.time} is no instant there"]
    order = np.flatnonzero(known)[np.argsort(at[known], kind="stable")]
    check_outcome(outcome[order], roles.target)
    return frame[order], outcome[order], at[order], notes


def _columns(frame: pl.DataFrame, roles: Roles) -> tuple[tuple[Column, ...], tuple[Dropped, ...]]:
    taken = {*roles.named.values(), *roles.exclude, *roles.fair}
    unknown = [name for name in roles.layers if name not in frame.columns]
    if unknown:
        column_of(frame, unknown[0], "--layer")
    read = [read_column(frame[name], roles.layers) for name in frame.columns if name not in taken]
    columns = tuple(column for column in read if isinstance(column, Column))
    unasked = tuple(Dropped(name, "is what --fair compares groups by: never learned from") for name in roles.fair)
    dropped = (*unasked, *(column for column in read if isinstance(column, Dropped)))
    if not columns:
        raise BadInputError("", "no column is left to learn from: " + "; ".join(f"{d.name} {d.why}" for d in dropped))
    return columns, dropped


def _aged(columns: tuple[Column, ...], at: FloatArray | None) -> tuple[Column, ...]:
    """Dates as days before the decision: a date itself says nothing of leads to come."""
    kept = columns if at is not None else tuple(column for column in columns if column.kind != "date")
    if at is None:
        return kept
    return tuple(replace(c, values=at - c.values) if c.kind == "date" else c for c in kept)


def _dates(columns: tuple[Column, ...]) -> tuple[Dropped, ...]:
    why = "is a date, and --time does not say when the decision was made"
    return tuple(Dropped(column.name, why) for column in columns if column.kind == "date")
