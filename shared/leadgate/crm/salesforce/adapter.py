"""The port `Crm` on Salesforce."""

from typing import Final

from simple_salesforce.format import format_soql

from leadgate.crm.logged_once import log_once
from leadgate.crm.one_note import NoteKeeper
from leadgate.crm.one_task import TaskKeeper
from leadgate.crm.patience import Sleep
from leadgate.crm.reading import read_domain
from leadgate.crm.salesforce.calendar import SalesforceCalendar
from leadgate.crm.salesforce.client import Row, SalesforceClient
from leadgate.crm.salesforce.config import SalesforceConfig
from leadgate.crm.salesforce.emails import SalesforceEmails
from leadgate.crm.salesforce.ids import is_sweep, our_id, place_of
from leadgate.crm.salesforce.own_user import recall_user_id, remember_identity
from leadgate.crm.salesforce.read import LeadReader
from leadgate.crm.salesforce.replies import RefusedError
from leadgate.crm.salesforce.setup import relay_advice, setup_steps
from leadgate.crm.salesforce.soql import select, where
from leadgate.crm.salesforce.sweep import changed_since
from leadgate.crm.salesforce.tasks import SalesforceTasks
from leadgate.crm.salesforce.todo import SalesforceTodo
from leadgate.crm.salesforce.write import LeadWriter
from leadgate.crm.setup_steps import carry_out, plan_of
from leadgate.errors import PermanentError
from leadgate.ports import Clock, Store
from leadgate.ports.calendar import Calendar
from leadgate.ports.crm import CrmRecord, EventsTo, SentEmail, WriteBack, Written

MOST_PEOPLE_CONCERNED: Final = 100
MOST_ACCOUNTS_LOOKED_AT: Final = 50


class SalesforceCrm:
    """May be shared by workers in threads."""

    def __init__(self, config: SalesforceConfig, store: Store, clock: Clock, sleep: Sleep) -> None:
        self._store = store
        self._client = SalesforceClient(config, clock, sleep, lambda identity: remember_identity(store, identity))
        self._reader = LeadReader(config, self._client, clock)
        tasks = SalesforceTasks(self._client, clock)
        self._notes = NoteKeeper(tasks, store, "salesforce")
        todo = TaskKeeper(SalesforceTodo(self._client, tasks), store, "salesforce")
        self._writer = LeadWriter(self._client, self._notes, todo)
        self.calendar = SalesforceCalendar(self._client)

    def read(self, lead_id: str) -> CrmRecord | None:
        return self._reader.read(lead_id)

    def write(self, record: CrmRecord, wanted: WriteBack) -> Written:
        return self._writer.write(record, wanted)

    def retire(self, lead_id: str) -> bool:
        try:
            return self._notes.retire(place_of(lead_id, "lead", "contact")[1])
        except RefusedError:
            return False

    @property
    def calendar_by_link(self) -> Calendar:
        raise PermanentError("Salesforce has no meeting links: a rep's calendar.kind can be crm or caldav")

    def log_email(self, lead_id: str, email: SentEmail) -> None:
        person = place_of(lead_id, "lead", "contact")[1]
        log_once(SalesforceEmails(self._client), person, email, self._store, "salesforce")

    @property
    def calls(self) -> int:
        return self._client.calls

    def leads_of(self, record_id: str) -> tuple[str, ...]:
        if is_sweep(record_id):
            return changed_since(self._client, record_id)
        kind, salesforce_id = place_of(record_id, "account", "opportunity", "task", "individual")
        if kind == "task":
            return self._leads_of_task(salesforce_id)
        if kind == "individual":
            return self._people_where("IndividualId", salesforce_id)
        if kind == "account":
            return self._people(salesforce_id)
        soql = "SELECT ContactId FROM OpportunityContactRole WHERE OpportunityId = {} ORDER BY CreatedDate DESC"
        return _ours(self._client.query(format_soql(soql, salesforce_id)), "ContactId")

    def find(self, email: str) -> tuple[str, ...]:
        """Those in the recycle bin too."""
        return self._people_where("Email", email, deleted=True)

    def find_accounts(self, domain: str) -> tuple[str, ...]:
        """Websites are written in many ways, so that whatever holds the domain is looked at."""
        soql = select(("Id", "Website"), "Account", where("Website LIKE '%{:like}%'", domain), MOST_ACCOUNTS_LOOKED_AT)
        return _accounts_at(domain, self._client.query(soql))

    def _people_where(self, field: str, value: str, deleted: bool = False) -> tuple[str, ...]:
        """field: of leads and contacts alike."""
        soqls = [select(("Id",), name, where(f"{field} = {{}}", value)) for name in ("Lead", "Contact")]
        return tuple(one for soql in soqls for one in _ours(self._client.query(soql, deleted=deleted), "Id"))

    def ensure_fields(self) -> tuple[str, ...]:
        """Make those of our fields, permissions and change events that the org lacks; the names of what was made."""
        return self.set_up()

    def set_up(self, events_to: EventsTo | None = None) -> tuple[str, ...]:
        """The same, and the event relay where one is asked for."""
        return carry_out(setup_steps(self._client, self._user_id(), events_to))

    def lacks(self, events_to: EventsTo | None = None) -> tuple[str, ...]:
        """What `set_up` would make; nothing is changed."""
        return plan_of(setup_steps(self._client, self._user_id(), events_to))

    def advice(self) -> tuple[str, ...]:
        """What a person has to do yet for change events to arrive."""
        return relay_advice(self._client)

    def _user_id(self) -> str:
        """Who we are is told at the login, which the first call brings about."""
        if recall_user_id(self._store) is None:
            self._client.query("SELECT Id FROM Organization LIMIT 1")
        user_id = recall_user_id(self._store)
        if user_id is None:
            raise PermanentError("Salesforce does not tell who our user is")
        return user_id

    def _leads_of_task(self, task_id: str) -> tuple[str, ...]:
        """Whom it is with; where it is with nobody, the people of its account."""
        found = self._client.query(format_soql("SELECT WhoId, AccountId FROM Task WHERE Id = {}", task_id))
        people = _ours(found, "WhoId")
        accounts = [str(row["AccountId"]) for row in found if row.get("AccountId")]
        return people or tuple(one for account in accounts for one in self._people(account))

    def _people(self, account_id: str) -> tuple[str, ...]:
        soql = "SELECT Id FROM Contact WHERE AccountId = {} ORDER BY CreatedDate DESC, Id DESC LIMIT {}"
        return _ours(self._client.query(format_soql(soql, account_id, MOST_PEOPLE_CONCERNED)), "Id")


def _ours(rows: list[Row], name: str) -> tuple[str, ...]:
    """Our ids of the people that a field names."""
    found = dict.fromkeys(our_id(str(row.get(name) or "")) for row in rows)
    return tuple(one for one in found if one and one.split(":")[1] in ("lead", "contact"))


def _accounts_at(domain: str, rows: list[Row]) -> tuple[str, ...]:
    found = [our_id(str(row["Id"])) for row in rows if read_domain(str(row.get("Website") or "")) == domain]
    return tuple(one for one in found if one)
