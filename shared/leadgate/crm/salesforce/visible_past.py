"""What of the org's past our user may see: objects, tracked fields, stages and currencies, asked for once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from leadgate.crm.salesforce.client import Row, SalesforceClient
from leadgate.crm.salesforce.deals import Ends
from leadgate.crm.salesforce.ids import FOLLOWED
from leadgate.crm.salesforce.replies import RefusedError
from leadgate.crm.salesforce.schema import VisibleFields
from leadgate.crm.salesforce.soql import select
from leadgate.crm.salesforce.tracked import Memory
from leadgate.domain.signals import read_number
from leadgate.errors import PermanentError
from leadgate.ports import Clock

NEEDED: Final = ("Lead", "Contact", "Account", "Opportunity")
# Object → what is lost where our user may not see it.
WISHED: Final = {
    "LeadHistory": "only who a lead is is known of the past",
    "ContactHistory": "only who a contact is is known of the past",
    "AccountHistory": "only who an account is is known of the past",
    "OpportunityHistory": "opportunities are open until their close date, without stage and amount",
    "OpportunityContactRole": "only opportunities that a lead was converted to are its own",
    "Task": "calls and e-mails are left out",
    "Event": "meetings are left out",
    "CampaignMember": "campaign responses are left out",
}
_HISTORY: Final = {"Lead": "LeadHistory", "Contact": "ContactHistory", "Account": "AccountHistory"}


@dataclass
class VisiblePast:
    """objects: that may be read. notes: what cannot be, and what is lost by it."""

    objects: frozenset[str]
    fields: VisibleFields
    memory: Memory
    ends: Ends
    rates: Mapping[str, float]
    notes: dict[str, None] = field(default_factory=dict)


def look_around(client: SalesforceClient, clock: Clock, until: datetime, *, as_today: bool) -> VisiblePast:
    """Raises PermanentError naming the objects without which there is nothing to import."""
    objects = client.object_names()
    fields = VisibleFields(client, clock, [name for name in FOLLOWED if name in objects])
    missing = [name for name in NEEDED if name not in objects]
    if missing:
        raise PermanentError(f"our Salesforce user may not read {', '.join(missing)}: check the permission set")
    notes = dict.fromkeys(f"{name} cannot be read: {lost}" for name, lost in WISHED.items() if name not in objects)
    tracked = _tracked(client, objects, notes)
    rates = _rates(client, fields)
    if rates:
        corporate = next((code for code, rate in rates.items() if rate == 1.0), "the corporate currency")
        notes[f"the org has several currencies: amounts are in {corporate}, at today's rates"] = None
    memory = Memory(until, tracked, as_today, {})
    return VisiblePast(objects, fields, memory, _ends(client, notes), rates, notes)


def _tracked(client: SalesforceClient, objects: frozenset[str], notes: dict[str, None]) -> Mapping[str, frozenset[str]]:
    names = ", ".join(f"'{name}'" for name in _HISTORY)
    condition = f"EntityDefinitionId IN ({names}) AND IsFieldHistoryTracked = true"
    soql = select(("EntityDefinitionId", "QualifiedApiName"), "FieldDefinition", condition)
    found = _asked(client, soql, "FieldDefinition cannot be read: no field is taken for tracked", notes)
    tracked: dict[str, set[str]] = {}
    for row in found:
        tracked.setdefault(str(row.get("EntityDefinitionId")), set()).add(str(row.get("QualifiedApiName")))
    return {name: frozenset(held) for name, held in tracked.items() if _HISTORY.get(name) in objects}


def _ends(client: SalesforceClient, notes: dict[str, None]) -> Ends:
    soql = select(("ApiName", "MasterLabel", "IsClosed", "IsWon"), "OpportunityStage", "IsActive != null")
    found = _asked(client, soql, "OpportunityStage cannot be read: when deals were closed is unknown", notes)
    return {
        str(row[name]): row.get("IsWon") is True if row.get("IsClosed") is True else None
        for row in found
        for name in ("MasterLabel", "ApiName")
        if row.get(name)
    }


def _rates(client: SalesforceClient, fields: VisibleFields) -> Mapping[str, float]:
    """Empty where the org has one currency."""
    if not fields.among("Opportunity", ("CurrencyIsoCode",)):
        return {}
    rows = client.query(select(("IsoCode", "ConversionRate"), "CurrencyType", "IsActive = true"))
    rates = {str(row.get("IsoCode")): read_number(row.get("ConversionRate")) for row in rows}
    return {code: rate for code, rate in rates.items() if rate}


def _asked(client: SalesforceClient, soql: str, lost: str, notes: dict[str, None]) -> list[Row]:
    try:
        return client.query(soql)
    except RefusedError:
        notes[lost] = None
        return []
