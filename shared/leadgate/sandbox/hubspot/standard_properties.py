"""The properties every portal has. A line a property: `name | label | kind | options or reference`.

Kinds: `text`, `area`, `html`, `number`, `date`, `datetime`, `bool`, `select`, `checkbox`, `owner`, `pipeline`, `stage`;
a `!` after the kind makes it read-only, a `*` unique. Options are listed, or named with an `@`.
"""

from .object_types import OBJECT_TYPES
from .schema import Group, Option, Property, Schema

_OPTIONS = {
    "lifecycle": "subscriber,lead,marketingqualifiedlead,salesqualifiedlead,opportunity,customer,evangelist,other",
    "sources": (
        "ORGANIC_SEARCH,PAID_SEARCH,EMAIL_MARKETING,SOCIAL_MEDIA,REFERRALS,OTHER_CAMPAIGNS,"
        "DIRECT_TRAFFIC,OFFLINE,PAID_SOCIAL,AI_REFERRALS"
    ),
    "industries": (
        "ACCOUNTING,AUTOMOTIVE,BANKING,BIOTECHNOLOGY,CHEMICALS,COMPUTER_HARDWARE,COMPUTER_NETWORKING,"
        "COMPUTER_SOFTWARE,CONSTRUCTION,CONSUMER_ELECTRONICS,CONSUMER_GOODS,EDUCATION_MANAGEMENT,"
        "ELECTRICAL_ELECTRONIC_MANUFACTURING,FINANCIAL_SERVICES,FOOD_BEVERAGES,FOOD_PRODUCTION,"
        "GOVERNMENT_ADMINISTRATION,HEALTH_WELLNESS_AND_FITNESS,HIGHER_EDUCATION,HOSPITAL_HEALTH_CARE,"
        "HOSPITALITY,HUMAN_RESOURCES,INDUSTRIAL_AUTOMATION,INFORMATION_TECHNOLOGY_AND_SERVICES,"
        "INSURANCE,INTERNET,INVESTMENT_MANAGEMENT,LEGAL_SERVICES,LOGISTICS_AND_SUPPLY_CHAIN,MACHINERY,"
        "MANAGEMENT_CONSULTING,MARKETING_AND_ADVERTISING,MECHANICAL_OR_INDUSTRIAL_ENGINEERING,"
        "MEDICAL_DEVICES,MINING_METALS,NON_PROFIT_ORGANIZATION_MANAGEMENT,OIL_ENERGY,"
        "PACKAGE_FREIGHT_DELIVERY,PHARMACEUTICALS,PLASTICS,PROFESSIONAL_TRAINING_COACHING,REAL_ESTATE,"
        "RENEWABLES_ENVIRONMENT,RESEARCH,RETAIL,SEMICONDUCTORS,STAFFING_AND_RECRUITING,"
        "TELECOMMUNICATIONS,TEXTILES,TRANSPORTATION_TRUCKING_RAILROAD,UTILITIES,WHOLESALE"
    ),
    "lead_status": "NEW,OPEN,IN_PROGRESS,OPEN_DEAL,UNQUALIFIED,ATTEMPTED_TO_CONTACT,CONNECTED,BAD_TIMING",
}

_EVERY = """
hs_object_id | Record ID | number! |
hs_object_source | Record source | text! |
hs_object_source_id | Record source ID | text! |
hs_merged_object_ids | Merged record IDs | checkbox! |
hubspot_owner_id | Owner | owner |
"""

_CONTACTS = """
createdate | Create date | datetime! |
lastmodifieddate | Last modified date | datetime! |
email | Email | text* |
firstname | First name | text |
lastname | Last name | text |
jobtitle | Job title | text |
company | Company name | text |
phone | Phone number | text |
mobilephone | Mobile phone number | text |
website | Website URL | text |
address | Street address | text |
city | City | text |
state | State/Region | text |
zip | Postal code | text |
country | Country/Region | text |
industry | Industry | text |
message | Message | area |
numemployees | Number of employees | select | 1-5,5-25,25-50,50-100,100-500,500-1000,1000+
job_function | Job function | text |
seniority | Seniority | text |
lifecyclestage | Lifecycle stage | select | @lifecycle
hs_lead_status | Lead status | select | @lead_status
hs_language | Preferred language | text |
hs_timezone | Time zone | text |
hs_persona | Persona | text |
hs_linkedin_url | LinkedIn URL | text |
associatedcompanyid | Primary associated company ID | number! |
hs_analytics_source | Original traffic source | select | @sources
hs_latest_source | Latest traffic source | select | @sources
hs_analytics_num_page_views | Number of page views | number! |
hs_analytics_num_visits | Number of sessions | number! |
hs_analytics_first_timestamp | Time first seen | datetime! |
hs_analytics_last_timestamp | Time of last session | datetime! |
hs_analytics_last_url | Last page seen | text! |
hs_analytics_first_url | First page seen | text! |
hs_email_open | Marketing emails opened | number! |
hs_email_click | Marketing emails clicked | number! |
hs_email_bounce | Marketing emails bounced | number! |
hs_email_last_open_date | Last marketing email open date | datetime! |
hs_email_last_click_date | Last marketing email click date | datetime! |
hs_email_last_email_name | Last marketing email name | text! |
hs_email_optout | Unsubscribed from all email | bool |
hs_latest_meeting_activity | Latest meeting activity | datetime! |
hs_sales_email_last_replied | Recent sales email replied date | datetime! |
num_conversion_events | Number of form submissions | number! |
recent_conversion_event_name | Recent conversion | text! |
recent_conversion_date | Recent conversion date | datetime! |
first_conversion_event_name | First conversion | text! |
first_conversion_date | First conversion date | datetime! |
notes_last_contacted | Last contacted | datetime! |
notes_last_updated | Last activity date | datetime! |
num_associated_deals | Number of associated deals | number! |
hubspot_owner_assigneddate | Owner assigned date | datetime! |
"""

_COMPANIES = """
createdate | Create date | datetime |
hs_lastmodifieddate | Last modified date | datetime! |
name | Company name | text |
domain | Company domain name | text |
website | Website URL | text |
description | Description | area |
phone | Phone number | text |
address | Street address | text |
city | City | text |
state | State/Region | text |
zip | Postal code | text |
country | Country/Region | text |
industry | Industry | select | @industries
type | Type | select | PROSPECT,PARTNER,RESELLER,VENDOR,OTHER
numberofemployees | Number of employees | number |
annualrevenue | Annual revenue | number |
founded_year | Year founded | text |
is_public | Is public | bool |
web_technologies | Web technologies | text |
linkedin_company_page | LinkedIn company page | text |
lifecyclestage | Lifecycle stage | select | @lifecycle
hs_lead_status | Lead status | select | @lead_status
hs_target_account | Target account | bool |
hs_is_target_account | Is target account | bool |
hs_ideal_customer_profile | Ideal customer profile tier | select | tier_1,tier_2,tier_3
num_associated_contacts | Number of associated contacts | number! |
num_associated_deals | Number of associated deals | number! |
hubspot_owner_assigneddate | Owner assigned date | datetime! |
"""

_DEALS = """
createdate | Create date | datetime |
hs_lastmodifieddate | Last modified date | datetime! |
dealname | Deal name | text |
amount | Amount | number |
deal_currency_code | Currency | text |
amount_in_home_currency | Amount in company currency | number! |
dealstage | Deal stage | stage |
pipeline | Pipeline | pipeline |
dealtype | Deal type | select | newbusiness,existingbusiness
closedate | Close date | datetime |
description | Deal description | area |
closed_won_reason | Closed won reason | area |
closed_lost_reason | Closed lost reason | area |
hs_is_closed | Is deal closed? | bool! |
hs_is_closed_won | Is closed won | bool! |
hs_deal_stage_probability | Deal probability | number! |
hs_priority | Priority | select | low,medium,high
hs_latest_meeting_activity | Latest meeting activity | datetime! |
"""

_ACTIVITIES = """
hs_createdate | Create date | datetime! |
hs_lastmodifieddate | Last modified date | datetime! |
hs_timestamp | Activity date | datetime |
hs_attachment_ids | Attached files | text |
"""

_NOTES = """
hs_note_body | Note body | html |
"""

_TASKS = """
hs_task_subject | Task title | text |
hs_task_body | Task notes | html |
hs_task_status | Task status | select | NOT_STARTED,IN_PROGRESS,WAITING,COMPLETED,DEFERRED
hs_task_priority | Priority | select | NONE,LOW,MEDIUM,HIGH
hs_task_type | Task type | select | TODO,CALL,EMAIL,LINKED_IN,MEETING,LINKED_IN_CONNECT,LINKED_IN_MESSAGE
hs_task_reminders | Reminders | text |
hs_queue_membership_ids | Queue | text |
"""

_CALLS = """
hs_call_title | Call title | text |
hs_call_body | Call notes | html |
hs_call_disposition | Call outcome | text |
hs_call_direction | Call direction | select | INBOUND,OUTBOUND
hs_call_duration | Call duration | number |
hs_call_status | Call status | text |
"""

_EMAILS = """
hs_email_subject | Email subject | text |
hs_email_text | Email body | area |
hs_email_html | Email HTML | html |
hs_email_direction | Email direction | select | EMAIL,INCOMING_EMAIL,FORWARDED_EMAIL,DRAFT_EMAIL
hs_email_status | Email send status | select | BOUNCED,FAILED,SCHEDULED,SENDING,SENT
hs_email_headers | Email headers | area |
"""

_MEETINGS = """
hs_meeting_title | Meeting name | text |
hs_meeting_body | Meeting description | html |
hs_internal_meeting_notes | Internal meeting notes | html |
hs_meeting_start_time | Meeting start time | datetime |
hs_meeting_end_time | Meeting end time | datetime |
hs_meeting_location | Meeting location | text |
hs_meeting_outcome | Meeting outcome | select | SCHEDULED,COMPLETED,RESCHEDULED,NO_SHOW,CANCELED
"""

_TABLES = {
    "contacts": _CONTACTS,
    "companies": _COMPANIES,
    "deals": _DEALS,
    "notes": _ACTIVITIES + _NOTES,
    "tasks": _ACTIVITIES + _TASKS,
    "calls": _ACTIVITIES + _CALLS,
    "emails": _ACTIVITIES + _EMAILS,
    "meetings": _ACTIVITIES + _MEETINGS,
}

_KINDS = {
    "text": ("string", "text"),
    "area": ("string", "textarea"),
    "html": ("string", "html"),
    "number": ("number", "number"),
    "date": ("date", "date"),
    "datetime": ("datetime", "date"),
    "bool": ("bool", "booleancheckbox"),
    "select": ("enumeration", "select"),
    "checkbox": ("string", "checkbox"),
    "owner": ("enumeration", "select"),
    "pipeline": ("enumeration", "select"),
    "stage": ("enumeration", "radio"),
}
_REFERENCES = {"owner": "OWNER", "pipeline": "PIPELINE", "stage": "STAGE"}


def standard_schema() -> Schema:
    """A new portal's schema."""
    schema = Schema()
    for kind in OBJECT_TYPES:
        group = Group(f"{kind.singular}information", f"{kind.singular.capitalize()} information")
        lines = (_TABLES[kind.name] + _EVERY).strip().splitlines()
        properties = [_property(line, group.name) for line in lines if line.strip()]
        schema.add_standard(kind.name, (group,), properties)
    return schema


def _property(line: str, group_name: str) -> Property:
    name, label, marked, options = (part.strip() for part in line.split("|"))
    kind = marked.rstrip("!*")
    type_name, field_type = _KINDS[kind]
    return Property(
        name=name,
        label=label,
        type=type_name,
        field_type=field_type,
        group_name=group_name,
        options=_options(kind, options),
        has_unique_value=marked.endswith("*"),
        read_only=marked.endswith("!"),
        hubspot_defined=True,
        references=_REFERENCES.get(kind),
    )


def _options(kind: str, listed: str) -> tuple[Option, ...]:
    if kind == "bool":
        return (Option("true", "True", 0), Option("false", "False", 1))
    spelled = _OPTIONS[listed[1:]] if listed.startswith("@") else listed
    values = [value for value in spelled.split(",") if value]
    return tuple(Option(value, value.replace("_", " ").capitalize(), order) for order, value in enumerate(values))
