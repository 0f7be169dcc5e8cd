"""N: who is no buyer, where such a lead goes instead, and what would bring it back.

Strong evidence disqualifies; weak evidence sends to review, never to silence.
"""

import re
from collections.abc import Callable, Iterable
from typing import Final

from leadgate.domain.assessment import Category
from leadgate.domain.bystanders import find_bystander, find_form_message, find_not_theirs
from leadgate.domain.case import WISH_DAYS, Case, ids
from leadgate.domain.findings import Finding
from leadgate.domain.profile import Profile
from leadgate.domain.signals import Signal, in_order
from leadgate.domain.titles import read_title
from leadgate.domain.unreachable import find_invalid_contact

_DECIDERS: Final = ("c_level", "vp", "director")
_QUESTION_DAYS: Final = 60.0
_CLOSED: Final = frozenset({"closed", "solved", "resolved", "done"})
_CAREERS_PAGES: Final = 3
_JOB_PROPERTIES: Final = ("jobtitle", "title", "company")
_STUDENT_MAILBOX: Final = re.compile(r"[@.](stud|students?|studenti|studenten|etu|etud|etudiant|alumnos?)\.", re.I)


def find_disqualifiers(case: Case) -> tuple[Finding, ...]:
    """All that hold, the strong ones first."""
    found = [finding for find in DISQUALIFIERS for finding in find(case)]
    return tuple(sorted(found, key=lambda finding: not finding.strong))


def find_competitor(case: Case) -> Iterable[Finding]:
    """N1: works for a competitor or an analyst firm now. Who says "former", or writes from another company, may not."""
    profile, competition = case.profile, case.settings.competition
    category: Category = "competitor" if profile.competitor else "analyst"
    if profile.competitor:
        theirs = next(c.domains for c in competition.competitors if c.name == profile.competitor)
        text = f"works for the competitor {profile.competitor}"
    elif profile.analyst:
        theirs, text = competition.analysts, f"works for the analyst firm {profile.analyst}"
    else:
        if "industry_analyst" in profile.person.reading.markers:
            yield Finding(
                "N1", "analyst", False, f"{profile.person.title}: may be an analyst of a firm you do not list"
            )
        return
    at_theirs = _is_of(profile.person.email_domain, theirs)
    if "former" not in profile.person.reading.markers and profile.competitor_in_title != "left":
        but = "" if at_theirs else _known_elsewhere(profile)
        yield Finding("N1", category, not but, f"{text}{but}")
    elif at_theirs:
        yield Finding("N1", category, False, f"{text}, and says they have left")


def _known_elsewhere(profile: Profile) -> str:
    """What speaks for another employer than the title or the company record names, in words."""
    if profile.person.email_class == "business":
        return f", but writes from {profile.person.email_domain}"
    another = profile.competitor_in_title == "works" and (profile.account.name or profile.account.domain)
    return f", but the company on record is {another}" if another else ""


def _is_of(domain: str | None, listed: tuple[str, ...]) -> bool:
    hosts = (re.sub(r"^https?://|/.*$", "", name.strip().casefold()) for name in listed)
    return domain is not None and any(host == domain or host.endswith(f".{domain}") for host in hosts)


def find_academic(case: Case) -> Iterable[Finding]:
    """N2: a student or a researcher; who buys for a university is a buyer."""
    person = case.profile.person
    reading, at_university = person.reading, person.email_class == "education"
    if _studies(person.title):
        works = person.email_class == "business" and ("intern" in reading.markers or case.asks_to_buy)
        sure = reading.seniority not in _DECIDERS and not works
        yield Finding("N2", "student", sure, f"title says student: {person.title}")
    elif "academic" in reading.markers or (at_university and reading.function in ("research", "education")):
        decides = reading.seniority in _DECIDERS or case.asks_to_buy or _sold_to(case)
        where = " at a university" if at_university else ""
        yield Finding("N2", "researcher", at_university and not decides, f"{person.title}{where}")
    elif at_university:
        yield from _unclear_at_university(case)
    elif reading.seniority == "intern":
        yield Finding("N2", "student", False, f"title says intern ({person.title}): for whom do they ask?")
    elif reading.seniority == "retired":
        yield Finding("N5", "non_decision_maker", False, f"title says retired: {person.title}")


def _studies(title: str) -> bool:
    """Also where it stands beside a job: `CEO & Founder | Student`."""
    readings = (read_title(part) for part in (title, *re.split(r"[|•·;]", title)))
    return any(reading.seniority == "student" or "student" in reading.markers for reading in readings)


def _unclear_at_university(case: Case) -> Iterable[Finding]:
    """An address of a university, and it is not clear for whom they would buy: a human looks."""
    profile, email = case.profile, case.dossier.lead.email
    unplaced = profile.person.reading.seniority in ("unknown", "intern")
    company = profile.account.domain
    if company and profile.company_domain != profile.person.email_domain:
        yield Finding("N2", "student", False, f"address of a university, but the company is {company}")
    elif _STUDENT_MAILBOX.search(email):
        yield Finding("N2", "student", unplaced, "the address is a student's")
    elif unplaced and not _sold_to(case):
        yield Finding("N2", "student", False, "address of a university, and no role that buys for it is known")


def _sold_to(case: Case) -> bool:
    """Whether the lead's industry is one that is sold to: at a university, then, they are buyers."""
    return case.profile.industry_match == 1.0


def find_words_elsewhere(case: Case) -> Iterable[Finding]:
    """N2, N3, N4: what they say that they want, whatever form they took for it."""
    applies = [one for one in case.heard.about("job") if case.age_days(one.signal) <= WISH_DAYS]
    if applies and not case.heard.buying:
        signals = tuple(one.signal for one in applies)
        yield Finding("N3", "job_seeker", not _decides(case), "writes that they look for a job", ids(signals))
    studies = [one for one in case.heard.mentioning("student") if case.age_days(one.signal) <= WISH_DAYS]
    if studies and not case.heard.buying:
        signals = tuple(one.signal for one in studies)
        sure = not _decides(case) and case.profile.person.email_class in ("education", "free", "")
        yield Finding("N2", "student", sure, "writes that it is for their studies", ids(signals))
    helped = [one for one in case.heard.about("support") if case.age_days(one.signal) <= _QUESTION_DAYS]
    if helped and case.is_customer and not case.wants_to_buy:
        signals = tuple(one.signal for one in helped)
        yield Finding("N4", "customer_support", True, "existing customer who writes about a problem", ids(signals))


def _decides(case: Case) -> bool:
    return case.profile.person.reading.seniority in _DECIDERS


def find_job_seeker(case: Case) -> Iterable[Finding]:
    """N3: looks for a job with us, not for a product."""
    if case.asks_to_buy and "job_seeker" not in case.profile.person.reading.markers:
        return
    applied, careers = _forms(case, "careers"), case.in_stage("careers")
    if "job_seeker" in case.profile.person.reading.markers:
        yield Finding("N3", "job_seeker", not case.asks_to_buy, "title says they look for a job")
    elif applied:
        came_back, employed = _read_to_buy_after(case, applied[-1]), _changed_jobs_after(case, applied[-1])
        since = (
            ", but has read what buyers read since" if came_back else ", and has another job since" if employed else ""
        )
        yield Finding("N3", "job_seeker", not (came_back or employed), f"sent a job application{since}", ids(applied))
    elif len(careers) >= _CAREERS_PAGES and len(careers) > 0.6 * len(case.touches):
        text = f"{len(careers)} of their {len(case.touches)} touches were with careers pages"
        yield Finding("N3", "job_seeker", False, text, ids(careers))


def find_support_need(case: Case) -> Iterable[Finding]:
    """N4: an existing customer with a question for support, not one who asks for another product."""
    if not case.is_customer or case.wants_to_buy:
        return
    asked = (*_forms(case, "support"), *case.dossier.own("support_ticket"))
    asked = in_order(signal for signal in asked if _is_pending(case, signal))
    if asked:
        wants_more = _read_to_buy_after(case, asked[-1])
        since = ", and has read what buyers read since" if wants_more else ""
        text = f"existing customer with a support question{since}"
        yield Finding("N4", "customer_support", not wants_more, text, ids(asked))


def _is_pending(case: Case, question: Signal) -> bool:
    """Asked of late, or a ticket that is said to be open still."""
    status = question.text("status").casefold()
    return case.age_days(question) <= _QUESTION_DAYS or (bool(status) and status not in _CLOSED)


def find_junior_at_customer(case: Case) -> Iterable[Finding]:
    """N5: somebody without a say at an account that is a customer already."""
    if not case.is_customer or case.wants_to_buy:
        return
    seniority = case.profile.person.reading.seniority
    if seniority in ("individual", "intern") and not case.profile.person.seat:
        text = f"{case.profile.person.title} at an existing customer, without a say in buying"
        yield Finding("N5", "non_decision_maker", True, text)


DISQUALIFIERS: Final[tuple[Callable[[Case], Iterable[Finding]], ...]] = (
    find_competitor,
    find_academic,
    find_words_elsewhere,
    find_job_seeker,
    find_support_need,
    find_junior_at_customer,
    find_bystander,
    find_not_theirs,
    find_form_message,
    find_invalid_contact,
)


def _forms(case: Case, *names: str) -> tuple[Signal, ...]:
    return tuple(signal for signal in case.dossier.own("form_submission") if signal.text("form") in names)


def _changed_jobs_after(case: Case, signal: Signal) -> bool:
    changes = (change for change in case.dossier.own("crm_change") if change.occurred_at > signal.occurred_at)
    return any(change.text("property") in _JOB_PROPERTIES for change in changes)


def _read_to_buy_after(case: Case, signal: Signal) -> bool:
    """Whether the lead read what buyers read after this."""
    read = case.read_in("evaluation", "pricing", "competitive")
    return any(page.occurred_at > signal.occurred_at for page in read)
