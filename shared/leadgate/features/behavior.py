"""Behaviour as columns: bursts, order in time, depth, bounces. Kernels over signals; shapes as in `table.py`."""

from functools import lru_cache
from typing import Final

import numpy as np

from leadgate.domain.settings_judgement import Bounce, Burst, Sporadic, TopFunnel
from leadgate.features.table import BoolArray, FloatArray, IntArray, SignalTable

_HALF_A_YEAR_DAYS: Final = 180.0
_LONG_VIEW_SECONDS: Final = 1200.0
_MOST_TERMS: Final = 400.0
_FEW: Final = 4
_FEW_TOUCHES: Final = 64
# Educational, evaluation (comparisons too), pricing, implementation: how far down the funnel a stage lies.
_RANK_OF_STAGE: Final = np.array([0, 1, 2, 3, 1, -1, -1, -1])
_BOTTOM: Final = 2
_DEPTHS: Final = np.arange(_BOTTOM + 1)


def decay(age_days: FloatArray, half_life_days: float) -> FloatArray:
    """Weight of evidence by age: 1 now, 0.5 after one half-life.

    age_days: any shape, ≥ 0, NaN where unknown. Returns the same shape, in (0, 1], NaN kept.
    Formula: 2 ** -(age / half-life).
    """
    return np.exp2(-age_days / half_life_days)


def burst_surprise(recent: FloatArray, before: FloatArray, limits: Burst) -> FloatArray:
    """How unlikely the recent touches are under the lead's own pace before, as −log10 of the chance.

    recent, before: (n,) touches in the window and in the baseline days before it. Returns (n,), ≥ 0; 0 below the
    minimum. The pace before is a Gamma posterior (half a touch seen in the baseline as prior), so that the chance of
    `recent` or more is a negative binomial tail: no lead is surprised by its very first touches.
    """
    odds = limits.window_days / (limits.window_days + limits.baseline_days)
    tail = negative_binomial_tail(recent, before + 0.5, odds)
    surprise = -np.log10(np.maximum(tail, 1e-12))
    return np.where(recent >= limits.minimum_touches, surprise, 0.0)


def negative_binomial_tail(count: FloatArray, shape: FloatArray, p: float) -> FloatArray:
    """(n,) chance of `count` or more: gamma-Poisson with shape `shape`, success share p.

    Sums the mass below `count`: P(k) = P(k−1) · (k−1+shape)/k · p, P(0) = (1−p)**shape; once for each pair that
    occurs, for most leads are alike in both. Beyond 400 neither tells more.
    """
    count, shape = np.minimum(count, _MOST_TERMS), np.minimum(shape, _MOST_TERMS)
    if len(count) <= _FEW:
        return np.array([_tail_of_one(*pair, p) for pair in zip(count.tolist(), shape.tolist(), strict=True)])
    keys, place = np.unique(count * (2.0 * _MOST_TERMS) + shape, return_inverse=True)
    tail: FloatArray = _tail(keys // (2.0 * _MOST_TERMS), keys % (2.0 * _MOST_TERMS), p)[place]
    return tail


@lru_cache(maxsize=20_000)
def _tail_of_one(count: float, shape: float, p: float) -> float:
    return float(_tail(np.array([count]), np.array([shape]), p)[0])


def _tail(count: FloatArray, shape: FloatArray, p: float) -> FloatArray:
    k = np.arange(1.0, max(count.max(initial=1.0), 1.0))
    steps = (k - 1.0 + shape[:, None]) / k * p
    mass = np.cumprod(np.column_stack(((1.0 - p) ** shape, steps)), axis=1)
    below = np.where(np.arange(mass.shape[1]) < count[:, None], mass, 0.0).sum(axis=1)
    tail: FloatArray = np.clip(1.0 - below, 0.0, 1.0)
    return tail


def funnel_progress(table: SignalTable) -> FloatArray:
    """(n,) how far the lead moved down the funnel in that order in time, 0–1; NaN where no order can be seen.

    Goodman–Kruskal's gamma between time and depth of stage, times the deepest stage reached. Presence alone gives
    nothing, and the same pages in reverse order give 0. Pricing, implementation and asking to buy are one depth:
    which of them comes last tells nothing. Touches of one instant have no order.
    """
    rank = np.where(table.interest, _RANK_OF_STAGE[table.stage], -1)
    rank = np.where(table.interest & table.asks, _BOTTOM, rank)
    staged = rank >= 0
    if not staged.any():
        return np.full(table.leads, np.nan)
    rising, falling = _pairs_in_order(
        table.lead[staged], np.minimum(rank[staged], _BOTTOM), table.age_days[staged], table.leads
    )
    deepest = table.peak(staged, rank)
    pairs = rising + falling
    gamma = (rising - falling) / np.maximum(pairs, 1.0)
    only_educated = (deepest == 0) & (table.count(staged) >= 2)
    return np.where((pairs > 0) | only_educated, np.maximum(gamma, 0.0) * deepest / 3.0, np.nan)


def _pairs_in_order(lead: IntArray, rank: IntArray, age: FloatArray, leads: int) -> tuple[FloatArray, FloatArray]:
    """(n,) pairs of a lead's touches whose rank rises with time, and whose rank falls; lead, rank, age: (k,)."""
    if leads == 1 and len(rank) <= _FEW_TOUCHES:
        rises, falls = _pairs_of_one(rank.tolist(), age.tolist())
        return np.array([float(rises)]), np.array([float(falls)])
    one_hot = rank[:, None] == _DEPTHS
    seen = one_hot.cumsum(axis=0) - one_hot
    new_lead = _differs(lead)
    place = np.arange(len(lead))
    first = np.maximum.accumulate(place * new_lead)
    at_once = np.maximum.accumulate(place * (new_lead | _differs(age)))
    before = seen[at_once] - seen[first]
    lower = (before * (rank[:, None] > _DEPTHS)).sum(axis=1)
    higher = (before * (rank[:, None] < _DEPTHS)).sum(axis=1)
    rising: FloatArray = np.bincount(lead, weights=lower, minlength=leads).astype(np.float64, copy=False)
    falling: FloatArray = np.bincount(lead, weights=higher, minlength=leads).astype(np.float64, copy=False)
    return rising, falling


def _pairs_of_one(rank: list[int], age: list[float]) -> tuple[int, int]:
    """The same for one lead: what most leads did is counted before the arrays are made."""
    rising = falling = 0
    seen, before, instant = [0] * len(_DEPTHS), [0] * len(_DEPTHS), -1.0
    for depth, at in zip(rank, age, strict=True):
        if at != instant:
            before, instant = seen.copy(), at
        rising += sum(before[:depth])
        falling += sum(before[depth + 1 :])
        seen[depth] += 1
    return rising, falling


def _differs(values: FloatArray | IntArray) -> BoolArray:
    """(k,) whether a value is another than the one before it; the first is."""
    found = np.ones(len(values), dtype=np.bool_)
    np.not_equal(values[1:], values[:-1], out=found[1:])
    return found


def depth_minutes(table: SignalTable, weight: FloatArray) -> FloatArray:
    """(n,) minutes with evaluation, pricing, implementation and comparison, recent ones weighing more."""
    timed = table.buying & table.timed
    return table.total(timed, np.minimum(table.seconds, _LONG_VIEW_SECONDS) * weight) / 60.0


def pricing_bounce(table: SignalTable, limits: Bounce) -> FloatArray:
    """(n,) B10: 1 where every timed pricing visit and every other view was shorter than the limit, else 0.

    Reading vacancies for long is no depth. NaN where no pricing visit was timed: unknown is not zero.
    """
    timed = table.own & table.timed & ~table.elsewhere
    pricing = table.count(timed & table.in_stage("pricing"))
    longest = table.peak(timed, table.seconds)
    return np.where(pricing > 0, (longest < limits.under_seconds).astype(np.float64), np.nan)


def sporadic(table: SignalTable, limits: Sporadic) -> FloatArray:
    """(n,) B6: 1 where touches are few and far between over a long time, the latest no more telling; else 0."""
    span = table.peak(table.interest, table.age_days) - table.least(table.interest, table.age_days)
    if not (span >= limits.span_days).any():
        return np.zeros(table.leads)
    touches = table.count(table.interest)
    pace = span / np.maximum(touches - 1.0, 1.0)
    lately = table.interest & (table.age_days <= limits.gap_days)
    waking = table.count(lately & (table.asks | table.buying)) > 0
    scattered = (span >= limits.span_days) & (pace >= limits.gap_days) & (table.count(lately) <= 2)
    return ((touches >= limits.minimum_touches) & scattered & ~waking).astype(np.float64)


def educational_only(table: SignalTable, limits: TopFunnel) -> FloatArray:
    """(n,) B7: touches of the last half year that only educate, beyond the few that say nothing; 0 beside any other.

    One article read is no reason against anybody; the tenth is, while nothing else is read.
    """
    recent = table.interest & (table.age_days <= _HALF_A_YEAR_DAYS)
    educational = table.count(recent & table.in_stage("educational"))
    others = table.count(recent & table.buying)
    return np.where(others > 0, 0.0, np.maximum(educational - limits.minimum_touches + 1.0, 0.0))


def elsewhere_share(table: SignalTable) -> FloatArray:
    """(n,) share of staged touches on careers and support; who also asks to buy asks for three; NaN where none was."""
    elsewhere = table.count(table.touch & table.elsewhere)
    interest = table.interest & (table.stage >= 0)
    staged = table.count(interest) + 2.0 * table.count(interest & table.asks) + elsewhere
    return np.where(staged > 0, elsewhere / np.maximum(staged, 1.0), np.nan)
