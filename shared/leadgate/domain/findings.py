"""N: what was found against a lead, where such leads go instead, and what brings them back."""

from dataclasses import dataclass
from typing import Final

from leadgate.domain.assessment import Category, Disqualification


@dataclass(frozen=True, slots=True)
class Finding:
    """id: the N it belongs to. strong: enough to disqualify; else a human looks."""

    id: str
    category: Category
    strong: bool
    text: str
    signals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where leads of a category go instead, and what brings them back."""

    action: str
    watch_for: tuple[str, ...]


ELSEWHERE: Final[dict[Category, Elsewhere]] = {
    "competitor": Elsewhere(
        "Keep out of the sales queue and out of campaigns; note it for competitive intelligence.",
        ("moves to another company",),
    ),
    "analyst": Elsewhere("Hand to analyst relations.", ("moves to another company",)),
    "student": Elsewhere(
        "Offer the community and learning material; no sales contact.",
        ("title changes to a job", "address at a company", "moves to a target company"),
    ),
    "researcher": Elsewhere(
        "Offer research access and the community; no sales contact.",
        ("title changes to a buying role", "address at a company"),
    ),
    "job_seeker": Elsewhere("Point to the careers page.", ("takes a job at a company you sell to",)),
    "customer_support": Elsewhere(
        "Hand to customer success with the question.", ("asks for a demo or a price of another product",)
    ),
    "non_decision_maker": Elsewhere(
        "Hand to the account's owner as a contact; nurture through the customer programme.",
        ("is promoted", "asks for a demo or a price"),
    ),
    "invalid_contact": Elsewhere(
        "Leave the sales queue; ask for a working address at the next visit.", ("a working address becomes known",)
    ),
}


def disqualification_of(finding: Finding) -> Disqualification:
    elsewhere = ELSEWHERE[finding.category]
    return Disqualification(finding.category, elsewhere.action, elsewhere.watch_for)
