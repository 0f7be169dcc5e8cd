"""R12: who asks is answered once, from the rep, in its language, and nobody else is."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from typing import Any
from urllib.parse import urlencode

import pytest

from functions.book.app import ROUTES as BOOK
from leadgate.embedded.secrets import EnvironmentSecrets
from leadgate.embedded.worker import work_once
from leadgate.errors import RetryableError
from leadgate.http import HttpRequest
from leadgate.service.first_response import answer_lead
from tests.faults.product import PRODUCTS, buying
from tests.faults.product_base import SECRETS
from tests.integration.outreach_world import REP, World, outreach_world

OPTED_OUT = {"hubspot": ("hs_email_optout", "true"), "salesforce": ("HasOptedOutOfEmail", True)}
CONSENT = {"hubspot": "hs_persona", "salesforce": "Rating"}


@pytest.fixture(params=PRODUCTS)
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    with outreach_world(str(request.param), tmp_path) as made:
        yield made


@pytest.fixture
def hubspot(tmp_path: Path) -> Iterator[World]:
    with outreach_world(next(iter(PRODUCTS)), tmp_path) as made:
        yield made


def token_of(world: World) -> str:
    (mail,) = world.answers()
    return str(mail["List-Unsubscribe"]).strip("<>").rsplit("/", 1)[1]


@pytest.mark.capability("R12")
def test_who_asks_is_answered_by_its_rep_and_the_crm_has_it(world: World) -> None:
    world.lead_buys()
    (mail,) = world.answers()
    body = mail.get_body(("plain",))
    assert body is not None
    text = body.get_content()
    assert (mail["From"], mail["To"]) == (f"Ava Thompson <{REP}>", "jennifer@acme.example")
    assert mail["Subject"] == "Your request for a demo"
    assert "thank you for your request for a demo" in text
    assert "Monday 23 November, between" in text
    assert "(America/New York)" in text
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "jennifer" not in str(mail["List-Unsubscribe"])
    assert mail["Auto-Submitted"] == "auto-replied"
    assert world.answered() | {"at": ""} == {
        "state": "sent",
        "request": "demo",
        "at": "",
        "message_id": str(mail["Message-ID"]).strip("<>"),
        "logged": True,
    }
    (logged,) = world.product.world.emails(world.product.lead)
    assert "Your request for a demo" in logged


@pytest.mark.capability("R12")
def test_nobody_is_answered_twice(world: World) -> None:
    world.lead_buys()
    for _ in range(3):
        world.judge_again()
    world.product.ports.queue.send_all([(f"answer:{world.product.lead}", 99)])
    world.product.work()
    assert len(world.answers()) == 1
    assert len(world.product.world.emails(world.product.lead)) == 1


def test_a_new_request_within_the_month_is_a_persons_to_answer(hubspot: World) -> None:
    hubspot.lead_buys()
    form = {"form": "contact_sales"}
    hubspot.lead_buys(hubspot.product.view(0, id="asks again", kind="form_submission", properties=form))
    assert len(hubspot.answers()) == 1


@pytest.mark.parametrize(
    ("country", "language", "subject"),
    [
        ("Germany", "Guten Tag Jennifer Martinez", "Ihre Anfrage nach einer Vorführung"),
        ("France", "Bonjour Jennifer Martinez", "Votre demande de démonstration"),
        ("Spain", "Hola, Jennifer Martinez", "Su solicitud de una demostración"),
    ],
)
def test_the_answer_is_in_the_leads_language(hubspot: World, country: str, language: str, subject: str) -> None:
    hubspot.set(market={"countries": [country]})
    hubspot.product.world.put(hubspot.product.lead, "country", country)
    hubspot.product.world.put(hubspot.product.lead, "state", "")
    hubspot.lead_buys()
    (mail,) = hubspot.answers()
    body = mail.get_body(("plain",))
    assert body is not None
    assert language in body.get_content()
    assert mail["Subject"] == subject


NEVER: list[tuple[str, dict[str, Any]]] = [
    ("nothing is sent by default", {"first_response": {"mode": "off"}}),
    ("without a lawful basis nobody is written to", {"first_response": {"lawful_basis": ""}}),
    ("recommending answers nobody", {"autonomy": "recommend"}),
    ("observing answers nobody", {"autonomy": "observe"}),
    ("outside the rollout nobody is answered", {"rollout": {"share": 0.0}}),
    ("an old request is for people alone", {"first_response": {"within_hours": 1}}),
    ("a dry run only keeps what it would send", {"first_response": {"mode": "dry_run"}}),
    ("without a rep there is nobody to answer", {"routing": {"team": {"reps": []}}}),
    ("consent that nobody gave", {"first_response": {"lawful_basis": "consent", "consent_property": "agreed"}}),
]


@pytest.mark.capability("R12")
@pytest.mark.parametrize("settings", [row[1] for row in NEVER], ids=[row[0] for row in NEVER])
def test_nobody_is_answered_where(hubspot: World, settings: dict[str, Any]) -> None:
    hubspot.set(**settings)
    hubspot.lead_buys()
    assert hubspot.answers() == []
    assert hubspot.product.ports.queue.buried() == ()


def test_a_dry_run_shows_what_it_would_send(hubspot: World) -> None:
    hubspot.set(first_response={"mode": "dry_run"})
    hubspot.lead_buys()
    assert "thank you for your request for a demo" in hubspot.answered()["text"]
    hubspot.set(first_response={"mode": "send"})
    hubspot.judge_again()
    assert len(hubspot.answers()) == 1


def test_whoever_opted_out_in_the_crm_is_left_in_peace(world: World) -> None:
    crm = world.product.held.settings.crm
    world.product.world.put(world.product.lead, *OPTED_OUT[crm])
    world.lead_buys()
    assert world.answers() == []


@pytest.mark.parametrize("kind", ["email_unsubscribe", "email_bounce"])
def test_whoever_unsubscribed_or_bounced_is_left_in_peace(hubspot: World, kind: str) -> None:
    hubspot.lead_buys(hubspot.product.view(3, id="gone", kind=kind, properties={}))
    assert hubspot.answers() == []


def test_a_person_who_was_faster_is_enough(hubspot: World) -> None:
    call = {"type": "call", "result": "connected"}
    at = "2026-11-23T11:00:00Z"
    hubspot.lead_buys(hubspot.product.view(0, id="call", kind="sales_activity", properties=call, occurred_at=at))
    assert hubspot.answers() == []


def test_the_night_is_waited_for_and_then_all_is_looked_at_anew(hubspot: World) -> None:
    product = hubspot.product
    product.site_sends(*_buying(hubspot))
    product.work(timedelta(minutes=30))  # noon in London is seven in the morning in Ohio
    assert hubspot.answers() == []
    product.work(timedelta(hours=2))
    assert len(hubspot.answers()) == 1
    assert product.clock.at.hour >= 13


def test_what_happened_overnight_counts(hubspot: World) -> None:
    product = hubspot.product
    product.site_sends(*_buying(hubspot))
    product.work(timedelta(minutes=30))
    product.world.put(product.lead, "hs_email_optout", "true")
    product.work(timedelta(hours=3))
    assert hubspot.answers() == []


def _buying(world: World) -> Any:
    return buying(world.product.lead)


def test_a_killed_worker_leaves_no_second_letter(hubspot: World) -> None:
    claim = {"request": "demo", "at": "2026-11-23T12:00:00Z", "message_id": "x@y", "state": "sending"}
    hubspot.product.ports.store.remember(f"answered:{hubspot.product.lead}", claim)
    hubspot.lead_buys()
    assert hubspot.answers() == []
    assert hubspot.answered()["state"] == "unknown"
    (reason,) = hubspot.parked()
    assert "may or may not have left" in reason


def test_a_mail_server_that_falls_silent_at_the_end_is_not_tried_again(hubspot: World) -> None:
    hubspot.inbox.silent_seconds = 2.5
    hubspot.lead_buys()
    assert len(hubspot.answers()) == 1
    assert hubspot.answered()["state"] == "unknown"
    assert hubspot.product.world.value(hubspot.product.lead, "status") == "sales_ready"


def test_a_mail_server_that_is_down_or_busy_is_tried_again(hubspot: World) -> None:
    hubspot.inbox.answer = "451 later"
    hubspot.product.site_sends(*_buying(hubspot))
    hubspot.product.work(timedelta(hours=2))
    assert hubspot.answered()["state"] == "none"
    hubspot.inbox.answer = "250 kept"
    hubspot.product.work(timedelta(hours=3))
    assert len(hubspot.answers()) == 1


def test_an_address_that_is_refused_is_one_line_and_the_lead_is_handed_over(hubspot: World) -> None:
    hubspot.inbox.refuses.add("jennifer@acme.example")
    hubspot.lead_buys()
    (reason,) = hubspot.parked()
    assert reason == (
        f"lead {hubspot.product.lead} is not answered automatically: recipient: is refused by the mail server (550);"
        " its rep has it all the same"
    )
    assert hubspot.product.world.value(hubspot.product.lead, "hubspot_owner_id") == hubspot.product.world.other_owner


@pytest.mark.parametrize("address", ["a@b.example\r\nBcc: x@evil.example", "a@b.example, c@d.example", "no address"])
def test_an_address_that_carries_more_than_itself_gets_nothing(hubspot: World, address: str) -> None:
    hubspot.product.world.put_system(hubspot.product.lead, "email", address)
    hubspot.lead_buys()
    assert hubspot.inbox.messages == []
    assert hubspot.product.world.value(hubspot.product.lead, "status")


@pytest.mark.capability("R12")
def test_one_click_unsubscribes_and_a_look_does_not(world: World) -> None:
    world.lead_buys()
    token = token_of(world)
    page = world.call("GET", "/unsubscribe/", token)
    assert (page.status, '<form method="post">' in page.text()) == (200, True)
    assert "email_unsubscribe" not in world.kinds()
    assert world.call("POST", "/unsubscribe/", token, b"List-Unsubscribe=One-Click").status == 200
    assert world.call("POST", "/unsubscribe/", token).status == 200
    assert world.kinds().count("email_unsubscribe") == 1
    for bad in (token[:-2] + "AA", "x", "", "ÿ"):
        assert world.call("POST", "/unsubscribe/", bad or "-").status == 404


REPORT = b"""From: MAILER-DAEMON@mx.example
To: ava.thompson@seller.example
Subject: Undelivered
Content-Type: multipart/report; report-type=delivery-status; boundary="B"
MIME-Version: 1.0

--B
Content-Type: text/plain

Sorry.
--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; jennifer@acme.example
Action: %s
Status: %s

--B
Content-Type: text/rfc822-headers

Message-ID: %s

--B--
"""


def test_a_report_of_failure_is_a_bounce_and_one_of_delay_is_nothing(world: World) -> None:
    world.lead_buys()
    about = str(world.answers()[0]["Message-ID"]).encode()
    assert world.mail_comes_back(REPORT % (b"delayed", b"4.4.1", about)).body == {"kept": False}
    assert world.mail_comes_back(REPORT % (b"failed", b"5.1.1", about)).body == {"kept": True}
    assert world.mail_comes_back(REPORT % (b"failed", b"5.1.1", b"<other@x>")).body == {"kept": False}
    assert world.kinds().count("email_bounce") == 1


def test_a_reply_is_a_signal_and_an_automatons_is_none(world: World) -> None:
    world.lead_buys()
    about = str(world.answers()[0]["Message-ID"])
    reply = f"From: j@acme.example\nSubject: Re\nIn-Reply-To: {about}\n%s\nTuesday at ten suits me.\n"
    assert world.mail_comes_back((reply % "Auto-Submitted: auto-replied\n").encode()).body == {"kept": False}
    assert world.mail_comes_back((reply % "").encode()).body == {"kept": True}
    (signal,) = [
        s for s in world.product.ports.store.signals_of((world.product.lead,), None) if s.kind == "email_reply"
    ]
    assert "Tuesday at ten" in signal.text("text")


def test_unsigned_mail_is_refused(hubspot: World) -> None:
    assert hubspot.call("POST", "/mail", body=b"{}").status == 401


def test_a_complaint_of_ses_unsubscribes(hubspot: World) -> None:
    hubspot.lead_buys()
    about = str(hubspot.answers()[0]["Message-ID"]).strip("<>")
    told = {"notificationType": "Complaint", "mail": {"messageId": about}}
    assert hubspot.mail_comes_back(told).body == {"kept": True}
    assert "email_unsubscribe" in hubspot.kinds()


def test_a_lead_books_by_the_link_in_its_answer(hubspot: World) -> None:
    ports = hubspot.product.ports
    secrets = EnvironmentSecrets({**SECRETS, "BOOKING_SECRET": "a secret that is long enough for it"})
    hubspot.product.ports = replace(ports, secrets=secrets)
    hubspot.lead_buys()
    body = hubspot.answers()[0].get_body(("plain",))
    assert body is not None
    found = re.search(r"/book/([\w.-]+)", body.get_content())
    assert found
    show, choose = BOOK
    link = {"token": found[1]}
    page = show.receive(HttpRequest("GET", "", query=link), hubspot.product.ports).text()
    begins = re.findall(r'name="begins" value="([^"]+)"', page)
    form = urlencode({"action": "book", "begins": begins[0]}).encode()
    assert choose.receive(HttpRequest("POST", "", body=form, query=link), hubspot.product.ports).status == 303
    assert "is booked" in show.receive(HttpRequest("GET", "", query=link), hubspot.product.ports).text()


def test_no_link_is_offered_where_links_have_no_key(hubspot: World) -> None:
    hubspot.lead_buys()
    body = hubspot.answers()[0].get_body(("plain",))
    assert body is not None
    assert "/book/" not in body.get_content()


def test_eight_workers_at_once_send_one_letter(hubspot: World) -> None:
    hubspot.set(first_response={"quiet_from": "00:00", "quiet_until": "00:00"})
    hubspot.product.site_sends(*buying(hubspot.product.lead))
    assert work_once(hubspot.product.ports)  # judged; its errand waits
    gate = Barrier(8)

    def answer(_: int) -> bool:
        gate.wait()
        try:
            return answer_lead(hubspot.product.lead, hubspot.product.ports)
        except RetryableError:
            return False

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(answer, range(8))) == 1
    assert len(hubspot.answers()) == 1
