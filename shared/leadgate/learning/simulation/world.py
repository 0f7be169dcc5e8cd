"""Hidden truth of the simulated funnel: companies, the stage each is in, the people, and what can be seen of them."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Final, Literal

from leadgate.domain.fit import size_score
from leadgate.domain.settings_market import Employees
from leadgate.learning.simulation import words
from leadgate.learning.simulation.chance import chosen, happens, on_ladder, picked, poisson, spread

History = Literal["none", "bought", "lost"]
Referrer = Literal["", "customer", "partner", "investor", "employee", "stranger"]
PutOff = Literal["", "due", "later"]
Step = Literal["costing", "vetting", "comparing"]
Persona = Literal["buyer", "reader", "student", "job_seeker", "rival", "customer", "listed", "machine"]

PERSONAS: Final[Mapping[Persona, float]] = {
    "buyer": 0.54,
    "reader": 0.18,
    "student": 0.05,
    "job_seeker": 0.04,
    "rival": 0.02,
    "customer": 0.06,
    "listed": 0.08,
    "machine": 0.04,
}
SENIORITIES: Final = {"c_level": 0.12, "vp": 0.12, "director": 0.24, "manager": 0.3, "individual": 0.22}
_FUNCTIONS: Final = {
    "operations": 0.28,
    "it": 0.17,
    "engineering": 0.13,
    "marketing": 0.13,
    "finance": 0.1,
    "executive": 0.11,
    "procurement": 0.08,
}
MOST_READY: Final = 3.3
AUTHORITY: Final = {"c_level": 0.95, "vp": 0.9, "director": 0.8, "manager": 0.55, "individual": 0.25}


@dataclass(frozen=True, slots=True)
class Company:
    """fit: how well size, industry and country suit what is sold, 0–1; course: growing 1, shrinking −1, else 0.

    renewing: a contract with another vendor ends within months. surging: its people read up on what is sold, far more
    than usual.
    """

    name: str
    domain: str
    employees: int
    industry: str
    country: str
    technologies: tuple[str, ...]
    fit: float
    course: int
    new_leader: bool
    renewing: bool
    surging: bool


@dataclass(frozen=True, slots=True)
class Human:
    first_name: str
    last_name: str
    title: str
    function: str
    authority: float


@dataclass(frozen=True, slots=True)
class Sight:
    """What the installation can see at all: drawn without regard to who the lead is."""

    pages: bool
    seconds: bool
    title: bool
    employees: bool
    industry: bool
    country: bool
    technologies: bool
    fiscal_year: bool
    feeds: bool
    colleagues: bool
    chat: bool


@dataclass(frozen=True, slots=True)
class State:
    """The hidden truth about one lead.

    readiness: of the company, 0 not in the market, 1 aware, 2 evaluating, 3 deciding, and all between.
    shown: the readiness the person's own behaviour suggests; some walk ahead of their company, some behind.
    will: 0 has no wish to talk to us, 1 would like to, 2 cannot wait.
    purposeful: reads one thing after another, as somebody who has to decide; others hop about.
    funded: has the money and a date, and says so. warmed: asked a rep for more on the phone.
    steps: what it is at besides: does sums, checks whether it would run, compares vendors.
    refuses: has made up its mind against us. put_off: asked to be called later, and that day is due or still to come.
    referrer: who sent it. knows_us: from an earlier employer, or by a customer of ours.
    history: what the company decided the last time we spoke to it; deals: how often.
    outspoken: is seen in public with what is sold: at events, on networks.
    idle_days: since it last moved; what it was up to then has mostly been decided since.
    momentum: 0–1, how far the company's process carries itself; 1 where the decision is urgent.
    """

    persona: Persona
    readiness: float
    shown: float
    will: int
    purposeful: bool
    funded: bool
    warmed: bool
    steps: tuple[Step, ...]
    refuses: bool
    put_off: PutOff
    project: bool
    urgent: bool
    momentum: float
    referrer: Referrer
    knows_us: bool
    history: History
    deals: int
    outspoken: bool
    idle_days: float
    company: Company
    person: Human
    committee: tuple[Human, ...]
    sight: Sight


def draw_state(rng: Random) -> State:
    persona = chosen(rng, PERSONAS)
    buys = persona == "buyer"
    company = _company(rng, persona)
    readiness = _on_scale(rng.gauss(0.7 + 1.2 * company.fit, 1.3)) if buys else 0.0
    urgent = readiness > 2.2 and happens(rng, 0.5)
    refuses = persona in ("buyer", "reader") and happens(rng, on_ladder(readiness, _REFUSING))
    will = _will(rng, readiness) if buys and not refuses else 0
    warmed = buys and not refuses and happens(rng, on_ladder(readiness, _WARMED))
    free = buys and not (refuses or will or warmed)
    return State(
        persona=persona,
        readiness=readiness,
        shown=_on_scale(rng.gauss(readiness, 1.0)) if buys else readiness,
        will=will,
        purposeful=buys and happens(rng, on_ladder(readiness, _PURPOSEFUL)),
        funded=buys and not refuses and happens(rng, on_ladder(readiness, _FUNDED)),
        warmed=warmed,
        steps=tuple(step for step in _STEPS if buys and happens(rng, on_ladder(readiness, _STEPS[step]))),
        refuses=refuses,
        put_off=chosen(rng, _PUT_OFF) if free else "",
        project=buys and happens(rng, on_ladder(readiness, _HAVING_A_PROJECT)),
        urgent=urgent,
        momentum=1.0 if urgent else _momentum(rng, readiness, will),
        referrer=chosen(rng, _REFERRERS) if buys else chosen(rng, _STRANGERS),
        knows_us=buys and happens(rng, 0.08),
        history=chosen(rng, _HISTORY) if persona in ("buyer", "customer") else "none",
        deals=1 + (0 if happens(rng, 0.65) else 1 + happens(rng, 0.4)),
        outspoken=happens(rng, on_ladder(readiness, _OUTSPOKEN)),
        idle_days=_idle_days(rng),
        company=company,
        person=_student(rng) if persona == "student" else draw_human(rng),
        committee=_committee(rng, readiness, urgent, company.employees),
        sight=_sight(rng),
    )


def _will(rng: Random, readiness: float) -> int:
    """The wish to talk, and how strong it is."""
    if not happens(rng, on_ladder(readiness, _WANTING_TO_TALK)):
        return 0
    return 1 + happens(rng, on_ladder(readiness, _EAGER))


def _momentum(rng: Random, readiness: float, will: int) -> float:
    """Whoever cannot wait hurries its company along."""
    return min(1.0, (0.2 * readiness + 0.22 * will) * (0.5 + 0.5 * rng.random()))


def _idle_days(rng: Random) -> float:
    """A new signal brings most leads before us; others are met on the rounds, some long after they were busy."""
    met = chosen(rng, _MET)
    if met == "busy":
        return 0.02 * rng.random()
    return 60.0 * rng.random() ** 2 if met == "quiet" else float(60.0 * 10.0 ** rng.random())


def _on_scale(readiness: float) -> float:
    return min(max(readiness, 0.0), MOST_READY)


_FIT_OF_A_STRANGER: Final = 0.4
_WANTED: Final = frozenset(words.WANTED_INDUSTRIES)


def _company(rng: Random, persona: Persona) -> Company:
    industry = "Software" if persona == "rival" else chosen(rng, words.INDUSTRIES)
    country = chosen(rng, words.COUNTRIES)
    employees = max(2, min(200_000, round(spread(rng, 350.0, 1.6))))
    technologies = _technologies(rng)
    name = f"{picked(rng, words.COMPANY_STARTS)} {picked(rng, words.LAST_NAMES)} {words.COMPANY_ENDS[industry]}"
    domain = name.lower().replace(" ", "-") + (".de" if country == "Germany" else ".com")
    course = chosen(rng, {0: 0.8, 1: 0.13, -1: 0.07})
    fit = _fit(employees, industry, country)
    new_leader, renewing, surging = happens(rng, 0.1), happens(rng, 0.1), happens(rng, 0.15)
    return Company(name, domain, employees, industry, country, technologies, fit, course, new_leader, renewing, surging)


def _technologies(rng: Random) -> tuple[str, ...]:
    wanted = tuple(name for name in words.WANTED_TECHNOLOGIES if happens(rng, 0.4))
    blocking = words.BLOCKING_TECHNOLOGIES if happens(rng, 0.06) else ()
    return (*wanted, *blocking, *(name for name in words.OTHER_TECHNOLOGIES if happens(rng, 0.25)))


def _fit(employees: int, industry: str, country: str) -> float:
    """Size and industry alike, country half as much; what is wrong altogether is not made up for by the others."""
    size = size_score(employees, Employees()) / 100.0
    industrial, near = industry in _WANTED, country in words.WANTED_COUNTRIES
    fit = 0.4 * size + 0.4 * industrial + 0.2 * near
    return min(fit, _FIT_OF_A_STRANGER) if not (size and industrial and near) else fit


def draw_human(rng: Random) -> Human:
    function, seniority = chosen(rng, _FUNCTIONS), chosen(rng, SENIORITIES)
    title = picked(rng, words.TITLES[function][seniority])
    return Human(picked(rng, words.FIRST_NAMES), picked(rng, words.LAST_NAMES), title, function, AUTHORITY[seniority])


def _student(rng: Random) -> Human:
    title = picked(rng, words.STUDENT_TITLES)
    return Human(picked(rng, words.FIRST_NAMES), picked(rng, words.LAST_NAMES), title, "education", 0.05)


_HISTORY: Final[Mapping[History, float]] = {"none": 0.85, "bought": 0.06, "lost": 0.09}
_PUT_OFF: Final[Mapping[PutOff, float]] = {"": 0.88, "due": 0.05, "later": 0.07}
_REFERRERS: Final[Mapping[Referrer, float]] = {
    "": 0.875,
    "customer": 0.04,
    "partner": 0.02,
    "employee": 0.02,
    "investor": 0.01,
    "stranger": 0.035,
}
_STRANGERS: Final[Mapping[Referrer, float]] = {"": 0.965, "stranger": 0.035}
_MET: Final = {"busy": 0.68, "quiet": 0.2, "silent": 0.12}
_OUTSPOKEN: Final = (0.05, 0.08, 0.11, 0.14)
_REFUSING: Final = (0.13, 0.07, 0.035, 0.02)
_PURPOSEFUL: Final = (0.35, 0.42, 0.5, 0.58)
_FUNDED: Final = (0.02, 0.06, 0.14, 0.22)
_WARMED: Final = (0.03, 0.06, 0.09, 0.12)
_STEPS: Final[Mapping[Step, tuple[float, ...]]] = {
    "costing": (0.08, 0.18, 0.32, 0.42),
    "vetting": (0.06, 0.12, 0.24, 0.34),
    "comparing": (0.06, 0.12, 0.22, 0.3),
}
_EAGER: Final = (0.35, 0.42, 0.48, 0.55)
_WANTING_TO_TALK: Final = (0.04, 0.12, 0.27, 0.4)
_HAVING_A_PROJECT: Final = (0.1, 0.15, 0.21, 0.26)
_TAKING_PART: Final = (0.42, 0.44, 0.46, 0.48)


def _committee(rng: Random, readiness: float, urgent: bool, employees: int) -> tuple[Human, ...]:
    """Colleagues who take part; in a company of five there is hardly anybody else."""
    mean = 1.0 if urgent else on_ladder(readiness, _TAKING_PART)
    mean *= min(1.0, 0.3 + math.log10(employees) / 3.0)
    return tuple(draw_human(rng) for _ in range(min(poisson(rng, mean), 6)))


def _sight(rng: Random) -> Sight:
    return Sight(
        pages=happens(rng, 0.8),
        seconds=happens(rng, 0.6),
        title=happens(rng, 0.75),
        employees=happens(rng, 0.65),
        industry=happens(rng, 0.65),
        country=happens(rng, 0.75),
        technologies=happens(rng, 0.4),
        fiscal_year=happens(rng, 0.15),
        feeds=happens(rng, 0.5),
        colleagues=happens(rng, 0.8),
        chat=happens(rng, 0.5),
    )
