"""What a batch of people was read with, and each of them as it stood at any instant."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from leadgate.crm.salesforce.activities import Activities
from leadgate.crm.salesforce.deals import DealView
from leadgate.crm.salesforce.ids import our_id
from leadgate.crm.salesforce.mapping import (
    CONTACT,
    LEAD,
    properties_of,
    read_account,
    read_account_on_lead,
    read_colleague,
    read_lead,
)
from leadgate.crm.salesforce.read import company_host, most_common
from leadgate.crm.salesforce.tracked import TrackedRow, known_since
from leadgate.domain.dossier import Account, Dossier
from leadgate.domain.past import DealPast, LeadPast
from leadgate.domain.signals import in_order

MOST_COLLEAGUES: Final = 50


@dataclass
class World:
    """What one batch needs. by_host: company's mail host → people; roles: contact → its opportunities, since when."""

    people: dict[str, TrackedRow] = field(default_factory=dict)
    by_host: dict[str, list[str]] = field(default_factory=dict)
    by_account: dict[str, list[str]] = field(default_factory=dict)
    accounts: dict[str, TrackedRow] = field(default_factory=dict)
    deals: dict[str, DealView] = field(default_factory=dict)
    deals_of: dict[str, list[str]] = field(default_factory=dict)
    roles: dict[str, list[tuple[str, datetime | None]]] = field(default_factory=dict)
    activities: dict[str, Activities] = field(default_factory=dict)

    def seen_at(self, person: TrackedRow, at: datetime) -> Dossier:
        person_id = our_id(person.id) or ""
        then = properties_of(person.at(at))
        account_id = self.account_at(person, at)
        account = self._account(account_id, at)
        others = self._others(person, account_id, at)
        signals = [
            signal
            for one in (person, *others)
            for signal in self.activities.get(one.id, Activities()).signals_at(our_id(one.id) or "", at)
        ]
        deals = (self.deals[one] for one in self.deals_of.get(account_id, ())) if account else ()
        on_lead = read_account_on_lead(then) if person.object_name == "Lead" else Account()
        return Dossier(
            as_of=at,
            lead=read_lead(person_id, then, LEAD if person.object_name == "Lead" else CONTACT),
            account=account or on_lead,
            colleagues=tuple(read_colleague({**one.at(at), "Id": one.id}) for one in others),
            signals=in_order(signals),
            opportunities=tuple(deal.at(at) for deal in deals if (made := deal.created_at) and made <= at),
        )

    def account_at(self, person: TrackedRow, at: datetime) -> str:
        """A contact's own account; a lead's by the contacts with its mail host that were there by then."""
        if person.object_name == "Contact":
            return "" if person.row.get("IsPersonAccount") is True else str(person.value_at("AccountId", at) or "")
        known = [one for one in self._at_host(person, at) if one.object_name == "Contact"]
        return most_common([str(one.row["AccountId"]) for one in known if one.row.get("AccountId")]) or ""

    def _account(self, account_id: str, at: datetime) -> Account | None:
        account = self.accounts.get(account_id)
        if account is None or account.created_at > at:
            return None
        return read_account(our_id(account_id) or "", properties_of(account.at(at)))

    def _others(self, person: TrackedRow, account_id: str, at: datetime) -> list[TrackedRow]:
        """Contacts of the account, and leads with the same mail host that were not converted yet."""
        of_account = [self.people[one] for one in self.by_account.get(account_id, ())] if account_id else []
        leads = [one for one in self._at_host(person, at) if one.object_name == "Lead" and not _converted_by(one, at)]
        found = {one.id: one for one in (*of_account, *leads) if one.created_at <= at and one.id != person.id}
        return list(found.values())[:MOST_COLLEAGUES]

    def _at_host(self, person: TrackedRow, at: datetime) -> list[TrackedRow]:
        host = company_host(person.row)
        found = (self.people[one] for one in self.by_host.get(host or "", ()))
        return [one for one in found if one.created_at <= at]

    def past_of(self, person: TrackedRow) -> LeadPast:
        stages = [entry for name in _STAGES[person.object_name] for entry in person.entered(name)]
        return LeadPast(
            lead_id=our_id(person.id) or "",
            created_at=person.created_at,
            stages=tuple(sorted(stages)),
            deals=tuple(self._deals_of(person)),
            seen_at=lambda at: self.seen_at(person, at),
        )

    def _deals_of(self, person: TrackedRow) -> Iterator[DealPast]:
        """Those that the person has a role in, and the one that a lead was converted to, from when it joined them."""
        contact_id = str(person.row.get("ConvertedContactId") or person.id)
        joined = dict(self.roles.get(contact_id, ()))
        converted_to = str(person.row.get("ConvertedOpportunityId") or "")
        if converted_to and converted_to not in joined:
            joined[converted_to] = known_since(person.row, "ConvertedDate")
        for deal_id, since in joined.items():
            past = self.deals[deal_id].past(since) if deal_id in self.deals else None
            if past:
                yield past


_STAGES: Final = {"Lead": LEAD["lifecycle"], "Contact": CONTACT["lifecycle"]}


def _converted_by(lead: TrackedRow, at: datetime) -> bool:
    """Perhaps: of the day of a conversion no hour is told."""
    converted_on = known_since(lead.row, "ConvertedDate")
    return converted_on is not None and converted_on <= at
