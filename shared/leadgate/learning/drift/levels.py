"""A column of two samples as counts on the same levels: values, ranges or categories, and "unknown" as one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np
import polars as pl

from leadgate.learning.basis import FloatArray, IntArray

_RANGES: Final = 10
_FEW_VALUES: Final = 12
_LEAST_EXPECTED: Final = 5.0
UNKNOWN_LEVEL: Final = "unknown"
REST: Final = "all others"
Codes = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True)
class Levels:
    """labels: (B,). reference, current: (B,) how many rows of each sample are on a level."""

    labels: tuple[str, ...]
    reference: FloatArray
    current: FloatArray


def is_numeric(column: pl.Series) -> bool:
    return column.dtype.is_numeric()


def numbers_of(column: pl.Series) -> FloatArray:
    """(n,) float64, NaN where unknown."""
    return column.cast(pl.Float64).fill_null(float("nan")).to_numpy()


def levels_of(reference: pl.Series, current: pl.Series) -> Levels:
    """On levels that both samples together make, so that neither is favoured; rare ones become one.

    Together means: as if nobody knew which sample a row came from, which is what the test of a shift supposes.
    """
    of_numbers = is_numeric(reference) and is_numeric(current)
    labels, codes = (_ranges if of_numbers else _categories)(reference, current)
    counts = [np.bincount(part, minlength=len(labels)).astype(np.float64) for part in np.split(codes, [len(reference)])]
    return _rare_together(labels, counts[0], counts[1])


def _ranges(reference: pl.Series, current: pl.Series) -> tuple[list[str], Codes]:
    values = np.concatenate((numbers_of(reference), numbers_of(current)))
    known = values[~np.isnan(values)]
    distinct = np.unique(known)
    if len(distinct) <= _FEW_VALUES:
        codes, labels = np.searchsorted(distinct, values), [f"{value:g}" for value in distinct]
    else:
        edges = np.unique(np.quantile(known, np.arange(1, _RANGES) / _RANGES, method="inverted_cdf"))
        codes, labels = np.searchsorted(edges, values, side="left"), _range_labels(edges)
    unknown = np.isnan(values)
    return [*labels, UNKNOWN_LEVEL], np.where(unknown, len(labels), np.minimum(codes, len(labels) - 1)).astype(np.int64)


def _range_labels(edges: FloatArray) -> list[str]:
    inner = [f"over {low:.4g} to {high:.4g}" for low, high in pairwise(edges)]
    return [f"up to {edges[0]:.4g}", *inner, f"over {edges[-1]:.4g}"]


def _categories(reference: pl.Series, current: pl.Series) -> tuple[list[str], Codes]:
    texts = pl.concat([part.cast(pl.String).fill_null(UNKNOWN_LEVEL).rename("level") for part in (reference, current)])
    labels = texts.unique().sort().to_list()
    place = pl.DataFrame({"level": labels, "code": range(len(labels))})
    codes = texts.to_frame().join(place, on="level", how="left", maintain_order="left")["code"]
    return labels, codes.to_numpy().astype(np.int64)


def _rare_together(labels: Sequence[str], reference: FloatArray, current: FloatArray) -> Levels:
    """Levels of which a sample would be expected to hold fewer than five are one; that one, if rare, joins the next."""
    both = reference + current
    smaller = min(reference.sum(), current.sum()) / max(both.sum(), 1.0)
    order = np.argsort(both, kind="stable")
    rare = order[both[order] * smaller < _LEAST_EXPECTED]
    if len(rare) < len(order) and 0 < both[rare].sum() * smaller < _LEAST_EXPECTED:
        rare = order[: len(rare) + 1]
    kept: IntArray = np.setdiff1d(np.arange(len(labels)), rare)
    filled = bool(both[rare].sum() > 0)
    names = tuple(labels[place] for place in kept) + ((REST,) if filled else ())
    return Levels(names, *(_merged(counts, kept, rare, filled) for counts in (reference, current)))


def _merged(counts: FloatArray, kept: IntArray, rare: IntArray, filled: bool) -> FloatArray:
    return np.append(counts[kept], counts[rare].sum()) if filled else counts[kept]
