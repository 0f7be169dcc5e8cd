"""N: who is no buyer, where such a lead goes instead, and what would bring it back.

Strong evidence disqualifies; weak evidence sends to review, never to silence.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from leadgate.domain.assessment import Category, Disqualification
from leadgate.domain.case import Case, ids
from leadgate.domain.signals import Signal

_BUYING_FORMS: Final = frozenset({"demo_request", "contact_sales", "pricing_request", "trial"})
_BOUGHT_BY: Final = frozenset({"procurement", "finance", "it", "operations", "executive"})


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


def find_disqualifiers(case: Case) -> tuple[Finding, ...]:
    """All that hold, the strong ones first."""
    found = [finding for find in DISQUALIFIERS for finding in find(case)]
    return tuple(sorted(found, key=lambda finding: not finding.strong))


def disqualification_of(finding: Finding) -> Disqualification:
    elsewhere = ELSEWHERE[finding.category]
    return Disqualification(finding.category, elsewhere.action, elsewhere.watch_for)


def find_competitor(case: Case) -> Iterable[Finding]:
    """N1: works for a competitor or an analyst firm now; a former employee does not."""
    profile = case.profile
    if profile.colleague_of_ours:
        yield Finding("N1", "invalid_contact", True, "the address is one of your own company")
    if "former" in profile.person.reading.markers and not profile.person.email_domain:
        return
    if profile.competitor:
        yield Finding("N1", "competitor", True, f"works for the competitor {profile.competitor}")
    elif profile.analyst:
        yield Finding("N1", "analyst", True, f"works for the analyst firm {profile.analyst}")


def find_academic(case: Case) -> Iterable[Finding]:
    """N2: a student or a researcher; who buys for a university is a buyer."""
    reading, kind = case.profile.person.reading, case.profile.person.email_class
    if reading.seniority == "student" or "student" in reading.markers:
        decides = reading.seniority in ("c_level", "vp", "director")
        yield Finding("N2", "student", not decides, f"title says student: {case.profile.person.title}")
    elif "academic" in reading.markers or reading.function in ("research", "education"):
        if kind == "education":
            yield Finding("N2", "researcher", True, f"{case.profile.person.title} at a university")
    elif kind == "education" and reading.function not in _BOUGHT_BY and reading.seniority in ("unknown", "intern"):
        yield Finding("N2", "student", False, "address of a university, and no role that buys for it is known")


def find_job_seeker(case: Case) -> Iterable[Finding]:
    """N3: looks for a job with us, not for a product."""
    careers_forms = _forms(case, "careers")
    careers = case.in_stage("careers")
    if "job_seeker" in case.profile.person.reading.markers:
        yield Finding("N3", "job_seeker", not _asks_to_buy(case), "title says they look for a job")
    elif careers_forms and not _asks_to_buy(case):
        yield Finding("N3", "job_seeker", True, "sent a job application", ids(careers_forms))
    elif len(careers) >= 3 and len(careers) > 0.6 * len(case.touches) and not _asks_to_buy(case):
        yield Finding("N3", "job_seeker", False, f"{len(careers)} of their pages were careers pages", ids(careers))


def find_support_need(case: Case) -> Iterable[Finding]:
    """N4: an existing customer with a question for support, not one who asks for another product."""
    if not case.profile.account.is_customer or _asks_to_buy(case):
        return
    asked = (*_forms(case, "support"), *case.dossier.own("support_ticket"))
    if asked:
        yield Finding("N4", "customer_support", True, "existing customer with a support question", ids(asked))


def find_junior_at_customer(case: Case) -> Iterable[Finding]:
    """N5: somebody without a say at an account that is a customer already."""
    if not case.profile.account.is_customer or _asks_to_buy(case):
        return
    seniority = case.profile.person.reading.seniority
    if seniority in ("individual", "intern") and not case.profile.person.seat:
        text = f"{case.profile.person.title} at an existing customer, without a say in buying"
        yield Finding("N5", "non_decision_maker", True, text)


def find_invalid_contact(case: Case) -> Iterable[Finding]:
    """N6: an address or a name that nobody can be reached by."""
    kind = case.profile.person.email_class
    if kind == "invalid":
        yield Finding("N6", "invalid_contact", True, "the e-mail address cannot be one")
    elif kind == "disposable":
        yield Finding("N6", "invalid_contact", True, "a disposable e-mail address")
    bounces = case.dossier.own("email_bounce")
    replies = case.dossier.own("email_reply")
    if bounces and not (replies and replies[-1].occurred_at > bounces[-1].occurred_at):
        yield Finding("N6", "invalid_contact", len(bounces) > 1, "mail to this address bounced", ids(bounces))
    if case.machines and not case.touches:
        yield Finding("N6", "invalid_contact", True, "all of its activity was a machine's", ids(case.machines))
    if case.profile.placeholder_name:
        yield Finding("N6", "invalid_contact", kind in ("", "free"), "the name is a placeholder")


DISQUALIFIERS: Final[tuple[Callable[[Case], Iterable[Finding]], ...]] = (
    find_competitor,
    find_academic,
    find_job_seeker,
    find_support_need,
    find_junior_at_customer,
    find_invalid_contact,
)


def _forms(case: Case, *names: str) -> tuple[Signal, ...]:
    return tuple(signal for signal in case.dossier.own("form_submission") if signal.text("form") in names)


def _asks_to_buy(case: Case) -> bool:
    """A buying form, whatever else the lead did: nobody is turned away who asks for a price."""
    return any(signal.text("form") in _BUYING_FORMS for signal in case.dossier.own("form_submission"))
