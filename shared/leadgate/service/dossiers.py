"""Puts a dossier together: what the CRM knows, and every signal that was kept."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from leadgate.domain.dossier import Colleague, Dossier, as_known_at
from leadgate.domain.signals import Signal
from leadgate.ports import Ports, Store
from leadgate.ports.crm import CrmRecord
from leadgate.service.merges import earlier_ids


def load_dossier(record: CrmRecord, ports: Ports) -> Dossier:
    """The dossier of a lead that was just read from the CRM, as of now."""
    now = ports.clock.now()
    lead_id, account_id = record.lead.id, record.account.id or None
    if account_id:
        ports.store.link(lead_id, account_id)
    kept = kept_signals(lead_id, record.colleagues, account_id, ports.store)
    signals = ports.settings.current().retention.readable(kept, now)
    return Dossier(
        as_of=now,
        lead=record.lead,
        account=record.account,
        colleagues=record.colleagues,
        signals=as_known_at((*signals, *record.signals), now),
        opportunities=record.opportunities,
    )


def kept_signals(
    lead_id: str, colleagues: Sequence[Colleague], account_id: str | None, store: Store
) -> tuple[Signal, ...]:
    """All that was kept of the lead, its colleagues and the account alone, under the ids that people have now."""
    people = (lead_id, *(colleague.id for colleague in colleagues))
    earlier = earlier_ids(people, store)
    now = {old: person for person in people for old in earlier[person]}
    found = store.signals_of((*people, *now), account_id)
    return tuple(_renamed(signal, now) for signal in found)


def _renamed(signal: Signal, now: Mapping[str, str]) -> Signal:
    """now: an id that was merged into another → that other one."""
    lead_id = now.get(signal.lead_id or "")
    return replace(signal, lead_id=lead_id) if lead_id else signal
