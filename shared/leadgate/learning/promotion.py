"""Whether a challenger may judge instead of the champion (L4): measured rules, each with what it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
from scipy.stats import norm

from leadgate.domain.settings_learning import PromotionSettings
from leadgate.domain.words import counted, listed
from leadgate.learning.agreement import Agreement, agree
from leadgate.learning.basis import BoolArray, FloatArray
from leadgate.learning.comparing import Comparison, compare
from leadgate.learning.intervals import Estimate, held_together
from leadgate.learning.levels import Coded
from leadgate.learning.performance import Performance, measure_performance

_LUCK: Final = 0.025
_MOST_LISTED: Final = 25
_BETTER_IS: Final = {"auc": 1.0, "brier": -1.0, "log_loss": -1.0}


@dataclass(frozen=True)
class Trial:
    """n leads that challenger and champion both scored, the outcome of some.

    challenger, champion: (n,) chances. happened: (n,) 1 or 0, NaN while unknown. takes_from: the chance from which a
    lead is taken. others: today's points, a person: (n,) whether they take the lead. segments: column → its levels.
    """

    ids: Sequence[str]
    challenger: FloatArray
    champion: FloatArray
    happened: FloatArray
    takes_from: float
    others: Mapping[str, BoolArray] = field(default_factory=dict)
    segments: Mapping[str, Coded] = field(default_factory=dict)

    @property
    def known(self) -> BoolArray:
        return ~np.isnan(self.happened)


@dataclass(frozen=True, slots=True)
class Check:
    """A rule, whether it is kept, and the figures it rests on in words."""

    rule: str
    kept: bool
    text: str


@dataclass(frozen=True, slots=True)
class Segment:
    """Comparison of the leads of one segment."""

    name: str
    comparison: Comparison
    harmed: bool


@dataclass(frozen=True, slots=True)
class Differing:
    """A lead of which challenger and champion say different things. converted: None while unknown."""

    id: str
    challenger: float
    champion: float
    converted: bool | None


@dataclass(frozen=True)
class Judgement:
    """The evidence of a promotion, as it is recorded.

    agreements: the challenger with the champion and with each of `Trial.others`; the challenger stands first.
    """

    promote: bool
    checks: tuple[Check, ...]
    leads: int
    outcomes: int
    conversions: int
    agreements: Mapping[str, Agreement]
    differing: tuple[Differing, ...]
    challenger: Performance | None = None
    champion: Performance | None = None
    difference: Comparison | None = None
    segments: tuple[Segment, ...] = ()

    @property
    def refused_for(self) -> tuple[str, ...]:
        return tuple(check.text for check in self.checks if not check.kept)


def judge(trial: Trial, settings: PromotionSettings, seed: int = 0) -> Judgement:
    happened = trial.happened[trial.known]
    enough = _enough(happened, settings)
    seen = Judgement(
        promote=False,
        checks=(enough,),
        leads=len(trial.happened),
        outcomes=len(happened),
        conversions=int(happened.sum()),
        agreements=_agreements(trial, seed),
        differing=_differing(trial),
    )
    return _measured(seen, trial, settings, seed) if enough.kept else seen


def _measured(seen: Judgement, trial: Trial, settings: PromotionSettings, seed: int) -> Judgement:
    parts = (trial.challenger[trial.known], trial.champion[trial.known])
    happened = trial.happened[trial.known]
    challenger, champion = (measure_performance(chance, happened, seed) for chance in parts)
    difference = compare(*parts, happened, seed)
    segments = _segments(trial, settings, seed)
    more = (_better(difference, settings), _calibrated(challenger, settings), _unharmed(segments, settings))
    return replace(
        seen,
        promote=all(check.kept for check in more),
        checks=(*seen.checks, *more),
        challenger=challenger,
        champion=champion,
        difference=difference,
        segments=tuple(segments),
    )


def _enough(happened: FloatArray, settings: PromotionSettings) -> Check:
    conversions = int(happened.sum())
    scarcer = min(conversions, len(happened) - conversions)
    kept = len(happened) >= settings.least_outcomes and scarcer >= settings.least_conversions
    needed = f"{settings.least_outcomes} with {settings.least_conversions} of each kind are needed"
    text = f"{counted(len(happened), 'outcome')}, {counted(conversions, 'conversion')}; {needed}"
    return Check("enough outcomes", kept, text)


def _better(difference: Comparison, settings: PromotionSettings) -> Check:
    figure: Estimate = getattr(difference, settings.better_by)
    sign = _BETTER_IS[settings.better_by]
    surely = (figure.low if sign > 0 else -figure.high) > 0
    kept = surely and sign * figure.value >= settings.least_gain
    name = settings.better_by.replace("_", " ")
    interval = f"{figure.value:+.4f} ({figure.low:+.4f} to {figure.high:+.4f})"
    least = f", by at least {settings.least_gain:g}," if settings.least_gain else ""
    wanted = f"{'above' if sign > 0 else 'below'} 0 for sure{least} is needed"
    return Check("better than the champion", kept, f"{name} differs by {interval}; {wanted}")


def _calibrated(performance: Performance, settings: PromotionSettings) -> Check:
    error = performance.calibration_error.value
    text = f"calibration error {error:.3f}; at most {settings.most_calibration_error:g} is allowed"
    return Check("chances come true", error <= settings.most_calibration_error, text)


def _unharmed(segments: Sequence[Segment], settings: PromotionSettings) -> Check:
    harmed = [segment.name for segment in segments if segment.harmed]
    judged = f"{counted(len(segments), 'segment')} with {settings.segment_outcomes} outcomes or more"
    text = f"surely worse for {listed(harmed, most=6)}" if harmed else f"none of {judged} is surely worse off"
    return Check("no segment harmed", not harmed, text)


def _segments(trial: Trial, settings: PromotionSettings, seed: int) -> list[Segment]:
    """A segment is harmed where it is surely worse off, over all that are asked."""
    asked: list[tuple[str, BoolArray]] = []
    for column, coded in trial.segments.items():
        parts = ((label, trial.known & (coded.codes == place)) for place, label in enumerate(coded.labels))
        asked += [(f"{column} = {label}", mine) for label, mine in parts if mine.sum() >= settings.segment_outcomes]
    chances = held_together([_worse_by_luck(trial, mine) for _, mine in asked])
    segments = []
    for (name, mine), chance in zip(asked, chances, strict=True):
        found = compare(trial.challenger[mine], trial.champion[mine], trial.happened[mine], seed)
        segments.append(Segment(name, found, chance < _LUCK and found.brier.value > settings.most_segment_loss))
    return segments


def _worse_by_luck(trial: Trial, mine: BoolArray) -> float:
    """Chance that squared errors are so much larger on average though they are not: a normal's."""
    happened = trial.happened[mine]
    worse = (trial.challenger[mine] - happened) ** 2 - (trial.champion[mine] - happened) ** 2
    error = float(worse.std()) / np.sqrt(len(worse))
    return float(norm.sf(worse.mean() / error)) if error > 0 else 1.0


def _differing(trial: Trial) -> tuple[Differing, ...]:
    """The leads on which challenger and champion differ most, the largest difference first."""
    order = np.argsort(-np.abs(trial.challenger - trial.champion), kind="stable")[:_MOST_LISTED]
    return tuple(
        Differing(
            trial.ids[place], float(trial.challenger[place]), float(trial.champion[place]), _converted(trial, place)
        )
        for place in map(int, order)
    )


def _converted(trial: Trial, place: int) -> bool | None:
    return bool(trial.happened[place]) if trial.known[place] else None


def _agreements(trial: Trial, seed: int) -> dict[str, Agreement]:
    takes = trial.challenger >= trial.takes_from
    judges = {"champion": trial.champion >= trial.takes_from, **trial.others}
    return {name: agree(takes, others, trial.happened, seed) for name, others in judges.items()}
