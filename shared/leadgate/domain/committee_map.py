"""R10, A2: the buying committee seat by seat: who sits there, who is missing, and who can introduce us."""

from collections.abc import Sequence
from typing import Final

from leadgate.domain.assessment import Stakeholder
from leadgate.domain.case import Case
from leadgate.domain.handed import SeatAtTable
from leadgate.domain.settings_market import Seat
from leadgate.domain.signals import newest
from leadgate.domain.words import spoken

_INTRODUCED_BY: Final = ("introduction_request", "referral", "customer_connection", "partner_touch")


def map_seats(case: Case, stakeholders: Sequence[Stakeholder]) -> tuple[SeatAtTable, ...]:
    """Every seat that somebody fills or that is required, in the committee's order."""
    seats = (_seat(case, name, seat, stakeholders) for name, seat in case.settings.committee.seats.items())
    return tuple(seat for seat in seats if seat.people or seat.required)


def _seat(case: Case, name: str, seat: Seat, stakeholders: Sequence[Stakeholder]) -> SeatAtTable:
    sitting = [person for person in stakeholders if person.seat == name]
    active = any(person.engagement > 0 for person in sitting)
    ask, introduction = ("", "") if active else _introduction(case, seat, sitting, stakeholders, spoken(name))
    return SeatAtTable(name, seat.required, tuple(one.lead_id for one in sitting), active, ask, introduction)


def _introduction(
    case: Case, seat: Seat, sitting: Sequence[Stakeholder], stakeholders: Sequence[Stakeholder], words: str
) -> tuple[str, str]:
    """(whose lead id, in words): an engaged colleague of the same function, else the most engaged, else a referrer."""
    whom = _who(sitting[0]) if sitting else f"the {words}"
    near = [person for person in stakeholders if person.engagement > 0 and person not in sitting]
    if near:
        best = max(near, key=lambda person: (person.function in seat.functions, person.engagement))
        return best.lead_id, f"Ask {_who(best)}{_comma(best)} to introduce {whom}"
    known = newest(s for kind in _INTRODUCED_BY for s in case.dossier.every(kind) if s.text("referrer"))
    return "", f"Ask {known.text('referrer')} to introduce {whom}" if known else ""


def _comma(person: Stakeholder) -> str:
    return "," if person.name and person.title else ""


def _who(person: Stakeholder) -> str:
    return ", ".join(part for part in (person.name, person.title) if part) or "the contact without a name"
