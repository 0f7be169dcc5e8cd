"""A sandbox Salesforce with the same small company in it, and the adapter that works on it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from leadgate.crm.fields import FIELD_BY_NAME
from leadgate.crm.salesforce.adapter import SalesforceCrm
from leadgate.crm.salesforce.config import SalesforceConfig
from leadgate.crm.salesforce.ids import OBJECTS, PREFIXES
from leadgate.embedded.database import Database
from leadgate.embedded.store import SqliteStore
from leadgate.sandbox.salesforce import AppSettings, Rule, SalesforceSandbox, record_id, seeded_org
from leadgate.sandbox.salesforce.custom_fields import drop_field
from leadgate.sandbox.salesforce.org import Row
from leadgate.sandbox.salesforce.writing import convert, create, delete, merge, put_system, update
from tests.contract.hubspot_world import SteppingClock

USER, SDR, QUEUE = record_id("005", 11), record_id("005", 12), record_id("00G", 13)
ACME, SAHARA = record_id("001", 77), record_id("001", 78)
JENNIFER, CFO, VP, FOREIGN = (record_id("003", number) for number in (501, 502, 503, 520))
ALONE = record_id("00Q", 510)
DEALS = tuple(record_id("006", number) for number in (900, 901, 902))
TEXT = {"type": "Text", "length": 255}

SEED: dict[str, Any] = {
    "fields": {
        "Account": {
            "Technologies__c": {**TEXT, "label": "Technologies"},
            "Target_Account__c": {"type": "Checkbox", "label": "Target account"},
        },
        "Opportunity": {"Loss_Reason__c": {**TEXT, "label": "Loss reason"}},
    },
    "records": {
        "User": [
            {"Id": USER, "Username": "rep@seller.example", "LastName": "Rep", "IsActive": True},
            {"Id": SDR, "Username": "sdr@seller.example", "LastName": "SDR", "IsActive": True},
        ],
        "Group": [{"Id": QUEUE, "Name": "Enterprise", "Type": "Queue"}],
        "Account": [
            {
                "Id": ACME,
                "Name": "Acme Manufacturing",
                "Website": "https://www.acme.example/home",
                "Industry": "Industrial automation",
                "NumberOfEmployees": 500,
                "AnnualRevenue": 120_000_000,
                "BillingCountry": "United States",
                "BillingState": "Ohio",
                "Technologies__c": "SAP ERP;Microsoft 365",
                "Target_Account__c": True,
                "OwnerId": SDR,
            },
            {"Id": SAHARA, "Name": "Sahara", "Type": "Customer - Direct"},
        ],
        "Contact": [
            {
                "Id": JENNIFER,
                "CreatedDate": "2026-09-30T14:02:00Z",
                "FirstName": "Jennifer",
                "LastName": "Martinez",
                "Email": "jennifer@acme.example",
                "Title": "Director of Operations",
                "MailingCountry": "United States",
                "MailingState": "Ohio",
                "AccountId": ACME,
                "OwnerId": USER,
            },
            {"Id": CFO, "FirstName": "David", "LastName": "Kim", "Email": "cfo@acme.example", "Title": "CFO"},
            {"Id": VP, "LastName": "Lindqvist", "Email": "vp@acme.example", "Title": "VP"},
            {"Id": FOREIGN, "FirstName": "محمد \u200f", "LastName": "الأمين 🚀 👩‍🔬", "AccountId": SAHARA},
        ],
        "Lead": [{"Id": ALONE, "LastName": "Alone", "Email": "alone@nowhere.example", "Company": "Nowhere Ltd"}],
        "Opportunity": [
            {"Id": DEALS[0], "Name": "Line 3", "StageName": "Qualified to buy", "Amount": 85_000, "AccountId": ACME},
            {"Id": DEALS[1], "Name": "Line 1", "StageName": "Closed Won", "Amount": 60_000, "AccountId": ACME},
            {"Id": DEALS[2], "Name": "Line 2", "StageName": "Closed Lost", "Loss_Reason__c": "No budget this year"},
        ],
        "OpportunityContactRole": [{"OpportunityId": DEALS[2], "ContactId": JENNIFER}],
    },
}
for _person in SEED["records"]["Contact"][1:3]:
    _person["AccountId"] = ACME
for _deal, _day in zip(SEED["records"]["Opportunity"], ("2027-01-31", "2025-05-01", "2025-08-01"), strict=True):
    _deal["CloseDate"] = _day


@dataclass
class SalesforceWorld:
    """The people's and the company's ids are ours; what is done here, a person does in Salesforce's own pages."""

    crm: SalesforceCrm
    sandbox: SalesforceSandbox
    clock: SteppingClock
    config: SalesforceConfig
    stores: Path
    databases: list[Database]

    lead = f"salesforce:contact:{JENNIFER}"
    alone = f"salesforce:lead:{ALONE}"
    foreign = f"salesforce:contact:{FOREIGN}"
    account = f"salesforce:account:{ACME}"
    colleagues = (f"salesforce:contact:{VP}", f"salesforce:contact:{CFO}")
    deal = f"salesforce:opportunity:{DEALS[2]}"
    deal_of_nobody = f"salesforce:opportunity:{DEALS[1]}"
    owner = USER
    other_owner = SDR
    lifecycle = ""
    notes_hold_markup = False
    nobody = f"salesforce:contact:{record_id('003', 4711)}"
    nonsense = (
        f"salesforce:account:{ACME}",
        f"salesforce:lead:{JENNIFER}",
        "hubspot:contact:501",
        JENNIFER,
        "",
        "salesforce:contact:0035g' or Id != '",
    )

    def row(self, our_id: str) -> Row:
        name, salesforce_id = _place(our_id)
        found = self.sandbox.org.find(name, salesforce_id)
        assert found is not None
        return found

    def value(self, our_id: str, name: str) -> str:
        """What stands on the record: in one of our fields, or in a field of the CRM's."""
        ours = FIELD_BY_NAME.get(name)
        value = self.row(our_id).get(ours.salesforce_name if ours else name)
        if value is None:
            return ""
        return f"{value:g}" if isinstance(value, float) else str(value)

    def put(self, our_id: str, name: str, text: Any) -> None:
        """Somebody writes a value by hand."""
        ours = FIELD_BY_NAME.get(name)
        value = float(text) if ours and ours.type == "number" else text
        org = self.sandbox.org
        with org.lock:
            kind = org.schema.get(_place(our_id)[0])
            update(org, kind, self.row(our_id), {ours.salesforce_name if ours else name: value}, org.admin)

    def put_system(self, our_id: str, name: str, text: str) -> None:
        """A value comes in past every rule, as by an import."""
        org = self.sandbox.org
        put_system(org, org.schema.get(_place(our_id)[0]), self.row(our_id), {name: text}, org.admin)

    def log_call(self, lead_id: str) -> None:
        """Somebody of sales has talked to the lead just now."""
        org = self.sandbox.org
        task = {"WhoId": _place(lead_id)[1], "Subject": "Call", "TaskSubtype": "Call", "Status": "Completed"}
        create(org, org.schema.get("Task"), task, org.admin)

    def notes(self, lead_id: str) -> list[str]:
        return [row["Description"] or "" for row in self._tasks(lead_id)]

    def drop_notes(self, lead_id: str) -> None:
        for row in self._tasks(lead_id):
            delete(self.sandbox.org, self.sandbox.org.schema.get("Task"), row, self.sandbox.org.admin)

    def emails(self, lead_id: str) -> list[str]:
        """Subjects of the e-mails on the record."""
        rows = [row for row in self.sandbox.org.live("Task") if row["WhoId"] == _place(lead_id)[1]]
        return [row["Subject"] for row in rows if row.get("TaskSubtype") == "Email"]

    def tasks(self, lead_id: str) -> list[dict[str, str]]:
        """The tasks on the record in our words: owner, due, urgent, state (`open`, `ended`, `put off`)."""
        return [
            {
                "owner": row.get("OwnerId") or "",
                "due": row.get("ActivityDate") or "",
                "urgent": str(row.get("Priority") == "High"),
                "state": "ended" if row.get("IsClosed") else "put off" if row.get("Status") == "Deferred" else "open",
            }
            for row in self._tasks(lead_id)
        ]

    def end_tasks(self, lead_id: str) -> None:
        """The rep has done them."""
        org = self.sandbox.org
        for row in self._tasks(lead_id):
            update(org, org.schema.get("Task"), row, {"Status": "Completed"}, org.admin)

    def _tasks(self, lead_id: str) -> list[Row]:
        """Handoffs; e-mails stand among a record's tasks too."""
        rows = [row for row in self.sandbox.org.live("Task") if row["WhoId"] == _place(lead_id)[1]]
        return [row for row in rows if row.get("TaskSubtype") != "Email"]

    def delete(self, our_id: str) -> None:
        org = self.sandbox.org
        delete(org, org.schema.get(_place(our_id)[0]), self.row(our_id), org.admin)

    def individual(self, our_id: str, last_name: str) -> str:
        """The person has an Individual from now on; its id."""
        org = self.sandbox.org
        made = create(org, org.schema.get("Individual"), {"LastName": last_name}, org.admin)
        self.put(our_id, "IndividualId", made["Id"])
        return f"salesforce:individual:{made['Id']}"

    def merge(self, into: str, gone: str) -> None:
        """A contact into a contact; a lead is converted to the contact."""
        org = self.sandbox.org
        if _place(gone)[0] == "Lead":
            convert(org, self.row(gone), self.row(into), None, org.admin)
        else:
            merge(org, org.schema.get("Contact"), self.row(into), self.row(gone), org.admin)

    def purge(self, our_id: str) -> None:
        """The recycle bin is emptied."""
        kind, record_id = _place(our_id)
        del self.sandbox.org.records[kind][record_id]

    def refuse(self, our_id: str, name: str, words: str, *, field_named: bool = True) -> None:
        """The admin's rule: nobody may write this field."""
        rule = Rule(_place(our_id)[0], FIELD_BY_NAME[name].salesforce_name, words, field_named)
        self.sandbox.org.rules.append(rule)

    def drop_field(self, our_id: str, name: str) -> None:
        drop_field(self.sandbox.org, _place(our_id)[0], FIELD_BY_NAME[name].salesforce_name)

    def hire(self, count: int) -> list[str]:
        """So many more contacts in the company of `lead`; their ids."""
        org = self.sandbox.org
        hired = []
        for number in range(count):
            values = {"LastName": f"Person {number}", "Email": f"person{number}@acme.example", "AccountId": ACME}
            hired.append(create(org, org.schema.get("Contact"), {**values, "Title": "Planner"}, org.admin)["Id"])
        return [f"salesforce:contact:{one}" for one in hired]

    def another_worker(self, *, shares_memory: bool = True, **changes: Any) -> SalesforceCrm:
        """A new process; without the memory it has never heard of anything that was done."""
        store = _store(self.stores / ("store" if shares_memory else f"store{len(self.databases)}"), self.databases)
        return SalesforceCrm(replace(self.config, **changes), store, self.clock, self.clock.sleep)


def _place(our_id: str) -> tuple[str, str]:
    salesforce_id = our_id.split(":")[-1]
    return OBJECTS[PREFIXES[salesforce_id[:3]]], salesforce_id


def _store(path: Path, databases: list[Database]) -> SqliteStore:
    databases.append(Database(path))
    return SqliteStore(databases[-1])


@contextmanager
def salesforce_world(
    path: Path, settings: AppSettings | None = None, seed: Mapping[str, Any] = SEED, **changes: Any
) -> Iterator[SalesforceWorld]:
    """changes: to the adapter's configuration. The sandbox goes by the same clock, which only sleeping moves."""
    clock = SteppingClock()
    settings = settings or AppSettings()
    app = settings.client_app
    with SalesforceSandbox(seeded_org(seed, clock), settings) as sandbox:
        plain = SalesforceConfig(
            sandbox.url, app.consumer_key, consumer_secret=app.consumer_secret, read_timeout_seconds=5.0
        )
        config = replace(plain, **changes)
        databases: list[Database] = []
        crm = SalesforceCrm(config, _store(path / "store", databases), clock, clock.sleep)
        try:
            yield SalesforceWorld(crm, sandbox, clock, config, path, databases)
        finally:
            for database in databases:
                database.close()
