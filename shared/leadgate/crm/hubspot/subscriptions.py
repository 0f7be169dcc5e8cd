"""Which changes HubSpot tells us of: the one list behind the project's webhooks and those of a legacy app.

A change is only a trigger, so a property is here when a new value of it may change a verdict. All are HubSpot's own:
a subscription to a property that a portal has not would be refused.
"""

from dataclasses import dataclass
from typing import Final

from leadgate.crm.hubspot.ids import Kind

_KINDS: Final = ("creation", "deletion", "restore", "merge", "associationChange")
_WATCHED: Final[dict[Kind, str]] = {
    "contact": "email firstname lastname jobtitle company website country state lifecyclestage hs_lead_status"
    " hubspot_owner_id industry numemployees hs_email_optout hs_analytics_last_timestamp"
    " hs_email_last_click_date hs_sales_email_last_replied num_conversion_events recent_conversion_event_name"
    " notes_last_contacted hs_latest_meeting_activity",
    "company": "name domain industry numberofemployees annualrevenue country state lifecyclestage hubspot_owner_id"
    " web_technologies hs_is_target_account",
    "deal": "dealstage pipeline amount closedate closed_lost_reason",
}


@dataclass(frozen=True, slots=True)
class Subscription:
    """type: `contact.creation`. property_name: of the one property whose changes are told."""

    type: str
    property_name: str | None = None

    @property
    def name(self) -> str:
        return f"{self.type} {self.property_name or ''}".strip()


PRIVACY: Final = Subscription("contact.privacyDeletion")
SUBSCRIPTIONS: Final[tuple[Subscription, ...]] = tuple(
    one
    for kind, names in _WATCHED.items()
    for one in (
        *(Subscription(f"{kind}.{change}") for change in _KINDS),
        *(Subscription(f"{kind}.propertyChange", name) for name in names.split()),
    )
)
MOST_AT_ONCE: Final = 10
"""Requests of HubSpot's that may be under way at a time."""
