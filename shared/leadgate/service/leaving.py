"""Leads that the CRM has no more: merged, deleted, or to be forgotten for good.

A deletion can be undone in the CRM, so the history waits for that, unread, and is erased when its time is over. Whoever
asked to be forgotten is erased at once, and what is told of them later is not kept.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final, Literal

from leadgate.domain.reading import parse_instant, render_instant
from leadgate.domain.traces import Traces
from leadgate.ports import Ports, Verdict
from leadgate.ports.crm import CrmRecord
from leadgate.service.forget import forget, places_of
from leadgate.service.merges import remember_merge, survivor_of
from leadgate.service.traces import traces_of, traces_of_record

Left = Literal["merged", "gone", "erased", "forgotten"]
_PRIVACY_DELETION: Final = "privacy_deletion"


def leave(lead_id: str, version: int, record: CrmRecord | None, standing: Verdict | None, ports: Ports) -> Left:
    """The lead was deleted, or merged into another one, which then has to be judged with both histories.

    record: the survivor's. A CRM may forget in time what became of a merged record; what it once said still holds.
    """
    survivor = record.lead.id if record else survivor_of(lead_id, ports.store)
    if survivor:
        remember_merge(lead_id, survivor, ports.store)
        ports.crm.retire(lead_id)
        ports.queue.send_all([(survivor, ports.store.touch(survivor))])
        _keep(lead_id, version, {"merged_into": survivor}, standing, ports)
        return "merged"
    if _asked_to_be_forgotten(lead_id, ports):
        return forget_lead(lead_id, ports)
    return _gone(lead_id, version, standing, ports)


def forget_lead(lead_id: str, ports: Ports, record: CrmRecord | None = None) -> Left:
    """Everywhere that can be reached from here, for good. record: where the CRM still has the person."""
    known = traces_of_record(record) if record else Traces()
    _erase(lead_id, ports, known, for_good=True)
    return "forgotten"


def drop_stray(lead_id: str, ports: Ports) -> Left:
    """Somebody who was forgotten is heard of: what was kept since, while that was not yet known, is erased."""
    if ports.store.verdict_of(lead_id) or ports.store.signals_of((lead_id,), None):
        return forget_lead(lead_id, ports)
    ports.store.erase_leads((lead_id,))
    return "forgotten"


def _gone(lead_id: str, version: int, standing: Verdict | None, ports: Ports) -> Left:
    before = standing.row if standing else {}
    now, days = ports.clock.now(), timedelta(days=ports.settings.current().retention.deleted_days)
    gone_at = parse_instant(before.get("gone_at")) or now
    if gone_at + days <= now:
        _erase(lead_id, ports, Traces(), for_good=False)
        return "erased"
    account_id = before.get("left_account") or ports.store.account_of(lead_id)
    _tell_account(lead_id, ports)
    gone = {"merged_into": None, "gone_at": render_instant(gone_at), "left_account": account_id}
    row = {**gone, "requalify": {"at": render_instant(gone_at + days)}}
    _keep(lead_id, version, row, standing, ports)
    return "gone"


def _erase(lead_id: str, ports: Ports, known: Traces, *, for_good: bool) -> None:
    traces = traces_of((lead_id,), ports.store) | known
    near = _others_of_account(lead_id, ports)
    forget(traces, places_of(ports, near), ports, for_good=for_good)


def _asked_to_be_forgotten(lead_id: str, ports: Ports) -> bool:
    """HubSpot says so in a webhook; that the record is gone was asked for again."""
    signals = ports.store.signals_of((lead_id,), None)
    return any(one.kind == "crm_change" and one.text("property") == _PRIVACY_DELETION for one in signals)


def _tell_account(lead_id: str, ports: Ports) -> None:
    """Colleagues are judged again, without the one who is gone."""
    others = _others_of_account(lead_id, ports) if ports.store.account_of(lead_id) else ()
    ports.store.unlink(lead_id)
    if others:
        ports.queue.send_all(list(zip(others, ports.store.touch_all(others), strict=True)))


def _others_of_account(lead_id: str, ports: Ports) -> tuple[str, ...]:
    """The other leads of its account, also of the one that it has left."""
    verdict = ports.store.verdict_of(lead_id)
    account_id = ports.store.account_of(lead_id) or (verdict.row.get("left_account") if verdict else None)
    leads = ports.store.leads_of(account_id) if account_id else ()
    return tuple(lead for lead in leads if lead != lead_id)


def _keep(lead_id: str, version: int, row: Mapping[str, Any], standing: Verdict | None, ports: Ports) -> None:
    """In place of a verdict; who it was stays, so that it can be erased with the rest."""
    person = ((standing.row.get("dossier") or {}).get("lead") if standing else None) or {"id": lead_id}
    ports.store.put_verdict(lead_id, version, {"lead_id": lead_id, **row, "dossier": {"lead": person}})
    ports.store.mark_written(lead_id, version)
