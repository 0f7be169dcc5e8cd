"""N: who is no buyer, how sure that is, where such a lead goes instead and what brings it back."""

from datetime import timedelta
from typing import Final

import pytest

from leadgate.domain.disqualification import find_disqualifiers
from leadgate.domain.findings import ELSEWHERE, Finding, disqualification_of
from leadgate.domain.section import validated
from leadgate.domain.settings import Settings
from tests.builders import NOON, DossierBuilder, a_buyer, a_lead, case_of

SETTINGS: Final = validated(
    Settings,
    {
        "market": {"industries": ["manufacturing"]},
        "competition": {
            "competitors": [{"name": "LineSight", "domains": ["linesight.io", "https://eu.linesight-labs.com/"]}],
            "analysts": ["gartner.com"],
        },
        "own_domains": ["seller.com"],
    },
)
Verdict = tuple[str, str, bool]
SURE, DOUBT = True, False


def findings(lead: DossierBuilder) -> list[Finding]:
    return list(find_disqualifiers(case_of(lead, SETTINGS)))


def verdicts(lead: DossierBuilder) -> list[Verdict]:
    return [(finding.id, finding.category, finding.strong) for finding in findings(lead)]


AT_RIVAL: Final = a_lead(email="ana@linesight.io", title="Product Manager")
COMPANY: Final = a_lead(email="ana@haldenpumps.com", title="Director of Operations")
RIVALS: Final[list[tuple[str, DossierBuilder, list[Verdict]]]] = [
    ("an address of the competitor", AT_RIVAL, [("N1", "competitor", SURE)]),
    ("of a subdomain", a_lead(email="ana@de.linesight.io"), [("N1", "competitor", SURE)]),
    ("the competitor's company, a private mailbox",
     a_lead(email="g.p@gmail.com").at_company("LineSight Inc."), [("N1", "competitor", SURE)]),
    ("the competitor's company, an address elsewhere",
     COMPANY.at_company("LineSight", domain="linesight.io"), [("N1", "competitor", DOUBT)]),
    ("a former employee at another company", COMPANY.with_title("Former Engineer at LineSight"), []),
    ("a former employee, company not changed",
     a_lead(email="ana@gmail.com", title="Former Sales Manager").at_company("LineSight"), []),
    ("says former, writes from there", AT_RIVAL.with_title("Former Engineer"), [("N1", "competitor", DOUBT)]),
    ("an analyst firm", a_lead(email="p@gartner.com", title="Director Analyst"), [("N1", "analyst", SURE)]),
    ("an analyst of another firm", COMPANY.with_title("Industry Analyst"), [("N1", "analyst", DOUBT)]),
    ("a business analyst is none", COMPANY.with_title("Business Analyst"), []),
    ("works there by the title alone", a_lead(title="Product Manager at LineSight"), [("N1", "competitor", SURE)]),
    ("by the title, from a private mailbox",
     a_lead(email="g.p@gmail.com", title="Head of Product @ LineSight"), [("N1", "competitor", SURE)]),
    ("by the title, from an address elsewhere",
     COMPANY.with_title("Head of Product, LineSight"), [("N1", "competitor", DOUBT)]),
    ("by the title, another company on record",
     a_lead(title="VP Sales at LineSight").at_company("Halden Pumps"), [("N1", "competitor", DOUBT)]),
    ("works with their product", COMPANY.with_title("LineSight Administrator"), []),
    ("ex beside a present job", a_lead(title="VP Operations (ex-LineSight)", email="g.p@gmail.com"), []),
    ("ex beside a present job, and their company on record",
     a_lead(title="VP Operations, ex-LineSight", email="g@gmail.com").at_company("LineSight"), []),
    ("a name that only begins alike", a_lead(email="m@linesightbakery.com").at_company("Linesight Bakery"), []),
]  # fmt: skip


@pytest.mark.capability("N1", "B9")
@pytest.mark.parametrize(("lead", "expected"), [row[1:] for row in RIVALS], ids=[row[0] for row in RIVALS])
def test_competitors_and_analysts(lead: DossierBuilder, expected: list[Verdict]) -> None:
    assert verdicts(lead) == expected


def at_university(title: str = "") -> DossierBuilder:
    return a_lead(email="s.novak@lakelandstate.edu", title=title)


ACADEMIC: Final[list[tuple[str, DossierBuilder, list[Verdict]]]] = [
    ("a student", at_university("Student"), [("N2", "student", SURE)]),
    ("a student on a private mailbox", a_lead(title="PhD Student", email="w@gmail.com"), [("N2", "student", SURE)]),
    ("a student who asks for a demo", at_university("Student").sent_form("demo_request"), [("N2", "student", SURE)]),
    ("a founder who studies", COMPANY.with_title("CEO & Founder | Student"), [("N2", "student", DOUBT)]),
    ("a working student at a company", COMPANY.with_title("Werkstudentin Produktion"), [("N2", "student", DOUBT)]),
    ("student housing has a director", at_university("Director of Student Housing"), []),
    ("a student's mailbox", a_lead(email="lisa@stud.uni-hannover.de"), [("N2", "student", SURE)]),
    ("a professor", at_university("Professor of Physics"), [("N2", "researcher", SURE)]),
    ("a professor who asks", at_university("Professor of Physics").sent_form("demo_request"),
     [("N2", "researcher", DOUBT)]),
    ("a professor on a private mailbox", a_lead(title="Professor of Physics", email="p@gmail.com"),
     [("N2", "researcher", DOUBT)]),
    ("a research director of a company", COMPANY.with_title("Research Director"), []),
    ("procurement of a university", at_university("Senior Procurement Officer").sent_form("pricing_request"), []),
    ("IT of a university", at_university("Director of IT"), []),
    ("nothing but the address", at_university(), [("N2", "student", DOUBT)]),
    ("an address of a school, a company of its own", at_university("COO").at_company(domain="haldenpumps.com"),
     [("N2", "student", DOUBT)]),
    ("a company address", COMPANY, []),
]  # fmt: skip


@pytest.mark.capability("N2", "B9")
@pytest.mark.parametrize(("lead", "expected"), [row[1:] for row in ACADEMIC], ids=[row[0] for row in ACADEMIC])
def test_students_and_researchers(lead: DossierBuilder, expected: list[Verdict]) -> None:
    assert verdicts(lead) == expected


def test_who_is_sold_to_is_a_buyer_at_a_university_too() -> None:
    colleges = validated(Settings, {"market": {"industries": ["higher education"]}})
    at_one = at_university().at_company("Lakeland State", domain="lakelandstate.edu", industry="Higher Education")
    assert find_disqualifiers(case_of(at_one, colleges)) == ()
    assert verdicts(at_one) == [("N2", "student", DOUBT)]


CAREERS: Final = COMPANY.often("page_view", 3, from_days_ago=5, url="/careers/welder", seconds=90.0)
SEEKERS: Final[list[tuple[str, DossierBuilder, list[Verdict]]]] = [
    ("open to work", a_lead(title="COO | Open to work"), [("N3", "job_seeker", SURE)]),
    ("sent an application", COMPANY.sent_form("careers"), [("N3", "job_seeker", SURE)]),
    ("an application, and a demo since", COMPANY.sent_form("careers", days_ago=9).sent_form("demo_request"), []),
    ("an application, and pricing since", COMPANY.sent_form("careers", days_ago=9).viewed("pricing"),
     [("N3", "job_seeker", DOUBT)]),
    ("an application, and pricing left at once", COMPANY.sent_form("careers", days_ago=9).viewed("pricing", seconds=3),
     [("N3", "job_seeker", SURE)]),
    ("pricing before the application", COMPANY.viewed("pricing", days_ago=20).sent_form("careers"),
     [("N3", "job_seeker", SURE)]),
    ("three careers pages", CAREERS, [("N3", "job_seeker", DOUBT)]),
    ("two careers pages", COMPANY.viewed("careers").viewed("careers", days_ago=2), []),
    ("three careers pages of five", CAREERS.viewed("pricing").viewed("evaluation"), []),
    ("a buyer who glances at careers", a_buyer().viewed("careers"), []),
]  # fmt: skip


@pytest.mark.capability("N3", "B9")
@pytest.mark.parametrize(("lead", "expected"), [row[1:] for row in SEEKERS], ids=[row[0] for row in SEEKERS])
def test_job_seekers(lead: DossierBuilder, expected: list[Verdict]) -> None:
    assert verdicts(lead) == expected


@pytest.mark.capability("N3")
def test_careers_pages_are_counted_against_all_touches() -> None:
    (finding,) = findings(CAREERS.clicked(days_ago=0.5))
    assert finding.text == "3 of their 4 touches were with careers pages"
    assert finding.signals == ("s001", "s002", "s003")


CUSTOMER: Final = COMPANY.at_company("Orchard Valley", is_customer=True, domain="haldenpumps.com")
TICKET: Final = CUSTOMER.did("support_ticket", subject="Gateway offline", status="open", days_ago=3)
CLERK: Final = CUSTOMER.with_title("Accounts Payable Clerk")
BOUGHT: Final = {"won": True, "closed_at": NOON - timedelta(days=30)}
CUSTOMERS: Final[list[tuple[str, DossierBuilder, list[Verdict]]]] = [
    ("a customer with an open ticket", TICKET, [("N4", "customer_support", SURE)]),
    ("a customer with a support form", CUSTOMER.sent_form("support"), [("N4", "customer_support", SURE)]),
    ("a customer by lifecycle", COMPANY.with_lead(lifecycle="Customer").sent_form("support"),
     [("N4", "customer_support", SURE)]),
    ("a demo of another product", TICKET.sent_form("demo_request"), []),
    ("the demo that made it a customer",
     TICKET.sent_form("demo_request", days_ago=90).with_deal(**BOUGHT), [("N4", "customer_support", SURE)]),
    ("a demo of years ago", TICKET.sent_form("demo_request", days_ago=900), [("N4", "customer_support", SURE)]),
    ("pricing since the ticket", TICKET.viewed("pricing"), [("N4", "customer_support", DOUBT)]),
    ("a ticket closed a year ago", CUSTOMER.did("support_ticket", subject="x", status="closed", days_ago=365), []),
    ("a ticket open for a year", CUSTOMER.did("support_ticket", subject="x", status="open", days_ago=365),
     [("N4", "customer_support", SURE)]),
    ("no customer, a support form", COMPANY.sent_form("support"), []),
    ("a clerk at a customer", CLERK, [("N5", "non_decision_maker", SURE)]),
    ("a clerk who asks for a price", CLERK.sent_form("pricing_request"), []),
    ("a clerk who asks for a price in words", CLERK.chatted("Could you send us a quote for 40 more users?"), []),
    ("a price asked for beside a ticket", TICKET.chatted("We would like to buy 40 more users, what is the price?"), []),
    ("a deal won last year makes a customer", COMPANY.with_deal(**BOUGHT).sent_form("support"),
     [("N4", "customer_support", SURE)]),
    ("a deal won years ago does not",
     COMPANY.with_deal(won=True, closed_at=NOON - timedelta(days=900)).sent_form("support"), []),
    ("a deal that was lost does not", COMPANY.with_deal(won=False, closed_at=NOON).sent_form("support"), []),
    ("a director at a customer", CUSTOMER, []),
    ("a clerk elsewhere", COMPANY.with_title("Accounts Payable Clerk"), []),
    ("nobody knows what they do", CUSTOMER.with_title(""), []),
]  # fmt: skip


@pytest.mark.capability("N4", "N5", "B9")
@pytest.mark.parametrize(("lead", "expected"), [row[1:] for row in CUSTOMERS], ids=[row[0] for row in CUSTOMERS])
def test_existing_customers(lead: DossierBuilder, expected: list[Verdict]) -> None:
    assert verdicts(lead) == expected


BOUNCED: Final = COMPANY.did("email_bounce", days_ago=8)
TWICE: Final = BOUNCED.did("email_bounce", days_ago=2)
HONEYPOT: Final = COMPANY.did("form_submission", form="demo_request", honeypot="http://spam.example")
INVALID: Final = ("N6", "invalid_contact", SURE)
MAYBE: Final = ("N6", "invalid_contact", DOUBT)
NOBODY: Final[list[tuple[str, DossierBuilder, list[Verdict]]]] = [
    ("no address is unknown, not invalid", a_lead(), []),
    ("an address that cannot be one", a_lead(email="nobody at all"), [INVALID]),
    ("a disposable address", a_lead(email="x.y@mailinator.com"), [INVALID]),
    ("a mailbox of no person", a_lead(email="info@haldenpumps.com"), [INVALID]),
    ("a mailbox of no person that asks", a_lead(email="einkauf@haldenpumps.com").sent_form("pricing_request"), [MAYBE]),
    ("a mailbox with a name behind it", a_lead(email="info@haldenpumps.com").named("Marge", "Olson"), []),
    ("our own address", a_lead(email="qa.kim@seller.com"), [INVALID]),
    ("bounced once", BOUNCED, [MAYBE]),
    ("bounced twice", TWICE, [INVALID]),
    ("bounced, and answered since", TWICE.replied("Yes", days_ago=1), []),
    ("bounced, and clicked since", TWICE.clicked(days_ago=1), []),
    ("answered before it bounced", COMPANY.replied("Yes", days_ago=20).did("email_bounce", days_ago=2), [MAYBE]),
    ("bounced, and the address is new", TWICE.did("crm_change", property="email", value="new@x.com", days_ago=1), []),
    ("a placeholder on a private mailbox", a_lead(email="jo.smith@gmail.com").named("Test", "Test"), [INVALID]),
    ("a placeholder at a company", COMPANY.named("Qwer", "Asdf"), [MAYBE]),
    ("only a machine", HONEYPOT, [INVALID]),
    ("a machine's form, and a page was read", HONEYPOT.viewed("pricing"), [MAYBE]),
    ("a machine's form, and one of its own", HONEYPOT.sent_form("demo_request"), []),
    ("security software that clicks every link",
     COMPANY.often("email_click", 4, from_days_ago=2, to_days_ago=2 - 1e-5), []),
    ("a colleague's machine is not the lead's",
     COMPANY.at_company().with_colleague("CFO").did("page_view", by="CFO", url="/x", user_agent="curl/8.0"), []),
]  # fmt: skip


@pytest.mark.capability("N6", "B9")
@pytest.mark.parametrize(("lead", "expected"), [row[1:] for row in NOBODY], ids=[row[0] for row in NOBODY])
def test_nobody_who_can_be_reached(lead: DossierBuilder, expected: list[Verdict]) -> None:
    assert verdicts(lead) == expected


@pytest.mark.capability("N1", "N2", "N3", "N4", "N5", "N6")
def test_every_category_goes_somewhere_and_is_watched() -> None:
    for drawer, elsewhere in ELSEWHERE.items():
        found = disqualification_of(Finding("N1", "invalid_contact", True, "because", drawer=drawer))
        assert (found.action, found.watch_for) == (elsewhere.action, tuple(one.text for one in elsewhere.returns))
        assert found.action.endswith(".")
        assert found.watch_for


def test_what_is_sure_comes_first() -> None:
    lead = a_lead(email="s.novak@lakelandstate.edu").did("email_bounce").did("email_bounce", days_ago=2)
    assert [finding.strong for finding in findings(lead)] == [True, False]


def test_a_buyer_is_not_disqualified() -> None:
    assert findings(a_buyer()) == []


GONE: Final = "Maria Lopez is no longer with the company."
BOUNCED: Final = COMPANY.did("email_bounce", days_ago=5)
DEPARTED: Final[list[tuple[str, DossierBuilder, list[Verdict]]]] = [
    ("a reply says so", COMPANY.replied(GONE), [("N6", "invalid_contact", DOUBT)]),
    ("mail bounces too, and the notice clears nothing", BOUNCED.replied(GONE),
     [("N6", "invalid_contact", SURE), ("N6", "invalid_contact", DOUBT)]),
    ("they wrote themselves since", COMPANY.replied(GONE, days_ago=5).replied("Yes, call me"), []),
    ("the address was changed since",
     COMPANY.replied(GONE, days_ago=5).did("crm_change", property="email", value="new@haldenpumps.com"), []),
    ("a reply of their own clears a bounce", BOUNCED.replied("Yes, call me"), []),
]  # fmt: skip


@pytest.mark.capability("N6")
@pytest.mark.parametrize(("lead", "expected"), [row[1:] for row in DEPARTED], ids=[row[0] for row in DEPARTED])
def test_who_has_left_the_company(lead: DossierBuilder, expected: list[Verdict]) -> None:
    assert verdicts(lead) == expected


OUTAGE: Final = "The app is down for all our users since this morning, please call me back."
WORDS_OF_FORMS: Final[list[tuple[str, DossierBuilder, list[Verdict]]]] = [
    ("an outage by the demo form", CUSTOMER.sent_form("demo_request", OUTAGE), [("N4", "customer_support", SURE)]),
    ("an outage by the contact form", CUSTOMER.sent_form("contact_sales", OUTAGE),
     [("N4", "customer_support", SURE)]),
    ("a demo by the demo form", CUSTOMER.sent_form("demo_request", "Please show us your second product."), []),
    ("trouble with another vendor",
     CUSTOMER.sent_form("demo_request", "Our other tool crashes all the time, can we get a demo of yours?"), []),
    ("a ticket, and a pitch by the demo form", TICKET.sent_form("demo_request", "We can help you with your hiring."),
     [("N4", "customer_support", SURE)]),
]  # fmt: skip


@pytest.mark.capability("N4", "I1")
@pytest.mark.parametrize(
    ("lead", "expected"), [row[1:] for row in WORDS_OF_FORMS], ids=[row[0] for row in WORDS_OF_FORMS]
)
def test_the_words_of_a_form_count_before_its_name(lead: DossierBuilder, expected: list[Verdict]) -> None:
    assert verdicts(lead) == expected
