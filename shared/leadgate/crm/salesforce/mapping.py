"""Which of Salesforce's fields fill which of our facts.

Where several fields may hold a fact, the first that holds one wins; names that an org has not are left out. Every
field asked for is also kept as it came in `properties`, except our own: a verdict is no evidence for the next one.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from leadgate.crm.fields import FIELDS, CrmField, Record, clean_text
from leadgate.crm.reading import Properties, account_of, first_text, lead_of, read_count, read_domain, read_instant
from leadgate.crm.salesforce.client import Row
from leadgate.crm.salesforce.emails import SUBJECT as OWN_EMAIL
from leadgate.crm.salesforce.ids import OWNER, our_id
from leadgate.domain.dossier import Account, Colleague, Lead, Opportunity
from leadgate.domain.reading import render_instant
from leadgate.domain.signals import Signal, read_number

Table = Mapping[str, tuple[str, ...]]

LEAD: Final[Table] = {
    "email": ("Email",),
    "first_name": ("FirstName",),
    "last_name": ("LastName",),
    "title": ("Title",),
    "country": ("Country", "CountryCode"),
    "region": ("State", "StateCode"),
    "lifecycle": ("Lifecycle_Stage__c", "Status"),
    "source": ("LeadSource",),
    "created_at": ("CreatedDate",),
    "owner_id": (OWNER,),
}
CONTACT: Final[Table] = {
    **LEAD,
    "country": ("MailingCountry", "MailingCountryCode"),
    "region": ("MailingState", "MailingStateCode"),
    "lifecycle": ("Lifecycle_Stage__c", "Contact_Status__c"),
}
STATUS: Final[Table] = {"lead": ("Status",), "contact": ("Contact_Status__c",)}
ACCOUNT: Final[Table] = {
    "name": ("Name",),
    "domain": ("Website", "Domain__c"),
    "employees": ("NumberOfEmployees",),
    "annual_revenue": ("AnnualRevenue",),
    "industry": ("Industry",),
    "country": ("BillingCountry", "BillingCountryCode"),
    "region": ("BillingState", "BillingStateCode"),
    "technologies": ("Technologies__c", "Tech_Stack__c", "Technology_Stack__c"),
    "target_account": ("Target_Account__c", "Is_Target_Account__c"),
    "is_customer": ("Type",),
    "owner_id": (OWNER,),
}
# A lead has no account record yet, and says itself where the person works.
ACCOUNT_ON_LEAD: Final[Table] = {
    "name": ("Company",),
    "domain": ("Website",),
    "employees": ("NumberOfEmployees",),
    "annual_revenue": ("AnnualRevenue",),
    "industry": ("Industry",),
    "country": ("Country", "CountryCode"),
    "region": ("State", "StateCode"),
}
LOSS_REASON: Final = ("Loss_Reason__c", "Lost_Reason__c", "Closed_Lost_Reason__c", "Reason_Lost__c")
OPPORTUNITY: Final = ("Id", "StageName", "Amount", "CreatedDate", "CloseDate", "IsClosed", "IsWon", *LOSS_REASON)
COLLEAGUE: Final = ("Id", "Email", "FirstName", "LastName", "Title")
FATE: Final = ("IsDeleted", "MasterRecordId")
_PERSON_CONTEXT: Final = (
    *("Department", "Salutation", "HasOptedOutOfEmail", "DoNotCall", "EmailBouncedDate", "LastActivityDate"),
    *("RecordTypeId", "CurrencyIsoCode", "LastModifiedDate"),
)
_LEAD_CONTEXT: Final = (*_PERSON_CONTEXT, "Rating", "City", "PostalCode")
_CONTACT_CONTEXT: Final = (*_PERSON_CONTEXT, "IsPersonAccount", "ReportsToId", "MailingCity", "MailingPostalCode")
_ACCOUNT_CONTEXT: Final = (
    *("Id", "Ownership", "Rating", "TickerSymbol", "ParentId", "BillingCity", "CreatedDate", "IsPersonAccount"),
    *("RecordTypeId", "CurrencyIsoCode"),
)
_TYPES_OF_TASK: Final = {"call": "call", "email": "email", "meeting": "meeting", "listemail": "email"}


def own_names(record: Record) -> tuple[str, ...]:
    return tuple(field.salesforce_name for field in FIELDS if field.record == record)


def wanted_of_lead(more: Sequence[str]) -> tuple[str, ...]:
    fate = (*FATE, "IsConverted", "ConvertedContactId")
    return ("Id", *fate, *_names(LEAD), *_names(ACCOUNT_ON_LEAD), *_LEAD_CONTEXT, *more, *own_names("lead"))


def wanted_of_contact(more: Sequence[str]) -> tuple[str, ...]:
    return ("Id", *FATE, "AccountId", *_names(CONTACT), *_CONTACT_CONTEXT, *more, *own_names("lead"))


def wanted_of_account(more: Sequence[str]) -> tuple[str, ...]:
    return (*_ACCOUNT_CONTEXT, *_names(ACCOUNT), *more, *own_names("account"))


def _names(table: Table) -> tuple[str, ...]:
    return tuple(name for names in table.values() for name in names)


def properties_of(row: Row) -> Properties:
    """A record's own values as clean text; parents, children and what the API adds are none of them."""
    return {name: _as_text(value) for name, value in row.items() if not isinstance(value, Mapping | list)}


def _as_text(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean_text(str(value))


def read_lead(lead_id: str, properties: Properties, table: Table) -> Lead:
    return lead_of(lead_id, lambda field: first_text(properties, table[field]), kept(properties))


def read_account(account_id: str, properties: Properties) -> Account:
    def text(field: str) -> str:
        return first_text(properties, ACCOUNT[field])

    return account_of(
        account_id,
        text,
        kept(properties),
        is_customer=text("is_customer").lower().startswith("customer"),
        target_account=text("target_account").lower() in ("true", "yes"),
    )


def read_account_on_lead(properties: Properties) -> Account:
    """What a lead says of its company; the account's id stays empty."""

    def text(field: str) -> str:
        return first_text(properties, ACCOUNT_ON_LEAD[field])

    return Account(
        name=text("name"),
        domain=read_domain(text("domain")),
        employees=read_count(text("employees")),
        annual_revenue=read_count(text("annual_revenue")),
        industry=text("industry"),
        country=text("country"),
        region=text("region"),
    )


def read_colleague(row: Row) -> Colleague:
    properties = properties_of(row)
    _, email, first_name, last_name, title = (first_text(properties, (name,)) for name in COLLEAGUE)
    return Colleague(our_id(str(row["Id"])) or "", email, first_name, last_name, title)


def read_opportunity(row: Row) -> Opportunity:
    properties = properties_of(row)
    won = None if row.get("IsClosed") is not True else row.get("IsWon") is True
    return Opportunity(
        id=our_id(str(row["Id"])) or "",
        stage=first_text(properties, ("StageName",)),
        amount=read_number(properties.get("Amount")),
        created_at=read_instant(first_text(properties, ("CreatedDate",))),
        closed_at=None if won is None else read_instant(first_text(properties, ("CloseDate",))),
        won=won,
        loss_reason=(first_text(properties, LOSS_REASON) or None) if won is False else None,
    )


def read_signals(lead: Lead, row: Row, now: datetime) -> tuple[Signal, ...]:
    """Dated facts that the record and its children tell; the same fact has the same id at every reading."""
    found = [*_bounced(lead, row, now)]
    found += [signal for task in children(row, "Tasks") for signal in _done(lead, task, now)]
    found += [signal for member in children(row, "CampaignMembers") for signal in _responded(lead, member, now)]
    return tuple(found)


def _bounced(lead: Lead, row: Row, now: datetime) -> list[Signal]:
    return _signal(lead, "email_bounce", f"{lead.id}:bounce", row.get("EmailBouncedDate"), {}, now)


def _done(lead: Lead, task: Row, now: datetime) -> list[Signal]:
    """A call, an e-mail or a meeting that somebody has had; what is only planned, or was our own mail, is nothing."""
    kind = type_of_task(task)
    if kind is None or str(task.get("Subject") or "").startswith(OWN_EMAIL):
        return []
    return _signal(
        lead, "sales_activity", f"salesforce:{task.get('Id')}", task.get("CompletedDateTime"), {"type": kind}, now
    )


def read_worked_at(row: Row, now: datetime) -> datetime | None:
    """When the last task of the record was completed, ours with the handoff among them."""
    done = [read_instant(str(task.get("CompletedDateTime") or "")) for task in children(row, "Tasks")]
    return max((at for at in done if at is not None and at <= now), default=None)


def type_of_task(task: Row) -> str | None:
    """`call`, `email` or `meeting`; None for any other to-do."""
    named = str(task.get("TaskSubtype") or "").lower(), str(task.get("Type") or "").lower()
    return next((_TYPES_OF_TASK[name] for name in named if name in _TYPES_OF_TASK), None)


def _responded(lead: Lead, member: Row, now: datetime) -> list[Signal]:
    campaign = member.get("Campaign")
    name = str(campaign.get("Name") or "") if isinstance(campaign, Mapping) else ""
    facts = {"campaign": clean_text(name)} if name else {}
    signal_id = f"salesforce:{member.get('Id')}"
    return _signal(lead, "campaign_response", signal_id, member.get("FirstRespondedDate"), facts, now)


def _signal(lead: Lead, kind: str, signal_id: str, at: Any, facts: Mapping[str, Any], now: datetime) -> list[Signal]:
    occurred_at = read_instant(str(at or ""))
    if occurred_at is None or occurred_at > now:
        return []
    return [Signal(signal_id, kind, occurred_at, now, lead.id, None, "salesforce", facts)]


def children(row: Row, name: str) -> list[Row]:
    """The records of a subquery; none where it found none."""
    found = row.get(name)
    records = found.get("records") if isinstance(found, Mapping) else None
    return [one for one in records if isinstance(one, Mapping)] if isinstance(records, list) else []


def read_written(record: Record, properties: Properties) -> dict[str, str]:
    """Our own fields as they stand: our name → text, instants in our spelling."""
    return {f.name: _written(f, properties.get(f.salesforce_name) or "") for f in FIELDS if f.record == record}


def _written(field: CrmField, text: str) -> str:
    at = read_instant(text) if field.type == "instant" else None
    return (render_instant(at) or "") if at else text


def value_of(field: CrmField, text: str) -> Any:
    """Our text as Salesforce's JSON wants it; null empties a field."""
    if not text:
        return None
    return read_number(text) if field.type == "number" else text


def kept(properties: Properties) -> dict[str, str]:
    """The org's own fields that hold something, as they came."""
    ours = {field.salesforce_name for field in FIELDS} | set(FATE)
    return {name: value for name, value in properties.items() if value not in (None, "") and name not in ours}
