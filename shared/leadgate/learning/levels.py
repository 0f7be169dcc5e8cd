"""A column as levels (values, ranges, categories, and "unknown" as one of them); two samples counted on the same."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import polars as pl

from leadgate.learning.basis import FloatArray, IntArray

RANGES: Final = 10
_FEW_VALUES: Final = 12
_LEAST_EXPECTED: Final = 5.0
UNKNOWN_LEVEL: Final = "unknown"
REST: Final = "all others"


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
    dtype = pl.Float64 if of_numbers else pl.String
    both = pl.concat([part.cast(dtype).rename("level") for part in (reference, current)])
    coded = code(both)
    parts = np.split(coded.codes, [len(reference)])
    counts = [np.bincount(part, minlength=len(coded.labels)).astype(np.float64) for part in parts]
    kept, rare = _kept_and_rare(*counts)
    names = tuple(coded.labels[place] for place in kept) + ((REST,) if rare.size else ())
    return Levels(names, *(_merged(count, kept, rare) for count in counts))


@dataclass(frozen=True)
class Coded:
    """A column as places in `labels`: values, ranges of equal size or categories. codes: (n,)."""

    labels: tuple[str, ...]
    codes: IntArray


def code(column: pl.Series, ranges: int = RANGES) -> Coded:
    """Numbers of few values keep these; others are put into so many ranges. Unknown is a level where it occurs."""
    labels, codes = _ranges(numbers_of(column), ranges) if is_numeric(column) else _categories(column)
    there, places = np.unique(codes, return_inverse=True)
    return Coded(tuple(labels[place] for place in there), places.astype(np.int64))


def _ranges(values: FloatArray, ranges: int) -> tuple[list[str], IntArray]:
    unknown = np.isnan(values)
    distinct = np.unique(values[~unknown])
    if len(distinct) <= max(ranges, _FEW_VALUES):
        codes, labels = np.searchsorted(distinct, values), [f"{value:g}" for value in distinct]
    else:
        edges = np.unique(np.quantile(values[~unknown], np.arange(1, ranges) / ranges, method="inverted_cdf"))
        codes, labels = np.searchsorted(edges, values, side="left"), _range_labels(edges)
    return [*labels, UNKNOWN_LEVEL], np.where(unknown, len(labels), codes).astype(np.int64)


def _range_labels(edges: FloatArray) -> list[str]:
    inner = [f"over {low:.4g} to {high:.4g}" for low, high in pairwise(edges)]
    return [f"up to {edges[0]:.4g}", *inner, f"over {edges[-1]:.4g}"]


def _categories(column: pl.Series) -> tuple[list[str], IntArray]:
    texts = column.cast(pl.String).fill_null(UNKNOWN_LEVEL).rename("level")
    labels = texts.unique().sort().to_list()
    place = pl.DataFrame({"level": labels, "code": range(len(labels))}, schema={"level": pl.String, "code": pl.Int64})
    codes = texts.to_frame().join(place, on="level", how="left", maintain_order="left")["code"]
    return labels, codes.to_numpy().astype(np.int64)


def _kept_and_rare(reference: FloatArray, current: FloatArray) -> tuple[IntArray, IntArray]:
    """Levels of which a sample would be expected to hold fewer than five are one; that one, if rare, joins the next."""
    both = reference + current
    smaller = min(reference.sum(), current.sum()) / max(both.sum(), 1.0)
    order = np.argsort(both, kind="stable")
    rare = order[both[order] * smaller < _LEAST_EXPECTED]
    if len(rare) < len(order) and 0 < both[rare].sum() * smaller < _LEAST_EXPECTED:
        rare = order[: len(rare) + 1]
    return np.setdiff1d(np.arange(len(both)), rare), rare


def _merged(counts: FloatArray, kept: IntArray, rare: IntArray) -> FloatArray:
    return np.append(counts[kept], counts[rare].sum()) if rare.size else counts[kept]
