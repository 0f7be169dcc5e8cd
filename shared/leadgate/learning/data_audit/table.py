"""The audit of a table: what each column is, how complete and how fresh; repeats; layers without any evidence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

import numpy as np
import polars as pl

from leadgate.domain.assessment import LAYERS, LayerName
from leadgate.domain.words import counted, listed
from leadgate.learning.basis import FloatArray
from leadgate.learning.data_audit.outcomes import Outcomes, count_outcomes
from leadgate.learning.data_audit.periods import Periods, periods_of
from leadgate.learning.tables import Column, Dropped, column_of, read_column, read_outcome, read_time, read_words

_DAY: Final = 86_400.0
_MOSTLY: Final = 0.9
_SPARSE: Final = 0.5
_FELL_BY: Final = 0.25
_STALE_DAYS: Final = 90.0


@dataclass(frozen=True, slots=True)
class Asked:
    """time: when a row was decided on; None takes the first column of dates that is nearly always known."""

    target: str | None = None
    positive: str | None = None
    time: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class ColumnSeen:
    """kind: number, flag, date, category; or what it is not learned from for. source: what a dossier calls it.

    known: share of the rows of which it is, over_time by period. values: how many different ones.
    newest: of dates, the latest day.
    """

    name: str
    kind: str
    layer: LayerName | None
    source: str | None
    known: float
    over_time: tuple[float, ...]
    values: int
    newest: str | None = None


@dataclass(frozen=True)
class TableAudit:
    """periods: the first day of each; everything `over_time` runs along them; none where no time is known.

    layers: layer → how many columns may speak for it. repeated_ids: rows beyond the first of an id.
    """

    rows: int
    time: str | None
    newest: datetime | None
    periods: tuple[str, ...]
    rows_over_time: tuple[int, ...]
    columns: tuple[ColumnSeen, ...]
    layers: Mapping[str, int]
    repeated_rows: int
    repeated_ids: int
    outcomes: Outcomes | None
    findings: tuple[str, ...]


def audit_table(table: pl.DataFrame, asked: Asked) -> TableAudit:
    read = {name: read_column(table[name], {}) for name in table.columns}
    time = asked.time or _time_of(read)
    at = read_time(table, time) * _DAY if time else np.full(len(table), np.nan)
    periods = periods_of(at)
    columns = tuple(_seen(table[name], column, periods) for name, column in read.items())
    taken = {asked.target, asked.id, time}
    outcomes = None
    if asked.target:
        happened = read_outcome(table, asked.target, "--target", asked.positive)
        outcomes = count_outcomes(happened, periods, {})
    audit = TableAudit(
        rows=len(table),
        time=time,
        newest=_newest(at),
        periods=periods.labels,
        rows_over_time=periods.rows(),
        columns=columns,
        layers={name: sum(c.layer == name and c.name not in taken for c in columns) for name in LAYERS},
        repeated_rows=len(table) - table.n_unique(),
        repeated_ids=_repeated(column_of(table, asked.id, "--id")) if asked.id else 0,
        outcomes=outcomes,
        findings=(),
    )
    return replace(audit, findings=tuple(_findings(audit, asked)))


def _time_of(read: Mapping[str, Column | Dropped]) -> str | None:
    dates = (column for column in read.values() if isinstance(column, Column) and column.kind == "date")
    return next((column.name for column in dates if (~np.isnan(column.values)).mean() >= _MOSTLY), None)


def _newest(at: FloatArray) -> datetime | None:
    return None if np.isnan(at).all() else datetime.fromtimestamp(float(np.nanmax(at)), UTC)


def _repeated(ids: pl.Series) -> int:
    known = ids.drop_nulls()
    return len(known) - known.n_unique()


def _seen(series: pl.Series, column: Column | Dropped, periods: Periods) -> ColumnSeen:
    if isinstance(column, Dropped):
        known = (
            read_words(series).is_not_null().to_numpy() if not series.dtype.is_nested() else np.ones(len(series), bool)
        )
        kind, layer, source, newest = f"not learned from: {column.why}", None, None, None
    else:
        known = ~np.isnan(column.values)
        kind, layer, source = column.kind, column.layer, column.source
        newest = _day(column.values) if column.kind == "date" else None
    values = series.n_unique() - int(series.null_count() > 0)
    return ColumnSeen(series.name, kind, layer, source, float(known.mean()), periods.share(known), values, newest)


def _day(days: FloatArray) -> str:
    return datetime.fromtimestamp(float(np.nanmax(days)) * _DAY, UTC).date().isoformat()


def _findings(audit: TableAudit, asked: Asked) -> Iterator[str]:
    yield from (
        f"no column speaks of {layer}: reasons and scores of that layer stay empty"
        for layer, count in audit.layers.items()
        if not count
    )
    yield from _of_outcomes(audit, asked)
    yield from _of_completeness(audit.columns, audit.periods, asked)
    if audit.time is None:
        yield "no column says when a lead was decided on: nothing can be tested on later leads than it was trained on"
    yield from _of_freshness(audit)
    if audit.repeated_rows:
        yield f"{counted(audit.repeated_rows, 'row')} that repeat another in every column"
    if audit.repeated_ids:
        yield f"{counted(audit.repeated_ids, 'row')} with the {asked.id} of another"


def _of_outcomes(audit: TableAudit, asked: Asked) -> Iterator[str]:
    outcomes = audit.outcomes
    if outcomes is None:
        yield "no outcome is named (--target): nothing can be said of what there is to learn"
    elif outcomes.known < 1:
        missing = f"{asked.target} is unknown for {1 - outcomes.known:.0%} of the rows"
        yield f"{missing}; if most of those failed, chances will be too high"
    if outcomes and outcomes.moved:
        yield outcomes.moved


def _of_completeness(columns: Sequence[ColumnSeen], periods: Sequence[str], asked: Asked) -> Iterator[str]:
    sparse = [column for column in columns if column.layer and column.known < _SPARSE]
    if sparse:
        names = listed([f"{column.name} ({column.known:.0%})" for column in sparse], most=6)
        yield f"{counted(len(sparse), 'column')} known of fewer than half of the rows: {names}"
    for column in columns:
        shares = [(share, day) for share, day in zip(column.over_time, periods, strict=True) if not np.isnan(share)]
        if column.name == asked.target or len(shares) < 2:
            continue
        before, now = float(np.median([share for share, _ in shares[:-1]])), shares[-1][0]
        if before - now >= _FELL_BY:
            yield f"{column.name} was known of {before:.0%} of the rows, but of {now:.0%} since {shares[-1][1]}"


def _of_freshness(audit: TableAudit) -> Iterator[str]:
    """A date that stopped long before the newest row: whatever fed it has ended."""
    for column in audit.columns:
        if column.newest and audit.newest:
            behind = audit.newest - datetime.fromisoformat(column.newest).replace(tzinfo=UTC)
            if behind.total_seconds() / _DAY > _STALE_DAYS:
                yield f"{column.name} ends on {column.newest}, {behind.days} days before the newest row"
