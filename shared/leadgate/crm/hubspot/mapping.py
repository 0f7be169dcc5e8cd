"""Which of HubSpot's properties fill which of our fields, and how kindly their values are read.

Where several properties may hold a fact, the first that holds one wins. Every property asked for is also kept as it
came in `properties`, except our own fields: a verdict is no evidence for the next one.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from leadgate.crm.fields import FIELDS, Record
from leadgate.crm.hubspot.ids import our_id
from leadgate.crm.reading import Properties, account_of, first_text, lead_of, read_count, read_domain, read_instant
from leadgate.domain.dossier import Account, Colleague, Lead
from leadgate.domain.signals import Signal

OWNER: Final = "hubspot_owner_id"
STATUS: Final = "hs_lead_status"
WORKED: Final = "notes_last_contacted"
MERGED: Final = ("hs_merged_object_ids", "hs_calculated_merged_vids")

LEAD: Final[Mapping[str, tuple[str, ...]]] = {
    "email": ("email",),
    "first_name": ("firstname",),
    "last_name": ("lastname",),
    "title": ("jobtitle",),
    "country": ("country", "hs_country_region_code"),
    "region": ("state", "hs_state_code"),
    "lifecycle": ("lifecyclestage",),
    "source": ("hs_analytics_source", "hs_object_source_label"),
    "created_at": ("createdate",),
    "owner_id": (OWNER,),
}
ACCOUNT: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("name",),
    "domain": ("domain", "website"),
    "employees": ("numberofemployees",),
    "annual_revenue": ("annualrevenue",),
    "industry": ("industry",),
    "country": ("country", "hs_country_code"),
    "region": ("state", "hs_state_code"),
    "technologies": ("web_technologies", "technologies"),
    "target_account": ("hs_is_target_account", "hs_target_account", "is_target_account"),
    "is_customer": ("lifecyclestage",),
    "owner_id": (OWNER,),
}
# A contact without a company record may still say where the person works.
ACCOUNT_ON_CONTACT: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("company",),
    "domain": ("website",),
    "employees": ("numberofemployees", "numemployees"),
    "annual_revenue": ("annualrevenue",),
    "industry": ("industry",),
}
COLLEAGUE: Final = ("email", "firstname", "lastname", "jobtitle")
DEAL: Final = (
    *("dealname", "dealstage", "pipeline", "amount", "createdate", "closedate"),
    *("hs_is_closed", "hs_is_closed_won", "closed_lost_reason"),
)
_LEAD_CONTEXT: Final = (
    *("associatedcompanyid", "city", "hs_persona", "hs_buying_role", "seniority", "job_function", "hs_language"),
    *("hs_timezone", STATUS, "hs_linkedin_url", "hs_email_domain", "hs_email_optout", "hs_email_bounce"),
    *("hs_latest_source", "hs_analytics_num_visits", "hs_analytics_num_page_views", "num_conversion_events"),
    *("recent_conversion_event_name", "recent_conversion_date", "first_conversion_event_name", "message"),
    *(WORKED, "hs_latest_meeting_activity", "num_associated_deals", "lastmodifieddate"),
)
_ACCOUNT_CONTEXT: Final = (
    *("description", "type", "founded_year", "is_public", "hs_ideal_customer_profile", "city", "createdate"),
    *("linkedin_company_page", "num_associated_contacts", "num_associated_deals", "hs_lead_status"),
)

# (kind, property with its time, our property, property that fills it): things a contact record says the person did.
RECORD_SIGNALS: Final = (
    ("page_view", "hs_analytics_first_timestamp", "url", "hs_analytics_first_url"),
    ("page_view", "hs_analytics_last_timestamp", "url", "hs_analytics_last_url"),
    ("email_click", "hs_email_last_click_date", "campaign", "hs_email_last_email_name"),
    ("email_reply", "hs_sales_email_last_replied", None, None),
)
_CUSTOMER_STAGES: Final = ("customer", "evangelist")


def own_properties(record: Record) -> tuple[str, ...]:
    return tuple(field.hubspot_name for field in FIELDS if field.record == record)


def lead_properties(more: Sequence[str]) -> tuple[str, ...]:
    """Every contact property to ask for."""
    signals = [name for _, at, _, fact in RECORD_SIGNALS for name in (at, fact) if name]
    context = (_LEAD_CONTEXT, MERGED, signals, more, own_properties("lead"))
    return _unique(LEAD.values(), ACCOUNT_ON_CONTACT.values(), context)


def account_properties(more: Sequence[str]) -> tuple[str, ...]:
    """Every company property to ask for."""
    return _unique(ACCOUNT.values(), (_ACCOUNT_CONTEXT, MERGED, more, own_properties("account")))


def _unique(*groups: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for group in groups for names in group for name in names))


def read_lead(lead_id: str, properties: Properties) -> Lead:
    return lead_of(lead_id, lambda field: first_text(properties, LEAD[field]), kept(properties))


def merged_ids(properties: Properties) -> frozenset[str]:
    """Ids of the records that were merged into this one: `201;202`, or with the time of each, `201:1700000000000`."""
    listed = ";".join(properties.get(name) or "" for name in MERGED)
    return frozenset(part.partition(":")[0].strip() for part in listed.split(";"))


def read_account(account_id: str, properties: Properties) -> Account:
    def text(field: str) -> str:
        found = first_text(properties, ACCOUNT[field])
        return read_words(found) if field == "industry" else found

    return account_of(
        account_id,
        text,
        kept(properties),
        is_customer=text("is_customer").lower() in _CUSTOMER_STAGES,
        target_account=any((properties.get(name) or "").lower() == "true" for name in ACCOUNT["target_account"]),
    )


def read_account_on_contact(properties: Properties) -> Account:
    """What the contact says of its company where no company record is associated; its id stays empty."""

    def text(field: str) -> str:
        return first_text(properties, ACCOUNT_ON_CONTACT[field])

    return Account(
        name=text("name"),
        domain=read_domain(text("domain")),
        employees=read_count(text("employees")),
        annual_revenue=read_count(text("annual_revenue")),
        industry=read_words(text("industry")),
    )


def read_colleague(hubspot_id: str, properties: Properties) -> Colleague:
    email, first_name, last_name, title = (first_text(properties, (name,)) for name in COLLEAGUE)
    return Colleague(our_id("contact", hubspot_id), email, first_name, last_name, title)


def read_signals(lead: Lead, now: datetime) -> tuple[Signal, ...]:
    """Dated facts on the contact record itself; the same fact has the same id at every reading."""
    found = {}
    for kind, at_name, name, fact in RECORD_SIGNALS:
        occurred_at = read_instant(str(lead.properties.get(at_name) or ""))
        value = str(lead.properties.get(fact) or "") if fact else ""
        if occurred_at is None or occurred_at > now or (kind == "page_view" and not value):
            continue
        signal_id = f"{lead.id}:{kind}:{occurred_at:%Y%m%dT%H%M%S}"
        properties = {name: value} if name and value else {}
        found[signal_id] = Signal(signal_id, kind, occurred_at, now, lead.id, None, "hubspot", properties)
    return tuple(found.values())


def read_worked_at(properties: Properties, now: datetime) -> datetime | None:
    """When somebody last logged a call, an e-mail or a meeting with the contact; one that is only planned is none."""
    at = read_instant(first_text(properties, (WORKED,)))
    return at if at is not None and at <= now else None


def read_written(record: Record, properties: Properties) -> dict[str, str]:
    """Our own fields as they stand: our name → text."""
    return {f.name: properties.get(f.hubspot_name) or "" for f in FIELDS if f.record == record}


def kept(properties: Properties) -> dict[str, str]:
    """The CRM's own properties that hold something, as they came."""
    ours = {field.hubspot_name for field in FIELDS} | set(MERGED)
    return {name: value for name, value in properties.items() if value not in (None, "") and name not in ours}


def read_words(text: str) -> str:
    """HubSpot's option values in plain words: COMPUTER_SOFTWARE → Computer software."""
    return text.replace("_", " ").capitalize() if text.isupper() else text
