"""Drift between two tables, or two parts of one: columns, chances, ranking; and the alarms in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from leadgate.domain.settings_learning import DriftSettings
from leadgate.learning.basis import FloatArray
from leadgate.learning.drift.outcomes import Judged, Period, follow
from leadgate.learning.drift.population import ColumnShift, find_shifts
from leadgate.learning.frames import readable_columns, typed_frame


@dataclass(frozen=True)
class Leads:
    """A table with what was said of its rows. chance, happened: (n,) NaN where unknown; at: (n,) seconds."""

    table: pl.DataFrame
    at: FloatArray
    chance: FloatArray
    happened: FloatArray

    @property
    def judged(self) -> Judged:
        """Those that have a chance and a time."""
        chosen = ~np.isnan(self.chance) & ~np.isnan(self.at)
        return Judged(self.at[chosen], self.chance[chosen], self.happened[chosen])


@dataclass(frozen=True)
class Drift:
    """alarms: in words; empty where the world still is the one that was learned from."""

    reference: int
    current: int
    shifts: tuple[ColumnShift, ...]
    periods: tuple[Period, ...]
    alarms: tuple[str, ...]


def find_drift(reference: Leads, current: Leads, settings: DriftSettings) -> Drift:
    """Columns as the reference holds them: what is a number there is one in both."""
    columns = readable_columns(reference.table)
    shifts = find_shifts(typed_frame(reference.table, columns), typed_frame(current.table, columns), settings)
    judged = current.judged
    periods = follow(reference.judged, judged, settings) if len(judged) else ()
    return Drift(
        reference=len(reference.table),
        current=len(current.table),
        shifts=shifts,
        periods=periods,
        alarms=(*_of_columns(shifts), *_of_periods(periods)),
    )


def _of_columns(shifts: Sequence[ColumnShift]) -> Iterator[str]:
    for shift in shifts:
        if shift.moved:
            first = shift.changes[0]
            change = f"{first.level} was {first.before:.0%} of the leads and is {first.after:.0%}"
            yield f"{shift.column} has moved: {change} (index {shift.psi:.2f}, chance alone up to {shift.limit:.2f})"


def _of_periods(periods: Sequence[Period]) -> Iterator[str]:
    for period in periods:
        when = f"{period.begins:%Y-%m-%d} to {period.ends:%Y-%m-%d}"
        if period.chances_moved:
            gap = f"{period.expected:.0%} promised, {period.happened.value:.0%} came"
            yield f"chances no longer come true, {when}: {gap}"
        if period.ranking_fell:
            yield f"the ranking fell, {when}: AUC {period.auc.value:.3f}"
