"""N6: what a machine did counts for nothing, and what a person did counts."""

from datetime import timedelta
from typing import Final

import pytest

from leadgate.domain.machines import find_machine_signals, without_machines
from tests.builders import NOON, DossierBuilder, a_lead

SECOND: Final = 1 / 86_400
IPHONE: Final = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1"
AGENTS: Final = [
    ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", True),
    ("Mozilla/5.0 (compatible; bingbot/2.0)", True),
    ("Mozilla/5.0 AppleWebKit/537.36; GPTBot/1.2", True),
    ("Mediapartners-Google", True),
    ("Mozilla/5.0 (X11) HeadlessChrome/126.0", True),
    ("python-requests/2.32", True),
    ("curl/8.5.0", True),
    ("okhttp/4.12", True),
    ("Java/17.0.2", True),
    ("facebookexternalhit/1.1", True),
    (IPHONE, False),
    ("Mozilla/5.0 (Linux; Android 13; CUBOT NOTE 50) AppleWebKit/537.36 Mobile Safari/537.36", False),
    ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Java JRE Chrome/126.0", False),
    ("", False),
]


def machine_ids(builder: DossierBuilder) -> set[str]:
    return {signal.id for signal in find_machine_signals(builder.build().signals)}


@pytest.mark.capability("N6")
@pytest.mark.parametrize(("agent", "machine"), AGENTS, ids=[agent or "none" for agent, _ in AGENTS])
def test_a_known_agent_is_a_machine(agent: str, machine: bool) -> None:
    assert bool(machine_ids(a_lead().did("page_view", url="/pricing", user_agent=agent))) is machine


def rush(pages: int, within_seconds: float, kind: str = "page_view") -> DossierBuilder:
    return a_lead().often(kind, pages, from_days_ago=1 + within_seconds * SECOND, to_days_ago=1, url="/pricing")


RUSHES: Final = [
    ("forty pages in a second", rush(40, 1), 40),
    ("five pages in three seconds", rush(5, 3), 5),
    ("four pages in a second", rush(4, 1), 0),
    ("five pages in four seconds", rush(5, 4), 0),
    ("three links of a mail in a second", rush(3, 1, "email_click"), 3),
    ("two links", rush(2, 1, "email_click"), 0),
    ("downloads at once", rush(6, 1, "content_download"), 0),
    ("a form with the hidden field filled", a_lead().did("form_submission", form="demo_request", honeypot="x"), 1),
    ("with the hidden field empty", a_lead().did("form_submission", form="demo_request", honeypot=""), 0),
    ("a page that has such a field", a_lead().did("page_view", url="/", honeypot="x"), 0),
    ("flagged by the tracker", a_lead().did("page_view", url="/", is_bot=True), 1),
    ("flagged as none", a_lead().did("page_view", url="/", is_bot=False), 0),
]


@pytest.mark.capability("N6", "B1")
@pytest.mark.parametrize(("lead", "count"), [row[1:] for row in RUSHES], ids=[row[0] for row in RUSHES])
def test_no_person_is_that_fast(lead: DossierBuilder, count: int) -> None:
    assert len(machine_ids(lead)) == count


@pytest.mark.capability("N6")
def test_five_people_in_one_second_are_no_rush() -> None:
    lead = a_lead().at_company()
    for name in ("CFO", "CTO", "COO", "CIO", "CEO"):
        lead = lead.viewed("pricing", by=name)
    assert machine_ids(lead) == set()


@pytest.mark.capability("N6")
def test_the_person_behind_a_scanner_still_counts() -> None:
    lead = rush(24, 1).viewed("evaluation", seconds=200, days_ago=0.5, by=None)
    dossier, machines = without_machines(lead.build())
    assert [signal.id for signal in dossier.signals] == ["s025"]
    assert len(machines) == 24


@pytest.mark.capability("N6", "G2")
def test_pages_of_which_only_the_day_is_known_are_no_rush() -> None:
    midnight = NOON - timedelta(hours=12)
    read = (
        a_lead().seen_at(midnight).often("page_view", 8, from_days_ago=1, to_days_ago=1, url="/product", seconds=60.0)
    )
    assert machine_ids(read) == set()
    opened = a_lead().seen_at(midnight).often("page_view", 8, from_days_ago=1, to_days_ago=1, url="/product")
    assert len(machine_ids(opened)) == 8


def test_nothing_is_left_out_of_a_dossier_without_machines() -> None:
    dossier = a_lead().viewed("pricing").build()
    assert without_machines(dossier) == (dossier, ())


LEFT: Final = [
    ("en", "Maria Lopez is no longer with the company. Please contact sales@acme.com."),
    ("en, first person", "I have left the company. For urgent matters write to my colleague Jan."),
    ("en, has left", "Thank you for your message, Tom Miller has left Acme: he has left the company in May."),
    ("de", "Frau Weber ist nicht mehr bei uns beschäftigt. Bitte wenden Sie sich an info@firma.de."),
    ("de, has left", "Ihr Ansprechpartner Herr Braun hat unser Unternehmen zum 31.3. verlassen."),
    ("fr", "Monsieur Martin ne travaille plus chez nous."),
    ("fr, has left", "Mme Petit a quitté la société. Merci de contacter le standard."),
    ("es", "Ana Ruiz ya no trabaja en esta empresa."),
    ("es, has left", "Carlos ha dejado la empresa, por favor escriba a info@empresa.es"),
    ("pt", "O João já não trabalha na empresa."),
    ("pt, of Brazil", "A Paula não faz mais parte da nossa equipe."),
    ("it", "Il signor Rossi non lavora più per la nostra azienda."),
    ("nl", "Jan de Vries is niet meer werkzaam bij ons."),
    ("nl, has left", "Sanne heeft het bedrijf verlaten."),
]
STAYED: Final = [
    ("one who took over", "John is no longer with the company, I have taken over and read your mail."),
    ("one who wants something", "Our CRM admin has left the company, so we need a demo of an easier tool."),
    ("a predecessor", "My predecessor has left the company. What was agreed?"),
    ("a vendor that was left", "We are no longer with Zoho."),
    ("one of ours", "Your sales rep has left the company, who is my contact?"),
    ("out for a day", "Ich bin nicht mehr im Büro heute, morgen gern."),
    ("a vendor that was left, in Italian", "Non lavoro più con Zoho."),
    ("no longer at it", "I am no longer working on this until June."),
    ("nothing of it", "Yes, call me tomorrow."),
    ("work of another kind", "The export no longer works here."),
]


@pytest.mark.capability("N6", "I5")
@pytest.mark.parametrize(("said", "left"), [(row[1], True) for row in LEFT] + [(row[1], False) for row in STAYED],
                         ids=[row[0] for row in (*LEFT, *STAYED)])  # fmt: skip
def test_a_notice_that_somebody_left_is_no_reply(said: str, left: bool) -> None:
    assert bool(machine_ids(a_lead().replied(said))) is left
