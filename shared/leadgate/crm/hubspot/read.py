"""One lead, read in a handful of calls.

1 the contact · 2 its company · 3 the colleagues, a hundred a call · 4 the deals. One more call each where HubSpot
answers a company's contacts or deals in pages, and one for the deal stages every ten minutes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from leadgate.crm.hubspot.batches import ObjectType, associated, newest, next_page, read_records
from leadgate.crm.hubspot.client import HubSpotClient
from leadgate.crm.hubspot.config import HubSpotConfig
from leadgate.crm.hubspot.ids import hubspot_id, our_id
from leadgate.crm.hubspot.mapping import (
    COLLEAGUE,
    DEAL,
    STATUS,
    account_properties,
    lead_properties,
    merged_ids,
    read_account,
    read_account_on_contact,
    read_colleague,
    read_lead,
    read_signals,
    read_worked_at,
    read_written,
)
from leadgate.crm.hubspot.replies import RefusedError
from leadgate.crm.hubspot.shapes import Answer, id_of, object_in, objects_in, properties_of, strange
from leadgate.crm.hubspot.stages import Stages
from leadgate.crm.reading import Properties, first_text, read_instant
from leadgate.domain.dossier import Account, Colleague, Opportunity
from leadgate.domain.signals import read_number
from leadgate.ports import Clock
from leadgate.ports.crm import CrmRecord

MOST_DEALS = 200


@dataclass(frozen=True, slots=True)
class _Found:
    """A record with the ids of others associated with it: type → (id, name of the association).

    id: that of the record that is left, where it was asked for by the id of one that was merged into it.
    """

    id: str
    properties: Properties
    linked: Mapping[str, Sequence[tuple[str, str]]]
    paged: frozenset[str]


class LeadReader:
    def __init__(self, config: HubSpotConfig, client: HubSpotClient, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._stages = Stages(client, clock)
        self._most_colleagues = config.most_colleagues
        self._lead_properties = lead_properties(config.lead_properties)
        self._account_properties = account_properties(config.account_properties)

    def read(self, lead_id: str) -> CrmRecord | None:
        """None if the contact was deleted. One that was merged into another reads as that one, under its own id."""
        asked_id = hubspot_id(lead_id, "contact")
        contact = self._find("contacts", asked_id, self._lead_properties, ("companies", "deals"))
        if contact is None:
            return None
        lead = read_lead(our_id("contact", contact.id), contact.properties)
        company = self._company(_primary_company(contact))
        return CrmRecord(
            lead=lead,
            account=_account(company, contact),
            colleagues=self._colleagues(company, contact.id),
            opportunities=self._opportunities(contact, company),
            signals=read_signals(lead, self._clock.now()),
            written=read_written("lead", contact.properties),
            account_written=read_written("account", company.properties) if company else {},
            worked_at=read_worked_at(contact.properties, self._clock.now()),
            status=first_text(contact.properties, (STATUS,)),
        )

    def _company(self, company_id: str) -> _Found | None:
        if not company_id:
            return None
        return self._find("companies", company_id, self._account_properties, ("contacts", "deals"))

    def _find(
        self, kind: ObjectType, record_id: str, properties: Sequence[str], linked: Sequence[ObjectType]
    ) -> _Found | None:
        query = (("properties", ",".join(properties)), ("associations", ",".join(linked)))
        try:
            answer = self._client.get("objects", f"{kind}/{record_id}", query)
        except RefusedError as error:
            if error.refusal.status == 404:
                return None
            raise
        if answer.get("archived") is True:
            return None
        return _found(answer, record_id, linked, f"GET {kind}/{record_id}")

    def _linked(self, kind: ObjectType, record: _Found | None, end: ObjectType, most: int) -> tuple[str, ...]:
        if record is None:
            return ()
        if end in record.paged:
            return associated(self._client, kind, record.id, end, most)
        return newest((one for one, _ in record.linked.get(end, ())), most)

    def _colleagues(self, company: _Found | None, contact_id: str) -> tuple[Colleague, ...]:
        ids = self._linked("companies", company, "contacts", self._most_colleagues + 1)
        others = [one for one in ids if one != contact_id][: self._most_colleagues]
        people = read_records(self._client, "contacts", others, COLLEAGUE)
        return tuple(read_colleague(one, properties) for one, properties in people.items())

    def _opportunities(self, contact: _Found, company: _Found | None) -> tuple[Opportunity, ...]:
        of_contact = self._linked("contacts", contact, "deals", MOST_DEALS)
        of_company = self._linked("companies", company, "deals", MOST_DEALS)
        deals = read_records(self._client, "deals", newest((*of_contact, *of_company), MOST_DEALS), DEAL)
        return tuple(self._opportunity(one, properties) for one, properties in deals.items())

    def _opportunity(self, deal_id: str, properties: Properties) -> Opportunity:
        stage = self._stages.find(first_text(properties, ("pipeline",)), first_text(properties, ("dealstage",)))
        won = stage.won if stage else _won_by_deal(properties)
        return Opportunity(
            id=our_id("deal", deal_id),
            stage=(stage.label if stage else "") or first_text(properties, ("dealstage",)),
            amount=read_number(properties.get("amount")),
            created_at=read_instant(first_text(properties, ("createdate",))),
            closed_at=None if won is None else read_instant(first_text(properties, ("closedate",))),
            won=won,
            loss_reason=(first_text(properties, ("closed_lost_reason",)) or None) if won is False else None,
        )


def _found(answer: Answer, asked_id: str, linked: Sequence[ObjectType], call: str) -> _Found:
    """Raises RetryableError for an answer that is no record, or another one than was asked for."""
    found_id, properties = id_of(answer, call), properties_of(answer, call)
    if found_id != asked_id and asked_id not in merged_ids(properties):
        raise strange(f"record {found_id}, into which {asked_id} was not merged,", call)
    associations = object_in(answer, "associations", call)
    ends = {end: object_in(associations, end, call) for end in linked}
    return _Found(
        id=found_id,
        properties=properties,
        linked={end: _linked_ids(found, call) for end, found in ends.items()},
        paged=frozenset(end for end, found in ends.items() if next_page(found, call)),
    )


def _linked_ids(found: Answer, call: str) -> Sequence[tuple[str, str]]:
    if not found:
        return ()
    return [(id_of(one, call), str(one.get("type"))) for one in objects_in(found, "results", call)]


def _primary_company(contact: _Found) -> str:
    """The primary company's id: HubSpot keeps it in a property; else by the association's name, else any."""
    stated = first_text(contact.properties, ("associatedcompanyid",)).partition(".")[0]
    if stated.isdigit():
        return stated
    companies = contact.linked.get("companies", ())
    primary = [one for one, name in companies if name == "contact_to_company"]
    return next(iter((*primary, *(one for one, _ in companies))), "")


def _account(company: _Found | None, contact: _Found) -> Account:
    if company is None:
        return read_account_on_contact(contact.properties)
    return read_account(our_id("company", company.id), company.properties)


def _won_by_deal(properties: Properties) -> bool | None:
    """A deal in a stage nobody knows any more still says itself whether it was closed, and won."""
    if str(properties.get("hs_is_closed") or "").lower() != "true":
        return None
    return str(properties.get("hs_is_closed_won") or "").lower() == "true"
