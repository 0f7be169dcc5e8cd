"""What a simulated lead comes to: from the hidden state and chance, never from the signals."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Final

from leadgate.learning.simulation.chance import happens, logistic, spread
from leadgate.learning.simulation.world import Persona, Stage, State

# Deals also die of what nobody outside sees.
_BEST_CHANCE: Final = 0.9
_STAGE_LOG_ODDS: Final[Mapping[Stage, float]] = {"none": -3.6, "aware": -2.2, "evaluating": -0.1, "deciding": 1.1}
_PERSONA_LOG_ODDS: Final[Mapping[Persona, float]] = {
    "buyer": 0.0,
    "reader": -0.8,
    "student": -2.5,
    "job_seeker": -2.5,
    "rival": -3.0,
    "customer": 0.0,
    "machine": -6.0,
}
_CURRENCY_AT_500_PEOPLE: Final = 100_000.0
_URGENT_DAYS: Final = 52.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """converted: became an opportunity. won: None for no opportunity or an open one.

    amount: of the opportunity. days: to its close, or so far where it is still open.
    """

    converted: bool
    won: bool | None = None
    amount: float | None = None
    days: float | None = None


def draw_outcome(rng: Random, state: State) -> Outcome:
    if not happens(rng, conversion_chance(state)):
        return Outcome(converted=False)
    days, amount = _days(rng, state), _amount(rng, state)
    watched = 30.0 + 510.0 * rng.random()
    won = happens(rng, winning_chance(state))
    if days > watched:
        return Outcome(converted=True, amount=amount, days=round(watched, 1))
    return Outcome(converted=True, won=won, amount=amount, days=round(days, 1))


def conversion_chance(state: State) -> float:
    """The truth a model tries to find."""
    log_odds = _STAGE_LOG_ODDS[state.stage] + _PERSONA_LOG_ODDS[state.persona] + _standing(state)
    return _BEST_CHANCE * logistic(log_odds)


def winning_chance(state: State) -> float:
    return 0.85 * logistic(-0.6 + 0.5 * (state.stage == "deciding") + 0.7 * _standing(state))


def _standing(state: State) -> float:
    """Fit, authority, company in the deal, warmth and urgency, as log-odds around those of a usual buyer."""
    return (
        1.8 * (state.company.fit - 0.6)
        + 1.2 * (state.person.authority - 0.6)
        + 0.35 * min(len(state.committee), 2)
        + 0.7 * state.warm
        + 0.4 * state.urgent
    )


def _days(rng: Random, state: State) -> float:
    slowness = 1.1 * (1.0 - state.momentum) + 0.1 * math.log(state.company.employees / 500)
    return spread(rng, _URGENT_DAYS * math.exp(slowness), 0.09 + 0.45 * (1.0 - state.momentum))


def _amount(rng: Random, state: State) -> float:
    size = 0.5 * math.log(state.company.employees / 500)
    breadth = 0.06 * (min(len(state.committee), 3) - 2) + 0.15 * (state.person.authority - 0.8)
    sigma = 0.09 + 0.5 * (1.0 - state.momentum)
    return float(round(spread(rng, _CURRENCY_AT_500_PEOPLE * math.exp(size + breadth), sigma), -2))
