"""The tales as a seed of the sandbox HubSpot."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from leadgate.demo.history.tale import Addresses, Tale
from leadgate.domain.dossier import Account, Colleague, Lead
from leadgate.domain.reading import render_instant
from leadgate.domain.signals import Signal

Json = dict[str, Any]
_KINDS: Final = ("contacts", "companies", "deals", "calls", "emails", "meetings")
CONNECTED: Final = "f240bbac-87c9-4f6e-bf70-924b57d47db7"
NO_ANSWER: Final = "73a0d17f-1163-4015-bdd5-ec830791da20"
_SAID: Final = {"not_interested": "Not interested.", "interested": "Interested, wants to see more."}
_INDUSTRIES: Final = {
    "Manufacturing": "MACHINERY",
    "Industrial Machinery": "MECHANICAL_OR_INDUSTRIAL_ENGINEERING",
    "Logistics": "LOGISTICS_AND_SUPPLY_CHAIN",
    "Software": "COMPUTER_SOFTWARE",
    "Health Care": "HOSPITAL_HEALTH_CARE",
    "Education": "EDUCATION_MANAGEMENT",
}
_FORMS: Final = {
    "demo_request": "Product: Request a demo",
    "contact_sales": "Contact: Contact sales",
    "pricing_request": "Plans: Ask for a quote",
    "trial": "Start: Free trial",
    "webinar": "Events: Webinar registration",
    "newsletter": "Blog: Newsletter",
    "content": "Library: Download",
    "support": "Help: Support",
    "careers": "Careers: Application",
}
# Of a signal, the properties of the contact that its occurrence writes: (time, name of what, our property).
_DATED: Final = {
    "page_view": ("hs_analytics_last_timestamp", "hs_analytics_last_url", "url"),
    "email_open": ("hs_email_last_open_date", "hs_email_last_email_name", "campaign"),
    "email_click": ("hs_email_last_click_date", "hs_email_last_email_name", "campaign"),
    "form_submission": ("recent_conversion_date", "recent_conversion_event_name", "form"),
}


def hubspot_seed(tales: Iterable[Tale]) -> Json:
    """What `leadgate sandbox hubspot --seed` reads."""
    seed = _Seed()
    for tale in tales:
        seed.tell(tale)
    return seed.content()


class _Seed:
    """Contacts get their ids in the end, in the order they came in, as in a portal."""

    def __init__(self) -> None:
        self._addresses = Addresses()
        self._records: dict[str, list[Json]] = {
            name: [] for name in ("contacts", "companies", "deals", "calls", "emails")
        }
        self._records["meetings"] = []
        self._links: list[tuple[str, str]] = []

    def content(self) -> Json:
        contacts = sorted(self._records["contacts"], key=lambda one: str(one["createdAt"]))
        ids = {f"contacts/{one['id']}": f"contacts/{1000 + place}" for place, one in enumerate(contacts)}
        renamed = [{**one, "id": ids[f"contacts/{one['id']}"].partition("/")[2]} for one in contacts]
        links = [{"from": ids.get(start, start), "to": ids.get(end, end)} for start, end in self._links]
        return {**self._records, "contacts": renamed, "associations": links}

    def tell(self, tale: Tale) -> None:
        lead, account = tale.dossier.lead, tale.dossier.account
        own = tale.dossier.own_signals
        contact = self._add("contacts", tale.created_at, _lead_properties(lead, tale, self._addresses))
        self._write_signals(contact, tale, own)
        _write(contact, "lifecyclestage", tale.met_at if tale.handed_on else None, "marketingqualifiedlead")
        _write(contact, "lifecyclestage", tale.deal_at, "opportunity")
        _write(contact, "hs_lead_status", tale.given_up_at, "UNQUALIFIED")
        if not lead.title:
            _write(contact, "jobtitle", tale.filled_in_at, tale.state.person.title)
        company = self._company(tale, account) if account.id else None
        if company:
            self._link("contacts", contact, "companies", company)
            for colleague in tale.dossier.colleagues:
                self._colleague(tale, colleague, company)
        if tale.deal_at:
            self._deal(tale, contact, company)

    def _company(self, tale: Tale, account: Account) -> Json:
        known = {
            "name": account.name,
            "domain": account.domain,
            "numberofemployees": f"{account.employees:.0f}" if account.employees else "",
            "industry": _INDUSTRIES.get(account.industry, account.industry.upper().replace(" ", "_")),
            "country": account.country,
            "web_technologies": ";".join(account.technologies),
        }
        company = self._add("companies", tale.company_at, known)
        if not account.employees:
            _write(company, "numberofemployees", tale.filled_in_at, str(tale.state.company.employees))
        if tale.won:
            _write(company, "lifecyclestage", tale.closed_at, "customer")
        return company

    def _colleague(self, tale: Tale, colleague: Colleague, company: Json) -> None:
        signals = [signal for signal in tale.dossier.signals if signal.lead_id == colleague.id]
        known = {
            "email": self._addresses.one(colleague.email),
            "firstname": colleague.first_name,
            "lastname": colleague.last_name,
            "jobtitle": colleague.title,
            "lifecyclestage": "lead",
        }
        contact = self._add("contacts", tale.first_seen_at(colleague.id), known)
        self._write_signals(contact, tale, signals)
        self._link("contacts", contact, "companies", company)

    def _deal(self, tale: Tale, contact: Json, company: Json | None) -> None:
        assert tale.deal_at is not None
        known = {"dealname": f"Deal {tale.number}", "dealstage": "appointmentscheduled", "amount": f"{tale.amount:.0f}"}
        deal = self._add("deals", tale.deal_at, known)
        if tale.closed_at:
            _write(deal, "dealstage", tale.closed_at - (tale.closed_at - tale.deal_at) / 2, "presentationscheduled")
            _write(deal, "dealstage", tale.closed_at, "closedwon" if tale.won else "closedlost")
            _write(deal, "closedate", tale.closed_at, render_instant(tale.closed_at) or "")
        self._link("deals", deal, "contacts", contact)
        if company:
            self._link("deals", deal, "companies", company)
        start = render_instant(tale.deal_at)
        meeting = {"hs_timestamp": start, "hs_meeting_start_time": start, "hs_meeting_outcome": "COMPLETED"}
        self._link("meetings", self._add("meetings", tale.deal_at, meeting), "contacts", contact)

    def _write_signals(self, contact: Json, tale: Tale, signals: Iterable[Signal]) -> None:
        for signal in sorted(signals, key=lambda one: one.received_at):
            occurred_at, known_at = tale.at(signal)
            if signal.kind in _DATED:
                _write_dated(contact, signal, occurred_at, known_at)
            elif signal.kind == "email_unsubscribe":
                _write(contact, "hs_email_optout", known_at, "true")
            elif signal.kind == "email_reply":
                mail = {"hs_email_direction": "INCOMING_EMAIL", "hs_email_text": signal.text("text")}
                self._engage("emails", contact, occurred_at, known_at, mail)
            elif signal.kind == "sales_activity":
                self._engage("calls", contact, occurred_at, known_at, _call(signal))

    def _engage(self, kind: str, contact: Json, occurred_at: datetime, known_at: datetime, facts: Json) -> None:
        record = self._add(kind, known_at, {"hs_timestamp": render_instant(occurred_at), **facts})
        self._link(kind, record, "contacts", contact)

    def _add(self, kind: str, created_at: datetime, properties: Mapping[str, Any]) -> Json:
        known = {name: value for name, value in properties.items() if value}
        record: Json = {"id": str(1000 + len(self._records[kind])), "properties": known, "history": {}}
        record["createdAt"] = render_instant(created_at)
        self._records[kind].append(record)
        return record

    def _link(self, kind: str, record: Json, other_kind: str, other: Json) -> None:
        self._links.append((f"{kind}/{record['id']}", f"{other_kind}/{other['id']}"))


def _lead_properties(lead: Lead, tale: Tale, addresses: Addresses) -> Json:
    return {
        "email": addresses.one(lead.email),
        "firstname": lead.first_name,
        "lastname": lead.last_name,
        "jobtitle": lead.title,
        "country": lead.country,
        "lifecyclestage": "lead",
        "company": tale.dossier.account.name,
    }


def _call(signal: Signal) -> Json:
    result = signal.text("result")
    revisit_on = signal.text("revisit_on")
    said = signal.text("text") or _SAID.get(result, "") or (f"Call back on {revisit_on}." if revisit_on else "")
    return {"hs_call_body": said, "hs_call_disposition": NO_ANSWER if result == "no_answer" else CONNECTED}


def _write_dated(contact: Json, signal: Signal, occurred_at: datetime, known_at: datetime) -> None:
    time_name, name, fact = _DATED[signal.kind]
    told = signal.text(fact)
    if signal.kind == "form_submission":
        told = _FORMS.get(told, "Website: Form")
        _write(contact, "message", known_at, signal.text("message"))
    _write(contact, name, known_at, told)
    _write(contact, time_name, known_at, render_instant(occurred_at) or "")


def _write(record: Json, name: str, at: datetime | None, value: str) -> None:
    if at is not None and value:
        record["history"].setdefault(name, []).append({"value": value, "timestamp": render_instant(at)})
