"""People of a portal with all that is needed to see each as it stood at any instant."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from leadgate.crm.hubspot.batches import associated_all
from leadgate.crm.hubspot.client import HubSpotClient
from leadgate.crm.hubspot.config import HubSpotConfig
from leadgate.crm.hubspot.deals import DEAL_NAMES, DealView, deal_at, deal_past
from leadgate.crm.hubspot.engagements import DATED_NAMES, ENGAGEMENTS, dated_signals, engagement_signal
from leadgate.crm.hubspot.ids import our_id
from leadgate.crm.hubspot.mapping import (
    account_properties,
    lead_properties,
    own_properties,
    read_account,
    read_account_on_contact,
    read_colleague,
    read_lead,
)
from leadgate.crm.hubspot.replies import ForbiddenError
from leadgate.crm.hubspot.stages import Stages
from leadgate.crm.hubspot.versions import Kind, Versioned, read_versioned
from leadgate.domain.dossier import Account, Dossier
from leadgate.domain.past import LeadPast
from leadgate.domain.signals import Signal, in_order

MOST_COLLEAGUES: Final = 50
MOST_KEPT: Final = 2_000
MOST_VERSIONS: Final = 45
"""Of a contact's property; HubSpot forgets older ones."""
# Ours, which are no evidence, and the time of the last write, which says how long a record was worked on.
_NOT_READ: Final = {*own_properties("lead"), *own_properties("account"), "lastmodifieddate"}
_COMPANY: Final = "associatedcompanyid"

Engagement = tuple[Kind, Versioned]


@dataclass(frozen=True, slots=True)
class _Person:
    record: Versioned
    engagements: Sequence[Engagement] = ()

    @property
    def id(self) -> str:
        return our_id("contact", self.record.id)

    def signals_at(self, at: datetime) -> list[Signal]:
        dealings = (engagement_signal(self.id, kind, record, at) for kind, record in self.engagements)
        return [*dated_signals(self.id, self.record, at), *(signal for signal in dealings if signal)]

    def company_at(self, at: datetime) -> str:
        return (self.record.value_at(_COMPANY, at) or "").partition(".")[0]


@dataclass(frozen=True, slots=True)
class _World:
    """What one batch of contacts needs. people_of, deals_of: by id of a company."""

    people: Mapping[str, _Person]
    companies: Mapping[str, Versioned]
    people_of: Mapping[str, Sequence[str]]
    deals_of: Mapping[str, Sequence[str]]
    deals: Mapping[str, DealView]

    def seen_at(self, contact_id: str, at: datetime) -> Dossier:
        person = self.people[contact_id]
        then = person.record.properties_at(at)
        company_id = person.company_at(at)
        account = self._account(company_id, at)
        others = self._others(company_id, contact_id, at) if account else []
        signals = [signal for one in (person, *others) for signal in one.signals_at(at)]
        deals = self.deals_of.get(company_id, ()) if account else ()
        return Dossier(
            as_of=at,
            lead=read_lead(person.id, {**then, "createdate": person.record.now.get("createdate")}),
            account=account or read_account_on_contact(then),
            colleagues=tuple(read_colleague(one.record.id, one.record.properties_at(at)) for one in others),
            signals=in_order({signal.id: signal for signal in signals}.values()),
            opportunities=tuple(
                deal_at(self.deals[one], at)
                for one in deals
                if one in self.deals and self.deals[one].record.created_at <= at
            ),
        )

    def _account(self, company_id: str, at: datetime) -> Account | None:
        company = self.companies.get(company_id)
        if company is None or company.created_at > at:
            return None
        return read_account(our_id("company", company.id), company.properties_at(at))

    def _others(self, company_id: str, contact_id: str, at: datetime) -> list[_Person]:
        found = (self.people.get(one) for one in self.people_of.get(company_id, ()) if one != contact_id)
        return [one for one in found if one and one.record.created_at <= at and one.company_at(at) == company_id]


@dataclass
class PastReader:
    """People who were read lately are kept: colleagues come again with each other."""

    config: HubSpotConfig
    client: HubSpotClient
    stages: Stages
    notes: dict[str, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        names = (*lead_properties(self.config.lead_properties), *DATED_NAMES, _COMPANY)
        self._lead_names = [name for name in dict.fromkeys(names) if name not in _NOT_READ]
        of_account = account_properties(self.config.account_properties)
        self._account_names = [name for name in of_account if name not in _NOT_READ]
        self._kept: OrderedDict[str, _Person] = OrderedDict()
        self._unseen: set[Kind] = set()
        self._cut_off = 0

    def read(self, contact_ids: Sequence[str]) -> tuple[LeadPast, ...]:
        """Those that are still there."""
        own = self._people(contact_ids)
        world = self._world(own)
        deals_of_people = associated_all(self.client, "contacts", list(own), "deals")
        more = [one for ids in deals_of_people.values() for one in ids if one not in world.deals]
        deals = {**world.deals, **self._deals(more)}
        return tuple(self._past(one, person, world, deals, deals_of_people.get(one, ())) for one, person in own.items())

    def _past(
        self,
        contact_id: str,
        person: _Person,
        world: _World,
        deals: Mapping[str, DealView],
        own_deals: Iterable[str],
    ) -> LeadPast:
        stages = reversed(person.record.versions.get("lifecyclestage", ()))
        return LeadPast(
            lead_id=person.id,
            created_at=person.record.created_at,
            stages=tuple((at, stage) for at, stage in stages if stage),
            deals=tuple(deal_past(deals[one]) for one in own_deals if one in deals),
            seen_at=lambda at: world.seen_at(contact_id, at),
        )

    def _world(self, own: Mapping[str, _Person]) -> _World:
        company_ids = {
            text.partition(".")[0]
            for person in own.values()
            for _, text in person.record.versions.get(_COMPANY, ())
            if text
        }
        companies = read_versioned(self.client, "companies", sorted(company_ids), self._account_names)
        people_of = associated_all(self.client, "companies", list(companies), "contacts") if companies else {}
        near = {
            company: _near(ids, [one for one, person in own.items() if person.company_at(_EVER) == company])
            for company, ids in people_of.items()
        }
        people = self._people([one for ids in near.values() for one in ids])
        deals_of = associated_all(self.client, "companies", list(companies), "deals") if companies else {}
        deals = self._deals([one for ids in deals_of.values() for one in ids])
        return _World({**people, **own}, companies, near, deals_of, deals)

    def _deals(self, ids: Sequence[str]) -> dict[str, DealView]:
        found = read_versioned(self.client, "deals", ids, DEAL_NAMES)
        return {one: DealView(record, self.stages) for one, record in found.items()}

    def _people(self, ids: Sequence[str]) -> dict[str, _Person]:
        wanted = list(dict.fromkeys(ids))
        new = [one for one in wanted if one not in self._kept]
        records = read_versioned(self.client, "contacts", new, self._lead_names)
        engagements = self._engagements(list(records))
        self._note_cut_off(records.values())
        fresh = {one: _Person(record, engagements.get(one, ())) for one, record in records.items()}
        found = {one: person for one in wanted if (person := fresh.get(one) or self._kept.get(one))}
        for one, person in found.items():
            self._kept[one] = person
            self._kept.move_to_end(one)
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return found

    def _note_cut_off(self, records: Iterable[Versioned]) -> None:
        for record in records:
            self._cut_off += any(len(record.versions.get(name, ())) >= MOST_VERSIONS for name in DATED_NAMES)

    @property
    def cut_off(self) -> int:
        """People of whom HubSpot may have forgotten visits, mails or forms, because newer ones came."""
        return self._cut_off

    def _engagements(self, contact_ids: Sequence[str]) -> dict[str, list[Engagement]]:
        found: dict[str, list[Engagement]] = {}
        for kind, names in ENGAGEMENTS.items():
            if not contact_ids or kind in self._unseen:
                continue
            try:
                linked = associated_all(self.client, "contacts", contact_ids, kind)
                records = read_versioned(self.client, kind, [one for ids in linked.values() for one in ids], names)
            except ForbiddenError as error:
                self._unseen.add(kind)
                self.notes[f"{kind} are left out: {error}"] = None
                continue
            for contact, ids in linked.items():
                found.setdefault(contact, []).extend((kind, records[one]) for one in ids if one in records)
        return found


_EVER: Final = datetime.max.replace(tzinfo=UTC)


def _near(ids: Sequence[str], own: Sequence[str]) -> list[str]:
    """Of a large company, those who came into the portal about when ours did: others were not known then, or old."""
    if len(ids) <= MOST_COLLEAGUES:
        return list(ids)
    chosen: dict[str, None] = {}
    for one in own:
        at = ids.index(one) if one in ids else 0
        start = min(max(0, at - MOST_COLLEAGUES + MOST_COLLEAGUES // 5), len(ids) - MOST_COLLEAGUES)
        chosen |= dict.fromkeys(ids[start : start + MOST_COLLEAGUES])
    return list(chosen)
