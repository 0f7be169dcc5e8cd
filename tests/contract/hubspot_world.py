"""A sandbox HubSpot with a small company in it, and the adapter that works on it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from leadgate.crm.fields import FIELD_BY_NAME
from leadgate.crm.hubspot.adapter import HubSpotCrm
from leadgate.crm.hubspot.config import HubSpotConfig
from leadgate.embedded.database import Database
from leadgate.embedded.store import SqliteStore
from leadgate.sandbox.hubspot import AppSettings, HubSpotSandbox, seeded_state
from leadgate.sandbox.hubspot.archiving import archive
from leadgate.sandbox.hubspot.associating import associate
from leadgate.sandbox.hubspot.merging import forget_person, merge_records
from leadgate.sandbox.hubspot.object_types import object_type
from leadgate.sandbox.hubspot.records import crm_user
from leadgate.sandbox.hubspot.rules import Rule
from leadgate.sandbox.hubspot.writing import create, put_system, update

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
PERSON = crm_user(4)
TYPES = {"contact": "contacts", "company": "companies", "deal": "deals"}

SEED: dict[str, Any] = {
    "owners": [{"id": "11", "email": "rep@seller.example"}, {"id": "12", "email": "sdr@seller.example"}],
    "contacts": [
        {
            "id": "501",
            "createdAt": "2026-09-30T14:02:00Z",
            "properties": {
                "email": "jennifer@acme.example",
                "firstname": "Jennifer",
                "lastname": "Martinez",
                "jobtitle": "Director of Operations",
                "country": "United States",
                "state": "Ohio",
                "lifecyclestage": "lead",
                "hubspot_owner_id": "11",
                "hs_persona": "persona_2",
            },
        },
        {"id": "502", "properties": {"email": "cfo@acme.example", "firstname": "David", "jobtitle": "CFO"}},
        {"id": "503", "properties": {"email": "vp@acme.example", "lastname": "Lindqvist", "jobtitle": "VP"}},
        {"id": "510", "properties": {"email": "alone@nowhere.example", "company": "Nowhere Ltd", "industry": "Retail"}},
        {
            "id": "520",
            "properties": {"email": "m@sahara.example", "firstname": "محمد \u200f", "lastname": "الأمين 🚀 👩‍🔬"},
        },
    ],
    "companies": [
        {
            "id": "77",
            "properties": {
                "name": "Acme Manufacturing",
                "domain": "acme.example",
                "industry": "INDUSTRIAL_AUTOMATION",
                "numberofemployees": "500",
                "annualrevenue": "120000000",
                "country": "United States",
                "state": "Ohio",
                "web_technologies": "SAP ERP;Microsoft 365",
                "hs_is_target_account": "true",
                "hubspot_owner_id": "12",
            },
        },
        {"id": "78", "properties": {"name": "Sahara", "lifecyclestage": "customer"}},
    ],
    "deals": [
        {"id": "900", "properties": {"dealname": "Line 3", "dealstage": "qualifiedtobuy", "amount": "85000"}},
        {
            "id": "901",
            "properties": {
                "dealname": "Line 1",
                "dealstage": "closedwon",
                "amount": "60000",
                "closedate": "2025-05-01",
            },
        },
        {
            "id": "902",
            "properties": {
                "dealname": "Line 2",
                "dealstage": "closedlost",
                "closedate": "2025-08-01",
                "closed_lost_reason": "No budget this year",
            },
        },
    ],
    "associations": [
        {"from": "contacts/501", "to": "companies/77"},
        {"from": "contacts/502", "to": "companies/77"},
        {"from": "contacts/503", "to": "companies/77"},
        {"from": "contacts/520", "to": "companies/78"},
        {"from": "deals/900", "to": "companies/77"},
        {"from": "deals/901", "to": "companies/77"},
        {"from": "deals/902", "to": "contacts/501"},
    ],
}


@dataclass
class SteppingClock:
    """Time passes only while somebody sleeps."""

    at: datetime = NOON
    slept: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += timedelta(seconds=seconds)


@dataclass
class HubSpotWorld:
    """`lead` has company, colleagues and deals; `alone` has no company; `foreign` has an Arabic name with emoji."""

    crm: HubSpotCrm
    sandbox: HubSpotSandbox
    clock: SteppingClock
    config: HubSpotConfig
    stores: Path
    databases: list[Database]
    lead = "hubspot:contact:501"
    alone = "hubspot:contact:510"
    foreign = "hubspot:contact:520"
    account = "hubspot:company:77"
    colleagues = ("hubspot:contact:503", "hubspot:contact:502")
    deal = "hubspot:deal:902"
    deal_of_nobody = "hubspot:deal:901"
    owner = "11"
    other_owner = "12"
    lifecycle = "lead"
    notes_hold_markup = True
    nobody = "hubspot:contact:4711"
    nonsense = ("hubspot:company:77", "salesforce:lead:501", "501", "", "hubspot:contact:5 or 1=1")

    def value(self, our_id: str, name: str) -> str:
        """What stands on the record: in one of our fields, or in a property of the CRM's."""
        kind, record_id = _place(our_id)
        ours = FIELD_BY_NAME.get(name)
        record = self.sandbox.state.find(kind, record_id)
        return (record.value(ours.hubspot_name if ours else name) if record else None) or ""

    def put(self, our_id: str, name: str, text: str) -> None:
        """Somebody writes a value by hand."""
        kind, record_id = _place(our_id)
        ours = FIELD_BY_NAME.get(name)
        with self.sandbox.state.lock:
            record = self.sandbox.state.find(kind, record_id)
            assert record is not None
            update(self.sandbox.state, record, {ours.hubspot_name if ours else name: text}, PERSON)

    def put_system(self, our_id: str, name: str, text: str) -> None:
        """HubSpot writes a value that only it can write."""
        kind, record_id = _place(our_id)
        record = self.sandbox.state.find(kind, record_id)
        assert record is not None
        put_system(self.sandbox.state, record, name, text, PERSON)

    def log_call(self, lead_id: str) -> None:
        """Somebody of sales has talked to the lead just now."""
        self.put_system(lead_id, "notes_last_contacted", self.clock.at.isoformat())

    def notes(self, lead_id: str) -> list[str]:
        contact = ("contacts", _place(lead_id)[1])
        found = [self.sandbox.state.find("notes", one) for one, _ in self.sandbox.state.links.of(contact, "notes")]
        return [note.value("hs_note_body") or "" for note in found if note]

    def emails(self, lead_id: str) -> list[str]:
        """Subjects of the e-mails on the record."""
        return [email.value("hs_email_subject") or "" for email in self._linked(lead_id, "emails")]

    def tasks(self, lead_id: str) -> list[dict[str, str]]:
        """The tasks on the record in our words: owner, due, urgent, state (`open`, `ended`, `put off`)."""
        states = {"COMPLETED": "ended", "DEFERRED": "put off"}
        return [
            {
                "owner": task.value("hubspot_owner_id") or "",
                "due": (task.value("hs_timestamp") or "")[:10],
                "urgent": str(task.value("hs_task_priority") == "HIGH"),
                "state": states.get(task.value("hs_task_status") or "", "open"),
            }
            for task in self._linked(lead_id, "tasks")
        ]

    def end_tasks(self, lead_id: str) -> None:
        """The rep has done them."""
        for task in self._linked(lead_id, "tasks"):
            update(self.sandbox.state, task, {"hs_task_status": "COMPLETED"}, PERSON)

    def _linked(self, lead_id: str, kind: str) -> list[Any]:
        contact = ("contacts", _place(lead_id)[1])
        found = [self.sandbox.state.find(kind, one) for one, _ in self.sandbox.state.links.of(contact, kind)]
        return [one for one in found if one]

    def drop_notes(self, lead_id: str) -> None:
        contact = ("contacts", _place(lead_id)[1])
        for one, _ in self.sandbox.state.links.of(contact, "notes"):
            self.delete(f"note:{one}")

    def delete(self, our_id: str) -> None:
        kind, record_id = _place(our_id)
        record = self.sandbox.state.find(kind, record_id)
        assert record is not None
        archive(self.sandbox.state, record, PERSON)

    def forget(self, our_id: str) -> None:
        """A privacy deletion."""
        kind, record_id = _place(our_id)
        record = self.sandbox.state.find(kind, record_id)
        assert record is not None
        forget_person(self.sandbox.state, record, PERSON)

    def merge(self, into: str, gone: str) -> None:
        contacts = object_type("contacts")
        left, other = (self.sandbox.state.get(contacts, _place(one)[1]) for one in (into, gone))
        merge_records(self.sandbox.state, contacts, left, other, PERSON)

    def purge(self, our_id: str) -> None:
        """HubSpot no longer knows into whom the record was merged."""
        self.sandbox.state.merged_into.pop(("contacts", our_id.split(":")[-1]))

    def refuse(self, our_id: str, name: str, words: str) -> None:
        """The admin's rule: nobody may write this field."""
        ours = FIELD_BY_NAME.get(name)
        rule = Rule(_place(our_id)[0], ours.hubspot_name if ours else name, "refuse", words)
        self.sandbox.state.rules.append(rule)

    def drop_field(self, our_id: str, name: str) -> None:
        kind = _place(our_id)[0]
        self.sandbox.state.schema.archive(kind, FIELD_BY_NAME[name].hubspot_name, self.clock.now())

    def hire(self, count: int) -> list[str]:
        """So many more contacts in the company of `lead`; their ids."""
        hired = []
        for number in range(count):
            values = {"email": f"person{number}@acme.example", "firstname": f"Person {number}", "jobtitle": "Planner"}
            person = create(self.sandbox.state, object_type("contacts"), values, PERSON)
            associate(self.sandbox.state, ("contacts", person.id), _place(self.account), [], PERSON)
            hired.append(f"hubspot:contact:{person.id}")
        return hired

    def another_worker(self, *, shares_memory: bool = True, **changes: Any) -> HubSpotCrm:
        """A new process; without the memory it has never heard of anything that was done."""
        store = _store(self.stores / ("store" if shares_memory else f"store{len(self.databases)}"), self.databases)
        return HubSpotCrm(replace(self.config, **changes), store, self.clock, self.clock.sleep)


def _place(our_id: str) -> tuple[str, str]:
    kind, record_id = our_id.split(":")[-2:]
    return TYPES.get(kind, f"{kind}s"), record_id


def _store(path: Path, databases: list[Database]) -> SqliteStore:
    databases.append(Database(path))
    return SqliteStore(databases[-1])


@contextmanager
def hubspot_world(
    path: Path, settings: AppSettings | None = None, seed: Mapping[str, Any] = SEED, **changes: Any
) -> Iterator[HubSpotWorld]:
    """changes: to the adapter's configuration. The sandbox goes by the same clock, which only sleeping moves."""
    clock = SteppingClock()
    settings = settings or AppSettings()
    with HubSpotSandbox(seeded_state(dict(seed), clock), settings) as sandbox:
        plain = HubSpotConfig(sandbox.url, settings.access_token, str(settings.app_id), read_timeout_seconds=5.0)
        config = replace(plain, **changes)
        databases: list[Database] = []
        crm = HubSpotCrm(config, _store(path / "store", databases), clock, clock.sleep)
        try:
            yield HubSpotWorld(crm, sandbox, clock, config, path, databases)
        finally:
            for database in databases:
                database.close()
