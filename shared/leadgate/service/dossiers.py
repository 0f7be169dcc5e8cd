"""Puts a dossier together: what the CRM knows, and every signal that was kept."""

from collections.abc import Sequence
from dataclasses import replace

from leadgate.domain.dossier import Colleague, Dossier, as_known_at
from leadgate.domain.signals import Signal
from leadgate.ports import Ports, Store
from leadgate.ports.crm import CrmRecord

_MERGED = "merged-into:"


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
    """All that was kept of the lead, of those that were merged into it, of its colleagues and of the account alone."""
    earlier = earlier_ids(lead_id, store)
    people = (lead_id, *earlier, *(colleague.id for colleague in colleagues))
    return tuple(_renamed(signal, earlier, lead_id) for signal in store.signals_of(people, account_id))


def remember_merge(old_id: str, new_id: str, ports: Ports) -> None:
    """The history of `old_id` belongs to `new_id` from now on."""
    known = earlier_ids(new_id, ports.store)
    ids = dict.fromkeys((*known, old_id, *earlier_ids(old_id, ports.store)))
    ports.store.remember(f"{_MERGED}{new_id}", {"ids": [one for one in ids if one != new_id]})


def earlier_ids(lead_id: str, store: Store) -> tuple[str, ...]:
    """Ids of leads that were merged into this one."""
    known = store.recall(f"{_MERGED}{lead_id}")
    return tuple(known["ids"]) if known else ()


def _renamed(signal: Signal, earlier: tuple[str, ...], lead_id: str) -> Signal:
    return replace(signal, lead_id=lead_id) if signal.lead_id in earlier else signal
