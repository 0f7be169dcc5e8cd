"""The funnel's front door: seeded leads, each from a generator of its own, so that one lead never shifts another."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final

from leadgate.domain.dossier import Account, Colleague, Dossier, Lead, as_known_at
from leadgate.domain.settings import Settings
from leadgate.domain.settings_market import Market
from leadgate.learning.simulation import surroundings, talk, traces, words
from leadgate.learning.simulation.chance import chosen, generator, happens, spread
from leadgate.learning.simulation.outcomes import Outcome, draw_outcome
from leadgate.learning.simulation.pen import Pen
from leadgate.learning.simulation.world import Persona, State, draw_state

SIMULATION_VERSION: Final = 3
# What the simulated seller sells to; fit is scored against it.
MARKET: Final = Settings(
    market=Market(
        industries=words.WANTED_INDUSTRIES,
        countries=words.WANTED_COUNTRIES,
        technologies=words.WANTED_TECHNOLOGIES,
        blocking_technologies=words.BLOCKING_TECHNOLOGIES,
        topics=(words.TOPIC,),
        customers=words.CUSTOMERS,
    )
)
_FIRST_DAY: Final = datetime(2023, 1, 2, tzinfo=UTC)
_DAYS: Final = 1095.0
_BOUNCES: Final[dict[Persona, float]] = {"buyer": 0.05, "reader": 0.85, "student": 0.5, "machine": 0.95}
# Whoever only wants to read leaves no title.
_SHYNESS: Final[dict[Persona, float]] = {"reader": 0.5, "listed": 0.3, "machine": 0.5}
_PRIVATE_MAIL: Final = {"gmail.com": 0.6, "outlook.com": 0.25, "web.de": 0.15}


@dataclass(frozen=True, slots=True)
class SimulatedLead:
    """The dossier is what was visible at its instant; state is what nobody sees; outcome came later."""

    dossier: Dossier
    state: State
    outcome: Outcome


def simulate(count: int, seed: int) -> Iterator[SimulatedLead]:
    """The first `count` leads of the funnel of this seed; the same ones whatever the count."""
    for number in range(count):
        yield simulate_lead(number, seed)


def simulate_lead(number: int, seed: int) -> SimulatedLead:
    """The outcome has a generator of its own: what is seen cannot depend on it."""
    state = draw_state(generator(seed, number, "state"))
    dossier = _dossier(generator(seed, number, "traces"), state, f"sim:{number}")
    return SimulatedLead(dossier, state, draw_outcome(generator(seed, number, "outcome"), state))


def _dossier(rng: Random, state: State, lead_id: str) -> Dossier:
    as_of = _FIRST_DAY + timedelta(seconds=round(_DAYS * 86_400 * rng.random()))
    email = _email(rng, state)
    account = _account(rng, state, lead_id, email)
    pen = Pen(rng, as_of, lead_id, account.id)
    known_days = _known_days(rng, state)
    idle_days = state.idle_days
    colleagues = _write_all(pen, state, known_days, idle_days)
    lead = Lead(
        id=lead_id,
        email=email,
        first_name=state.person.first_name,
        last_name=state.person.last_name,
        title=state.person.title if state.sight.title and not happens(rng, _SHYNESS.get(state.persona, 0.0)) else "",
        country=account.country,
        created_at=as_of - timedelta(days=known_days + idle_days),
    )
    return Dossier(
        as_of=as_of,
        lead=lead,
        account=account,
        colleagues=colleagues,
        signals=as_known_at(tuple(pen.signals), as_of),
        opportunities=surroundings.draw_deals(pen, state) if account.id else (),
    )


def _write_all(pen: Pen, state: State, known_days: float, idle_days: float) -> tuple[Colleague, ...]:
    course = traces.course_of(pen.rng, state, known_days, idle_days)
    traces.write_course(pen, pen.lead_id, course, state.sight, _BOUNCES.get(state.persona, 0.2))
    traces.write_steps(pen, state, course)
    chatted = talk.write_chat(pen, state, idle_days)
    traces.write_forms(pen, state, idle_days, known_days, chatted=chatted)
    traces.write_mail(pen, state, idle_days, known_days)
    traces.write_sales_talks(pen, state, idle_days)
    if state.persona == "customer":
        traces.write_tickets(pen, idle_days)
    surroundings.write_connections(pen, state)
    if not pen.account_id:
        return ()
    surroundings.write_feeds(pen, state)
    return surroundings.write_colleagues(pen, state, course)


def _known_days(rng: Random, state: State) -> float:
    median = 150.0 if state.persona == "reader" else 45.0
    return min(max(spread(rng, median, 1.0), 0.5), 700.0)


def _email(rng: Random, state: State) -> str:
    name = f"{state.person.first_name}.{state.person.last_name}".lower()
    private = f"{name}@{chosen(rng, _PRIVATE_MAIL)}"
    if state.persona == "student":
        return f"{name}@{words.UNIVERSITY}" if happens(rng, 0.7) else private
    if state.persona == "machine":
        return chosen(rng, {f"{name}@mailinator.com": 0.5, private: 0.3, "": 0.2})
    shares = {"buyer": 0.024, "customer": 0.05, "listed": 0.2, "rival": 0.2, "reader": 0.55, "job_seeker": 0.85}
    if happens(rng, shares[state.persona]):
        return private
    nowhere = 0.3 if state.persona in ("reader", "listed") else 0.06
    kind = chosen(rng, {"person": 0.9, "role": 0.03, "none": nowhere})
    return {"person": f"{name}@{state.company.domain}", "role": f"info@{state.company.domain}", "none": ""}[kind]


def _account(rng: Random, state: State, lead_id: str, email: str) -> Account:
    """The company record, with the blanks of the installation; none where nothing ties the person to a company."""
    company, sight = state.company, state.sight
    unmatched = 0.1 if email.endswith(company.domain) else 0.6
    if state.persona == "student" and not happens(rng, unmatched) and email.endswith(words.UNIVERSITY):
        return Account(id=f"{lead_id}/company", domain=words.UNIVERSITY)
    if state.persona in ("student", "machine", "job_seeker") or happens(rng, unmatched):
        return Account()
    return Account(
        id=f"{lead_id}/company",
        name=company.name,
        domain=company.domain,
        employees=float(company.employees) if sight.employees else None,
        industry=company.industry if sight.industry else "",
        country=company.country if sight.country else "",
        technologies=company.technologies if sight.technologies else (),
        fiscal_year_end_month=1 + int(12 * rng.random()) if sight.fiscal_year else None,
        is_customer=state.persona == "customer",
        target_account=company.fit > 0.8 and happens(rng, 0.1),
    )
