"""The one way in: signals become durable, and every lead they are about is marked as changed."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from leadgate.domain.ids import content_id
from leadgate.domain.signals import Signal
from leadgate.errors import without_value
from leadgate.ports import Parked, Ports
from leadgate.service.forgotten import known_signals

_logger = logging.getLogger(__name__)


def keep_signals(signals: Sequence[Signal], ports: Ports) -> int:
    """Keep them and send their leads to the queue; durable when it returns. Gives how many were new.

    What is older than it may be kept is not kept at all, nor what is about somebody who was forgotten.

    Leads of signals that were kept before are sent too: the last try may have broken off between the two. A company
    or a deal of which we know no lead yet is sent itself: only the CRM can tell whose it is.
    """
    retention = ports.settings.current().retention
    signals = known_signals(retention.readable(signals, ports.clock.now()), ports.store)
    if not signals:
        return 0
    fresh = ports.store.put_signals(signals, retention)
    leads = dict.fromkeys(signal.lead_id for signal in signals if signal.lead_id)
    accounts = dict.fromkeys(s.account_id for s in signals if s.account_id and not s.lead_id)
    known = {account: ports.store.leads_of(account) for account in accounts}
    unknown = [account for account, its_leads in known.items() if not its_leads]
    others = tuple(dict.fromkeys(one for one in (*sum(known.values(), ()), *unknown) if one not in leads))
    changes = list(zip(leads, ports.store.versions_of(tuple(leads)), strict=True)) if leads else []
    changes += list(zip(others, ports.store.touch_all(others), strict=True)) if others else []
    if changes:
        ports.queue.send_all(changes)
    return sum(fresh)


def park_unreadable(unreadable: Sequence[tuple[Mapping[str, Any], str]], source: str, ports: Ports) -> None:
    """Keep records that nobody could read, each with its reason, for a person to look at."""
    now = ports.clock.now()
    for record, reason in unreadable:
        parked = Parked(content_id(source, record), source, reason, record, now)
        ports.store.park(parked)
        _logger.warning("a record of %s was parked as %s: %s", source, parked.id, without_value(reason))
