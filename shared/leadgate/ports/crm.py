"""What the use cases need from a CRM, in our words. Adapters: `crm/<name>/`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from leadgate.domain.dossier import Account, Colleague, Lead, Opportunity
from leadgate.domain.signals import Signal
from leadgate.ports.calendar import Calendar


@dataclass(frozen=True, slots=True)
class CrmRecord:
    """What a CRM knows of one lead, read in one go. `written`: our own fields as they stand on the record.

    should_forget: the person asked to be forgotten, and the CRM has noted that. other_ids: of the person's further
    records. worked_at: when somebody of sales last did something with it, by what the CRM says; None where it says
    nothing. status: the record's own, in the CRM's words; empty where it has none.
    """

    lead: Lead
    account: Account
    colleagues: tuple[Colleague, ...] = ()
    opportunities: tuple[Opportunity, ...] = ()
    signals: tuple[Signal, ...] = ()
    written: Mapping[str, str] = field(default_factory=dict)
    account_written: Mapping[str, str] = field(default_factory=dict)
    should_forget: bool = False
    other_ids: tuple[str, ...] = ()
    worked_at: datetime | None = None
    status: str = ""


@dataclass(frozen=True, slots=True)
class HandoffTask:
    """What a rep has to do with a lead, as one task on the record. owner_id: None for nobody's."""

    subject: str
    text: str
    due_at: datetime
    is_urgent: bool = False
    owner_id: str | None = None


@dataclass(frozen=True, slots=True)
class SentEmail:
    """An e-mail that has left, to be seen on the record. message_id: by which it is logged once."""

    message_id: str
    sender: str
    recipient: str
    subject: str
    text: str
    sent_at: datetime
    owner_id: str | None = None


@dataclass(frozen=True, slots=True)
class WriteBack:
    """What shall stand on the record. Only what differs from `CrmRecord.written` is sent.

    fields, account_fields: our field names (`crm/fields.py`) → values as text.
    note: HTML of the handoff, one note a lead that is updated, never repeated; None for no note.
    owner_id: the CRM's id of the new owner; None to leave it.
    task: the one task of this lead, updated while it is open; None for none, and one that is open is put off.
    """

    lead_id: str
    account_id: str | None
    fields: Mapping[str, str]
    account_fields: Mapping[str, str] = field(default_factory=dict)
    note: str | None = None
    owner_id: str | None = None
    task: HandoffTask | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """changed: names of fields that were sent. refused: the CRM's own words where its rules refused a write.

    owner_refused: the owner was to be changed, and the CRM does not take this one.
    """

    changed: tuple[str, ...] = ()
    note: bool = False
    task: bool = False
    owner: bool = False
    refused: str | None = None
    owner_refused: bool = False


class Crm(Protocol):
    def read(self, lead_id: str) -> CrmRecord | None:
        """The lead, its company, colleagues and deals, in few calls.

        None if it was deleted; the survivor, under its own id, if it was merged into another.
        """

    def write(self, record: CrmRecord, wanted: WriteBack) -> Written:
        """Write only the differences. Raises BadInputError when a field is missing in the portal."""

    def retire(self, lead_id: str) -> bool:
        """The lead was merged into another, whose handoff holds: its own note says so, and is kept up no more.

        False if it had none that we know of, or the CRM's rules refuse to have it written.
        """

    def log_email(self, lead_id: str, email: SentEmail) -> None:
        """The e-mail stands among the record's activities; once, however often this is called."""

    def leads_of(self, record_id: str) -> tuple[str, ...]:
        """Leads that a change of this company or deal concerns, as the CRM knows them; the newest first."""

    def find(self, email: str) -> tuple[str, ...]:
        """Ids of the leads with this address; the CRM decides whether case matters."""

    def find_accounts(self, domain: str) -> tuple[str, ...]:
        """Ids of the companies at this domain (a host in lower case, without www); a few at most."""

    def ensure_fields(self) -> tuple[str, ...]:
        """Create those of our fields that the CRM lacks; the names of those that were made."""

    @property
    def calendar(self) -> Calendar:
        """Reps' meetings as the CRM keeps them."""

    @property
    def calendar_by_link(self) -> Calendar:
        """Reps' own calendars behind the CRM's meeting links; raises PermanentError where it has no such links."""

    @property
    def calls(self) -> int:
        """How many calls were made to the CRM so far."""


@dataclass(frozen=True, slots=True)
class EventsTo:
    """Where the CRM shall tell of changes, for those that can be told so by API; what does not apply is left out.

    region, account: of AWS, where Salesforce's event relay ends; start: whether it shall run.
    url, developer_key: HubSpot's webhooks of a legacy public app, and the key of the account that owns the app.
    """

    region: str = ""
    account: str = ""
    start: bool = False
    url: str = ""
    developer_key: str = field(default="", repr=False)


class CrmSetup(Protocol):
    def set_up(self, events_to: EventsTo | None = None) -> tuple[str, ...]:
        """Make what the CRM lacks of what we need in it; the names of what was made."""

    def lacks(self, events_to: EventsTo | None = None) -> tuple[str, ...]:
        """What `set_up` would make; nothing is changed."""

    def advice(self) -> tuple[str, ...]:
        """What a person has to do yet, a line each: things no API does."""
