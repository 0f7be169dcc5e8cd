"""Which columns of the leads that come in have moved away from those the model learned from.

Size by the population stability index, Σ (p − q) ln(p / q) over levels. With no shift at all it is near
(1/n + 1/m) · χ²(B − 1) for samples of n and m rows on B levels (Yurdakul & Naranjo, Journal of Risk Model Validation
2020), so its noise is known: a column moved only where a test says that this is no chance, over all columns asked
(Pearson's χ² on the levels; for numbers also Kolmogorov–Smirnov, which sees small steady shifts), *and* what stands
above the noise is large enough to matter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from scipy.stats import chi2, chi2_contingency, ks_2samp

from leadgate.domain.settings_learning import DriftSettings
from leadgate.learning.basis import FloatArray
from leadgate.learning.intervals import held_together
from leadgate.learning.levels import Levels, is_numeric, levels_of, numbers_of

_SHOWN: Final = 3
_HALF_A_ROW: Final = 0.5


@dataclass(frozen=True, slots=True)
class Change:
    """A level's share of the reference and of the current leads."""

    level: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class ColumnShift:
    """psi: as measured. noise: what it is on average with no shift. limit: what chance exceeds only once in
    1 / `alarm_chance` checks. chance: p-value, raised for the number of columns. changes: the largest first.
    """

    column: str
    psi: float
    noise: float
    limit: float
    chance: float
    moved: bool
    changes: tuple[Change, ...]


def find_shifts(reference: pl.DataFrame, current: pl.DataFrame, settings: DriftSettings) -> tuple[ColumnShift, ...]:
    """Of every column that both have, but times, which always move; the largest first."""
    names = [name for name in reference.columns if name in current.columns and not _is_time(reference[name])]
    levels = {name: levels_of(reference[name], current[name]) for name in names}
    names = [name for name in names if len(levels[name].labels) > 1]
    chances = held_together([_chance(reference[name], current[name], levels[name]) for name in names])
    alone = settings.alarm_chance / max(1, len(names))
    shifts = [_shift(name, levels[name], chance, alone, settings) for name, chance in zip(names, chances, strict=True)]
    return tuple(sorted(shifts, key=lambda shift: (not shift.moved, shift.noise - shift.psi, shift.column)))


def _is_time(column: pl.Series) -> bool:
    return column.dtype.is_temporal()


def _shift(name: str, levels: Levels, chance: float, alone: float, settings: DriftSettings) -> ColumnShift:
    freedom = len(levels.labels) - 1
    scale = 1.0 / levels.reference.sum() + 1.0 / levels.current.sum()
    psi, noise = stability_index(levels.reference, levels.current), float(freedom * scale)
    return ColumnShift(
        column=name,
        psi=psi,
        noise=noise,
        limit=float(chi2.isf(alone, freedom) * scale),
        chance=chance,
        moved=chance < settings.alarm_chance and psi - noise >= settings.least_psi,
        changes=_changes(levels),
    )


def stability_index(reference: FloatArray, current: FloatArray) -> float:
    """Of counts on the same levels; half a row is added to each, so that an empty level is not infinitely far."""
    before, after = ((counts + _HALF_A_ROW) / (counts + _HALF_A_ROW).sum() for counts in (reference, current))
    return float(((after - before) * np.log(after / before)).sum())


def _chance(reference: pl.Series, current: pl.Series, levels: Levels) -> float:
    """Of differing so much with no shift, by the better of two tests where there are two."""
    chances = [float(chi2_contingency(np.stack((levels.reference, levels.current)), correction=False).pvalue)]
    if is_numeric(reference) and is_numeric(current):
        known = [numbers[~np.isnan(numbers)] for numbers in (numbers_of(reference), numbers_of(current))]
        if min(map(len, known)) > 0:
            chances.append(float(ks_2samp(*known, method="asymp").pvalue))
    return min(1.0, len(chances) * min(chances))


def _changes(levels: Levels) -> tuple[Change, ...]:
    before, after = levels.reference / levels.reference.sum(), levels.current / levels.current.sum()
    order: Sequence[int] = np.argsort(-np.abs(after - before), kind="stable")[:_SHOWN].tolist()
    return tuple(Change(levels.labels[place], float(before[place]), float(after[place])) for place in order)
