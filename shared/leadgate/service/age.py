"""Q6: a verdict ages by itself. Leads that are to be looked at again in any case are sent to be judged anew."""

from datetime import timedelta
from typing import Final

from leadgate.ports import Ports

MOST_WAITING: Final = 500
"""Leads that grew old are sent only while fewer than this wait: those that changed are not held up by them."""
AGAIN_AFTER: Final = timedelta(days=1)
"""When a lead comes again that was sent and could not be judged; until then it holds up no other."""


def requalify_due(ports: Ports, limit: int = MOST_WAITING) -> int:
    """Count a change of each lead that is due, and send it; gives how many were sent.

    limit: messages that may wait when it is done. Broken off at any point, the same leads are sent once more.
    """
    now, room = ports.clock.now(), limit - ports.queue.waiting()
    leads = ports.store.due(now, room) if room > 0 else ()
    if leads:
        ports.queue.send_all(list(zip(leads, ports.store.touch_all(leads), strict=True)))
        ports.store.put_off(leads, now, now + AGAIN_AFTER)
    return len(leads)
