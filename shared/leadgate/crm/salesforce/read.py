"""One lead, read in a handful of calls.

1 the record with its account, tasks and campaigns · 2 colleagues and opportunities, together. A lead that has not
been converted costs one more where people of its company are known, for these tell which account that is. Every ten
minutes one call asks which fields there are.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from leadgate.crm.reading import first_text
from leadgate.crm.salesforce.client import Row, SalesforceClient
from leadgate.crm.salesforce.config import SalesforceConfig
from leadgate.crm.salesforce.ids import OBJECTS, Kind, full_id, our_id, place_of
from leadgate.crm.salesforce.mapping import (
    COLLEAGUE,
    CONTACT,
    LEAD,
    OPPORTUNITY,
    STATUS,
    properties_of,
    read_account,
    read_account_on_lead,
    read_colleague,
    read_lead,
    read_opportunity,
    read_signals,
    read_worked_at,
    read_written,
    wanted_of_account,
    wanted_of_contact,
    wanted_of_lead,
)
from leadgate.crm.salesforce.replies import RefusedError
from leadgate.crm.salesforce.schema import VisibleFields
from leadgate.crm.salesforce.soql import select, where
from leadgate.domain.dossier import Account, Colleague, Opportunity
from leadgate.ports import Clock
from leadgate.ports.crm import CrmRecord
from leadgate.reference.emails import read_email

MOST_OPPORTUNITIES: Final = 200
MOST_CHILDREN: Final = 100
MOST_HOPS: Final = 5
_NO_SUCH_FIELD: Final = "INVALID_FIELD"

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class _Company:
    """row: its account's record, where there is one."""

    row: Row | None
    colleagues: tuple[Colleague, ...] = ()
    opportunities: tuple[Opportunity, ...] = ()


class LeadReader:
    def __init__(self, config: SalesforceConfig, client: SalesforceClient, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._fields = VisibleFields(client, clock)
        self._most_colleagues = config.most_colleagues
        self._lead_fields = config.lead_fields
        self._account_fields = config.account_fields
        self._reads_individuals = True

    def read(self, lead_id: str) -> CrmRecord | None:
        """None if it was deleted. A merged one reads as the one that is left, a converted lead as its contact."""
        kind, record_id = place_of(lead_id, "lead", "contact")
        return self._patiently(lambda: self._read(kind, record_id))

    def _patiently(self, read: Callable[[], Read]) -> Read:
        """A field that went away since we asked for all of them makes a query fail: ask again, once.

        Then without individuals: people may name theirs, and our user not be allowed to see it.
        """
        try:
            return read()
        except RefusedError as error:
            if error.refusal.code != _NO_SUCH_FIELD:
                raise
            self._fields.forget()
        try:
            return read()
        except RefusedError as error:
            if error.refusal.code != _NO_SUCH_FIELD or not self._reads_individuals:
                raise
            self._reads_individuals = False
            return read()

    def _read(self, kind: Kind, record_id: str) -> CrmRecord | None:
        for _ in range(MOST_HOPS):
            row = self._find(kind, record_id)
            following = _successor(kind, row) if row else None
            if row is None or (following is None and row.get("IsDeleted") is True):
                return None
            if following is None:
                return self._record(kind, row)
            kind, record_id = following
        return None

    def _find(self, kind: Kind, record_id: str) -> Row | None:
        wanted = wanted_of_lead(self._lead_fields) if kind == "lead" else wanted_of_contact(self._lead_fields)
        names = [*self._fields.among(OBJECTS[kind], wanted), *self._children()]
        if self._reads_individuals and self._fields.among(OBJECTS[kind], ("IndividualId",)):
            names += ["IndividualId", "Individual.ShouldForget"]
        if kind == "contact":
            names += [f"Account.{name}" for name in self._account_names()]
        soql = select(names, OBJECTS[kind], where("Id = {}", record_id))
        return next(iter(self._client.query(soql, deleted=True)), None)

    def _account_names(self) -> list[str]:
        return self._fields.among("Account", wanted_of_account(self._account_fields))

    def _children(self) -> Sequence[str]:
        """In a query of what was deleted too, deleted children come along as well."""
        tasks = self._fields.among("Task", ("Id", "Subject", "TaskSubtype", "Type", "CompletedDateTime"))
        members = ("Id", "FirstRespondedDate", "Campaign.Name")
        return (
            f"({select(tasks, 'Tasks', 'IsDeleted = false AND IsClosed = true', MOST_CHILDREN)})",
            f"({select(members, 'CampaignMembers', 'IsDeleted = false AND HasResponded = true', MOST_CHILDREN)})",
        )

    def _record(self, kind: Kind, row: Row) -> CrmRecord:
        properties = properties_of(row)
        lead = read_lead(our_id(str(row["Id"])) or "", properties, LEAD if kind == "lead" else CONTACT)
        company = self._company_of_lead(row) if kind == "lead" else self._company_of_contact(row)
        return CrmRecord(
            lead=lead,
            account=_account(company.row, kind, row),
            colleagues=company.colleagues,
            opportunities=company.opportunities,
            signals=read_signals(lead, row, self._clock.now()),
            written=read_written("lead", properties),
            account_written=read_written("account", properties_of(company.row)) if company.row else {},
            should_forget=_asked_to_be_forgotten(row),
            other_ids=tuple(filter(None, (our_id(str(row.get("IndividualId") or "")),))),
            worked_at=read_worked_at(row, self._clock.now()),
            status=first_text(properties, STATUS[kind]),
        )

    def _company_of_contact(self, row: Row) -> _Company:
        own_deals = _deals_of_contact(str(row["Id"]))
        account = row.get("Account")
        if not isinstance(account, Mapping) or row.get("IsPersonAccount") is True:
            return _Company(None, opportunities=_opportunities(*self._client.queries([self._deals(own_deals)])))
        account_id, host = str(account["Id"]), company_host(row)
        asked = [self._deals(own_deals), self._deals(where("AccountId = {}", account_id))]
        asked += [self._people("Contact", where("AccountId = {}", account_id), row)]
        asked += [self._people("Lead", _open_leads_at(host), row)] if host else []
        deals, deals_of_account, *people = self._client.queries(asked)
        return _Company(account, self._colleagues(*people), _opportunities(deals_of_account, deals))

    def _company_of_lead(self, row: Row) -> _Company:
        """The account of most contacts with the same company's e-mail; none where nobody of it is known."""
        host = company_host(row)
        if host is None:
            return _Company(None)
        known, leads = self._client.queries(
            [
                self._people("Contact", where("AccountId != null AND Email LIKE '%@{:like}'", host), row, "AccountId"),
                self._people("Lead", _open_leads_at(host), row),
            ]
        )
        account_id = most_common([str(one["AccountId"]) for one in known])
        if account_id is None:
            return _Company(None, self._colleagues(leads))
        accounts, people, deals = self._client.queries(
            [
                select(self._account_names(), "Account", where("Id = {}", account_id)),
                self._people("Contact", where("AccountId = {}", account_id), row),
                self._deals(where("AccountId = {}", account_id)),
            ]
        )
        return _Company(next(iter(accounts), None), self._colleagues(people, leads), _opportunities(deals))

    def _people(self, object_name: str, condition: str, but: Row, *more: str) -> str:
        names = self._fields.among(object_name, (*COLLEAGUE, *more))
        others = f"{condition} AND {where('Id != {}', but['Id'])}"
        return select(names, object_name, others, self._most_colleagues)

    def _colleagues(self, *groups: Sequence[Row]) -> tuple[Colleague, ...]:
        people = {str(row["Id"]): row for group in groups for row in group}
        return tuple(read_colleague(row) for row in list(people.values())[: self._most_colleagues])

    def _deals(self, condition: str) -> str:
        return select(self._fields.among("Opportunity", OPPORTUNITY), "Opportunity", condition, MOST_OPPORTUNITIES)


def _deals_of_contact(contact_id: str) -> str:
    roles = select(("OpportunityId",), "OpportunityContactRole", where("ContactId = {}", contact_id))
    return f"Id IN ({roles})"


def _open_leads_at(host: str) -> str:
    return where("IsConverted = false AND Email LIKE '%@{:like}'", host)


def company_host(row: Row) -> str | None:
    """Where a company's e-mail comes from; None where the address is no company's."""
    email = read_email(str(row.get("Email") or ""))
    return email.host if email.kind in ("business", "role") else None


def _successor(kind: Kind, row: Row) -> tuple[Kind, str] | None:
    """Where the record went: into another one by a merge, or to a contact by conversion."""
    merged = full_id(str(row.get("MasterRecordId") or ""))
    if row.get("IsDeleted") is True and merged:
        return kind, merged
    converted = full_id(str(row.get("ConvertedContactId") or ""))
    if row.get("IsConverted") is True and converted:
        return "contact", converted
    return None


def _asked_to_be_forgotten(row: Row) -> bool:
    individual = row.get("Individual")
    return isinstance(individual, Mapping) and individual.get("ShouldForget") is True


def _account(account: Row | None, kind: Kind, row: Row) -> Account:
    if account is not None:
        return read_account(our_id(str(account["Id"])) or "", properties_of(account))
    return read_account_on_lead(properties_of(row)) if kind == "lead" else Account()


def _opportunities(*groups: Sequence[Row]) -> tuple[Opportunity, ...]:
    found = {str(row["Id"]): row for group in groups for row in group}
    return tuple(read_opportunity(row) for row in list(found.values())[:MOST_OPPORTUNITIES])


def most_common(ids: Sequence[str]) -> str | None:
    """The most frequent; of equals the one that comes first."""
    return max(dict.fromkeys(ids), key=ids.count, default=None)
