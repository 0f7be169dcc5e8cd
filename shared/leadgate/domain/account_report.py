"""A: the account's own assessment: who is active, who is missing, what speaks for it, and which play follows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from leadgate.domain.account import assess_account, map_stakeholders
from leadgate.domain.assessment import AssessedAccount, Priority, Stakeholder
from leadgate.domain.case import Case
from leadgate.domain.settings_market import Seat
from leadgate.domain.words import counted, listed, spoken

# A6: what an account of a priority gets.
PLAYS: Final[dict[Priority, str]] = {
    "high": "orchestrated outreach: several people of the committee at once, by one owner",
    "medium": "targeted nurture: content for the seats that are active, and a search for those that are missing",
    "low": "passive monitoring: nothing is sent, signals are watched",
}


@dataclass(frozen=True, slots=True)
class AccountAssessment:
    """functions: of people who were active lately. look_for: whom the missing seats need. reasons: in words."""

    account: AssessedAccount
    play: str
    functions: tuple[str, ...]
    look_for: tuple[str, ...]
    reasons: tuple[str, ...]
    stakeholders: tuple[Stakeholder, ...]


def report_account(case: Case) -> AccountAssessment:
    account, stakeholders = assess_account(case), map_stakeholders(case)
    active = tuple(s for s in stakeholders if s.engagement > 0)
    seats = case.settings.committee.seats
    return AccountAssessment(
        account=account,
        play=PLAYS[account.priority],
        functions=tuple(dict.fromkeys(s.function for s in active)),
        look_for=tuple(f"{spoken(name)}: {_who(seats[name])}" for name in account.coverage.missing),
        reasons=tuple(_reasons(case, active)),
        stakeholders=stakeholders,
    )


def _who(seat: Seat) -> str:
    functions = listed([spoken(name) for name in seat.functions], most=4) or "any function"
    seniorities = listed([spoken(name) for name in seat.seniorities], most=4) or "any seniority"
    return f"{functions}, {seniorities}"


def _reasons(case: Case, active: tuple[Stakeholder, ...]) -> Iterable[str]:
    yield from (part.text for part in case.fit.parts if part.group == "company")
    yield f"{counted(len(active), 'person', 'people')} active lately" if active else "nobody active lately"
    functions = tuple(dict.fromkeys(s.function for s in active))
    if len(functions) > 1:
        yield f"interest across {listed([spoken(name) for name in functions])}"
    surges = case.dossier.every("category_surge")
    if surges and case.amount("surge_percent") > 0:
        strongest = max(surges, key=lambda s: (s.number("percent") or 0.0, s.id))
        yield f"category research up {strongest.number('percent') or 0:.0f} %"
    yield from (part.text for part in case.fit.parts if part.group == "timing")
    rivals = dict.fromkeys(
        s.text("competitor") for s in case.dossier.every("competitor_research") if s.text("competitor")
    )
    if rivals:
        yield f"evaluates {listed(list(rivals))}"
