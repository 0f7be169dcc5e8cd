"""N: what was found against a lead, where such leads go instead, and what brings them back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from leadgate.domain import returning
from leadgate.domain.assessment import Category, Change, Disqualification
from leadgate.domain.returning import Return
from leadgate.domain.words import capital

Drawer = Literal[Category, "own_colleague", "machine", "no_name"]
"""A category, or a part of one for which something else is done."""


@dataclass(frozen=True, slots=True)
class Finding:
    """id: the N it belongs to. strong: enough to disqualify; else a human looks. drawer: None for the category's."""

    id: str
    category: Category
    strong: bool
    text: str
    signals: tuple[str, ...] = ()
    drawer: Drawer | None = None

    @property
    def returns(self) -> tuple[Return, ...]:
        return ELSEWHERE[self.drawer or self.category].returns


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where leads of a drawer go instead, and what brings them back."""

    action: str
    returns: tuple[Return, ...]


ELSEWHERE: Final[dict[Drawer, Elsewhere]] = {
    "competitor": Elsewhere(
        "Keep out of the sales queue and out of campaigns; note it for competitive intelligence.", (returning.MOVES,)
    ),
    "analyst": Elsewhere("Hand to analyst relations.", (returning.MOVES,)),
    "student": Elsewhere(
        "Offer the community and learning material; no sales contact.",
        (returning.TAKES_A_JOB, returning.JOINS_A_BUYER),
    ),
    "researcher": Elsewhere(
        "Offer research access and the community; no sales contact.",
        (returning.TAKES_A_JOB, returning.JOINS_A_BUYER),
    ),
    "job_seeker": Elsewhere("Point to the careers page.", (returning.JOINS_A_BUYER,)),
    "customer_support": Elsewhere("Hand to customer success with the question.", (returning.ASKS_FOR_MORE,)),
    "non_decision_maker": Elsewhere(
        "Hand to the account's owner as a contact; nurture through the customer programme.",
        (returning.IS_PROMOTED, returning.ASKS),
    ),
    "invalid_contact": Elsewhere(
        "Leave the sales queue; ask for a working address at the next visit.", (returning.IS_REACHED,)
    ),
    "no_name": Elsewhere("Leave the sales queue; ask for the name at the next visit.", (returning.IS_NAMED,)),
    "machine": Elsewhere("Leave the sales queue; nobody is there to be called.", (returning.ASKS_AS_A_PERSON,)),
    "own_colleague": Elsewhere("Leave the sales queue; it is one of your own people.", (returning.MOVES,)),
}


def disqualification_of(finding: Finding, judged: Sequence[Change] = ()) -> Disqualification:
    """judged: the events that bring the lead back by themselves; where none does, all that might are watched for."""
    action = ELSEWHERE[finding.drawer or finding.category].action
    bring_back = {change.text for change in judged}
    watched = tuple(event.text for event in finding.returns if not judged or capital(event.text) in bring_back)
    return Disqualification(finding.category, action, watched)
