"""Leads and contacts of an org with all that is needed to see each as it stood at any instant.

A batch costs a handful of calls, five queries each: people with the same mail host or account; what changed on them;
accounts; opportunities with their stages and roles; tasks, events and campaign responses.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from leadgate.crm.salesforce.activities import EVENT, MEMBER, TASK, Activities
from leadgate.crm.salesforce.client import Row, SalesforceClient, chunks
from leadgate.crm.salesforce.config import SalesforceConfig
from leadgate.crm.salesforce.deals import SNAPSHOT, DealView
from leadgate.crm.salesforce.mapping import COLLEAGUE, OPPORTUNITY, own_names, wanted_of_account
from leadgate.crm.salesforce.past_world import World
from leadgate.crm.salesforce.read import company_host
from leadgate.crm.salesforce.soql import select, where
from leadgate.crm.salesforce.tracked import FieldChange, TrackedRow, changes_of, instant_of
from leadgate.crm.salesforce.visible_past import VisiblePast
from leadgate.domain.past import LeadPast

HOSTS_A_QUERY: Final = 50
IDS_A_QUERY: Final = 200
MOST_PEOPLE: Final = 2_000
CONVERTED: Final = ("IsConverted", "ConvertedDate", "ConvertedContactId", "ConvertedOpportunityId")
_PERSON: Final = (*COLLEAGUE, "CreatedDate")


@dataclass
class PastReader:
    config: SalesforceConfig
    client: SalesforceClient
    seen: VisiblePast

    def read(self, object_name: str, rows: Sequence[Row]) -> tuple[LeadPast, ...]:
        """rows: of one object, with the fields of `wanted_of_lead` or `wanted_of_contact`."""
        world = World()
        self._find_people(world, object_name, rows)
        self._find_accounts(world, [str(row["Id"]) for row in rows])
        self._find_deals(world, rows)
        self._find_activities(world, rows)
        return tuple(world.past_of(world.people[str(row["Id"])]) for row in rows)

    def _find_people(self, world: World, object_name: str, rows: Sequence[Row]) -> None:
        hosts = sorted({host for row in rows if (host := company_host(row))})
        account_ids = {str(row["AccountId"]) for row in rows if row.get("AccountId")}
        at_hosts = [_at_hosts(part) for part in chunks(hosts, HOSTS_A_QUERY)]
        contacts = [f"AccountId != null AND {one}" for one in at_hosts] + _among("AccountId", account_ids)
        asked = [(self._person_query("Contact", one, "AccountId"), "Contact") for one in contacts]
        asked += [(self._person_query("Lead", one, *CONVERTED[:2]), "Lead") for one in at_hosts]
        found = self.client.queries([soql for soql, _ in asked])
        named = {str(row["Id"]): (name, row) for (_, name), part in zip(asked, found, strict=True) for row in part}
        named |= {str(row["Id"]): (object_name, row) for row in rows}
        changes = {name: self._changes(name, [i for i, (n, _) in named.items() if n == name]) for name in _HISTORIES}
        for one, (name, row) in named.items():
            world.people[one] = TrackedRow(name, row, changes[name].get(one, ()), self.seen.memory)
            world.by_host.setdefault(company_host(row) or "-", []).append(one)
            if row.get("AccountId"):
                world.by_account.setdefault(str(row["AccountId"]), []).append(one)

    def _person_query(self, name: str, condition: str, *more: str) -> str:
        return select(self.seen.fields.among(name, (*_PERSON, *more)), name, condition, MOST_PEOPLE)

    def _find_accounts(self, world: World, own: Sequence[str]) -> None:
        """Those of the batch's own people, as they are now or were once."""
        now = {str(world.people[one].row.get("AccountId") or "") for one in own}
        once = {str(change.old) for one in own for change in world.people[one].changes if change.name == "AccountId"}
        matched = {world.account_at(world.people[one], self.seen.memory.until) for one in own}
        same_host = {
            str(world.people[other].row.get("AccountId") or "")
            for one in own
            if world.people[one].object_name == "Lead"
            for other in world.by_host.get(company_host(world.people[one].row) or "", ())
        }
        ids = {one for one in now | once | matched | same_host if one and one != "None"}
        wanted = [one for one in wanted_of_account(self.config.account_fields) if one not in own_names("account")]
        names = self.seen.fields.among("Account", wanted)
        changes = self._changes("Account", sorted(ids))
        for row in self._select(names, "Account", _among("Id", ids)):
            one = str(row["Id"])
            world.accounts[one] = TrackedRow("Account", row, changes.get(one, ()), self.seen.memory)

    def _find_deals(self, world: World, rows: Sequence[Row]) -> None:
        contacts = {str(row.get("ConvertedContactId") or row["Id"]) for row in rows}
        contacts = {one for one in contacts if one.startswith("003")}
        if "OpportunityContactRole" in self.seen.objects:
            names = ("ContactId", "OpportunityId", "CreatedDate")
            for row in self._select(names, "OpportunityContactRole", _among("ContactId", contacts)):
                entry = (str(row["OpportunityId"]), instant_of(row, "CreatedDate"))
                world.roles.setdefault(str(row["ContactId"]), []).append(entry)
        ids = {one for entries in world.roles.values() for one, _ in entries}
        ids |= {str(row["ConvertedOpportunityId"]) for row in rows if row.get("ConvertedOpportunityId")}
        wanted = (*OPPORTUNITY, "AccountId", "CurrencyIsoCode")
        conditions = _among("Id", ids) + _among("AccountId", world.accounts)
        found = self._select(self.seen.fields.among("Opportunity", wanted), "Opportunity", conditions)
        deals = {str(row["Id"]): row for row in found}
        snapshots = self._snapshots(deals)
        for one, row in deals.items():
            world.deals[one] = DealView(row, snapshots.get(one, ()), self.seen.ends, self.seen.rates)
            world.deals_of.setdefault(str(row.get("AccountId") or ""), []).append(one)

    def _snapshots(self, deals: Mapping[str, Row]) -> dict[str, list[Row]]:
        if "OpportunityHistory" not in self.seen.objects:
            return {}
        found: dict[str, list[Row]] = {}
        for row in self._select(SNAPSHOT, "OpportunityHistory", _among("OpportunityId", deals)):
            found.setdefault(str(row["OpportunityId"]), []).append(row)
        return {one: sorted(rows, key=lambda row: str(row["CreatedDate"])) for one, rows in found.items()}

    def _find_activities(self, world: World, rows: Sequence[Row]) -> None:
        """Of a lead that was converted, they hang on its contact, and are still the lead's own."""
        owners = {one: [one] for one in world.people}
        for row in rows:
            if row.get("ConvertedContactId"):
                owners.setdefault(str(row["ConvertedContactId"]), []).append(str(row["Id"]))
        who = _among("WhoId", owners)
        members = _among("LeadId", owners, "00Q") + _among("ContactId", owners, "003")
        tasks = self._wished("Task", self.seen.fields.among("Task", TASK), who, "IsClosed = true")
        events = self._wished("Event", EVENT, who)
        responses = self._wished("CampaignMember", MEMBER, members, "HasResponded = true")
        for kind, found in (("tasks", tasks), ("events", events), ("members", responses)):
            for row in found.values():
                whose = {str(row.get(name) or "") for name in ("WhoId", "LeadId", "ContactId")}
                for one in {owner for person in whose for owner in owners.get(person, ())}:
                    getattr(world.activities.setdefault(one, Activities()), kind).append(row)

    def _wished(self, source: str, names: Sequence[str], conditions: Sequence[str], also: str = "") -> dict[str, Row]:
        """Id → record, each once; none where our user may not see the object."""
        if source not in self.seen.objects:
            return {}
        asked = [f"{one} AND {also}" if also else one for one in conditions]
        return {str(row["Id"]): row for row in self._select(names, source, asked)}

    def _changes(self, name: str, ids: Sequence[str]) -> dict[str, list[FieldChange]]:
        table, key = _HISTORIES[name]
        if table not in self.seen.objects:
            return {}
        names = (key, "Field", "OldValue", "NewValue", "CreatedDate")
        return changes_of(self._select(names, table, _among(key, ids)), key)

    def _select(self, names: Sequence[str], source: str, conditions: Sequence[str]) -> list[Row]:
        """The records that meet any of the conditions, each condition a query."""
        found = self.client.queries([select(names, source, condition) for condition in conditions])
        return [row for part in found for row in part]


_HISTORIES: Final = {
    "Lead": ("LeadHistory", "LeadId"),
    "Contact": ("ContactHistory", "ContactId"),
    "Account": ("AccountHistory", "AccountId"),
}


def _at_hosts(hosts: Sequence[str]) -> str:
    alternatives = " OR ".join(where("Email LIKE '%@{:like}'", host) for host in hosts)
    return f"({alternatives})"


def _among(name: str, ids: Collection[str], prefix: str = "") -> list[str]:
    """Conditions that no query is too long for; none where there are no ids, or none of that object."""
    chosen = sorted(one for one in ids if one.startswith(prefix))
    return [where(f"{name} IN {{}}", list(part)) for part in chunks(chosen, IDS_A_QUERY)]
