"""Who a person is, from all that is kept and from the CRM: needed to find them everywhere."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, Final

import phonenumbers

from leadgate.domain.traces import Traces
from leadgate.ports import Ports, Store
from leadgate.ports.crm import CrmRecord
from leadgate.service.merges import earlier_ids

_LEAST_DIGITS: Final = 7


def traces_of(lead_ids: Sequence[str], store: Store, emails: Sequence[str] = ()) -> Traces:
    """What the store knows of these leads and of those that were merged into them, found by key."""
    merged = [old for olds in earlier_ids(lead_ids, store).values() for old in olds]
    ids = tuple(dict.fromkeys((*lead_ids, *merged)))
    found = Traces(frozenset(ids), frozenset(email.casefold() for email in emails))
    for lead_id in ids:
        verdict = store.verdict_of(lead_id)
        found |= traces_in(((verdict.row.get("dossier") or {}).get("lead") or {}) if verdict else {})
    for signal in store.signals_of(ids, None):
        found |= traces_in(signal.properties)
    return found


def everywhere(email: str, lead_ids: Sequence[str], ports: Ports) -> Traces:
    """The same, for an address: the store is looked through as a whole for leads that have it."""
    traces = Traces(emails=frozenset({email.casefold()}))
    ids = set(lead_ids)
    for kept in ports.store.kept_rows():
        ids |= set(_leads_with(kept.row, traces))
    return traces_of(sorted(ids), ports.store, (email,))


def traces_of_record(record: CrmRecord) -> Traces:
    """As the CRM has them."""
    lead = record.lead
    named = {"email": lead.email, "first_name": lead.first_name, "last_name": lead.last_name}
    known = traces_in({**named, "properties": dict(lead.properties)})
    return Traces(ids=frozenset({lead.id, *record.other_ids})) | known


def traces_in(row: Mapping[str, Any]) -> Traces:
    """Of an object that tells of one person: a lead, or a signal's properties."""
    flat = {**row, **(row["properties"] if isinstance(row.get("properties"), Mapping) else {})}
    emails = {str(flat[name]).casefold() for name in ("email", "Email") if "@" in str(flat.get(name) or "")}
    first, last = (str(flat.get(name) or "").strip() for name in ("first_name", "last_name"))
    phones = [str(value) for name, value in flat.items() if _is_phone(name) and isinstance(value, str | int)]
    return Traces(
        emails=frozenset(emails),
        names=frozenset({(first, last)} if first and last else ()),
        phones=frozenset(form for phone in phones for form in _forms(phone)),
    )


def _leads_with(row: Mapping[str, Any], traces: Traces) -> Iterator[str]:
    """Ids of the leads that a row says have the address: a verdict's own, its colleagues, or a signal's."""
    dossier = row.get("dossier") or {}
    people = [row.get("lead"), dossier.get("lead"), *(dossier.get("colleagues") or ())]
    for person in people:
        if isinstance(person, Mapping) and person.get("id") and traces.is_named_by(person.get("email") or ""):
            yield str(person["id"])
    properties = row.get("properties")
    if isinstance(properties, Mapping) and row.get("lead_id") and traces.is_named_by(properties.get("email") or ""):
        yield str(row["lead_id"])


def _is_phone(name: str) -> bool:
    return any(part in name.lower() for part in ("phone", "mobile"))


def _forms(phone: str) -> Iterator[str]:
    """Digits with and without the country's; none for what is too short to be anybody's."""
    digits = "".join(filter(str.isdigit, phone))
    forms = [digits]
    with suppress(phonenumbers.NumberParseException):
        forms.append(str(phonenumbers.parse(phone, None).national_number))
    yield from (form for form in forms if len(form) >= _LEAST_DIGITS)
