"""The port `Crm` on HubSpot."""

from collections.abc import Iterator

from leadgate.crm.hubspot.batches import ObjectType, associated, companies_at, contacts_with
from leadgate.crm.hubspot.calendar import HubSpotCalendar
from leadgate.crm.hubspot.client import HubSpotClient
from leadgate.crm.hubspot.config import HubSpotConfig
from leadgate.crm.hubspot.emails import HubSpotEmails
from leadgate.crm.hubspot.ids import Kind, hubspot_id, our_id
from leadgate.crm.hubspot.meeting_links import HubSpotMeetingLinks
from leadgate.crm.hubspot.notes import HubSpotNotes
from leadgate.crm.hubspot.own_app import OwnApp
from leadgate.crm.hubspot.read import LeadReader
from leadgate.crm.hubspot.replies import RefusedError
from leadgate.crm.hubspot.setup import setup_steps
from leadgate.crm.hubspot.tasks import HubSpotTasks
from leadgate.crm.hubspot.write import LeadWriter
from leadgate.crm.logged_once import log_once
from leadgate.crm.one_note import NoteKeeper
from leadgate.crm.one_task import TaskKeeper
from leadgate.crm.patience import Sleep
from leadgate.crm.setup_steps import Step, carry_out, plan_of
from leadgate.ports import Clock, Store
from leadgate.ports.crm import CrmRecord, EventsTo, SentEmail, WriteBack, Written

MOST_CONTACTS_CONCERNED = 100


class HubSpotCrm:
    """May be shared by workers in threads; all workers of an app share one rate limit through the store."""

    def __init__(self, config: HubSpotConfig, store: Store, clock: Clock, sleep: Sleep) -> None:
        self._client = HubSpotClient(config, store, clock, sleep)
        self._reader = LeadReader(config, self._client, clock)
        self._own_app = OwnApp(config, self._client.token_owner, store, clock)
        self._store = store
        self._notes = NoteKeeper(HubSpotNotes(self._client, clock), store, "hubspot")
        tasks = TaskKeeper(HubSpotTasks(self._client), store, "hubspot")
        self._writer = LeadWriter(self._client, self._notes, tasks)
        self.calendar = HubSpotCalendar(self._client)
        self.calendar_by_link = HubSpotMeetingLinks(self._client, self.calendar)

    def read(self, lead_id: str) -> CrmRecord | None:
        return self._reader.read(lead_id)

    def write(self, record: CrmRecord, wanted: WriteBack) -> Written:
        self.own_app_id()  # known, and remembered, before the webhook of this write comes back
        return self._writer.write(record, wanted)

    def retire(self, lead_id: str) -> bool:
        try:
            return self._notes.retire(hubspot_id(lead_id, "contact"))
        except RefusedError:
            return False

    def log_email(self, lead_id: str, email: SentEmail) -> None:
        log_once(HubSpotEmails(self._client), hubspot_id(lead_id, "contact"), email, self._store, "hubspot")

    def own_app_id(self) -> str | None:
        """The app that our token belongs to; None as long as neither the settings nor HubSpot tell."""
        return self._own_app.id()

    @property
    def calls(self) -> int:
        return self._client.calls

    def leads_of(self, record_id: str) -> tuple[str, ...]:
        kind: Kind = "deal" if record_id.startswith("hubspot:deal:") else "company"
        start: ObjectType = "deals" if kind == "deal" else "companies"
        contacts = associated(self._client, start, hubspot_id(record_id, kind), "contacts", MOST_CONTACTS_CONCERNED)
        return tuple(our_id("contact", one) for one in contacts)

    def find(self, email: str) -> tuple[str, ...]:
        return tuple(our_id("contact", one) for one in contacts_with(self._client, email))

    def find_accounts(self, domain: str) -> tuple[str, ...]:
        return tuple(our_id("company", one) for one in companies_at(self._client, domain))

    def ensure_fields(self) -> tuple[str, ...]:
        """Create those of our fields that the portal lacks; the names of those that were made."""
        return self.set_up()

    def set_up(self, events_to: EventsTo | None = None) -> tuple[str, ...]:
        """The same, and the webhooks of a legacy public app where they are asked for."""
        return carry_out(self._steps(events_to))

    def lacks(self, events_to: EventsTo | None = None) -> tuple[str, ...]:
        """What `set_up` would make; nothing is changed."""
        return plan_of(self._steps(events_to))

    def advice(self) -> tuple[str, ...]:
        """Nothing: what no API makes comes with the app's project."""
        return ()

    def _steps(self, events_to: EventsTo | None) -> Iterator[Step]:
        return setup_steps(self._client, self.own_app_id() if events_to else None, events_to)
