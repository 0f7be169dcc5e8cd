"""What only HubSpot's past has: versions of properties, engagements that were edited, contacts that were merged."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from leadgate.crm.hubspot.engagements import form_of
from leadgate.domain.dossier import Dossier
from leadgate.domain.past import LeadPast
from leadgate.sandbox.hubspot.merging import merge_records
from leadgate.sandbox.hubspot.object_types import object_type
from leadgate.sandbox.hubspot.records import crm_user
from tests.contract.hubspot_world import NOON
from tests.contract.past_worlds import PastWorld, hubspot_past

pytestmark = pytest.mark.capability("G2")

MADE = datetime(2026, 3, 1, 9, tzinfo=UTC)


def at(days: float) -> str:
    return (MADE + timedelta(days=days)).isoformat()


def a_contact(number: int = 501, made: float = 0, /, history: Any = None, **properties: str) -> dict[str, Any]:
    return {"id": str(number), "createdAt": at(made), "properties": properties, "history": history or {}}


def written(*values: tuple[float, str]) -> list[dict[str, str]]:
    return [{"value": value, "timestamp": at(days)} for days, value in values]


def past_of(path: Path, **seed: Any) -> LeadPast:
    with hubspot_past(path, seed) as world:
        return world.pasts()["hubspot:contact:501"]


def seen(past: LeadPast, days: float) -> Dossier:
    return past.seen_at(MADE + timedelta(days=days))


def test_a_property_is_what_it_was(tmp_path: Path) -> None:
    history = {"jobtitle": written((2, "Planner"), (9, "Director")), "country": written((5, "France"))}
    past = past_of(tmp_path, contacts=[a_contact(history=history, email="a@acme.example")])
    titles = [seen(past, days).lead.title for days in (1, 2, 8, 9)]
    assert titles == ["", "Planner", "Planner", "Director"]
    assert [seen(past, days).lead.country for days in (4, 5)] == ["", "France"]
    assert seen(past, 1).lead.email == "a@acme.example"


def test_what_hubspot_has_forgotten_is_unknown_and_said(tmp_path: Path) -> None:
    visits = [(day, f"/page{day}") for day in range(1, 61)]
    times = [(float(day), at(day)) for day in range(1, 61)]
    history = {"hs_analytics_last_url": written(*visits), "hs_analytics_last_timestamp": written(*times)}
    with hubspot_past(tmp_path, {"contacts": [a_contact(history=history)]}) as world:
        reading = world.reading()
        (past,) = (past for batch in reading.batches("") for past in batch.pasts)
        assert any("1 contacts have so many visits" in note for note in reading.notes())
    assert not seen(past, 10).signals
    assert [s.text("url") for s in seen(past, 18).signals] == ["/page16", "/page17", "/page18"]


def test_a_form_is_known_when_it_was_written_with_its_message(tmp_path: Path) -> None:
    history = {
        "recent_conversion_event_name": written((3, "Product: Request a demo"), (8, "Blog: Newsletter")),
        "recent_conversion_date": written((3, at(2.5)), (8, at(8))),
        "message": written((3, "Within two months")),
    }
    past = past_of(tmp_path, contacts=[a_contact(history=history)])
    assert not seen(past, 2.6).signals
    (form,) = seen(past, 4).signals
    assert (form.kind, form.text("form"), form.text("message")) == (
        "form_submission",
        "demo_request",
        "Within two months",
    )
    assert [s.text("form") for s in seen(past, 9).signals] == ["demo_request", "newsletter"]


FORMS = [
    ("Product: Request a demo", "demo_request"),
    ("Demo video page: Subscribe", "newsletter"),
    ("Contact us", "contact_sales"),
    ("Plans: Ask for a quote", "pricing_request"),
    ("Kontaktformular 7", "other"),
]


@pytest.mark.parametrize(("name", "kind"), FORMS)
def test_a_form_is_known_by_its_name(name: str, kind: str) -> None:
    assert form_of(name) == kind


def engagements(kind: str, *records: dict[str, Any]) -> dict[str, Any]:
    links = [{"from": f"{kind}/{one['id']}", "to": "contacts/501"} for one in records]
    return {"contacts": [a_contact()], kind: list(records), "associations": links}


def an_engagement(made: float, /, history: Any = None, **properties: str) -> dict[str, Any]:
    return {
        "id": "71",
        "createdAt": at(made),
        "properties": {"hs_timestamp": at(made), **properties},
        "history": history or {},
    }


def test_what_was_edited_into_a_call_later_is_not_seen_before(tmp_path: Path) -> None:
    edited = {"hs_call_body": written((9, "<p>They signed!</p>"))}
    call = an_engagement(
        4, edited, hs_call_body="<p>Nobody <b>there</b></p>", hs_call_disposition="73a0d17f-1163-4015-bdd5-ec830791da20"
    )
    past = past_of(tmp_path, **engagements("calls", call))
    assert not seen(past, 3).signals
    (early,), (late,) = seen(past, 5).signals, seen(past, 10).signals
    assert early.properties == {"type": "call", "result": "no_answer", "text": "Nobody there"}
    assert late.text("text") == "They signed!"


def test_a_meeting_counts_once_it_was_held(tmp_path: Path) -> None:
    held = {"hs_meeting_outcome": written((7, "COMPLETED"))}
    meeting = an_engagement(4, held, hs_meeting_start_time=at(6), hs_meeting_outcome="SCHEDULED")
    past = past_of(tmp_path, **engagements("meetings", meeting))
    assert not seen(past, 5).signals
    assert [dict(s.properties) for s in seen(past, 8).signals] == [{"type": "meeting", "result": "connected"}]
    cancelled = {**meeting, "history": {"hs_meeting_outcome": written((5, "CANCELED"))}}
    assert not seen(past_of(tmp_path / "b", **engagements("meetings", cancelled)), 8).signals


def test_our_own_note_is_no_evidence(tmp_path: Path) -> None:
    theirs = an_engagement(4, hs_note_body="<p>Budget is there</p>")
    ours = {**an_engagement(5, hs_note_body="<p>Ready</p><p>Leadgate handoff 501</p>"), "id": "72"}
    past = past_of(tmp_path, **engagements("notes", theirs, ours))
    assert [s.text("text") for s in seen(past, 9).signals] == ["Budget is there"]


def test_a_reply_is_one_and_what_we_sent_is_sales_at_work(tmp_path: Path) -> None:
    reply = an_engagement(4, hs_email_direction="INCOMING_EMAIL", hs_email_text="Call me")
    sent = {**an_engagement(5, hs_email_direction="EMAIL", hs_email_text="Hello"), "id": "72"}
    past = past_of(tmp_path, **engagements("emails", reply, sent))
    assert [(s.kind, s.text("text")) for s in seen(past, 9).signals] == [
        ("email_reply", "Call me"),
        ("sales_activity", ""),
    ]


def test_a_merged_contact_is_one_person_with_both_pasts(tmp_path: Path) -> None:
    contacts = [a_contact(history={"jobtitle": written((2, "CFO"))}), a_contact(502, 1, email="b@acme.example")]
    with hubspot_past(tmp_path, {"contacts": contacts}) as world:
        merge(world, "501", "502")
        pasts = world.pasts()
    assert list(pasts) == ["hubspot:contact:501"]
    assert seen(pasts["hubspot:contact:501"], 3).lead.title == "CFO"


def merge(world: PastWorld, left: str, gone: str) -> None:
    state, contacts = world.sandbox.state, object_type("contacts")
    merge_records(state, contacts, state.get(contacts, left), state.get(contacts, gone), crm_user(4))


def a_deal(history: Any = None, **properties: str) -> dict[str, Any]:
    known = {"dealname": "One", "dealstage": "appointmentscheduled", **properties}
    deal = {"id": "900", "createdAt": at(20), "properties": known, "history": history or {}}
    return {"contacts": [a_contact()], "deals": [deal], "associations": [{"from": "deals/900", "to": "contacts/501"}]}


def test_a_deal_that_was_reopened_was_closed_the_last_time(tmp_path: Path) -> None:
    stages = {"dealstage": written((25, "closedlost"), (30, "contractsent"), (40, "closedwon"))}
    (deal,) = past_of(tmp_path, **a_deal(stages, amount="700")).deals
    assert (deal.won, deal.amount, deal.closed_at) == (True, 700, MADE + timedelta(days=40))


def test_a_deal_that_came_in_closed_was_closed_on_the_date_it_says(tmp_path: Path) -> None:
    (deal,) = past_of(tmp_path, **a_deal({"dealstage": written((90, "closedwon"))}, closedate=at(35))).deals
    assert deal.closed_at == MADE + timedelta(days=35)


def test_an_amount_is_in_the_portals_currency_or_unknown(tmp_path: Path) -> None:
    (foreign,) = past_of(tmp_path / "a", **a_deal(amount="1000", deal_currency_code="JPY")).deals
    (told,) = past_of(
        tmp_path / "b", **a_deal(amount="1000", deal_currency_code="JPY", amount_in_home_currency="6.5")
    ).deals
    assert (foreign.amount, told.amount) == (None, 6.5)


def test_a_company_is_that_of_the_time(tmp_path: Path) -> None:
    companies = [
        {"id": str(number), "createdAt": at(made), "properties": {"name": name}, "history": history}
        for number, made, name, history in (
            (77, -9, "Acme", {"lifecyclestage": written((50, "customer"))}),
            (78, 30, "Beta", {}),
        )
    ]
    history = {"associatedcompanyid": written((0, "77"), (40, "78"))}
    past = past_of(tmp_path, contacts=[a_contact(history=history)], companies=companies)
    assert [seen(past, days).account.name for days in (10, 45)] == ["Acme", "Beta"]
    assert not seen(past, 10).account.is_customer


def test_contacts_of_before_are_not_read(tmp_path: Path) -> None:
    old = {**a_contact(400), "createdAt": (NOON - timedelta(days=365 * 6)).isoformat()}
    with hubspot_past(tmp_path, {"contacts": [old, a_contact()]}) as world:
        assert list(world.pasts()) == ["hubspot:contact:501"]
        assert world.reading().total() == 1
