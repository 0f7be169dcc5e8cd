"""What changed since an instant: for the times when Salesforce says only that more has changed than it can tell.

The question travels as an id, `salesforce:changes:Lead/2026-11-23T12:00:00Z`, through the same queue as every record.
"""

from typing import Final

from simple_salesforce.format import format_soql

from leadgate.crm.salesforce.client import SalesforceClient
from leadgate.crm.salesforce.ids import SWEEP, our_id
from leadgate.domain.reading import parse_instant
from leadgate.errors import BadInputError

# Object → the field that names the person, and queries; of an account and an opportunity it is people of them.
_QUERIES: Final[dict[str, tuple[str, ...]]] = {
    "Lead": ("Id", "SELECT Id FROM Lead WHERE SystemModstamp >= {} AND IsConverted = false"),
    "Contact": ("Id", "SELECT Id FROM Contact WHERE SystemModstamp >= {}"),
    "Account": ("Id", "SELECT Id FROM Contact WHERE Account.SystemModstamp >= {}"),
    "Opportunity": (
        "ContactId",
        "SELECT ContactId FROM OpportunityContactRole WHERE Opportunity.SystemModstamp >= {}",
    ),
    "Individual": (
        "Id",
        "SELECT Id FROM Lead WHERE Individual.SystemModstamp >= {}",
        "SELECT Id FROM Contact WHERE Individual.SystemModstamp >= {}",
    ),
    "Task": ("WhoId", "SELECT WhoId FROM Task WHERE SystemModstamp >= {} AND WhoId != null"),
}


def changed_since(client: SalesforceClient, record_id: str) -> tuple[str, ...]:
    """Our ids of all people concerned. Raises BadInputError for an id that asks nothing sensible."""
    entity, _, since = record_id.removeprefix(SWEEP).partition("/")
    at = parse_instant(since)
    if entity not in _QUERIES or at is None:
        raise BadInputError("changes", f"{SWEEP}Lead/<instant> is needed")
    name, *soqls = _QUERIES[entity]
    rows = [row for soql in soqls for row in client.query(format_soql(soql, at))]
    return tuple(one for one in dict.fromkeys(our_id(str(row.get(name) or "")) for row in rows) if one)
