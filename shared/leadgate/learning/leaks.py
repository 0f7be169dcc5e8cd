"""Columns that know the outcome: found before training, each named with its evidence.

| kind | what is looked at | sure when |
|---|---|---|
| too_good | AUC of the column alone, on unseen folds, against all weaker columns together | AUC ≥ 0.97 |
| too_good | the same among the rows that have a value | AUC ≥ 0.97 |
| presence | AUC of whether there is a value at all, or an outcome that only rows with (without) one have | AUC ≥ 0.9 |
| one_outcome | values that stand for one outcome alone, too often for chance | they hold half of that outcome |
| after | dates later than the decision | a tenth of the rows and an AUC ≥ 0.6 |
| named | a name that speaks of what came after, in a column that tells outcomes apart | never |
| ordered | ids that rise with the outcome | never: ids are not learned from |

What is sure is left out unless it is allowed by name; what is suspect is named, and left out where that is asked for.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from leadgate.learning.basis import BoolArray, FloatArray, IntArray
from leadgate.learning.encoding import fields_of, values_of
from leadgate.learning.families.additive import Candidate, Table, fit_candidate, prepare
from leadgate.learning.performance import auc, scored
from leadgate.learning.tables import Column, History

_SURE_AUC: Final = 0.97
_SURE_PRESENCE_AUC: Final = 0.9
_PRESENCE_AUC: Final = 0.8
_STRONG_AUC: Final = 0.75
_WEAKER_BY: Final = 0.03
_BETTER_BY: Final = 0.01
_NAMED_AUC: Final = 0.6
_ORDERED_AUC: Final = 0.8
_LATER_SHARE: Final = 0.01
_SURE_LATER_SHARE: Final = 0.1
_CHANCE: Final = 1e-9
_LEAST_KNOWN: Final = 30
_BINS: Final = 20
_DRAWN_ROWS: Final = 10.0
_FOLDS: Final = 5
_MOST_ROWS: Final = 20_000
_AFTERWARDS: Final = re.compile(
    r"clos(e|ed|ing)|\bwon\b|\blost\b|loss|outcome|result|converted|conversion|churn|invoice|contract[\W_]?sign|signed|"
    r"deal[\W_]?(amount|value|stage)|opportunity[\W_]?(id|amount|stage|created)|days[\W_]?to|revenue[\W_]?(booked|won)|"
    r"purchase|paid|payment|onboard|renewal|qualified|disqualif|reject|accepted",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Leak:
    """A column that knows too much. sure: beyond what a fact from before the outcome can know."""

    column: str
    kind: str
    evidence: str
    sure: bool


def find_leaks(history: History) -> tuple[Leak, ...]:
    """The surest first; of each column and kind one."""
    history = _sampled(history)
    happened = history.converted
    alone = {column.name: _auc(_rates(_bins(column), happened), happened) for column in history.columns}
    found = [leak for column in history.columns for leak in _of_column(column, happened, alone[column.name])]
    sure = {leak.column for leak in found if leak.sure}
    found += _too_good_together(history, alone, sure)
    found += _later_dates(history, happened)
    found += _ordered_ids(history, happened)
    return tuple(sorted(found, key=lambda leak: not leak.sure))


def _sampled(history: History) -> History:
    if len(history) <= _MOST_ROWS:
        return history
    return history.rows(np.sort(np.random.default_rng(0).choice(len(history), _MOST_ROWS, replace=False)))


def _of_column(column: Column, happened: FloatArray, auc: float) -> Iterator[Leak]:
    known = ~np.isnan(column.values)
    if auc >= _SURE_AUC:
        yield Leak(column.name, "too_good", f"alone it tells the outcomes apart with an AUC of {auc:.3f}", True)
    among = happened[known]
    if _LEAST_KNOWN <= known.sum() < len(known) and _has_both(among):
        auc_known = _auc(_rates(_bins(column)[known], among), among)
        if auc_known >= _SURE_AUC:
            words = f"where it is known ({known.mean():.0%} of rows) its AUC is {auc_known:.3f}"
            yield Leak(column.name, "too_good", words, True)
    yield from _presence(column, known, happened)
    yield from _one_outcome(column, happened)
    if _AFTERWARDS.search(column.name) and auc >= _NAMED_AUC:
        yield Leak(column.name, "named", f"its name speaks of what came after, and its AUC is {auc:.2f}", False)


def _presence(column: Column, known: BoolArray, happened: FloatArray) -> Iterator[Leak]:
    if min(known.sum(), (~known).sum()) < _LEAST_KNOWN:
        return
    alone = _auc(known.astype(np.float64), happened)
    alone = max(alone, 1.0 - alone)
    rates = {"with": float(happened[known].mean()), "without": float(happened[~known].mean())}
    counts = {"with": int(known.sum()), "without": int((~known).sum())}
    pure = any(_is_pure(rates[side] * counts[side], counts[side], happened.mean()) for side in rates)
    if alone >= _PRESENCE_AUC or (pure and alone >= _NAMED_AUC):
        words = f"{rates['with']:.1%} of rows with a value converted, {rates['without']:.1%} without (AUC {alone:.2f})"
        yield Leak(column.name, "presence", words, alone >= _SURE_PRESENCE_AUC)


def _one_outcome(column: Column, happened: FloatArray) -> Iterator[Leak]:
    """By levels of a category; values that many rows share, of a number."""
    known = ~np.isnan(column.values)
    values, places, counts = np.unique(column.values[known], return_inverse=True, return_counts=True)
    successes = np.bincount(places, weights=happened[known], minlength=len(values))
    mean = float(happened.mean())
    pure = np.array([_is_pure(*pair, mean) for pair in zip(successes, counts, strict=True)], dtype=bool)
    if not pure.any():
        return
    held_success = float(successes[pure].sum() / happened.sum())
    held_failure = float((counts - successes)[pure].sum() / (len(happened) - happened.sum()))
    if max(held_success, held_failure) < 0.05:
        return
    names = [column.levels[int(value)] if column.levels else f"{value:g}" for value in values[pure][:3]]
    side, held = ("success", held_success) if held_success >= held_failure else ("failure", held_failure)
    words = f"{', '.join(names)}{' …' if pure.sum() > 3 else ''} stand for one outcome alone ({held:.0%} of all {side})"
    yield Leak(column.name, "one_outcome", words, held_success >= 0.5)


def _is_pure(successes: float, count: float, mean: float) -> bool:
    """All of one outcome, and too many for that to be chance."""
    if successes == count:
        return bool(count * np.log(mean) < np.log(_CHANCE))
    return bool(successes == 0 and count * np.log(1.0 - mean) < np.log(_CHANCE))


def _too_good_together(history: History, alone: dict[str, float], sure: set[str]) -> Iterator[Leak]:
    """A column that alone beats all that are weaker, together."""
    if min(history.converted.sum(), len(history) - history.converted.sum()) < _LEAST_KNOWN:
        return
    for column in history.columns:
        auc = alone[column.name]
        if auc < _STRONG_AUC or column.name in sure:
            continue
        weaker = [
            other for other in history.columns if alone[other.name] <= auc - _WEAKER_BY and other.name not in sure
        ]
        together = _auc_together(weaker, history.converted) if weaker else 0.5
        if auc > together + _BETTER_BY:
            words = f"alone it has an AUC of {auc:.3f}, the {len(weaker)} weaker columns together {together:.3f}"
            yield Leak(column.name, "too_good", words, False)


def _auc_together(columns: Sequence[Column], happened: FloatArray) -> float:
    """By splines on two halves, each foretold by the other."""
    table = Table(fields_of(columns), values_of(columns), happened)
    half = np.random.default_rng(0).permutation(len(table)) % 2
    log_odds = np.empty(len(table))
    for part in (0, 1):
        model = fit_candidate(prepare(table.rows(np.flatnonzero(half != part)), 0), Candidate("spline", 10.0))
        log_odds[half == part] = model.log_odds(table.values[half == part])
    return _auc(log_odds, happened)


def _later_dates(history: History, happened: FloatArray) -> Iterator[Leak]:
    for column in history.columns:
        if column.kind != "date" or history.at is None:
            continue
        later = column.values < 0
        share = float(later.mean())
        if share < _LATER_SHARE:
            continue
        alone = _auc(later.astype(np.float64), happened) if 0 < later.sum() < len(later) else 0.5
        alone = max(alone, 1.0 - alone)
        words = f"{share:.1%} of its dates are later than the decision (AUC of that alone {alone:.2f})"
        yield Leak(column.name, "after", words, share >= _SURE_LATER_SHARE and alone >= _NAMED_AUC)


def _ordered_ids(history: History, happened: FloatArray) -> Iterator[Leak]:
    """Of what was left out as an id, and of the id itself: whether its number rises or falls with the outcome."""
    names = [column.name for column in history.dropped if "id" in column.why]
    for name in dict.fromkeys((*names, *filter(None, (history.roles.id,)))):
        numbers = (
            history.frame[name].cast(pl.String).str.extract(r"(\d+)\D*$").cast(pl.Float64, strict=False).to_numpy()
        )
        known = np.isfinite(numbers)
        if known.sum() < _LEAST_KNOWN or not _has_both(happened[known]):
            continue
        alone = _auc(numbers[known], happened[known])
        if max(alone, 1.0 - alone) >= _ORDERED_AUC:
            words = (
                f"its numbers {'rise' if alone > 0.5 else 'fall'} with the outcome (AUC {max(alone, 1.0 - alone):.2f})"
            )
            yield Leak(name, "ordered", words, False)


def _bins(column: Column) -> IntArray:
    """(n,) levels, or bins of a number; the last for unknown."""
    unknown = np.isnan(column.values)
    if column.kind == "category":
        return np.where(unknown, len(column.levels), column.values).astype(np.int64)
    edges = np.unique(np.quantile(column.values[~unknown], np.linspace(0, 1, _BINS + 1)[1:-1]))
    return np.where(unknown, len(edges) + 1, np.searchsorted(edges, column.values, side="left")).astype(np.int64)


def _rates(places: IntArray, happened: FloatArray) -> FloatArray:
    """(n,) the rate of the same place among the rows of other folds."""
    fold = np.random.default_rng(0).permutation(len(happened)) % _FOLDS
    size, mean = int(places.max()) + 1, happened.mean()
    out = np.empty(len(happened))
    for part in range(_FOLDS):
        others = fold != part
        counts = np.bincount(places[others], minlength=size)
        successes = np.bincount(places[others], weights=happened[others], minlength=size)
        out[~others] = ((successes + _DRAWN_ROWS * mean) / (counts + _DRAWN_ROWS))[places[~others]]
    return out


def _auc(score: FloatArray, happened: FloatArray) -> float:
    return auc(scored(score, happened), np.ones(len(happened)))


def _has_both(happened: FloatArray) -> bool:
    return bool(0 < happened.sum() < len(happened))
