"""The worker on one machine: takes changed leads from the queue and judges them, until it is told to stop."""

import logging
from collections.abc import Callable, Mapping
from typing import Final

from leadgate.embedded.loop import Loop
from leadgate.errors import NotYetError
from leadgate.ports import LeadChanged, Ports
from leadgate.service.qualify import Qualified, qualify
from leadgate.service.settle import Settled, settle_failure

Judged = Callable[[Qualified], None]

_logger = logging.getLogger(__name__)
_IDLE_SECONDS = 0.05
SAID: Final[Mapping[Settled, str]] = {
    "parked": "not done, parked for a person to look at",
    "buried": "not done, among the dead letters until `leadgate queue redrive`",
    "again": "not done, comes again by itself",
}


def make_worker(ports: Ports, on_judged: Judged = lambda _: None) -> Loop:
    """A loop that judges whatever waits. Killed at any instant it loses nothing: a message is done only after its lead
    is written."""
    return Loop(lambda: work_once(ports, on_judged), _IDLE_SECONDS, "worker")


def work_once(ports: Ports, on_judged: Judged = lambda _: None) -> bool:
    """One lead, if any waits."""
    messages = ports.queue.receive(1)
    for message in messages:
        _work(message, ports, on_judged)
    return bool(messages)


def _work(message: LeadChanged, ports: Ports, on_judged: Judged) -> None:
    try:
        judged = qualify(message.lead_id, ports)
    except Exception as error:
        settled = settle_failure(error, message, ports)
        if isinstance(error, NotYetError):
            _logger.info("%s: %s", message.lead_id, error)
            return
        _logger.warning("lead %s: %s: %s: %s", message.lead_id, SAID[settled], type(error).__name__, error)
        return
    ports.queue.done(message)
    _logger.info("lead %s: %s", judged.lead_id, judged.result)
    on_judged(judged)
