"""What a fit finds: how much each ramp and each "unknown" adds, exactly additive over features."""

from dataclasses import dataclass, replace

import numpy as np

from leadgate.learning.basis import Basis, BoolArray, FloatArray


@dataclass(frozen=True)
class Effects:
    """value(x) = intercept + Σ ramps · ramp(x) + Σ unknown · is_unknown(x). ramps: (K,), unknown: (F,)."""

    intercept: float
    ramps: FloatArray
    unknown: FloatArray


@dataclass(frozen=True)
class Design:
    """Training rows on the basis. ramps: (n, K), unknown: (n, F). typical: (F, K), mean ramps where known.

    filled: (n, K), the ramps with unknown rows at their mean, so that a fit starts from "unknown is ordinary".
    """

    basis: Basis
    ramps: FloatArray
    unknown: FloatArray
    typical: FloatArray
    filled: FloatArray

    def rows(self, mask: BoolArray) -> "Design":
        return replace(self, ramps=self.ramps[mask], unknown=self.unknown[mask], filled=self.filled[mask])


def design_of(basis: Basis, features: FloatArray, typical: FloatArray | None = None) -> Design:
    """typical: of the training rows, for rows that were not trained on."""
    ramps, unknown = basis.expand(features)
    means = _typical(basis, ramps, unknown) if typical is None else typical
    return Design(basis, ramps, unknown, means, ramps + unknown @ means)


def _typical(basis: Basis, ramps: FloatArray, unknown: FloatArray) -> FloatArray:
    known = np.maximum((1.0 - unknown).sum(axis=0), 1.0)
    means = ramps.sum(axis=0) / known[basis.owner]
    member = basis.owner == np.arange(len(basis.features))[:, None]
    return np.where(member, means, 0.0)


def values_of(effects: Effects, design: Design) -> FloatArray:
    """(n,) the additive value of each row."""
    return effects.intercept + design.ramps @ effects.ramps + design.unknown @ effects.unknown


def held_between(effects: Effects, basis: Basis) -> Effects:
    """The same with each "unknown" held between the least and the most its feature can add."""
    total = np.bincount(basis.owner, weights=effects.ramps, minlength=len(basis.features))
    lowest, highest = np.minimum(total, 0.0), np.maximum(total, 0.0)
    return replace(effects, unknown=np.clip(effects.unknown, lowest, highest))


def scaled(effects: Effects, slope: float, shift: float) -> Effects:
    """slope · value + shift."""
    return Effects(effects.intercept * slope + shift, effects.ramps * slope, effects.unknown * slope)


def summed(*parts: tuple[float, Effects]) -> Effects:
    """A weighted sum of effects on the same basis."""
    return Effects(
        sum(weight * part.intercept for weight, part in parts),
        np.sum([weight * part.ramps for weight, part in parts], axis=0),
        np.sum([weight * part.unknown for weight, part in parts], axis=0),
    )


def mean_by_feature(effects: Effects, design: Design) -> FloatArray:
    """(F,) what each feature adds on average over the rows."""
    ramps = design.ramps.mean(axis=0) * effects.ramps
    unknown: FloatArray = design.unknown.mean(axis=0) * effects.unknown
    return unknown + np.bincount(design.basis.owner, weights=ramps, minlength=len(unknown))
