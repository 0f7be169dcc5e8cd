"""Whether chances still come true and still rank, period by period, as outcomes arrive."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

import numpy as np
from scipy.stats import norm

from leadgate.domain.settings_learning import DriftSettings
from leadgate.learning.basis import BoolArray, FloatArray, IntArray
from leadgate.learning.intervals import UNKNOWN, Estimate, held_together, resample, share_of
from leadgate.learning.performance import auc, scored

_PERIODS: Final = 12
_REPLICATES: Final = 200


@dataclass(frozen=True)
class Judged:
    """n leads as they were scored. at: (n,) seconds. chance: (n,). happened: (n,) 0 or 1, NaN while unknown."""

    at: FloatArray
    chance: FloatArray
    happened: FloatArray

    def __len__(self) -> int:
        return len(self.at)

    def where(self, chosen: BoolArray | IntArray) -> "Judged":
        return Judged(self.at[chosen], self.chance[chosen], self.happened[chosen])

    @property
    def known(self) -> "Judged":
        return self.where(~np.isnan(self.happened))


@dataclass(frozen=True, slots=True)
class Period:
    """expected: mean chance of the leads whose outcome is known; happened: their share that did.

    ripe: enough outcomes are known to judge by. calibration_chance, auc_chance: p-values of being worse than the
    reference by luck, raised for the number of periods; None where not ripe.
    """

    begins: datetime
    ends: datetime
    rows: int
    known: int
    expected: float
    happened: Estimate
    auc: Estimate
    ripe: bool
    calibration_chance: float | None = None
    auc_chance: float | None = None
    chances_moved: bool = False
    ranking_fell: bool = False


def follow(reference: Judged, current: Judged, settings: DriftSettings, seed: int = 0) -> tuple[Period, ...]:
    """The current leads in periods of equal size, oldest first, each against the reference's known outcomes.

    A model that was a little off from the start has not drifted: gaps are compared with the gap it had.
    """
    base = _Base.of(reference.known, seed)
    parts = _parts(current, settings)
    measured = [_measure(part, base, settings, seed) for part in parts]
    return _held(measured, settings)


@dataclass(frozen=True, slots=True)
class _Base:
    """gap: mean of outcome − chance, and the variance of that mean; auc and its variance."""

    gap: float
    gap_variance: float
    auc: float
    auc_variance: float

    @staticmethod
    def of(known: Judged, seed: int) -> "_Base":
        """All 0 variance and gap where no outcome of the reference is known: then a chance should simply be true."""
        if not len(known):
            return _Base(0.0, 0.0, float("nan"), float("nan"))
        gaps = known.happened - known.chance
        ranking, variance = _ranking(known, seed)
        return _Base(float(gaps.mean()), float(gaps.var() / len(known)), ranking.value, variance)


@dataclass(frozen=True, slots=True)
class _Measured:
    period: Period
    calibration_chance: float
    auc_chance: float
    gap: float
    drop: float


def _parts(current: Judged, settings: DriftSettings) -> list[Judged]:
    """At most a dozen, fewer where each would hold too few outcomes to be judged."""
    order = np.argsort(current.at, kind="stable")
    known = current.known.happened
    scarcer = min(float(known.sum()), float((1.0 - known).sum()))
    count = int(np.clip(scarcer // (2 * settings.least_outcomes), 1, _PERIODS))
    return [current.where(part) for part in np.array_split(order, count) if len(part)]


def _measure(part: Judged, base: _Base, settings: DriftSettings, seed: int) -> _Measured:
    known = part.known
    happened = float(known.happened.sum())
    enough = min(happened, len(known) - happened) >= settings.least_outcomes
    ranking, variance = _ranking(known, seed) if enough else (UNKNOWN, float("nan"))
    gaps = known.happened - known.chance
    gap = float(gaps.mean()) - base.gap if len(known) else 0.0
    drop = base.auc - ranking.value
    period = Period(
        begins=datetime.fromtimestamp(float(part.at[0]), UTC),
        ends=datetime.fromtimestamp(float(part.at[-1]), UTC),
        rows=len(part),
        known=len(known),
        expected=float(known.chance.mean()) if len(known) else float("nan"),
        happened=share_of(happened, len(known)),
        auc=ranking,
        ripe=bool(enough and len(known) >= settings.known_share * len(part)),
    )
    return _Measured(
        period=period,
        calibration_chance=2.0 * _beyond(abs(gap), base.gap_variance + _variance_of_gap(known)),
        auc_chance=_beyond(drop, base.auc_variance + variance),
        gap=gap,
        drop=drop,
    )


def _variance_of_gap(known: Judged) -> float:
    return float((known.chance * (1.0 - known.chance)).sum() / max(1, len(known)) ** 2)


def _ranking(known: Judged, seed: int) -> tuple[Estimate, float]:
    rows = scored(known.chance, known.happened)
    drawn = resample(lambda weight: np.array([auc(rows, weight)]), len(rows), seed, _REPLICATES)
    return drawn.percentile(0), float(np.nanvar(drawn.drawn))


def _beyond(distance: float, variance: float) -> float:
    """Chance that a normal of this variance is at least so far off; 1 where nothing is known of it."""
    if not variance > 0.0 or np.isnan(distance):
        return 1.0
    return float(norm.sf(distance / np.sqrt(variance)))


def _held(measured: list[_Measured], settings: DriftSettings) -> tuple[Period, ...]:
    """The periods with their p-values held together: two questions are asked of each ripe one."""
    ripe = [one for one in measured if one.period.ripe]
    raised = iter(held_together([chance for one in ripe for chance in (one.calibration_chance, one.auc_chance)]))
    return tuple(
        _judged(one, next(raised), next(raised), settings) if one.period.ripe else one.period for one in measured
    )


def _judged(one: _Measured, calibration_chance: float, auc_chance: float, settings: DriftSettings) -> Period:
    limit = settings.alarm_chance
    return replace(
        one.period,
        calibration_chance=calibration_chance,
        auc_chance=auc_chance,
        chances_moved=calibration_chance < limit and abs(one.gap) >= settings.least_calibration_gap,
        ranking_fell=auc_chance < limit and one.drop >= settings.least_auc_drop,
    )
