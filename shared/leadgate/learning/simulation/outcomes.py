"""What a simulated lead comes to: from the hidden state and chance, never from the signals."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Final

from leadgate.learning.simulation import words
from leadgate.learning.simulation.chance import happens, logistic, spread
from leadgate.learning.simulation.world import Company, History, Persona, PutOff, Referrer, State, Step

# Conversion of a buyer who does not move, and what moving adds: at all, by readiness, by what it is at.
_UNMOVED_LOG_ODDS: Final = -2.53
_MOVING_LOG_ODDS: Final = 0.62
_READINESS_LOG_ODDS: Final = 0.03
_PURPOSE_LOG_ODDS: Final = 0.2
_STEP_LOG_ODDS: Final[Mapping[Step, float]] = {"costing": 0.27, "vetting": 0.2, "comparing": 0.14}
# Somebody who wants to talk is another matter than somebody who reads: not at all, willing, eager.
_WILL_LOG_ODDS: Final = (0.0, 0.78, 1.75)
_FUNDED_LOG_ODDS: Final = 1.65
_WARMED_LOG_ODDS: Final = 1.6
# After so long half of what moved them is left.
_FORGETTING_DAYS: Final = 35.0
_REFUSAL_LOG_ODDS: Final = -3.6
_PUT_OFF_LOG_ODDS: Final[Mapping[PutOff, float]] = {"": 0.0, "due": 1.6, "later": -0.5}
# Who sends somebody matters more than that somebody does.
_REFERRER_LOG_ODDS: Final[Mapping[Referrer, float]] = {
    "": 0.0,
    "customer": 0.75,
    "partner": 0.6,
    "investor": 0.6,
    "employee": 0.3,
    "stranger": 0.0,
}
# Deals also die of what nobody outside sees.
_LUCK: Final = 1.1
_PERSONA_LOG_ODDS: Final[Mapping[Persona, float]] = {
    "buyer": 0.0,
    "reader": -3.0,
    "student": -1.9,
    "job_seeker": -2.5,
    "rival": -3.0,
    "customer": -0.7,
    "listed": -1.1,
    "machine": -6.0,
}
# For each deal of the past.
_HISTORY_LOG_ODDS: Final[Mapping[History, float]] = {"none": 0.0, "bought": 0.42, "lost": -0.58}
# By how many of the wanted technologies a company runs.
_TECHNOLOGY_LOG_ODDS: Final = (-0.32, 0.0, 0.08, 0.3)
# By how many seats of the committee take part: one colleague may be chance, two functions are a project.
_SEATS_LOG_ODDS: Final = (0.0, 0.08, 0.43, 0.7)
_SEATS: Final[Mapping[str, str]] = {
    "finance": "money",
    "executive": "money",
    "operations": "use",
    "marketing": "use",
    "it": "technology",
    "engineering": "technology",
    "procurement": "procurement",
}
_CURRENCY_AT_500_PEOPLE: Final = 109_000.0
_URGENT_DAYS: Final = 51.0


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
    if not happens(rng, conversion_chance(state, rng.gauss(0.0, _LUCK))):
        return Outcome(converted=False)
    days, amount = _days(rng, state), _amount(rng, state)
    watched = 30.0 + 510.0 * rng.random()
    won = happens(rng, winning_chance(state))
    if days > watched:
        return Outcome(converted=True, amount=amount, days=round(watched, 1))
    return Outcome(converted=True, won=won, amount=amount, days=round(days, 1))


def conversion_chance(state: State, luck: float = 0.0) -> float:
    """The truth a model tries to find."""
    return logistic(_conversion_log_odds(state) + luck)


def _conversion_log_odds(state: State) -> float:
    lasting = math.exp2(-state.idle_days / _FORGETTING_DAYS)
    mind = _REFUSAL_LOG_ODDS * state.refuses + _PUT_OFF_LOG_ODDS[state.put_off] + _PERSONA_LOG_ODDS[state.persona]
    return _UNMOVED_LOG_ODDS + lasting * _moving(state) + mind + _standing(state)


def _moving(state: State) -> float:
    """What somebody is up to, as log-odds, while it lasts."""
    return (
        _MOVING_LOG_ODDS
        + _READINESS_LOG_ODDS * state.readiness**2
        + _PURPOSE_LOG_ODDS * state.purposeful
        + sum(_STEP_LOG_ODDS[step] for step in state.steps)
        + _WILL_LOG_ODDS[state.will]
        + _FUNDED_LOG_ODDS * state.funded
        + _WARMED_LOG_ODDS * state.warmed
    )


def winning_chance(state: State) -> float:
    return 0.85 * logistic(-1.6 + 0.45 * state.readiness + 0.9 * _standing(state))


def _standing(state: State) -> float:
    """All that speaks for a lead but readiness and the wish to talk, as log-odds around those of a usual buyer."""
    return (
        (state.company.fit - 0.6)
        + _technology(state.company)
        + 0.55 * state.company.course
        + 0.4 * state.company.new_leader
        + 0.3 * state.company.renewing
        + 0.28 * state.company.surging
        + (state.person.authority - 0.6)
        + _SEATS_LOG_ODDS[min(_seats(state), 3)]
        + _REFERRER_LOG_ODDS[state.referrer]
        + 0.62 * state.knows_us
        + 0.37 * state.project
        + 0.24 * state.outspoken
        + _HISTORY_LOG_ODDS[state.history] * state.deals
    )


def _seats(state: State) -> int:
    """How many seats of the buying committee are taken by colleagues who have a say; two juniors fill none."""
    heard = (human for human in state.committee if human.authority > 0.5 or human.function == "procurement")
    return len({_SEATS[human.function] for human in heard})


def _technology(company: Company) -> float:
    """What a company runs makes a rollout easy, hard, or impossible."""
    if set(company.technologies) & set(words.BLOCKING_TECHNOLOGIES):
        return -2.0
    return _TECHNOLOGY_LOG_ODDS[sum(name in company.technologies for name in words.WANTED_TECHNOLOGIES)]


def _days(rng: Random, state: State) -> float:
    slowness = 1.1 * (1.0 - state.momentum) + 0.1 * math.log(state.company.employees / 500)
    return spread(rng, _URGENT_DAYS * math.exp(slowness), 0.08 + 0.45 * (1.0 - state.momentum))


def _amount(rng: Random, state: State) -> float:
    size = 0.5 * math.log(state.company.employees / 500)
    breadth = 0.06 * (min(len(state.committee), 3) - 2) + 0.15 * (state.person.authority - 0.8)
    sigma = 0.09 + 0.5 * (1.0 - state.momentum)
    return float(round(spread(rng, _CURRENCY_AT_500_PEOPLE * math.exp(size + breadth), sigma), -2))
