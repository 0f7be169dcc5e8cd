"""Leads as a table whose columns are typed: from an export, or from dossiers."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import polars as pl

from leadgate.domain.dossier import Dossier
from leadgate.learning.tables import Column, read_column, read_words

_LEAD: Final = ("title", "country", "region", "lifecycle", "source")
_ACCOUNT: Final = (
    "industry",
    "country",
    "region",
    "employees",
    "annual_revenue",
    "fiscal_year_end_month",
    "is_customer",
    "target_account",
)


def typed_frame(frame: pl.DataFrame, like: Mapping[str, Column] | None = None) -> pl.DataFrame:
    """The columns that say something, as numbers, yes and no, or categories; dates, ids and free text are left out.

    like: what the columns were in another table; those that are numbers here and there stay comparable.
    """
    columns = like if like is not None else readable_columns(frame)
    return pl.DataFrame([_typed(frame[name], column) for name, column in columns.items() if name in frame.columns])


def readable_columns(frame: pl.DataFrame) -> Mapping[str, Column]:
    read = [read_column(frame[name], {}) for name in frame.columns]
    return {column.name: column for column in read if isinstance(column, Column) and column.kind != "date"}


def _typed(series: pl.Series, column: Column) -> pl.Series:
    if column.kind == "category":
        return read_words(series).rename(column.name)
    found = read_column(series, {})
    values = found.values if isinstance(found, Column) and found.kind != "category" else None
    if values is None:  # constant or empty here
        return read_words(series).cast(pl.Float64, strict=False).rename(column.name)
    return pl.Series(column.name, values, nan_to_null=True)


def group_column(column: pl.Series) -> pl.Series:
    """A column whose groups are compared: numbers where it holds such, else words as they are mostly written."""
    typed = typed_frame(column.to_frame())
    return typed[column.name] if typed.width and typed.dtypes[0] != pl.String else _as_written(column)


def _as_written(column: pl.Series) -> pl.Series:
    """`AT`, `at` and `At ` are one group, called as it is written most often."""
    both = pl.DataFrame({"word": read_words(column), "written": column.cast(pl.String).str.strip_chars()})
    usual = both.drop_nulls().group_by("word", "written").len().sort("len", "written", descending=[True, False])
    names = usual.unique("word", keep="first", maintain_order=True)
    return both.join(names, on="word", how="left", maintain_order="left")["written_right"].rename(column.name)


def dossier_frame(dossiers: Sequence[Dossier]) -> pl.DataFrame:
    """What the CRM says of each lead and its account: `lead.country`, `account.properties.segment` …; no names."""
    rows = [_facts(dossier) for dossier in dossiers]
    names = sorted({name for row in rows for name in row})
    return pl.DataFrame({name: pl.Series(name, [row.get(name) for row in rows], strict=False) for name in names})


def _facts(dossier: Dossier) -> dict[str, Any]:
    parts = (("lead", dossier.lead, _LEAD), ("account", dossier.account, _ACCOUNT))
    facts = {f"{part}.{name}": getattr(record, name) for part, record, names in parts for name in names}
    for part, record, _ in parts:
        facts |= {f"{part}.properties.{name}": _single(value) for name, value in record.properties.items()}
    return {name: None if value == "" else _single(value) for name, value in facts.items()}


def _single(value: Any) -> str | None:
    """Text of a single value, as an export would hold it; None for what holds several."""
    return str(value) if isinstance(value, bool | int | float | str) else None
