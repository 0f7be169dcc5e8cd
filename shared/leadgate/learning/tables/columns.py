"""What each column of a table means: number, yes or no, date, category; or why it cannot be learned from."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
import polars as pl

from leadgate.domain.assessment import LayerName
from leadgate.learning.basis import FloatArray
from leadgate.learning.tables.layers import layer_of, source_of
from leadgate.model.cells import day_of, flag_of, number_of, word_of
from leadgate.model.inputs import ACCOUNT, LEAD

Kind = Literal["number", "flag", "date", "category"]
_READABLE_SHARE: Final = 0.97
_ID_SHARE: Final = 0.95
_TEXT_SHARE: Final = 0.5
_TEXT_LENGTH: Final = 30
_MOST_LEVELS_SHARE: Final = 0.8
_ID_NAME: Final = re.compile(r"(^|[\W_])(id|uuid|guid|key|number|no|nr|index|rownum|row)$|(Id|ID|_id)$", re.IGNORECASE)
_PERSONAL: Final = re.compile(
    r"^(lead.?|contact.?)?(first|last|full|middle|sur|given|family|user)[\W_]?name$|^name$|^(lead|contact)[\W_]?name$"
    r"|e[\W_]?mail([\W_]?address)?$|phone|mobile|^fax|street|^address|postal[\W_]?address|birth[\W_]?(date|day)|linkedin",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Column:
    """A column to learn from.

    values: (n,) numbers; 1 and 0; days since 1970; or for a category the place in `levels`; NaN where unknown.
    source: what a dossier calls it. day_first: how 3/4/2026 is read in it.
    """

    name: str
    source: str
    layer: LayerName
    kind: Kind
    values: FloatArray
    levels: tuple[str, ...] = ()
    day_first: bool = False


@dataclass(frozen=True)
class Dropped:
    """A column that is not learned from, and why."""

    name: str
    why: str


def read_column(series: pl.Series, layers: Mapping[str, LayerName]) -> Column | Dropped:
    """layers: column → layer, where the admin said so."""
    name = series.name
    if _PERSONAL.search(name.removeprefix(LEAD).removeprefix(ACCOUNT)):
        return Dropped(name, "says who a person is, not what a lead is worth")
    found = _typed(series)
    return found if isinstance(found, Dropped) else replace(found, layer=layers.get(name) or layer_of(name))


def read_category(series: pl.Series, layers: Mapping[str, LayerName]) -> Column | Dropped:
    """Each value a level, numbers and flags too."""
    words = read_words(series)
    known = words.drop_nulls()
    found = Dropped(series.name, "is empty") if known.is_empty() else _category(series.name, words, known)
    if isinstance(found, Dropped):
        return found
    return replace(found, layer=layers.get(series.name) or layer_of(series.name))


def read_numbers(series: pl.Series) -> FloatArray:
    """(n,) as `cells.number_of` reads each."""
    if series.dtype.is_numeric() or series.dtype == pl.Boolean:
        return _finite(series.cast(pl.Float64).to_numpy())
    plain = series.cast(pl.String).cast(pl.Float64, strict=False)
    rest = series.filter(plain.is_null() & series.is_not_null())
    return _finite(plain.to_numpy()) if rest.is_empty() else _by_value(series, number_of)


def read_days(series: pl.Series, day_first: bool = False) -> FloatArray:
    """(n,) days since 1970, as `cells.day_of` reads each."""
    if isinstance(series.dtype, (pl.Datetime, pl.Date)):
        instants = series.cast(pl.Datetime("us")) if series.dtype == pl.Date else series.dt.cast_time_unit("us")
        return _finite(instants.to_physical().cast(pl.Float64).to_numpy()) / 86_400e6
    return _by_value(series, lambda value: day_of(value, day_first))


def read_flags(series: pl.Series) -> FloatArray:
    """(n,) 1, 0 or NaN as `cells.flag_of` reads each."""
    return read_numbers(series) if series.dtype == pl.Boolean else _by_value(series, flag_of)


def read_words(series: pl.Series) -> pl.Series:
    """As `cells.word_of` reads each, null where unknown."""
    distinct = series.unique().drop_nulls()
    words = [word_of(value) for value in distinct.to_list()]
    return series.replace_strict(distinct, pl.Series(words, dtype=pl.String), default=None, return_dtype=pl.String)


def is_day_first(series: pl.Series) -> bool:
    """Whether 3/4/2026 is April's in this column: where that leaves fewer of its values unread."""
    values = series.unique().drop_nulls().head(2000).to_list()
    unread = [sum(np.isnan(day_of(value, first)) for value in values) for first in (False, True)]
    return bool(unread[1] < unread[0])


def _by_value(series: pl.Series, read: Callable[[object], float]) -> FloatArray:
    """Reads each distinct value once."""
    distinct = series.unique().drop_nulls()
    numbers = pl.Series([read(value) for value in distinct.to_list()], dtype=pl.Float64)
    return series.replace_strict(distinct, numbers, default=None, return_dtype=pl.Float64).to_numpy().astype(np.float64)


def _finite(values: FloatArray) -> FloatArray:
    return np.where(np.isfinite(values), values, np.nan).astype(np.float64)


def _typed(series: pl.Series) -> Column | Dropped:
    if series.dtype.is_nested() or series.dtype == pl.Object:
        return Dropped(series.name, f"holds {series.dtype} and no single values")
    if isinstance(series.dtype, (pl.Datetime, pl.Date)):
        return _dated(series, read_days(series), False)
    if series.dtype.is_numeric() or series.dtype == pl.Boolean:
        kind: Kind = "flag" if series.dtype == pl.Boolean else "number"
        return _numeric(series.name, kind, read_numbers(series))
    return _from_text(series, read_words(series))


def _from_text(series: pl.Series, words: pl.Series) -> Column | Dropped:
    known = words.drop_nulls()
    if known.is_empty():
        return Dropped(series.name, "is empty")
    distinct = known.unique().to_list()
    if len(distinct) == 1:
        return _category(series.name, words, known)
    for kind, read in (("flag", flag_of), ("number", number_of)):
        if kind == "flag" and (len(distinct) > 4 or {"0", "1"} >= set(distinct)):
            continue
        if _share_read(distinct, known, read) >= (1.0 if kind == "flag" else _READABLE_SHARE):
            values = read_numbers(series) if kind == "number" else read_flags(series)
            return _numeric(series.name, "flag" if kind == "flag" else "number", values)
    first = is_day_first(series)
    if _share_read(distinct, known, lambda value: day_of(value, first)) >= _READABLE_SHARE:
        return _dated(series, read_days(series, first), first)
    return _category(series.name, words, known)


def _share_read(distinct: list[str], known: pl.Series, read: Callable[[object], float]) -> float:
    """Share of rows; by a sample of the values first, so that a column of names is told quickly."""
    sample = distinct[:: max(1, len(distinct) // 200)]
    if np.mean([np.isnan(read(value)) for value in sample]) > 0.5:
        return 0.0
    readable = [value for value in distinct if not np.isnan(read(value))]
    return float(np.mean(known.is_in(readable).to_numpy()))


def _numeric(name: str, kind: Kind, values: FloatArray) -> Column | Dropped:
    known = values[~np.isnan(values)]
    if not known.size:
        return Dropped(name, "is empty")
    if known.min() == known.max():
        return _always(name, values, float(known[0]))
    if kind == "number" and _counts_rows(name, known):
        return Dropped(name, "is an id: whole numbers, each once")
    return Column(name, source_of(name), "fit", kind, values)


def _always(name: str, values: FloatArray, number: float) -> Column | Dropped:
    """One number where it is known at all: whether it is known may still say something."""
    unknown = np.isnan(values)
    if not unknown.any():
        return Dropped(name, f"is always {number:g}")
    level = word_of(number) or ""
    return Column(name, source_of(name), "fit", "category", np.where(unknown, np.nan, 0.0), (level,))


def _counts_rows(name: str, known: FloatArray) -> bool:
    """Whole numbers that are all different, and are called so or follow one another."""
    if known.size < 20 or np.unique(known).size < known.size or (known != np.floor(known)).any():
        return False
    return bool(_ID_NAME.search(name)) or known.max() - known.min() < 1.5 * known.size


def _dated(series: pl.Series, values: FloatArray, day_first: bool) -> Column | Dropped:
    column = _numeric(series.name, "date", values)
    if isinstance(column, Dropped) or column.kind != "date":
        return Dropped(series.name, "is always the same date") if isinstance(column, Column) else column
    return replace(column, day_first=day_first)


def _category(name: str, words: pl.Series, known: pl.Series) -> Column | Dropped:
    counts = known.value_counts(sort=True)
    levels = counts[known.name].to_list()
    if len(levels) == 1 and len(known) == len(words):
        return Dropped(name, f"is always {levels[0]!r}")
    share = len(levels) / len(known)
    if share >= _ID_SHARE or (_ID_NAME.search(name) and share >= _MOST_LEVELS_SHARE):
        return Dropped(name, "is an id or free text: nearly every value stands once")
    if share >= _TEXT_SHARE and np.mean(known.str.len_chars().to_numpy()) >= _TEXT_LENGTH:
        return Dropped(name, "is free text")
    ordered = sorted(levels)
    places = pl.Series(range(len(ordered)), dtype=pl.Float64)
    values = words.replace_strict(pl.Series(ordered), places, default=None, return_dtype=pl.Float64)
    return Column(name, source_of(name), "fit", "category", values.to_numpy().astype(np.float64), tuple(ordered))
