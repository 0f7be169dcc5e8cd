"""What the models say of cases: the installation's own bundle beside the expert prior, blended in log-odds.

Cold start (L7): of n outcomes of its own, a trained bundle weighs n / (n + k), k being `learning.prior_outcomes`; the
bundled prior has the rest. A weighted sum of sums is a sum, so layers and reasons stay additive.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from leadgate.domain.assessment import LayerName
from leadgate.domain.case import Case
from leadgate.domain.words import quoted
from leadgate.features.columns import LAYER_OF
from leadgate.model.bundle import FloatArray, Model, Prediction
from leadgate.model.inputs import property_of
from leadgate.model.trust import sureness

_DAY_SECONDS = 86_400.0

Edit = tuple[int, Mapping[str, float]]
"""A case (its row) and those of its measures that are changed."""


@dataclass(frozen=True)
class Part:
    """One model with its weight and what it read: (n, its features)."""

    model: Model
    weight: float
    matrix: FloatArray


@dataclass(frozen=True)
class Forecast:
    """Of n cases. layers: (n, 4). contributions: (n, explained). log_odds_after: (edits,).

    weight: of the installation's own outcomes, 0–1. sure: (n,) 0–1, by how far the ensemble of the own bundle agrees
    and how like what it learned from these leads are, counted by its weight; None where only the prior speaks.
    """

    parts: tuple[Part, ...]
    layers: FloatArray
    log_odds: FloatArray
    log_odds_after: FloatArray
    baseline: float
    contributions: FloatArray
    close_log_odds: FloatArray | None
    days: FloatArray | None
    amount: FloatArray | None
    weight: float
    sure: FloatArray | None = None

    @property
    def explained(self) -> tuple[str, ...]:
        """What the contributions are of: features of ours, inputs of a trained bundle."""
        return tuple(name for part in self.parts for name in part.model.explained)

    @property
    def layer_of(self) -> Mapping[str, LayerName]:
        own = {one.name: one.layer for part in self.parts for one in part.model.inputs}
        return {**LAYER_OF, **own} if own else LAYER_OF

    def contributions_of(self, row: int) -> Mapping[str, float]:
        """What each adds; what two models speak of is summed."""
        found: dict[str, float] = {}
        for name, value in zip(self.explained, self.contributions[row].tolist(), strict=True):
            found[name] = found.get(name, 0.0) + value
        return found


def forecast(cases: Sequence[Case], model: Model, edits: Sequence[Edit] = ()) -> Forecast:
    """cases: at least one; all under the same settings. edits: what else is asked, of cases with measures changed."""
    parts = _parts(cases, model)
    asked = [_ask(part, edits) for part in parts]
    predicted = [of_cases for of_cases, _ in asked]
    weights = [part.weight for part in parts]
    return Forecast(
        parts=parts,
        layers=_weighed(weights, [one.layers for one in predicted]),
        log_odds=_weighed(weights, [one.log_odds for one in predicted]),
        log_odds_after=_weighed(weights, [after for _, after in asked]),
        baseline=sum(part.weight * part.model.baseline for part in parts),
        contributions=np.hstack([_explained(*pair) for pair in zip(parts, predicted, strict=True)]),
        close_log_odds=_first(predicted, lambda one: one.close_log_odds),
        days=_first(predicted, lambda one: one.days),
        amount=_first(predicted, lambda one: one.amount),
        weight=0.0 if model.outcomes == 0 else weights[0],
        sure=1.0 - weights[0] * (1.0 - _sure(cases, model, predicted[0])) if model.inputs else None,
    )


def _edited(part: Part, edits: Sequence[Edit]) -> FloatArray:
    """(edits, its features) the rows of the edited cases with those measures changed."""
    place = {name: column for column, name in enumerate(part.model.features)}
    changed = part.matrix[[row for row, _ in edits]]
    for number, (_, edited) in enumerate(edits):
        for name, value in edited.items():
            if name in place:
                changed[number, place[name]] = value
    return changed


def _ask(part: Part, edits: Sequence[Edit]) -> tuple[Prediction, FloatArray]:
    """Of the cases, and the log-odds of each edit: one question to the model for both."""
    if not edits:
        return part.model.predict(part.matrix), np.zeros(0)
    asked = part.model.predict(np.concatenate((part.matrix, _edited(part, edits))))
    count = len(part.matrix)
    return Prediction(asked.answers[:count], asked.columns), asked.log_odds[count:]


def words_of_inputs(case: Case, model: Model) -> Mapping[str, str]:
    """name → what a reason says of it, of inputs that are properties and known."""
    said: dict[str, str] = {}
    for one in model.inputs:
        value = None if one.name in LAYER_OF else property_of(case.dossier, one.name)
        if value is not None and str(value).strip():
            said[one.name] = f"{one.column} is {quoted(str(value))}"
    return said


def _parts(cases: Sequence[Case], model: Model) -> tuple[Part, ...]:
    if model.prior is None:
        return (Part(model, 1.0, _matrix(cases, model)),)
    still_prior = cases[0].settings.learning.prior_outcomes
    weight = model.outcomes / (model.outcomes + still_prior)
    own = Part(model, weight, _matrix(cases, model))
    return own, Part(model.prior, 1.0 - weight, _matrix(cases, model.prior))


def _matrix(cases: Sequence[Case], model: Model) -> FloatArray:
    if not model.inputs:
        return np.array([[case.measures[name] for name in model.features] for case in cases])
    return np.array([model.read(_values(case, model), case.dossier.as_of.timestamp() / _DAY_SECONDS) for case in cases])


def _sure(cases: Sequence[Case], model: Model, predicted: Prediction) -> FloatArray:
    strange = [
        [
            one.is_strange(value, case.dossier.as_of.timestamp() / _DAY_SECONDS)
            for one, value in zip(model.inputs, _values(case, model), strict=True)
        ]
        for case in cases
    ]
    return sureness(model, predicted, np.array(strange))


def _values(case: Case, model: Model) -> list[Any]:
    return [
        case.measures[one.name] if one.name in LAYER_OF else property_of(case.dossier, one.name) for one in model.inputs
    ]


def _explained(part: Part, predicted: Prediction) -> FloatArray:
    added = predicted.contributions if part.model.reasons is None else part.model.explain(part.matrix)
    return added if part.weight == 1.0 else part.weight * added


def _weighed(weights: Sequence[float], values: Sequence[FloatArray]) -> FloatArray:
    if len(values) == 1:
        return values[0]
    return np.asarray(sum(weight * value for weight, value in zip(weights, values, strict=True)), dtype=np.float64)


def _first(predicted: Sequence[Prediction], head: Callable[[Prediction], FloatArray | None]) -> FloatArray | None:
    """The own bundle's where it has that head, else the prior's."""
    return next((found for one in predicted if (found := head(one)) is not None), None)
