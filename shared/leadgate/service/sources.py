"""Payloads of other systems: read by a mapping file, and given to the leads and companies that the CRM knows."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from leadgate.crm.reading import read_domain
from leadgate.domain import reading
from leadgate.errors import BadInputError
from leadgate.ports import Ports
from leadgate.ports.crm import Crm
from leadgate.service.forgotten import forgotten_among
from leadgate.service.intake import MOST_SIGNALS, Batch, read_signals
from leadgate.service.keep_signals import keep_signals, park_unreadable
from leadgate.sources.catalog import load_source
from leadgate.sources.reading import Understood, Whom, records_of, understand

# What is told of a company even where the person named beside it is not known.
_OF_COMPANIES: Final = frozenset({"firmographic", "technographic", "news", "category_surge", "job_posting", "contract"})
_OF_PEOPLE: Final = frozenset({"person_enrichment"})
_NOBODY: Final = "nobody in the CRM has the id, address or domain that the record names"


@dataclass(frozen=True, slots=True)
class Taken:
    """kept: signals that were new; parked: records and signals that were not taken; problems: why each."""

    kept: int
    parked: int
    problems: tuple[str, ...]


def take_payload(body: bytes, name: str, ports: Ports) -> Taken:
    """Keep what a payload of this source says; park, with path and reason, what nobody understood or knows.

    Durable when it returns. Raises BadInputError where the payload as a whole is of no use or the source unknown.
    """
    mapping = load_source(name, ports.settings.current().sources.folder)
    records = records_of(body, mapping)
    if len(records) > MOST_SIGNALS:
        raise BadInputError("records", f"at most {MOST_SIGNALS} at once are allowed, not {len(records)}")
    return _take(understand(records, name, mapping, ports.clock.now()), name, ports)


def take_queued(content: Mapping[str, Any], ports: Ports) -> Taken:
    """`{"source": …, "payload": …}`: as the source gave it, or CSV as text. Parked where it is of no use as a whole."""
    payload = content["payload"]
    try:
        body = payload if isinstance(payload, str) else json.dumps(payload)
        return take_payload(body.encode("utf-8", "surrogatepass"), reading.text(content, "source"), ports)
    except BadInputError as error:
        park_unreadable([(content, str(error))], "enrichment", ports)
        raise


def take_records(records: Sequence[Understood], name: str, ports: Ports) -> Taken:
    """The same for records that were read already, any number."""
    parts = [_take(records[at : at + MOST_SIGNALS], name, ports) for at in range(0, len(records), MOST_SIGNALS)]
    return Taken(
        sum(part.kept for part in parts),
        sum(part.parked for part in parts),
        tuple(problem for part in parts for problem in part.problems),
    )


def _take(records: Sequence[Understood] | Iterator[Understood], name: str, ports: Ports) -> Taken:
    people = _People(ports.crm, ports.settings.current().crm)
    rows: list[Mapping[str, Any]] = []
    unreadable: list[tuple[Mapping[str, Any], str]] = []
    for one in records:
        if one.ignored or forgotten_among(one.whom.emails, ports.store):
            continue
        unreadable += [(one.record, f"{problem.path}: {problem.reason}") for problem in one.problems[:1]]
        owned = _owned(one, people)
        if one.signals and not owned:
            unreadable.append((one.record, _NOBODY))
        rows += owned
    now, crm = ports.clock.now(), ports.settings.current().crm
    read = [read_signals(rows[at : at + MOST_SIGNALS], name, now, crm) for at in range(0, len(rows), MOST_SIGNALS)]
    batch = Batch(tuple(s for b in read for s in b.signals), (*unreadable, *(u for b in read for u in b.unreadable)))
    park_unreadable(batch.unreadable, name, ports)
    return Taken(keep_signals(batch.signals, ports), len(batch.unreadable), tuple(why for _, why in batch.unreadable))


def _owned(one: Understood, people: "_People") -> list[Mapping[str, Any]]:
    """Its signals with their owners: the leads, else the companies as far as companies are what they tell of."""
    if not one.signals:
        return []
    leads = people.leads(one.whom)
    if leads:
        return [{**signal, "lead_id": lead} for signal in one.signals for lead in leads]
    named = bool(one.whom.lead_ids or one.whom.emails)
    told = [s for s in one.signals if (s["kind"] in _OF_COMPANIES if named else s["kind"] not in _OF_PEOPLE)]
    accounts = people.accounts(one.whom) if told else ()
    return [{**signal, "account_id": account} for signal in told for account in accounts]


@dataclass(frozen=True, slots=True)
class _People:
    """Who has which address, asked of the CRM once a payload."""

    crm: Crm
    crm_name: str
    _found: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def leads(self, whom: Whom) -> tuple[str, ...]:
        return self._ours(whom.lead_ids) or _all(self._lead_ids(email) for email in whom.emails if "@" in email)

    def accounts(self, whom: Whom) -> tuple[str, ...]:
        return self._ours(whom.account_ids) or _all(self._account_ids(read_domain(domain)) for domain in whom.domains)

    def _ours(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """A payload may name a record in several CRMs."""
        return tuple(one for one in ids if one.partition(":")[0] == self.crm_name)

    def _lead_ids(self, email: str) -> tuple[str, ...]:
        if email not in self._found:
            self._found[email] = self.crm.find(email)
        return self._found[email]

    def _account_ids(self, domain: str) -> tuple[str, ...]:
        if domain not in self._found:
            self._found[domain] = self.crm.find_accounts(domain) if "." in domain else ()
        return self._found[domain]


def _all(found: Iterator[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for ids in found for one in ids))
